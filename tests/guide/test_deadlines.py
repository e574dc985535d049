"""Days and months as French law counts them, and what a deadline says of today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.deadlines import (
    DeadlineFacts,
    DeadlineRule,
    Kind,
    Term,
    UnusableFactError,
    add_days,
    add_months,
    birthday,
    deadline_facts,
    eve,
    in_words,
    settle,
)
from guide.holidays import easter, is_working_day, public_holidays, working_day_before
from guide.law import Citation

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
LAW = Citation("CESEDA", "L. 561-2", date(2026, 11, 22))


def rule(term: Term, *, is_act: bool = True, notes: tuple[str, ...] = ()) -> DeadlineRule:
    return DeadlineRule("REU-DL-00", LAW, lambda facts: term, is_act, notes)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 10, 8), 1, date(2026, 11, 8)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 2, 28), 1, date(2027, 3, 28)),  # the 28th, not the end of March
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 31), 9, date(2027, 2, 28)),
        (date(2026, 8, 15), 12, date(2027, 8, 15)),
    ],
)
def test_months_go_from_date_to_date_or_to_the_end_of_a_short_month(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("birth_date", "age", "expected"),
    [
        (date(2009, 6, 26), 19, date(2028, 6, 26)),
        (date(2008, 2, 29), 18, date(2026, 2, 28)),  # an ordinary year
        (date(2008, 2, 29), 19, date(2027, 2, 28)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 2, 28), 20, date(2028, 2, 28)),
    ],
)
def test_who_is_born_on_29_february_has_a_birthday_every_year(birth_date, age, expected):
    assert birthday(birth_date, age) == expected


@given(DAYS, st.integers(0, 240))
def test_a_month_later_is_never_a_longer_month(day, months):
    later = add_months(day, months)

    assert later.day <= day.day
    assert (later.year - day.year) * 12 + later.month - day.month == months


def test_the_day_that_starts_a_term_is_not_counted():
    assert add_days(date(2027, 1, 10), 30) == date(2027, 2, 9)
    assert eve(date(2027, 3, 1)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("today", "passed", "notes"),
    [
        (date(2028, 6, 25), False, ()),  # the safe day
        (date(2028, 6, 26), False, ("safe_day_passed",)),  # the last day of the law
        (date(2028, 6, 27), True, ()),
    ],
)
def test_a_deadline_has_passed_after_the_last_day_of_the_law(today, passed, notes):
    term = Term(date(2028, 6, 25), date(2009, 6, 26), last_on=date(2028, 6, 26))

    found = settle(rule(term), DeadlineFacts(), today)

    assert (found.passed, found.notes) == (passed, notes)
    assert found.never_later_than == date(2028, 6, 26)


def test_the_last_day_is_silent_when_it_is_the_safe_day():
    found = settle(rule(Term(date(2027, 1, 4), None)), DeadlineFacts(), date(2027, 1, 4))

    assert found.never_later_than is None
    assert not found.passed


def test_the_day_on_the_letter_wins_even_over_a_rule_without_a_day():
    letter = DeadlineFacts(limit_on_letter=date(2027, 1, 9))

    found = settle(rule(in_words(), notes=("letter_first",)), letter, date(2027, 1, 1))

    assert (found.kind, found.safe_on) == (Kind.FROM_LETTER, date(2027, 1, 9))


def test_a_rule_in_words_has_no_day_and_never_passes():
    found = settle(rule(in_words("does_not_apply")), DeadlineFacts(), date(2099, 1, 1))

    assert (found.kind, found.safe_on, found.passed) == (Kind.RULE_ONLY, None, False)
    assert found.notes == ("does_not_apply",)


def test_a_day_without_anything_to_do_is_not_moved():
    sunday = Term(date(2026, 11, 22), None)

    moved = settle(rule(sunday), DeadlineFacts(), date(2026, 1, 1), working_day_before)
    kept = settle(rule(sunday, is_act=False), DeadlineFacts(), date(2026, 1, 1), working_day_before)

    assert (moved.safe_on, moved.never_later_than) == (date(2026, 11, 20), date(2026, 11, 22))
    assert (kept.safe_on, kept.never_later_than) == (date(2026, 11, 22), None)


def test_a_deadline_and_its_facts_never_print_what_they_hold():
    found = settle(rule(Term(date(2027, 1, 4), None)), DeadlineFacts(), date(2027, 1, 1))

    assert "2027" not in repr(found)
    assert "1999" not in repr(DeadlineFacts(birth_date=date(1999, 1, 1)))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"notified_onn": "2026-01-01"}, "notified_onn"),
        ({"notified_on": "20260101"}, "notified_on"),
        ({"notified_on": "2026-W01-1"}, "notified_on"),
        ({"notified_on": "2026-02-29"}, "notified_on"),
        ({"notified_on": "2026-1-1"}, "notified_on"),
        ({"notified_on": "2026"}, "notified_on"),
        ({"notified_on": "٢٠٢٦-٠١-٠١"}, "notified_on"),
        ({"notified_on": 20260101}, "notified_on"),
        ({"notified_on": ["2026-01-01"]}, "notified_on"),
        ({"notified_on": True}, "notified_on"),
        ({"notified_on": float("nan")}, "notified_on"),
        ({"notified_on": "9999-12-31"}, "notified_on"),
        ({"territory": "paris"}, "territory"),
        ({"territory": ["mainland"]}, "territory"),
        ({"procedure": 1}, "procedure"),
    ],
)
def test_an_unusable_fact_is_named(told, field):
    with pytest.raises(UnusableFactError) as caught:
        deadline_facts(told)

    assert caught.value.field == field


def test_null_means_not_told():
    assert deadline_facts({"notified_on": None, "territory": None}) == DeadlineFacts()


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_moves(year, expected):
    assert easter(year) == expected


@pytest.mark.parametrize(
    ("day", "territory", "is_holiday"),
    [
        (date(2027, 3, 29), "mainland", True),  # Easter Monday
        (date(2027, 5, 6), "mainland", True),  # Ascension
        (date(2027, 5, 17), "mainland", True),  # Whit Monday
        (date(2027, 3, 26), "mainland", True),  # Good Friday in Alsace-Moselle
        (date(2027, 3, 26), "reunion", False),
        (date(2028, 12, 20), "reunion", True),
        (date(2028, 12, 20), "mainland", False),
        (date(2028, 4, 27), "mayotte", True),
        (date(2028, 5, 22), "martinique", True),
        (date(2028, 5, 27), "guadeloupe", True),
        (date(2028, 6, 10), "guyane", True),
        (date(2028, 6, 10), None, True),  # nobody told where
        (date(2028, 12, 26), "other", False),
    ],
)
def test_public_holidays_depend_on_the_territory(day, territory, is_holiday):
    assert (day in public_holidays(day.year, territory)) is is_holiday


@given(DAYS)
def test_the_working_day_before_is_open_and_near(day):
    before = working_day_before(day)

    assert is_working_day(before)
    assert 0 <= (day - before).days <= 5
