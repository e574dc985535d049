"""The words of the interface: a whole catalogue for every language offered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, override
from django.utils.translation.template import templatize

from guide.content_files import BIDI_CONTROLS, OTHER_DIGITS
from guide.languages import BY_CODE, SOURCE

TRANSLATED = [code for code in settings.OFFERED_LANGUAGES if code != SOURCE]
PACKAGES = ("config", "dossier", "guide", "ofpra", "reunification")
CALLS: Mapping[str, object] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NAMED = re.compile(r"%\((\w+)\)")
TAG = re.compile(r"<[^>]+>")

Key = tuple[str | None, str]


def path(code: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / code.replace("-", "_") / "LC_MESSAGES" / "django.po"


@cache
def catalogue(code: str) -> Catalog:
    with path(code).open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def messages(code: str) -> Iterator[Message]:
    """Every entry but the header."""
    return (message for message in catalogue(code) if message.id)


def said(source: str) -> Iterator[Key]:
    """The sentences that Python source marks for translation, with their context."""
    for _, words, _, context in extract("python", BytesIO(source.encode()), keywords=CALLS):
        yield context, words if isinstance(words, str) else words[0]


@cache
def in_use() -> frozenset[Key]:
    """Every sentence of the pages and of the code."""
    found: set[Key] = set()
    for package in PACKAGES:
        for file in (settings.BASE_DIR / package).rglob("*.py"):
            found.update(said(file.read_text(encoding="utf-8")))
    for file in (settings.BASE_DIR / "templates").rglob("*.*"):
        calls = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        found.update(said("\n".join(line.strip() for line in calls.splitlines())))
    return frozenset(found)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def alone(code: str, message: Message) -> set[int]:
    """The plural forms that stand for one number only: "one copy", "two copies" need no figure."""
    if not message.pluralizable:
        return set()
    form_of = c2py(catalogue(code).plural_expr)
    used = Counter(form_of(n) for n in range(1000))
    return {form for form, times in used.items() if times == 1}


def test_the_sentences_of_pages_and_code_are_found():
    plural = "{% blocktranslate count n=n %}{{ n }} x{% plural %}{{ n }} xs{% endblocktranslate %}"

    assert set(said(templatize(plural))) == {(None, "%(n)s x")}
    assert set(said('pgettext_lazy("relation", "Grand-parent")')) == {("relation", "Grand-parent")}
    assert (None, "Continuer") in in_use()


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_said_is_translated(code):
    translated = {
        (message.context, sources(message)[0]) for message in messages(code) if all(forms(message))
    }

    assert sorted(words for _, words in in_use() - translated) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_doubtful_or_left_over(code):
    """A fuzzy entry shows French in silence; an obsolete one is noise."""
    assert [message.id for message in messages(code) if message.fuzzy] == []
    assert not catalogue(code).fuzzy
    assert dict(catalogue(code).obsolete) == {}


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_compiles_with_its_plurals(code):
    compiled = BytesIO()
    write_mo(compiled, catalogue(code))
    words = GNUTranslations(BytesIO(compiled.getvalue()))

    assert "INTEGER" not in path(code).read_text(encoding="utf-8")
    for message in messages(code):
        if message.pluralizable:
            assert len(forms(message)) == catalogue(code).num_plurals
            told = {words.ngettext(*message.id, n) for n in (0, 1, 2, 3, 11, 21, 100, 102)}
            assert told <= set(forms(message))


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_a_sentence_is_filled_with_is_kept(code):
    """A lost name is a lost number or day; an invented one is an error page."""
    for message in messages(code):
        expected = set(NAMED.findall(sources(message)[-1]))
        tags = sorted(TAG.findall(sources(message)[-1]))
        for form, words in enumerate(forms(message)):
            found = set(NAMED.findall(words))
            assert found == expected or (form in alone(code, message) and not found), words
            assert sorted(TAG.findall(words)) == tags, words


@pytest.mark.parametrize("code", TRANSLATED)
def test_digits_are_western_and_no_hidden_sign_is_left(code):
    for message in messages(code):
        for words in forms(message):
            assert not OTHER_DIGITS.search(words), words
            assert not BIDI_CONTROLS.search(words), words


@pytest.mark.parametrize("code", settings.OFFERED_LANGUAGES)
def test_days_come_first_and_lines_run_the_right_way(code):
    with override(code):
        assert date_format(date(2026, 3, 5), "SHORT_DATE_FORMAT") == "05/03/2026"
        assert get_language_bidi() is BY_CODE[code].is_rtl


@pytest.mark.parametrize("code", TRANSLATED)
def test_pages_show_the_translation(code):
    """The compiled catalogues are there, and Django uses them."""
    with override(code):
        shown = Template('{% translate "Continuer" %}').render(Context())

    assert shown == catalogue(code).get("Continuer").string
