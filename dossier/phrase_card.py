"""The phrase card: one A4 sheet, printed on one side, that folds twice into a pocket card (A6).

It says nothing of anybody and is the same for everybody: laid out once per content version and
language. What to know stands on the first panel, the phrases are shared out among the other three.
They flow over panels of A6 first, in the largest type that needs no fifth one; then the panels are
put on the sheet, the inner ones upside down, as the fold wants it. A language that needs more room
gets a second sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from dossier.bilingual import Bilingual, Both
from dossier.paper import Job, note, to_html
from guide import content
from guide.languages import BY_CODE
from guide.pdf import Pages, Pdf, lay_out, marked, write
from ofpra.claim import STORED
from ofpra.phrases import PHRASES

PROCEDURE = "phrase_card"

RIGHTS = ("recorded", "secret", "free", "alone", "helped")
PANELS = ("front", "inner_left", "inner_right", "back")
"""Of one sheet, in the order of reading."""

SIZES = (18, 17, 16, 15, 14, 13.5, 13, 12.5, 12, 11.5, 11, 10.5, 10)
"""Points; under the last one nobody reads across a table."""


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """One text that stays whole on a panel. `kind`: title, right, phrase or small."""

    kind: str
    text: Both
    begins: bool = False
    """Does it begin a panel?"""


def print_card(job: Job) -> Pdf:
    """The card in the language of the job."""
    return card(content.version(), job.reading)


@lru_cache(maxsize=64)
def card(version: str, language: str) -> Pdf:
    return write([sheets(Bilingual(content.current(), BY_CODE[language], STORED))])


def sheets(words: Bilingual) -> Pages:
    """The sheets laid out; one, unless the language needs more room."""
    cover_size, covers = flow(words, _cover(words), 1)
    phrases_size, phrases = flow(words, _phrases(words), len(PANELS) - 1)
    panels = [("cover", one) for one in covers] + [("phrases", one) for one in phrases]
    places = [(PANELS[number % len(PANELS)], *one) for number, one in enumerate(panels)]
    html = to_html(
        "pdf/phrase_card.html",
        words,
        cover_size=cover_size,
        phrases_size=phrases_size,
        sheets=[places[n : n + len(PANELS)] for n in range(0, len(places), len(PANELS))],
        note=note(words, "card.made"),
    )
    return lay_out(html)


def flow(words: Bilingual, items: Sequence[Item], most: int) -> tuple[float, list[list[Item]]]:
    """What stands on each panel, at the largest size that needs no more than `most` of them."""
    for size in SIZES:
        html = to_html("pdf/phrase_panels.html", words, size=size, items=items)
        panels = [[items[int(mark)] for mark in page] for page in marked(lay_out(html))]
        if len(panels) <= most:
            break
    return size, panels


def _cover(words: Bilingual) -> list[Item]:
    """What to know of the room, and of the card."""
    cover = [
        Item("title", words.text("paper.card.title")),
        Item("small", words.text("paper.card.lead")),
        *(Item("right", words.text(f"paper.card.{name}")) for name in RIGHTS),
        Item("small", words.text("paper.card.everybody")),
        Item("small", words.text("paper.card.fold")),
    ]
    named = [f"{STORED}.paper.card.{name}" for name in RIGHTS]
    if words.snapshot.has_new_rules([*named, *(one.slug for one in PHRASES)]):
        cover.append(Item("small", words.text("notices.new_rules")))
    return cover


def _phrases(words: Bilingual) -> list[Item]:
    on_each = ceil(len(PHRASES) / (len(PANELS) - 1))
    return [
        Item("phrase", words.text(f"phrases.{one.key}"), begins=number % on_each == 0)
        for number, one in enumerate(PHRASES)
    ]
