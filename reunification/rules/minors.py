"""Who may join a minor sponsor: parents, and the brothers and sisters who come with them."""

from datetime import date

from guide.deadlines import add_months, birthday
from guide.verdicts import Ask, Verdict, rule
from reunification.case import Case, LivesWith, MaritalStatus, OtherParent, Relation, Relative
from reunification.rules import citations as law
from reunification.rules.children import (
    WAY_A,
    WITH_THE_COUPLE,
    custody_verdict,
    earlier_request,
    refusal_still_open,
    unmarried_verdict,
)
from reunification.rules.days import ADULT_AGE, GRANT_MONTHS, across, births_turning
from reunification.rules.sponsor import is_minor, months_after_majority, within_months_of_grant

PARENTS = frozenset({LivesWith.MOTHER, LivesWith.FATHER})

# Not law: past this age, nobody is asked whether the claim was lodged as a minor.
CLAIM_ASKED_UNTIL = 28  # years

SPONSOR_AGE_FACTS = (
    "sponsor.birth_date",
    "applied_on",
    "sponsor.claim_lodged_on",
    "sponsor.protected_on",
    "relative.first_request_on",
)


@rule("REU-SPO-005", law.MINOR, *Verdict, reads=SPONSOR_AGE_FACTS)
def minor_sponsor(relative: Relative, case: Case) -> Verdict | Ask:
    """Only a sponsor under 18 on the day of the application is joined by parents.

    A sponsor who turned 18 is advice when the claim was lodged as a minor and the application
    comes within three months of the grant (EU law, C-550/16, on which French law is silent),
    or within three months of the birthday, or when a dated request was made before it.
    """
    birth = case.sponsor.birth_date
    if birth is None:
        return Ask("sponsor.birth_date")
    three_months_ago = add_months(case.applied_on, -GRANT_MONTHS)
    turns = births_turning(
        ADULT_AGE,
        [
            case.applied_on,
            three_months_ago,
            case.sponsor.claim_lodged_on,
            relative.first_request_on,
        ],
    )
    turns += births_turning(CLAIM_ASKED_UNTIL, [case.applied_on])
    return across(birth, lambda day: _sponsor_age(day, relative, case), turns)


def _sponsor_age(birth_date: date, relative: Relative, case: Case) -> Verdict | Ask:
    majority = birthday(birth_date, ADULT_AGE)
    if case.applied_on < majority:
        return Verdict.MET
    claim, granted = case.sponsor.claim_lodged_on, case.sponsor.protected_on
    earlier = earlier_request(relative, case)
    if case.applied_on <= months_after_majority(birth_date):
        return Verdict.ADVICE
    if any(day < majority for day in earlier) or refusal_still_open(relative, case):
        return Verdict.ADVICE
    if claim is not None and claim >= majority:
        return Verdict.NOT_MET
    if granted is not None:
        if not any(within_months_of_grant(day, case) for day in (case.applied_on, *earlier)):
            return Verdict.NOT_MET
        return Verdict.ADVICE if claim is not None else Ask("sponsor.claim_lodged_on")
    if birthday(birth_date, CLAIM_ASKED_UNTIL) <= case.applied_on:
        return Verdict.NOT_MET
    return Ask(
        *(["sponsor.claim_lodged_on"] if claim is None else []),
        "sponsor.protected_on",
    )


@rule(
    "REU-AGE-008",
    law.EU_MINOR,
    Verdict.ADVICE,
    reads=SPONSOR_AGE_FACTS,
    decides=False,
)
def minor_at_the_claim(relative: Relative, case: Case) -> Verdict | None:
    """Under 18 at the claim, 18 since: EU law keeps the right to the parents for a time."""
    verdict = minor_sponsor.answer(relative, case)
    return Verdict.ADVICE if verdict is Verdict.ADVICE else None


@rule(
    "REU-AGE-009",
    law.EU_MINOR_AT_APPLICATION,
    Verdict.MET,
    reads=("sponsor.birth_date", "applied_on"),
    decides=False,
)
def minor_on_application(relative: Relative, case: Case) -> Verdict | None:
    """Turning 18 after the application changes nothing."""
    return Verdict.MET if is_minor(case) else None


@rule(
    "REU-SPO-007",
    law.MINOR,
    *Verdict,
    reads=("sponsor.marital_status",),
)
def sponsor_unmarried(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A married minor is not joined by parents; divorced, widowed or in a civil union: advice."""
    if minor_sponsor.answer(relative, case) is Verdict.NOT_MET:
        return None
    status = case.sponsor.marital_status
    if status is None:
        return Ask("sponsor.marital_status")
    if status in (MaritalStatus.SINGLE, MaritalStatus.COHABITING):
        return Verdict.MET
    return Verdict.NOT_MET if status is MaritalStatus.MARRIED else Verdict.ADVICE


@rule(
    "REU-ELI-047",
    law.PROTECTED,
    Verdict.NOT_MET,
    reads=("sponsor.birth_date", "applied_on"),
    decides=False,
)
def adult_sponsor(relative: Relative, case: Case) -> Verdict | None:
    """The parents, brothers and sisters of an adult sponsor are not in the list."""
    refused = minor_sponsor.answer(relative, case) is Verdict.NOT_MET
    return Verdict.NOT_MET if refused else None


@rule(
    "REU-ELI-040",
    law.MINOR,
    Verdict.MET,
    reads=("sponsor.birth_date", "sponsor.marital_status", "applied_on"),
    decides=False,
)
def parent_of_minor(relative: Relative, case: Case) -> Verdict | None:
    """The father and the mother of an unmarried minor may join."""
    return Verdict.MET if is_minor(case) else None


@rule(
    "REU-SPO-006",
    law.MINOR,
    Verdict.MET,
    reads=("sponsor.lives_in_france_with",),
    decides=False,
)
def minor_need_not_be_alone(relative: Relative, case: Case) -> Verdict | None:
    """The law says "unmarried minor", not "unaccompanied minor"."""
    here = case.sponsor.lives_in_france_with
    return Verdict.MET if here and LivesWith.NOBODY not in here and is_minor(case) else None


@rule(
    "REU-ELI-041",
    law.MINOR,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("sponsor.lives_in_france_with",),
)
def one_parent_in_france(relative: Relative, case: Case) -> Verdict | None:
    """A parent may join although the other already lives in France with the minor.

    When both are said to be in France, nobody is left to join as a parent: advice.
    """
    here = PARENTS & (case.sponsor.lives_in_france_with or frozenset())
    if not here or relative.relation is not Relation.PARENT:
        return None
    return Verdict.ADVICE if here == PARENTS else Verdict.MET


# Brothers and sisters


@rule(
    "REU-ELI-044",
    law.MINOR,
    *Verdict,
    reads=("relative.comes_with_parent", "sponsor.lives_in_france_with"),
)
def comes_with_a_parent(relative: Relative, case: Case) -> Verdict | Ask:
    """Brothers and sisters never come alone: they come with a parent who joins."""
    if relative.comes_with_parent is None:
        return Ask("relative.comes_with_parent")
    both_here = (case.sponsor.lives_in_france_with or frozenset()) >= PARENTS
    if relative.comes_with_parent and both_here:
        return Verdict.ADVICE
    return Verdict.of(relative.comes_with_parent)


@rule(
    "REU-ELI-042",
    law.MINOR,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=("relative.in_care_of_joining_parent",),
)
def in_the_parents_care(relative: Relative, case: Case) -> Verdict | Ask:
    """The parent who joins effectively cares for the child; how, leaves room: advice."""
    if relative.in_care_of_joining_parent is None:
        return Ask("relative.in_care_of_joining_parent")
    return Verdict.MET if relative.in_care_of_joining_parent else Verdict.ADVICE


@rule(
    "REU-AGE-011",
    law.SIBLING_AGE,
    *Verdict,
    reads=(
        "relative.birth_date",
        "applied_on",
        "relative.first_request_on",
        "relative.earlier_refusal_final_on",
    ),
)
def sibling_age(relative: Relative, case: Case) -> Verdict | Ask:
    """A brother or sister is under 18 on the day the application is presented."""
    birth = relative.birth_date
    if birth is None:
        return Ask("relative.birth_date")

    def judge(day: date) -> Verdict | Ask:
        majority = birthday(day, ADULT_AGE)
        if case.applied_on < majority:
            return Verdict.MET
        before = any(asked < majority for asked in earlier_request(relative, case))
        return Verdict.ADVICE if before or refusal_still_open(relative, case) else Verdict.NOT_MET

    turns = births_turning(ADULT_AGE, [case.applied_on, relative.first_request_on])
    return across(birth, judge, turns)


@rule("REU-ELI-042", law.MINOR, *Verdict, reads=("relative.marital_status",))
def sibling_unmarried(relative: Relative, case: Case) -> Verdict | Ask:
    """The brothers and sisters who come are not married."""
    return unmarried_verdict(relative, case)


@rule(
    "REU-ELI-043",
    law.MINOR,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=(
        "relative.other_parent",
        "relative.other_parent_since",
        "relative.custody",
        "relative.other_parent_consents",
    ),
)
def half_sibling(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A half-sibling is a child "of the parent" who joins, and so inside the words of the law.

    When the half-sibling's own other parent is alive, custody papers and an agreement go with
    the application; without them, advice.
    """
    if relative.relation is not Relation.HALF_SIBLING:
        return None
    parent = relative.other_parent
    if parent is None:
        return Ask("relative.other_parent")
    if parent in WITH_THE_COUPLE or parent in WAY_A:
        return Verdict.MET
    if parent is OtherParent.MISSING:
        return Verdict.ADVICE
    verdict = custody_verdict(relative, case)
    return Verdict.ADVICE if verdict is Verdict.NOT_MET else verdict
