"""Sections 3 and 5: children, with the day before, the day and the day after."""

import pytest

from guide.verdicts import Verdict
from reunification.rules import Caution, Outcome, assess
from tests.factories import case, finding, relative, verdict

ELIGIBLE, ADVICE = Outcome.ELIGIBLE, Outcome.NEEDS_ADVICE
NOT_ELIGIBLE, FACTS = Outcome.NOT_ELIGIBLE, Outcome.NEEDS_FACTS

ELSEWHERE = {
    "other_parent": "elsewhere",
    "custody": "sponsor_or_spouse",
    "custody_decision_on": "2020-03-05",
    "other_parent_consents": True,
}


# The application is of 2 November 2026: born on 2 November 2007, the 19th birthday.
@pytest.mark.parametrize("relation", ["child_of_couple", "child_other_union", "adopted_child"])
@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2007-11-03", ELIGIBLE),
        ("2007-11-02", ELIGIBLE),
        ("2007-11-01", NOT_ELIGIBLE),
        ("2007-12", ELIGIBLE),
        ("2007-11", ADVICE),
        ("2007", ADVICE),
        ("2008", ELIGIBLE),
        ("2006", NOT_ELIGIBLE),
    ],
)
def test_a_child_may_join_until_the_nineteenth_birthday(relation, birth_date, expected):
    child = relative(relation, birth_date=birth_date)

    assert assess(child, case()).outcome is expected


def test_the_birthday_itself_is_inside_with_a_warning():
    assessment = assess(relative("child_of_couple", birth_date="2007-11-02"), case())

    assert assessment.outcome is ELIGIBLE
    assert verdict(assessment, "on_the_birthday") is Verdict.ADVICE
    assert Caution.ON_THE_BIRTHDAY in assessment.warnings


@pytest.mark.parametrize(
    ("applied_on", "expected"),
    [("2027-02-27", ELIGIBLE), ("2027-02-28", ELIGIBLE), ("2027-03-01", NOT_ELIGIBLE)],
)
def test_born_on_a_leap_day_the_birthday_is_the_28th(applied_on, expected):
    child = relative("child_of_couple", birth_date="2008-02-29")

    assert assess(child, case(applied_on=applied_on)).outcome is expected


def test_eighteen_is_inside_without_any_condition():
    assessment = assess(relative("child_of_couple", birth_date="2008-01-05"), case())

    assert assessment.outcome is ELIGIBLE
    assert verdict(assessment, "eighteen_is_inside") is Verdict.MET


# Claim of 13 May 2024, grant of 22 September 2025: three months end on 22 December 2025.
@pytest.mark.parametrize(
    ("birth_date", "applied_on", "expected"),
    [
        ("2005-05-12", "2025-12-01", NOT_ELIGIBLE),  # 19 the day before the claim
        ("2005-05-13", "2025-12-01", ELIGIBLE),  # on the day of the claim
        ("2006-09-22", "2025-12-01", ELIGIBLE),  # on the day of the grant
        ("2006-09-23", "2025-12-01", NOT_ELIGIBLE),  # the day after the grant
        ("2005-08-01", "2025-12-21", ELIGIBLE),
        ("2005-08-01", "2025-12-22", ELIGIBLE),
        ("2005-08-01", "2025-12-23", NOT_ELIGIBLE),
        ("2005", "2025-12-22", ADVICE),  # before the claim, or not
        ("2005-06", "2025-12-22", ELIGIBLE),
        ("2006", "2025-12-22", ADVICE),  # a birthday after the grant is not frozen
        ("2006-08", "2025-12-22", ELIGIBLE),
    ],
)
def test_the_age_is_frozen_between_the_claim_and_the_grant(birth_date, applied_on, expected):
    child = relative("child_of_couple", birth_date=birth_date)

    assert assess(child, case(applied_on=applied_on)).outcome is expected


def test_a_year_whose_every_day_is_inside_or_frozen_is_a_yes():
    # 19 before the application but within the claim and the grant, or not yet 19.
    soon = case(claim_lodged_on="2024-12-31", protected_on="2025-06-01", applied_on="2025-06-01")

    assert assess(relative("child_of_couple", birth_date="2006"), soon).outcome is ELIGIBLE


def test_the_freeze_holds_for_subsidiary_protection_and_is_in_doubt_without_it():
    child = relative("child_of_couple", birth_date="2005-08-01")
    soon = {"applied_on": "2025-12-01"}

    subsidiary = assess(child, case(status="subsidiary_protection", **soon))
    stateless = assess(child, case(status="stateless", residence_card_issued=True, **soon))

    assert subsidiary.outcome is ELIGIBLE
    assert verdict(subsidiary, "freeze_for_both_statuses") is Verdict.MET
    assert Caution.FILE_WITHIN_THREE_MONTHS in subsidiary.warnings
    assert stateless.outcome is ADVICE


@pytest.mark.parametrize(
    ("sponsor", "missing"),
    [
        ({"protected_on": None}, {"sponsor.protected_on"}),
        ({"claim_lodged_on": None}, {"sponsor.claim_lodged_on"}),
        (
            {"claim_lodged_on": None, "protected_on": None},
            {"sponsor.claim_lodged_on", "sponsor.protected_on"},
        ),
        ({"claim_lodged_on": None, "protected_on": "2025-08-01"}, set()),  # too late anyway
    ],
)
def test_the_claim_and_the_grant_are_asked_when_an_age_hangs_on_them(sponsor, missing):
    child = relative("child_of_couple", birth_date="2005-08-01")

    assessment = assess(child, case(applied_on="2025-12-01", **sponsor))

    assert set(assessment.missing_facts) == missing
    assert assessment.outcome is (FACTS if missing else NOT_ELIGIBLE)


@pytest.mark.parametrize(
    ("first_request_on", "refusal", "expected"),
    [
        (None, None, NOT_ELIGIBLE),
        ("2026-08-15", None, ADVICE),  # before the birthday of 16 August
        ("2026-08-16", None, ADVICE),
        ("2026-08-17", None, NOT_ELIGIBLE),
        ("2026-08-01", "2026-09-30", NOT_ELIGIBLE),  # closed by a final refusal
        ("2026-08-01", "2026-07-31", ADVICE),  # asked after that refusal
        ("2026-08-01", "2026", ADVICE),
        ("2026-08-01", "2026-11-03", ADVICE),  # not final yet
        (None, "2026-09-30", NOT_ELIGIBLE),
        (None, "2026-11-03", ADVICE),
        (None, "2026-11", ADVICE),
    ],
)
def test_an_earlier_request_or_refusal_moves_the_date_that_counts(
    first_request_on, refusal, expected
):
    child = relative(
        "child_of_couple",
        birth_date="2007-08-16",
        first_request_on=first_request_on,
        earlier_refusal_final_on=refusal,
    )

    assert assess(child, case()).outcome is expected


@pytest.mark.parametrize(
    ("first_request_on", "expected"), [("2025-12-22", ADVICE), ("2025-12-23", NOT_ELIGIBLE)]
)
def test_an_earlier_request_may_save_the_freeze(first_request_on, expected):
    child = relative("child_of_couple", birth_date="2005-08-01", first_request_on=first_request_on)

    assert assess(child, case(applied_on="2026-02-01")).outcome is expected


def test_a_child_still_inside_does_not_need_the_earlier_request():
    child = relative("child_of_couple", first_request_on="2025-01-01")

    assert assess(child, case()).outcome is ELIGIBLE


@pytest.mark.parametrize("relation", ["child_of_couple", "stepchild", "sibling"])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("single", ELIGIBLE),
        ("married", NOT_ELIGIBLE),
        ("divorced", ADVICE),
        ("widowed", ADVICE),
        ("civil_union", ADVICE),
        ("cohabiting", ADVICE),
    ],
)
def test_a_child_is_not_married(relation, status, expected):
    young = {"birth_date": "2012-01-01", "marital_status": "single"}
    sponsor = young if relation == "sibling" else {}

    assert assess(relative(relation, marital_status=status), case(**sponsor)).outcome is expected


@pytest.mark.parametrize(
    ("birth_date", "missing"),
    [
        ("2014-11-03", ()),  # eleven
        ("2014-11-02", ("relative.marital_status",)),
        ("2014", ("relative.marital_status",)),
    ],
)
def test_nobody_asks_whether_a_small_child_is_married(birth_date, missing):
    child = relative("child_of_couple", birth_date=birth_date, marital_status=None)

    assert assess(child, case()).missing_facts == missing


@pytest.mark.parametrize("relation", ["child_of_couple", "child_other_union"])
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"other_parent": "joining"}, ELIGIBLE),
        ({"other_parent": "in_france_with_sponsor"}, ELIGIBLE),
        ({"other_parent": "deceased"}, ELIGIBLE),
        ({"other_parent": "rights_removed"}, ELIGIBLE),
        ({"other_parent": "not_on_birth_record"}, ELIGIBLE),
        ({"other_parent": "missing"}, ADVICE),
        (ELSEWHERE, ELIGIBLE),
        (ELSEWHERE | {"custody": "other_parent"}, NOT_ELIGIBLE),
        (ELSEWHERE | {"custody": "no_decision"}, ADVICE),  # consent alone
        (ELSEWHERE | {"other_parent_consents": False}, ADVICE),
        (ELSEWHERE | {"other_parent_consents": None}, FACTS),
        (ELSEWHERE | {"custody_decision_on": "2026-11-02"}, ELIGIBLE),
        (ELSEWHERE | {"custody_decision_on": "2026-11-03"}, ADVICE),
        ({"other_parent": None}, FACTS),
    ],
)
def test_the_other_parent_decides(relation, facts, expected):
    assert assess(relative(relation, **facts), case()).outcome is expected


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"other_parent": None}, {"relative.other_parent"}),
        (
            {"other_parent": "elsewhere"},
            {"relative.custody", "relative.other_parent_consents"},
        ),
        ({"other_parent": "elsewhere", "custody": "no_decision"}, set()),
        (
            {"other_parent": "elsewhere", "custody_decision_on": "2020"},
            {"relative.other_parent_consents"},
        ),
        ({"birth_date": None}, {"relative.birth_date"}),
    ],
)
def test_only_what_decides_is_asked(facts, missing):
    assessment = assess(relative("child_other_union", **facts), case())

    assert set(assessment.missing_facts) == missing


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-01", ELIGIBLE),
        ("2026-11-02", ELIGIBLE),
        ("2026-11-03", ADVICE),
        ("2026", ADVICE),
        ("2019-05", ELIGIBLE),
        (None, ELIGIBLE),
    ],
)
def test_way_a_is_looked_at_on_the_day_of_the_application(since, expected):
    child = relative("child_other_union", other_parent="deceased", other_parent_since=since)

    assert assess(child, case()).outcome is expected


# Born on 5 January 2008: 18 since 5 January 2026.
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ELSEWHERE | {"custody_decision_on": "2026-01-04"}, ELIGIBLE),
        (ELSEWHERE | {"custody_decision_on": "2026-01-05"}, ADVICE),
        (ELSEWHERE | {"custody_decision_on": "2026-01-06"}, ADVICE),
        (ELSEWHERE | {"custody_decision_on": "2026"}, ADVICE),
        (ELSEWHERE | {"custody_decision_on": None}, FACTS),
        ({"other_parent": "deceased", "other_parent_since": "2026-01-04"}, ELIGIBLE),
        ({"other_parent": "deceased", "other_parent_since": "2026-01-05"}, ADVICE),
        ({"other_parent": "rights_removed"}, ELIGIBLE),
        ({"other_parent": "joining"}, ELIGIBLE),
    ],
)
def test_at_eighteen_custody_is_looked_at_while_the_child_was_minor(facts, expected):
    child = relative("child_other_union", birth_date="2008-01-05", **facts)

    assessment = assess(child, case())

    assert assessment.outcome is expected
    if expected is ELIGIBLE:
        assert Caution.PAGES_SAY_18 in assessment.warnings


@pytest.mark.parametrize(
    ("birth_date", "union", "expected"),
    [
        ("2024-05-12", {}, ELIGIBLE),
        ("2024-05-13", {}, FACTS),  # not before the claim: was the couple there?
        ("2025-03-08", {}, FACTS),
        ("2024", {}, FACTS),
        ("2025-03-08", {"formed_on": "2024-04-12"}, ELIGIBLE),
        ("2025-03-08", {"formed_on": "2024-05-12"}, ADVICE),
        ("2025-03-08", {"formed_on": "2024-05-14"}, ADVICE),
        ("2025-03-08", {"kind": "cohabitation", "life_together_from": "2023"}, ELIGIBLE),
        ("2025-03-08", {"kind": "cohabitation"}, FACTS),
        ("2022-05-05", {"formed_on": "2025"}, ADVICE),  # the other parent joins too late
    ],
)
def test_a_child_born_after_the_claim_is_inside_when_the_couple_was_there(
    birth_date, union, expected
):
    child = relative("child_of_couple", birth_date=birth_date, union=union or None)

    assessment = assess(child, case())

    assert assessment.outcome is expected
    key = "life_together_from" if union.get("kind") == "cohabitation" else "formed_on"
    asked = (f"relative.union.{key}",) if expected is FACTS else ()
    assert assessment.missing_facts == asked


def test_a_child_born_after_of_a_parent_who_died_needs_no_couple():
    child = relative("child_other_union", birth_date="2025-03-08")

    assessment = assess(child, case())

    assert assessment.outcome is ELIGIBLE
    assert Caution.PAGES_SAY_BORN_BEFORE in assessment.warnings


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-03", ELIGIBLE),  # 17
        ("2008-11-02", ADVICE),
        ("2007-11-02", ADVICE),  # the 19th birthday
        ("2007-11-01", NOT_ELIGIBLE),
        ("2008", ADVICE),
        ("2006", NOT_ELIGIBLE),
        (None, FACTS),
    ],
)
def test_a_stepchild_is_sure_until_eighteen(birth_date, expected):
    assert assess(relative("stepchild", birth_date=birth_date), case()).outcome is expected


@pytest.mark.parametrize(
    ("union", "expected"),
    [
        ({"kind": "civil_marriage", "formed_on": "2024-04-12"}, ELIGIBLE),
        ({"kind": "civil_marriage", "formed_on": "2024-05-14"}, ADVICE),
        ({"kind": "religious_or_customary_marriage", "formed_on": "2015"}, ADVICE),
        (
            {
                "kind": "religious_or_customary_marriage",
                "formed_on": "2015",
                "life_together_from": "2015",
            },
            ELIGIBLE,
        ),
        ({"kind": "cohabitation", "life_together_from": "2015"}, ADVICE),
        ({"kind": "civil_union", "formed_on": "2015"}, ADVICE),
        ({"kind": "civil_marriage", "formed_on": "2015", "ended_on": "2020"}, ADVICE),
        ({"kind": "civil_marriage"}, FACTS),
        ({}, FACTS),
    ],
)
def test_a_stepchild_is_a_child_of_the_spouse(union, expected):
    assert assess(relative("stepchild", union=union), case()).outcome is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"other_parent": "missing"}, ADVICE),
        ({"other_parent": "joining"}, ADVICE),
        (ELSEWHERE, ELIGIBLE),
        (ELSEWHERE | {"other_parent_consents": False}, ADVICE),
    ],
)
def test_the_other_parent_of_a_stepchild_counts_too(facts, expected):
    assert assess(relative("stepchild", **facts), case()).outcome is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"adoption_decision_on": "2026-11-02"}, ELIGIBLE),
        ({"adoption_decision_on": "2026-11-03"}, ADVICE),
        ({"adoption_decision_on": "2025-01-01"}, ELIGIBLE),  # after the claim: no matter
        ({"adoption_decision_on": None}, FACTS),
        ({"birth_date": "2008-02-01", "adoption_decision_on": "2026-02-01"}, ADVICE),
        ({"birth_date": "2008-02-01", "adoption_decision_on": "2026-01-31"}, ELIGIBLE),
        ({"other_parent": "joining"}, ELIGIBLE),
        ({"other_parent": "elsewhere"}, ADVICE),
        (ELSEWHERE, ELIGIBLE),
    ],
)
def test_an_adopted_child_counts_by_the_judgment(facts, expected):
    assert assess(relative("adopted_child", **facts), case()).outcome is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ADVICE),
        ({"birth_date": "2007-11-02"}, ADVICE),
        ({"birth_date": "2007-11-01"}, NOT_ELIGIBLE),
        ({"marital_status": "married"}, NOT_ELIGIBLE),
    ],
)
def test_kafala_is_advice_with_another_visa_to_try(facts, expected):
    assessment = assess(relative("kafala_child", **facts), case())

    assert assessment.outcome is expected
    assert finding(assessment, "visa_for_kafala") is not None
    assert assessment.fallback == "visitor_or_humanitarian_visa"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"other_parent": "deceased"}, ELIGIBLE),
        ({"other_parent": "rights_removed"}, ELIGIBLE),
        (ELSEWHERE | {"union": {"polygamous": True}}, NOT_ELIGIBLE),
        (ELSEWHERE | {"union": {"polygamous": False}}, ELIGIBLE),
        (ELSEWHERE | {"union": {"kind": "civil_marriage", "ended_on": "2018"}}, ELIGIBLE),
        (ELSEWHERE | {"union": {"kind": "none"}}, ELIGIBLE),
        (ELSEWHERE, ADVICE),  # a former spouse, or a second one?
        ({"other_parent": "joining"}, ADVICE),
        ({"other_parent": "missing", "union": {"polygamous": True}}, ADVICE),  # never a flat no
    ],
)
def test_with_a_spouse_in_france_the_child_of_another_spouse_cannot_join(facts, expected):
    here = case(lives_in_france_with=["other_spouse"])

    assert assess(relative("child_other_union", **facts), here).outcome is expected


@pytest.mark.parametrize(
    ("relation", "expected"), [("child_of_couple", ADVICE), ("child_other_union", ELIGIBLE)]
)
def test_several_spouses_abroad_make_their_children_advice(relation, expected):
    child = relative(relation, union={"polygamous": True})  # joining; or died

    assert assess(child, case()).outcome is expected


def test_a_child_already_in_france_is_advice():
    assert assess(relative("child_of_couple", lives_in="FR"), case()).outcome is ADVICE


def test_a_minor_sponsor_may_be_joined_by_a_child_of_their_own():
    young = case(birth_date="2009-03-01", marital_status="single", claim_lodged_on="2025-01-13")

    assert assess(relative("child_of_couple", birth_date="2024-12"), young).outcome is ELIGIBLE
