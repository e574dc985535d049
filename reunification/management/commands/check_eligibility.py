"""check_eligibility [FILE]: who may join, one JSON line each."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from guide.json_lines import LineError, Words
from guide.line_command import Answering, LineCommand
from reunification.case import FactError, case_from, contradictions, relative_from, sponsor_from
from reunification.rules import Assessment, assess

PROBLEMS = Path(__file__).parents[2] / "content" / "fr" / "problems.yaml"
KEYS = ("id", "applied_on", "whole_family_applies", "sponsor", "relative")


class Command(LineCommand):
    help = (
        "Answer each JSON line {id, applied_on, whole_family_applies, sponsor, relative} with "
        "who may join, and why. Exit status: 0 all answered, 1 some lines could not be used."
    )

    def answering(self) -> Answering:
        return answers(timezone.localdate())

    def words(self) -> Words:
        return Words(sentence("not_an_object"), sentence("not_text"), sentence("told_twice"))


@cache
def _sentences() -> dict[str, str]:
    """The French sentences, from the file: the command asks nothing of the database."""
    told = yaml.safe_load(PROBLEMS.read_text(encoding="utf-8"))
    return {
        slug: entry["text"] if isinstance(entry, dict) else entry for slug, entry in told.items()
    }


def sentence(problem: str, **values: str) -> str:
    return _sentences()[problem].format(**values)


def answers(today: date) -> Answering:
    """What answers one question, as of `today`; it raises `LineError`."""

    def answer(told: dict[str, Any]) -> dict[str, Any]:
        try:
            return as_json(_assessment(told, today))
        except FactError as error:
            message = sentence(error.problem, choices=", ".join(error.choices))
            raise LineError(error.field, message) from error

    return answer


def _assessment(told: dict[str, Any], today: date) -> Assessment:
    for key in told:
        if key not in KEYS:
            raise FactError(key, "unknown_key")
    sponsor = sponsor_from(_part(told, "sponsor"), personal=False)
    relative = relative_from(_part(told, "relative"), personal=False)
    case = case_from(
        sponsor,
        applied_on=told.get("applied_on"),
        whole_family_applies=told.get("whole_family_applies"),
        today=today,
    )
    for found in contradictions(case, relative, today=today):
        if found.problem == "in_the_future" and found.field.startswith("relative.union."):
            continue  # a couple may have plans; the rules compare the date as it is
        raise LineError(found.field, sentence(found.problem, other=found.other or ""))
    return assess(relative, case)


def _part(told: dict[str, Any], key: str) -> Any:
    """Nothing told is a part without facts."""
    return {} if told.get(key) is None else told[key]


def as_json(found: Assessment) -> dict[str, Any]:
    return {
        "outcome": found.outcome,
        "route": found.route,
        "findings": [
            {
                "rule": one.rule,
                "verdict": one.verdict.value,
                "citation": str(one.citation),
            }
            for one in found.findings
        ],
        "warnings": list(found.warnings),
        "missing_facts": list(found.missing_facts),
    }
