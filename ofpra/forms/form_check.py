"""Comparing papers row by row: an answer and a note, both of which may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from guide.answers import Path, Section, Stale
from guide.forms import OwnWordsField
from guide.stored_forms import Ask, Difference, labels_of, with_values
from guide.templatetags.guide_tags import phrase
from ofpra.form_check import DIFFERENT, LATER, NOT_THERE, ROWS, SAME
from ofpra.forms.common import ClaimForm, PlainChoiceField

MAX_NOTE = 600
NOTE = "note-"
"""Before the name of a row: the field of its note."""

ANSWERS = (
    (SAME, _("Pareil")),
    (DIFFERENT, _("Différent")),
    (NOT_THERE, _("Je ne l’ai pas")),
    (LATER, _("Plus tard")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the page shows it."""

    name: str
    answer: Ask
    note: Ask
    is_open: bool
    """Is there a reason to show the note at once?"""


class FormCheckForm(ClaimForm):
    """Every row to compare."""

    def __init__(self, stored: Mapping[str, Any], *, data: Any = None) -> None:
        notes = stored.get("notes") or {}
        told = {row: stored[row] for row in ROWS if row in stored}
        told |= {f"{NOTE}{row}": notes[row] for row in ROWS if row in notes}
        super().__init__(told, ("form_check",), data=data)

    def build(self) -> None:
        for row in ROWS:
            name = phrase(f"ofpra.form_check.{row}.name")
            self.fields[row] = PlainChoiceField(choices=ANSWERS, label=name)
            self.fields[f"{NOTE}{row}"] = OwnWordsField(
                label=_("Quelle différence ? Avec vos mots."), most=MAX_NOTE, rows=2
            )

    def path(self, name: str) -> Path:
        if name.startswith(NOTE):
            return (*self.place, "notes", name.removeprefix(NOTE))
        return super().path(name)

    def change(self, stored: Section) -> Section:
        replies = self.replies
        notes = {
            name.removeprefix(NOTE): replies.pop(name)
            for name in list(replies)
            if name.startswith(NOTE)
        }
        changed = with_values(stored, (*self.place, "notes"), notes)
        return with_values(changed, self.place, replies)

    def differences(self, stale: Stale) -> list[Difference]:
        """Under the name of the row, for its answer and for its note."""
        found = []
        for one in stale.conflicts:
            row = one.path[-1]
            name = f"{NOTE}{row}" if one.path[-2] == "notes" else row
            stored, typed = self.in_words(name, one.stored), self.in_words(name, one.proposed)
            found.append(Difference(self[row].label, stored, typed))
        return found

    def rows(self, asks: list[Ask]) -> list[Row]:
        """The fields two by two."""
        fields = labels_of(asks)
        return [
            Row(
                row,
                fields[row],
                note := fields[f"{NOTE}{row}"],
                is_open=fields[row].field.value() == DIFFERENT
                or bool(note.field.value())
                or bool(note.field.errors),
            )
            for row in ROWS
        ]
