"""Which questions are asked, of whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reunification import questions
from reunification.case import relative_from, sponsor_from
from reunification.family import Family
from reunification.questions import Kind, Section, Told
from reunification.rules import assess

TODAY = date(2026, 11, 22)
REFUGEE = {
    "status": "refugee",
    "birth_date": "1988-12-09",
    "marital_status": "married",
    "claim_lodged_on": "2024-11-07",
    "protected_on": "2026-02-17",
}


def told(
    sponsor: dict[str, Any] | None = None,
    relative: dict[str, Any] | None = None,
    relatives: tuple[dict[str, Any], ...] = (),
) -> Told:
    relative = relative or {}
    return Told(TODAY, {**REFUGEE, **(sponsor or {})}, relatives or (relative,), relative)


def keys(section: Section, one: Told) -> set[str]:
    return {question.key for page in questions.pages(section, one) for question in page.asked(one)}


def test_every_question_has_a_place_of_its_own():
    for section, pages in questions.SECTIONS.items():
        slugs = [page.slug for page in pages]
        assert len(set(slugs)) == len(slugs), section
        asked = [question.key for page in pages for question in page.questions]
        assert len(set(asked)) == len(asked), section


def test_the_dates_of_the_claim_are_asked_of_protected_persons_only():
    assert "claim_lodged_on" in keys(Section.PROTECTION, told())
    assert "claim_lodged_on" in keys(Section.PROTECTION, told({"status": None}))

    assert keys(Section.PROTECTION, told({"status": "asylum_seeker"})) == {"status"}


def test_only_a_stateless_person_is_asked_for_the_card():
    assert "residence_card_issued" not in keys(Section.PROTECTION, told())
    stateless = told({"status": "stateless"})
    assert "residence_card_issued" in keys(Section.PROTECTION, stateless)
    assert "residence_card_issued_on" not in keys(Section.PROTECTION, stateless)

    with_card = told({"status": "stateless", "residence_card_issued": True})

    assert "residence_card_issued_on" in keys(Section.PROTECTION, with_card)


@pytest.mark.parametrize(
    ("relation", "asked", "not_asked"),
    [
        ("spouse", {"union.kind", "union.formed_on"}, {"other_parent", "comes_with_parent"}),
        ("civil_partner", {"union.formed_on"}, {"union.kind", "union.registered_on"}),
        ("cohabiting_partner", {"union.kind", "union.life_together_from"}, {"other_parent"}),
        ("child_of_couple", {"other_parent", "marital_status"}, {"union.kind", "custody"}),
        ("child_other_union", {"other_parent"}, {"union.formed_on", "author_of_persecution"}),
        ("stepchild", {"other_parent", "union.kind"}, {"comes_with_parent"}),
        ("adopted_child", {"adoption_decision_on"}, {"other_parent"}),
        ("kafala_child", {"custody"}, {"other_parent"}),
        ("parent", {"marital_status", "author_of_persecution"}, {"other_parent", "union.kind"}),
        ("sibling", {"comes_with_parent", "in_care_of_joining_parent"}, {"other_parent"}),
        ("half_sibling", {"comes_with_parent", "other_parent"}, {"union.kind"}),
        ("grandparent", {"declared_to_ofpra"}, {"marital_status", "union.kind"}),
    ],
)
def test_each_link_has_its_questions(relation, asked, not_asked):
    found = keys(Section.RELATIVE, told(relative={"relation": relation}))

    assert asked <= found
    assert not not_asked & found


def test_the_day_of_a_death_is_asked_after_the_person_spoke_of_it():
    child = {"relation": "child_other_union"}
    assert "other_parent_since" not in keys(Section.RELATIVE, told(relative=child))
    elsewhere = {**child, "other_parent": "elsewhere"}
    assert "other_parent_since" not in keys(Section.RELATIVE, told(relative=elsewhere))

    deceased = {**child, "other_parent": "deceased"}

    assert "other_parent_since" in keys(Section.RELATIVE, told(relative=deceased))


def test_several_spouses_are_asked_about_only_when_two_are_named():
    first = {"key": "aaaa", "relation": "spouse"}
    second = {"key": "bbbb", "relation": "spouse"}
    assert "union.polygamous" not in keys(Section.RELATIVE, told(relative=first))

    both = told(relative=first, relatives=(first, second))

    assert "union.polygamous" in keys(Section.RELATIVE, both)


def test_a_spouse_at_home_is_another_person_for_a_spouse_abroad():
    abroad = {"relation": "spouse", "lives_in": "PK"}

    used = questions.sponsor_in_use(told({"lives_in_france_with": ["spouse"]}, abroad))

    assert used["lives_in_france_with"] == ["other_spouse"]
    assert questions.sponsor_in_use(told({"lives_in_france_with": ["spouse"]}))[
        "lives_in_france_with"
    ] == ["spouse"]


@pytest.mark.parametrize(
    ("birth_date", "asked"),
    [("2009-11-22", True), ("2009-11-23", False), ("2009", True), (None, True), ("2020", False)],
)
def test_an_earlier_request_is_asked_about_near_the_age_limit(birth_date, asked):
    child = {"relation": "child_of_couple", "birth_date": birth_date}

    assert ("first_request_on" in keys(Section.RELATIVE, told(relative=child))) is asked


def test_an_answer_that_no_longer_applies_is_kept_and_not_used():
    relative = {
        "key": "aaaa",
        "relation": "sibling",
        "comes_with_parent": True,
        "union": {"kind": "civil_marriage", "formed_on": "2011"},
        "birth_date": None,
    }

    used = questions.relative_in_use(told(relative=relative))

    assert used == {"relation": "sibling", "comes_with_parent": True}


def test_the_union_of_the_parents_is_asked_once():
    spouse = {
        "key": "aaaa",
        "relation": "spouse",
        "union": {"kind": "civil_marriage", "formed_on": "2011-06-17"},
    }
    child = {"key": "bbbb", "relation": "child_of_couple", "other_parent": "joining"}

    family = told(relative=child, relatives=(spouse, child))

    assert "union.kind" not in keys(Section.RELATIVE, family)
    assert questions.relative_in_use(family)["union"] == spouse["union"]


def test_a_changed_answer_does_not_change_the_facts_it_came_from():
    facts = {"union": {"kind": "civil_marriage"}}

    changed = questions.with_value(facts, "union.formed_on", "2011")

    assert facts == {"union": {"kind": "civil_marriage"}}
    assert changed == {"union": {"kind": "civil_marriage", "formed_on": "2011"}}


@pytest.mark.parametrize("relation", questions.RELATIONS)
@pytest.mark.parametrize("status", [None, *questions.STATUSES])
def test_every_fact_the_rules_miss_has_its_question(relation, status):
    stored = {
        "sponsor": {"status": status},
        "relatives": [{"key": "aaaa", "relation": relation}],
    }
    family = Family(stored, TODAY)

    missing = assess(family.relative("aaaa"), family.case("aaaa")).missing_facts

    for name in missing:
        page = questions.page_of_fact(name)
        assert page is not None, name
        assert page.asked(family.told("aaaa")), name


def test_options_and_keys_are_those_the_rules_read():
    examples = {
        Kind.PARTIAL_DATE: "2011",
        Kind.DAY: "2011-06-17",
        Kind.YES_NO: True,
        Kind.NAME: "A",
        Kind.PLACE: "A",
        Kind.COUNTRY: "AF",
    }
    for section, read in (
        (Section.ME, sponsor_from),
        (Section.PROTECTION, sponsor_from),
        (Section.RELATIVE, relative_from),
    ):
        for key, question in questions.BY_KEY[section].items():
            for relation in questions.RELATIONS:
                options = question.options(told(relative={"relation": relation}))
                for value in options or (examples.get(question.kind),):
                    if question.kind is Kind.SEVERAL:
                        value = [value]
                    read(questions.with_value({}, key, value))


def test_the_pages_follow_one_another():
    one = told(relative={"relation": "spouse"})
    page = questions.RELATIVE[0]
    seen = [page.slug]

    while following := questions.page_after(page, one):
        assert questions.page_before(following, one) == page
        page = following
        seen.append(page.slug)

    assert seen == [page.slug for page in questions.pages(Section.RELATIVE, one)]


def test_a_kind_of_union_that_the_link_no_longer_allows_is_asked_again():
    spouse = {"relation": "spouse", "union": {"kind": "cohabitation", "formed_on": "2011"}}

    family = told(relative=spouse)

    assert questions.relative_in_use(family)["union"] == {"formed_on": "2011"}
    page = questions.page_named(Section.RELATIVE, "union")
    assert page is not None
    assert not questions.is_done(page, family)
