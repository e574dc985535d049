"""Days that a second reader counted from the facts of the law alone, in `deadline_cases.jsonl`.

Each line holds a question of `compute_deadlines` and the answers that are right. Where the law
leaves a doubt, several are, the best first; what the law does not fix is not written there.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guide.deadlines import Deadline, deadline_facts
from ofpra.procedure import RULES, compute

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "deadline_cases.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def answered(question: dict[str, Any]) -> Deadline:
    today = date.fromisoformat(question["today"])
    return compute(question["rule"], deadline_facts(question["facts"]), today)


def written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@pytest.mark.parametrize("told", CASES, ids=[told["id"] for told in CASES])
def test_a_second_reader_counts_the_same_days(told):
    found = answered(told["question"])

    assert found.kind in told["kinds"], told["because"]
    if "safe_on" in told:
        assert written(found.safe_on) in told["safe_on"], told["because"]
    if "never_later_than" in told:
        assert written(found.never_later_than) in told["never_later_than"], told["because"]
    if "passed" in told:
        assert found.passed is told["passed"], told["because"]
    assert set(told.get("notes", ())) <= set(found.notes), told["because"]


@pytest.mark.parametrize("told", CASES, ids=[told["id"] for told in CASES])
def test_no_day_is_later_than_the_law_and_none_is_over_too_soon(told):
    """What would harm somebody, said apart: a later day, a day for words, "too late"."""
    found = answered(told["question"])
    days = [day for day in told.get("safe_on", ()) if day is not None]

    if found.safe_on is not None and "safe_on" in told:
        assert days, "words are due"
        assert written(found.safe_on) <= max(days)
    assert not (found.passed and told.get("passed") is False), "too late is said too soon"
    if found.safe_on is not None and found.never_later_than is not None:
        assert found.safe_on < found.never_later_than


def test_every_rule_is_read_again_and_no_case_is_there_twice():
    assert {told["question"]["rule"] for told in CASES} == set(RULES)
    assert len({told["id"] for told in CASES}) == len(CASES)
    assert len({json.dumps(told["question"], sort_keys=True) for told in CASES}) == len(CASES)
