"""What must hold for every plan, whatever was told; the law is counted again here, by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.deadlines import Kind, Territory
from ofpra.plan import (
    FACT_NAMES,
    Decision,
    Held,
    LetterSays,
    PlanFacts,
    State,
    Track,
    contradictions,
    plan,
)

# The law, counted a second time: one day after the other, from a table of Easter Sundays.

EASTER = {
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
}
NATIONAL = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
OF_A_TERRITORY = {
    "mainland": {(12, 26)},
    "mayotte": {(4, 27)},
    "martinique": {(5, 22)},
    "guadeloupe": {(5, 27)},
    "guyane": {(6, 10)},
    "reunion": {(12, 20)},
}
ONE_DAY = timedelta(days=1)
IN_PERSON = ("mayotte", "guyane", "guadeloupe", "martinique")


def is_closed(day: date, territory: str | None) -> bool:
    """A week-end, or a public holiday there; of any territory when it is not known."""
    fixed = set(NATIONAL)
    for where, days in OF_A_TERRITORY.items():
        if territory in (None, where):
            fixed |= days
    after = (day - EASTER[day.year]).days
    movable = {1, 39, 50} | ({-2} if territory in (None, "mainland") else set())
    return day.weekday() in (5, 6) or (day.month, day.day) in fixed or after in movable


def after_days(day: date | None, days: int) -> date | None:
    if day is None:
        return None
    for _ in range(days):
        day += ONE_DAY
    return day


def after_months(day: date | None, months: int) -> date | None:
    if day is None:
        return None
    month = day.month
    year = day.year
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def notified(facts: PlanFacts) -> date | None:
    """When the law says the decision was notified, of what was told; the earliest."""
    days = [facts.notified_on] if facts.notified_on else []
    if facts.made_available_on:
        unread = after_days(facts.made_available_on, 15)
        days.append(min(unread, facts.opened_on) if facts.opened_on else unread)
    elif facts.notified_on and facts.opened_on:
        days.append(facts.opened_on)
    return min(days) if days else None


def last_day(key: str, facts: PlanFacts) -> date | None:
    """The last day of the law without délai franc or extension; None: the law gives none."""
    track, territory = facts.track, facts.territory
    again = track in (Track.REEXAMINATION, Track.REOPENING)
    match key:
        case "OFPRA-DL-01":
            if track not in (Track.NORMAL, Track.ACCELERATED, Track.MINOR) or territory is None:
                return None
            return after_days(facts.certificate_handed_on, 21)
        case "OFPRA-DL-02":
            return after_days(facts.certificate_handed_on, 7) if territory == "mayotte" else None
        case "OFPRA-DL-05":
            if track is Track.DETENTION:
                return None
            days = 8
            if again or track in (None, Track.HUB):
                days = 4
            if territory in IN_PERSON or (territory is None and track is not Track.HUB):
                days = 3
            return after_days(facts.request_received_on, days)
        case "OFPRA-DL-06":
            return after_days(facts.registered_on, 8) if again else None
        case "OFPRA-DL-07":
            if facts.lodged_on is None or facts.lodged_on >= date(2026, 6, 12):
                return None
            end = after_months(facts.decision_dated_on, 9)
            return end and end - ONE_DAY
        case "OFPRA-DL-08":
            if track is Track.DETENTION:
                return None
            days = 4 if track is Track.ACCELERATED else 7
            return facts.interview_on and facts.interview_on - timedelta(days=days)
        case "OFPRA-DL-09":
            return after_days(facts.made_available_on, 15)
        case "OFPRA-DL-10":
            return after_days(notified(facts), 15)
        case "OFPRA-DL-11":
            ends = []
            if facts.letter_says is LetterSays.ONE_MONTH:
                ends.append(after_months(notified(facts), 1))
            if facts.appeal_days:
                ends.append(after_days(notified(facts), facts.appeal_days))
            return min((end for end in ends if end), default=None)
        case "OFPRA-DL-12":
            start, asked = notified(facts), facts.legal_aid_requested_on
            answers = [
                day
                for day in (facts.legal_aid_notified_on, facts.legal_aid_lawyer_notified_on)
                if day
            ]
            in_time = start and asked and start <= asked <= after_days(start, 15)
            says_a_month = facts.letter_says is LetterSays.ONE_MONTH
            if not (in_time and answers and says_a_month) or facts.appeal_days:
                return None
            return after_days(max(answers), (after_months(start, 1) - asked).days)
        case "OFPRA-DL-13":
            return after_months(facts.lodged_on, 6)
        case "OFPRA-DL-14":
            return after_days(facts.lodged_on, 15)
        case "OFPRA-DL-15":
            return after_months(facts.lodged_on, 6)
        case "OFPRA-DL-16":
            return after_months(facts.registered_on, 2)
        case "OFPRA-DL-17":
            return after_months(facts.oqtf_notified_on, 1) if facts.held is Held.FREE else None
        case "OFPRA-DL-18":
            return (
                None if facts.held is Held.DETENTION else after_days(facts.transfer_notified_on, 7)
            )
        case "OFPRA-DL-18-reception":
            return after_days(facts.reception_refused_on, 7)
        case "OFPRA-DL-19":
            return after_months(facts.cnda_notified_on, 2)
    return None


# Plans.

MONTH_ENDS = [
    date(2027, 12, 31),
    date(2028, 1, 29),
    date(2028, 1, 30),
    date(2028, 1, 31),
    date(2028, 2, 29),
    date(2027, 2, 28),
    date(2027, 8, 31),
    date(2026, 6, 11),
    date(2026, 6, 12),
]
DAYS = st.one_of(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(MONTH_ENDS))
VALUES = {
    "track": st.sampled_from(Track),
    "territory": st.sampled_from(Territory),
    "decision": st.sampled_from(Decision),
    "letter_says": st.sampled_from(LetterSays),
    "held": st.sampled_from(Held),
    "interview_missed": st.booleans(),
    "appeal_days": st.integers(1, 60),
}
FACTS = st.fixed_dictionaries(
    {}, optional={name: VALUES.get(name, DAYS) for name in FACT_NAMES}
).map(lambda told: PlanFacts(**told))
NEAR = st.builds(
    lambda start, gaps: PlanFacts(
        **{name: start + timedelta(days=gap) for name, gap in gaps.items()},
        letter_says=LetterSays.ONE_MONTH,
        decision=Decision.REFUSAL,
    ),
    DAYS,
    st.fixed_dictionaries(
        {"notified_on": st.just(0)},
        optional={
            "made_available_on": st.integers(-20, 5),
            "opened_on": st.integers(-10, 20),
            "legal_aid_requested_on": st.integers(0, 18),
            "legal_aid_notified_on": st.integers(10, 60),
            "legal_aid_lawyer_notified_on": st.integers(10, 60),
        },
    ),
)


def scene(optional=(), /, **values):
    """Facts enough for one rule, and perhaps some that change it."""
    return st.fixed_dictionaries(
        values, optional={name: VALUES.get(name, DAYS) for name in optional}
    ).map(lambda told: PlanFacts(**told))


FIRST = st.sampled_from((Track.NORMAL, Track.ACCELERATED, Track.MINOR))
AGAIN = st.sampled_from((Track.REEXAMINATION, Track.REOPENING))
PLACE = VALUES["territory"]
OLD_FILE = st.dates(date(2026, 1, 1), date(2026, 6, 30))
WHERE = ("track", "territory")
SCENES = st.one_of(
    scene(("track",), territory=PLACE, certificate_handed_on=DAYS),
    scene(track=FIRST, territory=PLACE, certificate_handed_on=DAYS),
    scene(track=st.just(Track.HUB), form_limit_on=DAYS),
    scene(WHERE, request_received_on=DAYS),
    scene(("territory",), track=AGAIN, request_received_on=DAYS, registered_on=DAYS),
    scene(decision=st.just(Decision.CLOSED), lodged_on=OLD_FILE, decision_dated_on=DAYS),
    scene(("track",), interview_on=DAYS),
    scene(WHERE, lodged_on=DAYS, registered_on=DAYS),
    scene(("held", "track"), oqtf_notified_on=DAYS),
    scene(("held",), transfer_notified_on=DAYS, reception_refused_on=DAYS),
    scene(("letter_says",), notified_on=DAYS, appeal_days=VALUES["appeal_days"]),
    scene(
        letter_says=st.just(LetterSays.ONE_MONTH),
        notified_on=DAYS,
        appeal_days=VALUES["appeal_days"],
    ),
    scene(("opened_on", "letter_says"), made_available_on=DAYS, cnda_notified_on=DAYS),
)
LIMITS = {
    "OFPRA-DL-01": "form_limit_on",
    "OFPRA-DL-02": "form_limit_on",
    "OFPRA-DL-03": "form_limit_on",
    "OFPRA-DL-04": "form_limit_on",
    "OFPRA-DL-06": "form_limit_on",
    "OFPRA-DL-05": "completion_limit_on",
    "OFPRA-DL-11": "appeal_limit_on",
    "OFPRA-DL-11-closure": "appeal_limit_on",
    "OFPRA-DL-17": "oqtf_limit_on",
    "OFPRA-DL-18": "transfer_limit_on",
    "OFPRA-DL-18-reception": "reception_limit_on",
}
NO_OFFICE = ("OFPRA-DL-03", "OFPRA-DL-09", "OFPRA-DL-13", "OFPRA-DL-14", "OFPRA-DL-15")
READS_TERRITORY = ("OFPRA-DL-01", "OFPRA-DL-02", "OFPRA-DL-05")
INFORMATION = ("OFPRA-DL-09", "OFPRA-DL-13", "OFPRA-DL-14", "OFPRA-DL-15")


ANY = st.one_of(FACTS, NEAR, SCENES)
MANY = settings(max_examples=400, deadline=None)


def allowed(row, facts: PlanFacts) -> date | None:
    """The last day on which this row may be acted on: the letter's, else the law's."""
    limit = LIMITS.get(row.key)
    written = getattr(facts, limit) if limit else None
    return written or last_day(row.key, facts)


@MANY
@given(ANY, DAYS)
def test_a_day_is_shown_only_when_the_law_has_one_and_never_after_it(facts, today):
    for row in plan(facts, today).rows:
        day = row.deadline.safe_on
        if day is None:
            assert row.deadline.kind in (Kind.RULE_ONLY, Kind.UNVERIFIED)
            continue
        last = allowed(row, facts)
        assert last is not None, row.key
        assert day <= last, row.key
        if row.key in INFORMATION or (row.is_from_letter and row.key in NO_OFFICE):
            assert day == last


@MANY
@given(ANY, DAYS)
def test_a_safe_day_is_never_after_the_day_never_to_pass(facts, today):
    for row in plan(facts, today).rows:
        never = row.deadline.never_later_than
        if never is not None:
            assert row.deadline.safe_on is not None
            assert row.deadline.safe_on < never


@MANY
@given(ANY, DAYS)
def test_a_day_to_act_is_never_a_week_end_or_a_holiday(facts, today):
    for row in plan(facts, today).rows:
        day = row.deadline.safe_on
        if day is not None and row.key not in NO_OFFICE:
            assert not is_closed(day, facts.territory if row.key in READS_TERRITORY else None)


@MANY
@given(ANY, st.data(), DAYS)
def test_another_fact_never_moves_a_day_later_than_the_law_allows(facts, data, today):
    """It may move a day later, where the shortest of several was shown: never beyond the law."""
    name = data.draw(st.sampled_from(FACT_NAMES))
    more = replace(facts, **{name: data.draw(VALUES.get(name, DAYS))})

    before = {row.key: row.deadline.safe_on for row in plan(facts, today).rows}
    for row in plan(more, today).rows:
        was, day = before.get(row.key), row.deadline.safe_on
        if was is not None and day is not None and day > was:
            assert day <= allowed(row, more)


NOTIFICATION = ("notified_on", "made_available_on", "opened_on")


@given(NEAR, st.sampled_from(NOTIFICATION), DAYS)
def test_a_further_day_of_notification_never_moves_the_appeal_later(facts, name, today):
    if getattr(facts, name) is not None:
        return
    base = replace(facts, legal_aid_requested_on=None)
    more = replace(base, **{name: facts.notified_on + timedelta(days=3)})

    def days(told):
        return {row.key: row.deadline.safe_on for row in plan(told, today).rows}

    for key in ("OFPRA-DL-10", "OFPRA-DL-11"):
        assert days(more)[key] <= days(base)[key]


@MANY
@given(ANY, DAYS)
def test_the_limit_on_the_letter_always_wins(facts, today):
    for row in plan(facts, today).rows:
        limit = LIMITS.get(row.key)
        assert row.limit == (limit or "")
        if limit and getattr(facts, limit) is not None:
            assert row.is_from_letter
            assert row.written_on == getattr(facts, limit)
        else:
            assert not row.is_from_letter


@given(FACTS, DAYS)
def test_the_track_is_never_inferred(facts, today):
    unknown = replace(facts, track=None)
    keys = {row.key for row in plan(unknown, today).rows}

    assert not keys & {
        "OFPRA-DL-02",
        "OFPRA-DL-03",
        "OFPRA-DL-04",
        "OFPRA-DL-06",
        "OFPRA-DL-14",
    }
    for row in plan(unknown, today).rows:
        if row.key == "OFPRA-DL-01" and facts.form_limit_on is None:
            assert row.deadline.safe_on is None


@given(FACTS, DAYS)
def test_the_month_of_the_appeal_is_counted_only_when_the_letter_says_it(facts, today):
    silent = replace(
        facts,
        letter_says=facts.letter_says if facts.letter_says is LetterSays.NOT_FOUND else None,
        appeal_days=None,
        appeal_limit_on=None,
    )
    for row in plan(silent, today).rows:
        if row.key in ("OFPRA-DL-11", "OFPRA-DL-12"):
            assert row.deadline.safe_on is None


@MANY
@given(ANY, DAYS)
def test_legal_aid_is_never_shown_after_the_appeal(facts, today):
    days = {row.key: row.deadline.safe_on for row in plan(facts, today).rows}
    aid, appeal = days.get("OFPRA-DL-10"), days.get("OFPRA-DL-11")

    assert aid is None or appeal is None or aid <= appeal


@MANY
@given(NEAR, DAYS)
def test_the_day_of_the_appeal_goes_only_when_legal_aid_was_asked_in_time(facts, today):
    keys = {row.key for row in plan(facts, today).rows}
    start, asked = notified(facts), facts.legal_aid_requested_on
    in_time = asked is not None and start <= asked <= after_days(start, 15)
    answers = (facts.legal_aid_notified_on, facts.legal_aid_lawyer_notified_on)
    goes_together = all(asked <= one for one in answers if one is not None and asked is not None)

    assert ("OFPRA-DL-11" in keys) is not (in_time and goes_together)


@given(FACTS, DAYS)
def test_what_is_not_verified_has_no_day(facts, today):
    for row in plan(facts, today).rows:
        if row.key in ("OFPRA-DL-20", "OFPRA-DL-21", "OFPRA-DL-22", "OFPRA-DL-23"):
            assert (row.deadline.safe_on, row.deadline.never_later_than) == (None, None)


@MANY
@given(ANY, DAYS)
def test_each_row_says_what_it_is(facts, today):
    found = plan(facts, today)

    keys = [row.key for row in found.rows]
    assert len(keys) == len(set(keys))
    assert len(found.having(State.NEXT)) >= bool(found.later)
    for row in found.rows:
        day = row.deadline.safe_on
        if row.state is State.PASSED:
            assert row.deadline.passed
        if row.state in (State.NEXT, State.LATER):
            assert day is not None
            assert not row.deadline.passed
        if row.state is State.TODAY:
            assert day is None
        assert row.about
    assert all(entry.day >= today for entry in found.entries)
    for one in contradictions(facts, today):
        assert getattr(facts, one.field) is not None


@given(FACTS, DAYS)
def test_the_journey_has_one_next_step_after_all_that_is_done(facts, today):
    states = [step.state for step in plan(facts, today).steps]

    assert states == sorted(states, key=[State.DONE, State.NEXT, State.LATER].index)
    assert states.count(State.NEXT) <= 1


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 1, date(2028, 3, 29)),
        (date(2027, 2, 28), 1, date(2027, 3, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
    ],
)
def test_the_second_count_is_right_at_the_ends_of_months(start, months, expected):
    assert after_months(start, months) == expected
