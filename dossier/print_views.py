"""Choosing what to print, printing it, and the letters."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from dossier import letters as writing
from dossier import print_server
from dossier.letters import FIELDS, LETTERS, MAX_BODY, MAX_CHARACTERS, Letter
from dossier.paper import Job, unprintable
from dossier.print_server import Answer, State
from dossier.printing import PARTS, Dossier, known_parts, print_dossier
from guide.answers import SEEN, Path, PrivateRequest, Section
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
    codes = [code for code in settings.OFFERED_LANGUAGES if code != SOURCE]
    # The language of the page first: it is the one the person reads.
    codes.sort(key=lambda code: code != reading)
    context = {
        "parts": [
            (part, f"reunification.paper.part.{part}", f"reunification.paper.about.{part}")
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


# Letters.


@private
@require_safe
def letters(request: PrivateRequest) -> HttpResponse:
    """Which letters there are, which fit the moment, which were changed."""
    stored = request.answers.read(STORED)
    if not Family(stored, timezone.localdate()).is_begun:
        return render(request, "dossier/letters.html", {"is_empty": True})
    try:
        dossier = Dossier.of(_letter_job(stored))
    except UNREADABLE:
        return _stopped(request, "unreadable", status=422)
    useful = writing.useful(dossier.situation)
    edited = dossier.stored_letters
    rows = [
        {
            "id": one,
            "title": f"reunification.letters.{one}.title",
            "purpose": f"reunification.letters.{one}.purpose",
            "is_useful": one in useful,
            "is_edited": one in edited,
        }
        for one in LETTERS
    ]
    rows.sort(key=lambda row: not row["is_useful"])
    return render(request, "dossier/letters.html", {"letters": rows})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: PrivateRequest, letter_id: str) -> HttpResponseBase:
    """One letter: read it, change the French, put the template back, print it."""
    if letter_id not in LETTERS:
        raise Http404
    stored = request.answers.read(STORED)
    if not Family(stored, timezone.localdate()).is_begun:
        return HttpResponseRedirect(reverse("dossier:letters"))
    try:
        now = _letter(stored, letter_id)
    except UNREADABLE:
        return _stopped(request, "unreadable", status=422)
    if request.method != "POST":
        return _show_letter(request, now, {name: now.value(name) for name in FIELDS})
    return _save_letter(request, now)


def _save_letter(request: PrivateRequest, now: Letter) -> HttpResponseBase:
    act = request.POST.get("act", "save")
    typed = {name: request.POST[name] for name in FIELDS if name in request.POST}
    if act != "reset":
        errors = _too_long(typed)
        if errors:
            return _show_letter(request, now, typed, errors=errors, status=422)
    own = {} if act == "reset" else writing.to_store(now, typed)

    def save(section: Section) -> Section:
        kept = {one: text for one, text in (section.get("letters") or {}).items() if one != now.id}
        if own:
            kept[now.id] = own
        changed = {name: value for name, value in section.items() if name != "letters"}
        if kept:
            changed["letters"] = kept
        if act == "print":
            changed["print"] = {"parts": [now.id], "language": _reading()}
        return changed

    seen: dict[Path, str | None] = {("letters", now.id): request.POST.get(f"{SEEN}letter")}
    stored = request.answers.change(STORED, save, seen=seen)
    if act == "print":
        return _print(request, stored)
    url = reverse("dossier:letter", args=[now.id])
    return HttpResponseRedirect(url if act == "reset" else f"{url}?saved=1", status=303)


def _too_long(typed: Mapping[str, str]) -> list[str]:
    return [
        gettext("Ce texte est trop long : %(most)d signes au plus.")
        % {"most": MAX_CHARACTERS.get(name, MAX_BODY)}
        for name, text in typed.items()
        if len(text) > MAX_CHARACTERS.get(name, MAX_BODY)
    ]


def _show_letter(
    request: PrivateRequest,
    now: Letter,
    texts: Mapping[str, str],
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "letter": now,
        "texts": {name: texts.get(name, "") for name in FIELDS},
        "rows": max(12, 2 * len(now.paragraphs) + now.body.count("\n")),
        "errors": errors or [],
        "seen": request.answers.fingerprint(STORED, ("letters", now.id)),
        "seen_name": f"{SEEN}letter",
        "reading": None if _reading() == SOURCE else BY_CODE[_reading()],
        "is_reviewed": now.is_reviewed,
        "is_saved": "saved" in request.GET,
    }
    return render(request, "dossier/letter.html", context, status=status)


def _letter_job(stored: Section) -> Job:
    languages = tuple(dict.fromkeys((_reading(), SOURCE)))
    return Job(stored, languages, timezone.localdate(), ("letters",))


def _letter(stored: Section, letter_id: str) -> Letter:
    dossier = Dossier.of(_letter_job(stored))
    return writing.letter(letter_id, dossier.situation, dossier.stored_letters.get(letter_id))
