"""The letters of each procedure: their list, and the page of each, to change it and print it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from dossier import claim_letters, letters, print_views
from dossier.bilingual import Bilingual
from dossier.paper import Job
from dossier.print_views import UNREADABLE, Press, print_file, reading, stopped
from dossier.printing import Dossier
from dossier.writing import FIELDS, MAX_ROWS, Letter, Own, tidy, to_store
from guide import content
from guide.answers import SEEN, Path, PrivateRequest, Section
from guide.languages import BY_CODE, SOURCE
from guide.privacy import private
from ofpra.claim import STORED as CLAIM
from reunification.family import Family

ROWS_AT_FIRST = 2
"""At least so many, and always an empty one after those that are filled."""


class Desk(ABC):
    """The letters of one procedure, for one request."""

    section: str
    folds = False
    """Are the letters of another moment folded away?"""
    names: str
    """Before `letters` and `letter` in the names of its addresses."""
    every: tuple[str, ...]
    paper: Press
    """Where its letters are printed."""

    def __init__(self, stored: Section) -> None:
        self.stored = stored

    @property
    @abstractmethod
    def is_begun(self) -> bool:
        """Is there anything to write from?"""

    @abstractmethod
    def offered(self) -> tuple[str, ...]:
        """The letters that are shown."""

    @abstractmethod
    def useful(self) -> tuple[str, ...]:
        """Those of the moment."""

    @abstractmethod
    def letter(self, letter_id: str) -> Letter: ...

    def warnings(self, letter_id: str) -> tuple[str, ...]:
        """The texts that must be read before that letter; each has a title, `<text>_title`."""
        return ()

    @property
    def kept(self) -> Mapping[str, Any]:
        """What is stored of each letter."""
        return self.stored.get("letters") or {}

    @classmethod
    def address(cls, letter_id: str | None = None) -> str:
        """Of the list, or of one letter."""
        if letter_id is None:
            return reverse(f"dossier:{cls.names}letters")
        return reverse(f"dossier:{cls.names}letter", args=[letter_id])

    def print(self, request: PrivateRequest, stored: Section) -> HttpResponseBase:
        """The file that `stored["print"]` asks for."""
        return print_file(self.paper, request, stored)


class FamilyDesk(Desk):
    section = "reunification"
    names = ""
    every = letters.LETTERS
    paper = print_views.FAMILY

    @property
    def is_begun(self) -> bool:
        return Family(self.stored, timezone.localdate()).is_begun

    def offered(self) -> tuple[str, ...]:
        return self.every

    def useful(self) -> tuple[str, ...]:
        return letters.useful(self._situation())

    def letter(self, letter_id: str) -> Letter:
        return letters.letter(letter_id, self._situation(), self.kept.get(letter_id))

    def _situation(self) -> letters.Situation:
        languages = tuple(dict.fromkeys((reading(), SOURCE)))
        job = Job(self.stored, languages, timezone.localdate(), ("letters",))
        return Dossier.of(job).situation


class ClaimDesk(Desk):
    section = CLAIM
    folds = True
    names = "claim_"
    every = claim_letters.LETTERS
    paper = print_views.CLAIM
    is_begun = True
    """A letter with blanks is of use to somebody who has told nothing."""

    def offered(self) -> tuple[str, ...]:
        return claim_letters.offered(self._situation(), self.kept)

    def useful(self) -> tuple[str, ...]:
        return claim_letters.useful(self._situation())

    def letter(self, letter_id: str) -> Letter:
        return claim_letters.letter(letter_id, self._situation(), self.kept.get(letter_id))

    def warnings(self, letter_id: str) -> tuple[str, ...]:
        found = claim_letters.warnings(letter_id, self._situation())
        return tuple(f"{self.section}.{slug}" for slug in found)

    def _situation(self) -> claim_letters.Situation:
        words = Bilingual(content.current(), BY_CODE[reading()], CLAIM)
        return claim_letters.situation(words, self.stored, timezone.localdate())


def _list(desk_of: type[Desk], request: PrivateRequest) -> HttpResponse:
    """Which letters there are, which fit the moment, which were changed."""
    desk = desk_of(request.answers.read(desk_of.section))
    context: dict[str, Any] = {"procedure": desk.section}
    if not desk.is_begun:
        return render(request, "dossier/letters.html", context | {"is_empty": True})
    try:
        useful, offered = desk.useful(), desk.offered()
    except UNREADABLE:
        return stopped(request, "unreadable", status=422)
    rows = [
        {
            "id": one,
            "url": desk.address(one),
            "title": f"{desk.section}.letters.{one}.title",
            "purpose": f"{desk.section}.letters.{one}.purpose",
            "when": _when(desk, one) if one in useful else "",
            "is_useful": one in useful,
            "is_edited": one in desk.kept,
        }
        for one in sorted(offered, key=lambda one: one not in useful)
    ]
    first = [row for row in rows if row["is_useful"] or row["is_edited"]]
    if desk.folds and first:
        context["others"] = [row for row in rows if row not in first]
        rows = first
    return render(request, "dossier/letters.html", context | {"letters": rows})


def _when(desk: Desk, letter_id: str) -> str:
    """The text that says when a letter is to be sent; nothing where there is none."""
    return _first(f"{desk.section}.letters.{letter_id}.when")


def _first(*slugs: str) -> str:
    """The first of these texts that exists; nothing without any."""
    return next((slug for slug in slugs if content.current().has(slug)), "")


def _one(desk_of: type[Desk], request: PrivateRequest, letter_id: str) -> HttpResponseBase:
    """One letter: read it, change the French, put the template back, print it."""
    if letter_id not in desk_of.every:
        raise Http404
    desk = desk_of(request.answers.read(desk_of.section))
    if not desk.is_begun:
        return HttpResponseRedirect(desk.address())
    try:
        now = desk.letter(letter_id)
    except UNREADABLE:
        return stopped(request, "unreadable", status=422)
    if request.method != "POST":
        texts = {name: now.value(name) for name in FIELDS}
        return _show(desk, request, now, texts, now.own)
    return _save(desk, request, now)


def _save(desk: Desk, request: PrivateRequest, now: Letter) -> HttpResponseBase:
    act = request.POST.get("act", "save")
    typed = {name: request.POST[name] for name in FIELDS if name in request.POST}
    own, errors = _own_words(request, now)
    if act == "reset":
        # What the person was asked for is not a change of the template: it stays.
        typed, own = {}, dict(now.own)
    else:
        errors = _too_long(now, typed) + errors
        if errors:
            return _show(desk, request, now, typed, own, errors=errors, status=422)
    kept = to_store(now, typed, own)

    def save(section: Section) -> Section:
        others = {
            one: text for one, text in (section.get("letters") or {}).items() if one != now.id
        }
        if kept:
            others[now.id] = kept
        changed = {name: value for name, value in section.items() if name != "letters"}
        if others:
            changed["letters"] = others
        if act == "print":
            changed["print"] = {"parts": [now.id], "language": reading()}
        return changed

    seen: dict[Path, str | None] = {("letters", now.id): request.POST.get(f"{SEEN}letter")}
    stored = request.answers.change(desk.section, save, seen=seen)
    if act == "print":
        return desk.print(request, stored)
    url = desk.address(now.id)
    return HttpResponseRedirect(url if act == "reset" else f"{url}?saved=1", status=303)


def _own_words(request: HttpRequest, now: Letter) -> tuple[dict[str, Any], list[str]]:
    """What was typed in answer to the questions of a letter, and what is wrong with it."""
    found: dict[str, Any] = {}
    errors = []
    for one in now.asks:
        value: Any = request.POST.get(f"own_{one.name}", "")
        cells = [value]
        if one.kind == "rows":
            value = [
                {name: request.POST.get(cell_name(one, row, name), "") for name in one.columns}
                for row in range(MAX_ROWS)
            ]
            cells = [cell for row in value for cell in row.values()]
        if any(len(cell) > one.most for cell in cells):
            errors.append(_long(one.most))
        if (clean := one.clean(value)) is not None:
            found[one.name] = clean
    return found, errors


def cell_name(ask: Own, row: int, column: str) -> str:
    return f"own_{ask.name}_{row}_{column}"


def _too_long(now: Letter, typed: Mapping[str, str]) -> list[str]:
    return [
        _long(now.limit(name)) for name, text in typed.items() if len(tidy(text)) > now.limit(name)
    ]


def _long(most: int) -> str:
    return gettext("Ce texte est trop long : %(most)d signes au plus.") % {"most": most}


def _show(
    desk: Desk,
    request: PrivateRequest,
    now: Letter,
    texts: Mapping[str, str],
    own: Mapping[str, Any],
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = reading()
    slug = f"{desk.section}.letters.{now.id}"
    stated = [f"{slug}.{name}" for name in ("purpose", "when", "channel")]
    rows = content.current().rows
    context = {
        "procedure": desk.section,
        "slug": slug,
        "when": _when(desk, now.id),
        "fill": _first(f"{slug}.fill", f"{desk.section}.letters.fill"),
        "warnings": desk.warnings(now.id),
        "facts": list(dict.fromkeys(f for one in stated if one in rows for f in rows[one].facts)),
        "letter": now,
        "url": desk.address(now.id),
        "letters_url": desk.address(),
        "texts": {name: texts.get(name, "") for name in FIELDS},
        "limits": {name: now.limit(name) for name in FIELDS},
        "asks": [_asked(desk, now, one, own.get(one.name)) for one in now.asks],
        "rows": max(12, 2 * len(now.paragraphs) + now.body.count("\n")),
        "errors": errors or [],
        "seen": request.answers.fingerprint(desk.section, ("letters", now.id)),
        "seen_name": f"{SEEN}letter",
        "reading": None if language == SOURCE else BY_CODE[language],
        "is_reviewed": now.is_reviewed,
        "is_saved": "saved" in request.GET,
    }
    return render(request, "dossier/letter.html", context, status=status)


def _asked(desk: Desk, now: Letter, one: Own, value: Any) -> dict[str, Any]:
    """One question of a letter for its template."""
    slug = f"{desk.section}.{one.slug(now.id)}"
    asked: dict[str, Any] = {
        "name": f"own_{one.name}",
        "kind": one.kind,
        "most": one.most,
        "label": slug,
        "help": _first(f"{slug}.help"),
        "value": value or "",
        "choices": [(choice, f"{slug}.{choice}") for choice in one.choices],
    }
    if one.kind == "rows":
        told = value or []
        shown = min(max(len(told) + 1, ROWS_AT_FIRST), MAX_ROWS)
        asked["row"] = f"{slug}.row"
        asked["rows"] = [
            [
                (cell_name(one, row, name), f"{slug}.{name}", _cell(told, row, name))
                for name in one.columns
            ]
            for row in range(shown)
        ]
    return asked


def _cell(rows: list[Mapping[str, str]], row: int, name: str) -> str:
    return rows[row].get(name, "") if row < len(rows) else ""


# Views.


@private
@require_safe
def family_letters(request: PrivateRequest) -> HttpResponse:
    return _list(FamilyDesk, request)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def family_letter(request: PrivateRequest, letter_id: str) -> HttpResponseBase:
    return _one(FamilyDesk, request, letter_id)


@private
@require_safe
def claim_letters_list(request: PrivateRequest) -> HttpResponse:
    return _list(ClaimDesk, request)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def claim_letter(request: PrivateRequest, letter_id: str) -> HttpResponseBase:
    return _one(ClaimDesk, request, letter_id)
