"""Which facts are asked, and when one cannot matter; pure."""

from collections.abc import Mapping
from datetime import date

from ofpra.plan.facts import Decision, PlanFacts, Track

FIRST_CLAIM = (Track.NORMAL, Track.ACCELERATED, Track.MINOR)

GROUPS: Mapping[str, tuple[str, ...]] = {
    "registration": ("territory", "registered_on", "certificate_handed_on"),
    "form": (
        "form_limit_on",
        "form_sent_on",
        "request_received_on",
        "completion_limit_on",
        "completed_on",
        "lodged_on",
    ),
    "interview": ("interview_on", "interview_missed"),
    "decision": (
        "decision",
        "decision_dated_on",
        "notified_on",
        "made_available_on",
        "opened_on",
        "letter_says",
        "appeal_days",
        "appeal_limit_on",
    ),
    "appeal": (
        "legal_aid_requested_on",
        "legal_aid_notified_on",
        "legal_aid_lawyer_notified_on",
        "appealed_on",
        "cnda_notified_on",
    ),
    "transfer": ("transfer_notified_on", "transfer_limit_on"),
    "others": (
        "held",
        "oqtf_notified_on",
        "oqtf_limit_on",
        "reception_refused_on",
        "reception_limit_on",
    ),
}
"""What is asked besides the track, in order."""


def asked(facts: PlanFacts, today: date) -> dict[str, tuple[str, ...]]:
    """The names to ask for, by group: those that can matter for this track and decision.

    Nothing disappears that the person has already told.
    """
    found = {}
    for group, names in GROUPS.items():
        kept = tuple(
            name
            for name in names
            if _matters(name, group, facts, today) or getattr(facts, name) is not None
        )
        if kept:
            found[group] = kept
    return found


def _matters(name: str, group: str, facts: PlanFacts, today: date) -> bool:
    track = facts.track
    if track is Track.DUBLIN:
        return group == "transfer" or name == "registered_on" or group == "others"
    match name:
        case "territory":
            return track not in (Track.HUB, Track.DETENTION)
        case "registered_on":
            return track not in (Track.MINOR, Track.DETENTION)
        case "certificate_handed_on":
            return track is None or track in FIRST_CLAIM
        case "form_sent_on":
            return track is not Track.HUB
        case "interview_missed":
            return facts.interview_on is not None and facts.interview_on <= today
        case "letter_says" | "appeal_days":
            return facts.decision not in (Decision.REFUGEE, Decision.CLOSED)
        case "appeal_limit_on":
            return facts.decision is not Decision.REFUGEE
    if group == "appeal":
        return facts.decision not in (Decision.REFUGEE, Decision.CLOSED)
    return group != "transfer" or track is None
