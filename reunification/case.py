"""The facts of a family, frozen: the sponsor in France, the relatives, the case; pure.

Keys and values are those of the command line (`manage.py check_eligibility`), so that forms,
stored answers, files and rules all speak of the same facts. None means "not told".
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from guide.partial_dates import PartialDate

YEARS = range(1900, 2200)  # outside, a slip of the pen
MAX_TEXT = 200  # characters of a name or a town
# Characters that turn the rest of a line around: no name needs them, and a page would lie.
DIRECTION_CONTROLS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


class Status(StrEnum):
    REFUGEE = "refugee"
    SUBSIDIARY_PROTECTION = "subsidiary_protection"
    STATELESS = "stateless"
    ASYLUM_SEEKER = "asylum_seeker"
    TEMPORARY_PROTECTION = "temporary_protection"
    FAMILY_RESIDENCE_CARD = "family_residence_card"
    PROTECTED_OTHER_STATE = "protected_other_state"
    NATURALISED = "naturalised"
    OTHER = "other"


class MaritalStatus(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    CIVIL_UNION = "civil_union"
    COHABITING = "cohabiting"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class LivesWith(StrEnum):
    SPOUSE = "spouse"
    OTHER_SPOUSE = "other_spouse"  # neither the relative nor the relative's parent
    MOTHER = "mother"
    FATHER = "father"
    NOBODY = "nobody"


class Relation(StrEnum):
    SPOUSE = "spouse"
    CIVIL_PARTNER = "civil_partner"
    COHABITING_PARTNER = "cohabiting_partner"
    FIANCE = "fiance"
    CHILD_OF_COUPLE = "child_of_couple"
    CHILD_OTHER_UNION = "child_other_union"
    STEPCHILD = "stepchild"
    ADOPTED_CHILD = "adopted_child"
    KAFALA_CHILD = "kafala_child"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    GRANDPARENT = "grandparent"
    NEPHEW_OR_NIECE = "nephew_or_niece"
    OTHER = "other"


class UnionKind(StrEnum):
    CIVIL_MARRIAGE = "civil_marriage"
    RELIGIOUS_OR_CUSTOMARY_MARRIAGE = "religious_or_customary_marriage"
    CIVIL_UNION = "civil_union"
    COHABITATION = "cohabitation"
    NONE = "none"


class OtherParent(StrEnum):
    JOINING = "joining"  # now or later
    IN_FRANCE_WITH_SPONSOR = "in_france_with_sponsor"
    DECEASED = "deceased"
    RIGHTS_REMOVED = "rights_removed"
    NOT_ON_BIRTH_RECORD = "not_on_birth_record"
    MISSING = "missing"
    ELSEWHERE = "elsewhere"


class Custody(StrEnum):
    """By a judgment of a foreign court."""

    SPONSOR_OR_SPOUSE = "sponsor_or_spouse"
    OTHER_PARENT = "other_parent"
    NO_DECISION = "no_decision"


@dataclass(frozen=True, slots=True, repr=False)
class Union:
    """A couple: the sponsor and a partner, or the parents of a child."""

    kind: UnionKind | None = None
    formed_on: PartialDate | None = None
    registered_on: PartialDate | None = None  # late registration
    life_together_from: PartialDate | None = None
    life_together_until: PartialDate | None = None
    ended_on: PartialDate | None = None
    common_children: bool | None = None
    polygamous: bool | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Sponsor:
    """The protected person in France (réunifiant)."""

    status: Status | None = None
    birth_date: PartialDate | None = None
    marital_status: MaritalStatus | None = None
    registered_on: date | None = None  # at the prefecture (GUDA)
    claim_lodged_on: date | None = None  # with OFPRA: the claim that led to protection
    protected_on: date | None = None
    residence_card_issued: bool | None = None
    residence_card_issued_on: date | None = None
    lives_in_france_with: frozenset[LivesWith] | None = None
    public_order_concern: bool | None = None
    protection_being_withdrawn: bool | None = None
    # Kept for the paper, read by no rule.
    full_name: str | None = None
    place_of_birth: str | None = None
    town: str | None = None
    nationality: str | None = None
    lives_in: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Relative:
    """A person who wishes to join the sponsor (membre de famille)."""

    relation: Relation | None = None
    birth_date: PartialDate | None = None
    lives_in: str | None = None  # ISO country
    marital_status: MaritalStatus | None = None
    declared_to_ofpra: bool | None = None
    author_of_persecution: bool | None = None
    union: Union | None = None
    other_parent: OtherParent | None = None
    other_parent_since: PartialDate | None = None
    custody: Custody | None = None
    custody_decision_on: PartialDate | None = None
    other_parent_consents: bool | None = None
    adoption_decision_on: date | None = None
    comes_with_parent: bool | None = None
    in_care_of_joining_parent: bool | None = None
    first_request_on: date | None = None
    earlier_refusal_final_on: PartialDate | None = None
    # Kept for the paper, read by no rule.
    full_name: str | None = None
    place_of_birth: str | None = None
    town: str | None = None
    nationality: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """What all relatives of one family share.

    `applied_on` is the day the visa application is or was presented; who builds the case puts
    the current day there when none was told, for no rule reads the clock.
    """

    sponsor: Sponsor
    applied_on: date
    whole_family_applies: bool | None = None


class FactError(ValueError):
    """A fact that cannot be used.

    `field` is its full path, as "relative.union.formed_on". `problem` is a slug whose sentence
    is the content text `reunification.problems.<problem>`; `choices` are the values it names.
    """

    def __init__(self, field: str, problem: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
        self.choices = choices


def sponsor_from(told: Mapping[str, Any], *, personal: bool = True) -> Sponsor:
    """The sponsor from plain values. `personal` admits names and places, kept for the paper.

    Raises `FactError` for an unknown key, a wrong type or an unusable value.
    """
    known = _read("sponsor", told, SPONSOR_READERS, PERSONAL if personal else ())
    if known.get("residence_card_issued_on") and known.get("residence_card_issued") is None:
        known["residence_card_issued"] = True
    return Sponsor(**known)


def relative_from(told: Mapping[str, Any], *, personal: bool = True) -> Relative:
    """A relative from plain values, as `sponsor_from`."""
    known = _read("relative", told, RELATIVE_READERS, PERSONAL_OF_RELATIVE if personal else ())
    if known.get("custody_decision_on") and known.get("custody") is None:
        known["custody"] = Custody.SPONSOR_OR_SPOUSE
    return Relative(**known)


def union_from(told: Mapping[str, Any], field: str = "relative.union") -> Union:
    """A couple from plain values, as `sponsor_from`."""
    return Union(**_read(field, told, UNION_READERS, ()))


def case_from(
    sponsor: Sponsor, *, applied_on: object, whole_family_applies: object, today: date
) -> Case:
    """The case from plain values; `today` stands in for an `applied_on` that was not told."""
    return Case(
        sponsor,
        today if applied_on is None else _day("applied_on", applied_on),
        None
        if whole_family_applies is None
        else _yes_or_no("whole_family_applies", whole_family_applies),
    )


def plain(facts: Sponsor | Relative | Union) -> dict[str, Any]:
    """The plain values `sponsor_from`, `relative_from` or `union_from` read back."""
    return {
        field.name: _plain_value(value)
        for field in fields(facts)
        if (value := getattr(facts, field.name)) is not None
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, Union):
        return plain(value)
    if isinstance(value, date | PartialDate):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, str) else value


# Readers: one function for each kind of value.

Choice = TypeVar("Choice", bound=StrEnum)
Reader = Callable[[str, Any], Any]
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
COUNTRY = re.compile(r"[A-Z]{2}")


def _read(
    path: str, told: Mapping[str, Any], readers: Mapping[str, Reader], personal: tuple[str, ...]
) -> dict[str, Any]:
    if not isinstance(told, Mapping):
        raise FactError(path, "not_an_object")
    known: dict[str, Any] = {}
    for key, value in told.items():
        field = f"{path}.{key}"
        reader = readers.get(key)
        if reader is None and key in personal:
            reader = _country if key in ("nationality", "lives_in") else _text
        if reader is None:
            raise FactError(field, "unknown_key")
        if value is not None:
            known[key] = reader(field, value)
    return known


def _day(field: str, value: Any) -> date:
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        raise FactError(field, "not_a_day")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise FactError(field, "no_such_day") from None
    if day.year not in YEARS:
        raise FactError(field, "year_out_of_range")
    return day


def _partial_date(field: str, value: Any) -> PartialDate:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise FactError(field, "not_a_partial_date")
    try:
        day = PartialDate.parse(value)
    except ValueError:
        raise FactError(field, "no_such_day") from None
    if day.year not in YEARS:
        raise FactError(field, "year_out_of_range")
    return day


def _yes_or_no(field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise FactError(field, "not_yes_or_no")
    return value


def _choice(choices: type[Choice]) -> Callable[[str, Any], Choice]:
    known = {str(choice): choice for choice in choices}

    def read(field: str, value: Any) -> Choice:
        if not isinstance(value, str) or value not in known:
            raise FactError(field, "not_a_choice", tuple(known))
        return known[value]

    return read


def _lives_with(field: str, value: Any) -> frozenset[LivesWith] | None:
    """Who the sponsor lives with; an empty list tells nothing."""
    if not isinstance(value, list | tuple):
        raise FactError(field, "not_a_list", tuple(LivesWith))
    people = frozenset(_choice(LivesWith)(field, person) for person in value)
    if LivesWith.NOBODY in people and len(people) > 1:
        raise FactError(field, "nobody_and_somebody")
    return people or None


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FactError(field, "not_text")
    text = value.strip()
    if len(text) > MAX_TEXT:
        raise FactError(field, "too_long")
    if any(
        unicodedata.category(character) in ("Cc", "Cs") or character in DIRECTION_CONTROLS
        for character in text
    ):
        raise FactError(field, "unreadable_text")
    return text


def _country(field: str, value: Any) -> str:
    if not isinstance(value, str) or not COUNTRY.fullmatch(value):
        raise FactError(field, "not_a_country")
    return value


def _union(field: str, value: Any) -> Union:
    return union_from(value, field)


PERSONAL = ("full_name", "place_of_birth", "town", "nationality", "lives_in")
PERSONAL_OF_RELATIVE = ("full_name", "place_of_birth", "town", "nationality")

SPONSOR_READERS: dict[str, Reader] = {
    "status": _choice(Status),
    "birth_date": _partial_date,
    "marital_status": _choice(MaritalStatus),
    "registered_on": _day,
    "claim_lodged_on": _day,
    "protected_on": _day,
    "residence_card_issued": _yes_or_no,
    "residence_card_issued_on": _day,
    "lives_in_france_with": _lives_with,
    "public_order_concern": _yes_or_no,
    "protection_being_withdrawn": _yes_or_no,
}

RELATIVE_READERS: dict[str, Reader] = {
    "relation": _choice(Relation),
    "birth_date": _partial_date,
    "lives_in": _country,
    "marital_status": _choice(MaritalStatus),
    "declared_to_ofpra": _yes_or_no,
    "author_of_persecution": _yes_or_no,
    "union": _union,
    "other_parent": _choice(OtherParent),
    "other_parent_since": _partial_date,
    "custody": _choice(Custody),
    "custody_decision_on": _partial_date,
    "other_parent_consents": _yes_or_no,
    "adoption_decision_on": _day,
    "comes_with_parent": _yes_or_no,
    "in_care_of_joining_parent": _yes_or_no,
    "first_request_on": _day,
    "earlier_refusal_final_on": _partial_date,
}

UNION_READERS: dict[str, Reader] = {
    "kind": _choice(UnionKind),
    "formed_on": _partial_date,
    "registered_on": _partial_date,
    "life_together_from": _partial_date,
    "life_together_until": _partial_date,
    "ended_on": _partial_date,
    "common_children": _yes_or_no,
    "polygamous": _yes_or_no,
}


# Contradictions: facts that are each possible, but not together.


@dataclass(frozen=True, slots=True, repr=False)
class Contradiction:
    """`field` cannot be true together with `other`; `problem` is a slug, as in `FactError`.

    `other` is None when the fact is impossible alone, as a birth in the future.
    """

    field: str
    problem: str
    other: str | None = None


# The relations whose person is younger, or older, than the sponsor.
BORN_OF_SPONSOR = (Relation.CHILD_OF_COUPLE, Relation.CHILD_OTHER_UNION, Relation.GRANDCHILD)
BORN_BEFORE_SPONSOR = (Relation.PARENT, Relation.GRANDPARENT)


def contradictions(
    case: Case, relative: Relative | None = None, *, today: date
) -> tuple[Contradiction, ...]:
    """What cannot be true together, in the sponsor's facts and, when given, in a relative's.

    Dates are only called contradictory when no possible day reconciles them. `today` tells the
    future, unless the application is planned for later.
    """
    found = list(_in_sponsor(case, max(today, case.applied_on)))
    if relative is not None:
        found += _in_relative(relative, case, max(today, case.applied_on))
    return tuple(found)


def _after(first: PartialDate | None, then: PartialDate | None) -> bool:
    """Is `first` surely later than `then`?"""
    return first is not None and then is not None and first.earliest > then.latest


def _partial(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)


def _in_sponsor(case: Case, horizon: date) -> Iterator[Contradiction]:
    sponsor = case.sponsor
    latest = PartialDate.of(horizon)
    birth, claim = sponsor.birth_date, _partial(sponsor.claim_lodged_on)
    if _after(birth, latest):
        yield Contradiction("sponsor.birth_date", "in_the_future")
    for name in ("registered_on", "claim_lodged_on", "protected_on", "residence_card_issued_on"):
        day = _partial(getattr(sponsor, name))
        field = f"sponsor.{name}"
        if _after(day, latest):
            yield Contradiction(field, "in_the_future")
        elif _after(birth, day):
            yield Contradiction(field, "before_birth", "sponsor.birth_date")
    if _after(claim, _partial(sponsor.protected_on)):
        yield Contradiction(
            "sponsor.protected_on", "protected_before_claim", "sponsor.claim_lodged_on"
        )
    if sponsor.residence_card_issued is False and sponsor.residence_card_issued_on is not None:
        yield Contradiction(
            "sponsor.residence_card_issued",
            "card_day_without_card",
            "sponsor.residence_card_issued_on",
        )


def _in_relative(relative: Relative, case: Case, horizon: date) -> Iterator[Contradiction]:
    birth, sponsor_birth = relative.birth_date, case.sponsor.birth_date
    latest = PartialDate.of(horizon)
    if _after(birth, latest):
        yield Contradiction("relative.birth_date", "in_the_future")
    if relative.relation in BORN_OF_SPONSOR and _after(sponsor_birth, birth):
        yield Contradiction("relative.birth_date", "child_older_than_sponsor", "sponsor.birth_date")
    if relative.relation in BORN_BEFORE_SPONSOR and _after(birth, sponsor_birth):
        yield Contradiction(
            "relative.birth_date", "parent_younger_than_sponsor", "sponsor.birth_date"
        )
    for name in ("custody_decision_on", "adoption_decision_on"):
        decided = getattr(relative, name)
        day = _partial(decided) if isinstance(decided, date) else decided
        if _after(birth, day):
            yield Contradiction(f"relative.{name}", "before_birth", "relative.birth_date")
    if relative.union is not None:
        yield from _in_union(relative, relative.union, case, latest)


# The relations whose `union` is their own couple, not their parents'.
PARTNERS = (
    Relation.SPOUSE,
    Relation.CIVIL_PARTNER,
    Relation.COHABITING_PARTNER,
    Relation.FIANCE,
)


def _in_union(
    relative: Relative, union: Union, case: Case, latest: PartialDate
) -> Iterator[Contradiction]:
    for name in ("formed_on", "life_together_from"):
        day = getattr(union, name)
        field = f"relative.union.{name}"
        if _after(day, latest):
            yield Contradiction(field, "in_the_future")
        elif _after(case.sponsor.birth_date, day):
            yield Contradiction(field, "union_before_birth", "sponsor.birth_date")
        elif relative.relation in PARTNERS and _after(relative.birth_date, day):
            yield Contradiction(field, "union_before_birth", "relative.birth_date")
    for first, then in (
        ("formed_on", "registered_on"),
        ("formed_on", "ended_on"),
        ("life_together_from", "life_together_until"),
    ):
        if _after(getattr(union, first), getattr(union, then)):
            yield Contradiction(
                f"relative.union.{then}", "ends_before_it_begins", f"relative.union.{first}"
            )
