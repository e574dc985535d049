"""The person's documents, and the numbered list for OFPRA; pure.

Read from `papers` in the section `"ofpra"` of the answers:

    papers(stored) -> (Paper, …)   all of them, in the person's order
    listed(stored) -> (Paper, …)   those of the list for OFPRA, `number` counting from 1
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("original", "copy", "photo", "translation")
MOST = 100

Stored = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """One document, in the person's own words."""

    key: str
    name: str = ""
    """What it is."""
    shows: str = ""
    """What it shows."""
    kinds: tuple[str, ...] = ()
    """Of `KINDS`: what the person has of it."""
    from_whom: str = ""
    received: str = ""
    """When it reached the person, and how."""
    why_late: str = ""
    is_sent: bool | None = None
    """Does OFPRA have it already?"""
    is_listed: bool = True
    """In the list for OFPRA, unless the person took it out."""
    number: int | None = None
    """Its number in the list for OFPRA; None outside of it."""


def papers(stored: Mapping[str, Any]) -> tuple[Paper, ...]:
    found = []
    number = 0
    for one in _items(stored):
        is_listed = one.get("is_listed") is not False
        number += is_listed
        found.append(_paper(one, number if is_listed else None))
    return tuple(found)


def listed(stored: Mapping[str, Any]) -> tuple[Paper, ...]:
    return tuple(one for one in papers(stored) if one.number is not None)


def item(stored: Mapping[str, Any], key: str) -> Stored | None:
    """What is stored of one document; None when there is none of that key."""
    return next((one for one in _items(stored) if one["key"] == key), None)


def added(stored: Stored, key: str, values: Mapping[str, Any]) -> Stored:
    """The section with one more document, at the end. Adding it twice adds it once."""
    every = _items(stored)
    if len(every) >= MOST or item(stored, key) is not None:
        return stored
    told = {name: value for name, value in values.items() if value is not None}
    return {**stored, "papers": [*every, {"key": key, **told}]}


def changed(stored: Stored, key: str, values: Mapping[str, Any]) -> Stored:
    """The section with these values of a document; None takes one away."""
    every = [
        {name: value for name, value in {**one, **values}.items() if value is not None}
        if one["key"] == key
        else one
        for one in _items(stored)
    ]
    return {**stored, "papers": every} if every else stored


def removed(stored: Stored, key: str) -> Stored:
    every = [one for one in _items(stored) if one["key"] != key]
    rest = {name: part for name, part in stored.items() if name != "papers"}
    return {**rest, "papers": every} if every else rest


def moved(stored: Stored, key: str, place: int, step: int) -> Stored:
    """The section with the document one place up (-1) or down (1).

    Nothing moves when it no longer stands at `place`, counted from 0: somebody else was faster.
    """
    every = list(_items(stored))
    other = place + step
    if not (0 <= place < len(every) and 0 <= other < len(every)) or every[place]["key"] != key:
        return stored
    every[place], every[other] = every[other], every[place]
    return {**stored, "papers": every}


def _items(stored: Mapping[str, Any]) -> list[Stored]:
    every = stored.get("papers")
    if not isinstance(every, list):
        return []
    return [one for one in every if isinstance(one, dict) and isinstance(one.get("key"), str)]


def _paper(one: Stored, number: int | None) -> Paper:
    texts = {
        name: value
        for name in ("name", "shows", "from_whom", "received", "why_late")
        if isinstance(value := one.get(name), str)
    }
    kinds = one.get("kinds")
    is_sent = one.get("is_sent")
    return Paper(
        one["key"],
        kinds=tuple(kind for kind in KINDS if kind in (kinds if isinstance(kinds, list) else ())),
        is_sent=is_sent if isinstance(is_sent, bool) else None,
        is_listed=number is not None,
        number=number,
        **texts,
    )
