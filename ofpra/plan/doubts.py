"""Dates that do not go together, to be looked at again and never refused; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guide.deadlines import add_days
from ofpra.plan.facts import AGAIN, FACT_NAMES, PlanFacts


class Oddity(StrEnum):
    ORDER = "order"  # the first usually comes before the second
    FAR = "far"  # surprisingly far ahead
    OLD = "old"  # surprisingly long ago


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction:
    """Something to look at again: `field`, beside which it is said, and the `other` fact."""

    field: str
    oddity: Oddity
    other: str = ""

    @property
    def name(self) -> str:
        return "-".join(part for part in (self.field, self.oddity.value, self.other) if part)


BEFORE = (
    ("registered_on", "certificate_handed_on"),
    ("certificate_handed_on", "form_sent_on"),
    ("certificate_handed_on", "lodged_on"),
    ("certificate_handed_on", "form_limit_on"),
    ("registered_on", "form_sent_on"),
    ("registered_on", "lodged_on"),
    ("registered_on", "form_limit_on"),
    ("form_sent_on", "lodged_on"),
    ("request_received_on", "completion_limit_on"),
    ("request_received_on", "completed_on"),
    ("certificate_handed_on", "interview_on"),
    ("lodged_on", "interview_on"),
    ("lodged_on", "decision_dated_on"),
    ("lodged_on", "made_available_on"),
    ("lodged_on", "notified_on"),
    ("interview_on", "decision_dated_on"),
    ("interview_on", "made_available_on"),
    ("interview_on", "notified_on"),
    ("decision_dated_on", "made_available_on"),
    ("decision_dated_on", "notified_on"),
    ("made_available_on", "opened_on"),
    ("notified_on", "appeal_limit_on"),
    ("opened_on", "appeal_limit_on"),
    ("decision_dated_on", "appeal_limit_on"),
    ("notified_on", "legal_aid_requested_on"),
    ("decision_dated_on", "legal_aid_requested_on"),
    ("legal_aid_requested_on", "legal_aid_notified_on"),
    ("legal_aid_requested_on", "legal_aid_lawyer_notified_on"),
    ("notified_on", "appealed_on"),
    ("decision_dated_on", "appealed_on"),
    ("appealed_on", "cnda_notified_on"),
    ("notified_on", "cnda_notified_on"),
    ("oqtf_notified_on", "oqtf_limit_on"),
    ("transfer_notified_on", "transfer_limit_on"),
    ("reception_refused_on", "reception_limit_on"),
)
"""The first is usually not after the second."""
NEW_REGISTRATION = ("form_sent_on", "lodged_on")
"""With a new registration, these may be those of the earlier claim."""

MAY_BE_FUTURE = (
    "form_limit_on",
    "completion_limit_on",
    "interview_on",
    "appeal_limit_on",
    "oqtf_limit_on",
    "transfer_limit_on",
    "reception_limit_on",
)
FAR_LIMIT = 100  # days ahead: no limit on a letter is so far
FAR_INTERVIEW = 730  # days
OLD = 15 * 365  # days ago


def contradictions(facts: PlanFacts, today: date) -> tuple[Contradiction, ...]:
    """What is surprising, never what is impossible: a person may confirm each."""
    found = []
    for first, second in BEFORE:
        if facts.track in AGAIN and first == "registered_on" and second in NEW_REGISTRATION:
            continue
        one, two = getattr(facts, first), getattr(facts, second)
        if one is not None and two is not None and two < one:
            found.append(Contradiction(second, Oddity.ORDER, first))
    for name in FACT_NAMES:
        day = getattr(facts, name)
        if not isinstance(day, date):
            continue
        most = FAR_INTERVIEW if name == "interview_on" else FAR_LIMIT
        if day > add_days(today, most):
            found.append(Contradiction(name, Oddity.FAR))
        if day < add_days(today, -OLD):
            found.append(Contradiction(name, Oddity.OLD))
    return tuple(found)
