"""French and the reading language side by side: texts, days, countries, for the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guide.content import Snapshot, Wording
from guide.languages import SOURCE, Language
from guide.markup import fill_plain, isolated
from guide.partial_dates import PartialDate
from guide.templatetags.guide_tags import french_date

SHARED = "guide"
"""Whose texts all papers may use."""

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True, repr=False)
class Both:
    """A text in French, and in the reading language when it is another one and has it."""

    french: Wording
    other: Wording | None

    @property
    def lines(self) -> SafeString:
        """The French, and the translation under it."""
        if self.other is None:
            return self.french.inline
        return format_html("{}<br>{}", self.french.inline, self.translated)

    @property
    def translated(self) -> SafeString:
        """The translation alone, in its own language and direction; nothing without one."""
        if self.other is None:
            return mark_safe("")
        return format_html(
            '<span lang="{}" dir="{}">{}</span>',
            self.other.language.tag,
            self.other.direction,
            self.other.inline,
        )

    @property
    def is_checked(self) -> bool:
        return self.other is None or self.other.is_checked


@dataclass(frozen=True, slots=True, repr=False)
class Bilingual:
    """The texts of one snapshot in French and in the reading language.

    A text is looked for among those of `app`, then among those that all papers share.
    """

    snapshot: Snapshot
    reading: Language
    app: str = "reunification"

    @property
    def is_bilingual(self) -> bool:
        return self.reading.code != SOURCE

    def text(self, slug: str, values: Mapping[str, object] | None = None) -> Both:
        """The text `<app>.<slug>`. Raises MissingTextError for an unknown one.

        A value may be `Both`, a date, a name or a number; each side gets its own form.
        """
        slug = self.full(slug)
        french = self.snapshot.text(slug, SOURCE)
        other = self.snapshot.text(slug, self.reading.code) if self.is_bilingual else None
        if other is not None and other.language.code == SOURCE:
            other = None
        if values:
            french = french.filled({name: in_french(value) for name, value in values.items()})
            if other is not None:
                language = other.language
                other = other.filled(
                    {name: in_reading(value, language) for name, value in values.items()}
                )
        return Both(french, other)

    def plain(self, slug: str, values: Mapping[str, object] | None = None) -> str:
        """The French alone, without markup: for letters, that are edited as plain text."""
        words = self.snapshot.text(self.full(slug), SOURCE).plain
        return fill_plain(
            words, {name: in_plain_french(value) for name, value in (values or {}).items()}
        )

    def has(self, slug: str) -> bool:
        return self.snapshot.has(self.full(slug))

    def full(self, slug: str) -> str:
        """The whole slug of a text."""
        own, shared = f"{self.app}.{slug}", f"{SHARED}.{slug}"
        return shared if not self.snapshot.has(own) and self.snapshot.has(shared) else own

    @property
    def is_reviewed(self) -> bool:
        """Has somebody compared every text of the reading language with the French?"""
        return self.snapshot.is_reviewed(self.reading.code)


@cache
def _territories(code: str) -> Mapping[str, str]:
    try:
        return Locale.parse(code.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(code: str | None, language: str) -> str:
    """A country in a language, in French when the language has no name for it."""
    if not code:
        return ""
    return _territories(language).get(code) or _territories(SOURCE).get(code, code)


@dataclass(frozen=True, slots=True, repr=False)
class On:
    """A day as a complement: "le 5 mars 2026", "en mars 2026"."""

    day: date | PartialDate


@dataclass(frozen=True, slots=True, repr=False)
class Country:
    """A country by its ISO code, named in the language of the sentence."""

    code: str

    @property
    def french(self) -> str:
        return country_name(self.code, SOURCE)


def in_french(value: object) -> object:
    if isinstance(value, Both):
        return value.french.inline
    return in_plain_french(value)


def in_plain_french(value: object) -> object:
    """The form a value takes in a letter, without markup."""
    if isinstance(value, Both):
        return value.french.plain
    if isinstance(value, On):
        return on_the_day(value.day)
    if isinstance(value, Country):
        return value.french
    if isinstance(value, date | PartialDate):
        return said(value)
    return value


def in_reading(value: object, language: Language) -> object:
    """The form a value takes inside a sentence of the reading language."""
    if isinstance(value, Both):
        words = value.other or value.french
        if words.language == language:
            return words.inline
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>',
            words.language.tag,
            words.direction,
            words.inline,
        )
    if isinstance(value, Country):
        return country_name(value.code, language.code)
    if isinstance(value, On):
        value = value.day
    if isinstance(value, date | PartialDate):
        known = partial(value)
        if not known.is_exact:
            return ltr(said(known), lang=SOURCE) if language.is_rtl else said(known)
        if language.is_rtl:
            return format_html("{} {}", ltr(digits(known)), ltr(f"({said(known)})", lang=SOURCE))
        return f"{digits(known)} ({said(known)})"
    return value


def partial(day: date | PartialDate) -> PartialDate:
    return day if isinstance(day, PartialDate) else PartialDate.of(day)


def digits(day: date | PartialDate) -> str:
    """ "05/03/2026", "03/2026" or "2026"."""
    known = partial(day)
    parts = [f"{part:02}" for part in (known.day, known.month) if part is not None]
    return "/".join((*parts, str(known.year)))


def said(day: date | PartialDate) -> str:
    """ "5 mars 2026", "mars 2026" or "2026", as it is said in France."""
    return french_date(partial(day))


def on_the_day(day: date | PartialDate) -> str:
    """ "le 5 mars 2026", "en mars 2026" or "en 2026"."""
    known = partial(day)
    return f"{'le' if known.is_exact else 'en'} {said(known)}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def ltr(words: str, lang: str = "") -> SafeString:
    """Numbers, days and French names, whatever the direction around them."""
    return format_html(
        '<bdi dir="ltr"{} class="nb">{}</bdi>',
        format_html(' lang="{}"', lang) if lang else "",
        words,
    )


def named(name: str) -> SafeString:
    """A name in its own direction, in a line that runs left to right."""
    return mark_safe(isolated(name, "ltr"))  # noqa: S308  escaped by `isolated`
