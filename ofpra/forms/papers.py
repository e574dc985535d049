"""One document of the person, in their own words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.answers import Section
from guide.forms import OwnWordsField, PersonTextField, YesNoField
from guide.templatetags.guide_tags import phrase
from ofpra import papers
from ofpra.forms.common import ClaimForm, PlainChoiceField, PlainSeveralField

MAX_SHOWS = 400
MAX_WORDS = 1000


def why(name: str) -> Any:
    return phrase(f"ofpra.papers.why.{name}")


class PaperForm(ClaimForm):
    """What one document is, what it shows, and how it came; all of it may stay empty."""

    def __init__(self, stored: Section, key: str, *, data: Any = None) -> None:
        self.claim = stored
        self.key = key
        told = papers.item(stored, key)
        self.is_new = told is None
        shown = {"is_listed": "yes", **(told or {})}
        if shown["is_listed"] is False:
            shown["is_listed"] = "no"
        super().__init__(shown, ("papers", key), data=data)

    def build(self) -> None:
        kinds = [(one, phrase(f"ofpra.papers.kinds.{one}")) for one in papers.KINDS]
        self.fields |= {
            "name": PersonTextField(label=_("Quel est ce document ?"), help_text=why("name")),
            "shows": OwnWordsField(
                label=_("Que montre-t-il ?"), help_text=why("shows"), most=MAX_SHOWS
            ),
            "kinds": PlainSeveralField(
                label=_("Qu’avez-vous de ce document ?"), help_text=why("kinds"), options=kinds
            ),
            "from_whom": PersonTextField(
                label=_("Qui vous l’a donné ?"), help_text=why("from_whom")
            ),
            "received": OwnWordsField(
                label=_("Quand et comment l’avez-vous reçu ?"),
                help_text=why("received"),
                most=MAX_WORDS,
            ),
            "why_late": OwnWordsField(
                label=_("Pourquoi arrive-t-il maintenant ?"),
                help_text=why("why_late"),
                most=MAX_WORDS,
            ),
            "is_sent": YesNoField(
                label=_("L’OFPRA l’a-t-il déjà ?"), help_text=why("is_sent"), must_answer=False
            ),
            "is_listed": PlainChoiceField(
                label=_("Le mettre dans la liste pour l’OFPRA ?"),
                help_text=why("is_listed"),
                choices=[("yes", _("Oui")), ("no", _("Non"))],
            ),
        }

    def clean(self) -> dict[str, Any]:
        if self.is_new and self.is_told and len(papers.papers(self.claim)) >= papers.MOST:
            raise ValidationError(
                gettext(
                    "La liste est pleine : %(most)d documents. Retirez-en un pour ajouter celui-ci."
                )
                % {"most": papers.MOST},
                code="full",
            )
        return super().clean()

    @property
    def is_told(self) -> bool:
        """Was anything said of the document?"""
        return any(value not in (None, False) for value in self.replies.values())

    @property
    def has_something(self) -> bool:
        return self.is_told or not self.is_new

    def to_store(self, name: str, value: Any) -> Any:
        """A document is in the list unless the person takes it out: only that is kept."""
        if name == "is_listed":
            return False if value == "no" else None
        return super().to_store(name, value)

    def in_words(self, name: str, value: Any) -> str:
        if name == "is_listed":
            value = "no" if value is False else "yes"
        return super().in_words(name, value)

    def change(self, stored: Section) -> Section:
        if papers.item(stored, self.key) is not None:
            return papers.changed(stored, self.key, self.replies)
        return papers.added(stored, self.key, self.replies) if self.is_told else stored
