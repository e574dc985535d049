"""The themes of the interview, and what a person may check alone before it; pure.

A theme has its page, the article `prepare-<key>`; its checks are the texts
`ofpra.themes.check.<key>`. Ticks say what somebody has thought about, and are never counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ofpra.phrases import BY_KEY, Phrase

TEXTS = "ofpra.themes"
ARTICLE = "prepare-"
READ = "read"
"""The tick of a page that was read, before those of its checks."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One subject of the interview: what to check alone, and phrases that help there."""

    key: str
    group: str
    checks: tuple[str, ...]
    phrase_keys: tuple[str, ...] = ()

    @property
    def article(self) -> str:
        """The slug of its page."""
        return ARTICLE + self.key

    @property
    def check_slugs(self) -> tuple[str, ...]:
        return tuple(f"{TEXTS}.check.{check}" for check in self.checks)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(BY_KEY[key] for key in self.phrase_keys)

    @property
    def ticks(self) -> tuple[str, ...]:
        """What may be ticked, in the order of the page."""
        return (READ, *self.checks)


GROUPS = ("life", "events", "papers", "room")

THEMES = (
    Theme(
        "identity", "life", ("names", "same-as-form", "errors"), ("correct", "do-not-know", "note")
    ),
    Theme(
        "origin", "life", ("where", "own-words", "not-known"), ("do-not-know", "do-not-remember")
    ),
    Theme(
        "group-and-beliefs",
        "life",
        ("own-words", "how-known", "when"),
        ("not-understood", "repeat"),
    ),
    Theme("family", "life", ("everyone", "names", "same-as-form"), ("do-not-know", "correct")),
    Theme("school-work-army", "life", ("when", "where", "between"), ("do-not-remember", "repeat")),
    Theme("journey", "events", ("when", "where", "not-known"), ("do-not-know", "do-not-remember")),
    Theme(
        "chronology",
        "events",
        ("who", "when", "where", "how-known", "after"),
        ("do-not-remember", "pause", "not-said"),
    ),
    Theme(
        "who-and-why", "events", ("who", "how-known", "reason"), ("not-understood", "do-not-know")
    ),
    Theme("protection-there", "events", ("help-asked", "elsewhere"), ("not-understood", "pause")),
    Theme("fear-of-return", "events", ("today", "who", "how-known"), ("pause", "add")),
    Theme(
        "activities-since", "events", ("when", "where", "own-words"), ("do-not-remember", "papers")
    ),
    Theme("documents", "papers", ("copies", "translated", "came"), ("papers", "add")),
    Theme("written-account", "papers", ("read-again", "errors"), ("correct", "not-said")),
    Theme("calendars", "papers", ("calendar", "not-known"), ("do-not-know", "note")),
    Theme(
        "memory-and-trauma",
        "room",
        ("say-early", "someone"),
        ("health", "pause", "woman", "man", "do-not-remember"),
    ),
    Theme(
        "saying-i-do-not-know",
        "room",
        ("not-known",),
        ("do-not-know", "do-not-remember", "not-understood", "repeat"),
    ),
    Theme("correcting", "room", ("errors", "to-whom"), ("correct", "not-said", "transcript")),
    Theme(
        "interpreter-in-the-room",
        "room",
        ("phrases",),
        ("interpreter", "know-interpreter", "not-said", "note", "french"),
    ),
    Theme("length-and-detail", "room", ("aloud", "own-words"), ("repeat", "pause", "add")),
    Theme("end-of-interview", "room", ("last-points", "to-whom"), ("add", "papers", "transcript")),
    Theme("practical-day", "room", ("way", "bag", "children", "phrases"), ("pause",)),
)

BY_THEME = {theme.key: theme for theme in THEMES}


def by_group() -> Iterator[tuple[str, tuple[Theme, ...]]]:
    """The themes under the text that names their group, in order."""
    for group in GROUPS:
        yield f"{TEXTS}.group.{group}", tuple(one for one in THEMES if one.group == group)


def ticks_of(stored: Mapping[str, Any], theme: Theme) -> tuple[str, ...]:
    """What is ticked of a theme, in its order; what is no tick of it is left out."""
    ticked = (stored.get("ticks") or {}).get(theme.key) or ()
    return tuple(one for one in theme.ticks if one in ticked)
