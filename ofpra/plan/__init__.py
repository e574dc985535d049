"""Where a person stands in the asylum claim, and which day matters next; pure.

`plan(facts, today)` gives the steps of the journey and the rows of the deadlines that apply to
this person, each with its state. Pages, calendar file and paper all show these same rows. The
track is asked, never inferred; dates that cannot matter for it are not asked (`asked`).

What is counted differs from `ofpra.procedure` in five ways, all of them to the safe side.

The appeal. French law gives one month; since 12 June 2026 European law may give less for some
decisions, and nobody knows yet which. So the month is shown only when the person has read it on
the decision (`letter_says`): a limit written as a date wins over everything, a number of days is
counted from the notification, and without an answer no day is shown at all but what to do today:
read the limit, or show the decision to somebody. For the same reason the days that legal aid saves
are counted only for a letter that says one month; otherwise the day of the letter stands.

The notification. A document of the electronic space counts as notified when it is opened, at the
latest 15 days after it was made available. When the person also gave a day of their own, the
earliest of both counts. An opening without the day it was made available gives no day: the 15 days
may have ended before it.

Legal aid. Never shown after the last day of the appeal.

The unknown track. Where every track has its own number, the shortest counts (note `shortest`);
where one of them has none, the rule stands in words.

The order to leave. The month is counted only for somebody who said to be free; 7 days and 48 hours
are words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guide.ics import Entry, Title
from ofpra.plan.asking import GROUPS, asked
from ofpra.plan.decision import decision_rows
from ofpra.plan.doubts import MAY_BE_FUTURE, Contradiction, Oddity, contradictions
from ofpra.plan.facts import (
    CHOICES,
    FACT_NAMES,
    MOST_DAYS,
    Decision,
    Held,
    LetterSays,
    PlanFacts,
    Track,
    has_decision,
    notification,
    plan_facts,
    stored_facts,
)
from ofpra.plan.interview import interview_rows
from ofpra.plan.journey import JOURNEY, Step, steps
from ofpra.plan.lodging import lodging_rows
from ofpra.plan.other_letters import other_letter_rows
from ofpra.plan.rows import TEXTS, Found, Row, State
from ofpra.plan.waiting import waiting_rows

__all__ = [
    "CHOICES",
    "FACT_NAMES",
    "GROUPS",
    "JOURNEY",
    "MAY_BE_FUTURE",
    "MOST_DAYS",
    "TEXTS",
    "Contradiction",
    "Decision",
    "Held",
    "LetterSays",
    "Oddity",
    "Plan",
    "PlanFacts",
    "Row",
    "State",
    "Step",
    "Track",
    "asked",
    "contradictions",
    "has_decision",
    "notification",
    "plan",
    "plan_facts",
    "stored_facts",
]


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """Everything a page or a paper shows. Rows are in the order of the days."""

    facts: PlanFacts
    today: date
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]

    def having(self, *states: State) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.state in states)

    @property
    def now(self) -> tuple[Row, ...]:
        """What to do today, then the nearest day."""
        return self.having(State.TODAY) + self.having(State.NEXT)

    @property
    def passed(self) -> tuple[Row, ...]:
        return self.having(State.PASSED)

    @property
    def later(self) -> tuple[Row, ...]:
        return self.having(State.LATER)

    @property
    def to_know(self) -> tuple[Row, ...]:
        return self.having(State.OPEN, State.EXPECTED)

    @property
    def in_words(self) -> tuple[Row, ...]:
        return self.having(State.IN_WORDS)

    @property
    def interview_ahead(self) -> date | None:
        """The day of the interview while it is not over."""
        day = self.facts.interview_on
        return day if day is not None and day >= self.today else None

    @property
    def strip(self) -> tuple[Row, ...]:
        """The rows to print: first what can be done today, then day after day.

        A row prints `deadline.safe_on` (none: no day can be counted), `slug.what`, `about`, the
        notes, `written_on` (the letter's own limit) and `deadline.citation`. What is done, and
        rules without a day that ask for nothing today, are not printed.
        """
        return self.now + self.passed + self.later + self.to_know

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The days ahead for a calendar file, and the interview as an appointment."""
        days = [
            Entry(row.key, row.deadline.safe_on)
            for row in self.rows
            if row.state in (State.NEXT, State.LATER, State.EXPECTED)
            and row.deadline.safe_on is not None
            and row.deadline.safe_on >= self.today
        ]
        if self.interview_ahead is not None:
            days.append(Entry("interview", self.interview_ahead, Title.APPOINTMENT))
        return tuple(days)


def plan(facts: PlanFacts, today: date) -> Plan:
    """The plan of a person on the day `today`."""
    found = sorted(_found(facts, today), key=lambda one: (one.day, one.key))
    nearest = min((one.day for one in found if one.is_ahead), default=None)
    rows = tuple(one.row(nearest, today) for one in found)
    return Plan(facts, today, steps(facts, today), rows)


def _found(facts: PlanFacts, today: date) -> Iterator[Found]:
    if facts.track is not Track.DUBLIN:
        yield from lodging_rows(facts, today)
        yield from interview_rows(facts, today)
        yield from waiting_rows(facts, today)
        yield from decision_rows(facts, today)
    yield from other_letter_rows(facts, today)
