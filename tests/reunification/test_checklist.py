"""Which papers each person brings, and the words that explain each of them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.content_files import read
from reunification.case import Case, OtherParent, Relation, Relative, relative_from, sponsor_from
from reunification.checklist import (
    LADDER,
    ON_THE_LIST,
    PAPERS,
    checklist,
    sendings,
    sponsor_checklist,
)
from reunification.procedure import EVENT_NAMES, RULES, STEPS

FOR_EVERYBODY = {"D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07"}
FOR_EVERYBODY |= {"D-14", "D-15", "D-16", "D-17"}


def case(**sponsor) -> Case:
    told = {"status": "refugee", "birth_date": "1987-10-26", "claim_lodged_on": "2024-05-13"}
    return Case(sponsor_from(told | sponsor), date(2026, 11, 2))


def relative(relation: str, birth_date: str | None = "1990-01-01", **more) -> Relative:
    return relative_from({"relation": relation, "birth_date": birth_date, **more})


def docs(items) -> list[str]:
    return [item.doc for item in items]


def own(one: Relative, **sponsor) -> list[str]:
    """What a relative brings beyond everybody's papers."""
    return [doc for doc in docs(checklist(one, case(**sponsor))) if doc not in FOR_EVERYBODY]


def paper(doc: str, items):
    return next(item for item in items if item.doc == doc)


CHILD = "2015-03-04"


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (relative("spouse", union={"kind": "civil_marriage"}), ["D-20", "D-21", "D-22"]),
        (
            relative("spouse", union={"kind": "religious_or_customary_marriage"}),
            ["D-20", "D-24", "D-21", "D-22"],
        ),
        (
            relative(
                "spouse",
                union={"kind": "civil_marriage", "formed_on": "2015", "registered_on": "2025"},
            ),
            ["D-20", "D-24", "D-21", "D-22"],
        ),
        (relative("spouse", union={"kind": "cohabitation"}), ["D-24", "D-21", "D-22"]),
        (relative("civil_partner"), ["D-23"]),
        (relative("cohabiting_partner"), ["D-24"]),
        (relative("child_of_couple", CHILD), ["D-25", "D-37"]),
        (relative("child_of_couple", CHILD, other_parent="joining"), ["D-25", "D-37"]),
        (
            relative("child_of_couple", CHILD, other_parent="elsewhere"),
            ["D-27", "D-28d", "D-29", "D-37"],
        ),
        (relative("child_of_couple", "2008-01-01"), ["D-25", "D-26"]),
        (relative("child_other_union", CHILD, other_parent="deceased"), ["D-27", "D-28b", "D-37"]),
        (
            relative("child_other_union", CHILD, other_parent="rights_removed"),
            ["D-27", "D-28c", "D-37"],
        ),
        (
            relative("child_other_union", CHILD, other_parent="not_on_birth_record"),
            ["D-27", "D-28a", "D-37"],
        ),
        (
            relative("child_other_union", CHILD, other_parent="elsewhere"),
            ["D-27", "D-28d", "D-29", "D-37"],
        ),
        (relative("child_other_union", CHILD, other_parent="missing"), ["D-27", "D-28", "D-37"]),
        (
            relative("child_other_union", CHILD),
            ["D-27", "D-28a", "D-28b", "D-28c", "D-28d", "D-29", "D-37"],
        ),
        (
            relative("stepchild", CHILD, other_parent="deceased", union={"kind": "civil_marriage"}),
            ["D-27", "D-28b", "D-20", "D-37"],
        ),
        (relative("adopted_child", CHILD), ["D-31", "D-37"]),
        (relative("kafala_child", CHILD), ["D-32", "D-37"]),
        (relative("parent"), ["D-33"]),
        (relative("sibling", CHILD), ["D-35", "D-37"]),
        (relative("half_sibling", CHILD, other_parent="deceased"), ["D-35", "D-28b", "D-37"]),
    ],
)
def test_each_relation_has_its_papers(one, expected):
    assert own(one) == expected


@pytest.mark.parametrize(
    "relation", [relation for relation in Relation if relation not in ON_THE_LIST]
)
def test_a_relation_without_a_branch_has_no_checklist(relation):
    assert checklist(relative(relation), case()) == ()


def test_everybody_has_a_form_photos_and_the_receipt():
    for relation in ON_THE_LIST:
        assert set(docs(checklist(relative(relation), case()))) >= FOR_EVERYBODY


def test_an_act_is_shown_once_left_once_and_translated():
    act = paper("D-25", checklist(relative("child_of_couple", CHILD), case()))

    assert (act.originals, act.copies, act.translation) == (1, 1, True)
    assert (act.who, act.when) == (("applicant",), ("appointment",))
    assert act.ladder
    assert act.home_authorities


def test_one_paper_about_the_other_parent_is_enough():
    items = checklist(relative("child_other_union", CHILD), case())

    assert [item.doc for item in items if item.group == "D-28"] == [
        "D-28a",
        "D-28b",
        "D-28c",
        "D-28d",
    ]
    assert paper("D-29", items).condition == "with_custody_decision"


def test_consent_is_asked_without_condition_when_the_other_parent_lives_elsewhere():
    items = checklist(relative("child_other_union", CHILD, other_parent="elsewhere"), case())

    assert paper("D-29", items).condition is None
    assert paper("D-28d", items).group is None


@pytest.mark.parametrize(
    ("birth_date", "is_asked"),
    [
        ("2010-11-03", False),  # 16 tomorrow
        ("2010-11-02", True),  # 16 that day
        ("2010", True),  # perhaps 16
        (None, True),
    ],
)
def test_proof_of_not_being_married_is_for_16_and_over_and_only_if_asked(birth_date, is_asked):
    items = checklist(relative("child_of_couple", birth_date), case())

    assert ("D-26" in docs(items)) is is_asked
    assert all(item.condition == "if_asked" for item in items if item.doc == "D-26")


@pytest.mark.parametrize(
    ("birth_date", "is_minor"),
    [("2008-11-03", True), ("2008-11-02", False), ("2008", True), (None, True)],
)
def test_a_minor_needs_a_travel_authorisation(birth_date, is_minor):
    assert ("D-37" in own(relative("child_of_couple", birth_date))) is is_minor


def test_an_undeclared_person_needs_an_explanation():
    undeclared = checklist(relative("spouse", declared_to_ofpra=False), case())
    declared = checklist(relative("spouse", declared_to_ofpra=True), case())

    assert paper("D-17", undeclared).condition is None
    assert "REU-DEC-004" in paper("D-17", undeclared).rules
    assert paper("D-17", declared).condition == "something_to_explain"


def test_the_sponsor_gathers_the_papers_of_nantes():
    items = sponsor_checklist(case(), [relative("child_of_couple", CHILD)])

    assert docs(items)[:8] == ["D-06", "D-07", "D-08", "D-09", "D-10", "D-11", "D-12", "D-13"]
    assert {item.who for item in items} == {("sponsor",)}
    assert all("nantes" in item.when for item in items if item.doc not in ("D-32", "D-37"))


def test_the_card_has_no_substitute_for_a_stateless_sponsor():
    stateless = paper("D-08", sponsor_checklist(case(status="stateless"), []))
    refugee = paper("D-08", sponsor_checklist(case(), []))

    assert (stateless.substitutes, stateless.rules) == ((), ("REU-SPO-002",))
    assert refugee.substitutes == ("D-06",)


def test_a_minor_sponsor_shows_age_and_representative():
    for_parents = sponsor_checklist(case(), [relative("parent")])
    for_spouse = sponsor_checklist(case(), [relative("spouse")])

    assert "D-34" in docs(for_parents)
    assert "D-34" not in docs(for_spouse)


def test_the_sponsor_copies_the_marriage_for_nantes_once():
    items = sponsor_checklist(case(), [relative("spouse"), relative("spouse")])

    assert docs(items).count("D-20") == 1
    assert paper("D-20", items).originals == 0


def test_who_sends_what_to_whom_is_told_in_order():
    found = sendings(case(), [relative("spouse"), relative("child_of_couple", CHILD)])

    assert [(one.sender, one.receiver) for one in found] == [
        ("sponsor", "applicant"),
        ("applicant", "post"),
        ("post", "applicant"),
        ("applicant", "sponsor"),
        ("sponsor", "nantes"),
        ("sponsor", "applicant"),
    ]
    assert {"D-06", "D-07"} <= set(found[0].docs)
    assert found[2].docs == ("D-16",)
    assert "D-11" in found[4].docs
    assert found[5].docs == ("D-37",)


@given(
    st.builds(
        relative,
        st.sampled_from(sorted(Relation)),
        st.sampled_from([None, "1990", "2008-11", CHILD]),
        other_parent=st.sampled_from([None, *sorted(OtherParent)]),
        declared_to_ofpra=st.sampled_from([None, True, False]),
    )
)
def test_a_list_never_repeats_a_paper_and_always_says_why(one):
    items = checklist(one, case())

    assert len(set(docs(items))) == len(items)
    for item in items:
        assert item.rules
        assert item.who
        assert item.when
        assert set(item.substitutes) <= set(PAPERS) | {rung.doc for rung in LADDER}


# The words.


@pytest.fixture(scope="module")
def words() -> dict[str, dict[str, str]]:
    """Texts by slug without `reunification.`, in French and English."""
    root = Path(__file__).parents[2]
    apps = ("guide", "reunification", "ofpra", "dossier")
    tree = read({app: root / app / "content" for app in apps}, ("fr", "en"))
    return {
        text.slug.removeprefix("reunification."): dict(text.words)
        for text in tree.texts
        if text.slug.startswith("reunification.")
    }


def in_both(words, slug: str) -> bool:
    return {"fr", "en"} <= set(words.get(slug, ()))


def test_every_paper_is_explained_in_words(words):
    for doc in PAPERS:
        for part in ("name", "meaning", "how", "substitute"):
            assert in_both(words, f"documents.{doc}.{part}"), (doc, part)
    for rung in LADDER:
        assert in_both(words, f"documents.{rung.doc}.name")
        assert in_both(words, f"documents.weights.{rung.weight}")


def test_every_condition_moment_and_bundle_has_words(words):
    for relation in ON_THE_LIST:
        for other_parent in (None, *OtherParent):
            one = relative(relation, None, other_parent=other_parent)
            for item in (*checklist(one, case()), *sponsor_checklist(case(), [one])):
                slugs = [f"when.{moment}" for moment in item.when]
                slugs += [f"who.{person}" for person in item.who]
                slugs += [f"conditions.{item.condition}"] if item.condition else []
                slugs += [f"groups.{item.group}"] if item.group else []
                slugs += [f"{item.part_of}.name"] if item.part_of else []
                for slug in slugs:
                    assert in_both(words, f"documents.{slug}"), slug


def test_every_deadline_event_and_step_has_words(words):
    for rule in RULES:
        for part in ("what", "why", "today", "missed", "rule"):
            assert in_both(words, f"deadlines.{rule.removeprefix('REU-')}.{part}")
    for event in EVENT_NAMES:
        assert in_both(words, f"deadlines.events.{event}")
    for step in STEPS:
        for part in ("name", "do", "after"):
            assert in_both(words, f"steps.{step.slug}.{part}")


@pytest.mark.parametrize(
    "unsure", ["35 x 45", "35 × 45", "35 mm", "cachet de la poste", "postmark"]
)
def test_what_nobody_verified_is_not_stated(words, unsure):
    for slug, languages in words.items():
        if slug.startswith(("documents.", "deadlines.", "steps.")):
            assert all(unsure not in text for text in languages.values()), slug


def test_the_danger_of_home_authorities_is_said(words):
    assert "Ne contactez jamais" in words["documents.warnings.authorities"]["fr"]
