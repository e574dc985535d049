"""What is possible, and what is expected, while OFPRA has not decided; pure."""

from collections.abc import Iterator
from datetime import date

from guide.deadlines import DeadlineFacts
from ofpra.plan.facts import PlanFacts, Track, has_decision
from ofpra.plan.rows import Found, State
from ofpra.procedure import SEVEN_DAYS, compute

ORDINARY = (Track.NORMAL, Track.MINOR, Track.HUB, Track.REOPENING, None)
ADULT_FIRST_CLAIM = (Track.NORMAL, Track.ACCELERATED, Track.HUB, None)


def waiting_rows(facts: PlanFacts, today: date) -> Iterator[Found]:
    """Where the form is handed in within 7 days, OFPRA's own term is another: none is shown."""
    told = DeadlineFacts(lodged_on=facts.lodged_on, registered_on=facts.registered_on)
    if facts.track in ADULT_FIRST_CLAIM and facts.registered_on:
        other_permit = compute("OFPRA-DL-16", told, today)
        state = State.IN_WORDS if other_permit.passed else None
        yield Found("OFPRA-DL-16", other_permit, "registration", state)
    if facts.lodged_on is None or has_decision(facts):
        return
    if facts.territory not in SEVEN_DAYS:
        if facts.track is Track.ACCELERATED:
            decision = compute("OFPRA-DL-14", told, today)
            yield Found("OFPRA-DL-14", decision, "decision", State.EXPECTED)
        if facts.track in ORDINARY:
            decision = compute("OFPRA-DL-13", told, today)
            yield Found("OFPRA-DL-13", decision, "decision", State.EXPECTED, letters=("LET-11",))
    if facts.track in ADULT_FIRST_CLAIM:
        work = compute("OFPRA-DL-15", told, today)
        is_open = work.safe_on is not None and work.safe_on <= today
        yield Found("OFPRA-DL-15", work, "decision", State.OPEN if is_open else State.EXPECTED)
