"""The public pages that prepare the interview: themes, a quiet page, phrases for the room."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from guide import content
from guide.articles import article_context, badge_state
from guide.languages import SOURCE
from guide.style_sheet import CALM, style_sheet
from ofpra.phrases import PHRASES, Phrase
from ofpra.preparation import ARTICLE, BY_THEME, by_group

PAUSE = ("feet", "see", "hear", "touch")
"""What brings back to the room one sits in, in the order of the quiet page."""


def prepare(request: HttpRequest) -> HttpResponse:
    """The themes, and before them that everything may be skipped."""
    groups = list(by_group())
    snapshot = content.current()
    titles = [
        snapshot.articles_by_slug[theme.article].title_slug
        for _, themes in groups
        for theme in themes
        if theme.article in snapshot.articles_by_slug
    ]
    context = {
        "groups": [
            (slug, [snapshot.articles_by_slug[theme.article] for theme in themes])
            for slug, themes in groups
        ],
        "badge": badge_state([*titles, *(slug for slug, _ in groups)]),
    }
    return render(request, "ofpra/prepare.html", context)


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: its article, what may be said there, and what to check alone."""
    article = content.current().article(ARTICLE + slug)
    if article is None or slug not in BY_THEME:
        raise Http404
    found = BY_THEME[slug]
    context = article_context(article) | {
        "guide": gettext("Préparer mon entretien"),
        "home": reverse("ofpra:prepare"),
        "drawing": None,
        "theme": found,
        "phrases": said(found.phrases),
    }
    return render(request, "ofpra/theme.html", context)


def pause(request: HttpRequest) -> HttpResponse:
    """A place to stop: a slow breath, and the room around oneself."""
    slugs = [f"ofpra.prepare.pause.{name}" for name in PAUSE]
    context = {
        "steps": slugs,
        "helpline": content.current().values["helpline"].value,
        "helpline_facts": ("HELPLINE-01", "HELPLINE-02"),
        "badge": badge_state(slugs),
        "css": _calm(),
    }
    return render(request, "ofpra/pause.html", context)


def phrases(request: HttpRequest) -> HttpResponse:
    """The phrases to show in the room, one a screen, in French and the reader's language."""
    shown = said(PHRASES)
    context = {
        "phrases": shown,
        "cards": list(zip_longest(shown, shown[1:])),
        "badge": badge_state(phrase.slug for phrase in PHRASES),
        "css": _calm(),
    }
    return render(request, "ofpra/phrases.html", context)


def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the phrases for a room without network.

    Its address bounds it: it may answer for nothing outside the page of the phrases, and it
    answers for the files named here alone.
    """
    kept = {"page": reverse("ofpra:phrases"), "files": [static(name) for name in KEPT_FILES]}
    context = {"kept": mark_safe(json.dumps(kept))}  # noqa: S308  addresses of our own
    script = render(request, "ofpra/phrases_worker.js", context)
    script.headers["Content-Type"] = "text/javascript; charset=utf-8"
    return script


KEPT_FILES = ("js/app.js", "js/phrases.js", "icon.svg")


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase as a page shows it."""

    phrase: Phrase
    french: SafeString
    own: content.Wording | None
    """In the reader's language, when it is another that has it."""
    facts: tuple[str, ...]


def said(phrases: Iterable[Phrase]) -> list[Said]:
    """Each phrase in French, and in the reader's language."""
    reader = get_language() or SOURCE
    snapshot = content.current()
    shown = []
    for phrase in phrases:
        own = snapshot.text(phrase.slug, reader)
        shown.append(
            Said(
                phrase,
                snapshot.source_text(phrase.slug, reader).inline,
                own if own.language.code != SOURCE else None,
                tuple(dict.fromkeys((*own.facts, *snapshot.text(phrase.why_slug, reader).facts))),
            )
        )
    return shown


def _calm() -> SafeString:
    return mark_safe(style_sheet(CALM))  # noqa: S308  our own file
