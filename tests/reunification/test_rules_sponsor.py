"""Sections 1 and 17 (1, 2): who may be joined, and what stops every answer."""

import pytest

from guide.verdicts import Verdict
from reunification.rules import Outcome, Route, assess
from tests.factories import case, relative, verdict

RELATIONS = ("spouse", "child_of_couple", "nephew_or_niece", "parent")


@pytest.mark.parametrize("status", ["refugee", "subsidiary_protection"])
def test_both_statuses_open_the_right(status):
    assessment = assess(relative("spouse"), case(status=status))

    assert assessment.outcome is Outcome.ELIGIBLE
    assert verdict(assessment, "protected_sponsor") is Verdict.MET


@pytest.mark.parametrize(
    ("card", "outcome"),
    [
        ({"residence_card_issued": True}, Outcome.ELIGIBLE),
        ({"residence_card_issued_on": "2026-11-01"}, Outcome.ELIGIBLE),
        ({"residence_card_issued_on": "2026-11-02"}, Outcome.ELIGIBLE),  # the application day
        ({"residence_card_issued_on": "2026-11-03"}, Outcome.NEEDS_ADVICE),
        ({"residence_card_issued": False}, Outcome.NOT_ELIGIBLE),
        ({}, Outcome.NEEDS_FACTS),
    ],
)
def test_a_stateless_person_needs_the_card(card, outcome):
    assessment = assess(relative("spouse"), case(status="stateless", **card))

    assert assessment.outcome is outcome
    asked = ("sponsor.residence_card_issued",) if outcome is Outcome.NEEDS_FACTS else ()
    assert assessment.missing_facts == asked


@pytest.mark.parametrize(
    ("granted", "outcome"),
    [
        ("2026-11-01", Outcome.ELIGIBLE),
        ("2026-11-02", Outcome.ELIGIBLE),
        ("2026-11-03", Outcome.NEEDS_ADVICE),
    ],
)
def test_the_family_may_apply_from_the_day_of_the_grant(granted, outcome):
    assert assess(relative("spouse"), case(protected_on=granted)).outcome is outcome


@pytest.mark.parametrize("relation", RELATIONS)
def test_nobody_is_a_sponsor_while_the_claim_is_pending(relation):
    assessment = assess(relative(relation), case(status="asylum_seeker", protected_on=None))

    assert (assessment.outcome, assessment.route) == (Outcome.NOT_ELIGIBLE, None)
    assert verdict(assessment, "claim_pending") is Verdict.NOT_MET


@pytest.mark.parametrize("status", ["naturalised", "protected_other_state", "other"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_a_status_the_text_does_not_cover_is_advice(status, relation):
    assert assess(relative(relation), case(status=status)).outcome is Outcome.NEEDS_ADVICE


@pytest.mark.parametrize(
    ("relation", "facts", "expected"),
    [
        ("spouse", {}, Route.REGROUPEMENT_FAMILIAL),
        ("spouse", {"birth_date": "2008-11-02"}, Outcome.NEEDS_ADVICE),  # 18, married as a child
        ("spouse", {"birth_date": "2008-11-03"}, Outcome.NOT_ELIGIBLE),
        ("cohabiting_partner", {}, Outcome.NOT_ELIGIBLE),
        ("child_of_couple", {"birth_date": "2008-11-03"}, Route.REGROUPEMENT_FAMILIAL),
        ("child_of_couple", {"birth_date": "2008-11-02"}, Outcome.NOT_ELIGIBLE),
        ("child_of_couple", {"birth_date": "2008"}, Outcome.NEEDS_ADVICE),
        ("child_of_couple", {"birth_date": None}, Outcome.NEEDS_FACTS),
        ("child_of_couple", {"marital_status": "married"}, Outcome.NOT_ELIGIBLE),
        ("kafala_child", {}, Outcome.NEEDS_ADVICE),
        ("sibling", {}, Outcome.NOT_ELIGIBLE),
    ],
)
def test_a_card_as_family_of_a_protected_person_is_no_right(relation, facts, expected):
    assessment = assess(relative(relation, **facts), case(status="family_residence_card"))

    assert expected in (assessment.route, assessment.outcome)
    assert verdict(assessment, "family_card_holder") is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("relation", "facts", "expected"),
    [
        ("spouse", {}, Route.TEMPORARY_PROTECTION_FAMILY),
        ("child_of_couple", {"birth_date": "2008-11-03"}, Route.TEMPORARY_PROTECTION_FAMILY),
        ("child_of_couple", {"birth_date": "2008-11-02"}, Outcome.NOT_ELIGIBLE),
        ("stepchild", {}, Route.TEMPORARY_PROTECTION_FAMILY),
        ("cohabiting_partner", {}, Outcome.NEEDS_ADVICE),
        ("parent", {}, Outcome.NOT_ELIGIBLE),
        ("grandparent", {}, Outcome.NOT_ELIGIBLE),
    ],
)
def test_temporary_protection_has_its_own_way(relation, facts, expected):
    assessment = assess(relative(relation, **facts), case(status="temporary_protection"))

    assert expected in (assessment.route, assessment.outcome)
    assert assessment.outcome is not Outcome.ELIGIBLE


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(
    "flag", ["public_order_concern", "protection_being_withdrawn", "author_of_persecution"]
)
def test_what_this_program_must_not_judge_is_advice_for_everybody(relation, flag):
    sponsor = {} if flag == "author_of_persecution" else {flag: True}
    facts = {} if sponsor else {flag: True}

    assessment = assess(relative(relation, **facts), case(**sponsor))

    assert assessment.outcome is Outcome.NEEDS_ADVICE


def test_a_concern_asks_for_no_other_fact():
    spouse = relative("spouse", birth_date=None, union=None)

    assessment = assess(spouse, case(public_order_concern=True))

    assert assessment.outcome is Outcome.NEEDS_ADVICE
    assert assessment.missing_facts == ()


def test_the_status_and_the_relation_are_asked_first():
    assessment = assess(relative("spouse", relation=None), case(status=None))

    assert assessment.outcome is Outcome.NEEDS_FACTS
    assert assessment.missing_facts == ("sponsor.status", "relative.relation")
