"""The questions of the family path: which, in which order, and for whom; pure.

Answers are kept under the names of `check_eligibility`. A name that is absent was never asked; a
name that holds None was answered with "I do not know". An answer whose question no longer
applies stays where it is and is not used: `in_use` leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from guide.partial_dates import PartialDate

Facts = Mapping[str, Any]

MAX_RELATIVES = 30


class Kind(StrEnum):
    NAME = "name"
    PLACE = "place"
    COUNTRY = "country"
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    PARTIAL_DATE = "partial_date"
    DAY = "day"


class Section(StrEnum):
    ME = "me"
    PROTECTION = "protection"
    RELATIVE = "relative"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What was told so far, as stored; `relative` is the person asked about, if it is one."""

    today: date
    sponsor: Facts = field(default_factory=dict)
    relatives: tuple[Facts, ...] = ()
    relative: Facts = field(default_factory=dict)
    application: Facts = field(default_factory=dict)


Applies = Callable[[Told], bool]


def always(told: Told) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One thought. `key` is the name of the fact; `union.formed_on` lies one level deeper."""

    key: str
    kind: Kind
    applies: Applies = always
    options: Callable[[Told], tuple[str, ...]] = lambda told: ()
    may_be_future: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: one heading, seldom more than one question. `slug` is part of the address."""

    slug: str
    section: Section
    questions: tuple[Question, ...]

    def asked(self, told: Told) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.applies(told))


# What the answers say.

PROTECTED = ("refugee", "subsidiary_protection", "stateless")
STATUSES = (
    *PROTECTED,
    "asylum_seeker",
    "temporary_protection",
    "family_residence_card",
    "protected_other_state",
    "naturalised",
    "other",
)
MARITAL_STATUSES = ("single", "married", "civil_union", "cohabiting", "divorced", "widowed")
IN_A_COUPLE = ("married", "civil_union", "cohabiting")

PARTNERS = ("spouse", "civil_partner", "cohabiting_partner", "fiance")
CHILDREN = ("child_of_couple", "child_other_union", "stepchild", "adopted_child", "kafala_child")
SIBLINGS = ("sibling", "half_sibling")
OTHERS = ("grandchild", "grandparent", "nephew_or_niece", "other")
RELATIONS = (*PARTNERS, *CHILDREN, "parent", *SIBLINGS, *OTHERS)
RELATION_GROUPS = (PARTNERS, CHILDREN, ("parent", *SIBLINGS), OTHERS)

UNION_KINDS = (
    "civil_marriage",
    "religious_or_customary_marriage",
    "civil_union",
    "cohabitation",
    "none",
)
UNION_KINDS_OF = {
    "spouse": ("civil_marriage", "religious_or_customary_marriage"),
    "civil_partner": ("civil_union",),
    "cohabiting_partner": ("cohabitation", "religious_or_customary_marriage"),
    "fiance": ("none", "cohabitation", "religious_or_customary_marriage"),
}
WITH_A_DAY = ("civil_marriage", "religious_or_customary_marriage", "civil_union")

OTHER_PARENTS = (
    "joining",
    "in_france_with_sponsor",
    "elsewhere",
    "missing",
    "deceased",
    "rights_removed",
    "not_on_birth_record",
)
CUSTODIES = ("sponsor_or_spouse", "other_parent", "no_decision")

NEARLY_AN_ADULT = 17
"""From this age on, an earlier request or refusal may decide about a child."""


def value_of(facts: Facts, key: str) -> Any:
    """The answer to a question, None when it is not told or not known."""
    first, _, second = key.partition(".")
    value = facts.get(first)
    if not second:
        return value
    return value.get(second) if isinstance(value, Mapping) else None


def is_answered(facts: Facts, key: str) -> bool:
    """Was the question answered, were it with "I do not know"?"""
    first, _, second = key.partition(".")
    if not second:
        return first in facts
    inner = facts.get(first)
    return isinstance(inner, Mapping) and second in inner


def with_value(facts: Facts, key: str, value: Any) -> dict[str, Any]:
    """The same answers with one changed."""
    first, _, second = key.partition(".")
    if not second:
        return {**facts, first: value}
    inner = facts.get(first)
    return {**facts, first: {**(inner if isinstance(inner, Mapping) else {}), second: value}}


def partial(value: object) -> PartialDate | None:
    """A stored date. None when it is not told, or cannot be read."""
    if not isinstance(value, str):
        return None
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None


def may_have_reached(birth: object, age: int, on: date) -> bool:
    """Could a person born then be `age` on that day? True when the birth date is not known."""
    born = partial(birth)
    if born is None:
        return True
    reached = born.earliest.year + age
    return (reached, born.earliest.month, born.earliest.day) <= (on.year, on.month, on.day)


# When a question can matter.


def _relation(told: Told) -> str | None:
    return told.relative.get("relation")


def _relation_in(*relations: str) -> Applies:
    return lambda told: told.relative.get("relation") in relations


def _protected(told: Told) -> bool:
    """Protected in France, or not told: only then do the days of the claim matter."""
    return told.sponsor.get("status") in (None, *PROTECTED)


def _has_a_couple(told: Told) -> bool:
    """Could the day of a union be compared with the day of the asylum claim?"""
    return told.sponsor.get("marital_status", "married") in (*IN_A_COUPLE, None) or any(
        one.get("relation") in (*PARTNERS, "stepchild") for one in told.relatives
    )


def _may_be_a_minor(told: Told) -> bool:
    """Could the sponsor have been under 18 on the day of the claim, or today?"""
    claim = partial(told.sponsor.get("claim_lodged_on"))
    born = partial(told.sponsor.get("birth_date"))
    if born is None:
        return True
    day = claim.earliest if claim else told.today
    return (born.latest.year + 18, born.latest.month, born.latest.day) > (
        day.year,
        day.month,
        day.day,
    )


def partners(relatives: Iterable[Facts]) -> tuple[Facts, ...]:
    return tuple(one for one in relatives if one.get("relation") in PARTNERS[:3])


def several_partners(told: Told) -> bool:
    """Is more than one spouse or partner named, or at home in France?

    Only then may the rules on several spouses matter, and only then are they asked about.
    """
    return len(partners(told.relatives)) > 1 or spouse_in_france_is_another(told)


def spouse_in_france_is_another(told: Told) -> bool:
    """Does the sponsor live in France with a spouse who is neither this relative nor its parent?"""
    if "spouse" not in (told.sponsor.get("lives_in_france_with") or ()):
        return False
    match _relation(told):
        case "spouse" | "civil_partner" | "cohabiting_partner":
            return _surely_abroad(told.relative)
        case "child_of_couple" | "child_other_union":
            return told.relative.get("other_parent") not in (None, "in_france_with_sponsor")
        case "stepchild":
            named = partners(told.relatives)
            return len(named) == 1 and _surely_abroad(named[0])
    return False


def _surely_abroad(facts: Facts) -> bool:
    return facts.get("lives_in") not in (None, "FR")


def _household(told: Told) -> tuple[str, ...]:
    return ("spouse", *(("mother", "father") if _may_be_a_minor(told) else ()), "nobody")


def _union_asked(told: Told) -> bool:
    """Ask about the union of a couple: of the partner itself, else of the parents it decides for.

    The union of a child's parents is not asked twice when the one partner named already tells it.
    """
    relation = _relation(told)
    if relation in PARTNERS:
        return True
    if len(partners(told.relatives)) == 1:
        return False
    if relation == "stepchild":
        return True
    return relation == "child_of_couple" and _born_after_the_claim(told)


def _born_after_the_claim(told: Told) -> bool:
    born = partial(told.relative.get("birth_date"))
    claim = partial(told.sponsor.get("claim_lodged_on"))
    return born is not None and claim is not None and born.latest >= claim.earliest


def _union_kinds(told: Told) -> tuple[str, ...]:
    return UNION_KINDS_OF.get(_relation(told) or "", UNION_KINDS)


def _union_kind_asked(told: Told) -> bool:
    return _union_asked(told) and len(_union_kinds(told)) > 1


def union_kind(told: Told) -> str | None:
    """The kind of union, told or the only one that the relation leaves."""
    kinds = _union_kinds(told)
    kind = value_of(told.relative, "union.kind")
    return kinds[0] if len(kinds) == 1 else kind if kind in kinds else None


def _union_has_a_day(told: Told) -> bool:
    return _union_asked(told) and union_kind(told) in (None, *WITH_A_DAY)


def _union_registered_late(told: Told) -> bool:
    return _union_asked(told) and union_kind(told) in WITH_A_DAY[:2]


def _life_together(told: Told) -> bool:
    return _union_asked(told) and union_kind(told) != "none"


def _lived_together(told: Told) -> bool:
    return _life_together(told) and bool(value_of(told.relative, "union.life_together_from"))


def _union_may_have_ended(told: Told) -> bool:
    alone = ("single", "divorced", "widowed")
    return (
        _union_asked(told)
        and union_kind(told) != "none"
        and (
            told.sponsor.get("marital_status") in alone
            or told.relative.get("marital_status") in alone
        )
    )


def _polygamy(told: Told) -> bool:
    if _relation(told) in PARTNERS[:3]:
        return several_partners(told)
    return _relation(told) in CHILDREN[:2] and (
        spouse_in_france_is_another(told)
        and told.relative.get("other_parent") not in ("deceased", "rights_removed")
    )


def _other_parent_asked(told: Told) -> bool:
    return _relation(told) in ("child_of_couple", "child_other_union", "stepchild", "half_sibling")


def _other_parent_in(*values: str) -> Applies:
    return lambda told: _other_parent_asked(told) and told.relative.get("other_parent") in values


def _custody_asked(told: Told) -> bool:
    return _relation(told) == "kafala_child" or _other_parent_in("elsewhere", "missing")(told)


def _custody_decided(told: Told) -> bool:
    return _custody_asked(told) and told.relative.get("custody") in CUSTODIES[:2]


def _consent_asked(told: Told) -> bool:
    return _other_parent_in("elsewhere")(told)


def _age_may_be_close(told: Told) -> bool:
    return _relation(told) in (*CHILDREN, *SIBLINGS) and may_have_reached(
        told.relative.get("birth_date"), NEARLY_AN_ADULT, told.today
    )


def _first_request_matters(told: Told) -> bool:
    return _age_may_be_close(told) or (_relation(told) == "parent" and _may_be_a_minor(told))


def _several_may_come(told: Told) -> bool:
    return len(told.relatives) > 1


_DATE = Kind.PARTIAL_DATE

ME: tuple[Page, ...] = (
    Page("name", Section.ME, (Question("full_name", Kind.NAME),)),
    Page("birth-date", Section.ME, (Question("birth_date", _DATE),)),
    Page(
        "origin",
        Section.ME,
        (Question("nationality", Kind.COUNTRY), Question("place_of_birth", Kind.PLACE)),
    ),
    Page("town", Section.ME, (Question("town", Kind.PLACE),)),
    Page(
        "couple",
        Section.ME,
        (Question("marital_status", Kind.CHOICE, options=lambda told: MARITAL_STATUSES),),
    ),
    Page(
        "household",
        Section.ME,
        (Question("lives_in_france_with", Kind.SEVERAL, options=_household),),
    ),
)

PROTECTION: tuple[Page, ...] = (
    Page(
        "status",
        Section.PROTECTION,
        (Question("status", Kind.CHOICE, options=lambda told: STATUSES),),
    ),
    Page(
        "registered",
        Section.PROTECTION,
        (
            Question(
                "registered_on", Kind.DAY, lambda told: _protected(told) and _has_a_couple(told)
            ),
        ),
    ),
    Page("claim", Section.PROTECTION, (Question("claim_lodged_on", Kind.DAY, _protected),)),
    Page("decision", Section.PROTECTION, (Question("protected_on", Kind.DAY, _protected),)),
    Page(
        "card",
        Section.PROTECTION,
        (
            Question(
                "residence_card_issued",
                Kind.YES_NO,
                lambda told: told.sponsor.get("status") == "stateless",
            ),
        ),
    ),
    Page(
        "card-day",
        Section.PROTECTION,
        (
            Question(
                "residence_card_issued_on",
                Kind.DAY,
                lambda told: (
                    told.sponsor.get("status") == "stateless"
                    and told.sponsor.get("residence_card_issued") is True
                ),
            ),
        ),
    ),
    Page(
        "withdrawal",
        Section.PROTECTION,
        (Question("protection_being_withdrawn", Kind.YES_NO, _protected),),
    ),
    Page(
        "public-order",
        Section.PROTECTION,
        (Question("public_order_concern", Kind.YES_NO, _protected),),
    ),
)

RELATIVE: tuple[Page, ...] = (
    Page(
        "relation",
        Section.RELATIVE,
        (Question("relation", Kind.CHOICE, options=lambda told: RELATIONS),),
    ),
    Page("name", Section.RELATIVE, (Question("full_name", Kind.NAME),)),
    Page("birth-date", Section.RELATIVE, (Question("birth_date", _DATE),)),
    Page(
        "origin",
        Section.RELATIVE,
        (Question("nationality", Kind.COUNTRY), Question("place_of_birth", Kind.PLACE)),
    ),
    Page(
        "home",
        Section.RELATIVE,
        (Question("lives_in", Kind.COUNTRY), Question("town", Kind.PLACE)),
    ),
    Page(
        "couple",
        Section.RELATIVE,
        (
            Question(
                "marital_status",
                Kind.CHOICE,
                _relation_in(*CHILDREN, "parent", *SIBLINGS),
                lambda told: MARITAL_STATUSES,
            ),
        ),
    ),
    Page(
        "union",
        Section.RELATIVE,
        (Question("union.kind", Kind.CHOICE, _union_kind_asked, _union_kinds),),
    ),
    Page(
        "union-day",
        Section.RELATIVE,
        (Question("union.formed_on", _DATE, _union_has_a_day),),
    ),
    Page(
        "union-record",
        Section.RELATIVE,
        (Question("union.registered_on", _DATE, _union_registered_late),),
    ),
    Page(
        "life-together",
        Section.RELATIVE,
        (
            Question("union.life_together_from", _DATE, _life_together),
            Question("union.life_together_until", _DATE, _lived_together),
        ),
    ),
    Page(
        "children-together",
        Section.RELATIVE,
        (Question("union.common_children", Kind.YES_NO, _life_together),),
    ),
    Page(
        "union-end",
        Section.RELATIVE,
        (Question("union.ended_on", _DATE, _union_may_have_ended),),
    ),
    Page(
        "other-parent",
        Section.RELATIVE,
        (Question("other_parent", Kind.CHOICE, _other_parent_asked, lambda told: OTHER_PARENTS),),
    ),
    Page(
        "other-parent-since",
        Section.RELATIVE,
        (
            Question(
                "other_parent_since",
                _DATE,
                _other_parent_in("deceased", "rights_removed", "missing"),
            ),
        ),
    ),
    Page(
        "other-unions",
        Section.RELATIVE,
        (Question("union.polygamous", Kind.YES_NO, _polygamy),),
    ),
    Page(
        "custody",
        Section.RELATIVE,
        (Question("custody", Kind.CHOICE, _custody_asked, lambda told: CUSTODIES),),
    ),
    Page(
        "custody-day",
        Section.RELATIVE,
        (Question("custody_decision_on", _DATE, _custody_decided),),
    ),
    Page(
        "consent",
        Section.RELATIVE,
        (Question("other_parent_consents", Kind.YES_NO, _consent_asked),),
    ),
    Page(
        "adoption",
        Section.RELATIVE,
        (Question("adoption_decision_on", Kind.DAY, _relation_in("adopted_child")),),
    ),
    Page(
        "travels-with",
        Section.RELATIVE,
        (Question("comes_with_parent", Kind.YES_NO, _relation_in(*SIBLINGS)),),
    ),
    Page(
        "care",
        Section.RELATIVE,
        (Question("in_care_of_joining_parent", Kind.YES_NO, _relation_in(*SIBLINGS)),),
    ),
    Page(
        "told-ofpra",
        Section.RELATIVE,
        (Question("declared_to_ofpra", Kind.YES_NO),),
    ),
    Page(
        "persecution",
        Section.RELATIVE,
        (Question("author_of_persecution", Kind.YES_NO, _relation_in(*PARTNERS[:3], "parent")),),
    ),
    Page(
        "first-request",
        Section.RELATIVE,
        (Question("first_request_on", Kind.DAY, _first_request_matters),),
    ),
    Page(
        "earlier-refusal",
        Section.RELATIVE,
        (Question("earlier_refusal_final_on", _DATE, _age_may_be_close),),
    ),
)

APPLICATION: tuple[Page, ...] = (
    Page(
        "day",
        Section.APPLICATION,
        (Question("applied_on", Kind.DAY, may_be_future=True),),
    ),
    Page(
        "together",
        Section.APPLICATION,
        (Question("whole_family_applies", Kind.YES_NO, _several_may_come),),
    ),
)

SECTIONS: dict[Section, tuple[Page, ...]] = {
    Section.ME: ME,
    Section.PROTECTION: PROTECTION,
    Section.RELATIVE: RELATIVE,
    Section.APPLICATION: APPLICATION,
}

BY_KEY: dict[Section, dict[str, Question]] = {
    section: {question.key: question for page in pages for question in page.questions}
    for section, pages in SECTIONS.items()
}


def question_named(fact: str) -> Question | None:
    """The question that asks for a fact, as the rules name it: "relative.birth_date"."""
    owner, _, key = fact.partition(".")
    sections = {
        "sponsor": (Section.ME, Section.PROTECTION),
        "relative": (Section.RELATIVE,),
    }.get(owner, (Section.APPLICATION,))
    for section in sections:
        if found := BY_KEY[section].get(key or owner):
            return found
    return None


def subject(section: Section, told: Told) -> Facts:
    """The answers that a section's questions read and change."""
    if section is Section.RELATIVE:
        return told.relative
    return told.application if section is Section.APPLICATION else told.sponsor


def pages(section: Section, told: Told) -> tuple[Page, ...]:
    """The pages of a section that ask something of this person."""
    return tuple(page for page in SECTIONS[section] if page.asked(told))


def page_named(section: Section, slug: str) -> Page | None:
    return next((page for page in SECTIONS[section] if page.slug == slug), None)


def fits(question: Question, value: Any, told: Told) -> bool:
    """Is a stored answer one of those offered now? The kinds of a union depend on the link."""
    return question.kind is not Kind.CHOICE or value in (None, *question.options(told))


def is_done(page: Page, told: Told) -> bool:
    facts = subject(page.section, told)
    return all(
        is_answered(facts, question.key) and fits(question, value_of(facts, question.key), told)
        for question in page.asked(told)
    )


def page_after(page: Page, told: Told) -> Page | None:
    """The next page of the section that applies, None after the last."""
    every = SECTIONS[page.section]
    following = every[every.index(page) + 1 :]
    return next((one for one in following if one.asked(told)), None)


def page_before(page: Page, told: Told) -> Page | None:
    every = SECTIONS[page.section]
    earlier = reversed(every[: every.index(page)])
    return next((one for one in earlier if one.asked(told)), None)


def first_open(section: Section, told: Told) -> Page | None:
    """The first page of a section that still waits for an answer."""
    return next((page for page in pages(section, told) if not is_done(page, told)), None)


def page_of_fact(name: str) -> Page | None:
    """The page that asks for a missing fact, named as `missing_facts` names it."""
    owner, _, key = name.partition(".")
    candidates: tuple[Page, ...]
    if owner in ("applied_on", "whole_family_applies"):
        candidates, key = APPLICATION, owner
    elif owner == "sponsor":
        candidates = (*ME, *PROTECTION)
    else:
        candidates = RELATIVE
    return next(
        (
            page
            for page in candidates
            if any(
                question.key == key or question.key.startswith(f"{key}.")
                for question in page.questions
            )
        ),
        None,
    )


# The facts that the rules receive.


def _used(section: tuple[Page, ...], facts: Facts, told: Told) -> dict[str, Any]:
    used: dict[str, Any] = {}
    for page in section:
        for question in page.asked(told):
            value = value_of(facts, question.key)
            if value is not None and fits(question, value, told):
                used = with_value(used, question.key, value)
    return used


def sponsor_in_use(told: Told) -> dict[str, Any]:
    """The sponsor's answers, without those whose question does not apply.

    Beside a relative, a spouse at home who is another person is said to be one.
    """
    used = _used((*ME, *PROTECTION), told.sponsor, told)
    if spouse_in_france_is_another(told):
        at_home = used["lives_in_france_with"]
        used["lives_in_france_with"] = [
            "other_spouse" if one == "spouse" else one for one in at_home
        ]
    return used


def relative_in_use(told: Told) -> dict[str, Any]:
    """The answers about `told.relative` that apply, and what the others' answers already tell.

    The kind of a union follows from the relation when only one is left. The union of a child's
    parents is that of the one partner named.
    """
    used = _used(RELATIVE, told.relative, told)
    relation = used.get("relation")
    if relation in PARTNERS and (kind := union_kind(told)):
        used["union"] = {"kind": kind, **used.get("union", {})}
    elif _shares_the_partners_union(told):
        (partner,) = partners(told.relatives)
        told_of = Told(told.today, told.sponsor, told.relatives, partner, told.application)
        if union := relative_in_use(told_of).get("union"):
            used["union"] = {**union, **used.get("union", {})}
    return used


def _shares_the_partners_union(told: Told) -> bool:
    if len(partners(told.relatives)) != 1:
        return False
    relation = _relation(told)
    return relation == "stepchild" or (
        relation == "child_of_couple" and told.relative.get("other_parent") == "joining"
    )
