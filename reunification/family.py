"""The family as its answers are stored, and as the rules receive it; pure.

The stored section is described in `guide.answers`; `Family` is the way to read it, for pages,
papers and letters alike: answers whose question no longer applies are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reunification import questions
from reunification.case import Case, Relative, Sponsor, case_from, relative_from, sponsor_from
from reunification.questions import Facts, Section, Told

SPONSOR = "sponsor"
"""Stands for the sponsor where a relative's key would stand."""


@dataclass(frozen=True, slots=True, repr=False)
class Family:
    """One person's answers on family reunification."""

    stored: Mapping[str, Any]
    today: date

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one["key"] for one in self._relatives)

    @property
    def _relatives(self) -> list[Facts]:
        return list(self.stored.get("relatives") or [])

    @property
    def is_begun(self) -> bool:
        return bool(self.stored.get("sponsor") or self._relatives)

    @property
    def layout(self) -> str:
        """`one` question a page, or `all` on one page."""
        return "all" if self.stored.get("layout") == "all" else "one"

    def facts(self, key: str) -> Facts:
        """The stored answers of a relative, or of the sponsor; empty for an unknown key."""
        if key == SPONSOR:
            return self.stored.get("sponsor") or {}
        found = next((one for one in self._relatives if one["key"] == key), {})
        return {name: value for name, value in found.items() if name != "key"}

    def number(self, key: str) -> int:
        """The place in the list, from 1; for a person not there yet, the next one."""
        return self.keys.index(key) + 1 if key in self.keys else len(self.keys) + 1

    def told(self, key: str = "") -> Told:
        return Told(
            today=self.today,
            sponsor=self.facts(SPONSOR),
            relatives=tuple(self._relatives),
            relative=self.facts(key) if key else {},
            application={
                name: self.stored[name]
                for name in ("applied_on", "whole_family_applies")
                if name in self.stored
            },
        )

    def sponsor(self, key: str = "") -> Sponsor:
        """The sponsor's facts that apply, beside the relative of that key if one is given.

        Raises `FactError`, as every reader here.
        """
        return sponsor_from(questions.sponsor_in_use(self.told(key)))

    def relative(self, key: str) -> Relative:
        return relative_from(questions.relative_in_use(self.told(key)))

    def relatives(self) -> dict[str, Relative]:
        return {key: self.relative(key) for key in self.keys}

    def case(self, key: str = "") -> Case:
        """What the rules compare a relative with; `key` says which, for `assess`."""
        return case_from(
            self.sponsor(key),
            applied_on=self.stored.get("applied_on"),
            whole_family_applies=(
                self.stored.get("whole_family_applies") if len(self.keys) > 1 else None
            ),
            today=self.today,
        )

    def ticks(self, key: str) -> Mapping[str, str]:
        found = (self.stored.get("ticks") or {}).get(key)
        return found if isinstance(found, Mapping) else {}

    def events(self) -> Mapping[str, Any]:
        return self.stored.get("events") or {}


# Changes. Each takes the stored section and gives the one to store.


def with_answers(
    stored: Mapping[str, Any], section: Section, key: str, replies: Mapping[str, Any]
) -> dict[str, Any]:
    """Store replies; a relative not there yet is added at the end, once."""
    changed = dict(stored)
    if section is Section.APPLICATION:
        return changed | dict(replies)
    if section is not Section.RELATIVE:
        changed["sponsor"] = _with(changed.get("sponsor") or {}, replies)
        return changed
    relatives = [dict(one) for one in changed.get("relatives") or []]
    if all(one["key"] != key for one in relatives):
        if len(relatives) >= questions.MAX_RELATIVES:
            raise TooManyRelativesError
        relatives.append({"key": key})
    changed["relatives"] = [_with(one, replies) if one["key"] == key else one for one in relatives]
    return changed


def _with(facts: Facts, replies: Mapping[str, Any]) -> dict[str, Any]:
    changed = dict(facts)
    for name, value in replies.items():
        changed = questions.with_value(changed, name, value)
    return changed


def without_relative(stored: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Remove a person, and what was kept about that person."""
    changed = dict(stored)
    changed["relatives"] = [one for one in changed.get("relatives") or [] if one["key"] != key]
    for part in ("ticks", "as_written"):
        if key in (changed.get(part) or {}):
            changed[part] = {name: kept for name, kept in changed[part].items() if name != key}
    return changed


def path_of(section: Section, key: str, name: str) -> tuple[str, ...]:
    """Where the answer to a question lies in the stored section, for its fingerprint."""
    parts = tuple(name.split("."))
    if section is Section.APPLICATION:
        return parts
    return (SPONSOR, *parts) if section is not Section.RELATIVE else ("relatives", key, *parts)


class TooManyRelativesError(ValueError):
    """The list of relatives is full."""
