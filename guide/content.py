"""The content in force: one immutable copy per process and content version.

Translated columns are slow to read one by one, so a page never does: `current()` gives a
`Snapshot` read in a few queries and kept until the version in the database changes. `version()`
costs a query at most every `CONTENT_RECHECK_SECONDS`.
"""

from __future__ import annotations

import json
import logging
import threading
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from guide import markup, models
from guide.content_files import Article, Block, Fact, Post, Source, Term, Value
from guide.languages import BY_CODE, SOURCE, WRITTEN_HERE, Language

logger = logging.getLogger(__name__)

READ_BY_A_PERSON = ("source", "human", "reviewed")
CHECKED = ("source", "reviewed")
NEW_RULES_NOTICE = "ofpra.notices.new_rules"
"""The text beside facts that the rules of 12 June 2026 may have changed; with `_title` after it the
name of that notice, with `_source` what is said where such a fact is cited."""


class MissingTextError(KeyError):
    """No text has this slug."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text as a reader of one language gets it.

    `language` is that of the words: French when the translation is missing. `html` is one or more
    blocks, `inline` goes inside a sentence; both keep `{names}` that only the page can fill.
    """

    slug: str
    words: str
    language: Language
    state: str
    risk: str
    facts: tuple[str, ...]
    html: SafeString
    inline: SafeString
    plain: str

    @property
    def direction(self) -> markup.Direction:
        return self.language.direction

    @property
    def is_checked(self) -> bool:
        """May it stand alone, whatever the risk?"""
        return self.state in CHECKED

    def filled(self, values: Mapping[str, object]) -> Wording:
        """The same with `{names}` replaced, escaped."""
        if not values or "{" not in self.words:
            return self
        return replace(
            self,
            html=markup.fill(self.html, values, direction=self.direction),
            inline=markup.fill(self.inline, values, direction=self.direction),
            plain=markup.fill_plain(self.plain, values),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one text besides its words."""

    states: Mapping[str, str]
    risk: str
    facts: tuple[str, ...]


class Packed:
    """The words of a language, by slug; unpacked when somebody first reads that language.

    Two dozen languages unpacked would weigh a fifth of the process, and a worker meets few.
    """

    __slots__ = ("_bytes", "_words", "count")

    def __init__(self, words: Mapping[str, str]) -> None:
        self.count = len(words)
        self._bytes = zlib.compress(json.dumps(words, ensure_ascii=False).encode(), 1)
        self._words: Mapping[str, str] | None = None

    @property
    def words(self) -> Mapping[str, str]:
        if self._words is None:
            self._words = json.loads(zlib.decompress(self._bytes))
        return self._words


@dataclass(frozen=True)
class Snapshot:
    """Everything the pages show. Texts are rendered at their first use and kept."""

    version: str
    rows: Mapping[str, Row]
    packed: Mapping[str, Packed]
    articles_by_slug: Mapping[str, Article]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    values: Mapping[str, Value]
    terms: tuple[Term, ...]
    posts: tuple[Post, ...]

    @cached_property
    def _rendered(self) -> dict[tuple[str, str], Wording]:
        return {}

    @cached_property
    def _static_values(self) -> dict[str, str]:
        return {name: value.value for name, value in self.values.items()}

    def has(self, slug: str) -> bool:
        return slug in self.rows

    def text(self, slug: str, language: str) -> Wording:
        """A text in a language, or in French. Raises MissingTextError for an unknown slug."""
        wording = self._rendered.get((slug, language))
        if wording is None:
            wording = self._rendered[slug, language] = self._render(slug, language)
        return wording

    def source_text(self, slug: str, language: str) -> Wording:
        """The French, its links leading to pages in the reader's `language`."""
        key = (slug, f"fr for {language}")
        wording = self._rendered.get(key)
        if wording is None:
            wording = self._rendered[key] = self._render(slug, language, spoken=SOURCE)
        return wording

    def _render(self, slug: str, language: str, spoken: str | None = None) -> Wording:
        try:
            row = self.rows[slug]
        except KeyError:
            raise MissingTextError(slug) from None
        is_translated = language in self.packed and slug in self.packed[language].words
        spoken = spoken or (language if is_translated else SOURCE)
        words, direction = self.packed[spoken].words[slug], BY_CODE[spoken].direction

        def address(target: str) -> str:
            try:
                return self.address(target, language)
            except NoReverseMatch:  # `check_content` says so too; the page goes on
                logger.error("broken_link", extra={"slug": slug})
                return f"/{language}/"

        shown = markup.french_spaces(words) if spoken == SOURCE else words
        wording = Wording(
            slug=slug,
            words=words,
            language=BY_CODE[spoken],
            state=row.states.get(spoken, "machine") if is_translated else "missing",
            risk=row.risk,
            facts=row.facts,
            html=markup.to_html(shown, direction=direction, address=address),
            inline=markup.to_inline(shown, direction=direction, address=address),
            plain=markup.to_plain(words),
        )
        return wording.filled(self._static_values)

    def article(self, slug: str) -> Article | None:
        return self.articles_by_slug.get(slug)

    def articles(self, section: str | None = None, app: str | None = None) -> tuple[Article, ...]:
        """In reading order."""
        return tuple(
            article
            for article in self.articles_by_slug.values()
            if section in (None, article.section) and app in (None, article.app)
        )

    def fact(self, key: str) -> Fact:
        """Raises KeyError for an unknown fact."""
        return self.facts[key]

    def has_new_rules(self, named: Iterable[str]) -> bool:
        """May the rules of 12 June 2026 have changed one of these facts, or a fact that one of
        these texts states?"""
        return any(
            self.facts[key].new_rules
            for name in named
            for key in (self.rows[name].facts if name in self.rows else (name,))
            if key in self.facts
        )

    def address(self, target: str, language: str) -> str:
        """The address of `article:slug`, `page:url-name` or `https://…` in a language.

        Raises NoReverseMatch for what is none of these.
        """
        kind, _, name = target.partition(":")
        with override(language):
            if kind == "article" and name in self.articles_by_slug:
                return reverse(f"{self.articles_by_slug[name].app}:article", args=[name])
            if kind == "page":
                return reverse(name)
        if kind == "https":
            return target
        raise NoReverseMatch(f"{target} is not a link to a page")

    def is_reviewed(self, language: str) -> bool:
        """Has somebody compared every text of a language with the French?"""
        return language in WRITTEN_HERE or all(
            row.states.get(language, "reviewed") == "reviewed" for row in self.rows.values()
        )

    def progress(self, language: str) -> tuple[int, int, int]:
        """Of a language: texts read by a person, texts translated, texts in all."""
        if language in WRITTEN_HERE:
            read = self.packed[language].count
        else:
            read = sum(row.states.get(language) in READ_BY_A_PERSON for row in self.rows.values())
        return read, self.packed[language].count, len(self.rows)


_lock = threading.Lock()
_version = ""
_checked_at = float("-inf")
_snapshot: Snapshot | None = None


def version() -> str:
    """The version of the content in force, as known at most `CONTENT_RECHECK_SECONDS` ago.

    Before any content is loaded, nothing. When the database does not answer, the last one known:
    pages that need nothing else from it go on.
    """
    global _version, _checked_at
    if time.monotonic() - _checked_at >= settings.CONTENT_RECHECK_SECONDS:
        _version = _read_version() or _version
        _checked_at = time.monotonic()
    return _version


def current() -> Snapshot:
    """The content in force."""
    global _snapshot
    wanted = version()
    snapshot = _snapshot
    if snapshot is None or snapshot.version != wanted:
        with _lock:
            snapshot = _snapshot
            if snapshot is None or snapshot.version != wanted:
                snapshot = _snapshot = _load()
    return snapshot


def refresh() -> None:
    """Look at the database again at the next use; for tests and after a load."""
    global _checked_at
    _checked_at = float("-inf")


def _read_version() -> str:
    """Outside a request nobody closes the connection, so give back the one opened here."""
    was_open = connection.connection is not None
    try:
        row = models.ContentVersion.objects.first()
    except DatabaseError:
        logger.warning("content_version_unreadable")
        return ""
    finally:
        if not was_open and not connection.in_atomic_block:
            connection.close()
    return str(row) if row else ""


def _load() -> Snapshot:
    """Read everything; again when a load was committed meanwhile."""
    while True:
        before = _read_version()
        snapshot = read_snapshot(before)
        if _read_version() == before:
            return snapshot


def read_snapshot(named: str) -> Snapshot:
    """What the database holds: a query a table, and one a language for the words.

    Most texts have the same states: one mapping serves them all.
    """
    states: dict[str, Mapping[str, str]] = {}
    texts: QuerySet[Any, Any] = QuerySet(models.Text)
    return Snapshot(
        version=named,
        rows={
            slug: Row(
                states=states.setdefault(json.dumps(known, sort_keys=True), known),
                risk=risk,
                facts=tuple(facts),
            )
            for slug, known, risk, facts in texts.values_list("slug", "states", "risk", "facts")
        },
        packed={
            code: Packed(
                {
                    slug: words
                    for slug, words in texts.values_list("slug", column("text", code)).iterator()
                    if words
                }
            )
            for code in settings.OFFERED_LANGUAGES
        },
        articles_by_slug={row["slug"]: _article(row) for row in rows(models.Article)},
        facts={row["key"]: _fact(row) for row in rows(models.Fact)},
        sources={
            row["key"]: Source(row["key"], row["name"], row["site"], row["dated"], row["kind"])
            for row in rows(models.Source)
        },
        values={
            row["name"]: Value(row["name"], row["value"], tuple(row["facts"]))
            for row in rows(models.Value)
        },
        terms=tuple(
            Term(
                key=row["key"],
                order=row["order"],
                theme=row["theme"],
                names=_by_language(row, "name"),
                meanings=_by_language(row, "meaning"),
            )
            for row in rows(models.Term)
        ),
        posts=tuple(
            Post(**{field.name: row[field.name] for field in fields(Post)})
            for row in rows(models.Post)
        ),
    )


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact(
        key=row["key"],
        law=row["law"],
        sources=tuple(row["sources"]),
        confidence=row["confidence"],
        read_on=row["read_on"],
        check_at=row["check_at"],
        new_rules=row["new_rules"],
    )


def _article(row: Mapping[str, Any]) -> Article:
    return Article(
        slug=row["slug"],
        app=row["app"],
        section=row["section"],
        order=row["order"],
        step=row["step"],
        blocks=tuple(Block(**{**block, "facts": tuple(block["facts"])}) for block in row["blocks"]),
    )


def folders() -> dict[str, Path]:
    """The content folder of each of our apps."""
    return {
        app.label: Path(app.path) / "content"
        for app in apps.get_app_configs()
        if Path(app.path).parent == settings.BASE_DIR
    }


def column(field: str, code: str) -> str:
    """The column of a translated field in a language."""
    return f"{field}_{code.replace('-', '_')}"


def _by_language(row: Mapping[str, Any], field: str) -> dict[str, str]:
    return {
        code: row[column(field, code)]
        for code in settings.OFFERED_LANGUAGES
        if row[column(field, code)]
    }


def rows(model: type[Model]) -> QuerySet[Any, dict[str, Any]]:
    """Every column of a table, those of each language included: the models' own managers would
    answer only that of the language in force."""
    queryset: QuerySet[Any, Any] = QuerySet(model)
    return queryset.values()
