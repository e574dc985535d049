"""Steps and deadlines of family reunification, from the visa form to the arrival; pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from guide.deadlines import (
    Deadline,
    DeadlineFacts,
    DeadlineRule,
    Kind,
    Term,
    UnusableFactError,
    add_days,
    add_months,
    announce,
    birthday,
    eve,
    exact_day,
    in_words,
    settle,
)
from guide.law import Citation
from guide.partial_dates import PartialDate
from reunification.case import MaritalStatus, OtherParent, Relation, Relative, Sponsor, Status

CHECKED_ON = date(2026, 11, 22)

CHILD_AGE = 19  # years, L. 561-2, 3°: "n'ayant pas dépassé leur dix-neuvième anniversaire"
MINOR_AGE = 18  # years
FREEZE = 3  # months from the grant
NO_APPOINTMENT = 2  # months without an answer
SILENCE = 2  # months
CHECK_OF_ACTS = 4  # months, once more if extended
BOARD_APPEAL = 30  # days from the refusal
BOARD_APPEAL_BEFORE_2023 = 2  # months
BOARD_SILENCE = 2  # months
COURT_APPEAL = 2  # months
CARD_REQUEST = 2  # months from entry
QUESTIONNAIRE_TARGET = 15  # days, our own target
NEWS = 2  # months
THIRTY_DAYS_SINCE = date(2023, 1, 1)  # D. 312-4 as changed in 2022

CHILD = Citation("CESEDA", "L. 561-2, 3°", checked_on=CHECKED_ON)
SIBLING = Citation("CESEDA", "L. 561-2, 5e et dernier alinéas", checked_on=CHECKED_ON)
CHILD_FREEZE = Citation("CE", "avis, 29 juin 2023, n° 472495", checked_on=CHECKED_ON)
SPONSOR_NOW_ADULT = Citation("CJUE", "12 avril 2018, C-550/16", checked_on=CHECKED_ON)
SPONSOR_STILL_MINOR = Citation("CESEDA", "L. 561-2", checked_on=CHECKED_ON)
APPOINTMENT = Citation("CE", "9 juin 2022, n° 455754", checked_on=CHECKED_ON)
POST_SILENCE = Citation("CRPA", "L. 231-4", checked_on=CHECKED_ON)
CHECK = Citation("CESEDA", "R. 811-2", checked_on=CHECKED_ON)
BOARD = Citation("CESEDA", "D. 312-4", checked_on=CHECKED_ON)
OLD_BOARD = Citation("CESEDA", "D. 312-4, rédaction d'avant 2023", checked_on=CHECKED_ON)
SILENT_BOARD = Citation("CESEDA", "D. 312-8-1", checked_on=CHECKED_ON)
COURT = Citation("CJA", "R. 421-1", checked_on=CHECKED_ON)
REASONS = Citation("CRPA", "L. 232-4", checked_on=CHECKED_ON)
VISA = Citation("Pratique :", "dates inscrites sur le visa", checked_on=CHECKED_ON)
CARD = Citation("CESEDA", "R. 431-4", checked_on=CHECKED_ON)
YOUNG_ADULT_CARD = Citation("CESEDA", "R. 431-5", checked_on=CHECKED_ON)
PRACTICE = Citation("Pratique :", "questionnaire de Nantes", checked_on=CHECKED_ON)
OTHER_UNION = Citation(
    "CESEDA", "L. 434-3 ; CE, 27 novembre 2023, n° 471525", checked_on=CHECKED_ON
)

RULES: dict[str, DeadlineRule] = {}


def deadline(
    rule: str, citation: Citation, *, is_act: bool = True
) -> Callable[[Callable[[DeadlineFacts], Term]], Callable[[DeadlineFacts], Term]]:
    """Enter a function of the facts as the rule of that id."""

    def enter(find: Callable[[DeadlineFacts], Term]) -> Callable[[DeadlineFacts], Term]:
        RULES[rule] = DeadlineRule(rule, citation, find, is_act)
        return find

    return enter


def compute(rule_id: str, facts: DeadlineFacts, today: date) -> Deadline:
    """The deadline of one rule. Calendar days, never moved. `KeyError`: no such rule."""
    return settle(RULES[rule_id], facts, today)


@deadline("REU-DL-01", CHILD)
def child_files_before_19(facts: DeadlineFacts) -> Term:
    """The eve of the 19th birthday; the birthday itself is the last literal day."""
    if facts.birth_date is None:
        return in_words()
    last = birthday(facts.birth_date, CHILD_AGE)
    return Term(eve(last), facts.birth_date, last_on=last)


@deadline("REU-DL-02", SIBLING)
def sibling_files_before_18(facts: DeadlineFacts) -> Term:
    """The eve of the 18th birthday: on the birthday the sibling is no longer a minor."""
    if facts.birth_date is None:
        return in_words()
    return Term(eve(birthday(facts.birth_date, MINOR_AGE)), facts.birth_date)


@deadline("REU-DL-03", CHILD_FREEZE)
def child_who_turned_19_before_the_grant(facts: DeadlineFacts) -> Term:
    """Three months from the decision, if 19 came between the asylum claim and that decision."""
    return _after_the_grant(facts, CHILD_AGE)


@deadline("REU-DL-04", SPONSOR_NOW_ADULT)
def sponsor_who_turned_18_before_the_grant(facts: DeadlineFacts) -> Term:
    """The same three months, for the parents, if the sponsor's 18th birthday came between."""
    return _after_the_grant(facts, MINOR_AGE)


def _after_the_grant(facts: DeadlineFacts, age: int) -> Term:
    if facts.protected_on is None or facts.birth_date is None or facts.claim_lodged_on is None:
        return in_words()
    reached = birthday(facts.birth_date, age)
    # On the 19th birthday a child has not yet passed it; on the 18th nobody is a minor.
    in_time = facts.claim_lodged_on < reached or (
        age == CHILD_AGE and facts.claim_lodged_on == reached
    )
    if not in_time or facts.protected_on < reached:
        return in_words("does_not_apply")
    return Term(add_months(facts.protected_on, FREEZE), facts.protected_on)


@deadline("REU-DL-05", SPONSOR_STILL_MINOR)
def parents_file_before_the_sponsor_is_18(facts: DeadlineFacts) -> Term:
    if facts.birth_date is None:
        return in_words()
    return Term(eve(birthday(facts.birth_date, MINOR_AGE)), facts.birth_date)


@deadline("REU-DL-06", APPOINTMENT, is_act=False)
def no_appointment_becomes_a_refusal(facts: DeadlineFacts) -> Term:
    return _months_from(facts.requested_on, NO_APPOINTMENT)


@deadline("REU-DL-07", POST_SILENCE, is_act=False)
def silence_of_the_post_becomes_a_refusal(facts: DeadlineFacts) -> Term:
    return _months_from(facts.receipt_on, SILENCE)


@deadline("REU-DL-08", CHECK, is_act=False)
def check_of_civil_records(facts: DeadlineFacts) -> Term:
    term = _months_from(facts.notified_on, CHECK_OF_ACTS)
    if term.safe_on is None:
        return term
    return replace(term, kind=Kind.INDICATIVE, notes=("may_be_extended",))


@deadline("REU-DL-09", BOARD)
def appeal_to_the_board(facts: DeadlineFacts) -> Term:
    """Thirty days from the refusal, or from the day silence became one.

    The old two months (REU-DL-10) were for refusals notified before 2023.
    """
    term = _thirty_days_from(facts.notified_on or facts.refused_on)
    if term.safe_on is None:
        return term
    return replace(term, notes=("letter_first", "arrive_by", *term.notes))


def _thirty_days_from(refused_on: date | None) -> Term:
    if refused_on is None:
        return in_words()
    if refused_on < THIRTY_DAYS_SINCE:
        return in_words("does_not_apply")
    return Term(add_days(refused_on, BOARD_APPEAL), refused_on)


@deadline("REU-DL-10", OLD_BOARD)
def appeal_to_the_board_before_2023(facts: DeadlineFacts) -> Term:
    if facts.notified_on is not None and facts.notified_on >= THIRTY_DAYS_SINCE:
        return in_words("does_not_apply")
    return _months_from(facts.notified_on, BOARD_APPEAL_BEFORE_2023)


@deadline("REU-DL-11", SILENT_BOARD, is_act=False)
def silence_of_the_board_becomes_a_refusal(facts: DeadlineFacts) -> Term:
    return _months_from(facts.received_by_board_on, BOARD_SILENCE)


@deadline("REU-DL-12", COURT)
def application_to_the_court(facts: DeadlineFacts) -> Term:
    """Two months, date to date; the safe day is one day earlier."""
    term = _months_from(facts.notified_on or facts.refused_on, COURT_APPEAL)
    if term.safe_on is None:
        return term
    return replace(term, safe_on=eve(term.safe_on), last_on=term.safe_on, notes=("letter_first",))


@deadline("REU-DL-13", REASONS)
def ask_for_the_reasons_of_a_silent_refusal(facts: DeadlineFacts) -> Term:
    """Within the time of the appeal to the board (REU-DL-09)."""
    return _thirty_days_from(facts.refused_on)


@deadline("REU-DL-14", VISA)
def enter_before_the_visa_ends(facts: DeadlineFacts) -> Term:
    """Only the dates on the visa itself say it: `limit_on_letter`."""
    return in_words()


@deadline("REU-DL-15", CARD)
def adult_asks_for_a_residence_permit(facts: DeadlineFacts) -> Term:
    return _months_from(facts.entered_on, CARD_REQUEST)


@deadline("REU-DL-16", YOUNG_ADULT_CARD)
def child_grown_up_in_france_asks_for_a_residence_permit(facts: DeadlineFacts) -> Term:
    """Between the 18th birthday and the eve of the 19th."""
    if facts.birth_date is None:
        return in_words()
    return Term(eve(birthday(facts.birth_date, CHILD_AGE)), facts.birth_date)


@deadline("REU-DL-17", PRACTICE)
def answer_the_questionnaire(facts: DeadlineFacts) -> Term:
    """At once; the days are our own target, not law."""
    received_on = facts.request_received_on
    if received_on is None:
        return in_words()
    return Term(
        add_days(received_on, QUESTIONNAIRE_TARGET),
        received_on,
        kind=Kind.INDICATIVE,
        notes=("own_target", "letter_first"),
    )


@deadline("REU-DL-18", PRACTICE, is_act=False)
def ask_for_news(facts: DeadlineFacts) -> Term:
    """The first day on which asking is useful."""
    return _months_from(facts.returned_on, NEWS)


@deadline("REU-DL-19", OTHER_UNION)
def child_of_another_union_files_before_18(facts: DeadlineFacts) -> Term:
    """Under 18 custody is not disputed; nobody is inside after the 19th birthday."""
    if facts.birth_date is None:
        return in_words()
    return Term(
        eve(birthday(facts.birth_date, MINOR_AGE)),
        facts.birth_date,
        last_on=birthday(facts.birth_date, CHILD_AGE),
    )


def _months_from(day: date | None, months: int) -> Term:
    return in_words() if day is None else Term(add_months(day, months), day)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its texts are `reunification.steps.<slug>.*`, its page the article of that slug."""

    number: int
    slug: str
    who: str  # "sponsor", "applicants" or "both"
    facts: tuple[str, ...]
    documents: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()


STEPS = (
    Step(
        1,
        "check-names",
        "sponsor",
        ("REU-APP-002", "REU-DEC-001"),
        ("D-06", "D-07"),
    ),
    Step(
        2,
        "whole-family",
        "sponsor",
        ("REU-APP-003", "REU-PTL-001"),
        (),
        ("REU-DL-01", "REU-DL-02", "REU-DL-03", "REU-DL-04", "REU-DL-05", "REU-DL-19"),
    ),
    Step(3, "france-visas", "applicants", ("REU-APP-004", "REU-APP-005"), ("D-01", "D-02")),
    Step(4, "appointment", "both", ("REU-APP-007", "REU-APP-008"), (), ("REU-DL-06",)),
    Step(
        5,
        "appointment-day",
        "applicants",
        ("REU-APP-010", "REU-APP-011"),
        ("D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07", "D-14", "D-15", "D-17"),
    ),
    Step(6, "receipt", "applicants", ("REU-APP-013",), ("D-16",), ("REU-DL-07",)),
    Step(
        7,
        "checks-in-france",
        "sponsor",
        ("REU-APP-014", "REU-APP-015"),
        ("D-08", "D-09", "D-10", "D-11", "D-12", "D-13", "D-14", "D-15", "D-17"),
        ("REU-DL-17", "REU-DL-18"),
    ),
    Step(
        8,
        "waiting",
        "both",
        ("REU-TIM-002", "REU-TIM-003", "REU-TIM-006"),
        (),
        (
            "REU-DL-07",
            "REU-DL-08",
            "REU-DL-09",
            "REU-DL-13",
            "REU-DL-11",
            "REU-DL-12",
            "REU-DL-18",
        ),
    ),
    Step(
        9,
        "decision-and-journey",
        "applicants",
        ("REU-APP-018", "REU-ARR-001", "REU-ARR-002", "REU-ARR-008"),
        ("D-37",),
        ("REU-DL-14", "REU-DL-15", "REU-DL-16"),
    ),
)


@dataclass(frozen=True, slots=True, repr=False)
class Events:
    """What has happened to the family's application so far. None: not yet, or not told."""

    requested_on: date | None = None  # first dated message that asks for an appointment
    receipt_on: date | None = None  # attestation de dépôt (D-16)
    check_notified_on: date | None = None  # letter that announces a check of civil records
    questionnaire_received_on: date | None = None
    questionnaire_returned_on: date | None = None
    refusal_notified_on: date | None = None
    refusal_limit_on: date | None = None  # last day written on the refusal
    appeal_received_on: date | None = None  # by the board, as its acknowledgement says
    board_decision_notified_on: date | None = None
    board_limit_on: date | None = None  # last day written on the board's decision
    visa_valid_until: date | None = None
    entered_on: date | None = None


EVENT_NAMES = tuple(field.name for field in fields(Events))


def events_from(told: Mapping[str, object]) -> Events:
    """Events from stored answers (YYYY-MM-DD). Raises `UnusableFactError`."""
    known: dict[str, date] = {}
    for name, value in told.items():
        if name not in EVENT_NAMES:
            raise UnusableFactError(name, "no such event")
        if value is not None:
            known[name] = exact_day(name, value)
    return Events(**known)


OWN_CHILD = (Relation.CHILD_OF_COUPLE, Relation.CHILD_OTHER_UNION, Relation.ADOPTED_CHILD)
SIBLINGS = (Relation.SIBLING, Relation.HALF_SIBLING)
YOUNG = (*OWN_CHILD, Relation.STEPCHILD, Relation.KAFALA_CHILD, *SIBLINGS)  # may be minors
FAMILY = "family"
SPONSOR = "sponsor"


def deadlines(
    sponsor: Sponsor,
    relatives: Mapping[str, Relative] | Iterable[Relative],
    events: Events,
    today: date,
) -> tuple[Deadline, ...]:
    """The deadlines that matter to a family now, the nearest first, days nobody knows last.

    `relatives` by their key in the answers, or in a row (the keys are then "0", "1"…);
    `Deadline.who` names the key. Birthdays count until the visa application is presented,
    the silence of the post until it answers, and so on: a day that no longer decides anything
    is left out.
    """
    by_key = (
        dict(relatives)
        if isinstance(relatives, Mapping)
        else {str(index): relative for index, relative in enumerate(relatives)}
    )
    found = list(_of_the_application(events, today))
    if not _is_presented(events) or _is_lost(found):
        abroad = {key: one for key, one in by_key.items() if one.lives_in != "FR"}
        found += _before_the_application(sponsor, abroad, today)
    if events.entered_on is not None:
        found += _after_the_arrival(sponsor, by_key, events.entered_on, today)
    return tuple(sorted(found, key=_nearest_first))


def _is_presented(events: Events) -> bool:
    """Only a message that asks for an appointment can come before the application."""
    return any(getattr(events, name) for name in EVENT_NAMES if name != "requested_on")


def _is_lost(found: Iterable[Deadline]) -> bool:
    """Refused in writing and the appeal is over: a new application, so birthdays count again."""
    return any(
        one.rule in ("REU-DL-09", "REU-DL-12") and one.passed and "if_silence" not in one.notes
        for one in found
    )


def _nearest_first(deadline: Deadline) -> tuple[bool, date, str, str]:
    return (
        deadline.safe_on is None,
        deadline.safe_on or date.max,
        deadline.rule,
        deadline.who or "",
    )


def _before_the_application(
    sponsor: Sponsor, abroad: Mapping[str, Relative], today: date
) -> Iterator[Deadline]:
    """Birthdays by which the visa application has to be presented."""
    parents_may_come, of_the_sponsor = _while_the_sponsor_is_a_minor(sponsor, today)
    if any(one.relation in (Relation.PARENT, *SIBLINGS) for one in abroad.values()):
        yield from of_the_sponsor
    for key, relative in abroad.items():
        if relative.marital_status == MaritalStatus.MARRIED:
            continue  # a married child or sibling is outside, whatever the day
        if relative.relation in OWN_CHILD:
            yield from _of_own_child(key, relative, sponsor, today)
        elif relative.relation == Relation.STEPCHILD:
            yield _at_birthday("REU-DL-19", relative.birth_date, today, key)
        elif relative.relation in SIBLINGS and parents_may_come:
            yield _at_birthday("REU-DL-02", relative.birth_date, today, key)


def _of_own_child(
    key: str, relative: Relative, sponsor: Sponsor, today: date
) -> Iterator[Deadline]:
    frozen = _from_the_grant("REU-DL-03", relative.birth_date, sponsor, today, key)
    if frozen is not None:
        yield frozen
        if "if_it_applies" not in frozen.notes:
            return  # the age is that of the asylum claim: the birthday is over and harmless
    if _has_other_parent_elsewhere(relative):
        before_18 = _at_birthday("REU-DL-19", relative.birth_date, today, key)
        if before_18.safe_on is None or before_18.safe_on >= today:
            yield before_18
    yield _at_birthday("REU-DL-01", relative.birth_date, today, key)


def _has_other_parent_elsewhere(relative: Relative) -> bool:
    """REU-ELI-023: whose other parent does not benefit is a child of another union."""
    if relative.relation == Relation.CHILD_OTHER_UNION:
        return True
    return relative.relation == Relation.CHILD_OF_COUPLE and relative.other_parent not in (
        None,
        OtherParent.JOINING,
        OtherParent.IN_FRANCE_WITH_SPONSOR,
    )


def _while_the_sponsor_is_a_minor(sponsor: Sponsor, today: date) -> tuple[bool, list[Deadline]]:
    """May parents and siblings come, and until when, as far as the sponsor's age says."""
    if sponsor.marital_status == MaritalStatus.MARRIED:
        return False, []
    frozen = _from_the_grant("REU-DL-04", sponsor.birth_date, sponsor, today, SPONSOR)
    if frozen is not None and "if_it_applies" not in frozen.notes:
        return True, [frozen]
    minor = _at_birthday("REU-DL-05", sponsor.birth_date, today, SPONSOR)
    if minor.passed:
        return frozen is not None, [frozen] if frozen is not None else []
    return True, [minor] if frozen is None else [minor, frozen]


def _at_birthday(rule_id: str, born: PartialDate | None, today: date, who: str | None) -> Deadline:
    """Of a birth date known only in part, the earliest possible day is the safe one.

    It has passed only when the latest possible one has.
    """
    rule = RULES[rule_id]
    if born is None:
        return announce(rule, in_words(), today, who=who)
    earliest = rule.find(DeadlineFacts(birth_date=born.earliest))
    if born.is_exact:
        return announce(rule, earliest, today, who=who)
    latest = rule.find(DeadlineFacts(birth_date=born.latest))
    surely_over_on = latest.last_on or latest.safe_on
    announced = announce(rule, replace(earliest, last_on=None, counts_from=None), today, who=who)
    notes = tuple(note for note in announced.notes if note != "safe_day_passed")
    late = earliest.safe_on is not None and earliest.safe_on < today
    passed = surely_over_on is not None and surely_over_on < today
    return replace(
        announced,
        passed=passed,
        notes=(
            *notes,
            "earliest_birth_date",
            *(("safe_day_passed",) if late and not passed else ()),
        ),
    )


def _from_the_grant(
    rule_id: str, born: PartialDate | None, sponsor: Sponsor, today: date, who: str
) -> Deadline | None:
    """The three months of the freeze, if they may apply to a person of that birth date."""
    if born is None:
        return None
    rule = RULES[rule_id]
    terms = [
        rule.find(
            DeadlineFacts(
                birth_date=day,
                protected_on=sponsor.protected_on,
                claim_lodged_on=sponsor.claim_lodged_on,
            )
        )
        for day in (born.earliest, born.latest)
    ]
    computed = [term for term in terms if term.safe_on is not None]
    if not computed:
        return None
    doubt = () if len(computed) == len(terms) else ("if_it_applies",)
    return announce(rule, replace(computed[0], notes=doubt), today, who=who)


def _of_the_application(events: Events, today: date) -> Iterator[Deadline]:
    """From the request for an appointment to the court, one stage after the other."""

    def at(rule_id: str, facts: DeadlineFacts, *notes: str) -> Deadline:
        answer = compute(rule_id, facts, today)
        return replace(answer, notes=(*answer.notes, *notes))

    over = events.visa_valid_until is not None or events.entered_on is not None
    answered = over or events.refusal_notified_on is not None
    if events.requested_on is not None and events.receipt_on is None and not answered:
        yield at("REU-DL-06", DeadlineFacts(requested_on=events.requested_on))
    if events.questionnaire_received_on is not None and not (
        answered or events.questionnaire_returned_on
    ):
        yield at("REU-DL-17", DeadlineFacts(request_received_on=events.questionnaire_received_on))
    if events.questionnaire_returned_on is not None and not answered:
        yield at("REU-DL-18", DeadlineFacts(returned_on=events.questionnaire_returned_on))
    if not over:
        yield from _of_a_refusal(events, at)
    if events.visa_valid_until is not None and events.entered_on is None:
        yield at("REU-DL-14", DeadlineFacts(limit_on_letter=events.visa_valid_until))


def _of_a_refusal(events: Events, at: Callable[..., Deadline]) -> Iterator[Deadline]:
    appealed = events.appeal_received_on is not None
    decided_by_board = events.board_decision_notified_on or events.board_limit_on
    if decided_by_board:
        yield at(
            "REU-DL-12",
            DeadlineFacts(
                notified_on=events.board_decision_notified_on,
                limit_on_letter=events.board_limit_on,
            ),
        )
    elif appealed:
        silence = at("REU-DL-11", DeadlineFacts(received_by_board_on=events.appeal_received_on))
        yield silence
        yield at("REU-DL-12", DeadlineFacts(refused_on=silence.safe_on), "if_silence")
    elif events.refusal_notified_on or events.refusal_limit_on:
        yield at(
            "REU-DL-09",
            DeadlineFacts(
                notified_on=events.refusal_notified_on,
                limit_on_letter=events.refusal_limit_on,
            ),
        )
    elif events.receipt_on is not None:
        silence = at("REU-DL-07", DeadlineFacts(receipt_on=events.receipt_on))
        check = events.check_notified_on
        if check is not None and silence.safe_on is not None and check <= silence.safe_on:
            # The check suspends the two months (R. 811-2): what is left of them resumes on a
            # day that only the administration knows.
            yield at("REU-DL-08", DeadlineFacts(notified_on=check))
            yield at("REU-DL-07", DeadlineFacts(), "suspended_by_check")
        else:
            yield silence
            silent = DeadlineFacts(refused_on=silence.safe_on)
            yield at("REU-DL-09", silent, "if_silence")
            yield at("REU-DL-13", silent, "if_silence")


def _after_the_arrival(
    sponsor: Sponsor, by_key: Mapping[str, Relative], entered_on: date, today: date
) -> Iterator[Deadline]:
    """Residence permits: adults from their entry, children when they grow up in France."""
    for key, relative in by_key.items():
        born = relative.birth_date
        grown_up = relative.relation not in YOUNG or (
            born is not None and birthday(born.earliest, MINOR_AGE) <= entered_on
        )
        if grown_up:
            rule = RULES["REU-DL-15"]
            yield replace(settle(rule, DeadlineFacts(entered_on=entered_on), today), who=key)
        if not grown_up or (
            born is not None
            and relative.relation in YOUNG
            and birthday(born.latest, MINOR_AGE) > entered_on
        ):
            yield _first_permit(sponsor, _at_birthday("REU-DL-16", born, today, key), born, today)


def _first_permit(
    sponsor: Sponsor, deadline: Deadline, born: PartialDate | None, today: date
) -> Deadline:
    """The eve of the 19th birthday is for the family of refugees (R. 431-5, 2°: L. 424-3).

    The family of the others protected has two months from the 18th birthday (R. 431-5, 3°): the
    day shown is that birthday, the first on which the permit may be asked.
    """
    if born is None or sponsor.status is Status.REFUGEE:
        return deadline
    return replace(
        deadline,
        safe_on=birthday(born.earliest, MINOR_AGE),
        never_later_than=None,
        passed=add_months(birthday(born.latest, MINOR_AGE), 2) < today,
        notes=tuple(note for note in deadline.notes if note != "safe_day_passed"),
    )
