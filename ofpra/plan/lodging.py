"""The days of the form, and of what OFPRA asks to complete it; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guide.deadlines import AsylumProcedure, Deadline, DeadlineFacts, Kind, Territory, settle
from guide.holidays import working_day_before
from ofpra.plan.facts import AGAIN, PlanFacts, Track, has_decision
from ofpra.plan.rows import Found, State, done_if, unless_dated, without_day
from ofpra.procedure import RULES, SEVEN_DAYS, compute


def lodging_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    is_lodged = facts.lodged_on or facts.interview_on or has_decision(facts)
    done = done_if(facts.form_sent_on or facts.request_received_on or is_lodged)
    rule = _form_rule(facts)
    form = _form(rule, facts, today)
    is_begun = facts.certificate_handed_on or facts.registered_on or rule == "OFPRA-DL-04"
    state = unless_dated(State.TODAY, form) if is_begun else None
    letters = ("LET-14",) if form.passed and done is None else ()
    yield Found(rule, form, "form", done or state, "form_limit_on", letters)

    if facts.request_received_on is None and facts.completion_limit_on is None:
        return
    received = facts.request_received_on
    answered = (
        facts.completed_on
        or facts.interview_on
        or has_decision(facts)
        or (facts.lodged_on and received and facts.lodged_on >= received)
    )
    completion = _completion(facts, today)
    yield Found(
        "OFPRA-DL-05", completion, "form", done_if(answered), "completion_limit_on", ("LET-07",)
    )


def _form_rule(facts: PlanFacts) -> str:
    match facts.track:
        case Track.HUB:
            return "OFPRA-DL-03"
        case Track.DETENTION:
            return "OFPRA-DL-04"
        case Track.REEXAMINATION | Track.REOPENING:
            return "OFPRA-DL-06"
        case Track.NORMAL | Track.ACCELERATED | Track.MINOR if facts.territory in SEVEN_DAYS:
            return "OFPRA-DL-02"
    return "OFPRA-DL-01"


def _form(rule: str, facts: PlanFacts, today: date) -> Deadline:
    told = DeadlineFacts(
        certificate_handed_on=facts.certificate_handed_on,
        registered_on=facts.registered_on,
        territory=facts.territory,
        limit_on_letter=facts.form_limit_on,
    )
    if facts.form_limit_on is None and facts.track is None:
        return without_day(rule, told, today, "say_the_track")
    found = compute(rule, told, today)
    if found.safe_on is None and rule == "OFPRA-DL-02":
        read = "read_the_paper" if facts.territory is not Territory.MAYOTTE else "in_person"
        return replace(found, notes=(read,))
    return found


def _completion(facts: PlanFacts, today: date) -> Deadline:
    """8, 4 or 3 days; the shortest that may apply while the track or the place is unknown."""
    told = DeadlineFacts(
        request_received_on=facts.request_received_on,
        limit_on_letter=facts.completion_limit_on,
        territory=facts.territory or Territory.MAYOTTE,
        procedure=AsylumProcedure.REEXAMINATION
        if facts.track in (None, Track.HUB, *AGAIN)
        else AsylumProcedure.NORMAL,
    )
    if facts.track is Track.DETENTION:
        told = replace(told, request_received_on=None)
    if facts.track is Track.HUB and facts.territory is None:
        told = replace(told, territory=Territory.MAINLAND)
    if facts.territory is None:  # whatever holidays the place has
        found = settle(RULES["OFPRA-DL-05"], told, today, working_day_before)
    else:
        found = compute("OFPRA-DL-05", told, today)
    unsure = facts.track in (None, Track.HUB) or facts.territory is None
    if found.kind is Kind.COMPUTED and unsure:
        return replace(found, notes=(*found.notes, "shortest"))
    return found
