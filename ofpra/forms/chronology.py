"""A card of the chronology: what happened, where, with whom, and when as far as known."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.answers import Section
from guide.calendars import Reckoning
from guide.forms import OwnWordsField, PersonTextField
from guide.stored_forms import StoredForm
from ofpra import chronology
from ofpra.chronology import Chronology
from ofpra.chronology_words import card_title, when_words
from ofpra.forms.when import TypedWhen, WhenField

CHECKS = (
    ("who", _("Qui était là ?")),
    ("when", _("Quand ?")),
    ("where", _("Où ?")),
    ("how_known", _("Comment est-ce que je le sais ?")),
)
TITLE_IN_A_LIST = 40


class MemoryField(OwnWordsField):
    """The person's own lines; drawn signs too, which paper leaves out."""

    may_have_pictures = True


class MemoryLineField(PersonTextField):
    """The same on one line."""

    may_have_pictures = True


class CardForm(StoredForm):
    """One card; everything may stay empty. With `is_only_shown`, nothing is checked yet."""

    def __init__(
        self,
        cards: Chronology,
        key: str,
        today: date,
        *,
        data: Any = None,
        is_only_shown: bool = False,
    ) -> None:
        self.cards = cards
        self.key = key
        self.today = today
        self.is_only_shown = is_only_shown
        super().__init__(cards.card(key) or {}, ("cards", key), data=data)

    def build(self) -> None:
        others = {
            str(card["key"]): f"{number} · {card_title(card, TITLE_IN_A_LIST)}"
            for number, card in enumerate(self.cards.cards, start=1)
            if card["key"] != self.key
        }
        last = self.cards.keys[-1:] or ("",)
        usual = self.cards.whens[last[0]].reckoning if self.cards.keys else Reckoning.GREGORIAN
        self.fields |= {
            "what": MemoryField(
                label=_("Que s’est-il passé ?"),
                help_text=gettext("Avec vos mots, dans votre langue. Jusqu’à %(most)d signes.")
                % {"most": chronology.MAX_WHAT},
                most=chronology.MAX_WHAT,
                rows=7,
            ),
            "place": MemoryLineField(label=_("Où ?"), most=chronology.MAX_PLACE),
            "people": MemoryField(
                label=_("Qui était là ?"),
                help_text=_("Des noms, un lien de famille, ou « je ne sais pas »."),
                most=chronology.MAX_PEOPLE,
                rows=2,
            ),
            "when": WhenField(
                label=_("Quand ?"),
                help_text=_("L’année seule suffit. Vous pouvez aussi laisser vide."),
                today=self.today,
                cards=others,
                usual=usual,
            ),
            "note": MemoryField(
                label=_("Votre note"),
                help_text=_("Par exemple : ce que vous voulez demander à un proche."),
                most=chronology.MAX_NOTE,
                rows=2,
            ),
            "checked": forms.MultipleChoiceField(
                label=_("Ce que la carte dit déjà"),
                choices=CHECKS,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }
        self.fields["what"].widget.attrs["class"] = "large"

    def full_clean(self) -> None:
        if self.is_only_shown:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        else:
            super().full_clean()

    def change(self, stored: Section) -> Section:
        return chronology.with_card(stored, self.key, self.replies)

    @cached_property
    def is_empty(self) -> bool:
        """Is there nothing at all to keep?"""
        return not any(self.replies.values())

    @property
    def when_errors(self) -> dict[str, str]:
        """The sentences beside each part of the date."""
        data = self.errors.as_data().get("when", [])
        return {str(error.code): " ".join(error.messages) for error in data}

    @property
    def months(self) -> list[tuple[str, str]]:
        return self._months("month")

    @property
    def until_months(self) -> list[tuple[str, str]]:
        return self._months("until_month")

    def in_words(self, name: str, value: Any) -> str:
        if not value:
            return "–"
        if name == "when":
            cards = [one for one in self.cards.cards if one["key"] != self.key]
            proposed = Chronology([*cards, {"key": self.key, "when": value}])
            return when_words(proposed, self.key) or "–"
        if name == "checked":
            labels = dict(CHECKS)
            return " ".join(str(labels[one]) for one in value if one in labels)
        return super().in_words(name, value)

    def _months(self, part: str) -> list[tuple[str, str]]:
        field = self.fields["when"]
        assert isinstance(field, WhenField)  # noqa: S101  built above
        typed: TypedWhen = self["when"].value()
        return field.months(typed.reckoning, getattr(typed, part))
