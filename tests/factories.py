"""Facts for tests: plain functions, keyword arguments, defaults that make a family eligible.

Facts are written as on the command line. The sponsor is an adult refugee, protected before the
application; dates that a test does not move stay far from every limit.
"""

from typing import Any

from guide.verdicts import Finding, Verdict
from reunification.case import (
    Case,
    Relative,
    Sponsor,
    case_from,
    relative_from,
    sponsor_from,
)
from reunification.rules import Assessment

CLAIM = "2024-05-13"
GRANT = "2025-09-22"
APPLIED = "2026-11-02"

SPONSOR: dict[str, Any] = {
    "status": "refugee",
    "birth_date": "1987-10-26",
    "marital_status": "married",
    "claim_lodged_on": CLAIM,
    "protected_on": GRANT,
}
MINOR: dict[str, Any] = {"birth_date": "2011-04-09", "marital_status": "single"}
MARRIAGE: dict[str, Any] = {"kind": "civil_marriage", "formed_on": "2015-06-17"}

RELATIVES: dict[str, dict[str, Any]] = {
    "spouse": {"birth_date": "1989-04-02", "marital_status": "married", "union": MARRIAGE},
    "civil_partner": {
        "birth_date": "1989-04-02",
        "marital_status": "civil_union",
        "union": {"kind": "civil_union", "formed_on": "2015-06-17"},
    },
    "cohabiting_partner": {
        "birth_date": "1989-04-02",
        "marital_status": "cohabiting",
        "union": {"kind": "cohabitation", "life_together_from": "2015-06"},
    },
    "fiance": {"birth_date": "1989-04-02", "marital_status": "single"},
    "child_of_couple": {"other_parent": "joining"},
    "child_other_union": {"other_parent": "deceased"},
    "stepchild": {"other_parent": "deceased", "union": MARRIAGE},
    "adopted_child": {"adoption_decision_on": "2018-02-01"},
    "sibling": {"comes_with_parent": True, "in_care_of_joining_parent": True},
    "half_sibling": {
        "comes_with_parent": True,
        "in_care_of_joining_parent": True,
        "other_parent": "deceased",
    },
    "parent": {"birth_date": "1979-02-11"},
}
CHILD: dict[str, Any] = {"birth_date": "2014-01-18", "marital_status": "single"}


def sponsor_facts(**changed: Any) -> dict[str, Any]:
    return SPONSOR | changed


def relative_facts(relation: str, /, **changed: Any) -> dict[str, Any]:
    return {
        "relation": relation,
        "declared_to_ofpra": True,
        **CHILD,
        **RELATIVES.get(relation, {}),
        **changed,
    }


def question(relation: str, /, **parts: Any) -> dict[str, Any]:
    """A line of the command line; `sponsor` and `relative` hold what changes."""
    sponsor, relative = parts.pop("sponsor", {}), parts.pop("relative", {})
    return {
        "id": "q",
        "applied_on": APPLIED,
        "sponsor": sponsor_facts(**sponsor),
        "relative": relative_facts(relation, **relative),
        **parts,
    }


def sponsor(**changed: Any) -> Sponsor:
    return sponsor_from(sponsor_facts(**changed))


def relative(relation: str, /, **changed: Any) -> Relative:
    return relative_from(relative_facts(relation, **changed))


def case(*, applied_on: str = APPLIED, whole_family_applies: Any = None, **changed: Any) -> Case:
    """A case, with these facts of the sponsor changed."""
    told = sponsor(**changed)
    return case_from(
        told,
        applied_on=applied_on,
        whole_family_applies=whole_family_applies,
        today=told.protected_on,  # type: ignore[arg-type]  # never read: `applied_on` is told
    )


def minors_case(**changed: Any) -> Case:
    """The same, of an unmarried minor."""
    return case(**(MINOR | changed))


def finding(assessment: Assessment, slug: str) -> Finding | None:
    return next((one for one in assessment.findings if one.slug == slug), None)


def verdict(assessment: Assessment, slug: str) -> Verdict | None:
    found = finding(assessment, slug)
    return None if found is None else found.verdict
