"""Choosing what to print, and printing it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from dossier import print_server
from dossier.bilingual import Bilingual
from dossier.letters import LETTERS
from dossier.paper import Job, unprintable
from dossier.print_server import Answer, State
from dossier.printing import PARTS, Dossier, known_parts, print_dossier
from guide import content
from guide.answers import PrivateRequest, Section
from guide.deadlines import UnusableFactError
from guide.languages import BY_CODE, SOURCE
from guide.pdf import PdfError
from guide.privacy import private
from reunification.case import FactError
from reunification.family import Family

logger = logging.getLogger(__name__)

STORED = "reunification"
FILE_NAME = "dossier.pdf"
WAIT_SECONDS = 4
"""Until the waiting page asks again."""

UNREADABLE = (FactError, UnusableFactError)
"""An answer that cannot be used, from a dossier made by an older version."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PrivateRequest) -> HttpResponseBase:
    """Choose parts and language; POST gives the file, or the page that waits for it."""
    stored = request.answers.read(STORED)
    if not Family(stored, timezone.localdate()).is_begun:
        return render(request, "dossier/print.html", {"is_empty": True})
    if request.method == "POST":
        parts = tuple(one for one in (*PARTS, *LETTERS) if one in request.POST.getlist("parts"))
        language = request.POST.get("language", "")
        if not parts or language not in settings.OFFERED_LANGUAGES:
            return _choose(request, stored, parts, language, nothing=not parts, status=422)
        choice = {"parts": list(parts), "language": language}
        stored = request.answers.change(STORED, lambda now: now | {"print": choice})
        return _print(request, stored)
    parts, language = _choice(stored)
    return _choose(request, stored, parts, language)


@private
@require_safe
def file(request: PrivateRequest) -> HttpResponseBase:
    """The file as it was chosen; the waiting page comes here, and nothing is in the address."""
    stored = request.answers.read(STORED)
    if not Family(stored, timezone.localdate()).is_begun or not stored.get("print"):
        return HttpResponseRedirect(reverse("dossier:print"))
    return _print(request, stored)


def _choose(
    request: PrivateRequest,
    stored: Section,
    parts: tuple[str, ...],
    language: str,
    *,
    nothing: bool = False,
    status: int = 200,
) -> HttpResponse:
    reading = _reading()
    words = Bilingual(content.current(), BY_CODE[SOURCE])
    codes = [code for code in settings.OFFERED_LANGUAGES if code != SOURCE]
    # The language of the page first: it is the one the person reads.
    codes.sort(key=lambda code: code != reading)
    context = {
        "parts": [
            (part, words.full(f"paper.part.{part}"), words.full(f"paper.about.{part}"))
            for part in PARTS
        ],
        "chosen": [part for part in parts if part in PARTS],
        "reading_languages": [BY_CODE[code] for code in codes],
        "language": language,
        "nothing": nothing,
        "unprintable": unprintable(stored),
    }
    # `language` in a template is that of the page.
    context["chosen_language"] = context.pop("language")
    return render(request, "dossier/print.html", context, status=status)


def _choice(stored: Section) -> tuple[tuple[str, ...], str]:
    """What was chosen last time, else everything in the language of the page."""
    choice: Mapping[str, Any] = stored.get("print") or {}
    parts = tuple(part for part in choice.get("parts") or PARTS if part in PARTS)
    language = choice.get("language")
    return parts or PARTS, language if language in settings.OFFERED_LANGUAGES else _reading()


def _reading() -> str:
    code = get_language() or SOURCE
    return code if code in settings.OFFERED_LANGUAGES else SOURCE


def _job(stored: Section) -> Job:
    choice: Mapping[str, Any] = stored.get("print") or {}
    language = choice.get("language", SOURCE)
    if language not in settings.OFFERED_LANGUAGES:
        language = SOURCE
    return Job(
        answers={name: value for name, value in stored.items() if name != "print"},
        languages=tuple(dict.fromkeys((language, SOURCE))),
        today=timezone.localdate(),
        parts=known_parts([one for one in choice.get("parts") or () if one in (*PARTS, *LETTERS)]),
    )


def _print(request: PrivateRequest, stored: Section) -> HttpResponseBase:
    """The file, the page that waits, or the page that says why there is none."""
    job = _job(stored)
    etag = job.etag()
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        Dossier.of(job)
    except UNREADABLE:
        return _stopped(request, "unreadable", status=422)
    answer = _ask(job)
    if answer.state is State.DONE:
        response = HttpResponse(answer.pdf, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        response.headers["ETag"] = etag
        return response
    if answer.state in (State.BUSY, State.AWAY):
        context = {"seconds": WAIT_SECONDS, "file_url": reverse("dossier:file")}
        response = render(request, "dossier/waiting.html", context, status=503)
        response.headers["Retry-After"] = str(WAIT_SECONDS)
        return response
    return _stopped(request, str(answer.state), status=503)


def _stopped(request: PrivateRequest, why: str, status: int) -> HttpResponse:
    return render(request, "dossier/not_printed.html", {"why": why}, status=status)


def _ask(job: Job) -> Answer:
    if settings.PRINT_SOCKET:
        return print_server.ask(settings.PRINT_SOCKET, job, settings.PRINT_SECONDS)
    try:
        pdf = print_dossier(job)
    except PdfError:
        logger.exception("print_failed")
        return Answer(State.FAILED)
    return Answer(State.DONE, pdf.content, pdf.page_count, pdf.unprintable)
