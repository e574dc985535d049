"""The letters of an asylum claim: to OFPRA, to the prefecture, to the legal aid office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.bilingual import Bilingual
from dossier.writing import Letter

LETTERS = tuple(f"LET-{number:02}" for number in range(1, 16))


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """What the letters of a claim are written from: the section `ofpra` of the answers."""

    words: Bilingual
    stored: Mapping[str, Any]
    today: date


def situation(words: Bilingual, stored: Mapping[str, Any], today: date) -> Situation:
    """Read the answers; what cannot be used is as if it had not been told."""
    return Situation(words, stored, today)


def useful(situation: Situation, edited: Iterable[str] = ()) -> tuple[str, ...]:
    """The letters that fit the moment of the procedure, and those the person has edited."""
    return tuple(one for one in LETTERS if one in set(edited))


def offered(situation: Situation, edited: Iterable[str] = ()) -> tuple[str, ...]:
    """The letters that may be of use some day, and those the person has edited."""
    return LETTERS


def letter(letter_id: str, situation: Situation, stored: Mapping[str, Any] | None = None) -> Letter:
    """One letter, with what the person wrote in place of the template.

    Raises KeyError for a letter that does not exist.
    """
    raise NotImplementedError
