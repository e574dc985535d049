"""What the page of an article shows, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from guide import content
from guide.content_files import Article, Block
from guide.languages import SOURCE

NOTICES = ("good_to_know", "take_care", "get_advice")
LEAST_SURE_FIRST = ("missing", "outdated", "machine", "human")
ICONS = {"do": "person", "bring": "folder", "time": "clock", "wrong": "road"}


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under one heading: one, or everything that may go wrong."""

    kind: str
    icon: str
    blocks: tuple[Block, ...]


def article_context(article: Article) -> dict[str, Any]:
    """The article, its parts, the way on and back, and the state of its translation."""
    siblings = content.current().articles(article.section, article.app)
    here = siblings.index(article)
    slugs = [article.title_slug, article.lead_slug]
    slugs += [block.text_slug for block in article.blocks]
    return {
        "article": article,
        "total": len(siblings),
        "parts": parts(article.blocks),
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


def badge_state(slugs: Iterable[str]) -> str:
    """What to say at the top of a page of these texts: the least sure state among them, or "".

    `missing` when at least one text is shown in French for want of a translation.
    """
    reader = get_language() or SOURCE
    states = {content.current().text(slug, reader).state for slug in slugs}
    return next((state for state in LEAST_SURE_FIRST if state in states), "")
