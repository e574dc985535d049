"""Deadlines of the asylum claim: the safe day is early, open, and never past the law."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.deadlines import (
    FACT_NAMES,
    AsylumProcedure,
    DeadlineFacts,
    Kind,
    Territory,
    deadline_facts,
)
from guide.holidays import is_working_day
from ofpra.procedure import READ_TERRITORY, RULES, compute

TODAY = date(2026, 11, 22)


def day(number: int, /, today: date = TODAY, **facts: str | None):
    return compute(f"OFPRA-DL-{number:02}", deadline_facts(facts), today)


def last_days(found) -> tuple[str | None, str | None]:
    return tuple(
        None if one is None else one.isoformat() for one in (found.safe_on, found.never_later_than)
    )


@pytest.mark.parametrize(
    ("number", "facts", "safe_on", "never_later_than"),
    [
        (1, {"certificate_handed_on": "2026-09-07", "territory": "mainland"}, "2026-09-28", None),
        (1, {"certificate_handed_on": "2026-09-07", "territory": "reunion"}, "2026-09-28", None),
        # 21 days end on All Saints' Day, a Sunday: the Friday before.
        (
            1,
            {"certificate_handed_on": "2026-10-11", "territory": "mainland"},
            "2026-10-30",
            "2026-11-01",
        ),
        # On a Friday 25 December.
        (
            1,
            {"certificate_handed_on": "2026-12-04", "territory": "mainland"},
            "2026-12-24",
            "2026-12-25",
        ),
        # On 27 May: a holiday in Guadeloupe, where the paper decides, not on the mainland.
        (1, {"certificate_handed_on": "2026-05-06", "territory": "mainland"}, "2026-05-27", None),
        (2, {"certificate_handed_on": "2026-09-07", "territory": "mayotte"}, "2026-09-14", None),
        # On 27 April, a holiday in Mayotte: a Monday, so the Friday before.
        (
            2,
            {"certificate_handed_on": "2026-04-20", "territory": "mayotte"},
            "2026-04-24",
            "2026-04-27",
        ),
        (3, {"limit_on_letter": "2026-12-02"}, "2026-12-02", None),
        (
            5,
            {"request_received_on": "2026-11-02", "procedure": "normal", "territory": "mainland"},
            "2026-11-10",
            None,
        ),
        (
            5,
            {"request_received_on": "2026-11-03", "procedure": "normal", "territory": "mainland"},
            "2026-11-10",
            "2026-11-11",
        ),
        (
            5,
            {
                "request_received_on": "2026-11-02",
                "procedure": "reopening",
                "territory": "mainland",
            },
            "2026-11-06",
            None,
        ),
        (
            5,
            {"request_received_on": "2026-11-02", "procedure": "normal", "territory": "mayotte"},
            "2026-11-05",
            None,
        ),
        (
            5,
            {
                "request_received_on": "2026-11-02",
                "procedure": "reexamination",
                "territory": "guyane",
            },
            "2026-11-05",
            None,
        ),
        (6, {"registered_on": "2026-11-02"}, "2026-11-10", None),
        (7, {"decision_dated_on": "2026-03-10", "lodged_on": "2026-06-11"}, "2026-12-09", None),
        (
            7,
            {"decision_dated_on": "2026-05-31", "lodged_on": "2025-06-11"},
            "2027-02-26",
            "2027-02-27",
        ),
        (8, {"interview_on": "2026-12-10", "procedure": "normal"}, "2026-12-03", None),
        (8, {"interview_on": "2026-12-10", "procedure": "accelerated"}, "2026-12-04", "2026-12-06"),
        (9, {"made_available_on": "2026-10-31"}, "2026-11-15", None),  # a Sunday, not moved
        (9, {"made_available_on": "2026-10-31", "opened_on": "2026-11-03"}, "2026-11-03", None),
        (9, {"made_available_on": "2026-10-31", "opened_on": "2026-11-30"}, "2026-11-15", None),
        (10, {"notified_on": "2026-06-19"}, "2026-07-03", "2026-07-04"),
        (10, {"notified_on": "2026-06-16"}, "2026-07-01", None),
        (11, {"notified_on": "2026-11-10"}, "2026-12-10", "2026-12-11"),
        (11, {"notified_on": "2026-10-08"}, "2026-11-06", "2026-11-09"),
        (11, {"notified_on": "2026-01-31"}, "2026-02-27", "2026-03-02"),  # 28 February, a Saturday
        (11, {"notified_on": "2026-11-04"}, "2026-12-04", "2026-12-07"),  # franc day on a Saturday
        (11, {"notified_on": "2026-10-10"}, "2026-11-10", "2026-11-11"),  # no day for a holiday
        (15, {"lodged_on": "2026-05-01"}, "2026-11-01", None),  # the first day, not moved
        (16, {"registered_on": "2026-09-14"}, "2026-11-13", "2026-11-14"),
        (18, {"notified_on": "2026-11-04"}, "2026-11-10", "2026-11-11"),
        (19, {"notified_on": "2026-12-31"}, "2027-02-26", "2027-02-28"),
    ],
)
def test_each_rule_gives_its_safe_day(number, facts, safe_on, never_later_than):
    assert last_days(day(number, **facts)) == (safe_on, never_later_than)


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        (1, {"certificate_handed_on": "2026-09-07"}),
        (1, {"certificate_handed_on": "2026-09-07", "territory": "mayotte"}),
        (1, {"certificate_handed_on": "2026-09-07", "territory": "guyane"}),
        (1, {"territory": "mainland"}),
        (2, {"certificate_handed_on": "2026-09-07", "territory": "mainland"}),
        (2, {"certificate_handed_on": "2026-09-07", "territory": "martinique"}),
        (5, {"request_received_on": "2026-11-02", "territory": "mainland"}),
        (5, {"request_received_on": "2026-11-02", "procedure": "normal"}),
        (7, {"decision_dated_on": "2026-07-10", "lodged_on": "2026-06-12"}),
        (7, {"decision_dated_on": "2026-03-10"}),
        (8, {"interview_on": "2026-12-10"}),
        (8, {"interview_on": "2026-12-10", "procedure": "reopening"}),
        (9, {"opened_on": "2026-11-03"}),
        (17, {"notified_on": "2026-11-03"}),
        (20, {"interview_on": "2026-11-03"}),
    ],
)
def test_a_missing_or_foreign_fact_leaves_the_rule_in_words(number, facts):
    found = day(number, **facts)

    assert (found.kind, found.safe_on, found.passed) == (Kind.RULE_ONLY, None, False)


AID = {"notified_on": "2026-10-01", "legal_aid_requested_on": "2026-10-12"}  # 20 days are left


@pytest.mark.parametrize(
    ("facts", "safe_on", "never_later_than"),
    [
        ({"legal_aid_notified_on": "2026-11-16"}, "2026-12-04", "2026-12-06"),
        ({"legal_aid_lawyer_notified_on": "2026-11-18"}, "2026-12-08", None),
        (
            {"legal_aid_notified_on": "2026-11-18", "legal_aid_lawyer_notified_on": "2026-11-20"},
            "2026-12-08",
            "2026-12-10",
        ),
        (
            {"legal_aid_notified_on": "2026-11-20", "legal_aid_lawyer_notified_on": "2026-11-18"},
            "2026-12-08",
            "2026-12-10",
        ),
        ({}, None, None),  # no answer yet
        ({"legal_aid_notified_on": "2026-10-11"}, None, None),  # an answer before the request
    ],
)
def test_after_legal_aid_what_was_left_runs_from_the_earlier_answer(
    facts, safe_on, never_later_than
):
    assert last_days(day(12, **AID, **facts)) == (safe_on, never_later_than)


@pytest.mark.parametrize(
    ("requested_on", "suspends"), [("2026-10-16", True), ("2026-10-17", False)]
)
def test_legal_aid_asked_after_day_15_suspends_nothing(requested_on, suspends):
    facts = {
        "notified_on": "2026-10-01",
        "legal_aid_requested_on": requested_on,
        "legal_aid_notified_on": "2026-11-16",
    }

    assert (day(12, **facts).kind is Kind.COMPUTED) is suspends


@pytest.mark.parametrize(("number", "safe_on"), [(13, "2026-10-28"), (14, "2026-05-13")])
def test_the_terms_of_ofpra_are_indications_from_lodging(number, safe_on):
    found = day(number, lodged_on="2026-04-28", interview_on="2026-09-24")

    assert (found.kind, last_days(found)) == (Kind.INDICATIVE, (safe_on, None))


@pytest.mark.parametrize("number", [21, 22, 23])
def test_what_is_not_verified_is_never_computed(number):
    everything = {name: "2026-11-10" for name in FACT_NAMES if name.endswith("_on")}

    assert day(number, **everything).kind is Kind.UNVERIFIED


@pytest.mark.parametrize("rule", RULES)
def test_the_day_on_the_letter_always_wins(rule):
    found = compute(rule, deadline_facts({"limit_on_letter": "2026-07-09"}), TODAY)

    assert (found.kind, last_days(found)) == (Kind.FROM_LETTER, ("2026-07-09", None))


def test_the_appeal_says_letter_first_and_new_rules():
    assert day(11, notified_on="2026-11-10").notes == ("letter_first", "new_rules_2026")


def test_the_table_of_rules_is_whole():
    assert sorted(RULES) == [f"OFPRA-DL-{number:02}" for number in range(1, 24)]


DATES = [name for name in FACT_NAMES if name not in ("territory", "procedure")]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
SOME_FACTS = st.builds(
    lambda dates, territory, procedure: DeadlineFacts(
        **dates, territory=territory, procedure=procedure
    ),
    st.dictionaries(st.sampled_from(DATES), DAYS),
    st.sampled_from([None, *Territory]),
    st.sampled_from([None, *AsylumProcedure]),
)


@given(st.sampled_from(sorted(RULES)), SOME_FACTS, DAYS)
def test_a_safe_day_to_act_is_open_and_never_after_the_last_one(rule, facts, today):
    found = compute(rule, facts, today)

    if found.safe_on is None:
        assert found.kind in (Kind.RULE_ONLY, Kind.UNVERIFIED)
        return
    if RULES[rule].is_act:
        territory = facts.territory if rule in READ_TERRITORY else None
        assert is_working_day(found.safe_on, territory)
    assert found.never_later_than is None or found.safe_on < found.never_later_than


@given(DAYS, st.integers(0, 15), DAYS, st.integers(0, 60))
def test_a_second_notification_never_moves_the_safe_day_later(notified, asked, answered, later):
    facts = {
        "notified_on": notified,
        "legal_aid_requested_on": notified.fromordinal(notified.toordinal() + asked),
        "legal_aid_notified_on": answered,
    }
    lawyer = answered.fromordinal(answered.toordinal() + later)

    alone = compute("OFPRA-DL-12", DeadlineFacts(**facts), TODAY)
    both = compute(
        "OFPRA-DL-12", DeadlineFacts(**facts, legal_aid_lawyer_notified_on=lawyer), TODAY
    )

    assert both.safe_on == alone.safe_on
