"""What every letter has: French to send, a translation to read, the words of the person.

A letter says what the person told and nothing else: what was not told stays a visible blank.
What the person wrote in place of the template is kept and always wins.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe

from dossier.bilingual import Bilingual, Both, Country, On
from guide.markup import direction_of
from guide.partial_dates import PartialDate

FIELDS = ("sender", "addressee", "place_and_date", "subject", "body")
"""The parts of a letter that may be written anew, in the order of the page."""

MAX_CHARACTERS = {"sender": 600, "addressee": 900, "place_and_date": 200, "subject": 300}
MAX_BODY = 12_000


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph:
    """One paragraph: French as plain text, and how it reads; None when the person wrote it."""

    french: str
    reading: SafeString | None = None
    is_own: bool = False
    """Words the person was asked for, that nobody else may choose."""

    @property
    def html(self) -> SafeString:
        """The French with its line ends; words in another script in their own direction."""
        words = mark_safe(linebreaks(self.french, autoescape=True))  # noqa: S308  just escaped
        if direction_of(self.french) == "rtl":
            return format_html('<div dir="rtl">{}</div>', words)
        return words


@dataclass(frozen=True, slots=True)
class Own:
    """Something only the person can say in a letter: asked on its page, put in as it is written.

    `kind` is `line`, `text`, `choice` (one of `choices`) or `rows` (several times `columns`).
    Its words are the texts `letters.<letter>.<name>`, `….<name>.<choice or column>` and, for what
    helps to answer, `….<name>.help`; `letters.<name>` when several letters share it.
    """

    name: str
    kind: str = "text"
    most: int = 2_000
    """Characters; of each cell, for rows."""
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    shared: bool = False

    def slug(self, letter_id: str) -> str:
        return f"letters.{self.name}" if self.shared else f"letters.{letter_id}.{self.name}"

    def clean(self, value: object) -> Any:
        """The value as it is kept, None for nothing or for what this field cannot hold."""
        if self.kind == "rows":
            rows = value if isinstance(value, list) else []
            told = [
                {
                    name: text
                    for name in self.columns
                    if isinstance(cell := row.get(name), str) and (text := tidy(cell).strip())
                }
                for row in rows[:MAX_ROWS]
                if isinstance(row, Mapping)
            ]
            return [row for row in told if row] or None
        if not isinstance(value, str):
            return None
        if self.kind == "choice":
            return value if value in self.choices else None
        return tidy(value).strip() or None


MAX_ROWS = 40

BLANK_LINES = re.compile(r"\n\s*\n")
"""In an answer that stands inside a paragraph: they would cut it in two."""


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter ready to be read, edited or printed."""

    id: str
    title: Both
    purpose: Both
    channel: Both
    sender: str
    addressee: str
    place_and_date: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    template: str
    """Changes with the answers: a person who edited the letter is told."""
    is_reviewed: bool
    """Was the translation compared with the French?"""
    is_edited: bool = False
    is_outdated: bool = False
    originals: Mapping[str, str] = field(default_factory=dict)
    """What the template says in each field."""
    to_each: bool = False
    """The same letter goes to several offices: a blank line stands between their addresses."""
    asks: tuple[Own, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)
    """What the person answered to `asks`."""

    @property
    def body(self) -> str:
        return "\n\n".join(paragraph.french for paragraph in self.paragraphs)

    @property
    def text(self) -> tuple[Paragraph, ...]:
        return self.paragraphs[:-2]

    @property
    def end(self) -> tuple[Paragraph, ...]:
        """The last lines, that stay together above the place to sign."""
        return self.paragraphs[-2:]

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whom it goes to, each with a sheet of its own."""
        if not self.to_each:
            return (self.addressee,)
        return tuple(one for one in tidy(self.addressee).split("\n\n") if one.strip()) or ("",)

    def limit(self, name: str) -> int:
        """The characters a part may have: there is room to write in a template that is long."""
        most = MAX_CHARACTERS.get(name, MAX_BODY)
        return max(most, len(self.originals[name]) + most // 2)

    def value(self, name: str) -> str:
        return self.body if name == "body" else str(getattr(self, name))


UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, direction marks, halves of characters: no letter needs them."""


def tidy(text: str) -> str:
    """One kind of line end, paragraphs one blank line apart, and nothing that cannot be seen."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.rstrip() for line in text.split("\n")]
    joined = "\n".join(lines).strip("\n")
    while "\n\n\n" in joined:
        joined = joined.replace("\n\n\n", "\n\n")
    return joined


def to_store(
    letter_now: Letter, typed: Mapping[str, str], own: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What is kept of a letter: the parts that differ from the template, the answers of `own`.

    Nothing when the person put the template back and told nothing.
    """
    kept: dict[str, Any] = {
        name: tidy(typed[name])
        for name in FIELDS
        if name in typed and tidy(typed[name]) != letter_now.originals[name]
    }
    if kept:
        kept["template"] = letter_now.template
    return kept | {"own": dict(own)} if own else kept


def told(asks: Iterable[Own], stored: Mapping[str, Any] | None) -> dict[str, Any]:
    """The answers among what is stored of a letter that its questions can hold."""
    kept = (stored or {}).get("own")
    if not isinstance(kept, Mapping):
        return {}
    found = {one.name: one.clean(kept.get(one.name)) for one in asks}
    return {name: value for name, value in found.items() if value is not None}


def aligned(body: str, template: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; those of the template keep their translation."""
    known = {tidy(paragraph.french): paragraph for paragraph in template}
    return tuple(known.get(part, Paragraph(part)) for part in tidy(body).split("\n\n") if part)


class Draft:
    """Gathers the paragraphs of one letter, in French and in the reading language."""

    def __init__(self, words: Bilingual, letter_id: str) -> None:
        self.words = words
        self.id = letter_id
        self.blank = words.plain("letters.blank")
        self.paragraphs: list[Paragraph] = []

    # Building.

    def say(self, name: str, /, **values: object) -> None:
        """One paragraph, the text `letters.<name>`."""
        said = self._paragraph(name, values)
        self._add(said.french, said.reading)

    def list(
        self,
        intro: str | None,
        lines: Iterable[tuple[str, dict[str, object]]],
        *,
        numbered: bool = False,
        **values: object,
    ) -> None:
        """An introduction, filled with `values`, then one line each, as one paragraph."""
        parts = [self._paragraph(name, told) for name, told in lines]
        marks = [f"{number}. " if numbered else "– " for number in range(1, len(parts) + 1)]
        french = [mark + part.french for mark, part in zip(marks, parts, strict=True)]
        reading = [part.reading for part in parts if part.reading is not None]
        if intro is not None:
            first = self._paragraph(intro, values)
            french.insert(0, first.french)
            reading.insert(0, first.reading or mark_safe(""))
        whole = len(reading) == len(french)
        self._add(
            "\n".join(french),
            format_html_join(mark_safe("<br>"), "{}", ((one,) for one in reading))
            if whole
            else None,
        )

    def _add(self, french: str, reading: SafeString | None) -> None:
        """A paragraph of the template; without its translation, the reader is told so."""
        if reading is None and self.words.is_bilingual:
            both = self.words.text("letters.untranslated")
            reading = (both.other or both.french).inline
        self.paragraphs.append(Paragraph(french, reading))

    def _paragraph(self, name: str, values: Mapping[str, object]) -> Paragraph:
        filled = {"blank": self.blank, **values}
        slug = f"letters.{name}"
        both = self.words.text(slug, filled)
        return Paragraph(
            BLANK_LINES.sub("\n", self.words.plain(slug, filled)),
            both.other.inline if both.other is not None else None,
        )

    def quote(self, text: str | None, *, lines: int = 3) -> None:
        """The person's own words as they are written; lines to write on when there are none."""
        if text:
            parts = tidy(text).split("\n\n")
            self.paragraphs += [Paragraph(part, is_own=True) for part in parts if part]
        else:
            reading = format_html("{}", self.blank) if self.words.is_bilingual else None
            self.paragraphs.append(Paragraph("\n".join([self.blank * 9] * lines), reading))

    def close(self, voice: str) -> None:
        """The last lines; `voice` is `we` or `i`."""
        self.say(f"closing_{voice}")
        self.say("signature")

    # Values.

    def or_blank(self, value: object) -> object:
        return self.blank if value in (None, "") else value

    def on(self, day: date | PartialDate | None) -> object:
        return self.blank if day is None else On(day)

    def country(self, code: str | None) -> object:
        return Country(code) if code else self.blank

    # The whole.

    def sender(self) -> str:
        """Who writes, and how to answer."""
        raise NotImplementedError

    def addressee(self) -> str:
        raise NotImplementedError

    def place_and_date(self) -> str:
        raise NotImplementedError

    def finished(
        self,
        stored: Mapping[str, Any] | None = None,
        *,
        to_each: bool = False,
        asks: tuple[Own, ...] = (),
    ) -> Letter:
        """The letter, with what the person wrote in place of the template."""
        stored = stored or {}
        subject = self.words.plain(f"letters.{self.id}.subject")
        texts = {
            "sender": self.sender(),
            "addressee": self.addressee(),
            "place_and_date": self.place_and_date(),
            "subject": subject,
            "body": "\n\n".join(one.french for one in self.paragraphs),
        }
        originals = {name: tidy(text) for name, text in texts.items()}
        template = hashlib.sha256("\0".join(originals.values()).encode()).hexdigest()[:16]
        own = {
            name: value
            for name in FIELDS
            if isinstance(value := stored.get(name), str) and value != originals[name]
        }
        texts = originals | own
        return Letter(
            id=self.id,
            title=self.words.text(f"letters.{self.id}.title"),
            purpose=self.words.text(f"letters.{self.id}.purpose"),
            channel=self.words.text(f"letters.{self.id}.channel"),
            sender=texts["sender"],
            addressee=texts["addressee"],
            place_and_date=texts["place_and_date"],
            subject=texts["subject"],
            paragraphs=aligned(texts["body"], self.paragraphs),
            template=template,
            is_reviewed=self.words.is_reviewed,
            is_edited=bool(own),
            is_outdated=bool(own) and stored.get("template") != template,
            originals=originals,
            to_each=to_each,
            asks=asks,
            own=told(asks, stored),
        )
