"""Other ways than réunification, for somebody whom réunification leaves outside."""

from guide.verdicts import Ask, Verdict, rule
from reunification.case import Case, Relation, Relative, Status, UnionKind
from reunification.rules import citations as law
from reunification.rules.children import unmarried_verdict
from reunification.rules.days import ADULT_AGE, Side, has_age
from reunification.rules.sponsor import PROTECTED, is_minor
from reunification.rules.unions import (
    another_spouse_in_france,
    couple_before_claim,
    couple_ended,
    couple_of,
    kind_of,
    lives_in_france,
    married_as_a_child,
    minor_sponsor_in_couple,
    partner_age,
    several_spouses_abroad,
    union_of,
)

CHILDREN = (
    Relation.CHILD_OF_COUPLE,
    Relation.CHILD_OTHER_UNION,
    Relation.STEPCHILD,
    Relation.ADOPTED_CHILD,
)
PARTNERS = (Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.COHABITING_PARTNER)


def _worst(*answers: Verdict | Ask | None) -> Verdict | Ask:
    """NOT_MET, then what is missing, then ADVICE, then MET."""
    if Verdict.NOT_MET in answers:
        return Verdict.NOT_MET
    missing = dict.fromkeys(
        fact for answer in answers if isinstance(answer, Ask) for fact in answer
    )
    if missing:
        return Ask(*missing)
    return Verdict.ADVICE if Verdict.ADVICE in answers else Verdict.MET


def _couple_is_sound(relative: Relative, case: Case) -> Verdict | Ask:
    """Age, a union that goes on, and one spouse only: what every route for a couple asks."""
    return _worst(
        partner_age.answer(relative, case),
        couple_ended.answer(relative, case),
        married_as_a_child.answer(relative, case),
        minor_sponsor_in_couple.answer(relative, case),
        another_spouse_in_france.answer(relative, case),
        several_spouses_abroad.answer(relative, case),
    )


def _married(relative: Relative, case: Case) -> Verdict | Ask:
    """Is there a marriage the State knows of? A religious one that nobody registered: advice."""
    union, kind = union_of(relative), kind_of(relative)
    if relative.relation is Relation.SPOUSE and union.kind is None and union.registered_on is None:
        return Ask("relative.union.kind")
    if kind is UnionKind.CIVIL_MARRIAGE:
        return Verdict.MET
    if kind is UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE:
        return Verdict.MET if union.registered_on is not None else Verdict.ADVICE
    return Verdict.NOT_MET


def _small_child(relative: Relative, case: Case) -> Verdict | Ask:
    """Under 18 and unmarried."""
    if relative.birth_date is None:
        return Ask("relative.birth_date")
    adult = has_age(relative.birth_date, ADULT_AGE, by=case.applied_on)
    return _worst(
        Verdict.of(None if adult is None else not adult), unmarried_verdict(relative, case)
    )


def _late(relative: Relative, case: Case) -> bool:
    """Is the union itself what closes réunification?"""
    return couple_before_claim.answer(relative, case) is Verdict.NOT_MET


@rule(
    "REU-SPO-011",
    law.TEMPORARY_PROTECTION,
    *Verdict,
    reads=("relative.relation", "relative.birth_date"),
)
def family_of_temporary_protection(relative: Relative, case: Case) -> Verdict | Ask | None:
    """The prefect may bring the spouse and the minor children of a temporary protected person."""
    if case.sponsor.status is not Status.TEMPORARY_PROTECTION:
        return None
    if relative.relation is Relation.SPOUSE:
        sound = _worst(
            couple_ended.answer(relative, case), another_spouse_in_france.answer(relative, case)
        )
        here = Verdict.ADVICE if lives_in_france(relative, case) else Verdict.MET
        return _worst(sound, here)
    if relative.relation in CHILDREN:
        here = Verdict.ADVICE if lives_in_france(relative, case) else Verdict.MET
        small = _small_child(relative, case)
        return small if small is Verdict.NOT_MET else _worst(small, here)
    if relative.relation in (*PARTNERS, Relation.KAFALA_CHILD):
        return Verdict.ADVICE
    family = (Relation.PARENT, Relation.SIBLING, Relation.HALF_SIBLING)
    minor = case.sponsor.birth_date is not None and is_minor(case) is not False
    return Verdict.ADVICE if relative.relation in family and minor else Verdict.NOT_MET


@rule(
    "REU-OUT-004",
    law.FAMILY_CARD,
    *Verdict,
    reads=("relative.lives_in", "relative.birth_date", "relative.union.formed_on"),
)
def card_for_spouse_in_france(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A residence card for the spouse or civil partner who already lives in France.

    The union is later than the claim, has lasted a year, and the couple lives together.
    """
    if case.sponsor.status not in PROTECTED or not lives_in_france(relative, case):
        return None
    if relative.relation not in PARTNERS or not _late(relative, case):
        return None
    kind = kind_of(relative)
    union = Verdict.MET if kind is UnionKind.CIVIL_UNION else _married(relative, case)
    return _worst(union, _couple_is_sound(relative, case))


@rule(
    "REU-OUT-001",
    law.REGROUPEMENT,
    *Verdict,
    reads=("relative.relation", "relative.birth_date", "relative.union.kind"),
)
def regroupement(relative: Relative, case: Case) -> Verdict | Ask | None:
    """Regroupement familial: a spouse married too late, or the family of who is no sponsor.

    For marriages only, with a spouse of at least 18 and children under 18.
    """
    if case.sponsor.status in PROTECTED:
        if relative.relation not in PARTNERS or not _late(relative, case):
            return None
        abroad = Verdict.NOT_MET if lives_in_france(relative, case) else Verdict.MET
        return _worst(abroad, _married(relative, case), _couple_is_sound(relative, case))
    if case.sponsor.status is not Status.FAMILY_RESIDENCE_CARD:
        return None
    abroad = Verdict.ADVICE if lives_in_france(relative, case) else Verdict.MET
    if relative.relation in PARTNERS:
        return _worst(abroad, _married(relative, case), _couple_is_sound(relative, case))
    if relative.relation in CHILDREN:
        return _worst(abroad, _small_child(relative, case))
    return Verdict.ADVICE if relative.relation is Relation.KAFALA_CHILD else Verdict.NOT_MET


@rule(
    "REU-OUT-002",
    law.REGROUPEMENT_CONDITIONS,
    Verdict.NOT_MET,
    reads=("relative.union.kind",),
    decides=False,
)
def regroupement_is_for_marriages(relative: Relative, case: Case) -> Verdict | None:
    """Regroupement familial is for married couples only."""
    if relative.relation not in PARTNERS or _married(relative, case) is not Verdict.NOT_MET:
        return None
    status = case.sponsor.status
    concerned = status is Status.FAMILY_RESIDENCE_CARD or (
        status in PROTECTED and _late(relative, case)
    )
    return Verdict.NOT_MET if concerned else None


@rule(
    "REU-ELI-010",
    law.PARTNERS_OF_ANY_KIND,
    Verdict.NOT_MET,
    reads=("relative.union.formed_on", "sponsor.claim_lodged_on"),
    decides=False,
)
def union_after_claim(relative: Relative, case: Case) -> Verdict | None:
    """A union formed after the claim is not réunification; another way first, and a lawyer."""
    if case.sponsor.status not in PROTECTED or relative.relation not in PARTNERS:
        return None
    couple = couple_of(relative, case)
    late = couple.formed is Side.AFTER and _late(relative, case)
    return Verdict.NOT_MET if late else None


TRY_A_VISA = (
    *CHILDREN,
    Relation.PARENT,
    Relation.SIBLING,
    Relation.HALF_SIBLING,
    Relation.GRANDCHILD,
    Relation.GRANDPARENT,
    Relation.NEPHEW_OR_NIECE,
    Relation.OTHER,
)


@rule(
    "REU-OUT-005",
    law.PRIVATE_LIFE,
    Verdict.ADVICE,
    reads=("relative.relation",),
    decides=False,
)
def visa_without_right(relative: Relative, case: Case) -> Verdict | None:
    """No right, but a visa may be tried: visitor, or on humanitarian grounds."""
    if case.sponsor.status not in (*PROTECTED, Status.FAMILY_RESIDENCE_CARD):
        return None
    return Verdict.ADVICE if relative.relation in TRY_A_VISA else None


@rule(
    "REU-OUT-006",
    law.CHILD_INTEREST,
    Verdict.ADVICE,
    reads=("relative.relation",),
    decides=False,
)
def visa_for_kafala(relative: Relative, case: Case) -> Verdict | None:
    """A long-stay visa may be asked in the interest of a child entrusted by a court."""
    return Verdict.ADVICE if relative.relation is Relation.KAFALA_CHILD else None


ROUTES = (family_of_temporary_protection, card_for_spouse_in_france, regroupement)
NOTES = (regroupement_is_for_marriages, visa_without_right)
