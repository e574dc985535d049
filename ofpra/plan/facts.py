"""What a person tells of the asylum claim, and what the notification amounts to; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from guide.deadlines import Territory, UnusableFactError, add_days, exact_day
from ofpra.procedure import UNREAD

MOST_DAYS = 60
"""No letter gives more days than this for an appeal; more is a slip of the pen."""


class Track(StrEnum):
    """How the claim is handled; None: unknown."""

    NORMAL = "normal"
    ACCELERATED = "accelerated"
    DUBLIN = "dublin"
    HUB = "hub"
    DETENTION = "detention"
    MINOR = "minor"
    REEXAMINATION = "reexamination"
    REOPENING = "reopening"


AGAIN = (Track.REEXAMINATION, Track.REOPENING)


class Decision(StrEnum):
    REFUGEE = "refugee"
    SUBSIDIARY = "subsidiary"
    REFUSAL = "refusal"
    INADMISSIBLE = "inadmissible"
    CLOSED = "closed"


class LetterSays(StrEnum):
    """What the decision says about the time to appeal."""

    ONE_MONTH = "one_month"
    DAYS = "days"
    DATE = "date"
    NOT_FOUND = "not_found"


class Held(StrEnum):
    FREE = "free"
    HOUSE_ARREST = "house_arrest"  # or in prison: the same seven days
    DETENTION = "detention"


@dataclass(frozen=True, slots=True, repr=False)
class PlanFacts:
    """What the person told, each its own part; the names are those of the stored dates.

    Those that `guide.deadlines.DeadlineFacts` also has mean the same there, and are about the
    decision of OFPRA: the letters of others have their own names. `…_limit_on` is the last day
    written on a letter, and always wins over what is computed.
    """

    track: Track | None = None
    territory: Territory | None = None
    registered_on: date | None = None
    certificate_handed_on: date | None = None
    form_limit_on: date | None = None  # of the form, or the day of the convocation at a hub
    form_sent_on: date | None = None
    request_received_on: date | None = None
    completion_limit_on: date | None = None
    completed_on: date | None = None
    lodged_on: date | None = None
    interview_on: date | None = None
    interview_missed: bool | None = None
    decision: Decision | None = None
    decision_dated_on: date | None = None
    notified_on: date | None = None
    made_available_on: date | None = None
    opened_on: date | None = None
    letter_says: LetterSays | None = None
    appeal_days: int | None = None
    appeal_limit_on: date | None = None
    legal_aid_requested_on: date | None = None
    legal_aid_notified_on: date | None = None
    legal_aid_lawyer_notified_on: date | None = None
    appealed_on: date | None = None
    cnda_notified_on: date | None = None
    held: Held | None = None
    oqtf_notified_on: date | None = None
    oqtf_limit_on: date | None = None
    transfer_notified_on: date | None = None
    transfer_limit_on: date | None = None
    reception_refused_on: date | None = None
    reception_limit_on: date | None = None


FACT_NAMES = tuple(field.name for field in fields(PlanFacts))
CHOICES: Mapping[str, type[StrEnum]] = {
    "track": Track,
    "territory": Territory,
    "decision": Decision,
    "letter_says": LetterSays,
    "held": Held,
}


def plan_facts(told: Mapping[str, object]) -> PlanFacts:
    """Facts from stored answers. A name nobody knows or an unusable value raises
    `UnusableFactError`."""
    return PlanFacts(
        **{name: _fact(name, value) for name, value in told.items() if value is not None}  # type: ignore[arg-type]
    )


def stored_facts(told: Mapping[str, object] | None) -> PlanFacts:
    """The same for a page: what cannot be read counts as not told."""
    usable = {}
    for name, value in (told or {}).items():
        try:
            usable[name] = _fact(name, value)
        except UnusableFactError:
            continue
    return PlanFacts(**usable)  # type: ignore[arg-type]


def _fact(name: str, value: object) -> object:
    if name not in FACT_NAMES:
        raise UnusableFactError(name, "no such fact")
    if value is None:
        return None
    if name in CHOICES:
        if not isinstance(value, str) or value not in list(CHOICES[name]):
            raise UnusableFactError(name, "expected one of: " + ", ".join(CHOICES[name]))
        return CHOICES[name](value)
    if name == "interview_missed":
        if not isinstance(value, bool):
            raise UnusableFactError(name, "expected true or false")
        return value
    if name == "appeal_days":
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_DAYS:
            raise UnusableFactError(name, f"expected a number from 1 to {MOST_DAYS}")
        return value
    return exact_day(name, value)


def has_decision(facts: PlanFacts) -> bool:
    return any((facts.decision, facts.decision_dated_on, notification(facts), facts.appealed_on))


def notification(facts: PlanFacts) -> date | None:
    """The day OFPRA's decision counts as notified; None when that cannot be said.

    The earliest of the day the person gave, the opening, and 15 days after it was made available.
    """
    days = [day for day in (facts.notified_on,) if day is not None]
    if facts.made_available_on is not None:
        days.append(add_days(facts.made_available_on, UNREAD))
    if days and facts.opened_on is not None:
        days.append(facts.opened_on)
    return min(days, default=None)
