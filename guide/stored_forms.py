"""Forms whose answers are kept: remarks beside a field, and two pages open on one answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from guide.answers import SEEN, Path, Section, Stale
from guide.forms import (
    NOTHING,
    UNKNOWN,
    CalendarAskedError,
    ConversionProposedError,
    DateWidget,
    TypedDate,
)
from guide.private_pages import answers_of


@dataclass(frozen=True, slots=True, repr=False)
class Doubt:
    """Two answers that do not go together, for the person to look at again or to confirm."""

    name: str
    sentence: str


@dataclass(slots=True, repr=False)
class Remarks:
    """What is said beside a field without standing in the way of a true answer."""

    notes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """One field as a template shows it, `components/ask.html`."""

    field: Any
    remarks: Remarks
    seen: str
    written: str = ""
    """The date as the person's paper has it, in another calendar."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """One answer saved elsewhere meanwhile: what is saved, and what was typed here."""

    label: Any
    stored: str
    typed: str


class RemarkedForm(forms.Form):
    """A form whose fields may carry remarks beside errors."""

    remarks: dict[str, Remarks]

    def add_error(self, field: str | None, error: Any) -> None:
        """A proposed conversion is a note with new values in the fields, not a mistake."""
        if field is None:
            super().add_error(field, error)
        elif isinstance(error, ConversionProposedError):
            self.remarks[field].notes.append(error.messages[0])
            self._put_back(field, error.typed)
            self.is_to_check = True
        else:
            if isinstance(error, CalendarAskedError):
                self._put_back(field, error.typed)
            super().add_error(field, error)

    def _put_back(self, field: str, typed: TypedDate) -> None:
        """Show these parts of a date instead of those that were sent."""
        changed = QueryDict(mutable=True)
        for name in self.data:
            changed.setlist(name, self._values(name))
        for part in DateWidget.parts:
            changed[f"{field}-{part}"] = getattr(typed, part)
        self.data = changed

    is_to_check = False

    def _values(self, name: str) -> list[Any]:
        if isinstance(self.data, QueryDict):
            return self.data.getlist(name)
        return [self.data[name]] if name in self.data else []

    def is_valid(self) -> bool:
        """Nothing wrong, nothing to confirm."""
        return super().is_valid() and not self.is_to_check


class StoredForm(RemarkedForm):
    """Answers that may all stay empty, kept as one mapping at `place` of a section.

    A subclass fills `self.fields`. What a field cleans to is stored under the field's name; an
    emptied field is taken away. `save` raises `Stale` like `Answers.change`.
    """

    def __init__(
        self, stored: Mapping[str, Any], place: Path, *, data: Any = None, **more: Any
    ) -> None:
        self.stored = dict(stored)
        self.place = place
        super().__init__(data=data, initial=dict(stored), auto_id="%s", **more)
        self.remarks = {}
        self.build()
        self.remarks = {name: Remarks() for name in self.fields}

    def build(self) -> None:
        """Fill `self.fields`."""
        raise NotImplementedError

    @property
    def replies(self) -> dict[str, Any]:
        """What to store, by name of the field; None takes the answer away."""
        return {
            name: self.to_store(name, self.cleaned_data.get(name))
            for name in self.fields
            if self.cleaned_data.get(name) is not NOTHING or name in self.stored
        }

    @property
    def has_something(self) -> bool:
        """Does saving keep or take away an answer?"""
        return any(value is not None or name in self.stored for name, value in self.replies.items())

    def to_store(self, name: str, value: Any) -> Any:
        """The stored form of a clean answer; None for nothing."""
        return None if value in (NOTHING, UNKNOWN, None, "", []) else value

    def path(self, name: str) -> Path:
        return (*self.place, name)

    def seen(self) -> dict[Path, str | None]:
        return {self.path(name): self.data.get(f"{SEEN}{name}") for name in self.fields}

    def save(self, request: HttpRequest, section: str) -> Section:
        """Store the replies. Raises `Stale` when an answer changed since the form was shown."""
        return answers_of(request).change(section, self.change, seen=self.seen())

    def change(self, stored: Section) -> Section:
        """The section with the replies in their place."""
        return with_values(stored, self.place, self.replies)

    def differences(self, stale: Stale) -> list[Difference]:
        return [
            Difference(
                self[one.path[-1]].label,
                self.in_words(one.path[-1], one.stored),
                self.in_words(one.path[-1], one.proposed),
            )
            for one in stale.conflicts
        ]

    def in_words(self, name: str, value: Any) -> str:
        """An answer as the person reads it; a subclass knows how its choices are called."""
        choices = getattr(self.fields[name], "choices", None)
        if choices is not None:
            return str(dict(choices).get(value, value or "–"))
        return str(value or "–")

    def asks(self, request: HttpRequest, section: str, *, fresh: bool = False) -> list[Ask]:
        """The fields in order. The fingerprint sent back is the one first shown, unless `fresh`:
        the person has just been told what was saved meanwhile."""
        return [self._ask(request, section, name, fresh=fresh) for name in self.fields]

    def _ask(self, request: HttpRequest, section: str, name: str, *, fresh: bool) -> Ask:
        if self.is_bound and not fresh:
            seen = str(self.data.get(f"{SEEN}{name}", ""))
        else:
            seen = answers_of(request).fingerprint(section, self.path(name))
        return Ask(self[name], self.remarks[name], seen)


def with_values(stored: Section, place: Path, replies: Mapping[str, Any]) -> Section:
    """The section with these values at `place`; a value of None is taken away."""
    if not place:
        changed = {**stored, **replies}
        return {name: value for name, value in changed.items() if value is not None}
    first, *rest = place
    inner = with_values(stored.get(first) or {}, tuple(rest), replies)
    changed = {**stored, first: inner}
    return changed if inner else {name: one for name, one in changed.items() if name != first}


def labels_of(asks: Iterable[Ask]) -> dict[str, Any]:
    """The fields by name, for a template that places them one by one."""
    return {ask.field.name: ask for ask in asks}
