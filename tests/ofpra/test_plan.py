"""The plan of a claim: which deadlines apply, which day, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from guide.deadlines import Kind, UnusableFactError
from guide.ics import Title
from ofpra.plan import (
    GROUPS,
    JOURNEY,
    PlanFacts,
    State,
    Track,
    asked,
    contradictions,
    notification,
    plan,
    plan_facts,
    stored_facts,
)

TODAY = date(2026, 11, 22)


def found(today: date = TODAY, **told):
    return plan(plan_facts(told), today)


def row(key: str, today: date = TODAY, **told):
    return next((one for one in found(today, **told).rows if one.key == f"OFPRA-DL-{key}"), None)


def safe_on(key: str, today: date = TODAY, **told) -> str | None:
    one = row(key, today, **told)
    return None if one is None or one.deadline.safe_on is None else str(one.deadline.safe_on)


MAINLAND = {"track": "normal", "territory": "mainland"}
LODGED = {**MAINLAND, "lodged_on": "2026-03-02"}
REFUSED = {**LODGED, "decision": "refusal", "notified_on": "2026-11-10"}
CLOSED = {**LODGED, "decision": "closed", "decision_dated_on": "2026-10-01"}


# Row after row of the table of deadlines.


@pytest.mark.parametrize(
    ("key", "told", "day"),
    [
        ("01", {**MAINLAND, "certificate_handed_on": "2026-11-10"}, "2026-12-01"),
        # The 21st day is Christmas, a Friday: the eve.
        ("01", {**MAINLAND, "certificate_handed_on": "2026-12-04"}, "2026-12-24"),
        ("01", {**MAINLAND, "certificate_handed_on": "2028-02-08"}, "2028-02-29"),
        # Good Friday is a holiday of Alsace-Moselle, not of Réunion.
        ("01", {**MAINLAND, "certificate_handed_on": "2027-03-05"}, "2027-03-25"),
        (
            "01",
            {"track": "normal", "territory": "reunion", "certificate_handed_on": "2027-03-05"},
            "2027-03-26",
        ),
        (
            "02",
            {"track": "normal", "territory": "mayotte", "certificate_handed_on": "2027-04-20"},
            "2027-04-26",  # the 27th is a holiday there
        ),
        ("03", {"track": "hub", "form_limit_on": "2027-05-27"}, "2027-05-27"),  # never moved
        ("05", {**MAINLAND, "request_received_on": "2026-11-10"}, "2026-11-18"),
        (
            "05",
            {**MAINLAND, "track": "reopening", "request_received_on": "2026-11-12"},
            "2026-11-16",
        ),
        (
            "05",
            {**MAINLAND, "territory": "guyane", "request_received_on": "2026-11-10"},
            "2026-11-13",
        ),
        (
            "05",
            {**MAINLAND, "territory": "guyane", "request_received_on": "2027-06-07"},
            "2027-06-09",  # the 10th is a holiday there
        ),
        ("05", {"request_received_on": "2026-11-09"}, "2026-11-12"),
        ("05", {"territory": "mainland", "request_received_on": "2026-11-12"}, "2026-11-16"),
        ("06", {"track": "reexamination", "registered_on": "2026-11-10"}, "2026-11-18"),
        ("07", CLOSED, "2027-06-30"),
        ("08", {**LODGED, "interview_on": "2026-12-09"}, "2026-12-02"),
        ("08", {**LODGED, "track": "accelerated", "interview_on": "2026-12-09"}, "2026-12-04"),
        ("08", {"interview_on": "2026-12-09"}, "2026-12-02"),
        ("10", REFUSED, "2026-11-25"),
        ("11", {**REFUSED, "letter_says": "one_month"}, "2026-12-10"),
        ("11", {**REFUSED, "appeal_days": 10, "letter_says": "days"}, "2026-11-20"),
        ("11", {**REFUSED, "appeal_days": 10}, "2026-11-20"),
        ("11", {**REFUSED, "appeal_days": 10, "letter_says": "one_month"}, "2026-11-20"),
        ("11", {**REFUSED, "letter_says": "one_month", "notified_on": "2027-12-31"}, "2028-01-31"),
        ("11", {**REFUSED, "letter_says": "one_month", "notified_on": "2028-01-31"}, "2028-02-29"),
        ("13", LODGED, "2026-09-02"),
        ("14", {**LODGED, "track": "accelerated"}, "2026-03-17"),
        ("15", LODGED, "2026-09-02"),
        ("16", {**MAINLAND, "registered_on": "2026-12-31"}, "2027-02-26"),  # the 28th, a Sunday
        ("17", {"held": "free", "oqtf_notified_on": "2026-11-10"}, "2026-12-10"),
        ("18", {"track": "dublin", "transfer_notified_on": "2026-11-16"}, "2026-11-23"),
        ("18-reception", {**MAINLAND, "reception_refused_on": "2026-11-16"}, "2026-11-23"),
        ("19", {**REFUSED, "cnda_notified_on": "2026-11-16"}, "2027-01-15"),
    ],
)
def test_each_row_has_its_safe_day(key, told, day):
    assert safe_on(key, **told) == day


@pytest.mark.parametrize(
    ("key", "told", "note"),
    [
        ("01", {"certificate_handed_on": "2026-11-10"}, "say_the_track"),
        ("01", {"track": "normal", "certificate_handed_on": "2026-11-10"}, "read_the_form"),
        ("02", {"track": "minor", "territory": "guyane"}, "read_the_paper"),
        ("04", {"track": "detention"}, "ask_association_of_the_centre"),
        ("11", REFUSED, "read_the_limit"),
        ("11", {**REFUSED, "letter_says": "not_found"}, "limit_not_found"),
        ("11", {**REFUSED, "letter_says": "date"}, "read_the_limit"),
        (
            "11",
            {**LODGED, "decision": "refusal", "letter_says": "one_month"},
            "notification_needed",
        ),
        ("17", {"oqtf_notified_on": "2026-11-10"}, "say_if_held"),
        ("17", {"oqtf_notified_on": "2026-11-10", "held": "house_arrest"}, "days_7"),
        ("17", {"oqtf_notified_on": "2026-11-10", "track": "detention"}, "hours_48"),
        ("18", {"transfer_notified_on": "2026-11-20", "held": "detention"}, "hours_48"),
    ],
)
def test_where_no_day_is_sure_the_rule_stands_in_words(key, told, note):
    one = row(key, **told)

    assert one.deadline.safe_on is None
    assert note in one.deadline.notes


@pytest.mark.parametrize(
    ("key", "limit", "told"),
    [
        ("01", "form_limit_on", {**MAINLAND, "certificate_handed_on": "2026-11-10"}),
        ("01", "form_limit_on", {}),
        ("02", "form_limit_on", {"track": "normal", "territory": "martinique"}),
        ("04", "form_limit_on", {"track": "detention"}),
        ("06", "form_limit_on", {"track": "reopening", "registered_on": "2026-11-10"}),
        ("05", "completion_limit_on", {"request_received_on": "2026-11-10"}),
        ("11", "appeal_limit_on", {**REFUSED, "letter_says": "one_month", "appeal_days": 30}),
        ("11-closure", "appeal_limit_on", CLOSED),
        ("17", "oqtf_limit_on", {"held": "free", "oqtf_notified_on": "2026-11-10"}),
        ("18", "transfer_limit_on", {"transfer_notified_on": "2026-11-10"}),
        ("18-reception", "reception_limit_on", {"reception_refused_on": "2026-11-10"}),
    ],
)
def test_the_letter_comes_before_the_count(key, limit, told):
    one = row(key, **told, **{limit: "2026-11-28"})  # a Saturday

    assert one.is_from_letter
    assert str(one.written_on) == "2026-11-28"
    assert str(one.deadline.safe_on) == "2026-11-27"


def test_in_detention_nobody_has_to_be_announced_days_before():
    one = row("08", track="detention", interview_on="2026-12-09")

    assert one.deadline.safe_on is None
    assert one.state is State.TODAY
    assert one.letters == ("LET-01",)


def test_the_delai_franc_is_never_the_safe_day():
    one = row("11", **REFUSED, letter_says="one_month")

    assert str(one.deadline.never_later_than) == "2026-12-11"
    assert str(one.deadline.safe_on) == "2026-12-10"
    assert row("11", date(2026, 12, 11), **REFUSED, letter_says="one_month").state is State.NEXT
    assert row("11", date(2026, 12, 12), **REFUSED, letter_says="one_month").state is State.PASSED


# Notification.


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"notified_on": "2026-11-10"}, "2026-11-10"),
        ({"made_available_on": "2026-11-01"}, "2026-11-16"),
        ({"made_available_on": "2026-11-01", "opened_on": "2026-11-05"}, "2026-11-05"),
        ({"made_available_on": "2026-11-01", "opened_on": "2026-11-20"}, "2026-11-16"),
        ({"notified_on": "2026-11-18", "made_available_on": "2026-11-01"}, "2026-11-16"),
        ({"notified_on": "2026-11-18", "opened_on": "2026-11-12"}, "2026-11-12"),
        ({"opened_on": "2026-11-12"}, None),
    ],
)
def test_the_earliest_day_of_notification_counts(told, day):
    assert notification(plan_facts(told)) == (day and date.fromisoformat(day))


def test_an_unread_document_feeds_legal_aid_and_appeal_and_says_so():
    told = {**LODGED, "made_available_on": "2026-11-14", "letter_says": "one_month"}

    assert safe_on("09", **told) == "2026-11-29"
    assert safe_on("10", **told) == "2026-12-14"
    assert safe_on("11", **told) == "2026-12-29"
    assert "earlier_if_opened" in row("10", **told).deadline.notes
    assert row("09", **told).state is State.NEXT


def test_notes_about_a_day_stay_away_where_none_is_shown():
    one = row("01", track="normal", certificate_handed_on="2026-11-10")

    assert one.notes == ("ofpra.deadlines.notes.read_the_form",)


def test_an_opening_alone_asks_for_the_day_it_was_made_available():
    one = row("10", **LODGED, opened_on="2026-11-14")

    assert (one.deadline.safe_on, one.state) == (None, State.TODAY)


# Legal aid.

ASKED = {**REFUSED, "notified_on": "2026-10-01", "letter_says": "one_month"}


@pytest.mark.parametrize(
    ("told", "kept", "after"),
    [
        ({}, True, None),
        ({"legal_aid_requested_on": "2026-10-11"}, False, None),
        (
            {"legal_aid_requested_on": "2026-10-11", "legal_aid_notified_on": "2026-11-16"},
            False,
            "2026-12-07",  # 21 days were left: a Monday
        ),
        (
            {
                "legal_aid_requested_on": "2026-10-11",
                "legal_aid_notified_on": "2026-11-16",
                "legal_aid_lawyer_notified_on": "2026-11-20",
            },
            False,
            "2026-12-07",
        ),
        ({"legal_aid_requested_on": "2026-10-17"}, True, None),  # day 16: nothing stops
    ],
)
def test_legal_aid_asked_in_time_replaces_the_day_of_the_appeal(told, kept, after):
    assert (row("11", **ASKED, **told) is not None) is kept
    assert safe_on("12", **ASKED, **told) == after


@pytest.mark.parametrize(
    "told", [{"letter_says": None}, {"appeal_days": 20}, {"appeal_limit_on": "2026-11-02"}]
)
def test_without_a_month_on_the_letter_legal_aid_moves_no_day(told):
    told = {**ASKED, **told, "legal_aid_requested_on": "2026-10-11"}
    told["legal_aid_notified_on"] = "2026-11-16"

    assert row("11", **told) is not None
    assert safe_on("12", **told) is None
    assert "letter_day_stands" in row("12", **told).deadline.notes


def test_legal_aid_is_never_later_than_the_appeal():
    one = row("10", **REFUSED, appeal_days=10)

    assert str(one.deadline.safe_on) == "2026-11-20"
    assert "before_the_appeal" in one.deadline.notes
    assert "safe_day_passed" in one.deadline.notes


def test_an_appeal_after_subsidiary_protection_is_said_to_be_a_choice():
    assert "by_choice" in row("11", **{**REFUSED, "decision": "subsidiary"}).deadline.notes


def test_whoever_did_not_say_what_was_decided_is_not_told_to_appeal():
    assert "if_refused" in row("11", notified_on="2026-11-10").deadline.notes
    assert "if_refused" not in row("11", **REFUSED).deadline.notes


@pytest.mark.parametrize(
    ("key", "done"),
    [
        ("01", {"form_sent_on": "2026-03-01"}),
        ("05", {"request_received_on": "2026-03-03", "completed_on": "2026-03-05"}),
        ("10", {"legal_aid_requested_on": "2026-11-12"}),
        ("11", {"appealed_on": "2026-11-20"}),
    ],
)
def test_what_is_done_is_said_to_be_done(key, done):
    assert (
        row(key, **{**REFUSED, "certificate_handed_on": "2026-02-20", **done}).state is State.DONE
    )


# Which rows apply.


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ({}, {"01"}),
        ({"track": "dublin", "territory": "mainland", "lodged_on": "2026-03-02"}, set()),
        ({"track": "hub"}, {"03"}),
        (LODGED, {"01", "13", "15"}),
        ({**LODGED, "track": "accelerated"}, {"01", "14", "15"}),
        ({**LODGED, "track": "accelerated", "territory": "mayotte"}, {"02", "15"}),
        ({**LODGED, "territory": "mayotte"}, {"02", "15"}),
        ({**LODGED, "track": "minor"}, {"01", "13"}),
        ({**LODGED, "track": "reexamination"}, {"06"}),
        ({**LODGED, "interview_on": "2026-12-09"}, {"01", "08", "13", "15", "20", "21"}),
        ({**LODGED, "interview_on": "2026-11-09"}, {"01", "13", "15", "22"}),
        (
            {**LODGED, "interview_on": "2026-11-09", "interview_missed": True},
            {"01", "13", "15", "20"},
        ),
        ({**REFUSED, "decision": "refugee"}, {"01"}),
        ({**REFUSED, "decision": "subsidiary"}, {"01", "10", "11"}),
        ({**REFUSED, "territory": "guadeloupe"}, {"02", "10", "11", "23"}),
        (CLOSED, {"01", "07"}),
        ({**CLOSED, "lodged_on": "2026-06-11"}, {"01", "07"}),
        ({**CLOSED, "lodged_on": "2026-06-12"}, {"01", "11-closure"}),
    ],
)
def test_only_the_rows_that_matter_are_found(told, keys):
    assert {one.key.removeprefix("OFPRA-DL-") for one in found(**told).rows} == keys


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("11", REFUSED),
        ("04", {"track": "detention"}),
        ("20", {**LODGED, "interview_on": "2026-11-20", "interview_missed": True}),
        ("01", {"certificate_handed_on": "2026-11-10"}),
        ("07", {"decision": "closed"}),
        ("11-closure", {**CLOSED, "lodged_on": "2026-07-01"}),
    ],
)
def test_what_can_be_done_today_comes_first(key, told):
    plan_of = found(**told)

    assert f"OFPRA-DL-{key}" in [one.key for one in plan_of.now if one.state is State.TODAY]


def test_the_nearest_day_is_next_and_the_others_later():
    told = {**REFUSED, "letter_says": "one_month"}

    assert row("10", **told).state is State.NEXT
    assert row("11", **told).state is State.LATER
    assert row("11", date(2026, 11, 26), **told).state is State.NEXT
    assert row("10", date(2026, 11, 26), **told).state is State.PASSED
    assert row("10", **told).days_ahead == 3


def test_work_may_be_asked_for_from_its_day_on():
    assert row("15", date(2026, 9, 1), **LODGED).state is State.EXPECTED
    assert row("15", date(2026, 9, 2), **LODGED).state is State.OPEN
    assert row("15", date(2026, 9, 2), **LODGED).about == ("ofpra.deadlines.DL-15.missed",)


def test_a_day_of_the_administration_is_never_a_day_missed():
    one = row("13", **LODGED)

    assert (one.deadline.kind, one.state) == (Kind.INDICATIVE, State.EXPECTED)
    assert one.about == ("ofpra.deadlines.DL-13.missed",)


def test_the_strip_has_what_can_still_be_done_and_nothing_done():
    strip = found(**REFUSED, letter_says="one_month", certificate_handed_on="2026-02-10").strip

    assert [one.key for one in strip] == ["OFPRA-DL-10", "OFPRA-DL-11"]
    assert strip[0].about == ("ofpra.deadlines.DL-10.today",)


def test_the_calendar_has_the_days_ahead_and_the_interview():
    entries = found(**LODGED, interview_on="2026-12-09").entries

    assert {(one.key, str(one.day), one.title) for one in entries} == {
        ("OFPRA-DL-08", "2026-12-02", Title.DATE),
        ("interview", "2026-12-09", Title.APPOINTMENT),
    }


# The journey.


@pytest.mark.parametrize(
    ("told", "following"),
    [
        ({}, "registration"),
        ({"certificate_handed_on": "2026-11-10"}, "form"),
        ({"form_sent_on": "2026-11-10"}, "letter"),
        (LODGED, "summons"),
        ({**LODGED, "interview_on": "2026-12-09"}, "interview"),
        ({**LODGED, "interview_on": "2026-11-22"}, "interview"),
        ({**LODGED, "interview_on": "2026-11-21"}, "decision"),
        ({**LODGED, "interview_on": "2026-11-21", "interview_missed": True}, "interview"),
        ({**LODGED, "made_available_on": "2026-11-20"}, "summons"),
        (REFUSED, "appeal"),
        ({**REFUSED, "decision": "refugee"}, None),
        ({**REFUSED, "appealed_on": "2026-11-20"}, None),
        ({"track": "dublin", "registered_on": "2026-11-10"}, "transfer"),
    ],
)
def test_the_next_step_is_the_first_that_is_not_done(told, following):
    steps = found(**told).steps

    assert [step.name for step in steps if step.state is State.NEXT] == (
        [following] if following else []
    )


def test_who_is_protected_has_no_appeal_ahead():
    assert [step.name for step in found(**{**REFUSED, "decision": "refugee"}).steps] == list(
        JOURNEY[:-1]
    )


# What is asked.


@pytest.mark.parametrize(
    ("told", "never"),
    [
        (
            {"track": "dublin"},
            {"territory", "lodged_on", "interview_on", "decision", "notified_on"},
        ),
        ({"track": "hub"}, {"certificate_handed_on", "territory", "transfer_notified_on"}),
        ({"track": "minor"}, {"registered_on", "transfer_notified_on"}),
        ({"track": "reopening"}, {"certificate_handed_on"}),
        ({"track": "normal"}, {"transfer_notified_on", "interview_missed"}),
        ({"decision": "refugee"}, {"letter_says", "appeal_days", "legal_aid_requested_on"}),
        ({"decision": "closed"}, {"letter_says", "cnda_notified_on"}),
    ],
)
def test_dates_that_cannot_matter_are_not_asked(told, never):
    names = {name for group in asked(plan_facts(told), TODAY).values() for name in group}

    assert not names & never


def test_everything_is_asked_in_some_situation():
    every = {name for names in GROUPS.values() for name in names}
    found = set()
    for track in (None, *Track):
        facts = PlanFacts(track=track, interview_on=date(2026, 11, 1))
        found |= {name for names in asked(facts, TODAY).values() for name in names}

    assert found == every
    assert every | {"track"} == set(PlanFacts.__dataclass_fields__)


def test_what_was_told_stays_to_be_seen():
    names = asked(plan_facts({"track": "dublin", "lodged_on": "2026-03-02"}), TODAY)

    assert "lodged_on" in names["form"]


# Dates that do not go together.


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (
            {"lodged_on": "2026-10-01", "interview_on": "2026-09-01"},
            ["interview_on-order-lodged_on"],
        ),
        (
            {"certificate_handed_on": "2026-10-02", "lodged_on": "2026-10-01"},
            ["lodged_on-order-certificate_handed_on"],
        ),
        (
            {"interview_on": "2026-10-02", "notified_on": "2026-10-01"},
            ["notified_on-order-interview_on"],
        ),
        ({"interview_on": "2029-10-02"}, ["interview_on-far"]),
        ({"appeal_limit_on": "2027-11-22"}, ["appeal_limit_on-far"]),
        ({"lodged_on": "1990-10-01"}, ["lodged_on-old"]),
        ({"lodged_on": "2026-10-01", "interview_on": "2026-10-01"}, []),
        ({"track": "reopening", "registered_on": "2026-10-01", "lodged_on": "2026-01-01"}, []),
    ],
)
def test_what_is_surprising_is_said_and_nothing_else(told, names):
    assert [one.name for one in contradictions(plan_facts(told), TODAY)] == names


# Reading what is stored.


@pytest.mark.parametrize(
    "told",
    [
        {"lodgd_on": "2026-10-01"},
        {"lodged_on": "2026-02-30"},
        {"lodged_on": "1499-02-03"},
        {"track": "fast"},
        {"appeal_days": 0},
        {"appeal_days": True},
        {"interview_missed": "yes"},
    ],
)
def test_what_cannot_be_read_is_named_or_left_out(told):
    with pytest.raises(UnusableFactError):
        plan_facts(told)

    assert stored_facts(told) == PlanFacts()
    assert stored_facts({**told, "interview_on": "2026-12-09"}).interview_on == date(2026, 12, 9)
