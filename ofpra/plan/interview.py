"""The interview: what to do before it, after it, and when it was missed; pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guide.deadlines import AsylumProcedure, Deadline, DeadlineFacts
from ofpra.plan.facts import PlanFacts, Track, has_decision
from ofpra.plan.rows import Found, State, rule_in_words, unless_dated, without_day
from ofpra.procedure import compute


def interview_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    day = facts.interview_on
    if day is None or has_decision(facts):
        return
    if day >= today:
        notice = _notice(facts, today)
        state = unless_dated(State.TODAY, notice)
        yield Found("OFPRA-DL-08", notice, "interview", state, letters=("LET-01",))
        yield rule_in_words("OFPRA-DL-20", today, "interview", letters=("LET-05",))
        yield rule_in_words("OFPRA-DL-21", today, "interview", letters=("LET-05",))
    elif facts.interview_missed:
        letters = ("LET-05", "LET-14")
        yield rule_in_words("OFPRA-DL-20", today, "interview", State.TODAY, letters)
    else:
        yield rule_in_words("OFPRA-DL-22", today, "interview", letters=("LET-08", "LET-09"))


def _notice(facts: PlanFacts, today: date) -> Deadline:
    """4 days only for a track that is said to be accelerated; 7, the earlier day, otherwise.

    In detention OFPRA sets no day.
    """
    if facts.track is Track.DETENTION:
        return without_day("OFPRA-DL-08", DeadlineFacts(), today)
    accelerated = facts.track is Track.ACCELERATED
    procedure = AsylumProcedure.ACCELERATED if accelerated else AsylumProcedure.NORMAL
    told = DeadlineFacts(interview_on=facts.interview_on, procedure=procedure)
    found = compute("OFPRA-DL-08", told, today)
    if facts.track in (Track.NORMAL, Track.ACCELERATED):
        return found
    return replace(found, notes=(*found.notes, "shortest"))
