"""Families to print, and ways to look at what was printed."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import pdfplumber
from django.http import HttpResponse
from django.test import Client, RequestFactory

from dossier.answers import DossierAnswers
from dossier.paper import Job
from dossier.printing import print_dossier
from guide.pdf import Pdf

EXAMPLES = Path(__file__).parent / "examples"
TODAY = date(2026, 11, 22)
FAMILY, MINOR = "dossier_family", "dossier_minor"


def stored(example: str = FAMILY, **more: Any) -> dict[str, Any]:
    """An example file as the section of the answers it would be."""
    told = json.loads((EXAMPLES / f"{example}.json").read_text())
    relatives = [{"key": f"p{number}", **one} for number, one in enumerate(told["relatives"], 1)]
    return {"sponsor": told["sponsor"], "relatives": relatives, **more}


def named(**names: str) -> dict[str, Any]:
    """The family, some of its people renamed: `sponsor`, `p1`, `p2`..."""
    family = stored()
    for key, name in names.items():
        one = family["sponsor"]
        if key != "sponsor":
            one = next(person for person in family["relatives"] if person["key"] == key)
        one["full_name"] = name
    return family


def job(
    answers: Mapping[str, Any] | None = None,
    language: str = "fr",
    parts: Sequence[str] = (),
    today: date = TODAY,
) -> Job:
    return Job(
        answers if answers is not None else stored(),
        tuple(dict.fromkeys((language, "fr"))),
        today,
        tuple(parts),
    )


@lru_cache(maxsize=32)
def family_pdf(language: str = "fr", *parts: str) -> Pdf:
    """The example family, printed once for all tests that only look."""
    return print_dossier(job(language=language, parts=parts))


def text_of(pdf: Pdf) -> str:
    """What pdftotext reads, on one line."""
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf.content, capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", found.stdout.decode())


def plain_text_of(pdf: Pdf) -> str:
    """The same in the order of the file, so that the cells of a row are not mixed."""
    found = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf.content, capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", found.stdout.decode())


def characters(pdf: Pdf) -> Iterator[list[dict[str, Any]]]:
    """The glyphs of each page, with their places."""
    with pdfplumber.open(io.BytesIO(pdf.content)) as file:
        for page in file.pages:
            yield page.chars


def client_with(answers: Mapping[str, Any], section: str = "reunification") -> Client:
    """A browser whose dossier holds these answers."""
    request = RequestFactory().post("/fr/my/")
    dossier = DossierAnswers(request, None)
    dossier.write(section, dict(answers))
    response = HttpResponse()
    dossier.leave(response)
    client = Client()
    client.cookies.update(response.cookies)
    return client


def form_of(html: str) -> dict[str, str]:
    """What a browser would send back of the form of a letter."""
    main = html[html.index("<main") :]
    fields = dict(
        re.findall(r'<input type="(?:hidden|text)"[^>]*name="([\w-]+)" value="([^"]*)"', main)
    )
    fields |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', main, re.DOTALL))
    fields |= dict(re.findall(r'<input type="radio" name="(\w+)" value="(\w*)" checked>', main))
    return {name: unescape(value) for name, value in fields.items()}
