"""The pages of a guide: its landing page, and what the page of an article shows, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from guide import content
from guide.content_files import Article, Block
from guide.languages import SOURCE

NOTICES = ("good_to_know", "take_care", "get_advice")
LEAST_SURE_FIRST = ("missing", "outdated", "machine", "human")
ICONS = {
    "do": "person",
    "bring": "folder",
    "time": "clock",
    "wrong": "road",
    "why": "unknown",
    "ask": "thought",
    "prepare": "change",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under one heading: one, or everything that may go wrong."""

    kind: str
    icon: str
    blocks: tuple[Block, ...]
    new_rules: bool = False
    """Stands the notice on the rules of 12 June 2026 before it?"""

    @property
    def stated(self) -> tuple[str, ...]:
        """The facts of its blocks, and the texts that state them."""
        return tuple(name for block in self.blocks for name in (*block.facts, block.text_slug))


def landing_context(app: str, sections: Iterable[str]) -> dict[str, Any]:
    """The steps of an app, its subjects by section, and the state of their titles."""
    snapshot = content.current()
    steps = snapshot.articles("steps", app)
    subjects = [(section, snapshot.articles(section, app)) for section in sections]
    shown = [*steps, *(article for _, articles in subjects for article in articles)]
    return {
        "steps": steps,
        "subjects": subjects,
        "badge": badge_state([article.title_slug for article in shown]),
    }


def article_page(
    request: HttpRequest, app: str, slug: str, guide: str, drawings: Mapping[str, str]
) -> HttpResponse:
    """One step or subject of the guide called `guide`; `drawings` by slug."""
    article = content.current().article(slug)
    if article is None or article.app != app:
        raise Http404
    context = article_context(article) | {"guide": guide, "drawing": drawings.get(slug)}
    return render(request, "guide/article.html", context)


def article_context(article: Article) -> dict[str, Any]:
    """The article, its parts, the way on and back, and the state of its translation."""
    siblings = content.current().articles(article.section, article.app)
    here = siblings.index(article)
    slugs = [article.title_slug, article.lead_slug]
    slugs += [block.text_slug for block in article.blocks]
    return {
        "article": article,
        "total": len(siblings),
        "parts": with_notice(parts(article.blocks)),
        "home": reverse(f"{article.app}:home"),
        "previous": siblings[here - 1] if here else None,
        "next": siblings[here + 1] if here + 1 < len(siblings) else None,
        "badge": badge_state(slugs),
    }


def parts(blocks: Iterable[Block]) -> list[Part]:
    """Blocks in their order; neighbours that say what may go wrong share a heading."""
    found: list[Part] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        together = tuple(group)
        if kind in NOTICES:
            kind = "notice"
        icon = ICONS.get(kind, "")
        if kind == "wrong":
            found.append(Part(kind, icon, together))
        else:
            found += [Part(kind, icon, (block,)) for block in together]
    return found


def with_notice(found: Iterable[Part]) -> list[Part]:
    """The same parts; before the first that the rules of 12 June 2026 may touch, a notice."""
    snapshot = content.current()
    marked: list[Part] = []
    is_said = False
    for part in found:
        is_here = not is_said and snapshot.has_new_rules(part.stated)
        marked.append(replace(part, new_rules=is_here))
        is_said = is_said or is_here
    return marked


def badge_state(slugs: Iterable[str]) -> str:
    """What to say at the top of a page of these texts: the least sure state among them, or "".

    `missing` when at least one text is shown in French for want of a translation.
    """
    reader = get_language() or SOURCE
    states = {content.current().text(slug, reader).state for slug in slugs}
    return next((state for state in LEAST_SURE_FIRST if state in states), "")
