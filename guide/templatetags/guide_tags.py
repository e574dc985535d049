"""Template tags of every page: texts of the content, values in their direction, drawings."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from guide import content, icons
from guide.languages import SOURCE, Language
from guide.partial_dates import PartialDate

logger = logging.getLogger(__name__)
register = template.Library()

STALE_AFTER = timedelta(days=180)
"""A source read longer ago than this is shown as being checked again."""

CHECKS = (
    gettext_noop("à vérifier auprès d'une association ou d'un avocat"),
    gettext_noop("à vérifier auprès du poste consulaire"),
    gettext_noop("à vérifier sur france-visas.gouv.fr"),
    gettext_noop("à vérifier sur l'attestation de dépôt et auprès d'une association"),
    gettext_noop("à vérifier sur la lettre de refus"),
    gettext_noop("à vérifier sur la lettre que vous avez reçue"),
    gettext_noop("à vérifier sur le site de l'ANEF ou auprès de la préfecture"),
    gettext_noop("à vérifier sur le site ofii.fr ou service-public.fr"),
    gettext_noop("à vérifier sur le site ofpra.gouv.fr"),
    gettext_noop("à vérifier sur le site service-public.fr"),
    gettext_noop("à vérifier sur le visa lui-même"),
    gettext_noop("à vérifier sur legifrance.gouv.fr"),
)
"""Where a fact that is not quite sure can be checked (`check_at` of facts.yaml), to translate."""

FRENCH_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@register.simple_tag
def text(slug: str, **values: object) -> SafeString:
    """A text as blocks, its `{names}` filled with `values`.

    An unreviewed translation has its French at hand: beside it when an error could harm (deadlines,
    rights, addresses, money), folded under it otherwise. What is not translated is in French.
    """
    reader = get_language() or SOURCE
    snapshot = content.current()
    try:
        wording = snapshot.text(slug, reader).filled(values)
    except content.MissingTextError:
        return _missing(slug)
    if wording.language.code == reader and wording.is_checked:
        return wording.html
    own = _block(wording)
    if wording.language.code == SOURCE or wording.risk == "C":
        return own
    french = _block(snapshot.source_text(slug, reader).filled(values))
    if wording.risk == "A":
        return format_html('<div class="pair">{}{}</div>', own, french)
    return format_html(
        '{}<details class="french"><summary lang="fr" dir="ltr">Français</summary>{}</details>',
        own,
        french,
    )


@register.simple_tag
def phrase(slug: str, **values: object) -> SafeString:
    """A text inside a sentence, a heading or a button."""
    reader = get_language() or SOURCE
    try:
        wording = content.current().text(slug, reader).filled(values)
    except content.MissingTextError:
        return _missing(slug)
    if wording.language.code == reader:
        return wording.inline
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', wording.language.tag, wording.direction, wording.inline
    )


@register.filter
def plain(slug: str) -> str:
    """A text without any markup, for the title of a page."""
    try:
        return content.current().text(slug, get_language() or SOURCE).plain
    except content.MissingTextError:
        return str(_missing(slug))


@register.simple_tag
def date_fr(day: date | PartialDate | None) -> SafeString:
    """A day as it is said in France; in other languages after the same day in digits.

    Of a partial date, what is known.
    """
    if day is None:
        return mark_safe("")
    known = day if isinstance(day, PartialDate) else PartialDate.of(day)
    said = french_date(known)
    if known.is_exact and get_language() != SOURCE:
        digits = f"{known.day:02}/{known.month:02}/{known.year}"
        return format_html(
            '<bdi dir="ltr" class="nb">{}</bdi> <bdi dir="ltr" lang="fr" class="nb">({})</bdi>',
            digits,
            said,
        )
    return format_html('<bdi dir="ltr" lang="fr" class="nb">{}</bdi>', said)


def french_date(day: PartialDate) -> str:
    """ "17 juin 2011", "juin 2011" or "2011"."""
    parts = [str(day.year)]
    if day.month is not None:
        parts.insert(0, FRENCH_MONTHS[day.month - 1])
    if day.day is not None:
        parts.insert(0, "1er" if day.day == 1 else str(day.day))
    return " ".join(parts)


@register.filter
def digits(written: str) -> str:
    """ "2011-06-17" as "17/06/2011", "2011-06" as "06/2011"."""
    return "/".join(reversed(written.split("-")))


@register.simple_tag
def language_links(languages: Iterable[dict[str, Any]], here: Language) -> SafeString:
    """The items of a list of links to this page in each language. Here and not in a template:
    two dozen of them on every page would take as long as the page."""
    return format_html_join(
        "",
        '<li><a href="{}" lang="{}" hreflang="{}" dir="{}"{}>{}</a></li>',
        (
            (
                one["url"],
                one["language"].tag,
                one["language"].tag,
                one["language"].direction,
                mark_safe(' aria-current="true"') if one["language"] == here else "",
                one["language"].endonym,
            )
            for one in languages
        ),
    )


@register.simple_tag
def alternates(languages: Iterable[dict[str, Any]]) -> SafeString:
    """The other languages of a page, for search engines."""
    return format_html_join(
        "",
        '<link rel="alternate" hreflang="{}" href="{}">',
        ((one["language"].tag, one["url"]) for one in languages),
    )


@register.inclusion_tag("guide/_sources.html")
def sources(facts: Iterable[str]) -> dict[str, Any]:
    """Where the facts of a block come from, folded: articles, pages, day read, how sure."""
    snapshot = content.current()
    rows: dict[tuple[str, str, date, bool], dict[str, None]] = {}
    for key in facts:
        fact = snapshot.facts.get(key)
        if fact is not None:
            row = rows.setdefault((fact.law, fact.check_at, fact.read_on, fact.new_rules), {})
            row |= dict.fromkeys(fact.sources)
    today = date.today()
    return {
        "rows": [
            {
                "law": law,
                "check": gettext(f"à vérifier {check_at}") if check_at else "",
                "read_on": read_on,
                "is_stale": today - read_on > STALE_AFTER,
                "new_rules": content.NEW_RULES_NOTICE + "_source" if new_rules else "",
                "sources": [snapshot.sources[key] for key in keys],
            }
            for (law, check_at, read_on, new_rules), keys in rows.items()
        ]
    }


@register.inclusion_tag("guide/_new_rules.html")
def new_rules_notice(named: Iterable[str]) -> dict[str, Any]:
    """The notice on the rules of 12 June 2026, when they may have changed one of these facts, or a
    fact that one of these texts states. Once a page."""
    return {"notice": content.NEW_RULES_NOTICE if content.current().has_new_rules(named) else ""}


def _block(wording: content.Wording) -> SafeString:
    return format_html(
        '<div lang="{}" dir="{}">{}</div>', wording.language.tag, wording.direction, wording.html
    )


def _missing(slug: str) -> SafeString:
    """A page goes on without one text; the log and a test of every page tell."""
    logger.error("missing_text", extra={"slug": slug})
    return format_html('<span data-missing="{0}">{0}</span>', slug)


@register.filter
def ltr(value: object) -> SafeString:
    """A number, date, code or address, kept left to right and on one line."""
    return format_html('<bdi dir="ltr" class="nb">{}</bdi>', value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing, always beside a word."""
    return mark_safe(icons.icon(name))  # noqa: S308  our own file


@register.simple_tag
def drawing(name: str) -> SafeString:
    """An illustration, always beside a word."""
    return mark_safe(icons.drawing(name))  # noqa: S308  our own file


@register.simple_tag
def stones(here: int, total: int) -> SafeString:
    """The stepping stones of a path: those done, the one here, those ahead."""
    return mark_safe(icons.stones(int(here), int(total)))  # noqa: S308  our own file
