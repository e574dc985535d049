"""Fuzzy dates contain the day that is meant; order, gaps and same times say only what is sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.calendars import Reckoning, WrittenDate
from ofpra import chronology
from ofpra.chronology import GAP_DAYS, MAX_REMARKS, Chronology, Gap, SameTime, When

DAYS = st.dates(date(1935, 1, 1), date(2026, 11, 22))
KEYS = ("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", "eeeeeeee", "ffffffff")
WIDEST = {"day": 31, "month": 92, "year": 366}


def cut(day: WrittenDate, known: str) -> WrittenDate:
    if known == "day":
        return day
    return replace(day, day=None, month=None if known == "year" else day.month)


def contains(span: chronology.Span, day: date) -> bool:
    earliest, latest = span
    return (earliest is None or earliest <= day) and (latest is None or day <= latest)


@st.composite
def told(draw: st.DrawFn) -> tuple[date, When]:
    """A day, and what somebody who lived it may write of it."""
    truth = draw(DAYS)
    reckoning = draw(st.sampled_from(Reckoning))
    known = draw(st.sampled_from(("year", "month", "day")))
    how = draw(st.sampled_from((*chronology.How, "season", "child")))
    moon = draw(st.integers(-2, 2)) if reckoning is Reckoning.HIJRI else 0

    def written(day: date) -> WrittenDate:
        return cut(WrittenDate.of(day + timedelta(moon), reckoning), known)

    def near(days: int) -> date:
        return truth + timedelta(draw(st.integers(-days, days)))

    if how == "season":
        known = "year"
        return truth, When(written=written(near(92)), season="été", reckoning=reckoning)
    if how == "child":
        earliest = max(date(1935, 1, 1), truth - timedelta(20_000))
        birth = WrittenDate.of(draw(st.dates(earliest, truth)), reckoning)
        now = WrittenDate.of(truth, reckoning)
        is_before_birthday = (now.month, now.day) < (birth.month, birth.day)
        age = now.year - birth.year - is_before_birthday
        return truth, When(born=cut(birth, "year"), age=age, reckoning=reckoning)
    match how:
        case "about":
            when = When(how, written(near(WIDEST[known])), reckoning=reckoning)
        case "before":
            when = When(how, written(truth + timedelta(draw(st.integers(0, 4000)))))
        case "after":
            when = When(how, written(truth - timedelta(draw(st.integers(0, 2000)))))
        case "between" | "lasting":
            first = truth - timedelta(draw(st.integers(0, 2000)))
            last = truth + timedelta(draw(st.integers(0, 4000)))
            when = When(how, written(first), written(last))
        case _:
            when = When(how, written(truth))
    return truth, replace(when, reckoning=reckoning)


@given(told())
def test_the_span_contains_the_truth(one):
    truth, when = one

    assert contains(when.span, truth)


@given(told())
def test_what_is_surely_lasting_lies_in_the_span(one):
    _, when = one
    lasting = when.lasting

    assert lasting is None or all(contains(when.span, day) for day in lasting)


def stored_when(when: When) -> dict[str, object]:
    said: dict[str, object] = {"calendar": when.reckoning.value, "how": str(when.how)}
    for name, value in (("date", when.written), ("until", when.until), ("born", when.born)):
        if value is not None:
            said[name] = value.isoformat()
    return said | {"season": when.season, "age": when.age, "unsure": when.is_unsure}


@given(told())
def test_what_is_stored_is_read_back(one):
    _, when = one

    assert When.of(stored_when(when)) == when


@pytest.mark.parametrize(
    "stored",
    [None, [], "2019", {"date": "31 mars"}, {"calendar": "mars", "how": 3, "age": "5", "born": 5}],
)
def test_what_cannot_be_read_is_not_known(stored):
    when = When.of(stored)

    assert when.span == (None, None)
    assert when.start is None
    assert when.lasting is None


# Order, gaps, same times.


@st.composite
def chronologies(draw: st.DrawFn) -> Chronology:
    keys = draw(st.permutations(KEYS))[: draw(st.integers(0, len(KEYS)))]
    cards = []
    for key in keys:
        when = draw(st.one_of(st.none(), told().map(lambda one: stored_when(one[1])), mentions()))
        cards.append({"key": key, "when": when} if when else {"key": key})
    return Chronology(tuple(cards))


def mentions() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {"card": st.sampled_from(KEYS), "side": st.sampled_from(("before", "after"))}
    )


@given(chronologies())
def test_the_order_by_date_is_a_stable_permutation(found):
    ordered = found.keys_by_date()
    again = Chronology.of(chronology.in_order({"cards": list(found.cards)}, ordered))

    assert sorted(ordered) == sorted(found.keys)
    assert list(again.keys) == ordered
    assert again.keys_by_date() == ordered


@given(chronologies())
def test_a_card_without_a_date_keeps_its_place(found):
    for before, after in zip(found.keys, found.keys_by_date(), strict=True):
        if found.start(before) is None:
            assert after == before


@given(chronologies())
def test_what_is_surely_earlier_comes_first(found):
    ordered = found.keys_by_date()
    for place, key in enumerate(ordered):
        _, latest = found.span(key)
        for other in ordered[:place]:
            earliest, _ = found.span(other)
            assert latest is None or earliest is None or latest >= earliest


@given(chronologies())
def test_no_card_lies_in_a_gap(found):
    for gap in found.gaps():
        assert (gap.first - gap.last).days > GAP_DAYS
        assert found.span(gap.before)[1] == gap.last
        assert found.span(gap.after)[0] == gap.first
        for key in found.keys:
            earliest, latest = found.span(key)
            if (earliest, latest) == (None, None):
                continue
            is_before = latest is not None and latest <= gap.last
            is_after = earliest is not None and earliest >= gap.first
            assert is_before or is_after


@given(chronologies())
def test_cards_at_the_same_time_surely_share_a_day(found):
    for same in found.same_times():
        for key in (same.first, same.second):
            first, last = found.whens[key].lasting
            assert first <= same.day <= last


def cards(**whens: dict[str, object] | None) -> Chronology:
    return Chronology(
        tuple({"key": key, "when": when} if when else {"key": key} for key, when in whens.items())
    )


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ({"date": "2019"}, (date(2019, 1, 1), date(2019, 12, 31))),
        ({"date": "2019-02"}, (date(2019, 2, 1), date(2019, 2, 28))),
        ({"date": "2019-03-05", "how": "about"}, (date(2019, 2, 2), date(2019, 4, 5))),
        ({"date": "2019", "how": "before"}, (None, date(2019, 12, 31))),
        ({"date": "2019", "how": "after"}, (date(2019, 1, 1), None)),
        (
            {"date": "2019-03", "until": "2019-05", "how": "between"},
            (date(2019, 3, 1), date(2019, 5, 31)),
        ),
        ({"date": "1368-12-14", "calendar": "afghan"}, (date(1990, 3, 5), date(1990, 3, 5))),
        ({"date": "1410-08-08", "calendar": "hijri"}, (date(1990, 3, 3), date(1990, 3, 7))),
        ({"date": "2015", "season": "hiver"}, (date(2014, 10, 1), date(2016, 4, 1))),
        ({"born": "2010", "age": 5}, (date(2015, 1, 1), date(2016, 12, 31))),
        ({"age": 5}, (None, None)),
        ({"season": "hiver"}, (None, None)),
        ({"date": "2019-03-05", "unsure": True}, (date(2019, 2, 2), date(2019, 4, 5))),
        ({"date": "9998", "how": "about"}, (date(9997, 1, 1) - timedelta(1), date.max)),
    ],
)
def test_spans(when, span):
    assert When.of(when).span == span


def test_a_card_told_by_another_lies_on_that_side_of_it():
    found = cards(
        aaaa={"date": "2019-03-05"},
        bbbb={"card": "aaaa", "side": "after"},
        cccc={"card": "bbbb", "side": "after"},
        dddd={"card": "aaaa", "side": "before"},
        eeee={"card": "dddd", "side": "after"},
    )
    day = date(2019, 3, 5)

    assert found.span("bbbb") == found.span("cccc") == (day, None)
    assert found.span("dddd") == (None, day)
    assert found.span("eeee") == (None, None)
    assert found.keys_by_date() == ["dddd", "aaaa", "eeee", "bbbb", "cccc"]


def test_cards_that_mention_each_other_are_not_dated():
    found = cards(
        aaaa={"card": "bbbb", "side": "after"},
        bbbb={"card": "aaaa", "side": "after"},
        cccc={"card": "cccc", "side": "after"},
        dddd={"card": "gone", "side": "before"},
    )

    assert found.undated == 4
    assert found.keys_by_date() == ["aaaa", "bbbb", "cccc", "dddd"]


def test_before_and_after_a_day_stand_around_it():
    found = cards(
        aaaa={"date": "2019-03", "how": "after"},
        bbbb={"date": "2019-03-31"},
        cccc={"date": "2019-03-01", "how": "before"},
        dddd={"date": "2019-03-01"},
        eeee=None,
    )

    assert found.keys_by_date() == ["cccc", "dddd", "bbbb", "aaaa", "eeee"]


def test_a_long_time_without_a_card_is_a_fact():
    found = cards(
        aaaa={"date": "2020-06-02"},
        bbbb={"date": "2019-03-05"},
        cccc=None,
        dddd={"date": "2020-10"},
    )

    assert found.gaps() == [Gap("bbbb", "aaaa", date(2019, 3, 5), date(2020, 6, 2))]


@pytest.mark.parametrize(
    "between",
    [
        {"date": "2019", "how": "after"},
        {"date": "2021", "how": "before"},
        {"date": "2019-03", "until": "2020-01", "how": "lasting"},
        {"date": "2019-12", "how": "about"},
        {"date": "2019", "season": "hiver"},
        {"born": "2010", "age": 9},
        {"card": "aaaa", "side": "after"},
    ],
)
def test_there_is_no_gap_where_a_card_may_lie(between):
    found = cards(aaaa={"date": "2019-03-05"}, bbbb=between, cccc={"date": "2020-06-02"})

    assert found.gaps() == []


def test_half_a_year_is_no_gap():
    last = date(2019, 1, 1) + timedelta(GAP_DAYS)
    next_day = last + timedelta(1)

    assert cards(aaaa={"date": "2019-01-01"}, bbbb={"date": last.isoformat()}).gaps() == []
    assert cards(aaaa={"date": "2019-01-01"}, bbbb={"date": next_day.isoformat()}).gaps()


def test_the_same_day_in_two_calendars_is_the_same_time():
    found = cards(
        aaaa={"date": "1368-12-14", "calendar": "iranian"},
        bbbb={"date": "1990-03-05"},
        cccc={"date": "1990-03"},
        dddd={"date": "1990-03-05", "unsure": True},
        eeee={"date": "1990-03-05", "how": "about"},
        ffff={"date": "1989", "until": "1991", "how": "lasting"},
    )

    day = date(1990, 3, 5)
    assert set(found.same_times()) == {
        SameTime("aaaa", "bbbb", day),
        SameTime("aaaa", "ffff", day),
        SameTime("bbbb", "ffff", day),
    }


def test_a_year_in_two_calendars_is_perhaps_not_the_same_time():
    found = cards(
        aaaa={"date": "2015", "until": "2015", "how": "lasting"},
        bbbb={"date": "1394", "until": "1394", "how": "lasting", "calendar": "afghan"},
    )

    assert found.same_times() == []


def test_many_cards_on_one_day_are_pointed_out_a_few_at_a_time():
    found = Chronology(
        tuple({"key": f"{number:08}", "when": {"date": "2019-03-05"}} for number in range(500))
    )

    assert len(found.same_times()) == MAX_REMARKS


# What is changed.

CLAIM = {
    "dates": {"track": "normal"},
    "cards": [
        {"key": "aaaa", "what": "a"},
        {"key": "bbbb", "when": {"date": "2019", "card": "aaaa", "side": "after"}},
        {"key": "cccc", "when": {"card": "aaaa", "side": "after"}},
    ],
}


def keys_of(claim: dict[str, object]) -> list[str]:
    return list(Chronology.of(claim).keys)


@pytest.mark.parametrize(
    ("key", "place", "keys"),
    [
        ("cccc", 1, ["cccc", "aaaa", "bbbb"]),
        ("aaaa", 2, ["bbbb", "aaaa", "cccc"]),
        ("aaaa", 99, ["bbbb", "cccc", "aaaa"]),
        ("bbbb", -5, ["bbbb", "aaaa", "cccc"]),
        ("gone", 1, ["aaaa", "bbbb", "cccc"]),
    ],
)
def test_a_card_moves_to_a_number(key, place, keys):
    assert keys_of(chronology.moved(CLAIM, key, place)) == keys


def test_an_order_made_elsewhere_loses_no_card():
    assert keys_of(chronology.in_order(CLAIM, ["cccc", "gone"])) == ["cccc", "aaaa", "bbbb"]
    assert chronology.in_order({}, ["aaaa"]) == {}


def test_a_card_that_goes_takes_its_mentions_along():
    left = chronology.without_card(CLAIM, "aaaa")

    assert chronology.mentions(CLAIM, "aaaa") == 2
    assert left["cards"] == [{"key": "bbbb", "when": {"date": "2019"}}, {"key": "cccc"}]
    assert left["dates"] == CLAIM["dates"]
    assert "cards" not in chronology.without_card({"cards": [{"key": "aaaa"}]}, "aaaa")


def test_answers_of_a_card_are_changed_added_and_taken_away():
    changed = chronology.with_card(CLAIM, "aaaa", {"what": None, "place": "Herat"})
    added = chronology.with_card({}, "dddd", {"what": "d", "note": None})

    assert changed["cards"][0] == {"key": "aaaa", "place": "Herat"}
    assert changed["cards"][1:] == CLAIM["cards"][1:]
    assert added == {"cards": [{"key": "dddd", "what": "d"}]}
