"""Facts from plain values: every key, every wrong value, every contradiction."""

from datetime import date

import pytest

from reunification.case import (
    Case,
    Custody,
    FactError,
    LivesWith,
    Sponsor,
    case_from,
    contradictions,
    plain,
    relative_from,
    sponsor_from,
)
from tests.factories import case, relative

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("told", "field", "problem"),
    [
        ({"brith_date": "2011"}, "relative.brith_date", "unknown_key"),
        ({"birth_date": 2011}, "relative.birth_date", "not_a_partial_date"),
        ({"birth_date": "17/06/2011"}, "relative.birth_date", "not_a_partial_date"),
        ({"birth_date": "2011-02-30"}, "relative.birth_date", "no_such_day"),
        ({"birth_date": "1899"}, "relative.birth_date", "year_out_of_range"),
        ({"birth_date": "2200-01-01"}, "relative.birth_date", "year_out_of_range"),
        ({"relation": "wife"}, "relative.relation", "not_a_choice"),
        ({"relation": ["spouse"]}, "relative.relation", "not_a_choice"),
        ({"relation": True}, "relative.relation", "not_a_choice"),
        ({"declared_to_ofpra": "true"}, "relative.declared_to_ofpra", "not_yes_or_no"),
        ({"declared_to_ofpra": 1}, "relative.declared_to_ofpra", "not_yes_or_no"),
        ({"first_request_on": "2026-06"}, "relative.first_request_on", "not_a_day"),
        ({"first_request_on": "2026-06-31"}, "relative.first_request_on", "no_such_day"),
        ({"lives_in": "Pakistan"}, "relative.lives_in", "not_a_country"),
        ({"lives_in": "fr"}, "relative.lives_in", "not_a_country"),
        ({"union": "2011"}, "relative.union", "not_an_object"),
        ({"union": {"date": "2011"}}, "relative.union.date", "unknown_key"),
        ({"union": {"kind": "marriage"}}, "relative.union.kind", "not_a_choice"),
        ({"full_name": 5}, "relative.full_name", "not_text"),
        ({"full_name": "x" * 201}, "relative.full_name", "too_long"),
        ({"full_name": "a\x00b"}, "relative.full_name", "unreadable_text"),
        ({"full_name": "a\u202eb"}, "relative.full_name", "unreadable_text"),
    ],
)
def test_a_fact_that_cannot_be_used_names_its_full_path(told, field, problem):
    with pytest.raises(FactError) as refused:
        relative_from(told)

    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize(
    ("told", "field", "problem"),
    [
        ({"lives_in_france_with": "mother"}, "lives_in_france_with", "not_a_list"),
        ({"lives_in_france_with": ["aunt"]}, "lives_in_france_with", "not_a_choice"),
        (
            {"lives_in_france_with": ["nobody", "mother"]},
            "lives_in_france_with",
            "nobody_and_somebody",
        ),
        ({"claim_lodged_on": "2024-05"}, "claim_lodged_on", "not_a_day"),
        ({"relation": "spouse"}, "relation", "unknown_key"),
    ],
)
def test_a_fact_of_the_sponsor_is_checked_too(told, field, problem):
    with pytest.raises(FactError) as refused:
        sponsor_from(told)

    assert (refused.value.field, refused.value.problem) == (f"sponsor.{field}", problem)


@pytest.mark.parametrize("told", ["refugee", 5, ["refugee"], True])
def test_a_part_that_is_no_object_is_refused(told):
    with pytest.raises(FactError, match="not_an_object"):
        sponsor_from(told)


def test_missing_and_null_are_not_told():
    assert relative_from({}) == relative_from({"birth_date": None, "union": None})
    assert sponsor_from({"lives_in_france_with": []}).lives_in_france_with is None


def test_a_card_with_a_day_is_a_card():
    assert sponsor_from({"residence_card_issued_on": "2025-04-02"}).residence_card_issued is True


def test_a_custody_judgment_without_its_holder_is_for_the_sponsor():
    child = relative_from({"custody_decision_on": "2023"})

    assert child.custody is Custody.SPONSOR_OR_SPOUSE
    assert (
        relative_from({"custody_decision_on": "2023", "custody": "other_parent"}).custody
        is Custody.OTHER_PARENT
    )


def test_names_and_places_are_refused_where_they_are_not_needed():
    told = {"full_name": "Nilab Kohsari"}

    assert relative_from(told).full_name == "Nilab Kohsari"
    with pytest.raises(FactError, match="unknown_key"):
        relative_from(told, personal=False)


def test_facts_are_written_back_as_they_were_told():
    told = {
        "relation": "spouse",
        "birth_date": "1989-04",
        "declared_to_ofpra": False,
        "union": {"kind": "civil_marriage", "formed_on": "2011-06-17", "common_children": True},
    }
    sponsor = {
        "status": "refugee",
        "claim_lodged_on": "2024-05-13",
        "lives_in_france_with": ["father", "mother"],
    }

    assert plain(relative_from(told)) == told
    assert plain(sponsor_from(sponsor)) == sponsor
    assert sponsor_from(sponsor).lives_in_france_with == {LivesWith.FATHER, LivesWith.MOTHER}


def test_today_stands_in_for_the_day_of_the_application():
    now = case_from(Sponsor(), applied_on=None, whole_family_applies=None, today=TODAY)

    assert now.applied_on == TODAY


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("applied_on", "2026-11", "not_a_day"),
        ("applied_on", 5, "not_a_day"),
        ("whole_family_applies", "yes", "not_yes_or_no"),
    ],
)
def test_the_facts_of_the_case_are_checked(name, value, problem):
    told = {"applied_on": None, "whole_family_applies": None, name: value}

    with pytest.raises(FactError) as refused:
        case_from(Sponsor(), today=TODAY, **told)

    assert (refused.value.field, refused.value.problem) == (name, problem)


def test_what_a_person_told_does_not_print_itself():
    child = relative("child_of_couple", full_name="Idris Kohsari")

    assert "Idris" not in repr(child)
    assert "1987" not in repr(case())


def found(relation: str, case_: Case, **facts):
    relative_ = relative(relation, **facts)
    return [(one.field, one.problem) for one in contradictions(case_, relative_, today=TODAY)]


@pytest.mark.parametrize(
    ("relation", "facts", "sponsor", "expected"),
    [
        ("spouse", {}, {}, []),
        ("child_of_couple", {"birth_date": "2026-11-23"}, {}, ("birth_date", "in_the_future")),
        ("child_of_couple", {"birth_date": "2026-11-22"}, {}, []),
        ("child_of_couple", {"birth_date": "2026"}, {}, []),
        (
            "child_of_couple",
            {"birth_date": "1987-10-25"},
            {},
            ("birth_date", "child_older_than_sponsor"),
        ),
        ("child_of_couple", {"birth_date": "1987"}, {}, []),
        ("stepchild", {"birth_date": "1986"}, {}, []),
        ("parent", {"birth_date": "1988"}, {}, ("birth_date", "parent_younger_than_sponsor")),
        (
            "spouse",
            {"union": {"formed_on": "1989-04-01"}},
            {},
            ("union.formed_on", "union_before_birth"),
        ),
        ("spouse", {"union": {"formed_on": "1989"}}, {}, []),
        (
            "spouse",
            {"union": {"formed_on": "2015-06", "ended_on": "2015-05"}},
            {},
            ("union.ended_on", "ends_before_it_begins"),
        ),
        (
            "child_other_union",
            {"custody_decision_on": "2013"},
            {},
            ("custody_decision_on", "before_birth"),
        ),
    ],
)
def test_facts_that_cannot_be_true_together_are_found(relation, facts, sponsor, expected):
    expected = [(f"relative.{expected[0]}", expected[1])] if expected else []

    assert found(relation, case(**sponsor), **facts) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"protected_on": "2024-05-12"}, ("protected_on", "protected_before_claim")),
        ({"protected_on": "2024-05-13"}, []),
        ({"claim_lodged_on": "2026-11-23"}, ("claim_lodged_on", "in_the_future")),
        ({"birth_date": "2025", "claim_lodged_on": "2024-12-31"}, ("claim_lodged_on", "before")),
        (
            {"residence_card_issued": False, "residence_card_issued_on": "2025-01-01"},
            ("residence_card_issued", "card_day_without_card"),
        ),
    ],
)
def test_the_sponsor_is_not_contradicted(changed, expected):
    problems = [
        (one.field, one.problem)
        for one in contradictions(case(**changed), today=TODAY)
        if not expected or one.field == f"sponsor.{expected[0]}"
    ]

    assert [field for field, _ in problems] == ([f"sponsor.{expected[0]}"] if expected else [])
    assert all(expected[1] in problem for _, problem in problems)


def test_an_application_planned_for_later_moves_the_future():
    later = case(applied_on="2027-02-01")
    born = relative("child_of_couple", birth_date="2027-01-15")

    assert contradictions(later, born, today=TODAY) == ()
