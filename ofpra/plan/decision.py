"""What follows from OFPRA's decision: reading it, a closed file, or an appeal; pure."""

from collections.abc import Iterator
from datetime import date

from guide.deadlines import DeadlineFacts
from ofpra.plan.appeal import appeal_rows
from ofpra.plan.facts import Decision, PlanFacts, has_decision
from ofpra.plan.rows import Found, State, done_if, unless_dated, without_day
from ofpra.procedure import NEW_RULES_SINCE, compute


def decision_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    if facts.made_available_on is not None and facts.opened_on is None and not facts.notified_on:
        told = DeadlineFacts(made_available_on=facts.made_available_on)
        unread = compute("OFPRA-DL-09", told, today)
        yield Found("OFPRA-DL-09", unread, "decision", done_if(unread.passed))
    if facts.decision is Decision.CLOSED:
        yield from _closure(facts, today)
    elif facts.decision is not Decision.REFUGEE and (has_decision(facts) or facts.opened_on):
        yield from appeal_rows(facts, today)


def _closure(facts: PlanFacts, today: date) -> Iterator[Found]:
    """Reopening, hidden for claims lodged under the new rules; what the letter says comes first.

    Both stand there while nobody knows under which rules the claim was lodged.
    """
    if facts.appeal_limit_on is not None or _may_be_under_new_rules(facts):
        told = DeadlineFacts(limit_on_letter=facts.appeal_limit_on)
        contest = without_day("OFPRA-DL-11", told, today, "read_the_limit")
        state = done_if(facts.appealed_on) or unless_dated(State.TODAY, contest)
        yield Found("OFPRA-DL-11-closure", contest, "appeal", state, "appeal_limit_on", ("LET-14",))
    if not _is_under_new_rules(facts):
        told = DeadlineFacts(decision_dated_on=facts.decision_dated_on, lodged_on=facts.lodged_on)
        reopening = compute("OFPRA-DL-07", told, today)
        state = unless_dated(State.TODAY, reopening)
        yield Found("OFPRA-DL-07", reopening, "decision", state, letters=("LET-10",))


def _is_under_new_rules(facts: PlanFacts) -> bool:
    return facts.lodged_on is not None and facts.lodged_on >= NEW_RULES_SINCE


def _may_be_under_new_rules(facts: PlanFacts) -> bool:
    """The same, or nothing says that the claim is older."""
    known = facts.lodged_on or facts.decision_dated_on
    return known is None or known >= NEW_RULES_SINCE
