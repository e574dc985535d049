"""A deadline of one person, and how it becomes a row among the others; pure."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from guide.deadlines import Deadline, DeadlineFacts, Kind, Term, in_words, settle
from guide.holidays import working_day_before
from ofpra.procedure import PACT, RULES, compute

TEXTS = "ofpra.deadlines"
STILL_HELPS = ("earlier_if_opened", "month_over", PACT)
ABOUT_A_DAY = ("arrive_by", "letter_first")


class State(StrEnum):
    DONE = "done"
    TODAY = "today"  # no day can be counted, and something can be done now
    NEXT = "next"
    LATER = "later"
    PASSED = "passed"
    OPEN = "open"  # possible since that day
    EXPECTED = "expected"  # information, or a term of the administration
    IN_WORDS = "in_words"  # a rule without a day


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One deadline of this person. `key`: the rule, and what it is about where one rule has two.

    Its texts are `<slug>.what`, `.why`, `.today`, `.missed`, `.rule`, and `<NOTES>.<note>` for
    each of `deadline.notes`; `about` those to show now. `limit` names the fact that the letter's
    own limit is kept in, `letters` the letters that help.
    """

    key: str
    deadline: Deadline
    state: State
    step: str
    days_ahead: int | None
    limit: str = ""
    letters: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return f"{TEXTS}.{self.key.removeprefix('OFPRA-')}"

    @property
    def is_from_letter(self) -> bool:
        return self.deadline.kind is Kind.FROM_LETTER

    @property
    def written_on(self) -> date | None:
        """The day on the letter itself, also when the safe day comes before it."""
        if not self.is_from_letter:
            return None
        return self.deadline.never_later_than or self.deadline.safe_on

    @property
    def about(self) -> tuple[str, ...]:
        """The texts that say what to do, the most useful first."""
        if self.state in (State.PASSED, State.OPEN):
            return (f"{self.slug}.missed",)
        if self.deadline.safe_on is None:
            return (f"{self.slug}.today", f"{self.slug}.rule")
        if self.state is State.EXPECTED and self.deadline.passed:
            return (f"{self.slug}.missed",)
        return (f"{self.slug}.today",)

    @property
    def notes(self) -> tuple[str, ...]:
        """Their texts; of a day that has passed, only what still helps."""
        notes = self.deadline.notes
        if self.state is State.PASSED:
            notes = tuple(note for note in notes if note in STILL_HELPS)
        elif self.deadline.safe_on is None:
            notes = tuple(note for note in notes if note not in ABOUT_A_DAY)
        return tuple(f"{TEXTS}.notes.{note}" for note in notes)


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A deadline before it is compared with the others; `state` where it is known already."""

    key: str
    deadline: Deadline
    step: str
    state: State | None = None
    limit: str = ""
    letters: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return self.deadline.safe_on or date.max

    @property
    def is_ahead(self) -> bool:
        return self.state is None and self.deadline.safe_on is not None and not self.deadline.passed

    def row(self, nearest: date | None, today: date) -> Row:
        state, deadline = self.state, self.deadline
        if state is None and deadline.safe_on is None:
            state = State.IN_WORDS
        if state is None and deadline.passed:
            state = State.PASSED
        if state is None:
            is_next = self.day == nearest or self.day <= today
            state = State.NEXT if is_next else State.LATER
        ahead = None if deadline.safe_on is None else (deadline.safe_on - today).days
        return Row(self.key, deadline, state, self.step, ahead, self.limit, self.letters)


def done_if(done: object) -> State | None:
    return State.DONE if done else None


def unless_dated(state: State, deadline: Deadline) -> State | None:
    """`state` where no day can be counted; with a day, the comparison decides."""
    return state if deadline.safe_on is None else None


def rule_in_words(
    rule: str,
    today: date,
    step: str,
    state: State | None = None,
    letters: tuple[str, ...] = (),
) -> Found:
    """The row of a rule that counts from nothing the person told."""
    return Found(rule, compute(rule, DeadlineFacts(), today), step, state, letters=letters)


def without_day(rule: str, told: DeadlineFacts, today: date, *notes: str) -> Deadline:
    """The rule in words, where this person's facts do not allow a day.

    The limit on the letter still wins.
    """
    pact = (PACT,) if PACT in RULES[rule].notes else ()
    return with_term(rule, in_words(*notes), told, today, *pact)


def with_term(rule: str, term: Term, told: DeadlineFacts, today: date, *notes: str) -> Deadline:
    """The rule with a term and notes for this person, in place of those it has for everybody."""
    own = replace(RULES[rule], find=lambda facts: term, notes=notes)
    return settle(own, told, today, working_day_before)
