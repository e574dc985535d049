"""Who may be joined: the status of the sponsor, and what stops every answer."""

from datetime import date

from guide.deadlines import add_months, birthday
from guide.verdicts import Ask, Verdict, rule
from reunification.case import Case, Relative, Status
from reunification.rules import citations as law
from reunification.rules.days import ADULT_AGE, GRANT_MONTHS, has_age

DIRECT = (Status.REFUGEE, Status.SUBSIDIARY_PROTECTION)
PROTECTED = (*DIRECT, Status.STATELESS)
UNCLEAR = (Status.PROTECTED_OTHER_STATE, Status.NATURALISED, Status.OTHER)


@rule("REU-SPO-001", law.PROTECTED, Verdict.MET, Verdict.UNKNOWN, reads=("sponsor.status",))
def protected_sponsor(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A refugee or a person with subsidiary protection may be joined, by the same rules."""
    if case.sponsor.status is None:
        return Ask("sponsor.status")
    return Verdict.MET if case.sponsor.status in DIRECT else None


@rule(
    "REU-SPO-002",
    law.STATELESS,
    *Verdict,
    reads=("sponsor.residence_card_issued", "sponsor.residence_card_issued_on", "applied_on"),
)
def stateless_with_card(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A stateless person may be joined once the first card of that status is issued.

    A card issued after the application is advice: the family can apply again.
    """
    sponsor = case.sponsor
    if sponsor.status is not Status.STATELESS:
        return None
    if sponsor.residence_card_issued is None:
        return Ask("sponsor.residence_card_issued")
    if sponsor.residence_card_issued_on and sponsor.residence_card_issued_on > case.applied_on:
        return Verdict.ADVICE
    return Verdict.of(sponsor.residence_card_issued)


@rule(
    "REU-SPO-003",
    law.PROTECTED,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("sponsor.protected_on", "applied_on"),
)
def protection_granted(relative: Relative, case: Case) -> Verdict | None:
    """The family may apply as soon as protection is granted, by OFPRA or by the CNDA.

    Nothing is said of it to a stateless person, whose family waits for the card (L. 582-5).
    """
    granted = case.sponsor.protected_on
    if granted is None or case.sponsor.status not in PROTECTED:
        return None
    if granted > case.applied_on:
        return Verdict.ADVICE
    return None if case.sponsor.status is Status.STATELESS else Verdict.MET


@rule("REU-SPO-010", law.FAMILY_CARD_HOLDER, Verdict.NOT_MET, reads=("sponsor.status",))
def family_card_holder(relative: Relative, case: Case) -> Verdict | None:
    """Who only holds a card as family of a protected person is not a sponsor."""
    if case.sponsor.status is Status.FAMILY_RESIDENCE_CARD:
        return Verdict.NOT_MET
    return None


@rule("REU-SPO-011", law.TEMPORARY_PROTECTION, Verdict.NOT_MET, reads=("sponsor.status",))
def temporary_protection(relative: Relative, case: Case) -> Verdict | None:
    """Temporary protection opens another way, by a decision of the prefect."""
    if case.sponsor.status is Status.TEMPORARY_PROTECTION:
        return Verdict.NOT_MET
    return None


@rule("REU-SPO-012", law.PROTECTED, Verdict.NOT_MET, reads=("sponsor.status",))
def claim_pending(relative: Relative, case: Case) -> Verdict | None:
    """Nobody is a sponsor while the asylum claim is pending."""
    return Verdict.NOT_MET if case.sponsor.status is Status.ASYLUM_SEEKER else None


@rule("REU-SPO-013", law.PROTECTED, Verdict.ADVICE, reads=("sponsor.status",))
def status_not_covered(relative: Relative, case: Case) -> Verdict | None:
    """The text does not speak of the other statuses: advice, never a yes, never a no."""
    return Verdict.ADVICE if case.sponsor.status in UNCLEAR else None


@rule("REU-SPO-004", law.PROTECTED, Verdict.ADVICE)
def public_order(relative: Relative, case: Case) -> Verdict | None:
    """A threat to public order closes the right; this program never judges it."""
    return Verdict.ADVICE if case.sponsor.public_order_concern else None


@rule("REU-SPO-013", law.PROTECTED, Verdict.ADVICE)
def protection_withdrawn(relative: Relative, case: Case) -> Verdict | None:
    """A protection that is being withdrawn makes every answer uncertain."""
    return Verdict.ADVICE if case.sponsor.protection_being_withdrawn else None


@rule("REU-REF-001", law.REFUSALS, Verdict.ADVICE)
def author_of_persecution(relative: Relative, case: Case) -> Verdict | None:
    """A relative shown to have taken part in the persecution is refused; advice first."""
    return Verdict.ADVICE if relative.author_of_persecution else None


def is_minor(case: Case) -> bool | None:
    """Is the sponsor under 18 on the day of the application? None when nobody can tell."""
    birth = case.sponsor.birth_date
    if birth is None:
        return None
    adult = has_age(birth, ADULT_AGE, by=case.applied_on)
    return None if adult is None else not adult


def within_months_of_grant(day: date, case: Case) -> bool:
    granted = case.sponsor.protected_on
    return granted is not None and day <= add_months(granted, GRANT_MONTHS)


def months_after_majority(birth_date: date) -> date:
    return add_months(birthday(birth_date, ADULT_AGE), GRANT_MONTHS)


STATUS = (
    protected_sponsor,
    stateless_with_card,
    protection_granted,
    family_card_holder,
    temporary_protection,
    claim_pending,
    status_not_covered,
)
STOPS = (public_order, protection_withdrawn, author_of_persecution)
