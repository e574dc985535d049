"""The letters of the prefecture and of OFII: transfer, reception refused, order to leave; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from guide.deadlines import Deadline, DeadlineFacts, Kind, Term, add_months
from ofpra.plan.facts import Held, PlanFacts, Track
from ofpra.plan.rows import Found, State, unless_dated, with_term, without_day
from ofpra.procedure import APPEAL, PACT, compute

SHORT_LIMITS: Mapping[Held | None, str] = {Held.DETENTION: "hours_48", Held.HOUSE_ARREST: "days_7"}
"""What is said in place of a day."""


def other_letter_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    if facts.transfer_notified_on or facts.transfer_limit_on:
        transfer = _transfer(facts, today)
        yield _row("OFPRA-DL-18", transfer, "transfer", "transfer_limit_on")
    if facts.reception_refused_on or facts.reception_limit_on:
        told = DeadlineFacts(
            notified_on=facts.reception_refused_on, limit_on_letter=facts.reception_limit_on
        )
        reception = compute("OFPRA-DL-18", told, today)
        yield _row("OFPRA-DL-18-reception", reception, "", "reception_limit_on")
    if facts.oqtf_notified_on or facts.oqtf_limit_on:
        yield _row("OFPRA-DL-17", _order_to_leave(facts, today), "", "oqtf_limit_on")


def _row(key: str, found: Deadline, step: str, limit: str) -> Found:
    return Found(key, found, step, unless_dated(State.TODAY, found), limit)


def _transfer(facts: PlanFacts, today: date) -> Deadline:
    told = DeadlineFacts(
        notified_on=facts.transfer_notified_on, limit_on_letter=facts.transfer_limit_on
    )
    if _held(facts) is Held.DETENTION:
        return without_day("OFPRA-DL-18", told, today, "hours_48")
    found = compute("OFPRA-DL-18", told, today)
    if found.kind is Kind.COMPUTED and facts.held is None:
        return replace(found, notes=(*found.notes, "hours_48_if_detained"))
    return found


def _order_to_leave(facts: PlanFacts, today: date) -> Deadline:
    notified = facts.oqtf_notified_on
    told = DeadlineFacts(notified_on=notified, limit_on_letter=facts.oqtf_limit_on)
    held = _held(facts)
    if held is Held.FREE and notified is not None:
        month = Term(add_months(notified, APPEAL), notified)
        notes = ("letter_first", "if_free", PACT)
        return with_term("OFPRA-DL-17", month, told, today, *notes)
    return without_day("OFPRA-DL-17", told, today, SHORT_LIMITS.get(held, "say_if_held"))


def _held(facts: PlanFacts) -> Held | None:
    if facts.held is None and facts.track is Track.DETENTION:
        return Held.DETENTION
    return facts.held
