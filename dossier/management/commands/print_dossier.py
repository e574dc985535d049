"""print_dossier FILE -o OUT.pdf: a dossier from the facts of a JSON file."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dossier.paper import Job, UnknownPart
from dossier.printing import PROCEDURE, known_parts, print_dossier
from guide.languages import SOURCE
from guide.pdf import PdfError
from reunification.case import FactError, relative_from, sponsor_from
from reunification.family import Family
from reunification.questions import MAX_RELATIVES

KEYS = (
    "languages",
    "procedure",
    "sponsor",
    "relatives",
    "parts",
    "applied_on",
    "whole_family_applies",
)


class Unusable(CommandError):  # noqa: N818
    """The file cannot be printed; the status of the command is then 1."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", returncode=1)


class Command(BaseCommand):
    help = "Print the dossier of one family from a JSON file (- reads standard input)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("-o", "--output", metavar="OUT.pdf", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        job = job_from(_read(options["file"]), date.today())
        try:
            pdf = print_dossier(job)
        except PdfError as error:
            raise CommandError(str(error)) from error
        _write(options["output"], pdf.content)
        if pdf.unprintable:
            codes = ", ".join(f"U+{ord(one):04X}" for one in pdf.unprintable)
            self.stderr.write(f"No font has {codes}: replaced by a visible sign.")


def job_from(told: object, today: date) -> Job:
    """A job from the object of the file. Raises Unusable, naming the field."""
    if not isinstance(told, Mapping):
        raise Unusable("file", "expected one JSON object")
    for key in told:
        if key not in KEYS:
            raise Unusable(str(key), "no such key")
    if told.get("procedure", PROCEDURE) != PROCEDURE:
        raise Unusable("procedure", f"expected {PROCEDURE}")
    sponsor, relatives = told.get("sponsor"), told.get("relatives", [])
    if not isinstance(sponsor, Mapping):
        raise Unusable("sponsor", "expected an object")
    if not isinstance(relatives, list) or len(relatives) > MAX_RELATIVES:
        raise Unusable("relatives", f"expected a list of at most {MAX_RELATIVES} objects")
    people: list[dict[str, Any]] = []
    answers = {
        "sponsor": dict(sponsor),
        "relatives": people,
        "applied_on": told.get("applied_on"),
        "whole_family_applies": told.get("whole_family_applies"),
    }
    try:
        sponsor_from(sponsor)
        for number, one in enumerate(relatives):
            try:
                relative_from(one)
            except FactError as error:
                raise FactError(f"relatives[{number}].{error.field}", error.problem) from error
            people.append({"key": str(number + 1), **one})
        Family(answers, today).case()
    except FactError as error:
        raise Unusable(error.field, error.problem) from error
    return Job(answers, _languages(told), today, _parts(told))


def _languages(told: Mapping[str, Any]) -> tuple[str, ...]:
    languages = told.get("languages", [SOURCE])
    if not isinstance(languages, list) or not languages:
        raise Unusable("languages", "expected a list of language codes")
    for code in languages:
        if code not in settings.OFFERED_LANGUAGES:
            offered = ", ".join(settings.OFFERED_LANGUAGES)
            raise Unusable("languages", f"expected codes among {offered}")
    # The first is the reading language; French stands beside it whatever comes after.
    return tuple(dict.fromkeys((languages[0], SOURCE)))


def _parts(told: Mapping[str, Any]) -> tuple[str, ...]:
    parts = told.get("parts") or []
    if not isinstance(parts, list):
        raise Unusable("parts", "expected a list of parts")
    try:
        known_parts(tuple(map(str, parts)))
    except UnknownPart as error:
        raise Unusable("parts", f"no such part: {error}") from error
    return tuple(parts)


def _read(path: str) -> object:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    except UnicodeDecodeError as error:
        raise Unusable("file", "expected UTF-8") from error
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unusable("file", "expected one JSON object") from error


def _write(path: str, content: bytes) -> None:
    """Only the person who runs the command may read the file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
