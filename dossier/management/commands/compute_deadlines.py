"""compute_deadlines [FILE]: which day is the safe day, one JSON line each."""

import os
import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

import ofpra.procedure
import reunification.procedure
from guide.deadlines import Deadline, UnusableFactError, deadline_facts, exact_day
from guide.json_lines import LineError, answered, expect_keys

PROCEDURES = (reunification.procedure, ofpra.procedure)


class Command(BaseCommand):
    help = "Answer each JSON line {id, rule, today, facts} with the safe day of that rule."
    requires_system_checks: tuple[str, ...] = ()  # reads no setting and no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="JSON Lines; standard input without it")

    def handle(self, *args: Any, file: str | None = None, **options: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        all_answered = True
        with opened(file) as lines:
            for line, ok in answered(lines, deadline):
                try:
                    self.stdout.write(line)
                    self.stdout.flush()  # one who asks line by line gets the answer at once
                except BrokenPipeError:  # the reader has seen enough
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                    sys.exit(1)
                all_answered = all_answered and ok
        if not all_answered:
            sys.exit(1)


def opened(file: str | None) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, or of standard input."""
    if file is None:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from error


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
