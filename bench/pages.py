"""Weight of every public page as a phone receives it, and its database queries.

    python -m bench.pages [--all]

Loads the content into a database in memory; the page's style sheet is in its HTML. A first visit
is the page, the script and the icon: three requests.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

PAGE_BUDGET = 13_000
VISIT_BUDGET = 20_000
BESIDE = ("js/app.js", "icon.svg")
"""What a first visit asks for besides the page."""


@dataclass(frozen=True)
class Measure:
    language: str
    path: str
    html: int
    brotli: int
    queries: int


def set_up() -> None:
    """The site with its content, in a database of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/pages.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)


def public_pages() -> Iterator[str]:
    """The address of every public page, in the language in force."""
    from django.urls import reverse

    from guide import content

    snapshot = content.current()
    for name in ("home", "glossary", "sources", "posts", "languages", "privacy"):
        yield reverse(f"guide:{name}")
    for post in snapshot.posts:
        yield reverse("guide:post", args=[post.country.lower()])
    yield reverse("ofpra:home")
    yield reverse("reunification:home")
    for article in snapshot.articles():
        yield reverse(f"{article.app}:article", args=[article.slug])


def measure(client: Any, language: str, path: str) -> Measure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return Measure(
        language, path, len(answer.content), len(brotli.compress(answer.content)), len(queries)
    )


def main() -> int:
    set_up()
    from django.conf import settings
    from django.test import Client
    from django.utils.translation import override

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    measures = []
    for language in settings.OFFERED_LANGUAGES:
        with override(language):
            measures += [measure(client, language, path) for path in public_pages()]
    beside = sum(
        len(brotli.compress(path.read_bytes()))
        for path in (Path(settings.BASE_DIR, "static", name) for name in BESIDE)
        if path.is_file()
    )
    shown = sorted(measures, key=lambda one: -one.brotli)
    for one in shown if "--all" in sys.argv else shown[:15]:
        print(f"{one.brotli:6} B brotli {one.html:7} B  {one.queries} queries  {one.path}")
    for language in settings.OFFERED_LANGUAGES:
        own = [one.brotli for one in measures if one.language == language]
        print(
            f"{language}: {len(own)} pages, median {sorted(own)[len(own) // 2]} B, "
            f"heaviest {max(own)} B"
        )
    heaviest, queries = shown[0].brotli, max(one.queries for one in measures)
    visit = max(one.brotli for one in measures if one.path.count("/") == 2) + beside
    print(f"heaviest page {heaviest} B, budget {PAGE_BUDGET}: {_kept(heaviest, PAGE_BUDGET)}")
    print(
        f"first visit {visit} B in 3 requests, budget {VISIT_BUDGET}: {_kept(visit, VISIT_BUDGET)}"
    )
    print(f"queries, at most {queries}, budget 0: {_kept(queries, 0)}")
    return 0 if heaviest <= PAGE_BUDGET and visit <= VISIT_BUDGET and not queries else 1


def _kept(figure: int, budget: int) -> str:
    return "kept" if figure <= budget else "EXCEEDED"


if __name__ == "__main__":
    sys.exit(main())
