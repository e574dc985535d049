"""The printed sheet for the interview at OFPRA: what to take along, and what to show there.

Nothing here touches the disk: the file is made in memory and handed to the person. The chronology
is printed when it is asked for by name, on pages of its own, and never otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dossier import claim_letters
from dossier.bilingual import Bilingual, Both, digits, ltr
from dossier.claim_letters import LETTERS
from dossier.paper import Day, Job, in_order, letter_pages, note, to_html, unprintable
from dossier.writing import Letter
from guide import content
from guide.deadlines import Kind
from guide.languages import BY_CODE
from guide.pdf import Pages, Pdf, lay_out, write
from ofpra.chronology_words import printable_cards
from ofpra.claim import STORED
from ofpra.form_check import form_check
from ofpra.papers import KINDS, Paper, listed
from ofpra.person import STATELESS, Person, Summons, language, person, summons
from ofpra.phrases import PHRASES
from ofpra.plan import TEXTS, Row, State, plan, stored_facts
from ofpra.procedure import PACT

PROCEDURE = STORED

PARTS = (
    "sheet",
    "language",
    "differences",
    "papers",
    "deadlines",
    "rights",
    "letters",
    "chronology",
)
"""In the order of the file. `rights` is a sheet of its own, the same for everybody."""

PRIVATE = ("chronology",)
"""Printed when they are asked for by name, never among everything."""

BRING = ("summons", "certificate", "identity", "originals", "new", "medical", "needs", "phone")
ROUTE = ("address", "elsewhere", "early", "return", "children")
ABSENT = ("write", "reason", "letter", "phone")

OWN = ("sheet", "language", "differences", "papers", "deadlines")
"""The pages of the sheet itself, that count together."""

NEW_RULES = f"{TEXTS}.notes.{PACT}"
"""Said once, above the rows."""

CODE = "CESEDA, art. "
ADVICE = "OFPRA-PREP-"
ARTICLE = re.compile(r"[LRD]\. [0-9]{3}-[0-9]+(?:-[0-9]+)?")


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """A phrase to show, what allows saying it, and the articles."""

    words: Both
    why: Both
    law: str


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A line of the person's own words under its name, or beside it."""

    name: Both
    words: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One row of the list for OFPRA."""

    paper: Paper
    about: tuple[Both, ...]

    @property
    def kinds(self) -> tuple[bool, ...]:
        """Does the person have the original, a copy, a photo, a translation?"""
        return tuple(kind in self.paper.kinds for kind in KINDS)


@dataclass(frozen=True, slots=True, repr=False)
class Interview:
    """A claim ready to be printed."""

    words: Bilingual
    stored: Mapping[str, Any]
    today: date
    parts: tuple[str, ...]

    @classmethod
    def of(cls, job: Job) -> Interview:
        """Read a job. Raises UnknownPart, or KeyError for a language that does not exist."""
        words = Bilingual(content.current(), BY_CODE[job.reading], PROCEDURE)
        return cls(words, job.answers, job.today, known_parts(job.parts))

    def has(self, part: str) -> bool:
        return part in self.parts

    @property
    def person(self) -> Person:
        return person(self.stored)

    @property
    def summons(self) -> Summons:
        return summons(self.stored)

    @property
    def stateless(self) -> Both | None:
        if self.person.nationality != STATELESS:
            return None
        return self.words.text("paper.stateless")

    def texts(self, group: str, names: Iterable[str]) -> tuple[Both, ...]:
        return tuple(self.words.text(f"paper.{group}.{name}") for name in names)

    def language_lines(self) -> Iterator[tuple[Both, ...]]:
        """What the card of the exact language says, each line with what it lists."""
        for line in language(self.stored).lines:
            yield (
                self.words.text(f"person.card.{line.key}", {"words": line.words}),
                *(self.words.text(f"person.alphabets.{code}") for code in line.alphabets),
            )

    def differences(self) -> Iterator[Told]:
        """What the person wants to say at the start."""
        for one in form_check(self.stored).to_say:
            yield Told(self.words.text(f"form_check.{one.row}.name"), one.note)

    def documents(self) -> Iterator[Document]:
        for one in listed(self.stored):
            about = {"from": one.from_whom, "received": one.received, "late": one.why_late}
            yield Document(
                one,
                tuple(
                    self.words.text(f"paper.paper_{name}", {"words": told})
                    for name, told in about.items()
                    if told
                ),
            )

    def days(self) -> Iterator[Day]:
        facts = stored_facts(self.stored.get("dates"))
        for row in plan(facts, self.today).strip:
            yield Day(
                deadline=row.deadline,
                what=self._text(f"{row.slug}.what"),
                about=tuple(
                    self._text(slug) for slug in (*row.about, *row.notes) if slug != NEW_RULES
                ),
                mark=self._mark(row),
            )

    def notice_of_days(self) -> Both | None:
        """The notice of 12 June 2026, when one of the rows may have changed."""
        rows = plan(stored_facts(self.stored.get("dates")), self.today).strip
        named = (
            name for row in rows for name in (row.deadline.rule, f"{row.slug}.what", *row.about)
        )
        return _new_rules(self.words, named)

    def _mark(self, row: Row) -> Both | None:
        if row.state is State.PASSED:
            return self.words.text("paper.passed")
        if row.state is State.OPEN:
            return self.words.text("paper.open_since")
        if row.deadline.kind is Kind.INDICATIVE or row.state is State.EXPECTED:
            return self.words.text("paper.indicative")
        if row.written_on and row.written_on != row.deadline.safe_on:
            return self.words.text("paper.on_the_letter", {"day": ltr(digits(row.written_on))})
        return None

    def _text(self, slug: str) -> Both:
        return self.words.text(slug.removeprefix(f"{PROCEDURE}."))

    @property
    def situation(self) -> claim_letters.Situation:
        return claim_letters.situation(self.words, self.stored, self.today)

    @property
    def kept_letters(self) -> Mapping[str, Any]:
        return self.stored.get("letters") or {}

    def letter_ids(self) -> tuple[str, ...]:
        """The letters asked for; with the part `letters`, those that fit the moment."""
        asked = {part for part in self.parts if part in LETTERS}
        if self.has("letters"):
            asked |= set(claim_letters.useful(self.situation, self.kept_letters))
        return tuple(one for one in LETTERS if one in asked)

    def letters(self) -> tuple[Letter, ...]:
        situation, kept = self.situation, self.kept_letters
        return tuple(
            claim_letters.letter(one, situation, kept.get(one)) for one in self.letter_ids()
        )


def known_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts in the order of the file; everything that is not private without any.

    Raises UnknownPart.
    """
    public = tuple(one for one in PARTS if one not in PRIVATE)
    return in_order(parts, (*PARTS, *LETTERS)) or public


# HTML.


def sheet(interview: Interview) -> Iterator[str]:
    """The HTML of the pages to take along, one document, when one of them is asked for."""
    has_no_letter = interview.has("letters") and not interview.letter_ids()
    if not has_no_letter and not any(interview.has(part) for part in OWN):
        return
    has_days = interview.has("deadlines")
    yield to_html(
        "pdf/interview.html",
        interview.words,
        note=_note(interview),
        interview=interview,
        person=interview.person,
        summons=interview.summons,
        written=interview.words.text(
            "paper.written_on_papers", {"words": interview.person.birth_date_written}
        ),
        stateless=interview.stateless,
        lines=tuple(interview.language_lines()),
        bring=interview.texts("bring", BRING),
        route=interview.texts("route", ROUTE),
        absent=interview.texts("absent", ABSENT),
        days=tuple(interview.days()) if has_days else (),
        notice=interview.notice_of_days() if has_days else None,
        has_no_letter=has_no_letter,
    )


def private_pages(interview: Interview) -> Iterator[str]:
    """The HTML of the chronology, a document of its own, when it is asked for by name."""
    if interview.has("chronology"):
        yield to_html(
            "pdf/chronology.html",
            interview.words,
            note=_note(interview),
            cards=printable_cards(interview.stored, interview.words.reading.code),
        )


def pages(interview: Interview) -> Iterator[str]:
    """The HTML of every document, in the order of the file."""
    yield from sheet(interview)
    if interview.has("rights"):
        yield rights(interview.words)
    yield from letter_pages(interview.words, interview.letters())
    yield from private_pages(interview)


def rights(words: Bilingual) -> str:
    """The HTML of the phrases and rights in the room, that says nothing of anybody."""
    phrases = tuple(
        Spoken(
            words.text(f"phrases.{one.key}"),
            words.text(f"phrases.{one.key}-why"),
            _articles(words, one.slug),
        )
        for one in PHRASES
    )
    return to_html(
        "pdf/rights.html",
        words,
        note=note(words, "card.made"),
        phrases=phrases,
        notice=_new_rules(words, (slug for one in PHRASES for slug in (one.slug, one.why_slug))),
    )


def _articles(words: Bilingual, slug: str) -> str:
    """The articles of the code behind a text: "CESEDA, art. L. 531-17, R. 531-12".

    What is only advice has none.
    """
    facts = [key for key in words.snapshot.rows[slug].facts if not key.startswith(ADVICE)]
    laws = [part for key in facts for part in words.snapshot.fact(key).law.split(" ; ")]
    found = dict.fromkeys(
        one for law in laws if law.startswith(CODE) for one in ARTICLE.findall(law)
    )
    return f"{CODE}{', '.join(found)}".replace(". ", ".\N{NO-BREAK SPACE}") if found else ""


def _new_rules(words: Bilingual, named: Iterable[str]) -> Both | None:
    """The notice of 12 June 2026, when one of these texts or facts may have changed."""
    return words.text("notices.new_rules") if words.snapshot.has_new_rules(named) else None


def _note(interview: Interview) -> str:
    return note(interview.words, unprintable=bool(unprintable(interview.stored)))


# PDF.


def print_claim(job: Job) -> Pdf:
    """Print the sheet for an interview. Raises UnknownPart or PdfError."""
    interview = Interview.of(job)
    parts = [lay_out(html) for html in sheet(interview)]
    if interview.has("rights"):
        parts.append(constant_pages(content.version(), job.reading))
    parts += [lay_out(html) for html in letter_pages(interview.words, interview.letters())]
    parts += [lay_out(html) for html in private_pages(interview)]
    return write(parts)


@lru_cache(maxsize=64)
def constant_pages(version: str, language: str) -> Pages:
    """The pages that are the same for everybody, laid out once per content version."""
    return lay_out(rights(Bilingual(content.current(), BY_CODE[language], PROCEDURE)))


def prepare(language: str) -> None:
    """Lay out ahead what does not depend on anybody."""
    constant_pages(content.version(), language)
