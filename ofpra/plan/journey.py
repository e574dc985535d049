"""The steps of the asylum claim: done, next or later; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ofpra.plan.facts import Decision, PlanFacts, Track, notification
from ofpra.plan.rows import State

JOURNEY = ("registration", "form", "letter", "summons", "interview", "decision", "appeal")
DUBLIN_JOURNEY = ("registration", "transfer")


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One step of the journey: done, next or later, and the day it happened or will."""

    name: str
    state: State
    on: date | None = None


def steps(facts: PlanFacts, today: date) -> tuple[Step, ...]:
    """The journey: what is done, the first that is not, and the rest."""
    if facts.track is Track.DUBLIN:
        on = {
            "registration": facts.registered_on,
            "transfer": facts.transfer_notified_on,
        }
        done = {name for name, day in on.items() if day is not None}
        return _in_order(DUBLIN_JOURNEY, on, done)
    on = {
        "registration": facts.registered_on or facts.certificate_handed_on,
        "form": facts.form_sent_on,
        "letter": facts.lodged_on,
        "summons": None,
        "interview": facts.interview_on,
        "decision": notification(facts) or facts.decision_dated_on,
        "appeal": facts.appealed_on,
    }
    done = {name for name, day in on.items() if day is not None}
    if facts.interview_on is not None:
        done.add("summons")
        if facts.interview_on >= today or facts.interview_missed:
            done.discard("interview")
    if facts.made_available_on is not None and (on["decision"] or today) > today:
        done.discard("decision")
    if facts.decision is not None or facts.opened_on is not None:
        done.add("decision")
    if facts.request_received_on is not None:
        done.add("form")
    if facts.cnda_notified_on is not None:
        done.add("appeal")
    journey: tuple[str, ...] = JOURNEY
    if facts.decision in (Decision.REFUGEE, Decision.CLOSED):
        journey = JOURNEY[:-1]
    return _in_order(journey, on, done)


def _in_order(
    journey: Iterable[str], on: Mapping[str, date | None], done: set[str]
) -> tuple[Step, ...]:
    """A step is also done when a later one is."""
    names = tuple(journey)
    reached = max((names.index(name) for name in done if name in names), default=-1)
    states = {
        name: State.DONE
        if index <= reached
        else State.NEXT
        if index == reached + 1
        else State.LATER
        for index, name in enumerate(names)
    }
    return tuple(Step(name, state, on[name]) for name, state in states.items())
