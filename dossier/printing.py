"""The printed dossier: facts and content to context, to HTML, to one PDF.

Nothing here touches the disk: the file is made in memory and handed to the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dossier.bilingual import Bilingual, Both, digits, ltr
from dossier.letters import LETTERS, Situation, letter, useful
from dossier.paper import Day, Job, in_order, letter_pages, note, shortened, to_html
from dossier.writing import Letter
from guide import content
from guide.content import Wording
from guide.languages import BY_CODE, SOURCE
from guide.pdf import Pages, Pdf, lay_out, printable, write
from reunification.case import Case, Relative, Sponsor
from reunification.checklist import Item, checklist, sponsor_checklist
from reunification.family import SPONSOR, Family
from reunification.procedure import Events, deadlines, events_from
from reunification.rules import Assessment, assess

PARTS = ("cover", "results", "checklists", "enclosures", "deadlines", "letters", "appointment")
"""In the order of the file. `appointment` is a sheet of its own, the same for everybody."""

PROCEDURE = "reunification"
ROOMY = 14
"""Papers that fit on one page with room around them."""

SAID_BY_MEANING = (
    "earlier_marriage",
    "foreign_papers",
    "something_to_explain",
    "travels_without_both_parents",
)
"""Conditions that the meaning of the paper already tells; room on a page is scarce."""

WHEN = ("appointment", "end_of_appointment", "visa_collection", "nantes")


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """One relative as the pages show it."""

    number: int
    key: str
    facts: Relative
    relation: Both | None
    unnamed: str

    @property
    def name(self) -> str:
        return self.facts.full_name or self.unnamed

    @property
    def short_name(self) -> str:
        return shortened(self.name)


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One paper on a list."""

    item: Item
    name: Both
    meaning: Both
    notes: tuple[Both, ...]
    tick: str
    instead: Both | None

    @property
    def is_here(self) -> bool:
        return self.tick == "have"


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """Papers of one moment, or of which one is enough."""

    title: Both
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """The checklist of one person; `person` is None for the sponsor's own."""

    name: str
    person: Person | None
    groups: tuple[Group, ...]

    @property
    def is_long(self) -> bool:
        """So many papers that the rows move closer, to stay on one page."""
        return sum(len(group.rows) for group in self.groups) > ROOMY


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    verdict: str
    answer: Both
    text: Both
    citation: str


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    person: Person
    outcome: str
    sentence: Both
    notes: tuple[Both, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Enclosure:
    number: int
    name: Both
    persons: str
    originals: int
    copies: int
    is_here: bool


@dataclass(frozen=True, slots=True, repr=False)
class Contents:
    """A line of the table of contents."""

    name: Both
    about: tuple[Both, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """A sentence for the counter: French, English, and the reading language when it is neither."""

    french: Wording
    english: Wording
    reading: Wording | None


@dataclass(frozen=True, slots=True, repr=False)
class Dossier:
    """A family ready to be printed."""

    words: Bilingual
    sponsor: Sponsor
    relatives: Mapping[str, Relative]
    case: Case
    events: Events
    ticks: Mapping[str, Mapping[str, str]]
    stored_letters: Mapping[str, Mapping[str, Any]]
    today: date
    parts: tuple[str, ...]
    cases: Mapping[str, Case]
    """The case beside each relative: a spouse at home may be another person's spouse."""
    people: tuple[Person, ...] = field(default=())

    @classmethod
    def of(cls, job: Job) -> Dossier:
        """Read a job. Raises FactError, UnusableFactError, UnknownPart or KeyError (language)."""
        family = Family(job.answers, job.today)
        words = Bilingual(content.current(), BY_CODE[job.reading])
        relatives = family.relatives()
        sponsor = family.sponsor()
        return cls(
            words=words,
            sponsor=sponsor,
            relatives=relatives,
            case=family.case(),
            cases={key: family.case(key) for key in relatives},
            events=events_from(family.events()),
            ticks={key: family.ticks(key) for key in (*relatives, SPONSOR)},
            stored_letters=job.answers.get("letters") or {},
            today=job.today,
            parts=known_parts(job.parts),
            people=tuple(_people(words, relatives)),
        )

    def has(self, part: str) -> bool:
        return part in self.parts

    @property
    def situation(self) -> Situation:
        return Situation(
            self.words,
            self.sponsor,
            self.relatives,
            self.case,
            self.cases,
            self.events,
            self.ticks,
            self.today,
        )

    def letters(self) -> tuple[Letter, ...]:
        """The letters asked for; with the part `letters`, those that fit the moment."""
        asked = {part for part in self.parts if part in LETTERS}
        if self.has("letters"):
            asked |= set(useful(self.situation, self.stored_letters))
        return tuple(
            letter(one, self.situation, self.stored_letters.get(one))
            for one in LETTERS
            if one in asked
        )

    def results(self) -> Iterator[Result]:
        for person in self.people:
            yield self._result(person, assess(person.facts, self.cases[person.key]))

    def _result(self, person: Person, found: Assessment) -> Result:
        words = self.words
        route = found.route or found.fallback
        notes = [f"routes.{route}"] if route is not None else []
        notes += [f"warnings.{one}" for one in found.warnings]
        return Result(
            person=person,
            outcome=str(found.outcome),
            sentence=words.text(f"paper.outcome.{found.outcome}"),
            notes=tuple(words.text(slug) for slug in notes if words.has(slug)),
            reasons=tuple(
                Reason(
                    verdict=one.verdict.value,
                    answer=words.text(f"paper.verdict.{one.verdict.value}"),
                    text=words.text(f"reasons.{one.reason}"),
                    citation=str(one.citation),
                )
                for one in found.findings
                if one.decides and words.has(f"reasons.{one.reason}")
            ),
        )

    def sheets(self) -> Iterator[Sheet]:
        """A list for each relative who has one, then the sponsor's."""
        for person in self.people:
            items = checklist(person.facts, self.cases[person.key])
            if items:
                yield Sheet(person.name, person, self._groups(items, person.key))
        items = sponsor_checklist(self.case, self.relatives.values())
        if items and self.people:
            yield Sheet(self.sponsor.full_name or "……", None, self._groups(items, SPONSOR))

    def _groups(self, items: Iterable[Item], key: str) -> tuple[Group, ...]:
        groups: dict[tuple[int, str], list[Row]] = {}
        for item in items:
            moment = next((one for one in WHEN if one in item.when), WHEN[0])
            slug = f"groups.{item.group}" if item.group else f"when.{moment}"
            groups.setdefault((WHEN.index(moment), slug), []).append(self._row(item, key))
        ordered = sorted(groups.items(), key=lambda pair: pair[0][0])
        return tuple(
            Group(self.words.text(f"documents.{slug}"), tuple(rows)) for (_, slug), rows in ordered
        )

    def _row(self, item: Item, key: str) -> Row:
        tick = self.ticks.get(key, {}).get(item.doc, "")
        notes = []
        if item.condition and item.condition not in SAID_BY_MEANING:
            notes.append(self.words.text(f"documents.conditions.{item.condition}"))
        if item.sent_by == SPONSOR:
            notes.append(self.words.text("documents.labels.sent_by_sponsor"))
        substitute = f"documents.{item.doc}.substitute"
        return Row(
            item=item,
            name=self.words.text(f"documents.{item.doc}.name"),
            meaning=self.words.text(f"documents.{item.doc}.meaning"),
            notes=tuple(notes),
            tick=tick,
            instead=self.words.text(substitute)
            if tick == "cannot" and self.words.has(substitute)
            else None,
        )

    def enclosures(self) -> Iterator[Enclosure]:
        """The papers handed over at the appointment, each once, for whom, and whether ready."""
        found: dict[str, list[tuple[Person, Item]]] = {}
        for person in self.people:
            for item in checklist(person.facts, self.cases[person.key]):
                if "appointment" in item.when and item.originals + item.copies:
                    found.setdefault(item.doc, []).append((person, item))
        for number, (doc, holders) in enumerate(found.items(), start=1):
            ticks = [self.ticks.get(person.key, {}).get(doc) for person, _ in holders]
            item = holders[0][1]
            yield Enclosure(
                number=number,
                name=self.words.text(f"documents.{doc}.name"),
                persons=", ".join(str(person.number) for person, _ in holders),
                originals=item.originals,
                copies=item.copies,
                is_here=all(tick == "have" for tick in ticks),
            )

    def days(self) -> Iterator[Day]:
        names = {person.key: person.name for person in self.people}
        names[SPONSOR] = self.sponsor.full_name or self.words.plain("letters.blank")
        for one in deadlines(self.sponsor, self.relatives, self.events, self.today):
            slug = f"deadlines.{one.rule.removeprefix('REU-')}"
            about = [f"{slug}.missed" if one.passed else f"{slug}.today"]
            if one.safe_on is None:
                about.insert(0, f"{slug}.rule")
            for_whom = (
                self.words.text("paper.deadline_for", {"name": names[one.who]})
                if one.who in names
                else self.words.text("paper.deadline_family")
            )
            mark = None
            if one.passed:
                mark = self.words.text("paper.passed")
            elif last := one.never_later_than:
                mark = self.words.text("paper.last_day", {"day": ltr(digits(last))})
            yield Day(
                deadline=one,
                what=self.words.text(f"{slug}.what"),
                about=(for_whom, *(self.words.text(part) for part in about)),
                mark=mark,
            )

    def contents(self) -> Iterator[Contents]:
        apart = self.words.text("paper.separate_sheet")
        for part in self.parts:
            if part in PARTS and part != "cover":
                about = (self.words.text(f"paper.about.{part}"),)
                yield Contents(
                    name=self.words.text(f"paper.part.{part}"),
                    about=(*about, apart) if part in ("letters", "appointment") else about,
                )


def known_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts in the order of the file; everything without any. Raises UnknownPart."""
    return in_order(parts, (*PARTS, *LETTERS)) or PARTS


def _people(words: Bilingual, relatives: Mapping[str, Relative]) -> Iterator[Person]:
    for number, (key, one) in enumerate(relatives.items(), start=1):
        yield Person(
            number=number,
            key=key,
            facts=one,
            relation=words.text(f"paper.relation.{one.relation}") if one.relation else None,
            unnamed=words.plain("paper.person", {"number": number}),
        )


# HTML.


def pages(dossier: Dossier) -> Iterator[str]:
    """The HTML of the personal documents: the file itself, then each letter."""
    words = dossier.words
    if set(dossier.parts) & set(PARTS) - {"letters", "appointment"}:
        status = dossier.sponsor.status
        yield to_html(
            "pdf/dossier.html",
            words,
            note=note(words, unprintable=_unprintable(dossier)),
            dossier=dossier,
            status=words.text(f"paper.status.{status}") if status else None,
            contents=tuple(dossier.contents()),
            results=tuple(dossier.results()) if dossier.has("results") else (),
            sheets=tuple(dossier.sheets()) if dossier.has("checklists") else (),
            enclosures=tuple(dossier.enclosures()) if dossier.has("enclosures") else (),
            days=tuple(dossier.days()) if dossier.has("deadlines") else (),
            width=4 if words.is_bilingual else 3,
            languages=" · ".join(dict.fromkeys((BY_CODE[SOURCE].endonym, words.reading.endonym))),
        )
    yield from letter_pages(words, dossier.letters())


COUNTER = ("greeting", "request", "each", "conditions", "receipt", "refused")
CHECKS = ("check_receipt", "check_names", "check_photo", "check_originals", "check_written")


def sheet(words: Bilingual) -> str:
    """The HTML of the sheet for the counter, that says nothing of anybody."""
    english = Bilingual(words.snapshot, BY_CODE["en"])
    family = english if words.reading.code == SOURCE else words

    def said(name: str) -> Said:
        told = english.text(f"paper.counter.{name}")
        third = words.text(f"paper.counter.{name}").other
        return Said(
            french=told.french,
            english=told.other or told.french,
            reading=None if words.reading.code == "en" else third,
        )

    return to_html(
        "pdf/appointment.html",
        family,
        note=note(words),
        lines=tuple(said(name) for name in COUNTER),
        heading=english.text("paper.part.appointment").other,
        before=family.text("paper.counter.before").lines,
        checks=tuple(family.text(f"paper.counter.{name}") for name in CHECKS),
    )


def _unprintable(dossier: Dossier) -> bool:
    people = [dossier.sponsor, *dossier.relatives.values()]
    told = [
        getattr(one, name) for one in people for name in ("full_name", "place_of_birth", "town")
    ]
    return bool(printable("".join(one or "" for one in told))[1])


# PDF.


def print_dossier(job: Job) -> Pdf:
    """Print a family's dossier. Raises FactError, UnknownPart or PdfError."""
    dossier = Dossier.of(job)
    parts = [lay_out(html) for html in pages(dossier)]
    if dossier.has("appointment"):
        parts.append(constant_pages(content.version(), job.reading))
    return write(parts)


@lru_cache(maxsize=64)
def constant_pages(version: str, language: str) -> Pages:
    """The pages that are the same for everybody, laid out once per content version."""
    return lay_out(sheet(Bilingual(content.current(), BY_CODE[language])))


def prepare(language: str) -> None:
    """Lay out ahead what does not depend on anybody."""
    constant_pages(content.version(), language)
