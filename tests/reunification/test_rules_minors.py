"""Section 4: parents, brothers and sisters of a minor sponsor."""

import pytest

from guide.verdicts import Verdict
from reunification.rules import Caution, Outcome, assess
from tests.factories import case, finding, minors_case, relative, verdict

ELIGIBLE, ADVICE = Outcome.ELIGIBLE, Outcome.NEEDS_ADVICE
NOT_ELIGIBLE, FACTS = Outcome.NOT_ELIGIBLE, Outcome.NEEDS_FACTS


# Application of 2 November 2026; claim of 13 May 2024; grant of 22 September 2025.
@pytest.mark.parametrize("relation", ["parent", "sibling", "half_sibling"])
@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-03", ELIGIBLE),
        ("2008-11-02", ADVICE),  # 18 that very day: less than three months ago
        ("2008-08-02", ADVICE),  # three months ago
        ("2008-08-01", NOT_ELIGIBLE),  # more, and the grant is a year old
        ("2008", ADVICE),
        ("2009", ELIGIBLE),
        ("1990", NOT_ELIGIBLE),
        (None, FACTS),
    ],
)
def test_a_minor_is_joined_by_parents_and_those_who_come_with_them(relation, birth_date, expected):
    young = case(birth_date=birth_date, marital_status="single")

    assert assess(relative(relation), young).outcome is expected


# Born on 1 August 2006: 17 at the claim, 18 on 1 August 2024, before the grant.
@pytest.mark.parametrize(
    ("applied_on", "sponsor", "expected"),
    [
        ("2025-12-21", {}, ADVICE),
        ("2025-12-22", {}, ADVICE),  # three months after the grant
        ("2025-12-23", {}, NOT_ELIGIBLE),
        ("2025-12-22", {"claim_lodged_on": "2024-08-01"}, NOT_ELIGIBLE),  # 18 at the claim
        ("2025-12-22", {"claim_lodged_on": "2024-07-31"}, ADVICE),
        ("2025-12-22", {"claim_lodged_on": None}, FACTS),
        ("2025-12-22", {"protected_on": None}, FACTS),
    ],
)
def test_who_turned_18_before_the_grant_has_three_months(applied_on, sponsor, expected):
    grown = case(
        applied_on=applied_on,
        **{"birth_date": "2006-08-01", "marital_status": "single", **sponsor},
    )

    assert assess(relative("parent"), grown).outcome is expected


def test_turning_18_after_the_application_changes_nothing():
    assessment = assess(relative("parent"), minors_case(birth_date="2008-11-03"))

    assert assessment.outcome is ELIGIBLE
    assert verdict(assessment, "minor_on_application") is Verdict.MET
    assert Caution.FILE_BEFORE_BIRTHDAY in assessment.warnings


@pytest.mark.parametrize(
    ("first_request_on", "expected"), [("2026-04-30", ADVICE), ("2026-05-01", NOT_ELIGIBLE)]
)
def test_a_dated_request_before_the_birthday_is_advice(first_request_on, expected):
    parent = relative("parent", first_request_on=first_request_on)

    assert assess(parent, minors_case(birth_date="2008-05-01")).outcome is expected


@pytest.mark.parametrize("relation", ["parent", "sibling"])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("single", ELIGIBLE),
        ("cohabiting", ELIGIBLE),
        ("married", NOT_ELIGIBLE),
        ("divorced", ADVICE),
        ("widowed", ADVICE),
        ("civil_union", ADVICE),
        (None, FACTS),
    ],
)
def test_a_married_minor_is_not_joined_by_parents(relation, status, expected):
    assert assess(relative(relation), minors_case(marital_status=status)).outcome is expected


def test_the_marriage_of_an_adult_is_not_a_reason():
    assessment = assess(relative("parent"), case())

    assert assessment.outcome is NOT_ELIGIBLE
    assert finding(assessment, "sponsor_unmarried") is None
    assert verdict(assessment, "adult_sponsor") is Verdict.NOT_MET
    assert assessment.fallback == "visitor_or_humanitarian_visa"


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (["nobody"], ELIGIBLE),
        (["father"], ELIGIBLE),
        (["mother"], ELIGIBLE),
        (["mother", "father"], ADVICE),
        (None, ELIGIBLE),
    ],
)
def test_a_minor_need_not_be_alone_in_france(here, expected):
    assessment = assess(relative("parent"), minors_case(lives_in_france_with=here))

    assert assessment.outcome is expected
    resists = Caution.PRACTICE_MAY_RESIST in assessment.warnings
    assert resists is (here in (["father"], ["mother"]))


def test_a_year_of_birth_or_none_is_enough_for_a_parent():
    assert assess(relative("parent", birth_date="1984"), minors_case()).outcome is ELIGIBLE
    assert assess(relative("parent", birth_date=None), minors_case()).outcome is ELIGIBLE


@pytest.mark.parametrize("relation", ["sibling", "half_sibling"])
@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-03", ELIGIBLE),
        ("2008-11-02", NOT_ELIGIBLE),  # 18 that day: no longer a minor
        ("2008-11-01", NOT_ELIGIBLE),
        ("2008", ADVICE),
        ("2007", NOT_ELIGIBLE),
        (None, FACTS),
    ],
)
def test_a_brother_or_sister_is_under_eighteen(relation, birth_date, expected):
    assert assess(relative(relation, birth_date=birth_date), minors_case()).outcome is expected


@pytest.mark.parametrize(
    ("first_request_on", "refusal", "expected"),
    [
        ("2026-07-31", None, ADVICE),
        ("2026-08-01", None, NOT_ELIGIBLE),
        ("2026-07-31", "2026-09-01", NOT_ELIGIBLE),
    ],
)
def test_a_sibling_may_have_asked_before_the_birthday(first_request_on, refusal, expected):
    sibling = relative(
        "sibling",
        birth_date="2008-08-01",
        first_request_on=first_request_on,
        earlier_refusal_final_on=refusal,
    )

    assert assess(sibling, minors_case()).outcome is expected


@pytest.mark.parametrize(
    ("facts", "expected", "missing"),
    [
        ({"comes_with_parent": False}, NOT_ELIGIBLE, set()),
        ({"in_care_of_joining_parent": False}, ADVICE, set()),
        ({"comes_with_parent": None}, FACTS, {"relative.comes_with_parent"}),
        (
            {"comes_with_parent": None, "in_care_of_joining_parent": None},
            FACTS,
            {"relative.comes_with_parent", "relative.in_care_of_joining_parent"},
        ),
        ({"comes_with_parent": False, "in_care_of_joining_parent": None}, NOT_ELIGIBLE, set()),
        ({"marital_status": "married", "comes_with_parent": None}, NOT_ELIGIBLE, set()),
    ],
)
def test_a_sibling_comes_with_a_parent_who_cares_for_them(facts, expected, missing):
    assessment = assess(relative("sibling", **facts), minors_case())

    assert assessment.outcome is expected
    assert set(assessment.missing_facts) == missing


def test_with_both_parents_in_france_who_comes_with_the_sibling_is_in_doubt():
    here = minors_case(lives_in_france_with=["mother", "father"])

    assert assess(relative("sibling"), here).outcome is ADVICE


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"other_parent": "deceased"}, ELIGIBLE),
        ({"other_parent": "joining"}, ELIGIBLE),
        ({"other_parent": "missing"}, ADVICE),
        ({"other_parent": "elsewhere", "custody": "no_decision"}, ADVICE),
        ({"other_parent": "elsewhere", "custody": "other_parent"}, ADVICE),
        (
            {
                "other_parent": "elsewhere",
                "custody": "sponsor_or_spouse",
                "other_parent_consents": True,
            },
            ELIGIBLE,
        ),
        ({"other_parent": "elsewhere"}, FACTS),
        ({"other_parent": None}, FACTS),
    ],
)
def test_a_half_sibling_is_inside_with_the_papers_of_the_other_side(facts, expected):
    assert assess(relative("half_sibling", **facts), minors_case()).outcome is expected


@pytest.mark.parametrize("relation", ["parent", "sibling", "half_sibling"])
def test_an_adult_sponsor_is_asked_nothing_for_parents_and_siblings(relation):
    person = relative(relation, marital_status=None, comes_with_parent=None, other_parent=None)

    assessment = assess(person, case())

    assert (assessment.outcome, assessment.missing_facts) == (NOT_ELIGIBLE, ())
