"""Every public page, for the tests that look at all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from guide import content

REFERENCE = ("home", "glossary", "sources", "posts", "languages", "privacy")
PREPARATION = ("prepare", "pause", "phrases")


def public_addresses(language: str) -> Iterator[str]:
    """Needs the database, for the articles and the countries."""
    snapshot = content.current()
    with override(language):
        yield from (reverse(f"guide:{name}") for name in REFERENCE)
        yield from (reverse("guide:post", args=[one.country.lower()]) for one in snapshot.posts)
        yield from (reverse(f"ofpra:{name}") for name in PREPARATION)
        yield from (reverse(f"{app}:home") for app in ("ofpra", "reunification"))
        yield from (reverse(f"{one.app}:article", args=[one.slug]) for one in snapshot.articles())


def every_public_page(client: Client) -> Iterator[tuple[str, str, str]]:
    """Language, address and HTML of each page in each language."""
    for language in settings.OFFERED_LANGUAGES:
        for address in public_addresses(language):
            answer = client.get(address)
            assert answer.status_code == 200, address
            yield language, address, answer.content.decode()


def words(html: str) -> str:
    """What is read, without what is marked up."""
    body = html.partition("<body")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", body))
