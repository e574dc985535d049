"""Tags of the print templates: French first, then the reading language. Context: words."""

from __future__ import annotations

from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dossier.bilingual import Bilingual, Both, Country, digits, ltr, named, said, weekday
from dossier.writing import Paragraph
from guide.markup import LONG, Direction, direction_of, runs
from guide.partial_dates import PartialDate

register = template.Library()

SHORT = 60
"""Characters that may stand inside a line of the other direction."""


def _words(context: Context) -> Bilingual:
    words: Bilingual = context["words"]
    return words


@register.simple_tag(takes_context=True)
def label(context: Context, name: str) -> SafeString:
    """A short text of the paper, its translation under it."""
    return _words(context).text(f"paper.{name}").lines


@register.simple_tag(takes_context=True)
def french(context: Context, name: str) -> str:
    """A text of the paper in French alone, without markup."""
    return _words(context).plain(f"paper.{name}")


@register.simple_tag(takes_context=True)
def side(context: Context, name: str) -> SafeString:
    """A heading in French, its translation after it on the same line."""
    both = _words(context).text(f"paper.{name}")
    if both.other is None:
        return both.french.inline
    return format_html("{} · {}", both.french.inline, both.translated)


@register.simple_tag(takes_context=True)
def under(context: Context, name: str) -> SafeString:
    """The translation of a heading, on a line of its own."""
    both = _words(context).text(f"paper.{name}")
    return (
        format_html('<p class="under">{}</p>', both.translated) if both.other else both.translated
    )


@register.simple_tag(takes_context=True)
def cells(
    context: Context, *texts: Both | tuple[Both, ...] | None, span: int = 1, other: int = 0
) -> SafeString:
    """The French cell, then that of the reading language when there is one.

    Of several texts, the first is the name of what the others explain. What has no translation
    is said once, over both columns. `span` and `other` are the columns of each of the cells.
    """
    other = other or span
    told = [both for text in texts for both in (text if isinstance(text, tuple) else (text,))]
    boths = [both for both in told if both is not None]
    left = _stack([both.french.inline for both in boths])
    others = [both.other for both in boths if both.other is not None]
    if not others:
        whole = span + other - (0 if _words(context).is_bilingual else 1)
        return format_html("<td{}>{}</td>", _colspan(whole), left)
    return format_html(
        '<td{}>{}</td><td{} lang="{}" dir="{}">{}</td>',
        _colspan(span),
        left,
        _colspan(other),
        others[0].language.tag,
        others[0].direction,
        _stack([words.inline for words in others]),
    )


def _stack(texts: list[SafeString]) -> SafeString:
    if len(texts) == 1:
        return texts[0]
    return format_html(
        "<b>{}</b><br>{}",
        texts[0],
        format_html_join(
            " · ", "{}", ((_without_stop(text, last=text is texts[-1]),) for text in texts[1:])
        ),
    )


def _without_stop(text: SafeString, *, last: bool) -> SafeString:
    return text if last else mark_safe(text.rstrip("."))  # noqa: S308  it was safe


def _colspan(columns: int) -> SafeString:
    return mark_safe(f' colspan="{columns}"' if columns > 1 else "")  # noqa: S308  a number


@register.simple_tag(takes_context=True)
def label_cells(context: Context, name: str, span: int = 1, other: int = 0) -> SafeString:
    """The two cells of a text of the paper."""
    return cells(context, _words(context).text(f"paper.{name}"), span=span, other=other)


@register.simple_tag(takes_context=True)
def columns(context: Context, alone: str = "document") -> SafeString:
    """The headings of the two columns of texts; that of an unreviewed translation says so.

    French alone has no need to be named: its heading is the text `alone`.
    """
    words = _words(context)
    french = words.text("paper.french").french.inline
    if not words.is_bilingual:
        return format_html('<th scope="col">{}</th>', words.plain(f"paper.{alone}"))
    badge: SafeString | str = ""
    if not words.is_reviewed:
        both = words.text("paper.not_reviewed")
        badge = format_html(
            ' <small>· {} · <bdi lang="fr" dir="ltr">{}</bdi></small>',
            both.other.inline if both.other else "",
            both.french.inline,
        )
    return format_html(
        '<th scope="col">{}</th><th scope="col" lang="{}" dir="{}">{}{}</th>',
        french,
        words.reading.tag,
        words.reading.direction,
        words.reading.endonym,
        badge,
    )


@register.simple_tag(takes_context=True)
def reading_cell(context: Context, paragraph: Paragraph) -> SafeString:
    """The translation of one paragraph of a letter, or why there is none."""
    words = _words(context)
    reading = paragraph.reading
    if reading is None:
        both = words.text(f"letters.{'own' if paragraph.is_own else 'changed'}_paragraph")
        reading = both.other.inline if both.other else both.french.inline
    return format_html(
        '<td lang="{}" dir="{}">{}</td>', words.reading.tag, words.reading.direction, reading
    )


@register.filter
def name(value: str | None) -> SafeString:
    """What a person is called, in its own direction."""
    return named(value or "……")


@register.filter
def own(text: str) -> SafeString:
    """What a person wrote: a few words stay in their line; longer texts are a block of lines in
    the direction of their first letter."""
    if not text.strip():
        return mark_safe("……")
    direction = direction_of(text)
    if len(text) <= SHORT and "\n" not in text.strip():
        return named(text.strip())
    lines = format_html_join(
        mark_safe("<br>"), "{}", ((runs(line, direction),) for line in text.strip().splitlines())
    )
    return lines if direction == "ltr" else format_html('<div dir="rtl">{}</div>', lines)


@register.filter
def number(value: str) -> SafeString:
    """A time, a telephone, a file number."""
    if not value.strip():
        return mark_safe("……")
    return ltr(value) if len(value) <= LONG else format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def told(words: str, direction: Direction) -> SafeString:
    """A sentence made by the program, its dates and numbers from left to right."""
    return runs(words, direction)


@register.filter
def day(value: date | PartialDate | None) -> SafeString:
    """ "05/03/2026" and "5 mars 2026" under it; what is known of a partial date."""
    if value is None:
        return mark_safe("……")
    if isinstance(value, PartialDate) and not value.is_exact:
        return ltr(said(value))
    return format_html('{}<br><span class="nb">{}</span>', ltr(digits(value)), said(value))


@register.filter
def day_inline(value: date) -> SafeString:
    """The same on one line."""
    return format_html("{} ({})", ltr(digits(value)), said(value))


@register.filter
def week(value: date) -> str:
    """The French day of the week."""
    return weekday(value)


@register.filter
def country(code: str | None) -> str:
    """The French name of a country."""
    return Country(code).french if code else "……"
