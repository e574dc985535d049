"""Look at the content as a careful editor would: what is missing, old, or dangerous."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import NoReverseMatch, reverse

from guide import content, content_files
from guide.content_files import LINK, OTHER_DIGITS, Text, Tree, placeholders
from guide.languages import BY_CODE, SOURCE
from guide.templatetags.guide_tags import CHECKS, STALE_AFTER

NAMED_IN_FRENCH = ("regroupement familial", "protection subsidiaire")
"""Other languages have one word for two of these, or several for one: the French must stand by."""

CALQUES = {"ar": {"الكفيل": "réunifiant is not the guarantor of kafala"}}
"""Words that mislead, by language (facts of the glossary)."""

LEFT_TO_PEOPLE = {
    "ar": re.compile(
        "اغتصاب|مغتصب|تعذيب|ختان|تشويه الأعضاء|بتر الأعضاء|مثلي|شذوذ|"
        "جنسي(?!ت|ات|ة)|الميول الجنسية|الميل الجنسي|الهوية الجن|جندر|"
        "(?:ال)?زواج (?:ال)?قسري|(?:ال)?زواج بالإكراه|(?:ال)?زواج (?:ال)?إجباري|"
        "(?:ال)?اتجار ب|عبودية|استعباد|عشيرة|عشائر|قبيلة|قبائل"
    )
}
"""Violence, sexuality, clan, caste: the common word is an insult in several languages. A text that
nobody has compared with the French keeps the French word, and the English one beside it."""

COMPARED = ("human", "reviewed")


class Command(BaseCommand):
    help = (
        "Report missing, outdated and unreviewed translations, old facts, and errors in texts. "
        "Fails on errors and on missing translations of what could harm, not on unreviewed texts."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--missing", action="store_true", help="name each text that is not translated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tree = content_files.read(content.folders(), settings.OFFERED_LANGUAGES)
        except content_files.ContentError as error:
            raise CommandError(str(error)) from error
        for line in report(tree, name_missing=options["missing"]):
            self.stdout.write(line)
        errors = list(problems(tree))
        for line in errors:
            self.stderr.write(f"error: {line}")
        if errors:
            raise CommandError(f"{len(errors)} errors in the content.")
        self.stdout.write("No error.")


def report(tree: Tree, *, name_missing: bool = False) -> Iterator[str]:
    """What an editor should know and no reader is harmed by, a line each."""
    others = [code for code in settings.OFFERED_LANGUAGES if code != SOURCE]
    for code in others:
        states = Counter(text.states.get(code, "missing") for text in tree.texts)
        counted = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
        yield f"{code}: {len(tree.texts)} texts: {counted}"
        terms = sum(code in term.names for term in tree.terms)
        yield f"{code}: {terms} of {len(tree.terms)} terms"
        for text in tree.texts if name_missing else ():
            if code not in text.words:
                yield f"{code}: missing ({text.risk}): {text.slug}"
        for text in tree.texts:
            if text.states.get(code) == "outdated":
                yield f"{code}: outdated ({text.risk}): {text.slug}"
        for name in NAMED_IN_FRENCH:
            bare = sum(
                name in text.words[SOURCE].casefold() and name not in text.words[code].casefold()
                for text in tree.texts
                if code in text.words
            )
            if bare and code != "en":
                yield f"{code}: {bare} texts without the French words ({name})"
    today = date.today()
    for fact in tree.facts:
        if today - fact.read_on > STALE_AFTER:
            yield f"fact {fact.key}: read on {fact.read_on}, to be checked again"
    if new := sum(fact.new_rules for fact in tree.facts):
        yield f"{new} facts that the rules of 12 June 2026 may have changed"
    cited = {key for text in tree.texts for key in text.facts}
    yield f"{len(cited)} of {len(tree.facts)} facts are stated by a text"


def problems(tree: Tree) -> Iterator[str]:
    """What must not be published."""
    yield from tree.rejected
    for fact in tree.facts:
        if fact.check_at and f"à vérifier {fact.check_at}" not in CHECKS:
            yield f"fact {fact.key}: “{fact.check_at}” is not among the phrases to translate"
    if any(fact.new_rules for fact in tree.facts):
        slugs = {text.slug for text in tree.texts}
        for part in ("", "_title", "_source"):
            if content.NEW_RULES_NOTICE + part not in slugs:
                yield f"{content.NEW_RULES_NOTICE + part}: facts need this text, which is missing"
    for text in tree.texts:
        yield from _text_problems(text)
    for term in tree.terms:
        for code, name in term.names.items():
            if OTHER_DIGITS.search(name + term.meanings.get(code, "")):
                yield f"term {term.key}: in `{code}`, digits that are not 0-9"
            if code != SOURCE and re.search(r"\([^)]*$|^[^(]*\)", name):
                yield f"term {term.key}: in `{code}`, a bracket without its pair"


def _text_problems(text: Text) -> Iterator[str]:
    expected = text.placeholders
    links = sorted(LINK.findall(text.words[SOURCE]))
    for target in links:
        kind, _, name = target.partition(":")
        if kind == "page" and not _exists(name):
            yield f"{text.where}: no page is called {name}"
    for code, words in text.words.items():
        where = f"{text.where}: in `{code}`,"
        if OTHER_DIGITS.search(words):
            yield f"{where} digits that are not 0-9"
        if words.count("**") % 2:
            yield f"{where} ** without its pair"
        if code == SOURCE:
            continue
        for name in sorted(expected - placeholders(words)):
            yield f"{where} {{{name}}} is lost"
        if sorted(LINK.findall(words)) != links:
            yield f"{where} the links are not those of the French"
        if BY_CODE[code].is_rtl and re.search(r"[ء-ي]", words) is None and len(words) > 30:
            yield f"{where} no letter of that language"
        left = LEFT_TO_PEOPLE.get(code)
        if left and text.states.get(code) not in COMPARED and (found := left.search(words)):
            yield f"{where} “{found[0]}” is a word that a person has to choose: keep the French one"
        for word, why in CALQUES.get(code, {}).items():
            if word in words:
                yield f"{where} “{word}”: {why}"


def _exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
