"""Template tags of every page: direction of values, drawings."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guide import icons

register = template.Library()


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
