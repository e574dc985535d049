"""What somebody sees first on the plan: situations a caseworker meets, read from the law alone.

`first` is what stands at the top of the page: a row, "interview", or "" where nothing is near.
`rows` gives the state of a row and its day; a row that must not be there is in `absent`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from guide import content
from guide.deadlines import Kind
from ofpra.plan import Plan, Row, State, contradictions, plan, plan_facts

SUNDAY = "2026-11-22"


@dataclass(frozen=True)
class Situation:
    name: str
    told: dict[str, Any]
    first: str
    rows: dict[str, str]
    absent: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    last: dict[str, str | None] = field(default_factory=dict)
    today: str = SUNDAY


NORMAL = {"track": "normal", "territory": "mainland"}
FAST = {"track": "accelerated", "territory": "mainland"}
LODGED = {**NORMAL, "lodged_on": "2026-08-03"}
REFUSED = {**LODGED, "decision": "refusal"}
BY_POST = {**REFUSED, "notified_on": "2026-11-10"}
MONTH = {**BY_POST, "letter_says": "one_month"}
DUBLIN = {"track": "dublin", "registered_on": "2026-10-12"}
CLOSED = {**NORMAL, "decision": "closed", "decision_dated_on": "2026-10-01"}

SITUATIONS = [
    # Nothing, or nearly nothing.
    Situation("nothing-told", {}, "", {"01": "in_words"}, "02 03 04 05 08 10 11"),
    Situation(
        "paper-handed-over-and-nothing-else",
        {"certificate_handed_on": "2026-11-16"},
        "01",
        {"01": "today"},
        notes={"01": "say_the_track"},
    ),
    Situation("only-the-place", {"territory": "guyane"}, "", {"01": "in_words"}, "02"),
    Situation("only-the-track", {"track": "accelerated"}, "", {"01": "in_words"}, "14"),
    Situation(
        "track-told-place-not",
        {"track": "normal", "certificate_handed_on": "2026-11-16"},
        "01",
        {"01": "today"},
        notes={"01": "read_the_form"},
    ),
    # The form.
    Situation(
        "form-21-days-end-on-a-saturday",
        {**NORMAL, "certificate_handed_on": "2026-11-21"},
        "01",
        {"01": "next 2026-12-11"},
        last={"01": "2026-12-12"},
    ),
    Situation(
        "form-the-21st-day-is-today-a-sunday",
        {**NORMAL, "certificate_handed_on": "2026-11-01"},
        "01",
        {"01": "next 2026-11-20"},
        notes={"01": "safe_day_passed"},
        last={"01": "2026-11-22"},
    ),
    Situation(
        "form-the-21st-day-was-yesterday",
        {**NORMAL, "certificate_handed_on": "2026-10-31"},
        "",
        {"01": "passed 2026-11-20"},
    ),
    Situation(
        "form-sent",
        {**NORMAL, "certificate_handed_on": "2026-10-31", "form_sent_on": "2026-11-12"},
        "",
        {"01": "done 2026-11-20"},
    ),
    Situation(
        "form-date-written-earlier",
        {**NORMAL, "certificate_handed_on": "2026-11-16", "form_limit_on": "2026-11-30"},
        "01",
        {"01": "next 2026-11-30"},
    ),
    Situation(
        "form-on-la-reunion",
        {
            "track": "normal",
            "territory": "reunion",
            "certificate_handed_on": "2027-11-29",
        },
        "01",
        {"01": "next 2027-12-17"},
        today="2027-12-01",
    ),
    Situation(
        "form-in-mayotte",
        {"track": "normal", "territory": "mayotte", "certificate_handed_on": "2026-11-20"},
        "02",
        {"02": "next 2026-11-27"},
        "01",
    ),
    Situation(
        "accelerated-in-guyane",
        {"track": "accelerated", "territory": "guyane", "certificate_handed_on": "2026-11-20"},
        "02",
        {"02": "today"},
        "01 14",
        notes={"02": "read_the_paper"},
    ),
    Situation(
        "accelerated-in-guyane-with-the-paper",
        {
            "track": "accelerated",
            "territory": "guyane",
            "certificate_handed_on": "2026-11-20",
            "form_limit_on": "2026-11-27",
        },
        "02",
        {"02": "next 2026-11-27"},
        "01 14",
    ),
    Situation(
        "martinique-waiting",
        {"track": "accelerated", "territory": "martinique", "lodged_on": "2026-11-16"},
        "",
        {"02": "done"},
        "01 13 14",
    ),
    # Hub, detention, minor.
    Situation(
        "hub-convocation-on-a-saturday",
        {"track": "hub", "form_limit_on": "2026-12-05"},
        "03",
        {"03": "next 2026-12-05"},
        "01 02",
    ),
    Situation(
        "hub-convocation-on-good-friday",
        {"track": "hub", "form_limit_on": "2027-03-26"},
        "03",
        {"03": "next 2027-03-26"},
        "01",
        today="2027-03-20",
    ),
    Situation("hub-without-a-day", {"track": "hub"}, "", {"03": "in_words"}, "01 02"),
    Situation(
        "hub-registered-without-a-day",
        {"track": "hub", "registered_on": "2026-11-18"},
        "03",
        {"03": "today", "16": "next 2027-01-18"},
        "01 02",
    ),
    Situation(
        "hub-convocation-yesterday",
        {"track": "hub", "form_limit_on": "2026-11-21"},
        "",
        {"03": "passed 2026-11-21"},
    ),
    Situation(
        "hub-convocation-today",
        {"track": "hub", "form_limit_on": "2026-11-22"},
        "03",
        {"03": "next 2026-11-22"},
    ),
    Situation(
        "detained",
        {"track": "detention"},
        "04",
        {"04": "today"},
        "01 02 06",
        notes={"04": "ask_association_of_the_centre"},
    ),
    Situation(
        "detained-with-a-certificate",
        {"track": "detention", "certificate_handed_on": "2026-11-20", "territory": "mainland"},
        "04",
        {"04": "today"},
        "01",
    ),
    Situation(
        "detained-interview-in-two-days",
        {"track": "detention", "interview_on": "2026-11-24"},
        "interview",
        {"08": "today", "20": "in_words", "21": "in_words"},
    ),
    Situation(
        "detained-transfer-decision",
        {"track": "detention", "transfer_notified_on": "2026-11-21"},
        "04",
        {"18": "today"},
        notes={"18": "hours_48"},
    ),
    Situation(
        "minor-form",
        {"track": "minor", "territory": "mainland", "certificate_handed_on": "2026-11-16"},
        "01",
        {"01": "next 2026-12-07"},
    ),
    Situation(
        "minor-waiting",
        {
            "track": "minor",
            "territory": "mainland",
            "lodged_on": "2026-08-03",
            "registered_on": "2026-07-15",
        },
        "",
        {"01": "done", "13": "expected 2027-02-03"},
        "14 15 16",
    ),
    # Dublin.
    Situation("dublin-waiting", DUBLIN, "", {}, "01 02 05 06 10 11 13 15 16 18"),
    Situation(
        "dublin-transfer-yesterday",
        {**DUBLIN, "transfer_notified_on": "2026-11-21"},
        "18",
        {"18": "next 2026-11-27"},
        "01 11",
        notes={"18": "hours_48_if_detained"},
        last={"18": "2026-11-28"},
    ),
    Situation(
        "dublin-transfer-in-detention",
        {**DUBLIN, "transfer_notified_on": "2026-11-21", "held": "detention"},
        "18",
        {"18": "today"},
        notes={"18": "hours_48"},
    ),
    Situation(
        "dublin-transfer-with-a-date",
        {
            **DUBLIN,
            "transfer_notified_on": "2026-11-21",
            "transfer_limit_on": "2026-11-24",
            "held": "detention",
        },
        "18",
        {"18": "next 2026-11-24"},
    ),
    Situation(
        "dublin-transfer-a-month-ago",
        {**DUBLIN, "transfer_notified_on": "2026-10-20"},
        "",
        {"18": "passed 2026-10-27"},
    ),
    Situation(
        "dublin-after-an-earlier-claim",
        {**DUBLIN, "lodged_on": "2026-08-03", "interview_on": "2026-12-10"},
        "interview",
        {},
        "01 08 13 15 20 21",
    ),
    # Again.
    Situation(
        "reexamination-registered",
        {"track": "reexamination", "territory": "mainland", "registered_on": "2026-11-16"},
        "06",
        {"06": "next 2026-11-24"},
        "01 07 16",
    ),
    Situation(
        "reexamination-not-yet-registered",
        {"track": "reexamination"},
        "",
        {"06": "in_words"},
        "01 07",
    ),
    Situation(
        "reexamination-papers-missing",
        {
            "track": "reexamination",
            "territory": "mainland",
            "registered_on": "2026-11-02",
            "form_sent_on": "2026-11-09",
            "request_received_on": "2026-11-19",
        },
        "05",
        {"05": "next 2026-11-23", "06": "done 2026-11-10"},
    ),
    Situation(
        "reopening-registered-on-a-friday",
        {"track": "reopening", "territory": "mainland", "registered_on": "2026-11-20"},
        "06",
        {"06": "next 2026-11-27"},
        "01",
        last={"06": "2026-11-28"},
    ),
    # The file is not complete.
    Situation(
        "papers-missing",
        {
            **NORMAL,
            "certificate_handed_on": "2026-10-20",
            "form_sent_on": "2026-11-06",
            "request_received_on": "2026-11-16",
        },
        "05",
        {"05": "next 2026-11-24", "01": "done 2026-11-10"},
    ),
    Situation(
        "papers-missing-so-the-form-has-arrived",
        {**NORMAL, "certificate_handed_on": "2026-10-20", "request_received_on": "2026-11-16"},
        "05",
        {"05": "next 2026-11-24", "01": "done 2026-11-10"},
    ),
    Situation(
        "papers-missing-nothing-else-known",
        {"request_received_on": "2026-11-20"},
        "05",
        {"05": "next 2026-11-23"},
        notes={"05": "shortest"},
    ),
    Situation(
        "papers-missing-with-a-date",
        {**NORMAL, "request_received_on": "2026-11-16", "completion_limit_on": "2026-11-30"},
        "05",
        {"05": "next 2026-11-30"},
    ),
    Situation(
        "papers-sent",
        {**NORMAL, "request_received_on": "2026-11-02", "completed_on": "2026-11-06"},
        "",
        {"05": "done 2026-11-10"},
    ),
    Situation(
        "papers-eight-days-over",
        {**NORMAL, "form_sent_on": "2026-10-20", "request_received_on": "2026-11-03"},
        "",
        {"05": "passed 2026-11-10"},
        last={"05": "2026-11-11"},
    ),
    # Waiting.
    Situation(
        "waiting-four-months",
        LODGED,
        "",
        {"13": "expected 2027-02-03", "15": "expected 2027-02-03"},
        "10 11 14",
    ),
    Situation(
        "waiting-eight-months",
        {**NORMAL, "lodged_on": "2026-03-02"},
        "",
        {"13": "expected 2026-09-02", "15": "open 2026-09-02"},
        "14",
    ),
    Situation(
        "waiting-accelerated-longer-than-15-days",
        {**FAST, "lodged_on": "2026-10-01"},
        "",
        {"14": "expected 2026-10-16", "15": "expected 2027-04-01"},
        "13",
    ),
    Situation(
        "other-permit",
        {**NORMAL, "registered_on": "2026-10-05", "form_sent_on": "2026-10-12"},
        "16",
        {"16": "next 2026-12-04"},
    ),
    # The interview.
    Situation(
        "interview-in-three-weeks",
        {**LODGED, "interview_on": "2026-12-10"},
        "08",
        {"08": "next 2026-12-03", "20": "in_words", "21": "in_words"},
        "22",
    ),
    Situation(
        "interview-track-unknown",
        {"interview_on": "2026-12-10"},
        "08",
        {"08": "next 2026-12-03"},
        notes={"08": "shortest"},
    ),
    Situation(
        "interview-accelerated",
        {**FAST, "lodged_on": "2026-11-05", "interview_on": "2026-12-03"},
        "08",
        {"08": "next 2026-11-27"},
        notes={"08": "moved_to_working_day"},
    ),
    Situation(
        "interview-tomorrow",
        {**LODGED, "interview_on": "2026-11-23"},
        "interview",
        {"08": "passed 2026-11-16", "20": "in_words", "21": "in_words"},
    ),
    Situation(
        "interview-today",
        {**LODGED, "interview_on": "2026-11-22"},
        "interview",
        {"20": "in_words"},
        "22",
    ),
    Situation(
        "interview-missed-yesterday",
        {**LODGED, "interview_on": "2026-11-21", "interview_missed": True},
        "20",
        {"20": "today"},
        "08 21 22",
    ),
    Situation(
        "interview-missed-in-spring",
        {
            **NORMAL,
            "lodged_on": "2026-01-12",
            "interview_on": "2026-04-15",
            "interview_missed": True,
        },
        "20",
        {"20": "today"},
        "22",
    ),
    Situation(
        "interview-yesterday",
        {**LODGED, "interview_on": "2026-11-21"},
        "",
        {"22": "in_words"},
        "08 20 21",
    ),
    Situation(
        "interview-missed-then-closed-under-the-new-rules",
        {
            **LODGED,
            "interview_on": "2026-10-06",
            "interview_missed": True,
            "decision": "closed",
            "decision_dated_on": "2026-11-12",
        },
        "11-closure",
        {"11-closure": "today"},
        "07 11",
    ),
    # The decision: yes.
    Situation(
        "refugee",
        {**LODGED, "decision": "refugee", "notified_on": "2026-11-10"},
        "",
        {"01": "done"},
        "10 11 12 13 15 19 23",
    ),
    Situation(
        "subsidiary",
        {**LODGED, "decision": "subsidiary", "notified_on": "2026-11-10"},
        "11",
        {"11": "today", "10": "next 2026-11-25"},
        notes={"11": "by_choice"},
    ),
    # The decision: no.
    Situation(
        "refused-letter-not-read",
        BY_POST,
        "11",
        {"11": "today", "10": "next 2026-11-25"},
        notes={"11": "read_the_limit"},
    ),
    Situation(
        "refused-limit-not-found",
        {**BY_POST, "letter_says": "not_found"},
        "11",
        {"11": "today"},
        notes={"11": "limit_not_found"},
    ),
    Situation(
        "refused-one-month",
        MONTH,
        "10",
        {"10": "next 2026-11-25", "11": "later 2026-12-10"},
        last={"11": "2026-12-11"},
    ),
    Situation(
        "refused-15-days",
        {**BY_POST, "letter_says": "days", "appeal_days": 15},
        "10",
        {"10": "next 2026-11-25", "11": "next 2026-11-25"},
    ),
    Situation(
        "refused-7-days",
        {**BY_POST, "notified_on": "2026-11-16", "letter_says": "days", "appeal_days": 7},
        "10",
        {"10": "next 2026-11-23", "11": "next 2026-11-23"},
        notes={"10": "before_the_appeal"},
    ),
    Situation(
        "refused-10-days-ending-on-a-sunday",
        {**BY_POST, "notified_on": "2026-11-12", "letter_says": "days", "appeal_days": 10},
        "10",
        {"11": "next 2026-11-20"},
        notes={"11": "safe_day_passed"},
        last={"11": "2026-11-22"},
    ),
    Situation(
        "refused-date-on-the-letter",
        {**BY_POST, "letter_says": "date", "appeal_limit_on": "2026-12-01"},
        "10",
        {"10": "next 2026-11-25", "11": "later 2026-12-01"},
    ),
    Situation(
        "refused-date-and-a-month",
        {**MONTH, "appeal_limit_on": "2026-11-24"},
        "10",
        {"10": "next 2026-11-24", "11": "next 2026-11-24"},
    ),
    Situation(
        "refused-date-on-a-saturday",
        {**BY_POST, "appeal_limit_on": "2026-11-28"},
        "10",
        {"11": "later 2026-11-27"},
        last={"11": "2026-11-28"},
    ),
    Situation(
        "refused-one-month-on-31-january",
        {**MONTH, "notified_on": "2027-01-31"},
        "10",
        {"10": "next 2027-02-15", "11": "later 2027-02-26"},
        last={"11": "2027-03-01"},
        today="2027-02-01",
    ),
    Situation(
        "refused-one-month-on-31-january-of-a-leap-year",
        {**MONTH, "notified_on": "2028-01-31"},
        "10",
        {"10": "next 2028-02-15", "11": "later 2028-02-29"},
        last={"11": "2028-03-01"},
        today="2028-02-01",
    ),
    Situation(
        "refused-one-month-at-christmas",
        {**MONTH, "notified_on": "2026-11-25"},
        "10",
        {"10": "next 2026-12-10", "11": "later 2026-12-24"},
        last={"11": "2026-12-28"},
        today="2026-11-26",
    ),
    Situation(
        "refused-in-guadeloupe-has-no-extra-month",
        {**MONTH, "territory": "guadeloupe"},
        "10",
        {"11": "later 2026-12-10", "23": "in_words"},
    ),
    Situation(
        "refused-received-day-not-known",
        {**REFUSED, "decision_dated_on": "2026-11-05", "letter_says": "one_month"},
        "10",
        {"10": "today", "11": "today"},
        notes={"11": "notification_needed"},
    ),
    Situation(
        "refused-in-summer-one-month",
        {**MONTH, "lodged_on": "2026-03-02", "notified_on": "2026-08-03"},
        "",
        {"10": "passed 2026-08-18", "11": "passed 2026-09-03"},
    ),
    Situation(
        "refused-in-summer-letter-not-read",
        {**BY_POST, "lodged_on": "2026-03-02", "notified_on": "2026-08-03"},
        "11",
        {"11": "today"},
        notes={"11": "month_over"},
    ),
    Situation(
        "refused-franc-day-is-today",
        {**MONTH, "notified_on": "2026-10-20"},
        "11",
        {"11": "next 2026-11-20"},
        notes={"11": "safe_day_passed"},
        last={"11": "2026-11-23"},
    ),
    Situation(
        "refused-and-appealed",
        {**MONTH, "appealed_on": "2026-11-19"},
        "10",
        {"11": "done 2026-12-10", "10": "next 2026-11-25"},
    ),
    Situation(
        "inadmissible-reexamination",
        {
            "track": "reexamination",
            "territory": "mainland",
            "lodged_on": "2026-11-02",
            "decision": "inadmissible",
            "notified_on": "2026-11-18",
        },
        "11",
        {"11": "today", "10": "next 2026-12-03", "06": "done"},
        notes={"11": "new_rules_2026"},
    ),
    Situation(
        "cnda-said-no",
        {
            **MONTH,
            "notified_on": "2026-03-10",
            "appealed_on": "2026-03-30",
            "cnda_notified_on": "2026-11-16",
        },
        "19",
        {"19": "next 2027-01-15", "11": "done 2026-04-10"},
    ),
    # The electronic space.
    Situation(
        "space-never-opened",
        {**LODGED, "made_available_on": "2026-11-14"},
        "11",
        {"09": "next 2026-11-29", "10": "later 2026-12-14", "11": "today"},
        notes={"10": "earlier_if_opened", "11": "if_refused"},
    ),
    Situation(
        "space-refusal-never-opened-for-three-weeks",
        {**REFUSED, "made_available_on": "2026-11-01", "letter_says": "one_month"},
        "10",
        {"09": "done 2026-11-16", "10": "next 2026-12-01", "11": "later 2026-12-16"},
        notes={"10": "earlier_if_opened", "11": "earlier_if_opened"},
    ),
    Situation(
        "space-opened-on-day-3",
        {
            **REFUSED,
            "made_available_on": "2026-11-02",
            "opened_on": "2026-11-05",
            "letter_says": "one_month",
        },
        "11",
        {"10": "passed 2026-11-20", "11": "next 2026-12-04"},
        "09",
    ),
    Situation(
        "space-opened-on-day-18",
        {
            **REFUSED,
            "made_available_on": "2026-11-02",
            "opened_on": "2026-11-20",
            "letter_says": "one_month",
        },
        "10",
        {"10": "next 2026-12-02", "11": "later 2026-12-17"},
        "09",
    ),
    Situation(
        "space-opened-made-available-not-known",
        {**REFUSED, "opened_on": "2026-11-18", "letter_says": "one_month"},
        "10",
        {"10": "today", "11": "today"},
        notes={"10": "notification_needed"},
    ),
    # Legal aid.
    Situation(
        "aid-on-day-15",
        {**MONTH, "notified_on": "2026-11-02", "legal_aid_requested_on": "2026-11-17"},
        "",
        {"10": "done 2026-11-17", "12": "expected"},
        "11",
        notes={"12": "suspended"},
    ),
    Situation(
        "aid-on-day-16",
        {**MONTH, "notified_on": "2026-11-02", "legal_aid_requested_on": "2026-11-18"},
        "11",
        {"11": "next 2026-12-02", "12": "expected"},
        notes={"12": "does_not_apply"},
    ),
    Situation(
        "aid-answered",
        {
            **MONTH,
            "notified_on": "2026-10-01",
            "legal_aid_requested_on": "2026-10-11",
            "legal_aid_notified_on": "2026-11-16",
        },
        "12",
        {"12": "next 2026-12-07"},
        "11",
    ),
    Situation(
        "aid-answered-the-lawyer-first",
        {
            **MONTH,
            "notified_on": "2026-10-01",
            "legal_aid_requested_on": "2026-10-16",
            "legal_aid_notified_on": "2026-11-20",
            "legal_aid_lawyer_notified_on": "2026-11-16",
        },
        "12",
        {"12": "next 2026-12-02"},
        "11",
        last={"12": "2026-12-06"},
    ),
    Situation(
        "aid-letter-not-read",
        {**BY_POST, "legal_aid_requested_on": "2026-11-17"},
        "11",
        {"11": "today", "12": "expected"},
        notes={"12": "letter_day_stands"},
    ),
    Situation(
        "aid-letter-says-15-days",
        {
            **BY_POST,
            "letter_says": "days",
            "appeal_days": 15,
            "legal_aid_requested_on": "2026-11-17",
            "legal_aid_notified_on": "2026-11-20",
        },
        "11",
        {"11": "next 2026-11-25", "12": "expected"},
        notes={"12": "letter_day_stands"},
    ),
    Situation(
        "aid-asked-on-the-deemed-day-15",
        {
            **REFUSED,
            "made_available_on": "2026-10-18",
            "letter_says": "one_month",
            "legal_aid_requested_on": "2026-11-17",
        },
        "",
        {"10": "done 2026-11-17", "12": "expected"},
        "11",
    ),
    # Closed files.
    Situation(
        "closed-lodged-11-june",
        {**CLOSED, "lodged_on": "2026-06-11"},
        "07",
        {"07": "next 2027-06-30"},
        "11 11-closure",
    ),
    Situation(
        "closed-lodged-12-june",
        {**CLOSED, "lodged_on": "2026-06-12"},
        "11-closure",
        {"11-closure": "today"},
        "07 11",
    ),
    Situation(
        "closed-lodged-12-june-with-a-date",
        {**CLOSED, "lodged_on": "2026-06-12", "appeal_limit_on": "2026-11-25"},
        "11-closure",
        {"11-closure": "next 2026-11-25"},
        "07",
    ),
    Situation(
        "closed-lodging-not-known",
        CLOSED,
        "07",
        {"07": "today", "11-closure": "today"},
        "11",
    ),
    Situation(
        "closed-last-winter-lodging-not-known",
        {**CLOSED, "decision_dated_on": "2026-03-10"},
        "07",
        {"07": "today"},
        "11 11-closure",
    ),
    Situation(
        "closed-nothing-else-known",
        {"decision": "closed"},
        "07",
        {"07": "today", "11-closure": "today"},
        "11",
    ),
    Situation(
        "closed-in-spring-of-last-year",
        {**CLOSED, "lodged_on": "2025-01-13", "decision_dated_on": "2025-05-31"},
        "",
        {"07": "passed 2026-02-27"},
        "11 11-closure",
    ),
    # The prefecture, OFII.
    Situation(
        "order-to-leave",
        {**NORMAL, "oqtf_notified_on": "2026-11-20"},
        "17",
        {"17": "today"},
        notes={"17": "say_if_held"},
    ),
    Situation(
        "order-to-leave-free",
        {**NORMAL, "oqtf_notified_on": "2026-11-20", "held": "free"},
        "17",
        {"17": "next 2026-12-18"},
        notes={"17": "if_free"},
    ),
    Situation(
        "order-to-leave-house-arrest",
        {**NORMAL, "oqtf_notified_on": "2026-11-20", "held": "house_arrest"},
        "17",
        {"17": "today"},
        notes={"17": "days_7"},
    ),
    Situation(
        "order-to-leave-with-a-date",
        {
            **NORMAL,
            "oqtf_notified_on": "2026-11-20",
            "oqtf_limit_on": "2026-11-27",
            "held": "free",
        },
        "17",
        {"17": "next 2026-11-27"},
    ),
    Situation(
        "housing-refused",
        {**NORMAL, "reception_refused_on": "2026-11-16"},
        "18-reception",
        {"18-reception": "next 2026-11-23"},
    ),
    # Dates that contradict each other.
    Situation(
        "contradiction-three-days-of-notification",
        {
            **MONTH,
            "made_available_on": "2026-11-01",
            "opened_on": "2026-11-20",
        },
        "10",
        {"10": "next 2026-11-25", "11": "later 2026-12-10"},
    ),
    Situation(
        "contradiction-opened-before-it-was-there",
        {
            **REFUSED,
            "made_available_on": "2026-11-10",
            "opened_on": "2026-11-09",
            "letter_says": "one_month",
        },
        "10",
        {"10": "next 2026-11-24", "11": "later 2026-12-09"},
    ),
    Situation(
        "contradiction-limit-before-the-decision",
        {**BY_POST, "appeal_limit_on": "2026-11-03"},
        "10",
        {"10": "next 2026-11-03", "11": "passed 2026-11-03"},
        last={"10": "2026-11-25"},
    ),
    Situation(
        "contradiction-aid-asked-before-the-decision",
        {**MONTH, "legal_aid_requested_on": "2026-11-05"},
        "11",
        {"11": "next 2026-12-10", "12": "expected"},
        notes={"12": "does_not_apply"},
    ),
    Situation(
        "contradiction-aid-answered-before-it-was-asked",
        {
            **MONTH,
            "legal_aid_requested_on": "2026-11-17",
            "legal_aid_notified_on": "2026-11-12",
        },
        "11",
        {"11": "next 2026-12-10", "12": "expected"},
    ),
    Situation(
        "contradiction-the-lawyer-answered-before-it-was-asked",
        {
            **MONTH,
            "legal_aid_requested_on": "2026-11-12",
            "legal_aid_notified_on": "2026-11-20",
            "legal_aid_lawyer_notified_on": "2026-11-02",
        },
        "11",
        {"11": "next 2026-12-10", "12": "expected"},
    ),
    Situation(
        "contradiction-lodged-after-the-closure",
        {**CLOSED, "lodged_on": "2026-10-20"},
        "11-closure",
        {"11-closure": "today"},
        "07",
    ),
]
NAMES = [one.name for one in SITUATIONS]
LIMITS = {
    **dict.fromkeys(("01", "02", "03", "04", "06"), "form_limit_on"),
    **dict.fromkeys(("11", "11-closure"), "appeal_limit_on"),
    "05": "completion_limit_on",
    "17": "oqtf_limit_on",
    "18": "transfer_limit_on",
    "18-reception": "reception_limit_on",
}
AFTER_ITS_DAY = {
    "fr": ("trop tard", "expiré", "perdu", "forclos", "irrecevable", "plus possible"),
    "en": ("too late", "expired", "lost", "no longer possible"),
}


def made(situation: Situation) -> Plan:
    return plan(plan_facts(situation.told), date.fromisoformat(situation.today))


def number(row: Row) -> str:
    return row.key.removeprefix("OFPRA-DL-")


def as_told(row: Row) -> str:
    day = row.deadline.safe_on
    return row.state.value if day is None else f"{row.state.value} {day}"


def seen_first(found: Plan) -> str:
    """The top of the page: a day before the interview, the interview, then what is next."""
    interview = found.interview_ahead
    days = [row.deadline.safe_on for row in found.now]
    if interview and not any(day is not None and day < interview for day in days):
        return "interview"
    if interview:
        return next(number(row) for row, day in zip(found.now, days, strict=True) if day)
    return number(found.now[0]) if found.now else ""


@pytest.mark.parametrize("situation", SITUATIONS, ids=NAMES)
def test_a_second_reader_sees_the_same_first(situation):
    assert seen_first(made(situation)) == situation.first


@pytest.mark.parametrize("situation", SITUATIONS, ids=NAMES)
def test_a_second_reader_finds_the_same_rows(situation):
    rows = {number(row): row for row in made(situation).rows}

    assert {key: as_told(rows[key]) for key in situation.rows if key in rows} == situation.rows
    assert not set(situation.absent.split()) & set(rows)
    for key, note in situation.notes.items():
        assert note in rows[key].deadline.notes
    for key, last in situation.last.items():
        assert str(rows[key].deadline.never_later_than) == last


@pytest.mark.parametrize("situation", SITUATIONS, ids=NAMES)
def test_the_day_on_the_letter_wins(situation):
    for row in made(situation).rows:
        limit = situation.told.get(LIMITS.get(number(row), ""))

        assert row.is_from_letter is (limit is not None)
        if limit is not None:
            assert str(row.written_on) == limit
            assert str(row.deadline.safe_on) <= limit


@pytest.mark.parametrize("situation", SITUATIONS, ids=NAMES)
def test_what_is_not_verified_has_no_day(situation):
    found = made(situation)

    for row in found.rows:
        if number(row) in ("21", "22", "23"):
            assert row.deadline.kind is Kind.UNVERIFIED
        if number(row) in ("04", "20", "21", "22", "23") and not row.is_from_letter:
            assert (row.deadline.safe_on, row.deadline.passed) == (None, False)
    assert not {"OFPRA-DL-20", "OFPRA-DL-21", "OFPRA-DL-22", "OFPRA-DL-23"} & {
        entry.key for entry in found.entries
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", sorted(AFTER_ITS_DAY))
@pytest.mark.parametrize("situation", SITUATIONS, ids=NAMES)
def test_nobody_is_told_that_it_is_too_late(situation, language):
    snapshot = content.current()

    for row in made(situation).rows:
        slugs = [*row.about, *row.notes]
        if row.state is State.PASSED:
            assert f"{row.slug}.missed" in slugs  # what can still be done
        for slug in slugs:
            said = snapshot.text(slug, language).plain.casefold()
            assert said
            assert not [word for word in AFTER_ITS_DAY[language] if word in said]


@pytest.mark.parametrize(
    ("name", "doubts"),
    [
        ("contradiction-three-days-of-notification", []),
        ("contradiction-opened-before-it-was-there", ["opened_on-order-made_available_on"]),
        ("contradiction-limit-before-the-decision", ["appeal_limit_on-order-notified_on"]),
        (
            "contradiction-aid-asked-before-the-decision",
            ["legal_aid_requested_on-order-notified_on"],
        ),
        (
            "contradiction-aid-answered-before-it-was-asked",
            ["legal_aid_notified_on-order-legal_aid_requested_on"],
        ),
        ("contradiction-lodged-after-the-closure", ["decision_dated_on-order-lodged_on"]),
    ],
)
def test_dates_that_contradict_each_other_are_shown_again(name, doubts):
    (situation,) = (one for one in SITUATIONS if one.name == name)
    found = contradictions(plan_facts(situation.told), date.fromisoformat(situation.today))

    assert [one.name for one in found] == doubts
