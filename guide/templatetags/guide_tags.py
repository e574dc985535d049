"""Template tags of every page: direction of values."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def ltr(value: object) -> SafeString:
    """A number, date, code or address, kept left to right and on one line."""
    return format_html('<bdi dir="ltr" class="nb">{}</bdi>', value)
