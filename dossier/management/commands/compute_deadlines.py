"""compute_deadlines [FILE]: which day is the safe day, one JSON line each."""

from datetime import date
from typing import Any

import ofpra.procedure
import reunification.procedure
from guide.deadlines import Deadline, UnusableFactError, deadline_facts, exact_day
from guide.json_lines import LineError, expect_keys
from guide.line_command import Answering, LineCommand

PROCEDURES = (reunification.procedure, ofpra.procedure)


class Command(LineCommand):
    help = "Answer each JSON line {id, rule, today, facts} with the safe day of that rule."

    def answering(self) -> Answering:
        return deadline


def deadline(told: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question. Raises `LineError`."""
    expect_keys(told, ("id", "rule", "today", "facts"))
    rule = told.get("rule")
    procedure = next(
        (one for one in PROCEDURES if isinstance(rule, str) and rule in one.RULES), None
    )
    if procedure is None:
        raise LineError("rule", "no such rule")
    facts = told.get("facts")
    if facts is None:
        facts = {}
    if not isinstance(facts, dict):
        raise LineError("facts", "expected an object")
    try:
        today = date.today() if told.get("today") is None else exact_day("today", told["today"])
    except UnusableFactError as error:
        raise LineError(error.field, error.expected) from error
    try:
        return as_json(procedure.compute(rule, deadline_facts(facts), today))
    except UnusableFactError as error:
        raise LineError(f"facts.{error.field}", error.expected) from error


def as_json(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind,
        "safe_on": written(deadline.safe_on),
        "never_later_than": written(deadline.never_later_than),
        "passed": deadline.passed,
        "counts_from": written(deadline.counts_from),
        "notes": list(deadline.notes),
        "citation": str(deadline.citation),
    }


def written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
