"""Public pages of reference: words, sources, consulates, languages, data."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guide import content, markup
from guide.articles import badge_state
from guide.content_files import Post, Term
from guide.languages import BY_CODE, SOURCE, WRITTEN_HERE


def glossary(request: HttpRequest) -> HttpResponse:
    """Every term in the reader's language, the French word in brackets."""
    reader = _reader()
    snapshot = content.current()
    return render(
        request,
        "guide/glossary.html",
        {
            "terms": [_term(term, reader) for term in snapshot.terms],
            "badge": "" if reader in WRITTEN_HERE else "machine",
        },
    )


def _term(term: Term, reader: str) -> dict[str, Any]:
    """A word as the page shows it: French words are marked when the page is in another language."""
    name = term.names.get(reader, "") if reader != SOURCE else ""
    meaning_in = reader if reader in term.meanings else SOURCE
    return {
        "key": term.key,
        "french": term.names[SOURCE],
        "name": _words(name, reader),
        "meaning": _words(term.meanings.get(meaning_in, ""), meaning_in),
        "meaning_language": BY_CODE[meaning_in],
        "is_translated": meaning_in == reader,
    }


def _words(words: str, code: str) -> SafeString:
    return markup.to_inline(words, direction=BY_CODE[code].direction, address=str)


def sources(request: HttpRequest) -> HttpResponse:
    """Where everything was read and when, and the law that is quoted."""
    snapshot = content.current()
    read_on: dict[str, Any] = {}
    for fact in snapshot.facts.values():
        for key in fact.sources:
            read_on[key] = max(fact.read_on, read_on.get(key, fact.read_on))
    laws = sorted({fact.law for fact in snapshot.facts.values()}, key=_for_sorting)
    return render(
        request,
        "guide/sources.html",
        {
            "sources": [(source, read_on.get(key)) for key, source in snapshot.sources.items()],
            "laws": laws,
        },
    )


def posts(request: HttpRequest) -> HttpResponse:
    """The countries whose consulate is known, in the order of their names."""
    named = [(country_name(post.country, _reader()), post) for post in content.current().posts]
    return render(
        request,
        "guide/posts.html",
        {"posts": sorted(named, key=lambda row: _for_sorting(row[0]))},
    )


def post(request: HttpRequest, country: str) -> HttpResponse:
    """Where families living in one country apply, as far as it is sure."""
    found = next((one for one in content.current().posts if one.country.lower() == country), None)
    if found is None:
        raise Http404
    return render(request, "guide/post.html", _post_context(found))


def _post_context(found: Post) -> dict[str, Any]:
    elsewhere = found.post_country not in ("", found.country)
    texts = [slug for slug in (found.booking, found.fallback, found.notes) if slug]
    return {
        "post": found,
        "host": urlsplit(found.website).netloc,
        "badge": badge_state(texts) if found.is_firm else "",
        "name": country_name(found.country, _reader()),
        "post_country": country_name(found.post_country, _reader()) if elsewhere else "",
    }


def languages(request: HttpRequest) -> HttpResponse:
    """How much of each language a person has read."""
    snapshot = content.current()
    rows = []
    for code in settings.OFFERED_LANGUAGES:
        read, translated, total = snapshot.progress(code)
        rows.append(
            {
                "language": BY_CODE[code],
                "read": read,
                "translated": translated,
                "total": total,
                "is_source": code in WRITTEN_HERE,
            }
        )
    return render(request, "guide/languages.html", {"rows": rows})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where, how long, and what nobody can read."""
    return render(request, "guide/privacy.html", {"days": settings.DOSSIER_KEPT_DAYS})


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """A country in a language; in French when Unicode's tables do not have it."""
    for candidate in (language, SOURCE):
        try:
            name = Locale.parse(candidate, sep="-").territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return code


def _for_sorting(words: str) -> str:
    """Accents aside: É is among the E."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", words.casefold())
        if not unicodedata.combining(letter)
    )


def _reader() -> str:
    return get_language() or SOURCE
