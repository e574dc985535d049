"""Who may join as a child: of the couple, of another union, of the partner, adopted, kafala."""

from datetime import date

from guide.deadlines import add_months, birthday
from guide.partial_dates import PartialDate
from guide.verdicts import Ask, Verdict, rule
from reunification.case import (
    Case,
    Custody,
    MaritalStatus,
    OtherParent,
    Relation,
    Relative,
    Status,
    UnionKind,
)
from reunification.rules import citations as law
from reunification.rules.days import (
    ADULT_AGE,
    CHILD_AGE,
    GRANT_MONTHS,
    Side,
    across,
    births_turning,
    has_age,
    side_of_claim,
)
from reunification.rules.sponsor import within_months_of_grant
from reunification.rules.unions import (
    MARRIAGES,
    couple_of,
    marriage_verdict,
    other_spouse_in_france,
    union_of,
)

OWN_CHILD = (Relation.CHILD_OF_COUPLE, Relation.CHILD_OTHER_UNION, Relation.ADOPTED_CHILD)
WITH_THE_COUPLE = (OtherParent.JOINING, OtherParent.IN_FRANCE_WITH_SPONSOR)
WAY_A = (OtherParent.DECEASED, OtherParent.RIGHTS_REMOVED, OtherParent.NOT_ON_BIRTH_RECORD)

# Not law: nobody is asked whether a child under this age is married.
MARRIAGE_ASKED_FROM = 12  # years

AGE_FACTS = (
    "relative.birth_date",
    "applied_on",
    "sponsor.claim_lodged_on",
    "sponsor.protected_on",
    "relative.first_request_on",
    "relative.earlier_refusal_final_on",
)


# Age


def passed(birth_date: date, day: date, age: int = CHILD_AGE) -> bool:
    """Is that birthday over? The birthday itself is still inside ("n'ayant pas dépassé")."""
    return day > birthday(birth_date, age)


def reached_before_grant(birth_date: date, case: Case) -> bool | None:
    """Did the child reach 19 between the claim and the grant? None when a date is missing.

    One date alone can be enough to say no.
    """
    claim, granted = case.sponsor.claim_lodged_on, case.sponsor.protected_on
    reached = birthday(birth_date, CHILD_AGE)
    if (claim is not None and reached < claim) or (granted is not None and granted < reached):
        return False
    return None if claim is None or granted is None else True


def frozen(birth_date: date, day: date, case: Case) -> bool | None:
    """Is the age that of the claim, for an application presented on `day`?

    Yes when the child reached 19 between the claim and the grant, and the application comes
    within three months of the grant (CE, avis, n° 472495). None when a date is missing.
    """
    granted = case.sponsor.protected_on
    if granted is not None and day > add_months(granted, GRANT_MONTHS):
        return False
    return reached_before_grant(birth_date, case)


def earlier_request(relative: Relative, case: Case) -> tuple[date, ...]:
    """The first dated request, when it may count as the day of presentation.

    A refusal that has become final closes what came before it: the age is that of the new
    application. An uncertain day of that refusal leaves the doubt open.
    """
    asked, refusal = relative.first_request_on, relative.earlier_refusal_final_on
    if asked is None or asked >= case.applied_on:
        return ()
    if (
        refusal is not None
        and refusal.on_or_before(case.applied_on)
        and refusal.on_or_before(asked) is False
    ):
        return ()
    return (asked,)


def refusal_still_open(relative: Relative, case: Case) -> bool:
    """Was an earlier refusal not yet final on the day of this application?"""
    refusal = relative.earlier_refusal_final_on
    return refusal is not None and refusal.on_or_before(case.applied_on) is not True


def _own_child_age(birth_date: date, relative: Relative, case: Case) -> Verdict | Ask:
    if not passed(birth_date, case.applied_on):
        return Verdict.MET
    freeze = frozen(birth_date, case.applied_on, case)
    if freeze:
        stateless = case.sponsor.status is Status.STATELESS
        return Verdict.ADVICE if stateless else Verdict.MET  # the avis speaks of the two others
    earlier = earlier_request(relative, case)
    if any(not passed(birth_date, day) or frozen(birth_date, day, case) for day in earlier):
        return Verdict.ADVICE
    if refusal_still_open(relative, case):
        return Verdict.ADVICE
    if freeze is None:
        return _ask_claim_and_grant(case)
    return Verdict.NOT_MET


def _ask_claim_and_grant(case: Case) -> Ask:
    sponsor = case.sponsor
    return Ask(
        *(["sponsor.claim_lodged_on"] if sponsor.claim_lodged_on is None else []),
        *(["sponsor.protected_on"] if sponsor.protected_on is None else []),
    )


def _age_turns(relative: Relative, case: Case) -> list[date]:
    days = [
        case.applied_on,
        case.sponsor.claim_lodged_on,
        case.sponsor.protected_on,
        relative.first_request_on,
    ]
    return births_turning(CHILD_AGE, days) + births_turning(ADULT_AGE, days)


@rule("REU-ELI-020", law.CHILDREN, *Verdict, reads=AGE_FACTS)
def child_age(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A child may join up to, and on, the 19th birthday.

    The age is that of the day the family applies for the visa, or that of the asylum claim when
    `frozen`. A dated request before that day, or a refusal not yet final, leaves a doubt.
    """
    birth = relative.birth_date
    if birth is None:
        return Ask("relative.birth_date")
    return across(
        birth, lambda day: _own_child_age(day, relative, case), _age_turns(relative, case)
    )


@rule("REU-ELI-028", law.STEPCHILD, *Verdict, reads=AGE_FACTS)
def stepchild_age(relative: Relative, case: Case) -> Verdict | Ask:
    """A child of the spouse: under 18 is sure, 18 is advice, past the 19th birthday is over."""
    birth = relative.birth_date
    if birth is None:
        return Ask("relative.birth_date")

    def judge(day: date) -> Verdict | Ask:
        if case.applied_on < birthday(day, ADULT_AGE):
            return Verdict.MET
        verdict = _own_child_age(day, relative, case)
        return Verdict.ADVICE if verdict is Verdict.MET else verdict

    return across(birth, judge, _age_turns(relative, case))


@rule(
    "REU-AGE-001",
    law.AGE_OF_CHILDREN,
    Verdict.MET,
    reads=("relative.birth_date", "applied_on"),
    decides=False,
)
def age_on_application(relative: Relative, case: Case) -> Verdict | None:
    """The age is looked at on the day the visa application is presented."""
    return None if relative.birth_date is None else Verdict.MET


@rule(
    "REU-ELI-021",
    law.CHILDREN,
    Verdict.ADVICE,
    reads=("relative.birth_date", "applied_on"),
    decides=False,
)
def on_the_birthday(relative: Relative, case: Case) -> Verdict | None:
    """The 19th birthday itself is inside the words of the law, but practice may differ."""
    birth = relative.birth_date
    if birth is None or not birth.is_exact:
        return None
    on_it = birthday(birth.earliest, CHILD_AGE) == case.applied_on
    return Verdict.ADVICE if on_it else None


@rule(
    "REU-ELI-022",
    law.CHILDREN,
    Verdict.MET,
    reads=("relative.birth_date", "applied_on"),
    decides=False,
)
def eighteen_is_inside(relative: Relative, case: Case) -> Verdict | None:
    """The limit is 19, not 18, without any condition of dependency."""
    birth = relative.birth_date
    if birth is None or not has_age(birth, ADULT_AGE, by=case.applied_on):
        return None
    return None if passed(birth.earliest, case.applied_on) else Verdict.MET


@rule(
    "REU-AGE-004",
    law.AGE_FROZEN,
    Verdict.MET,
    Verdict.NOT_MET,
    reads=AGE_FACTS,
    decides=False,
)
def age_frozen(relative: Relative, case: Case) -> Verdict | None:
    """A child who reached 19 between the claim and the grant keeps the age of the claim.

    The family then applies within three months of the grant.
    """
    birth = relative.birth_date
    if birth is None or not passed(birth.latest, case.applied_on):
        return None
    if not (
        reached_before_grant(birth.earliest, case) and reached_before_grant(birth.latest, case)
    ):
        return None
    return Verdict.of(within_months_of_grant(case.applied_on, case))


@rule(
    "REU-AGE-010",
    law.AGE_FROZEN,
    Verdict.MET,
    reads=("sponsor.status",),
    decides=False,
)
def freeze_for_both_statuses(relative: Relative, case: Case) -> Verdict | None:
    """The Conseil d'État froze the age for refugees and for subsidiary protection alike."""
    if case.sponsor.status is not Status.SUBSIDIARY_PROTECTION:
        return None
    return Verdict.MET if age_frozen.answer(relative, case) is Verdict.MET else None


@rule(
    "REU-AGE-007",
    law.AGE_FROZEN,
    Verdict.ADVICE,
    reads=("relative.first_request_on", "applied_on"),
    decides=False,
)
def earlier_request_may_count(relative: Relative, case: Case) -> Verdict | None:
    """A dated request before the birthday may count as the day of presentation."""
    birth = relative.birth_date
    if birth is None or not earlier_request(relative, case):
        return None
    limit = CHILD_AGE if relative.relation in (*OWN_CHILD, Relation.STEPCHILD) else ADULT_AGE
    past_limit = has_age(birth, limit, by=case.applied_on) is not False
    return Verdict.ADVICE if past_limit else None


@rule(
    "REU-AGE-003",
    law.AGE_FROZEN,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("relative.earlier_refusal_final_on", "applied_on"),
    decides=False,
)
def new_application_new_age(relative: Relative, case: Case) -> Verdict | None:
    """After a refusal that has become final, the age is that of the new application."""
    if relative.earlier_refusal_final_on is None:
        return None
    return Verdict.ADVICE if refusal_still_open(relative, case) else Verdict.MET


# Marriage of the child


def unmarried_verdict(relative: Relative, case: Case) -> Verdict | Ask:
    status = relative.marital_status
    if status is MaritalStatus.SINGLE:
        return Verdict.MET
    if status is MaritalStatus.MARRIED:
        return Verdict.NOT_MET
    if status is not None:
        return Verdict.ADVICE
    birth = relative.birth_date
    if birth is not None and has_age(birth, MARRIAGE_ASKED_FROM, by=case.applied_on) is False:
        return Verdict.MET
    return Ask("relative.marital_status")


@rule("REU-ELI-037", law.CHILDREN, *Verdict, reads=("relative.marital_status",))
def child_unmarried(relative: Relative, case: Case) -> Verdict | Ask:
    """A married child is outside, whatever the age; divorced, widowed or in a couple: advice."""
    return unmarried_verdict(relative, case)


# The other parent


@rule(
    "REU-ELI-023",
    law.CHILDREN,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=("relative.other_parent",),
)
def child_of_the_couple(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A child whose other parent joins, or is with the sponsor, is a child of the couple.

    A stepchild whose other parent does so is an unclear story: advice.
    """
    parent = relative.other_parent
    if parent is None:
        adopted = relative.relation is Relation.ADOPTED_CHILD
        return None if adopted else Ask("relative.other_parent")
    if parent not in WITH_THE_COUPLE:
        return None
    return Verdict.ADVICE if relative.relation is Relation.STEPCHILD else Verdict.MET


@rule(
    "REU-ELI-024",
    law.OTHER_UNION_AT_18,
    Verdict.MET,
    reads=("relative.birth_date", "applied_on"),
    decides=False,
)
def other_union_limit(relative: Relative, case: Case) -> Verdict | None:
    """The sponsor's children of another union may join up to 19 too, not 18."""
    return Verdict.MET if relative.relation is Relation.CHILD_OTHER_UNION else None


@rule(
    "REU-ELI-025",
    law.WAY_A,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("relative.other_parent", "relative.other_parent_since", "applied_on"),
)
def only_one_parent(relative: Relative, case: Case) -> Verdict | None:
    """Way A: on the day of the application there is no other parent with rights.

    The other parent is not on the birth record, has died, or has lost parental rights.
    """
    if relative.other_parent not in WAY_A:
        return None
    since = relative.other_parent_since
    return Verdict.MET if since is None or since.on_or_before(case.applied_on) else Verdict.ADVICE


@rule(
    "REU-ELI-030",
    law.MISSING_PARENT,
    Verdict.ADVICE,
    reads=("relative.other_parent", "relative.other_parent_since"),
)
def parent_missing(relative: Relative, case: Case) -> Verdict | None:
    """The other parent is missing: courts have annulled refusals, never a flat no."""
    return Verdict.ADVICE if relative.other_parent is OtherParent.MISSING else None


@rule(
    "REU-ELI-026",
    law.WAY_B,
    *Verdict,
    reads=(
        "relative.other_parent",
        "relative.custody",
        "relative.custody_decision_on",
        "relative.other_parent_consents",
    ),
)
def custody_and_consent(relative: Relative, case: Case) -> Verdict | Ask | None:
    """Way B: a foreign judgment gives the child to the sponsor or spouse, the other parent agrees.

    Both are needed. A judgment for the other parent closes this way; without a judgment, or
    without the agreement, courts may still look at the child's interest: advice.
    """
    if relative.other_parent is not OtherParent.ELSEWHERE:
        return None
    verdict = custody_verdict(relative, case)
    if relative.relation is Relation.ADOPTED_CHILD and verdict is not Verdict.MET:
        return Verdict.ADVICE  # the adoption may have ended the rights of that parent
    return verdict


def custody_verdict(relative: Relative, case: Case) -> Verdict | Ask:
    custody, consents = relative.custody, relative.other_parent_consents
    if custody is None:
        return Ask(
            "relative.custody", *(["relative.other_parent_consents"] if consents is None else [])
        )
    if custody is Custody.OTHER_PARENT:
        return Verdict.NOT_MET
    if custody is Custody.NO_DECISION:
        return Verdict.ADVICE
    if consents is None:
        return Ask("relative.other_parent_consents")
    decided = relative.custody_decision_on
    in_time = decided is None or decided.on_or_before(case.applied_on)
    return Verdict.of(True if consents and in_time else None)


@rule(
    "REU-ELI-027",
    law.OTHER_UNION_AT_18,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=(
        "relative.birth_date",
        "applied_on",
        "relative.other_parent_since",
        "relative.custody_decision_on",
    ),
)
def custody_while_minor(relative: Relative, case: Case) -> Verdict | Ask | None:
    """At 18, custody and the other parent are looked at as they stood before the 18th birthday."""
    birth, parent = relative.birth_date, relative.other_parent
    if birth is None or has_age(birth, ADULT_AGE, by=case.applied_on) is False:
        return None
    if parent in WAY_A:
        return _before_majority(birth, relative.other_parent_since, told=Verdict.MET)
    if parent is OtherParent.ELSEWHERE and relative.custody is Custody.SPONSOR_OR_SPOUSE:
        ask = Ask("relative.custody_decision_on")
        return _before_majority(birth, relative.custody_decision_on, told=ask)
    return None


def _before_majority(
    birth: PartialDate, day: PartialDate | None, *, told: Verdict | Ask
) -> Verdict | Ask:
    """MET when `day` is surely before the 18th birthday; `told` answers when it is missing."""
    if day is None:
        return told
    return Verdict.of(True if day.before(birthday(birth.earliest, ADULT_AGE)) else None)


# Birth after the claim


@rule(
    "REU-ELI-035",
    law.CHILDREN,
    Verdict.MET,
    reads=("relative.birth_date", "sponsor.claim_lodged_on"),
    decides=False,
)
def born_after_claim(relative: Relative, case: Case) -> Verdict | None:
    """The law does not ask that a child be born before the asylum claim."""
    birth, claim = relative.birth_date, case.sponsor.claim_lodged_on
    if birth is None or claim is None:
        return None
    return Verdict.MET if birth.before(claim) is False else None


@rule(
    "REU-ELI-036",
    law.CHILD_OF_LATE_COUPLE,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=(
        "relative.birth_date",
        "sponsor.claim_lodged_on",
        "relative.union.formed_on",
        "relative.union.life_together_from",
    ),
)
def parents_together_after_claim(relative: Relative, case: Case) -> Verdict | Ask | None:
    """A child of a couple formed after the claim: the couple is outside, the child is advice.

    For a child born before the claim whose other parent is already with the sponsor, or does
    not come, the day of the couple changes nothing.
    """
    birth, parent = relative.birth_date, relative.other_parent
    if birth is None or parent is None:
        return None
    claim, union = case.sponsor.claim_lodged_on, union_of(relative)
    starts = [day for day in (union.formed_on, union.life_together_from) if day is not None]
    if not starts and parent not in WITH_THE_COUPLE:
        return None
    if any(side_of_claim(day, case) is Side.BEFORE for day in starts):
        return None
    born_before = (
        side_of_claim(birth, case) is Side.BEFORE if claim is None else birth.before(claim)
    )
    if born_before and (not starts or parent is not OtherParent.JOINING):
        return None
    if claim is None:
        # Without a claim in sight, nothing tells a child born early from one born late.
        return Ask("sponsor.claim_lodged_on")
    if starts:
        return Verdict.ADVICE
    return Ask(
        "relative.union.life_together_from"
        if union.kind is UnionKind.COHABITATION
        else "relative.union.formed_on"
    )


# Polygamy


@rule(
    "REU-ELI-012",
    law.POLYGAMY,
    Verdict.NOT_MET,
    Verdict.ADVICE,
    reads=("sponsor.lives_in_france_with", "relative.other_parent"),
)
def child_of_another_spouse(relative: Relative, case: Case) -> Verdict | None:
    """With one spouse in France, the children of another spouse cannot join either.

    Unless that spouse has died or lost parental rights. A former spouse, or a parent who never
    was one, is not "another spouse"; when the facts do not say, advice.
    """
    if not other_spouse_in_france(case) or _exempt(relative):
        return None
    union = union_of(relative)
    if union.polygamous:
        missing = relative.other_parent is OtherParent.MISSING  # who may have died: never a no
        return Verdict.ADVICE if missing else Verdict.NOT_MET
    ended = union.ended_on is not None and union.ended_on.on_or_before(case.applied_on)
    never_married = union.kind in (UnionKind.COHABITATION, UnionKind.NONE)
    if relative.other_parent is not OtherParent.JOINING and (
        union.polygamous is False or ended or never_married
    ):
        return None
    return Verdict.ADVICE


def _exempt(relative: Relative) -> bool:
    """Has the child's parent, if a second spouse, died or lost parental rights?

    The parent of a stepchild is the spouse, of whom `other_parent` says nothing.
    """
    if relative.relation is Relation.STEPCHILD:
        return False
    return relative.other_parent in (None, *WAY_A)


@rule(
    "REU-ELI-013",
    law.SEVERAL_SPOUSES,
    Verdict.ADVICE,
    reads=("relative.union.polygamous",),
)
def child_of_several_spouses(relative: Relative, case: Case) -> Verdict | None:
    """Which spouse comes, and the children of the other: advice."""
    if other_spouse_in_france(case) or _exempt(relative):
        return None
    return Verdict.ADVICE if union_of(relative).polygamous else None


# Stepchildren, adoption, kafala


@rule(
    "REU-ELI-028",
    law.STEPCHILD,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=(
        "relative.union.kind",
        "relative.union.formed_on",
        "relative.union.ended_on",
        "sponsor.claim_lodged_on",
    ),
)
def child_of_spouse(relative: Relative, case: Case) -> Verdict | Ask | None:
    """The child of a spouse whose marriage is earlier than the claim.

    NOT_MET is never said: a late or ended marriage with the child's parent is advice.
    """
    union = union_of(relative)
    if union.kind not in (None, *MARRIAGES):
        return None
    if union.ended_on is not None:
        return Verdict.ADVICE
    missing = [
        name
        for name, value in (
            ("relative.union.kind", union.kind),
            ("relative.union.formed_on", union.formed_on),
            ("sponsor.claim_lodged_on", case.sponsor.claim_lodged_on),
        )
        if value is None
    ]
    if missing:
        return Ask(*missing)
    couple = couple_of(relative, case)
    sure = Verdict.MET in (marriage_verdict(couple), couple.life)
    return Verdict.of(True if sure else None)


@rule(
    "REU-ELI-029",
    law.STEPCHILD,
    Verdict.ADVICE,
    reads=("relative.union.kind",),
)
def child_of_partner(relative: Relative, case: Case) -> Verdict | None:
    """The child of a partner who is not a spouse: the law says "conjoint", pages say more."""
    kind = union_of(relative).kind
    return None if kind in (None, *MARRIAGES) else Verdict.ADVICE


@rule(
    "REU-ELI-032",
    law.FILIATION,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.ADVICE,
    reads=("relative.adoption_decision_on", "relative.birth_date", "applied_on"),
)
def adopted(relative: Relative, case: Case) -> Verdict | Ask:
    """An adopted child counts like any other, on the basis of an adoption decision.

    The decision need not be earlier than the asylum claim.
    """
    decided, birth = relative.adoption_decision_on, relative.birth_date
    if decided is None:
        return Ask("relative.adoption_decision_on")
    if decided > case.applied_on:
        return Verdict.ADVICE
    adult = birth is not None and has_age(birth, ADULT_AGE, by=decided) is not False
    return Verdict.ADVICE if adult else Verdict.MET


@rule("REU-ELI-033", law.FILIATION, Verdict.ADVICE, reads=("relative.relation",))
def kafala(relative: Relative, case: Case) -> Verdict:
    """Kafala or guardianship is not adoption and is outside the wording: advice."""
    return Verdict.ADVICE
