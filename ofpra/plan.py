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

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from guide.deadlines import (
    AsylumProcedure,
    Deadline,
    DeadlineFacts,
    DeadlineRule,
    Kind,
    Term,
    Territory,
    UnusableFactError,
    add_days,
    add_months,
    exact_day,
    in_words,
    settle,
)
from guide.holidays import working_day_before
from guide.ics import Entry, Title
from ofpra.procedure import (
    APPEAL,
    LEGAL_AID,
    NEW_RULES_SINCE,
    PACT,
    RULES,
    SEVEN_DAYS,
    UNREAD,
    compute,
)

MOST_DAYS = 60
"""No letter gives more days than this for an appeal; more is a slip of the pen."""


class Track(StrEnum):
    """How the claim is handled; None: unknown."""

    NORMAL = "normal"
    ACCELERATED = "accelerated"
    DUBLIN = "dublin"
    HUB = "hub"
    DETENTION = "detention"
    MINOR = "minor"
    REEXAMINATION = "reexamination"
    REOPENING = "reopening"


class Decision(StrEnum):
    REFUGEE = "refugee"
    SUBSIDIARY = "subsidiary"
    REFUSAL = "refusal"
    INADMISSIBLE = "inadmissible"
    CLOSED = "closed"


class LetterSays(StrEnum):
    """What the decision says about the time to appeal."""

    ONE_MONTH = "one_month"
    DAYS = "days"
    DATE = "date"
    NOT_FOUND = "not_found"


class Held(StrEnum):
    FREE = "free"
    HOUSE_ARREST = "house_arrest"  # or in prison: the same seven days
    DETENTION = "detention"


@dataclass(frozen=True, slots=True, repr=False)
class PlanFacts:
    """What the person told, each its own part; the names are those of the stored dates.

    Those that `guide.deadlines.DeadlineFacts` also has mean the same there, and are about the
    decision of OFPRA: the letters of others have their own names. `…_limit_on` is the last day
    written on a letter, and always wins over what is computed.
    """

    track: Track | None = None
    territory: Territory | None = None
    registered_on: date | None = None
    certificate_handed_on: date | None = None
    form_limit_on: date | None = None  # of the form, or the day of the convocation at a hub
    form_sent_on: date | None = None
    request_received_on: date | None = None
    completion_limit_on: date | None = None
    completed_on: date | None = None
    lodged_on: date | None = None
    interview_on: date | None = None
    interview_missed: bool | None = None
    decision: Decision | None = None
    decision_dated_on: date | None = None
    notified_on: date | None = None
    made_available_on: date | None = None
    opened_on: date | None = None
    letter_says: LetterSays | None = None
    appeal_days: int | None = None
    appeal_limit_on: date | None = None
    legal_aid_requested_on: date | None = None
    legal_aid_notified_on: date | None = None
    legal_aid_lawyer_notified_on: date | None = None
    appealed_on: date | None = None
    cnda_notified_on: date | None = None
    held: Held | None = None
    oqtf_notified_on: date | None = None
    oqtf_limit_on: date | None = None
    transfer_notified_on: date | None = None
    transfer_limit_on: date | None = None
    reception_refused_on: date | None = None
    reception_limit_on: date | None = None


FACT_NAMES = tuple(field.name for field in fields(PlanFacts))
CHOICES: Mapping[str, type[StrEnum]] = {
    "track": Track,
    "territory": Territory,
    "decision": Decision,
    "letter_says": LetterSays,
    "held": Held,
}


def plan_facts(told: Mapping[str, object]) -> PlanFacts:
    """Facts from stored answers. A name nobody knows or an unusable value raises
    `UnusableFactError`."""
    return PlanFacts(
        **{name: _fact(name, value) for name, value in told.items() if value is not None}  # type: ignore[arg-type]
    )


def stored_facts(told: Mapping[str, object] | None) -> PlanFacts:
    """The same for a page: what cannot be read counts as not told."""
    usable = {}
    for name, value in (told or {}).items():
        try:
            usable[name] = _fact(name, value)
        except UnusableFactError:
            continue
    return PlanFacts(**usable)  # type: ignore[arg-type]


def _fact(name: str, value: object) -> object:
    if name not in FACT_NAMES:
        raise UnusableFactError(name, "no such fact")
    if value is None:
        return None
    if name in CHOICES:
        if not isinstance(value, str) or value not in list(CHOICES[name]):
            raise UnusableFactError(name, "expected one of: " + ", ".join(CHOICES[name]))
        return CHOICES[name](value)
    if name == "interview_missed":
        if not isinstance(value, bool):
            raise UnusableFactError(name, "expected true or false")
        return value
    if name == "appeal_days":
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_DAYS:
            raise UnusableFactError(name, f"expected a number from 1 to {MOST_DAYS}")
        return value
    return exact_day(name, value)


# What is asked.

FIRST_CLAIM = (Track.NORMAL, Track.ACCELERATED, Track.MINOR)
AGAIN = (Track.REEXAMINATION, Track.REOPENING)

GROUPS: Mapping[str, tuple[str, ...]] = {
    "registration": ("territory", "registered_on", "certificate_handed_on"),
    "form": (
        "form_limit_on",
        "form_sent_on",
        "request_received_on",
        "completion_limit_on",
        "completed_on",
        "lodged_on",
    ),
    "interview": ("interview_on", "interview_missed"),
    "decision": (
        "decision",
        "decision_dated_on",
        "notified_on",
        "made_available_on",
        "opened_on",
        "letter_says",
        "appeal_days",
        "appeal_limit_on",
    ),
    "appeal": (
        "legal_aid_requested_on",
        "legal_aid_notified_on",
        "legal_aid_lawyer_notified_on",
        "appealed_on",
        "cnda_notified_on",
    ),
    "transfer": ("transfer_notified_on", "transfer_limit_on"),
    "others": (
        "held",
        "oqtf_notified_on",
        "oqtf_limit_on",
        "reception_refused_on",
        "reception_limit_on",
    ),
}
"""What is asked besides the track, in order."""


def asked(facts: PlanFacts, today: date) -> dict[str, tuple[str, ...]]:
    """The names to ask for, by group: those that can matter for this track and decision.

    Nothing disappears that the person has already told.
    """
    found = {}
    for group, names in GROUPS.items():
        kept = tuple(
            name
            for name in names
            if _matters(name, group, facts, today) or getattr(facts, name) is not None
        )
        if kept:
            found[group] = kept
    return found


def _matters(name: str, group: str, facts: PlanFacts, today: date) -> bool:
    track = facts.track
    if track is Track.DUBLIN:
        return group == "transfer" or name == "registered_on" or group == "others"
    match name:
        case "territory":
            return track not in (Track.HUB, Track.DETENTION)
        case "registered_on":
            return track not in (Track.MINOR, Track.DETENTION)
        case "certificate_handed_on":
            return track is None or track in FIRST_CLAIM
        case "form_sent_on":
            return track is not Track.HUB
        case "interview_missed":
            return facts.interview_on is not None and facts.interview_on <= today
        case "letter_says" | "appeal_days":
            return facts.decision not in (Decision.REFUGEE, Decision.CLOSED)
        case "appeal_limit_on":
            return facts.decision is not Decision.REFUGEE
    if group == "appeal":
        return facts.decision not in (Decision.REFUGEE, Decision.CLOSED)
    return group != "transfer" or track is None


# What is found.


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


TEXTS = "ofpra.deadlines"
STILL_HELPS = ("earlier_if_opened", "month_over", PACT)
ABOUT_A_DAY = ("arrive_by", "letter_first")

JOURNEY = ("registration", "form", "letter", "summons", "interview", "decision", "appeal")
DUBLIN_JOURNEY = ("registration", "transfer")


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One step of the journey: done, next or later, and the day it happened or will."""

    name: str
    state: State
    on: date | None = None


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
    found = sorted(_rows(facts, today), key=_by_day)
    nearest = min((one.day for one in found if one.is_ahead), default=None)
    rows = tuple(one.row(nearest, today) for one in found)
    return Plan(facts, today, _steps(facts, today), rows)


@dataclass(frozen=True, slots=True, repr=False)
class _Found:
    """A deadline before it is compared with the others; `state` where it is known already."""

    key: str
    deadline: Deadline
    step: str
    state: State | None
    limit: str
    letters: tuple[str, ...]

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


def _by_day(one: _Found) -> tuple[date, str]:
    return one.day, one.key


def _row(
    key: str,
    deadline: Deadline,
    step: str,
    state: State | None = None,
    limit: str = "",
    letters: tuple[str, ...] = (),
) -> _Found:
    return _Found(key, deadline, step, state, limit, letters)


def _done_if(done: object) -> State | None:
    return State.DONE if done else None


def _rows(facts: PlanFacts, today: date) -> Iterator[_Found]:
    if facts.track is not Track.DUBLIN:
        yield from _lodging(facts, today)
        yield from _interview(facts, today)
        yield from _waiting(facts, today)
        yield from _decision(facts, today)
    yield from _other_letters(facts, today)


def has_decision(facts: PlanFacts) -> bool:
    return any((facts.decision, facts.decision_dated_on, notification(facts), facts.appealed_on))


def _is_lodged(facts: PlanFacts, today: date) -> bool:
    return any((facts.lodged_on, facts.interview_on, has_decision(facts)))


def notification(facts: PlanFacts) -> date | None:
    """The day OFPRA's decision counts as notified; None when that cannot be said.

    The earliest of the day the person gave, the opening, and 15 days after it was made available.
    """
    days = [day for day in (facts.notified_on,) if day is not None]
    if facts.made_available_on is not None:
        days.append(add_days(facts.made_available_on, UNREAD))
    if days and facts.opened_on is not None:
        days.append(facts.opened_on)
    return min(days, default=None)


def _is_deemed(facts: PlanFacts) -> bool:
    """Is the notification the end of the 15 days, for a document nobody said to have opened?"""
    return (
        facts.made_available_on is not None
        and facts.opened_on is None
        and notification(facts) == add_days(facts.made_available_on, UNREAD)
    )


# The form and the file.


def _lodging(facts: PlanFacts, today: date) -> Iterator[_Found]:
    done = _done_if(facts.form_sent_on or facts.request_received_on or _is_lodged(facts, today))
    number = _form_rule(facts)
    found = _form(number, facts, today)
    is_begun = facts.certificate_handed_on or facts.registered_on
    state = State.TODAY if found.safe_on is None and (is_begun or number == 4) else None
    letters = ("LET-14",) if found.passed and done is None else ()
    yield _row(f"OFPRA-DL-{number:02}", found, "form", done or state, "form_limit_on", letters)

    if facts.request_received_on is None and facts.completion_limit_on is None:
        return
    received = facts.request_received_on
    answered = (
        facts.completed_on
        or facts.interview_on
        or has_decision(facts)
        or (facts.lodged_on and received and facts.lodged_on >= received)
    )
    yield _row(
        "OFPRA-DL-05",
        _completion(facts, today),
        "form",
        _done_if(answered),
        "completion_limit_on",
        ("LET-07",),
    )


def _form(number: int, facts: PlanFacts, today: date) -> Deadline:
    told = DeadlineFacts(
        certificate_handed_on=facts.certificate_handed_on,
        registered_on=facts.registered_on,
        territory=facts.territory,
        limit_on_letter=facts.form_limit_on,
    )
    if facts.form_limit_on is None and facts.track is None:
        return settle(_in_words_rule(number, "say_the_track"), told, today)
    found = compute(f"OFPRA-DL-{number:02}", told, today)
    if found.safe_on is None and number == 2:
        read = "read_the_paper" if facts.territory is not Territory.MAYOTTE else "in_person"
        return replace(found, notes=(read,))
    return found


def _form_rule(facts: PlanFacts) -> int:
    match facts.track:
        case Track.HUB:
            return 3
        case Track.DETENTION:
            return 4
        case Track.REEXAMINATION | Track.REOPENING:
            return 6
        case Track.NORMAL | Track.ACCELERATED | Track.MINOR:
            return 2 if facts.territory in SEVEN_DAYS else 1
    return 1


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
        found = settle(RULES["OFPRA-DL-05"], told, today, _open_day)
    else:
        found = compute("OFPRA-DL-05", told, today)
    unsure = facts.track in (None, Track.HUB) or facts.territory is None
    if found.kind is Kind.COMPUTED and unsure:
        return replace(found, notes=(*found.notes, "shortest"))
    return found


# The interview.


def _interview(facts: PlanFacts, today: date) -> Iterator[_Found]:
    day, over = facts.interview_on, has_decision(facts)
    if day is None or over:
        return
    if day >= today:
        notice = _notice(facts, today)
        state = State.TODAY if notice.safe_on is None else None
        yield _row("OFPRA-DL-08", notice, "interview", state, "", ("LET-01",))
        yield _words(20, facts, today, "interview", letters=("LET-05",))
        yield _words(21, facts, today, "interview", letters=("LET-05",))
        return
    if facts.interview_missed:
        yield _words(20, facts, today, "interview", State.TODAY, ("LET-05", "LET-14"))
        return
    yield _words(22, facts, today, "interview", letters=("LET-08", "LET-09"))


def _notice(facts: PlanFacts, today: date) -> Deadline:
    """4 days only for a track that is said to be accelerated; 7, the earlier day, otherwise.

    In detention OFPRA sets no day.
    """
    if facts.track is Track.DETENTION:
        return settle(_in_words_rule(8), DeadlineFacts(), today)
    accelerated = facts.track is Track.ACCELERATED
    procedure = AsylumProcedure.ACCELERATED if accelerated else AsylumProcedure.NORMAL
    told = DeadlineFacts(interview_on=facts.interview_on, procedure=procedure)
    found = compute("OFPRA-DL-08", told, today)
    if facts.track in (Track.NORMAL, Track.ACCELERATED):
        return found
    return replace(found, notes=(*found.notes, "shortest"))


def _words(
    number: int,
    facts: PlanFacts,
    today: date,
    step: str,
    state: State | None = None,
    letters: tuple[str, ...] = (),
) -> _Found:
    rule = f"OFPRA-DL-{number:02}"
    return _row(rule, compute(rule, DeadlineFacts(), today), step, state, "", letters)


# Waiting for the decision.


def _waiting(facts: PlanFacts, today: date) -> Iterator[_Found]:
    """Where the form is handed in within 7 days, OFPRA's own term is another: none is shown."""
    over = has_decision(facts)
    told = DeadlineFacts(lodged_on=facts.lodged_on, registered_on=facts.registered_on)
    if facts.track in (Track.NORMAL, Track.ACCELERATED, Track.HUB, None) and facts.registered_on:
        other_permit = compute("OFPRA-DL-16", told, today)
        state = State.IN_WORDS if other_permit.passed else None
        yield _row("OFPRA-DL-16", other_permit, "registration", state)
    if facts.lodged_on is None or over:
        return
    if facts.track is Track.ACCELERATED and facts.territory not in SEVEN_DAYS:
        yield _row("OFPRA-DL-14", compute("OFPRA-DL-14", told, today), "decision", State.EXPECTED)
    ordinary = (Track.NORMAL, Track.MINOR, Track.HUB, Track.REOPENING, None)
    if facts.track in ordinary and facts.territory not in SEVEN_DAYS:
        yield _row(
            "OFPRA-DL-13",
            compute("OFPRA-DL-13", told, today),
            "decision",
            State.EXPECTED,
            "",
            ("LET-11",),
        )
    if facts.track in (Track.NORMAL, Track.ACCELERATED, Track.HUB, None):
        work = compute("OFPRA-DL-15", told, today)
        is_open = work.safe_on is not None and work.safe_on <= today
        yield _row("OFPRA-DL-15", work, "decision", State.OPEN if is_open else State.EXPECTED)


# The decision, legal aid and the appeal.


def _decision(facts: PlanFacts, today: date) -> Iterator[_Found]:
    if facts.made_available_on is not None and facts.opened_on is None and not facts.notified_on:
        unread = compute(
            "OFPRA-DL-09", DeadlineFacts(made_available_on=facts.made_available_on), today
        )
        yield _row("OFPRA-DL-09", unread, "decision", State.DONE if unread.passed else None)
    if facts.decision is Decision.CLOSED:
        yield from _closure(facts, today)
    elif facts.decision is not Decision.REFUGEE and (has_decision(facts) or facts.opened_on):
        yield from _appeal_rows(facts, today)


def _closure(facts: PlanFacts, today: date) -> Iterator[_Found]:
    """Reopening, hidden for claims lodged under the new rules; what the letter says comes first.

    Both stand there while nobody knows under which rules the claim was lodged.
    """
    if facts.appeal_limit_on is not None or _may_be_under_new_rules(facts):
        told = DeadlineFacts(limit_on_letter=facts.appeal_limit_on)
        contest = settle(_in_words_rule(11, "read_the_limit"), told, today, _open_day)
        state = State.TODAY if contest.safe_on is None else None
        yield _row(
            "OFPRA-DL-11-closure",
            contest,
            "appeal",
            _done_if(facts.appealed_on) or state,
            "appeal_limit_on",
            ("LET-14",),
        )
    if not _is_under_new_rules(facts):
        told = DeadlineFacts(
            decision_dated_on=facts.decision_dated_on,
            lodged_on=facts.lodged_on,
        )
        reopening = compute("OFPRA-DL-07", told, today)
        state = State.TODAY if reopening.safe_on is None else None
        yield _row("OFPRA-DL-07", reopening, "decision", state, "", ("LET-10",))


def _is_under_new_rules(facts: PlanFacts) -> bool:
    return facts.lodged_on is not None and facts.lodged_on >= NEW_RULES_SINCE


def _may_be_under_new_rules(facts: PlanFacts) -> bool:
    """The same, or nothing says that the claim is older."""
    known = facts.lodged_on or facts.decision_dated_on
    return known is None or known >= NEW_RULES_SINCE


def _appeal_rows(facts: PlanFacts, today: date) -> Iterator[_Found]:
    appeal = _appeal(facts, today)
    about = {None: ("if_refused",), Decision.SUBSIDIARY: ("by_choice",)}
    appeal = replace(appeal, notes=(*about.get(facts.decision, ()), *appeal.notes))
    saved = _is_suspended(facts)
    done = _done_if(facts.appealed_on or facts.cnda_notified_on)
    after = _after_legal_aid(facts, today, saved=saved)
    yield from _legal_aid(facts, appeal, today, done)
    if not saved or "does_not_apply" in after.notes:  # an answer dated before the request
        state = State.TODAY if appeal.safe_on is None else None
        yield _row(
            "OFPRA-DL-11", appeal, "appeal", done or state, "appeal_limit_on", ("LET-12", "LET-13")
        )
    if facts.legal_aid_requested_on is not None:
        state = State.EXPECTED if after.safe_on is None else None
        yield _row("OFPRA-DL-12", after, "appeal", done or state)
    if facts.territory not in (None, Territory.MAINLAND) and done is None:
        yield _words(23, facts, today, "appeal")
    if facts.cnda_notified_on is not None:
        told = DeadlineFacts(notified_on=facts.cnda_notified_on)
        yield _row("OFPRA-DL-19", compute("OFPRA-DL-19", told, today), "appeal")


def _appeal(facts: PlanFacts, today: date) -> Deadline:
    """The day of the letter, what the letter says counted, or words: see the top of this file."""
    notified = notification(facts)
    told = DeadlineFacts(notified_on=notified, limit_on_letter=facts.appeal_limit_on)
    if facts.appeal_limit_on is None and facts.appeal_days and notified is not None:
        last = add_days(notified, facts.appeal_days)
        if facts.letter_says is LetterSays.ONE_MONTH:  # two answers: the earlier day
            last = min(last, add_months(notified, APPEAL))
        rule = replace(
            RULES["OFPRA-DL-11"],
            find=_constantly(Term(last, notified)),
            notes=("letter_days", "letter_first", PACT),
        )
        return _with_deemed(settle(rule, told, today, _open_day), facts)
    if facts.appeal_limit_on is not None or _says_a_month(facts):
        found = compute("OFPRA-DL-11", told, today)
        if found.safe_on is None:
            return replace(found, notes=(*found.notes, "notification_needed"))
        return _with_deemed(found, facts)
    notes = ["limit_not_found" if facts.letter_says is LetterSays.NOT_FOUND else "read_the_limit"]
    if notified is not None and add_months(notified, APPEAL) < today:
        notes.append("month_over")
    return settle(_in_words_rule(11, *notes), told, today, _open_day)


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


def _legal_aid(
    facts: PlanFacts, appeal: Deadline, today: date, appealed: State | None
) -> Iterator[_Found]:
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
    if facts.legal_aid_requested_on is not None or (found.passed and appealed):
        state: State | None = State.DONE
    else:
        state = State.TODAY if found.safe_on is None else None
    yield _row("OFPRA-DL-10", found, "appeal", state, "", ("LET-15",))


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
    return settle(_in_words_rule(12, note), DeadlineFacts(), today)


# Letters of others: the prefecture, OFII.


def _other_letters(facts: PlanFacts, today: date) -> Iterator[_Found]:
    if facts.transfer_notified_on or facts.transfer_limit_on:
        told = DeadlineFacts(
            notified_on=facts.transfer_notified_on, limit_on_letter=facts.transfer_limit_on
        )
        if _held(facts) is Held.DETENTION:
            transfer = settle(_in_words_rule(18, "hours_48"), told, today, _open_day)
        else:
            transfer = compute("OFPRA-DL-18", told, today)
            if transfer.kind is Kind.COMPUTED and facts.held is None:
                transfer = replace(transfer, notes=(*transfer.notes, "hours_48_if_detained"))
        yield _letter_row("OFPRA-DL-18", transfer, "transfer", "transfer_limit_on")
    if facts.reception_refused_on or facts.reception_limit_on:
        told = DeadlineFacts(
            notified_on=facts.reception_refused_on, limit_on_letter=facts.reception_limit_on
        )
        reception = compute("OFPRA-DL-18", told, today)
        yield _letter_row("OFPRA-DL-18-reception", reception, "", "reception_limit_on")
    if facts.oqtf_notified_on or facts.oqtf_limit_on:
        yield _letter_row("OFPRA-DL-17", _order_to_leave(facts, today), "", "oqtf_limit_on")


def _letter_row(key: str, found: Deadline, step: str, limit: str) -> _Found:
    return _row(key, found, step, State.TODAY if found.safe_on is None else None, limit)


def _order_to_leave(facts: PlanFacts, today: date) -> Deadline:
    told = DeadlineFacts(notified_on=facts.oqtf_notified_on, limit_on_letter=facts.oqtf_limit_on)
    if _held(facts) is Held.FREE and facts.oqtf_notified_on is not None:
        month = Term(add_months(facts.oqtf_notified_on, APPEAL), facts.oqtf_notified_on)
        rule = replace(
            RULES["OFPRA-DL-17"], find=_constantly(month), notes=("letter_first", "if_free", PACT)
        )
        return settle(rule, told, today, _open_day)
    notes = {Held.DETENTION: ("hours_48",), Held.HOUSE_ARREST: ("days_7",)}
    found = notes.get(_held(facts) or Held.FREE, ("say_if_held",))
    return settle(_in_words_rule(17, *found), told, today, _open_day)


def _held(facts: PlanFacts) -> Held | None:
    if facts.held is None and facts.track is Track.DETENTION:
        return Held.DETENTION
    return facts.held


# Pieces.


def _open_day(day: date) -> date:
    return working_day_before(day, None)


def _constantly(term: Term) -> Callable[[DeadlineFacts], Term]:
    return lambda facts: term


def _in_words_rule(number: int, *notes: str) -> DeadlineRule:
    """The rule of that number, where this person's facts do not allow a day."""
    rule = RULES[f"OFPRA-DL-{number:02}"]
    kept = tuple(note for note in rule.notes if note == PACT)
    return replace(rule, find=_constantly(in_words(*notes)), notes=kept)


def _steps(facts: PlanFacts, today: date) -> tuple[Step, ...]:
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


# Dates that do not go together.


class Oddity(StrEnum):
    ORDER = "order"  # the first usually comes before the second
    FAR = "far"  # surprisingly far ahead
    OLD = "old"  # surprisingly long ago


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction:
    """Something to look at again: `field`, beside which it is said, and the `other` fact."""

    field: str
    oddity: Oddity
    other: str = ""

    @property
    def name(self) -> str:
        return "-".join(part for part in (self.field, self.oddity.value, self.other) if part)


BEFORE = (
    ("registered_on", "certificate_handed_on"),
    ("certificate_handed_on", "form_sent_on"),
    ("certificate_handed_on", "lodged_on"),
    ("certificate_handed_on", "form_limit_on"),
    ("registered_on", "form_sent_on"),
    ("registered_on", "lodged_on"),
    ("registered_on", "form_limit_on"),
    ("form_sent_on", "lodged_on"),
    ("request_received_on", "completion_limit_on"),
    ("request_received_on", "completed_on"),
    ("certificate_handed_on", "interview_on"),
    ("lodged_on", "interview_on"),
    ("lodged_on", "decision_dated_on"),
    ("lodged_on", "made_available_on"),
    ("lodged_on", "notified_on"),
    ("interview_on", "decision_dated_on"),
    ("interview_on", "made_available_on"),
    ("interview_on", "notified_on"),
    ("decision_dated_on", "made_available_on"),
    ("decision_dated_on", "notified_on"),
    ("made_available_on", "opened_on"),
    ("notified_on", "appeal_limit_on"),
    ("opened_on", "appeal_limit_on"),
    ("decision_dated_on", "appeal_limit_on"),
    ("notified_on", "legal_aid_requested_on"),
    ("decision_dated_on", "legal_aid_requested_on"),
    ("legal_aid_requested_on", "legal_aid_notified_on"),
    ("legal_aid_requested_on", "legal_aid_lawyer_notified_on"),
    ("notified_on", "appealed_on"),
    ("decision_dated_on", "appealed_on"),
    ("appealed_on", "cnda_notified_on"),
    ("notified_on", "cnda_notified_on"),
    ("oqtf_notified_on", "oqtf_limit_on"),
    ("transfer_notified_on", "transfer_limit_on"),
    ("reception_refused_on", "reception_limit_on"),
)
"""The first is usually not after the second."""
NEW_REGISTRATION = ("form_sent_on", "lodged_on")
"""With a new registration, these may be those of the earlier claim."""

MAY_BE_FUTURE = (
    "form_limit_on",
    "completion_limit_on",
    "interview_on",
    "appeal_limit_on",
    "oqtf_limit_on",
    "transfer_limit_on",
    "reception_limit_on",
)
FAR_LIMIT = 100  # days ahead: no limit on a letter is so far
FAR_INTERVIEW = 730  # days
OLD = 15 * 365  # days ago


def contradictions(facts: PlanFacts, today: date) -> tuple[Contradiction, ...]:
    """What is surprising, never what is impossible: a person may confirm each."""
    found = []
    for first, second in BEFORE:
        if facts.track in AGAIN and first == "registered_on" and second in NEW_REGISTRATION:
            continue
        one, two = getattr(facts, first), getattr(facts, second)
        if one is not None and two is not None and two < one:
            found.append(Contradiction(second, Oddity.ORDER, first))
    for name in FACT_NAMES:
        day = getattr(facts, name)
        if not isinstance(day, date):
            continue
        most = FAR_INTERVIEW if name == "interview_on" else FAR_LIMIT
        if day > add_days(today, most):
            found.append(Contradiction(name, Oddity.FAR))
        if day < add_days(today, -OLD):
            found.append(Contradiction(name, Oddity.OLD))
    return tuple(found)
