"""What the person compared between their papers, and what they want to say first; pure.

Read from `form_check` in the section `"ofpra"` of the answers:

    form_check(stored) -> FormCheck   and `.to_say`, the list for the start of the interview

A row is a subject to compare. Its name and what to look at are the texts
`ofpra.form_check.<row>.name` and `.look`. Nothing here says which paper is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ROWS = (
    "name",
    "birth",
    "nationality",
    "parents",
    "spouses",
    "children",
    "addresses",
    "itinerary",
    "arrival",
    "language",
    "account",
    "papers",
)
SAME, DIFFERENT, NOT_THERE, LATER = ANSWERS = ("same", "different", "not_there", "later")


@dataclass(frozen=True, slots=True, repr=False)
class ToSay:
    """One point for the start of the interview: the subject, and the person's own words."""

    row: str
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class FormCheck:
    """The answer of each row, and the notes."""

    answers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def to_say(self) -> tuple[ToSay, ...]:
        """What differs, and what was noted without an answer, in the order of the rows."""
        return tuple(
            ToSay(row, self.notes.get(row, ""))
            for row in ROWS
            if self.answers.get(row) == DIFFERENT or (row in self.notes and row not in self.answers)
        )


def form_check(stored: Mapping[str, Any]) -> FormCheck:
    told = stored.get("form_check")
    told = told if isinstance(told, Mapping) else {}
    notes = told.get("notes")
    notes = notes if isinstance(notes, Mapping) else {}
    return FormCheck(
        {row: told[row] for row in ROWS if told.get(row) in ANSWERS},
        {row: note for row in ROWS if isinstance(note := notes.get(row), str) and note},
    )
