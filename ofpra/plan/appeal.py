"""The appeal to the CNDA and the legal aid for it, counted as `ofpra.plan` says; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guide.deadlines import Deadline, DeadlineFacts, Kind, Term, Territory, add_days, add_months
from ofpra.plan.facts import Decision, LetterSays, PlanFacts, notification
from ofpra.plan.rows import (
    Found,
    State,
    done_if,
    rule_in_words,
    unless_dated,
    with_term,
    without_day,
)
from ofpra.procedure import APPEAL, LEGAL_AID, PACT, UNREAD, compute


def appeal_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    appeal = _appeal(facts, today)
    about = {None: ("if_refused",), Decision.SUBSIDIARY: ("by_choice",)}
    appeal = replace(appeal, notes=(*about.get(facts.decision, ()), *appeal.notes))
    saved = _is_suspended(facts)
    done = done_if(facts.appealed_on or facts.cnda_notified_on)
    after = _after_legal_aid(facts, today, saved=saved)
    yield _legal_aid(facts, appeal, today, done)
    if not saved or "does_not_apply" in after.notes:  # an answer dated before the request
        state = done or unless_dated(State.TODAY, appeal)
        letters = ("LET-12", "LET-13")
        yield Found("OFPRA-DL-11", appeal, "appeal", state, "appeal_limit_on", letters)
    if facts.legal_aid_requested_on is not None:
        state = done or unless_dated(State.EXPECTED, after)
        yield Found("OFPRA-DL-12", after, "appeal", state)
    if facts.territory not in (None, Territory.MAINLAND) and done is None:
        yield rule_in_words("OFPRA-DL-23", today, "appeal")
    if facts.cnda_notified_on is not None:
        told = DeadlineFacts(notified_on=facts.cnda_notified_on)
        yield Found("OFPRA-DL-19", compute("OFPRA-DL-19", told, today), "appeal")


def _appeal(facts: PlanFacts, today: date) -> Deadline:
    """The day of the letter, what the letter says counted, or words: see `ofpra.plan`."""
    notified = notification(facts)
    told = DeadlineFacts(notified_on=notified, limit_on_letter=facts.appeal_limit_on)
    if facts.appeal_limit_on is None and facts.appeal_days and notified is not None:
        last = add_days(notified, facts.appeal_days)
        if facts.letter_says is LetterSays.ONE_MONTH:  # two answers: the earlier day
            last = min(last, add_months(notified, APPEAL))
        notes = ("letter_days", "letter_first", PACT)
        found = with_term("OFPRA-DL-11", Term(last, notified), told, today, *notes)
        return _with_deemed(found, facts)
    if facts.appeal_limit_on is not None or _says_a_month(facts):
        found = compute("OFPRA-DL-11", told, today)
        if found.safe_on is None:
            return replace(found, notes=(*found.notes, "notification_needed"))
        return _with_deemed(found, facts)
    unread = ["limit_not_found" if facts.letter_says is LetterSays.NOT_FOUND else "read_the_limit"]
    if notified is not None and add_months(notified, APPEAL) < today:
        unread.append("month_over")
    return without_day("OFPRA-DL-11", told, today, *unread)


def _says_a_month(facts: PlanFacts) -> bool:
    """Has the person read one month on the decision, and nothing else?"""
    return (
        facts.letter_says is LetterSays.ONE_MONTH
        and facts.appeal_limit_on is None
        and facts.appeal_days is None
    )


def _with_deemed(found: Deadline, facts: PlanFacts) -> Deadline:
    if found.kind is Kind.COMPUTED and _is_deemed(facts):
        return replace(found, notes=(*found.notes, "earlier_if_opened"))
    return found


def _is_deemed(facts: PlanFacts) -> bool:
    """Is the notification the end of the 15 days, for a document nobody said to have opened?"""
    return (
        facts.made_available_on is not None
        and facts.opened_on is None
        and notification(facts) == add_days(facts.made_available_on, UNREAD)
    )


def _legal_aid(facts: PlanFacts, appeal: Deadline, today: date, appealed: State | None) -> Found:
    found = compute("OFPRA-DL-10", DeadlineFacts(notified_on=notification(facts)), today)
    found = _with_deemed(found, facts)
    if found.safe_on is None:
        found = replace(found, notes=("notification_needed",))
    if appeal.safe_on and found.safe_on and appeal.safe_on < found.safe_on:
        notes = (*found.notes, "before_the_appeal")
        if appeal.safe_on < today and not found.passed and "safe_day_passed" not in notes:
            notes = (*notes, "safe_day_passed")
        found = replace(
            found,
            safe_on=appeal.safe_on,
            never_later_than=found.never_later_than or found.safe_on,
            notes=notes,
        )
    done = done_if(facts.legal_aid_requested_on or (found.passed and appealed))
    state = done or unless_dated(State.TODAY, found)
    return Found("OFPRA-DL-10", found, "appeal", state, letters=("LET-15",))


def _is_suspended(facts: PlanFacts) -> bool:
    """Was legal aid asked in time, for a month that the letter itself says?"""
    notified, requested = notification(facts), facts.legal_aid_requested_on
    return (
        _says_a_month(facts)
        and notified is not None
        and requested is not None
        and notified <= requested <= add_days(notified, LEGAL_AID)
    )


def _after_legal_aid(facts: PlanFacts, today: date, *, saved: bool) -> Deadline:
    told = DeadlineFacts(
        notified_on=notification(facts),
        legal_aid_requested_on=facts.legal_aid_requested_on,
        legal_aid_notified_on=facts.legal_aid_notified_on,
        legal_aid_lawyer_notified_on=facts.legal_aid_lawyer_notified_on,
    )
    if saved:
        found = compute("OFPRA-DL-12", told, today)
        waits = found.safe_on is None and "does_not_apply" not in found.notes
        return replace(found, notes=(*found.notes, "suspended")) if waits else found
    is_late = _says_a_month(facts) and told.notified_on is not None
    note = "does_not_apply" if is_late else "letter_day_stands"
    return without_day("OFPRA-DL-12", DeadlineFacts(), today, note)
