"""Deadlines: days and months as French law counts them, and one frozen answer; pure."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from guide.law import Citation


def add_days(day: date, days: int) -> date:
    """The last day of a term of `days`: the day that starts it is not counted."""
    return day + timedelta(days=days)


def eve(day: date) -> date:
    return day - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if day.day <= 28:  # every month has it; the rules ask this thousands of times a second
        return date(year, month, day.day)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def birthday(birth_date: date, age: int) -> date:
    """The day a person reaches `age`; born on 29 February: the 28th in ordinary years."""
    return add_months(birth_date, 12 * age)


class Kind(StrEnum):
    COMPUTED = "computed"
    FROM_LETTER = "from_letter"
    INDICATIVE = "indicative"  # a term of the administration without effect, or our own target
    RULE_ONLY = "rule_only"  # no number exists, or a fact is missing: the rule in words
    UNVERIFIED = "unverified"  # never computed


class Territory(StrEnum):
    MAINLAND = "mainland"
    MAYOTTE = "mayotte"
    GUYANE = "guyane"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    REUNION = "reunion"
    OTHER = "other"


class AsylumProcedure(StrEnum):
    NORMAL = "normal"
    ACCELERATED = "accelerated"
    REEXAMINATION = "reexamination"
    REOPENING = "reopening"


@dataclass(frozen=True, slots=True, repr=False)
class DeadlineFacts:
    """What the rules may read, each its own part. A fact left at None was not told."""

    certificate_handed_on: date | None = None
    territory: Territory | None = None
    procedure: AsylumProcedure | None = None
    made_available_on: date | None = None
    opened_on: date | None = None
    notified_on: date | None = None
    request_received_on: date | None = None
    decision_dated_on: date | None = None
    registered_on: date | None = None
    lodged_on: date | None = None
    interview_on: date | None = None
    legal_aid_requested_on: date | None = None
    legal_aid_notified_on: date | None = None
    legal_aid_lawyer_notified_on: date | None = None
    birth_date: date | None = None
    protected_on: date | None = None
    claim_lodged_on: date | None = None
    requested_on: date | None = None
    receipt_on: date | None = None
    refused_on: date | None = None
    received_by_board_on: date | None = None
    entered_on: date | None = None
    returned_on: date | None = None
    limit_on_letter: date | None = None


class UnusableFactError(ValueError):
    """A fact that no rule can read: which one, and what was expected in its place."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: {expected}")
        self.field = field
        self.expected = expected


FACT_NAMES = tuple(field.name for field in fields(DeadlineFacts))
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)  # outside, a slip of the pen: no term ever counts from there


def exact_day(field: str, value: object) -> date:
    """The day written YYYY-MM-DD. Raises `UnusableFactError` for anything else."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if day.year in YEARS:
                return day
    raise UnusableFactError(field, "expected a day between 1900 and 2199, written YYYY-MM-DD")


def deadline_facts(told: Mapping[str, object]) -> DeadlineFacts:
    """Facts from strings. A misspelt name or an unusable value raises `UnusableFactError`."""
    known: dict[str, date | Territory | AsylumProcedure] = {}
    for name, value in told.items():
        if name not in FACT_NAMES:
            raise UnusableFactError(name, "no such fact")
        if value is None:
            continue
        if name in ("territory", "procedure"):
            choices = Territory if name == "territory" else AsylumProcedure
            if not isinstance(value, str) or value not in list(choices):
                raise UnusableFactError(name, "expected one of: " + ", ".join(choices))
            known[name] = choices(value)
        else:
            known[name] = exact_day(name, value)
    return DeadlineFacts(**known)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """What a rule finds in the facts, before anybody looks at today."""

    safe_on: date | None
    counts_from: date | None
    last_on: date | None = None  # as the law counts it; None: `safe_on` itself, or nobody knows
    kind: Kind = Kind.COMPUTED
    notes: tuple[str, ...] = ()


def in_words(*notes: str) -> Term:
    """No day: a fact is missing, or the facts given do not allow one."""
    return Term(None, None, kind=Kind.RULE_ONLY, notes=notes)


@dataclass(frozen=True, slots=True, repr=False)
class Deadline:
    """One day that matters. Page, PDF and calendar file print this same object.

    `who` is the key of a person in the answers, `"sponsor"`, or None for the whole family:
    never a name.
    """

    rule: str
    kind: Kind
    safe_on: date | None
    never_later_than: date | None
    passed: bool
    counts_from: date | None
    notes: tuple[str, ...]
    citation: Citation
    who: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class DeadlineRule:
    rule: str
    citation: Citation
    find: Callable[[DeadlineFacts], Term]
    is_act: bool = True  # False: nothing to do by that day, or an appointment: never moved
    notes: tuple[str, ...] = ()


def settle(
    rule: DeadlineRule,
    facts: DeadlineFacts,
    today: date,
    open_day: Callable[[date], date] | None = None,
) -> Deadline:
    """Apply `rule`: the day on the letter always wins, else the day the rule finds.

    `open_day` gives the working day a safe day is moved back to; without it nothing moves.
    `passed` looks at the last day of the law: somebody who is late for the safe day alone
    still has to act, and the note `safe_day_passed` says so.
    """
    if facts.limit_on_letter is not None:
        term = Term(facts.limit_on_letter, None, kind=Kind.FROM_LETTER)
    else:
        term = rule.find(facts)
        term = Term(
            term.safe_on, term.counts_from, term.last_on, term.kind, (*rule.notes, *term.notes)
        )
    return announce(rule, term, today, open_day)


def announce(
    rule: DeadlineRule,
    term: Term,
    today: date,
    open_day: Callable[[date], date] | None = None,
    who: str | None = None,
) -> Deadline:
    """The deadline that a term makes on the day `today`."""
    safe_on, notes = term.safe_on, term.notes
    last_on = term.last_on or safe_on
    if safe_on is not None and open_day is not None and rule.is_act:
        safe_on = open_day(safe_on)
        if safe_on != term.safe_on:
            notes = (*notes, "moved_to_working_day")
    passed = last_on is not None and last_on < today
    if safe_on is not None and safe_on < today and not passed:
        notes = (*notes, "safe_day_passed")
    return Deadline(
        rule=rule.rule,
        kind=term.kind,
        safe_on=safe_on,
        never_later_than=last_on if last_on != safe_on else None,
        passed=passed,
        counts_from=term.counts_from,
        notes=notes,
        citation=rule.citation,
        who=who,
    )
