"""The whole answer for a relative: examples, other links, warnings, birthdays, texts."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from guide.content_files import read
from guide.verdicts import Verdict
from reunification.case import FactError, Relation
from reunification.rules import (
    EVERY_CHANGE,
    RULES,
    Caution,
    Outcome,
    Route,
    assess,
    every_rule,
    next_birthday,
    what_would_change,
)
from reunification.rules.facts import CHOICES
from tests.factories import case, finding, minors_case, relative, verdict
from tests.reunification.families import built

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "reunification" / "content"


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


EXAMPLES = lines("eligibility.jsonl")
EXPECTED = {line["id"]: line for line in lines("eligibility_expected.jsonl")}


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: line["id"])
def test_the_examples_are_answered_as_jurists_expect(line):
    person, of_family = built(
        line["sponsor"],
        line["relative"],
        applied_on=line["applied_on"],
        whole_family_applies=line.get("whole_family_applies"),
    )

    assessment = assess(person, of_family)

    expected = EXPECTED[line["id"]]
    answer = {"outcome": assessment.outcome, "route": assessment.route}
    assert answer == expected["expected"]
    assert {found.rule for found in assessment.findings} >= set(expected["rules"])
    assert set(assessment.warnings) >= set(expected.get("warnings", ()))
    assert list(assessment.missing_facts) == expected.get("missing_facts", [])


@pytest.mark.parametrize("relation", ["grandchild", "grandparent", "nephew_or_niece", "other"])
def test_a_link_that_is_not_in_the_list_is_a_no_with_another_visa_to_try(relation):
    assessment = assess(relative(relation, birth_date=None, marital_status=None), case())

    assert (assessment.outcome, assessment.route) == (Outcome.NOT_ELIGIBLE, None)
    assert assessment.fallback is Route.VISITOR_OR_HUMANITARIAN_VISA
    assert finding(assessment, "visa_without_right") is not None


def test_every_link_has_its_rules():
    assert set(RULES) == set(Relation)


@pytest.mark.parametrize("relation", ["spouse", "child_of_couple", "parent"])
@pytest.mark.parametrize(
    ("declared", "outcome", "warning"),
    [
        (True, Outcome.ELIGIBLE, None),
        (False, Outcome.NEEDS_ADVICE, Caution.NOT_DECLARED),
        (None, Outcome.ELIGIBLE, Caution.CHECK_DECLARATION),
    ],
)
def test_an_undeclared_person_is_advice_and_never_a_no(relation, declared, outcome, warning):
    of_family = minors_case() if relation == "parent" else case()

    assessment = assess(relative(relation, declared_to_ofpra=declared), of_family)

    assert assessment.outcome is outcome
    told = {Caution.NOT_DECLARED, Caution.CHECK_DECLARATION} & set(assessment.warnings)
    assert told == ({warning} if warning else set())


def test_an_omission_does_not_hide_a_clear_no():
    married = relative("child_of_couple", marital_status="married", declared_to_ofpra=False)

    assert assess(married, case()).outcome is Outcome.NOT_ELIGIBLE


@pytest.mark.parametrize(("whole", "warned"), [(True, False), (False, True), (None, False)])
def test_a_partial_application_is_a_warning_and_never_a_no(whole, warned):
    assessment = assess(relative("spouse"), case(whole_family_applies=whole))

    assert assessment.outcome is Outcome.ELIGIBLE
    assert (Caution.PARTIAL_REUNIFICATION in assessment.warnings) is warned


@pytest.mark.parametrize(
    ("birth_date", "warned"),
    [
        ("2007-11-02", True),
        ("2008-11-02", True),  # 19 within a year
        ("2008-11-03", False),
        ("2008", True),
        ("2014-01-18", False),
    ],
)
def test_a_birthday_within_a_year_is_worth_a_warning(birth_date, warned):
    assessment = assess(relative("child_of_couple", birth_date=birth_date), case())

    assert (Caution.FILE_BEFORE_BIRTHDAY in assessment.warnings) is warned


def test_a_first_of_january_is_pointed_out():
    year = assess(relative("child_of_couple", birth_date="2014-01-01"), case())
    spouse = assess(relative("spouse", birth_date="1989-01-01"), case())

    assert Caution.APPROXIMATE_BIRTH_DATE in year.warnings
    assert Caution.APPROXIMATE_BIRTH_DATE not in spouse.warnings


def test_custody_papers_come_before_the_decision():
    child = relative("child_other_union", other_parent="missing")

    assert Caution.CUSTODY_PAPERS_FIRST in assess(child, case()).warnings


@pytest.mark.parametrize(
    ("birth_date", "expected"), [("2007-11", Verdict.ADVICE), ("2010", Verdict.MET)]
)
def test_an_incomplete_date_says_whether_the_answer_hangs_on_it(birth_date, expected):
    assessment = assess(relative("child_of_couple", birth_date=birth_date), case())

    assert verdict(assessment, "uncertain_date") is expected


def test_an_incomplete_date_is_not_blamed_for_another_doubt():
    child = relative("child_of_couple", birth_date="2010", marital_status="divorced")

    assessment = assess(child, case())

    assert assessment.outcome is Outcome.NEEDS_ADVICE
    assert verdict(assessment, "uncertain_date") is Verdict.MET


def test_a_finding_shows_the_dates_it_used():
    found = finding(assess(relative("spouse"), case()), "couple_before_claim")

    assert ("relative.union.formed_on", "2015-06-17") in found.used
    assert ("sponsor.claim_lodged_on", "2024-05-13") in found.used
    assert found.reason == "couple_before_claim.met"


# Birthdays and changes


@pytest.mark.parametrize(
    ("relation", "facts", "sponsor", "expected"),
    [
        ("child_of_couple", {}, {}, ("relative", 19, date(2033, 1, 18), "REU-DL-01")),
        ("child_other_union", {}, {}, ("relative", 18, date(2032, 1, 18), "REU-DL-19")),
        (
            "child_other_union",
            {"birth_date": "2008-05-05"},
            {},
            ("relative", 19, date(2027, 5, 5), "REU-DL-01"),
        ),
        ("stepchild", {}, {}, ("relative", 18, date(2032, 1, 18), "REU-DL-19")),
        ("adopted_child", {}, {}, ("relative", 19, date(2033, 1, 18), "REU-DL-01")),
        (
            "parent",
            {},
            {"birth_date": "2011-04-09"},
            ("sponsor", 18, date(2029, 4, 9), "REU-DL-05"),
        ),
        (
            "sibling",
            {},
            {"birth_date": "2011-04-09"},
            ("sponsor", 18, date(2029, 4, 9), "REU-DL-05"),
        ),
        (
            "sibling",
            {"birth_date": "2010-01-01"},
            {"birth_date": "2011-04-09"},
            ("relative", 18, date(2028, 1, 1), "REU-DL-02"),
        ),
        ("spouse", {"birth_date": "2009-06-01"}, {}, ("relative", 18, date(2027, 6, 1), None)),
        ("spouse", {}, {}, None),
        ("parent", {}, {}, None),
        ("child_of_couple", {"birth_date": "2000"}, {}, None),
        ("grandparent", {}, {}, None),
    ],
)
def test_the_next_birthday_that_matters(relation, facts, sponsor, expected):
    coming = next_birthday(relative(relation, **facts), case(**sponsor))

    assert expected == (coming and (coming.person, coming.age, coming.earliest, coming.deadline))


def test_a_birthday_that_closes_is_safe_on_its_eve():
    child = next_birthday(relative("child_of_couple", birth_date="2014"), case())
    spouse = next_birthday(relative("spouse", birth_date="2009"), case())

    assert (child.closes, child.is_exact, child.safe_on) == (True, False, date(2032, 12, 31))
    assert (spouse.closes, spouse.safe_on) == (False, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("relation", "facts", "sponsor", "expected"),
    [
        ("spouse", {}, {}, ()),
        ("spouse", {"declared_to_ofpra": False}, {}, ("tell_ofpra",)),
        ("spouse", {"birth_date": "2009-06-01"}, {}, ("wait_for_18",)),
        ("spouse", {"union": {"kind": "civil_marriage"}}, {}, ("missing_facts",)),
        ("child_of_couple", {"birth_date": "2007"}, {}, ("exact_date",)),
        (
            "child_other_union",
            {"other_parent": "elsewhere", "custody": "no_decision"},
            {},
            ("custody_judgment", "consent_of_other_parent"),
        ),
        ("sibling", {"comes_with_parent": False}, {"birth_date": "2011"}, ("parent_who_joins",)),
        ("spouse", {}, {"status": "asylum_seeker"}, ("protection_granted",)),
        ("nephew_or_niece", {}, {}, ()),
    ],
)
def test_what_would_change_an_answer(relation, facts, sponsor, expected):
    person = relative(relation, **facts)
    of_family = case(**({"marital_status": "single"} | sponsor))

    changes = what_would_change(person, of_family, assess(person, of_family))

    assert tuple(change.slug for change in changes)[: len(expected)] == expected
    assert expected or not changes


# Texts and sources


@pytest.fixture(scope="module")
def french():
    def texts(name: str) -> dict[str, dict]:
        return yaml.safe_load((CONTENT / "fr" / f"{name}.yaml").read_text(encoding="utf-8"))

    return texts


def test_every_verdict_of_every_rule_has_its_french_text(french):
    needed = {f"{rule.slug}.{one.value}" for rule in every_rule() for one in rule.verdicts}

    assert set(french("reasons")) == needed


@pytest.mark.parametrize(
    ("file", "slugs"),
    [
        ("outcomes", Outcome),
        ("routes", Route),
        ("warnings", Caution),
        ("changes", EVERY_CHANGE),
    ],
)
def test_every_answer_has_its_french_text(french, file, slugs):
    assert {str(slug) for slug in slugs} <= set(french(file))


def test_every_text_of_a_reason_names_its_facts(french):
    silent = [slug for slug, text in french("reasons").items() if not text.get("facts")]

    assert silent == []


def test_the_texts_are_whole():
    """Facts exist, placeholders are filled, English mirrors French."""
    apps = {"reunification": CONTENT, "guide": CONTENT.parents[1] / "guide" / "content"}

    tree = read(apps, ("fr", "en"))

    mine = ("reasons", "outcomes", "routes", "warnings", "changes", "problems")
    texts = [text for text in tree.texts if text.slug.split(".")[1] in mine]
    assert len(texts) > 200
    assert [text.slug for text in texts if "en" not in text.words] == []


def test_a_rule_only_gives_verdicts_it_announces_and_reads_facts_that_exist():
    person, of_family = relative("spouse"), case()

    for rule in every_rule():
        assert rule.verdicts, rule.slug
        assert rule.id.startswith("REU-"), rule.slug
        assert str(rule.citation), rule.slug
    assert all(values for values in CHOICES.values())
    assert assess(person, of_family).outcome is Outcome.ELIGIBLE


def test_problems_have_their_sentences(french):
    source = (CONTENT.parent / "case.py").read_text(encoding="utf-8")
    sentences = french("problems")

    unused = [slug for slug in sentences if f'"{slug}"' not in source]
    assert unused == ["told_twice"]  # said by the command line
    with pytest.raises(FactError) as refused:
        relative("spouse", relation="wife")
    assert refused.value.problem in sentences
