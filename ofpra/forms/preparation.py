"""What somebody has thought about before the interview: ticks, theme by theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from guide import content
from guide.forms import NOTHING
from guide.languages import SOURCE
from guide.stored_forms import StoredForm
from ofpra.preparation import READ, TEXTS, THEMES, Theme, ticks_of


class TicksField(forms.MultipleChoiceField):
    """The ticks of one theme, in its order."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, theme: Theme) -> None:
        labels = [_inline(f"{TEXTS}.{READ}"), *(_inline(slug) for slug in theme.check_slugs)]
        super().__init__(
            choices=list(zip(theme.ticks, labels, strict=True)),
            required=False,
            label=_inline(f"ofpra.articles.{theme.article}.title"),
        )
        self.theme = theme

    def clean(self, value: Any) -> Any:
        """What is no tick of this theme is left out: a tick that is gone stands in no one's way."""
        chosen = set(value or ())
        return [one for one in self.theme.ticks if one in chosen] or NOTHING


class PreparationForm(StoredForm):
    """Every theme; all may stay empty."""

    def __init__(self, claim: Mapping[str, Any], data: Any = None) -> None:
        stored = {theme.key: list(ticks_of(claim, theme)) for theme in THEMES}
        kept = {name: ticks for name, ticks in stored.items() if ticks}
        super().__init__(kept, ("ticks",), data=data)

    def build(self) -> None:
        for theme in THEMES:
            self.fields[theme.key] = TicksField(theme)

    def in_words(self, name: str, value: Any) -> str:
        """The ticks as the person reads them."""
        snapshot, reader = content.current(), get_language() or SOURCE
        slugs = [f"{TEXTS}.{READ if one == READ else f'check.{one}'}" for one in value or ()]
        words = [snapshot.text(slug, reader).plain for slug in slugs if snapshot.has(slug)]
        return " · ".join(words) or "–"


def _inline(slug: str) -> str:
    return content.current().text(slug, get_language() or SOURCE).inline
