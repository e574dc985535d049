"""Deadlines of family reunification: each rule, and those that matter to one family."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.deadlines import FACT_NAMES, DeadlineFacts, Kind, UnusableFactError, deadline_facts
from reunification.case import relative_from, sponsor_from
from reunification.procedure import (
    EVENT_NAMES,
    RULES,
    STEPS,
    Events,
    compute,
    deadlines,
    events_from,
)

TODAY = date(2026, 11, 22)


def day(rule: str, /, today: date = TODAY, **facts: str | None):
    return compute(rule, deadline_facts(facts), today)


def last_days(found) -> tuple[str | None, str | None]:
    return tuple(
        None if one is None else one.isoformat() for one in (found.safe_on, found.never_later_than)
    )


@pytest.mark.parametrize(
    ("rule", "facts", "safe_on", "never_later_than"),
    [
        ("REU-DL-01", {"birth_date": "2009-06-26"}, "2028-06-25", "2028-06-26"),
        ("REU-DL-01", {"birth_date": "2008-02-29"}, "2027-02-27", "2027-02-28"),
        ("REU-DL-01", {"birth_date": "2009-02-28"}, "2028-02-27", "2028-02-28"),
        ("REU-DL-01", {"birth_date": "2009-03-01"}, "2028-02-29", "2028-03-01"),
        ("REU-DL-02", {"birth_date": "2010-01-01"}, "2027-12-31", None),
        ("REU-DL-02", {"birth_date": "2008-02-29"}, "2026-02-27", None),
        ("REU-DL-05", {"birth_date": "2009-05-09"}, "2027-05-08", None),
        ("REU-DL-06", {"requested_on": "2026-12-31"}, "2027-02-28", None),
        ("REU-DL-07", {"receipt_on": "2026-11-22"}, "2027-01-22", None),
        ("REU-DL-09", {"notified_on": "2027-01-10"}, "2027-02-09", None),  # DL-09b
        ("REU-DL-09", {"notified_on": "2027-03-19"}, "2027-04-18", None),  # a Sunday, not moved
        ("REU-DL-09", {"refused_on": "2027-01-22"}, "2027-02-21", None),
        ("REU-DL-09", {"notified_on": "2023-01-01"}, "2023-01-31", None),
        ("REU-DL-10", {"notified_on": "2022-12-31"}, "2023-02-28", None),
        ("REU-DL-11", {"received_by_board_on": "2026-07-31"}, "2026-09-30", None),
        ("REU-DL-12", {"notified_on": "2027-04-12"}, "2027-06-11", "2027-06-12"),
        ("REU-DL-12", {"notified_on": "2026-12-31"}, "2027-02-27", "2027-02-28"),
        ("REU-DL-12", {"refused_on": "2026-12-30"}, "2027-02-27", "2027-02-28"),
        ("REU-DL-13", {"refused_on": "2027-01-22"}, "2027-02-21", None),
        ("REU-DL-14", {"limit_on_letter": "2027-03-06"}, "2027-03-06", None),
        ("REU-DL-15", {"entered_on": "2026-12-31"}, "2027-02-28", None),
        ("REU-DL-16", {"birth_date": "2008-02-29"}, "2027-02-27", None),
        ("REU-DL-17", {"request_received_on": "2026-11-22"}, "2026-12-07", None),
        ("REU-DL-18", {"returned_on": "2026-12-30"}, "2027-02-28", None),
        ("REU-DL-19", {"birth_date": "2009-06-26"}, "2027-06-25", "2028-06-26"),
        ("REU-DL-19", {"birth_date": "2008-02-29"}, "2026-02-27", "2027-02-28"),
    ],
)
def test_each_rule_gives_its_safe_day(rule, facts, safe_on, never_later_than):
    assert last_days(day(rule, **facts)) == (safe_on, never_later_than)


@pytest.mark.parametrize(
    ("today", "passed"),
    [("2027-02-08", False), ("2027-02-09", False), ("2027-02-10", True)],
)
def test_the_appeal_is_over_after_day_30(today, passed):
    found = day("REU-DL-09", date.fromisoformat(today), notified_on="2027-01-10")

    assert found.passed is passed


@pytest.mark.parametrize(
    ("rule", "protected_on", "claim", "birth", "safe_on"),
    [
        # A child of 19: 19th birthday on 8 October 2025.
        ("REU-DL-03", "2026-03-31", "2024-12-03", "2006-10-08", "2026-06-30"),
        ("REU-DL-03", "2025-10-07", "2024-12-03", "2006-10-08", None),  # still 18 at the grant
        ("REU-DL-03", "2025-10-08", "2024-12-03", "2006-10-08", "2026-01-08"),
        ("REU-DL-03", "2026-03-31", "2025-10-08", "2006-10-08", "2026-06-30"),  # not passed it
        ("REU-DL-03", "2026-03-31", "2025-10-09", "2006-10-08", None),  # over before the claim
        ("REU-DL-03", "2025-11-30", "2024-12-03", "2006-10-08", "2026-02-28"),
        # A sponsor of 18: 18th birthday on 8 October 2025.
        ("REU-DL-04", "2026-03-31", "2025-10-07", "2007-10-08", "2026-06-30"),
        ("REU-DL-04", "2026-03-31", "2025-10-08", "2007-10-08", None),  # adult that day
        ("REU-DL-04", "2025-10-08", "2025-01-01", "2007-10-08", "2026-01-08"),
        ("REU-DL-04", "2025-10-07", "2025-01-01", "2007-10-08", None),
    ],
)
def test_the_three_months_need_the_birthday_between_claim_and_grant(
    rule, protected_on, claim, birth, safe_on
):
    found = day(rule, protected_on=protected_on, claim_lodged_on=claim, birth_date=birth)

    assert last_days(found) == (safe_on, None)
    assert found.kind is (Kind.COMPUTED if safe_on else Kind.RULE_ONLY)


@pytest.mark.parametrize("missing", ["protected_on", "birth_date", "claim_lodged_on"])
def test_the_three_months_need_the_three_dates(missing):
    told = {
        "protected_on": "2026-03-31",
        "claim_lodged_on": "2024-12-03",
        "birth_date": "2006-10-08",
    }

    found = day("REU-DL-03", **(told | {missing: None}))

    assert found.kind is Kind.RULE_ONLY


def test_the_two_months_of_old_pages_are_gone():
    assert day("REU-DL-10", notified_on="2023-01-01").kind is Kind.RULE_ONLY
    assert day("REU-DL-09", notified_on="2022-12-31").kind is Kind.RULE_ONLY


def test_a_written_refusal_counts_from_the_day_it_was_notified():
    found = day("REU-DL-09", notified_on="2027-03-19", refused_on="2027-01-22")

    assert found.counts_from == date(2027, 3, 19)


@pytest.mark.parametrize("rule", RULES)
def test_without_facts_the_rule_stands_in_words(rule):
    found = compute(rule, DeadlineFacts(), TODAY)

    assert (found.kind, found.safe_on, found.passed) == (Kind.RULE_ONLY, None, False)


@pytest.mark.parametrize("rule", RULES)
def test_the_day_on_the_letter_always_wins(rule):
    everything = {name: "2026-05-05" for name in FACT_NAMES if name.endswith(("_on", "_date"))}

    found = day(rule, **everything, limit_on_letter="2026-12-06")

    assert (found.kind, last_days(found)) == (Kind.FROM_LETTER, ("2026-12-06", None))


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("REU-DL-08", {"notified_on": "2026-10-31"}),
        ("REU-DL-17", {"request_received_on": "2026-11-22"}),
    ],
)
def test_terms_of_the_administration_and_targets_are_indications(rule, facts):
    assert day(rule, **facts).kind is Kind.INDICATIVE


def test_the_table_of_rules_is_whole():
    assert sorted(RULES) == [f"REU-DL-{number:02}" for number in range(1, 20)]


# What each rule reads; any other fact changes nothing.
READ = {
    "REU-DL-01": ("birth_date",),
    "REU-DL-02": ("birth_date",),
    "REU-DL-03": ("protected_on", "birth_date", "claim_lodged_on"),
    "REU-DL-04": ("protected_on", "birth_date", "claim_lodged_on"),
    "REU-DL-05": ("birth_date",),
    "REU-DL-06": ("requested_on",),
    "REU-DL-07": ("receipt_on",),
    "REU-DL-08": ("notified_on",),
    "REU-DL-09": ("notified_on", "refused_on"),
    "REU-DL-10": ("notified_on",),
    "REU-DL-11": ("received_by_board_on",),
    "REU-DL-12": ("notified_on", "refused_on"),
    "REU-DL-13": ("refused_on",),
    "REU-DL-14": (),
    "REU-DL-15": ("entered_on",),
    "REU-DL-16": ("birth_date",),
    "REU-DL-17": ("request_received_on",),
    "REU-DL-18": ("returned_on",),
    "REU-DL-19": ("birth_date",),
}
DATES = tuple(name for name in FACT_NAMES if name not in ("territory", "procedure"))
SOME_DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
SOME_FACTS = st.dictionaries(
    st.sampled_from([name for name in DATES if name != "limit_on_letter"]),
    SOME_DAYS.map(date.isoformat),
)


@given(st.sampled_from(sorted(RULES)), SOME_FACTS, SOME_DAYS)
def test_a_rule_reads_its_own_facts_alone(rule, facts, today):
    all_told = day(rule, today, **facts)
    only_its_own = day(rule, today, **{k: v for k, v in facts.items() if k in READ[rule]})

    assert all_told == only_its_own


@given(st.sampled_from(sorted(RULES)), SOME_FACTS, SOME_DAYS)
def test_a_safe_day_is_never_after_the_last_one(rule, facts, today):
    found = day(rule, today, **facts)

    if found.never_later_than is not None:
        assert found.safe_on is not None
        assert found.safe_on < found.never_later_than
    assert found.passed is False or today > (found.never_later_than or found.safe_on)
    assert (found.safe_on is None) == (found.kind is Kind.RULE_ONLY)


@given(SOME_FACTS)
def test_more_facts_never_give_more_time_than_the_thirty_days(facts):
    found = day("REU-DL-09", **facts)

    if found.safe_on is not None:
        told = facts.get("notified_on") or facts["refused_on"]
        assert found.safe_on == date.fromisoformat(told) + timedelta(days=30)


# The deadlines of one family.


def sponsor(**changed):
    told = {
        "status": "refugee",
        "birth_date": "1987-10-26",
        "marital_status": "married",
        "claim_lodged_on": "2024-05-13",
        "protected_on": "2026-09-22",
    }
    return sponsor_from(told | changed)


def relative(relation: str = "child_of_couple", birth_date: str | None = "2009-06-26", **more):
    return relative_from({"relation": relation, "birth_date": birth_date, **more})


def minor(**changed):
    return sponsor(birth_date="2010-05-09", marital_status="single", **changed)


def listed(found) -> list[tuple[str, str | None]]:
    return [(one.rule, one.who) for one in found]


def test_a_child_has_a_birthday_to_meet_and_the_spouse_has_none():
    found = deadlines(
        sponsor(), {"a1": relative(), "b2": relative("spouse", "1990-01-01")}, Events(), TODAY
    )

    assert listed(found) == [("REU-DL-01", "a1")]


def test_relatives_in_a_row_are_named_by_their_place():
    found = deadlines(sponsor(), [relative("spouse", "1990"), relative()], Events(), TODAY)

    assert listed(found) == [("REU-DL-01", "1")]


def test_the_nearest_day_comes_first_and_unknown_days_last():
    family = {
        "a": relative(),
        "b": relative(birth_date=None),
        "c": relative(birth_date="2008-03-02"),
    }

    found = deadlines(sponsor(), family, Events(), TODAY)

    assert [one.who for one in found] == ["c", "a", "b"]
    assert found[-1].kind is Kind.RULE_ONLY


def test_the_freeze_takes_the_place_of_a_birthday_that_is_over():
    grown_up = relative(birth_date="2007-01-15")  # 19 between the claim and the grant

    found = deadlines(sponsor(), {"a": grown_up}, Events(), TODAY)

    assert listed(found) == [("REU-DL-03", "a")]
    assert found[0].safe_on == date(2026, 12, 22)


@pytest.mark.parametrize(
    ("birth_date", "rules"),
    [
        ("2010-06-26", ["REU-DL-19", "REU-DL-01"]),
        ("2008-06-26", ["REU-DL-01"]),  # 18 already: only the 19th birthday is ahead
    ],
)
def test_a_child_of_another_union_is_safer_before_18(birth_date, rules):
    child = relative("child_other_union", birth_date, other_parent="elsewhere")

    assert [one.rule for one in deadlines(sponsor(), [child], Events(), TODAY)] == rules


def test_the_child_of_a_parent_who_stays_behind_counts_as_of_another_union():
    left = relative(other_parent="elsewhere")
    together = relative(other_parent="joining")

    assert len(deadlines(sponsor(), [left], Events(), TODAY)) == 2
    assert len(deadlines(sponsor(), [together], Events(), TODAY)) == 1


def test_a_stepchild_has_the_18th_birthday_alone():
    found = deadlines(sponsor(), [relative("stepchild")], Events(), TODAY)

    assert [one.rule for one in found] == ["REU-DL-19"]


def test_a_minor_sponsor_has_a_birthday_for_parents_and_siblings():
    family = {"m": relative("parent", "1985"), "s": relative("sibling", "2014-02-28")}

    found = deadlines(minor(), family, Events(), TODAY)

    assert listed(found) == [("REU-DL-05", "sponsor"), ("REU-DL-02", "s")]


def test_an_adult_sponsor_has_nothing_to_file_for_parents():
    family = [relative("parent", "1960"), relative("sibling", "2014-02-28")]

    assert not [one for one in deadlines(sponsor(), family, Events(), TODAY) if not one.passed]


def test_a_sponsor_who_turned_18_before_the_grant_has_three_months():
    grown_up = sponsor(birth_date="2008-05-09", marital_status="single")

    found = deadlines(grown_up, [relative("parent", "1980")], Events(), TODAY)

    assert listed(found) == [("REU-DL-04", "sponsor")]


def test_a_birth_date_known_in_part_counts_from_its_earliest_day():
    found = deadlines(sponsor(), [relative(birth_date="2010")], Events(), TODAY)

    assert found[0].safe_on == date(2028, 12, 31)
    assert "earliest_birth_date" in found[0].notes
    assert found[0].counts_from is None


@pytest.mark.parametrize(
    ("today", "passed", "is_late"),
    [
        (date(2028, 12, 31), False, False),
        (date(2029, 1, 1), False, True),
        (date(2029, 12, 31), False, True),  # the latest possible 19th birthday
        (date(2030, 1, 1), True, False),
    ],
)
def test_a_birth_date_known_in_part_has_passed_with_its_latest_day(today, passed, is_late):
    (found,) = deadlines(sponsor(), [relative(birth_date="2010")], Events(), today)

    assert (found.passed, "safe_day_passed" in found.notes) == (passed, is_late)


def test_once_the_application_is_presented_birthdays_decide_nothing():
    found = deadlines(sponsor(), [relative()], Events(receipt_on=date(2026, 11, 2)), TODAY)

    assert [one.rule for one in found] == ["REU-DL-07", "REU-DL-09", "REU-DL-13"]
    assert [one.safe_on for one in found] == [
        date(2027, 1, 2),
        date(2027, 2, 1),
        date(2027, 2, 1),
    ]
    assert "if_silence" in found[1].notes


def test_a_check_of_records_suspends_the_silence():
    events = Events(receipt_on=date(2026, 11, 2), check_notified_on=date(2026, 12, 15))

    found = deadlines(sponsor(), [relative()], events, TODAY)

    assert [(one.rule, one.kind) for one in found] == [
        ("REU-DL-08", Kind.INDICATIVE),
        ("REU-DL-07", Kind.RULE_ONLY),
    ]


def test_a_check_that_comes_after_the_silence_suspends_nothing():
    events = Events(receipt_on=date(2026, 9, 2), check_notified_on=date(2026, 11, 15))

    found = deadlines(sponsor(), [relative()], events, TODAY)

    assert "REU-DL-09" in [one.rule for one in found]


@pytest.mark.parametrize(
    ("events", "rules"),
    [
        ({"requested_on": "2026-11-02"}, ["REU-DL-06"]),
        ({"receipt_on": "2026-11-02", "refusal_notified_on": "2026-11-20"}, ["REU-DL-09"]),
        (
            {"refusal_notified_on": "2026-11-20", "appeal_received_on": "2026-12-01"},
            ["REU-DL-11", "REU-DL-12"],
        ),
        (
            {"appeal_received_on": "2026-12-01", "board_decision_notified_on": "2026-12-20"},
            ["REU-DL-12"],
        ),
        (
            {"receipt_on": "2026-10-30", "questionnaire_received_on": "2026-11-20"},
            ["REU-DL-17", "REU-DL-07", "REU-DL-09", "REU-DL-13"],
        ),
        (
            {"receipt_on": "2026-10-30", "questionnaire_returned_on": "2026-11-21"},
            ["REU-DL-07", "REU-DL-18", "REU-DL-09", "REU-DL-13"],
        ),
        ({"receipt_on": "2026-10-30", "visa_valid_until": "2027-02-10"}, ["REU-DL-14"]),
        ({"receipt_on": "2026-10-30", "entered_on": "2026-11-20"}, ["REU-DL-15"]),
    ],
)
def test_each_stage_has_its_deadlines(events, rules):
    spouse = relative("spouse", "1990-01-01")

    found = deadlines(sponsor(), [spouse], events_from(events), TODAY)

    assert [one.rule for one in found] == rules


def test_in_france_children_have_until_their_19th_birthday():
    family = {
        "child": relative(),
        "spouse": relative("spouse", "1990"),
        "unknown": relative("sibling", None),
    }

    found = deadlines(sponsor(), family, Events(entered_on=date(2026, 11, 1)), TODAY)

    assert listed(found) == [
        ("REU-DL-15", "spouse"),
        ("REU-DL-16", "child"),
        ("REU-DL-16", "unknown"),
    ]


@pytest.mark.parametrize(
    ("status", "safe_on"),
    [
        ("refugee", date(2027, 6, 9)),  # the eve of the 19th birthday
        ("subsidiary_protection", date(2026, 6, 10)),  # the 18th
        ("stateless", date(2026, 6, 10)),
        (None, date(2026, 6, 10)),
    ],
)
def test_only_the_family_of_refugees_may_ask_for_its_first_permit_until_19(status, safe_on):
    child = relative(birth_date="2008-06-10")
    entered = Events(entered_on=date(2025, 11, 1))

    found = deadlines(sponsor(status=status), {"child": child}, entered, TODAY)

    assert [one.safe_on for one in found if one.rule == "REU-DL-16"] == [safe_on]


def test_after_a_lost_appeal_birthdays_count_again():
    refused = Events(receipt_on=date(2026, 2, 2), refusal_notified_on=date(2026, 9, 1))

    found = deadlines(sponsor(), [relative()], refused, TODAY)

    assert [(one.rule, one.passed) for one in found] == [("REU-DL-09", True), ("REU-DL-01", False)]


def test_who_is_in_france_already_applies_for_no_visa():
    assert not deadlines(sponsor(), [relative(lives_in="FR")], Events(), TODAY)


def test_a_married_child_has_no_day_to_meet():
    assert not deadlines(sponsor(), [relative(marital_status="married")], Events(), TODAY)


@pytest.mark.parametrize(
    "told", [{"asked_on": "2026-01-01"}, {"receipt_on": "soon"}, {"receipt_on": 3}]
)
def test_unusable_events_are_refused(told):
    with pytest.raises(UnusableFactError):
        events_from(told)


RELATIONS = st.sampled_from(
    ["spouse", "child_of_couple", "child_other_union", "stepchild", "parent", "sibling", "other"]
)
PARTIAL = st.one_of(
    st.none(),
    st.dates(date(1950, 1, 1), date(2026, 1, 1)).flatmap(
        lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
    ),
)
RELATIVES = st.lists(st.builds(relative, RELATIONS, PARTIAL), max_size=6)
EVENTS = st.dictionaries(
    st.sampled_from(EVENT_NAMES), st.dates(date(2024, 1, 1), date(2028, 1, 1)).map(date.isoformat)
).map(events_from)


@given(st.builds(sponsor, birth_date=PARTIAL), RELATIVES, EVENTS, SOME_DAYS)
def test_every_family_has_a_sorted_list_of_lawful_days(sponsor, relatives, events, today):
    found = deadlines(sponsor, relatives, events, today)

    days = [one.safe_on or date.max for one in found]
    assert days == sorted(days)
    assert len({(one.rule, one.who) for one in found}) == len(found)
    keys = {str(index) for index in range(len(relatives))} | {"sponsor", None}
    assert {one.who for one in found} <= keys
    for one in found:
        assert one.never_later_than is None or one.safe_on < one.never_later_than


def test_the_steps_follow_each_other_and_name_known_deadlines():
    assert [step.number for step in STEPS] == list(range(1, 10))
    assert {rule for step in STEPS for rule in step.deadlines} <= set(RULES)
