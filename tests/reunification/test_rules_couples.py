"""Section 2: spouses and partners, with the day before, the day and the day after."""

import pytest

from guide.verdicts import Verdict
from reunification.rules import Outcome, Route, assess
from tests.factories import case, finding, relative, verdict

ELIGIBLE, ADVICE = Outcome.ELIGIBLE, Outcome.NEEDS_ADVICE
NOT_ELIGIBLE, FACTS = Outcome.NOT_ELIGIBLE, Outcome.NEEDS_FACTS
REGROUPEMENT, CARD = Route.REGROUPEMENT_FAMILIAL, Route.FAMILY_CARD_IN_FRANCE


def answer(assessment):
    return assessment.route or assessment.outcome


def married(**union):
    return relative("spouse", union={"kind": "civil_marriage", **union})


# The claim is of 13 May 2024, the registration at the prefecture of 22 April 2024.
@pytest.mark.parametrize(
    ("formed_on", "expected"),
    [
        ("2024-04-21", ELIGIBLE),
        ("2024-04-22", ADVICE),  # the day of the registration: the grey zone begins
        ("2024-04-23", ADVICE),
        ("2024-05-12", ADVICE),
        ("2024-05-13", ADVICE),  # the day of the claim
        ("2024-05-14", REGROUPEMENT),
        ("2024-03", ELIGIBLE),
        ("2024-04", ADVICE),
        ("2024", ADVICE),
        ("2023", ELIGIBLE),
        ("2025", REGROUPEMENT),
        ("2024-06", REGROUPEMENT),
    ],
)
def test_a_marriage_precedes_the_asylum_claim(formed_on, expected):
    assessment = assess(married(formed_on=formed_on), case(registered_on="2024-04-22"))

    assert answer(assessment) is expected
    assert finding(assessment, "union_near_claim") is None or expected is ADVICE


@pytest.mark.parametrize(
    ("formed_on", "expected"),
    [
        ("2024-04-12", ELIGIBLE),
        ("2024-04-13", ADVICE),  # thirty days before the claim: between the two, perhaps
        ("2024-05-12", ADVICE),
        ("2024-05-14", REGROUPEMENT),
    ],
)
def test_without_the_registration_a_union_near_the_claim_is_in_doubt(formed_on, expected):
    assert answer(assess(married(formed_on=formed_on), case())) is expected


def test_a_union_after_the_arrival_but_before_the_claim_counts():
    assessment = assess(married(formed_on="2024-02-01"), case())

    assert assessment.outcome is ELIGIBLE
    assert verdict(assessment, "couple_before_claim") is Verdict.MET


@pytest.mark.parametrize(
    ("formed_on", "lives_in", "expected"),
    [
        ("2024-04-12", "PK", ELIGIBLE),
        ("2024-05-13", "PK", ADVICE),
        ("2024-05-14", "PK", NOT_ELIGIBLE),  # regroupement is for marriages only
        ("2024-05-14", "FR", CARD),
        ("2024-04-12", "FR", ADVICE),
    ],
)
def test_a_civil_union_follows_the_same_conditions(formed_on, lives_in, expected):
    partner = relative(
        "civil_partner",
        lives_in=lives_in,
        union={"kind": "civil_union", "formed_on": formed_on},
    )

    assert answer(assess(partner, case())) is expected


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-01", ELIGIBLE),
        ("2008-11-02", ELIGIBLE),  # 18 on the day of the application
        ("2008-11-03", NOT_ELIGIBLE),
        ("2008-10", ELIGIBLE),
        ("2008-11", ADVICE),
        ("2008", ADVICE),
        ("2009", NOT_ELIGIBLE),
        (None, FACTS),
    ],
)
def test_the_partner_is_eighteen_on_the_day_of_the_application(birth_date, expected):
    partner = relative(
        "cohabiting_partner",
        birth_date=birth_date,
        union={"kind": "cohabitation", "life_together_from": "2022-01"},
    )

    assessment = assess(partner, case())

    assert assessment.outcome is expected
    assert assessment.missing_facts == (("relative.birth_date",) if birth_date is None else ())


@pytest.mark.parametrize(
    ("born", "sponsor_born", "expected"),
    [
        ("1997-06-17", "1987-10-26", ELIGIBLE),  # 18 on the wedding day
        ("1997-06-18", "1987-10-26", ADVICE),
        ("1997", "1987-10-26", ADVICE),
        ("1996", "1987-10-26", ELIGIBLE),
        ("1989-04-02", "1997-06-18", ADVICE),
    ],
)
def test_a_marriage_of_a_child_is_advice(born, sponsor_born, expected):
    spouse = relative("spouse", birth_date=born)  # married on 17 June 2015

    assert assess(spouse, case(birth_date=sponsor_born)).outcome is expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023-05-12", None, ELIGIBLE),
        ("2023-05-13", None, ELIGIBLE),  # a year before the claim
        ("2023-05-14", None, ADVICE),
        ("2023", None, ADVICE),
        ("2022", None, ELIGIBLE),
        ("2024-05-13", None, ADVICE),
        ("2024-05-14", None, NOT_ELIGIBLE),
        ("2025", None, NOT_ELIGIBLE),
        ("2021-01", "2023-08", ELIGIBLE),  # parted by the flight
        ("2021-01", "2021-10", ADVICE),
        ("2015-01", "2021-05-13", ELIGIBLE),  # three years apart
        ("2015-01", "2021-05-12", ADVICE),
        (None, None, FACTS),
    ],
)
def test_a_life_together_is_stable_and_before_the_claim(since, until, expected):
    union = {
        "kind": "cohabitation",
        "life_together_from": since,
        "life_together_until": until,
    }

    assessment = assess(relative("cohabiting_partner", union=union), case())

    assert assessment.outcome is expected
    asked = ("relative.union.life_together_from",) if expected is FACTS else ()
    assert assessment.missing_facts == asked


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023-11-12", None, ELIGIBLE),
        ("2023-11-13", None, ELIGIBLE),  # six months before the claim
        ("2023-11-14", None, ADVICE),
        ("2015-01", "2021-05-12", ELIGIBLE),  # long apart, with children
        ("2024-05-14", None, NOT_ELIGIBLE),
    ],
)
def test_common_children_are_strong_proof_of_a_life_together(since, until, expected):
    union = {
        "kind": "cohabitation",
        "life_together_from": since,
        "life_together_until": until,
        "common_children": True,
    }

    assert assess(relative("cohabiting_partner", union=union), case()).outcome is expected


@pytest.mark.parametrize(
    ("union", "expected"),
    [
        ({"life_together_from": "2017-03"}, ELIGIBLE),
        ({"registered_on": "2024-04-01"}, ELIGIBLE),
        ({"registered_on": "2025-04-01"}, ADVICE),
        ({"registered_on": "2025-04-01", "life_together_from": "2017-03"}, ELIGIBLE),
        ({"life_together_from": "2024-02"}, ADVICE),
        ({"life_together_from": "2025-02"}, ADVICE),
        ({}, FACTS),
        ({"formed_on": "2025-02", "life_together_from": "2017-03"}, ELIGIBLE),
        ({"formed_on": "2025-02", "registered_on": "2025-02"}, REGROUPEMENT),
        ({"formed_on": "2025-02"}, ADVICE),  # late, and of no registry: which route is in doubt
    ],
)
def test_a_religious_marriage_rests_on_the_life_together(union, expected):
    told = {"kind": "religious_or_customary_marriage", "formed_on": "2017-03", **union}

    assert answer(assess(relative("spouse", union=told), case())) is expected


@pytest.mark.parametrize(
    ("registered_on", "expected"),
    [("2024-04-12", ELIGIBLE), ("2024-05-13", ADVICE), ("2024-05-14", ADVICE)],
)
def test_a_late_registration_is_never_a_flat_no(registered_on, expected):
    spouse = married(formed_on="2015-06-17", registered_on=registered_on)

    assert assess(spouse, case()).outcome is expected


def test_a_late_marriage_after_a_life_together_uses_the_cohabiting_branch():
    spouse = married(formed_on="2025-03-01", life_together_from="2019")

    assessment = assess(spouse, case())

    assert assessment.outcome is ELIGIBLE
    assert verdict(assessment, "marriage_before_claim") is Verdict.NOT_MET
    assert verdict(assessment, "life_together_before_claim") is Verdict.MET


@pytest.mark.parametrize(
    ("lives_in", "expected"), [("PK", REGROUPEMENT), (None, REGROUPEMENT), ("FR", CARD)]
)
def test_a_late_spouse_has_another_way(lives_in, expected):
    spouse = relative("spouse", lives_in=lives_in, union={"kind": "civil_marriage"} | LATE)

    assessment = assess(spouse, case())

    assert answer(assessment) is expected
    assert verdict(assessment, "union_after_claim") is Verdict.NOT_MET  # why another way


LATE = {"formed_on": "2025-03-01"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"birth_date": "2008-11-03"}, NOT_ELIGIBLE),  # 17: no route for a spouse so young
        ({"birth_date": "2008"}, ADVICE),
        ({"union": {"kind": "cohabitation", "life_together_from": "2025"}}, NOT_ELIGIBLE),
    ],
)
def test_the_other_way_has_its_conditions(facts, expected):
    spouse = relative("spouse", **{"union": {"kind": "civil_marriage"} | LATE, **facts})

    assert answer(assess(spouse, case())) is expected


@pytest.mark.parametrize(
    ("facts", "sponsor", "expected"),
    [
        ({}, {}, NOT_ELIGIBLE),
        ({"union": {"life_together_from": "2019"}}, {}, ADVICE),
        ({"union": {"life_together_from": "2025"}}, {}, NOT_ELIGIBLE),
        ({"union": {"life_together_from": "2019"}}, {"claim_lodged_on": None}, FACTS),
    ],
)
def test_a_fiance_is_not_in_the_list(facts, sponsor, expected):
    assert assess(relative("fiance", **facts), case(**sponsor)).outcome is expected


@pytest.mark.parametrize(
    ("ended_on", "expected"),
    [
        ("2026-11-01", NOT_ELIGIBLE),
        ("2026-11-02", NOT_ELIGIBLE),
        ("2026-11-03", ADVICE),
        ("2026", ADVICE),
        ("2025", NOT_ELIGIBLE),
    ],
)
def test_a_divorced_spouse_is_not_in_the_list(ended_on, expected):
    union = {"kind": "civil_marriage", "formed_on": "2015-06-17", "ended_on": ended_on}
    spouse = relative("spouse", union=union, marital_status="divorced")

    assert assess(spouse, case()).outcome is expected


def test_spouses_who_live_apart_and_are_still_married_take_advice():
    union = {"kind": "civil_marriage", "formed_on": "2015-06-17", "ended_on": "2025"}
    spouse = relative("spouse", union=union, marital_status="married")

    assert assess(spouse, case()).outcome is ADVICE


@pytest.mark.parametrize(
    ("theirs", "mine", "expected"),
    [
        ("divorced", "divorced", NOT_ELIGIBLE),
        ("divorced", "married", ADVICE),
        ("married", "widowed", ADVICE),
        ("single", "single", ELIGIBLE),  # as papers say of a religious couple
    ],
)
def test_a_couple_that_may_have_ended_is_looked_at(theirs, mine, expected):
    assert (
        assess(relative("spouse", marital_status=theirs), case(marital_status=mine)).outcome
        is expected
    )


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("spouse", NOT_ELIGIBLE), ("cohabiting_partner", ADVICE), ("civil_partner", ADVICE)],
)
def test_with_a_spouse_in_france_no_other_spouse_joins(relation, expected):
    here = case(lives_in_france_with=["other_spouse"])

    assert assess(relative(relation), here).outcome is expected


def test_several_spouses_abroad_are_advice():
    spouse = married(formed_on="2015-06-17", polygamous=True)

    assert assess(spouse, case()).outcome is ADVICE


def test_a_spouse_who_lives_with_the_sponsor_is_in_france():
    here = case(lives_in_france_with=["spouse"])

    assert assess(relative("spouse"), here).outcome is ADVICE
    assert answer(assess(married(**LATE), here)) is CARD


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [("2008-11-02", ELIGIBLE), ("2008-11-03", ADVICE), ("2008", ADVICE), (None, ELIGIBLE)],
)
def test_a_minor_sponsor_with_a_partner_is_advice(birth_date, expected):
    young = case(birth_date=birth_date, marital_status="cohabiting")
    partner = relative(
        "cohabiting_partner", union={"kind": "cohabitation", "life_together_from": "2022"}
    )

    assert assess(partner, young).outcome is expected


@pytest.mark.parametrize(
    ("union", "sponsor", "missing"),
    [
        ({"kind": "civil_marriage"}, {}, {"relative.union.formed_on"}),
        ({}, {}, {"relative.union.kind", "relative.union.formed_on"}),
        ({"formed_on": "2015"}, {}, {"relative.union.kind"}),
        (
            {"kind": "civil_marriage", "formed_on": "2015"},
            {"claim_lodged_on": None},
            {"sponsor.claim_lodged_on"},
        ),
        (
            {"kind": "civil_marriage"},
            {"claim_lodged_on": None},
            {"relative.union.formed_on", "sponsor.claim_lodged_on"},
        ),
        ({"kind": "civil_marriage", "life_together_from": "2015"}, {}, set()),
        (
            {"kind": "religious_or_customary_marriage"},
            {},
            {"relative.union.formed_on"},
        ),
    ],
)
def test_only_what_decides_is_asked(union, sponsor, missing):
    assessment = assess(relative("spouse", union=union), case(**sponsor))

    assert set(assessment.missing_facts) == missing
    assert assessment.outcome is (FACTS if missing else ELIGIBLE)
