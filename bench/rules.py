"""How many relatives a second the rules answer, on one core.

    .venv/bin/python -m bench.rules [seconds]

Budget: 5,000 a second for told facts. A family where facts are missing costs more, for its
possible answers are tried; both are reported, with the reading of the JSON lines beside.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from guide.json_lines import answered
from reunification.case import case_from, relative_from, sponsor_from
from reunification.management.commands.check_eligibility import answers
from reunification.rules import assess
from tests.factories import MINOR, question

BUDGET = 5_000
TODAY = date(2026, 11, 22)

TOLD = [
    question("spouse"),
    question("spouse", relative={"union": {"kind": "civil_marriage", "formed_on": "2025-01"}}),
    question("cohabiting_partner", relative={"birth_date": "1991"}),
    question("child_of_couple"),
    question("child_of_couple", relative={"birth_date": "2007"}),
    question(
        "child_other_union",
        relative={
            "birth_date": "2008-05",
            "other_parent": "elsewhere",
            "custody": "sponsor_or_spouse",
            "custody_decision_on": "2020",
            "other_parent_consents": True,
        },
    ),
    question("stepchild"),
    question("parent", sponsor=MINOR),
    question("half_sibling", sponsor=MINOR),
    question("grandparent"),
]
MISSING = [
    question("spouse", relative={"union": {"kind": "civil_marriage"}}),
    question("child_other_union", relative={"other_parent": "elsewhere"}),
    question("child_of_couple", relative={"birth_date": None, "marital_status": None}),
    question("sibling", sponsor={"birth_date": None}, relative={"comes_with_parent": None}),
]


def a_second(work: Callable[[Any], object], items: Iterable[Any], seconds: float) -> float:
    """How many items a second of processor `work` does, in the best of five rounds."""
    rounds = list(items)
    best = 0.0
    for _ in range(5):
        done, start = 0, time.process_time()
        while time.process_time() - start < seconds / 5:
            for item in rounds:
                work(item)
            done += len(rounds)
        best = max(best, done / (time.process_time() - start))
    return best


def facts(line: dict[str, Any]) -> tuple[Any, Any]:
    case = case_from(
        sponsor_from(line["sponsor"]),
        applied_on=line["applied_on"],
        whole_family_applies=None,
        today=TODAY,
    )
    return relative_from(line["relative"]), case


def main(seconds: float = 5.0) -> None:
    answer = answers(TODAY)
    lines = [json.dumps(line).encode() for line in TOLD]
    told = a_second(lambda pair: assess(*pair), map(facts, TOLD), seconds)
    print(f"told facts: {told:,.0f} relatives a second (budget {BUDGET:,})")
    missing = a_second(lambda pair: assess(*pair), map(facts, MISSING), seconds)
    print(f"missing facts: {missing:,.0f} relatives a second")
    whole = a_second(lambda line: list(answered([line], answer)), lines, seconds)
    print(f"JSON line in, JSON line out: {whole:,.0f} a second")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
