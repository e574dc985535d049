"""Deadlines of the asylum claim, from the certificate to the appeal; pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from guide.deadlines import (
    AsylumProcedure,
    Deadline,
    DeadlineFacts,
    DeadlineRule,
    Kind,
    Term,
    Territory,
    add_days,
    add_months,
    in_words,
    settle,
)
from guide.holidays import working_day_before
from guide.law import Citation

CHECKED_ON = date(2026, 11, 22)

FORM = 21  # days from the handing over of the certificate
FORM_IN_PERSON = 7  # days, Mayotte
COMPLETION = 8  # days from OFPRA's request
COMPLETION_AGAIN = 4  # days, re-examination and reopening
COMPLETION_IN_PERSON = 3  # days, in the territories of the 7 days
NEW_FORM = 8  # days from the new registration
REOPENING = 9  # months, strictly less
NOTICE = {AsylumProcedure.NORMAL: 7, AsylumProcedure.ACCELERATED: 4}  # days before
UNREAD = 15  # days until an unread document counts as notified
LEGAL_AID = 15  # days
APPEAL = 1  # month
DECISION = 6  # months
ACCELERATED_DECISION = 15  # days
WORK = 6  # months
OTHER_PERMIT = 2  # months
TRANSFER = 7  # days
CASSATION = 2  # months
NEW_RULES_SINCE = date(2026, 6, 12)  # Regulation (EU) 2024/1348

SEVEN_DAYS = (Territory.MAYOTTE, Territory.GUYANE, Territory.GUADELOUPE, Territory.MARTINIQUE)
PACT = "new_rules_2026"

RULES: dict[str, DeadlineRule] = {}
Find = Callable[[DeadlineFacts], Term]


def deadline(
    number: int, article: str, *notes: str, is_act: bool = True, code: str = "CESEDA"
) -> Callable[[Find], Find]:
    """Enter a function of the facts as the rule OFPRA-DL of that number."""

    def enter(find: Find) -> Find:
        rule = f"OFPRA-DL-{number:02}"
        citation = Citation(code, article, checked_on=CHECKED_ON)
        RULES[rule] = DeadlineRule(rule, citation, find, is_act, notes)
        return find

    return enter


# The rules that ask where the person is; for the others, a day open in every territory.
READ_TERRITORY = ("OFPRA-DL-01", "OFPRA-DL-02", "OFPRA-DL-05")


def compute(rule_id: str, facts: DeadlineFacts, today: date) -> Deadline:
    """The deadline of one rule; a safe day on which offices are closed moves back.

    `KeyError`: no such rule.
    """
    territory = facts.territory if rule_id in READ_TERRITORY else None
    open_day = partial(working_day_before, territory=territory)
    return settle(RULES[rule_id], facts, today, open_day)


def _days_from(day: date | None, days: int) -> Term:
    return in_words() if day is None else Term(add_days(day, days), day)


def _months_from(day: date | None, months: int) -> Term:
    return in_words() if day is None else Term(add_months(day, months), day)


@deadline(1, "R. 531-2", "arrive_by")
def lodge_the_form(facts: DeadlineFacts) -> Term:
    """21 days, except where a text or an order in force asks for 7 days, in person."""
    if facts.territory is None or facts.territory in SEVEN_DAYS:
        return in_words("read_the_form")
    return _days_from(facts.certificate_handed_on, FORM)


@deadline(2, "R. 591-12-1", "in_person")
def lodge_the_form_in_person(facts: DeadlineFacts) -> Term:
    """Elsewhere than in Mayotte, only the paper says whether an order is in force."""
    if facts.territory != Territory.MAYOTTE:
        return in_words("read_the_form")
    return _days_from(facts.certificate_handed_on, FORM_IN_PERSON)


@deadline(3, "R. 531-2, L. 121-17", is_act=False)
def lodge_at_the_hub(facts: DeadlineFacts) -> Term:
    """The day of the convocation: `limit_on_letter`. An appointment, never moved to another day."""
    return in_words()


@deadline(4, "R. 531-2, L. 523-6", "ask_association_of_the_centre")
def lodge_in_detention(facts: DeadlineFacts) -> Term:
    """Five days counted to the hour: no day to compute."""
    return in_words()


@deadline(5, "R. 531-4, R. 531-34, R. 531-37, R. 591-4")
def complete_the_file(facts: DeadlineFacts) -> Term:
    if facts.territory in SEVEN_DAYS:
        return _days_from(facts.request_received_on, COMPLETION_IN_PERSON)
    if facts.procedure is None or facts.territory is None:
        return in_words()
    again = facts.procedure in (AsylumProcedure.REEXAMINATION, AsylumProcedure.REOPENING)
    return _days_from(facts.request_received_on, COMPLETION_AGAIN if again else COMPLETION)


@deadline(6, "R. 531-34, R. 531-36")
def send_the_new_form(facts: DeadlineFacts) -> Term:
    """Re-examination or reopening: from the new registration at the prefecture."""
    return _days_from(facts.registered_on, NEW_FORM)


@deadline(7, "L. 531-40, R. 531-33", PACT)
def ask_for_reopening(facts: DeadlineFacts) -> Term:
    """Strictly less than nine months from the date of the closure, not of its receipt.

    Only for claims lodged before the new European rules.
    """
    if facts.lodged_on is None:
        return in_words()
    if facts.lodged_on >= NEW_RULES_SINCE:
        return in_words("does_not_apply")
    term = _months_from(facts.decision_dated_on, REOPENING)
    if term.safe_on is None:
        return term
    return replace(term, safe_on=add_days(term.safe_on, -1), notes=("go_weeks_earlier",))


@deadline(8, "décisions du directeur général, 2015 et 2019", "late_send_anyway", code="OFPRA")
def announce_who_comes_along(facts: DeadlineFacts) -> Term:
    """As far as possible, 7 days before the interview, 4 in the accelerated procedure."""
    if facts.interview_on is None or facts.procedure not in NOTICE:
        return in_words()
    return Term(add_days(facts.interview_on, -NOTICE[facts.procedure]), facts.interview_on)


@deadline(9, "R. 531-17", is_act=False)
def electronic_document_counts_as_notified(facts: DeadlineFacts) -> Term:
    """The day it is opened, at the latest 15 days after it was made available."""
    if facts.made_available_on is None:
        return in_words()
    at_the_latest = add_days(facts.made_available_on, UNREAD)
    if facts.opened_on is None:
        return Term(at_the_latest, facts.made_available_on, notes=("earlier_if_opened",))
    return Term(min(facts.opened_on, at_the_latest), facts.made_available_on)


@deadline(10, "art. 9-4 ; CE, 13 novembre 2023, n° 467595", "arrive_by", code="Loi n° 91-647,")
def ask_for_legal_aid(facts: DeadlineFacts) -> Term:
    """Fifteen calendar days: no délai franc, no extension for a week-end."""
    return _days_from(facts.notified_on, LEGAL_AID)


@deadline(11, "L. 532-1, R. 532-10", "letter_first", PACT)
def appeal_to_the_cnda(facts: DeadlineFacts) -> Term:
    """One month; what the délai franc and the week-end rule may add is never the safe day.

    Public holidays are never used to give more time.
    """
    term = _months_from(facts.notified_on, APPEAL)
    if term.safe_on is None:
        return term
    last = add_days(term.safe_on, 1)
    while last.weekday() >= 5:
        last = add_days(last, 1)
    return replace(term, last_on=last)


@deadline(12, "art. 9-4", "letter_first", code="Loi n° 91-647,")
def appeal_after_legal_aid(facts: DeadlineFacts) -> Term:
    """What was left of the month on the day of the request runs again from the answer.

    The law counts from the later of the two notifications, the safe day from the earlier.
    """
    notified, requested = facts.notified_on, facts.legal_aid_requested_on
    answers = sorted(
        day
        for day in (facts.legal_aid_notified_on, facts.legal_aid_lawyer_notified_on)
        if day is not None
    )
    if notified is None or requested is None or not answers:
        return in_words()
    if not notified <= requested <= add_days(notified, LEGAL_AID) or answers[0] < requested:
        return in_words("does_not_apply")
    left = (add_months(notified, APPEAL) - requested).days
    return Term(add_days(answers[0], left), answers[0], last_on=add_days(answers[-1], left))


@deadline(13, "R. 531-6, R. 531-7, L. 531-22", "silence_decides_nothing", is_act=False)
def ofpra_decides(facts: DeadlineFacts) -> Term:
    """Six months from lodging, never from the interview."""
    return _indicative(_months_from(facts.lodged_on, DECISION))


@deadline(14, "R. 531-23, R. 531-26", "silence_decides_nothing", PACT, is_act=False)
def ofpra_decides_accelerated(facts: DeadlineFacts) -> Term:
    return _indicative(_days_from(facts.lodged_on, ACCELERATED_DECISION))


def _indicative(term: Term) -> Term:
    return term if term.safe_on is None else replace(term, kind=Kind.INDICATIVE)


@deadline(15, "L. 554-1", PACT, is_act=False)
def ask_for_the_right_to_work(facts: DeadlineFacts) -> Term:
    """The first day on which it may be asked, if OFPRA has not decided."""
    return _months_from(facts.lodged_on, WORK)


@deadline(16, "L. 431-2, D. 431-7")
def ask_for_another_permit(facts: DeadlineFacts) -> Term:
    return _months_from(facts.registered_on, OTHER_PERMIT)


@deadline(17, "L. 911-1, L. 921-1, L. 921-2", "letter_first")
def challenge_an_obligation_to_leave(facts: DeadlineFacts) -> Term:
    """48 hours, 7 days or a month: what decides is not among the facts."""
    return in_words()


@deadline(18, "L. 572-4, L. 555-1, L. 921-1", "letter_first", PACT)
def challenge_a_transfer(facts: DeadlineFacts) -> Term:
    return _days_from(facts.notified_on, TRANSFER)


@deadline(19, "R. 821-1", "specialised_lawyer", code="CJA")
def cassation(facts: DeadlineFacts) -> Term:
    return _months_from(facts.notified_on, CASSATION)


@deadline(20, "L. 531-16, L. 531-38", "same_day")
def justify_an_absence(facts: DeadlineFacts) -> Term:
    """No number of days exists: the same day, before the interview if possible."""
    return in_words()


def _unverified(facts: DeadlineFacts) -> Term:
    return Term(None, None, kind=Kind.UNVERIFIED)


postpone_the_interview = deadline(21, "L. 531-16")(_unverified)
comment_the_transcript = deadline(22, "L. 531-19, L. 531-9")(_unverified)
overseas_month = deadline(23, "R. 421-7", code="CJA")(_unverified)
