"""Facts by name: what a rule looked at, and what to try for a fact nobody told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from guide.deadlines import add_months, birthday
from guide.partial_dates import PartialDate
from reunification.case import (
    Case,
    Custody,
    MaritalStatus,
    OtherParent,
    Relation,
    Relative,
    Sponsor,
    Status,
    Union,
    UnionKind,
)
from reunification.rules.days import ADULT_AGE, CHILD_AGE, REGISTRATION_DAYS
from reunification.rules.unions import union_of

LONG_AGO = date(1901, 1, 1)
MINORS_FAMILY = (Relation.PARENT, Relation.SIBLING, Relation.HALF_SIBLING)
PARTNERS = (Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.COHABITING_PARTNER)


OWNERS = ("relative", "relative.union", "sponsor", "")
Owners = tuple[Relative, Union, Sponsor, Case]


def owners_of(relative: Relative, case: Case) -> Owners:
    """Where facts are found, in the order of `OWNERS`."""
    return relative, union_of(relative), case.sponsor, case


@cache
def _places(names: tuple[str, ...]) -> tuple[tuple[str, int, str], ...]:
    """For each name: itself, its owner, and its name there."""
    parts = [(name, *name.rpartition(".")[::2]) for name in names]
    return tuple((name, OWNERS.index(owner), attribute) for name, owner, attribute in parts)


def fact(name: str, relative: Relative, case: Case) -> Any:
    """The value of a fact by its full name, as "relative.union.formed_on"; None: not told."""
    ((_, owner, attribute),) = _places((name,))
    return getattr(owners_of(relative, case)[owner], attribute)


def written(value: Any) -> str:
    """A fact as the command line writes it."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, PartialDate | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(sorted(value))


def used(names: tuple[str, ...], owners: Owners) -> tuple[tuple[str, str], ...]:
    """The told facts among `names`, with their values."""
    return tuple(
        [
            (name, written(value))
            for name, owner, attribute in _places(names)
            if (value := getattr(owners[owner], attribute)) is not None
        ]
    )


def with_facts(relative: Relative, case: Case, values: Mapping[str, Any]) -> tuple[Relative, Case]:
    """The same person and case, with these facts told."""
    parts: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        owner, _, attribute = name.rpartition(".")
        parts.setdefault(owner, {})[attribute] = value
    if "relative.union" in parts:
        union = replace(union_of(relative), **parts["relative.union"])
        parts.setdefault("relative", {})["union"] = union
    relative = replace(relative, **parts.get("relative", {}))
    case = replace(case, sponsor=replace(case.sponsor, **parts.get("sponsor", {})))
    return relative, case


def _years_before(day: date, years: int) -> PartialDate:
    return PartialDate.of(add_months(day, -12 * years))


def candidates(name: str, relative: Relative, case: Case) -> tuple[Any, ...]:
    """Values a missing fact may have, one for each answer it may lead to, the kindest first."""
    return CHOICES[name] if name in CHOICES else _DAYS[name](relative, case)


CHOICES: dict[str, tuple[Any, ...]] = {
    "sponsor.status": (Status.REFUGEE, Status.ASYLUM_SEEKER, Status.NATURALISED),
    "sponsor.residence_card_issued": (True, False),
    "sponsor.marital_status": (MaritalStatus.SINGLE, MaritalStatus.MARRIED),
    "relative.marital_status": (
        MaritalStatus.SINGLE,
        MaritalStatus.MARRIED,
        MaritalStatus.DIVORCED,
    ),
    "relative.union.kind": (
        UnionKind.CIVIL_MARRIAGE,
        UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE,
        UnionKind.COHABITATION,
    ),
    "relative.other_parent": (
        OtherParent.IN_FRANCE_WITH_SPONSOR,
        OtherParent.DECEASED,
        OtherParent.MISSING,
        OtherParent.JOINING,
    ),
    "relative.custody": (Custody.SPONSOR_OR_SPOUSE, Custody.NO_DECISION, Custody.OTHER_PARENT),
    "relative.other_parent_consents": (True, False),
    "relative.comes_with_parent": (True, False),
    "relative.in_care_of_joining_parent": (True, False),
}


def _claims(relative: Relative, case: Case) -> tuple[date, ...]:
    """The last day an age was still good, late (kind to a couple or a small child), very early."""
    late = case.sponsor.protected_on or case.applied_on
    birth, sponsor_birth = relative.birth_date, case.sponsor.birth_date
    in_time = []
    if relative.relation in MINORS_FAMILY and sponsor_birth is not None:
        in_time = [birthday(sponsor_birth.earliest, ADULT_AGE) - timedelta(days=1)]
    elif relative.relation not in PARTNERS and birth is not None:
        in_time = [birthday(birth.earliest, CHILD_AGE)]
    return (*(day for day in in_time if day <= late), late, LONG_AGO)


def _grants(relative: Relative, case: Case) -> tuple[date, ...]:
    return (case.applied_on, LONG_AGO)


def _births(relative: Relative, case: Case) -> tuple[PartialDate, ...]:
    applied = case.applied_on
    small, eighteen = _years_before(applied, 10), PartialDate.of(add_months(applied, -12 * 18 - 6))
    if relative.relation in PARTNERS:
        return (_years_before(applied, 40), small)
    claim = case.sponsor.claim_lodged_on
    if claim is not None and small.before(claim) is False:
        small = PartialDate.of(claim - timedelta(days=1))
    return (small, eighteen, _years_before(applied, 40))


def _sponsor_births(relative: Relative, case: Case) -> tuple[PartialDate, ...]:
    return (_years_before(case.applied_on, 15), _years_before(case.applied_on, 40))


def _unions(relative: Relative, case: Case) -> tuple[PartialDate, ...]:
    claim = case.sponsor.claim_lodged_on or _claims(relative, case)[0]
    early = min(case.sponsor.registered_on or claim, claim - timedelta(days=REGISTRATION_DAYS))
    return (
        PartialDate.of(early - timedelta(days=1)),
        PartialDate.of(claim + timedelta(days=1)),
    )


def _lives(relative: Relative, case: Case) -> tuple[PartialDate, ...]:
    claim = case.sponsor.claim_lodged_on or _claims(relative, case)[0]
    until = union_of(relative).life_together_until
    end = claim if until is None else min(claim, until.earliest)
    return (_years_before(end, 3), PartialDate.of(claim + timedelta(days=1)))


def _custody_days(relative: Relative, case: Case) -> tuple[PartialDate, ...]:
    if relative.birth_date is None:
        return (PartialDate.of(case.applied_on),)
    majority = birthday(relative.birth_date.earliest, ADULT_AGE)
    early = min(majority - timedelta(days=1), case.applied_on)
    return (PartialDate.of(early), PartialDate.of(case.applied_on))


def _adoption_days(relative: Relative, case: Case) -> tuple[date, ...]:
    birth = relative.birth_date
    early = case.applied_on if birth is None else min(case.applied_on, birth.latest)
    return (early, case.applied_on + timedelta(days=1))


_DAYS = {
    "sponsor.birth_date": _sponsor_births,
    "sponsor.claim_lodged_on": _claims,
    "sponsor.protected_on": _grants,
    "relative.birth_date": _births,
    "relative.union.formed_on": _unions,
    "relative.union.life_together_from": _lives,
    "relative.custody_decision_on": _custody_days,
    "relative.adoption_decision_on": _adoption_days,
}
