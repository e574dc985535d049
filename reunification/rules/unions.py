"""Who may join as a couple: spouses and partners."""

from dataclasses import dataclass

from guide.deadlines import add_months
from guide.partial_dates import PartialDate
from guide.verdicts import Ask, Verdict, rule
from reunification.case import Case, LivesWith, MaritalStatus, Relation, Relative, Union, UnionKind
from reunification.rules import citations as law
from reunification.rules.days import ADULT_AGE, Side, has_age, side_of_claim
from reunification.rules.sponsor import is_minor

MARRIAGES = (UnionKind.CIVIL_MARRIAGE, UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE)

# Not law, which says "stable and continuous enough": below these the program says "advice".
LIFE_TOGETHER_MONTHS = 12  # at least, before the claim
WITH_CHILDREN_MONTHS = 6  # the same, for a couple with common children: strong proof
APART_MONTHS = 36  # at most, between the last day together and the claim, without children

UNION_FACTS = (
    "relative.union.kind",
    "relative.union.formed_on",
    "relative.union.registered_on",
    "sponsor.registered_on",
    "sponsor.claim_lodged_on",
)
LIFE_FACTS = (
    "relative.union.life_together_from",
    "relative.union.life_together_until",
    "relative.union.common_children",
    "sponsor.claim_lodged_on",
)
NO_UNION = Union()


def union_of(relative: Relative) -> Union:
    return relative.union or NO_UNION


def kind_of(relative: Relative) -> UnionKind:
    """The kind of the couple: the one told, or the one the relation says."""
    told = union_of(relative).kind
    if told is not None and told is not UnionKind.NONE:
        return told
    if relative.relation is Relation.SPOUSE:
        return UnionKind.CIVIL_MARRIAGE if told is None else UnionKind.NONE
    if relative.relation is Relation.CIVIL_PARTNER:
        return UnionKind.CIVIL_UNION if told is None else UnionKind.NONE
    return UnionKind.COHABITATION if told is None else UnionKind.NONE


@dataclass(frozen=True, slots=True)
class Couple:
    """A couple beside the asylum claim.

    `formed` and `registered` are None when that date, or the day of the claim, was not told;
    `late_unknown` says that it was registered on a day that cannot be placed. `life` is the
    verdict on the life together, None when nothing was told of it.
    """

    kind: UnionKind
    formed: Side | None
    registered: Side | None
    late_unknown: bool
    life: Verdict | None


def couple_of(relative: Relative, case: Case) -> Couple:
    union, kind = union_of(relative), kind_of(relative)
    together_from = union.life_together_from
    if together_from is None and kind in (UnionKind.COHABITATION, UnionKind.NONE):
        together_from = union.formed_on
    registered = None if union.registered_on is None else side_of_claim(union.registered_on, case)
    return Couple(
        kind,
        None if union.formed_on is None else side_of_claim(union.formed_on, case),
        registered,
        union.registered_on is not None and registered is None,
        _life_before_claim(together_from, union, case),
    )


def _life_before_claim(since: PartialDate | None, union: Union, case: Case) -> Verdict | None:
    """Was there a life together, stable and continuous enough, before the claim?

    Uncertain days count for the shortest time together and the longest time apart.
    """
    if since is None:
        return None
    side, claim = side_of_claim(since, case), case.sponsor.claim_lodged_on
    if side is None or claim is None:
        return None
    if side is Side.AFTER:
        return Verdict.NOT_MET
    until, children = union.life_together_until, union.common_children
    end = claim if until is None else min(until.earliest, claim)
    months = WITH_CHILDREN_MONTHS if children else LIFE_TOGETHER_MONTHS
    long_enough = add_months(since.latest, months) <= end
    lately_enough = children or claim <= add_months(end, APART_MONTHS)
    return Verdict.of(True if side is Side.BEFORE and long_enough and lately_enough else None)


def marriage_verdict(couple: Couple) -> Verdict | None:
    """The marriage or civil union by itself; None when its date, or the claim's, is not told.

    A religious or customary marriage counts by itself once registered before the claim.
    Registered later, or never, it is in doubt and the life together decides.
    """
    if couple.formed is None or couple.late_unknown:
        return None
    if couple.formed is Side.AFTER:
        return Verdict.NOT_MET
    if couple.formed is Side.GREY:
        return Verdict.ADVICE
    if couple.kind is UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE:
        return Verdict.of(True if couple.registered is Side.BEFORE else None)
    return Verdict.of(True if couple.registered in (None, Side.BEFORE) else None)


def _union_verdict(relative: Relative, case: Case, kinds: tuple[UnionKind, ...]) -> Verdict | None:
    couple = couple_of(relative, case)
    return marriage_verdict(couple) if couple.kind in kinds else None


@rule(
    "REU-ELI-015",
    law.PARTNERS_OF_ANY_KIND,
    Verdict.NOT_MET,
    Verdict.ADVICE,
    Verdict.UNKNOWN,
    reads=("relative.union.formed_on", "relative.union.life_together_from"),
)
def engaged_only(relative: Relative, case: Case) -> Verdict | Ask:
    """A fiancé is not in the list, unless the couple already had a life of its own."""
    union = union_of(relative)
    starts = [
        side_of_claim(day, case)
        for day in (union.formed_on, union.life_together_from)
        if day is not None
    ]
    if None in starts:
        return Ask("sponsor.claim_lodged_on")
    return Verdict.NOT_MET if set(starts) <= {Side.AFTER} else Verdict.ADVICE


@rule(
    "REU-ELI-015",
    law.PARTNERS_OF_ANY_KIND,
    Verdict.NOT_MET,
    Verdict.ADVICE,
    reads=(
        "relative.union.ended_on",
        "relative.marital_status",
        "sponsor.marital_status",
        "applied_on",
    ),
)
def couple_ended(relative: Relative, case: Case) -> Verdict | None:
    """A divorced spouse, or a partner who has left, is not in the list.

    Spouses who live apart and are still married are: that is a matter for advice.
    """
    union = union_of(relative)
    if union.ended_on is not None:
        married = relative.marital_status is MaritalStatus.MARRIED
        still_married = married and relative.relation is Relation.SPOUSE
        surely_over = union.ended_on.on_or_before(case.applied_on) and not still_married
        return Verdict.NOT_MET if surely_over else Verdict.ADVICE
    if relative.relation is not Relation.SPOUSE:
        return None
    statuses = (relative.marital_status, case.sponsor.marital_status)
    parted = [
        status in (MaritalStatus.DIVORCED, MaritalStatus.WIDOWED) for status in statuses if status
    ]
    if not any(parted):
        return None
    both_divorced = statuses == (MaritalStatus.DIVORCED, MaritalStatus.DIVORCED)
    if both_divorced and kind_of(relative) is UnionKind.CIVIL_MARRIAGE:
        return Verdict.NOT_MET
    return Verdict.ADVICE


@rule(
    "REU-ELI-007",
    law.PARTNERS_OF_ANY_KIND,
    *Verdict,
    reads=("relative.birth_date", "applied_on"),
)
def partner_age(relative: Relative, case: Case) -> Verdict | Ask:
    """The spouse or partner who joins is at least 18 on the day of the application."""
    if relative.birth_date is None:
        return Ask("relative.birth_date")
    return Verdict.of(has_age(relative.birth_date, ADULT_AGE, by=case.applied_on))


@rule(
    "REU-ELI-001",
    law.PARTNERS,
    *Verdict,
    reads=UNION_FACTS,
    decides=False,
)
def marriage_before_claim(relative: Relative, case: Case) -> Verdict | Ask | None:
    """The marriage is earlier than the introduction of the asylum claim."""
    if kind_of(relative) is not UnionKind.CIVIL_MARRIAGE:
        return None
    verdict = _union_verdict(relative, case, MARRIAGES)
    return _ask_union(relative, case) if verdict is None else verdict


@rule(
    "REU-ELI-002",
    law.PARTNERS,
    *Verdict,
    reads=UNION_FACTS,
    decides=False,
)
def civil_union_before_claim(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A civil union follows the same two conditions as a marriage."""
    if kind_of(relative) is not UnionKind.CIVIL_UNION:
        return None
    verdict = _union_verdict(relative, case, (UnionKind.CIVIL_UNION,))
    return _ask_union(relative, case) if verdict is None else verdict


@rule(
    "REU-ELI-008",
    law.LATE_REGISTRATION,
    Verdict.MET,
    Verdict.ADVICE,
    Verdict.NOT_MET,
    reads=(*UNION_FACTS, "relative.union.life_together_from"),
    decides=False,
)
def religious_or_late_marriage(relative: Relative, case: Case) -> Verdict | None:
    """A religious or late-registered marriage: life together before the claim is enough.

    MET: registered before the claim, or a long enough life together. A refusal that rested on
    the late registration alone was annulled.
    """
    couple = couple_of(relative, case)
    late = couple.registered not in (None, Side.BEFORE)
    if couple.kind is not UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE and not late:
        return None
    if couple.kind not in (*MARRIAGES, UnionKind.CIVIL_UNION):
        return None
    return _best(marriage_verdict(couple), couple.life)


@rule(
    "REU-ELI-003",
    law.COHABITING,
    Verdict.MET,
    Verdict.ADVICE,
    Verdict.NOT_MET,
    reads=LIFE_FACTS,
    decides=False,
)
def life_together_before_claim(relative: Relative, case: Case) -> Verdict | None:
    """Before the claim, a life together stable and continuous enough; any proof is admitted."""
    return couple_of(relative, case).life


@rule(
    "REU-ELI-006",
    law.PARTNERS_OF_ANY_KIND,
    Verdict.ADVICE,
    reads=("relative.union.formed_on", "sponsor.registered_on", "sponsor.claim_lodged_on"),
    decides=False,
)
def union_near_claim(relative: Relative, case: Case) -> Verdict | None:
    """A union between the registration at the prefecture and the filing with OFPRA."""
    couple = couple_of(relative, case)
    return Verdict.ADVICE if couple.formed is Side.GREY else None


@rule(
    "REU-ELI-004",
    law.PARTNERS_OF_ANY_KIND,
    *Verdict,
    reads=(*UNION_FACTS, "relative.union.life_together_from"),
)
def couple_before_claim(relative: Relative, case: Case) -> Verdict | Ask:
    """The couple existed before the introduction of the asylum claim, in one way or another.

    The claim counts, not the arrival in France. The marriage or civil union, or else the life
    together: the better of the two decides (L. 561-2, 1° or 2°).
    """
    couple = couple_of(relative, case)
    if couple.kind in (UnionKind.COHABITATION, UnionKind.NONE):
        return _life_alone(relative, case, couple)
    verdict = _best(marriage_verdict(couple), couple.life)
    if verdict is Verdict.MET:
        return _ask_kind_of_marriage(relative, couple) or verdict
    if couple.formed is Side.AFTER and verdict is not None:
        return verdict
    if couple.formed is None or case.sponsor.claim_lodged_on is None:
        return _ask_union(relative, case)
    religious = couple.kind is UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE
    nothing_else = couple.registered is None and couple.life is None
    if religious and couple.formed is Side.BEFORE and nothing_else:
        return _ask_life(relative, case)
    return Verdict.ADVICE


def _life_alone(relative: Relative, case: Case, couple: Couple) -> Verdict | Ask:
    """The verdict on a couple that is not married, nor in a civil union."""
    lived_together = union_of(relative).life_together_from is not None
    if couple.kind is UnionKind.COHABITATION or lived_together:
        return couple.life or _ask_life(relative, case)
    # "No couple": nothing but the relation says that there is one.
    return Verdict.NOT_MET if relative.relation is Relation.COHABITING_PARTNER else Verdict.ADVICE


def _ask_kind_of_marriage(relative: Relative, couple: Couple) -> Ask | None:
    """A marriage of a kind nobody told counts by itself, unless it was never registered."""
    told = union_of(relative).kind is not None or relative.relation is not Relation.SPOUSE
    if told or couple.life is Verdict.MET or couple.registered is Side.BEFORE:
        return None
    return Ask("relative.union.kind")


def _best(*verdicts: Verdict | None) -> Verdict | None:
    """The most favourable of the verdicts that could be given."""
    for verdict in (Verdict.MET, Verdict.ADVICE, Verdict.NOT_MET):
        if verdict in verdicts:
            return verdict
    return None


def _ask_union(relative: Relative, case: Case) -> Ask:
    union = union_of(relative)
    return Ask(
        *(["relative.union.kind"] if union.kind is None else []),
        *(["relative.union.formed_on"] if union.formed_on is None else []),
        *(["sponsor.claim_lodged_on"] if case.sponsor.claim_lodged_on is None else []),
    )


def _ask_life(relative: Relative, case: Case) -> Ask:
    union = union_of(relative)
    told = union.life_together_from is not None
    return Ask(
        *([] if told else ["relative.union.life_together_from"]),
        *(["sponsor.claim_lodged_on"] if case.sponsor.claim_lodged_on is None else []),
    )


@rule(
    "REU-ELI-009",
    law.CIVIL_CODE_47,
    Verdict.ADVICE,
    reads=("relative.union.formed_on", "relative.birth_date", "sponsor.birth_date"),
)
def married_as_a_child(relative: Relative, case: Case) -> Verdict | None:
    """A marriage when one of the two may have been under 18 is in doubt."""
    formed_on = union_of(relative).formed_on
    if formed_on is None or kind_of(relative) not in MARRIAGES:
        return None
    births = (relative.birth_date, case.sponsor.birth_date)
    if any(
        birth is not None and has_age(birth, ADULT_AGE, by=formed_on.earliest) is not True
        for birth in births
    ):
        return Verdict.ADVICE
    return None


@rule(
    "REU-SPO-007",
    law.PROTECTED,
    Verdict.ADVICE,
    reads=("sponsor.birth_date", "applied_on"),
)
def minor_sponsor_in_couple(relative: Relative, case: Case) -> Verdict | None:
    """The law sets no age for the sponsor here, but the union of a minor may be contested."""
    if case.sponsor.birth_date is None or is_minor(case) is False:
        return None
    return Verdict.ADVICE


def other_spouse_in_france(case: Case) -> bool:
    return LivesWith.OTHER_SPOUSE in (case.sponsor.lives_in_france_with or ())


@rule(
    "REU-ELI-012",
    law.POLYGAMY,
    Verdict.NOT_MET,
    Verdict.ADVICE,
    reads=("sponsor.lives_in_france_with",),
)
def another_spouse_in_france(relative: Relative, case: Case) -> Verdict | None:
    """With one spouse already in France, no other spouse can join."""
    if not other_spouse_in_france(case):
        return None
    return Verdict.NOT_MET if relative.relation is Relation.SPOUSE else Verdict.ADVICE


@rule(
    "REU-ELI-013",
    law.SEVERAL_SPOUSES,
    Verdict.ADVICE,
    reads=("relative.union.polygamous",),
)
def several_spouses_abroad(relative: Relative, case: Case) -> Verdict | None:
    """Several marriages abroad do not close the right of the one spouse who comes: advice."""
    if other_spouse_in_france(case) or not union_of(relative).polygamous:
        return None
    return Verdict.ADVICE


def lives_in_france(relative: Relative, case: Case) -> bool:
    if relative.lives_in == "FR":
        return True
    here = case.sponsor.lives_in_france_with or frozenset()
    return relative.relation is Relation.SPOUSE and LivesWith.SPOUSE in here


@rule(
    "REU-APP-001",
    law.VISA,
    Verdict.ADVICE,
    reads=("relative.lives_in", "sponsor.lives_in_france_with"),
)
def already_in_france(relative: Relative, case: Case) -> Verdict | None:
    """The procedure is a visa asked for abroad: who is already in France needs advice."""
    return Verdict.ADVICE if lives_in_france(relative, case) else None


COUPLE = (
    couple_ended,
    partner_age,
    marriage_before_claim,
    civil_union_before_claim,
    religious_or_late_marriage,
    life_together_before_claim,
    union_near_claim,
    couple_before_claim,
    married_as_a_child,
    minor_sponsor_in_couple,
    another_spouse_in_france,
    several_spouses_abroad,
    already_in_france,
)
ENGAGED = (engaged_only, already_in_france)
