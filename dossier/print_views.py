"""Choosing what to print, and printing it: the same pages for both procedures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from dossier import claim_letters, claim_printing, letters, press, print_server, printing, throttle
from dossier.bilingual import Bilingual
from dossier.paper import Job, unprintable
from dossier.print_server import Answer, State
from guide import content
from guide.answers import PrivateRequest, Section
from guide.deadlines import UnusableFactError
from guide.languages import BY_CODE, SOURCE
from guide.pdf import PdfError
from guide.privacy import private
from reunification.case import FactError
from reunification.family import Family

logger = logging.getLogger(__name__)

WAIT_SECONDS = 4
"""Until the waiting page asks again."""

PRIVATE_SECONDS = 600
"""How long private pages stay chosen: while their file is made, and not for another day."""

UNREADABLE = (FactError, UnusableFactError)
"""An answer that cannot be used, from a dossier made by an older version."""


@dataclass(frozen=True, slots=True)
class Press:
    """What the pages must know of the paper of a procedure."""

    procedure: str
    """Also the section of the answers, and the app of the texts."""
    names: str
    """Before `print`, `file` and `letters` in the names of its addresses."""
    file_name: str
    parts: tuple[str, ...]
    letters: tuple[str, ...]
    is_begun: Callable[[Section], bool]
    """Is there anything to print?"""
    check: Callable[[Job], object]
    """Raises one of UNREADABLE."""
    private: tuple[str, ...] = ()
    """Parts that are never chosen beforehand."""
    withheld: Mapping[str, str] | None = None
    """Answers that only one part needs, by that part: not sent to be printed without it."""

    @property
    def public(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if part not in self.private)

    def address(self, name: str) -> str:
        return reverse(f"dossier:{self.names}{name}")

    def chosen(self, choice: Mapping[str, Any]) -> tuple[str, ...]:
        """What the file is made of: private pages count for some minutes."""
        is_open = float(choice.get("private_until") or 0) > time.time()
        return tuple(
            part
            for part in (*self.parts, *self.letters)
            if part in (choice.get("parts") or ()) and (is_open or part not in self.private)
        )


FAMILY = Press(
    procedure=printing.PROCEDURE,
    names="",
    file_name="dossier.pdf",
    parts=printing.PARTS,
    letters=letters.LETTERS,
    is_begun=lambda stored: Family(stored, timezone.localdate()).is_begun,
    check=printing.Dossier.of,
)
CLAIM = Press(
    procedure=claim_printing.PROCEDURE,
    names="claim_",
    file_name="entretien.pdf",
    parts=claim_printing.PARTS,
    letters=claim_letters.LETTERS,
    is_begun=lambda stored: True,
    check=claim_printing.Interview.of,
    private=claim_printing.PRIVATE,
    withheld={"chronology": "cards"},
)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PrivateRequest) -> HttpResponseBase:
    return _choosing(FAMILY, request)


@private
@require_safe
def file(request: PrivateRequest) -> HttpResponseBase:
    return _file(FAMILY, request)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def claim_choose(request: PrivateRequest) -> HttpResponseBase:
    return _choosing(CLAIM, request)


@private
@require_safe
def claim_file(request: PrivateRequest) -> HttpResponseBase:
    return _file(CLAIM, request)


def _choosing(paper: Press, request: PrivateRequest) -> HttpResponseBase:
    """Choose parts and language; POST gives the file, or the page that waits for it."""
    stored = request.answers.read(paper.procedure)
    if not paper.is_begun(stored):
        return render(request, "dossier/print.html", {"is_empty": True})
    if request.method == "POST":
        asked = request.POST.getlist("parts")
        parts = tuple(one for one in (*paper.parts, *paper.letters) if one in asked)
        language = request.POST.get("language", "")
        if not parts or language not in settings.OFFERED_LANGUAGES:
            return _choose(paper, request, stored, parts, language, nothing=not parts, status=422)
        choice: dict[str, Any] = {"parts": list(parts), "language": language}
        if set(parts) & set(paper.private):
            choice["private_until"] = int(time.time()) + PRIVATE_SECONDS
        stored = request.answers.change(paper.procedure, lambda now: now | {"print": choice})
        return print_file(paper, request, stored)
    parts, language = _choice(paper, stored)
    return _choose(paper, request, stored, parts, language)


def _file(paper: Press, request: PrivateRequest) -> HttpResponseBase:
    """The file as it was chosen; the waiting page comes here, and nothing is in the address."""
    stored = request.answers.read(paper.procedure)
    if not paper.is_begun(stored) or not paper.chosen(stored.get("print") or {}):
        return HttpResponseRedirect(paper.address("print"))
    return print_file(paper, request, stored)


def _choose(
    paper: Press,
    request: PrivateRequest,
    stored: Section,
    parts: tuple[str, ...],
    language: str,
    *,
    nothing: bool = False,
    status: int = 200,
) -> HttpResponse:
    words = Bilingual(content.current(), BY_CODE[SOURCE], paper.procedure)
    codes = [code for code in settings.OFFERED_LANGUAGES if code != SOURCE]
    # The language of the page first: it is the one the person reads.
    codes.sort(key=lambda code: code != reading())

    def named(part: str) -> tuple[str, str, str]:
        return part, words.full(f"paper.part.{part}"), words.full(f"paper.about.{part}")

    context = {
        "procedure": paper.procedure,
        "url": paper.address("print"),
        "letters_url": paper.address("letters"),
        "parts": [named(part) for part in paper.public],
        "private_parts": [named(part) for part in paper.private],
        "chosen": [part for part in parts if part in paper.public],
        "reading_languages": [BY_CODE[code] for code in codes],
        "chosen_language": language,  # `language` in a template is that of the page
        "nothing": nothing,
        "unprintable": unprintable(_answers(paper, stored, paper.public)),
    }
    return render(request, "dossier/print.html", context, status=status)


def _choice(paper: Press, stored: Section) -> tuple[tuple[str, ...], str]:
    """What was chosen last time, else everything in the language of the page."""
    choice: Mapping[str, Any] = stored.get("print") or {}
    parts = tuple(part for part in choice.get("parts") or () if part in paper.public)
    language = choice.get("language")
    return parts or paper.public, (
        language if language in settings.OFFERED_LANGUAGES else reading()
    )


def reading() -> str:
    """The language of the page, when it is one that we print."""
    code = get_language() or SOURCE
    return code if code in settings.OFFERED_LANGUAGES else SOURCE


def _answers(paper: Press, stored: Section, parts: tuple[str, ...]) -> Section:
    """The answers without those that none of these parts prints."""
    others = {name for part, name in (paper.withheld or {}).items() if part not in parts}
    return {name: value for name, value in stored.items() if name not in {"print", *others}}


def _job(paper: Press, stored: Section) -> Job:
    choice: Mapping[str, Any] = stored.get("print") or {}
    language = choice.get("language", SOURCE)
    if language not in settings.OFFERED_LANGUAGES:
        language = SOURCE
    parts = paper.chosen(choice) or paper.public
    return Job(
        answers=_answers(paper, stored, parts),
        languages=tuple(dict.fromkeys((language, SOURCE))),
        today=timezone.localdate(),
        parts=parts,
        procedure=paper.procedure,
    )


def print_file(paper: Press, request: PrivateRequest, stored: Section) -> HttpResponseBase:
    """The file, the page that waits, or the page that says why there is none."""
    job = _job(paper, stored)
    etag = job.etag()
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        paper.check(job)
    except UNREADABLE:
        return stopped(request, "unreadable", status=422)
    answer = ask(request, job)
    if answer.state is State.DONE:
        response = HttpResponse(answer.pdf, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="{paper.file_name}"'
        response.headers["ETag"] = etag
        return response
    back = paper.address("print")
    if answer.state in (State.BUSY, State.AWAY):
        return waiting(request, paper.address("file"), back)
    return stopped(request, str(answer.state), status=503, back=back)


def waiting(
    request: HttpRequest, file_url: str, back: str, *, is_public: bool = False
) -> HttpResponse:
    """The page that asks again by itself."""
    context = {
        "seconds": WAIT_SECONDS,
        "file_url": file_url,
        "back": back,
        "is_public": is_public,
    }
    response = render(request, "dossier/waiting.html", context, status=503)
    response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def stopped(
    request: HttpRequest, why: str, status: int, back: str = "", *, is_public: bool = False
) -> HttpResponse:
    """The page that says why there is no file."""
    context = {"why": why, "back": back or FAMILY.address("print"), "is_public": is_public}
    return render(request, "dossier/not_printed.html", context, status=status)


def ask(request: HttpRequest, job: Job) -> Answer:
    """Have a job printed. Raises TooOften when one network printed too much; asking for one's
    turn is never too much."""
    throttle.check("print", request)
    answer = ask_printers(job)
    if answer.state not in (State.BUSY, State.AWAY):
        throttle.count("print", request)
    return answer


def ask_printers(job: Job) -> Answer:
    """Have a job printed whoever asks, by the print processes when there are any."""
    if settings.PRINT_SOCKET:
        return print_server.ask(settings.PRINT_SOCKET, job, settings.PRINT_SECONDS)
    try:
        pdf = press.print_job(job)
    except PdfError:
        logger.exception("print_failed")
        return Answer(State.FAILED)
    return Answer(State.DONE, pdf.content, pdf.page_count, pdf.unprintable)
