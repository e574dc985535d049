"""Families a second reader answered from the law alone, in `cases.jsonl`.

Each line holds a question of `check_eligibility`, the answers that are acceptable, those that
would harm somebody, and, where it matters, the facts to ask for and the warnings.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reunification.case import case_from, contradictions, relative_from, sponsor_from
from reunification.rules import Assessment, Outcome, assess

TODAY = date(2026, 11, 22)
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]


def answered(question: dict[str, Any]) -> Assessment:
    relative = relative_from(question["relative"], personal=False)
    case = case_from(
        sponsor_from(question["sponsor"], personal=False),
        applied_on=question.get("applied_on"),
        whole_family_applies=question.get("whole_family_applies"),
        today=TODAY,
    )
    assert contradictions(case, relative, today=TODAY) == ()
    return assess(relative, case)


def outcome(assessment: Assessment) -> str:
    if assessment.route is None:
        return assessment.outcome
    return f"{assessment.outcome}:{assessment.route}"


@pytest.mark.parametrize("told", CASES, ids=[told["id"] for told in CASES])
def test_a_second_reader_agrees(told):
    found = answered(told["question"])

    assert outcome(found) not in told["harmful"], told["because"]
    assert outcome(found) in told["acceptable"], told["because"]
    if "missing_facts" in told and outcome(found) == told["acceptable"][0]:
        assert sorted(found.missing_facts) == sorted(told["missing_facts"])
    if found.outcome is Outcome.NEEDS_FACTS:
        assert set(told.get("asks", ())) <= set(found.missing_facts)
    assert not set(told.get("never_asks", ())) & set(found.missing_facts)
    assert set(told.get("warns", ())) <= set(found.warnings)
    assert not set(told.get("does_not_warn", ())) & set(found.warnings)


def test_a_union_after_the_claim_is_named_beside_the_other_route():
    (late,) = (told for told in CASES if told["id"] == "sp-2023-06-21")

    found = answered(late["question"])

    assert outcome(found) == "other_route:regroupement_familial"
    assert "REU-ELI-010" in {finding.rule for finding in found.findings}


def test_a_stateless_family_waits_for_the_card_and_is_sent_nowhere_else():
    (told,) = (told for told in CASES if told["id"] == "ch-joining")
    sponsor = told["question"]["sponsor"] | {"status": "stateless", "residence_card_issued": False}

    found = answered(told["question"] | {"sponsor": sponsor})

    assert found.outcome is Outcome.NOT_ELIGIBLE
    assert found.fallback is None
