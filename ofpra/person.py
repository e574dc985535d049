"""Who the person is, the summons, and the exact language, as letters and paper need them; pure.

Read from the section `"ofpra"` of the answers; what was not told is empty, and what cannot be
read is taken for not told. Nothing here was checked: it is what the person wrote.

    person(stored) -> Person      the block every letter begins with
    summons(stored) -> Summons    what the letter of OFPRA says; the day is `dates.interview_on`
    language(stored) -> Language  and `language.lines`, the card to show
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guide.partial_dates import PartialDate

STATELESS = "stateless"
"""A nationality beside the ISO codes of countries."""

DIVISIONS = ("AA", "AF", "AM", "EU", "AS", "EA")
"""As they stand on summonses; another one is kept as it was written."""

COMPANIONS = ("lawyer", "association", "nobody")
FRENCH = ("no", "a_little", "everything")
ALPHABETS = ("latin", "arabic", "cyrillic", "ethiopic", "bengali", "other")
NO_READING = "none"


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """As on the OFPRA form, or as the person says it."""

    full_name: str = ""
    birth_date: PartialDate | None = None
    birth_date_written: str = ""
    """The same date as a paper has it, in another calendar."""
    nationality: str = ""
    """ISO code of a country, or `STATELESS`."""
    agdref: str = ""
    """Ten digits without spaces; something else only when the person confirmed it."""
    file_number: str = ""
    address: str = ""
    """Several lines."""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Summons:
    """What the person copied from the summons."""

    day: date | None = None
    time: str = ""
    """ "09:00"."""
    place: str = ""
    """Several lines."""
    division: str = ""
    """One of `DIVISIONS`, or as it was written."""
    email: str = ""
    fax: str = ""
    children_come: bool | None = None
    is_video: bool | None = None
    companion: str = ""
    """One of `COMPANIONS`."""
    companion_name: str = ""
    companion_office: str = ""
    """The bar of the lawyer, or the name of the association."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line of the card to show: the text `ofpra.person.card.<key>`, and what fills it."""

    key: str
    words: str = ""
    """The person's own words, for the placeholder `{words}`."""
    alphabets: tuple[str, ...] = ()
    """Names are the texts `ofpra.person.alphabets.<code>`."""


@dataclass(frozen=True, slots=True, repr=False)
class Language:
    """The language chosen at the prefecture, and what the interpreter should know of it."""

    chosen: str = ""
    dialect: str = ""
    region: str = ""
    others: str = ""
    french: str = ""
    """One of `FRENCH`."""
    reads: tuple[str, ...] = ()
    """Of `ALPHABETS`, or `NO_READING` alone."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The card, line by line; nothing is said of what was not told."""
        found = [
            Line(key, words)
            for key, words in (
                ("chosen", self.chosen),
                ("dialect", self.dialect),
                ("region", self.region),
                ("others", self.others),
            )
            if words
        ]
        if self.french:
            found.append(Line(f"french_{self.french}"))
        if self.reads == (NO_READING,):
            found.append(Line("reads_none"))
        elif self.reads:
            found.append(Line("reads", alphabets=self.reads))
        return tuple(found)


def person(stored: Mapping[str, Any]) -> Person:
    me = _part(stored, "me")
    return Person(
        full_name=_text(me, "full_name"),
        birth_date=_partial(me.get("birth_date")),
        birth_date_written=_text(me, "birth_date_written"),
        nationality=_text(me, "nationality"),
        agdref=_text(me, "agdref"),
        file_number=_text(me, "file_number"),
        address=_text(me, "address"),
        phone=_text(me, "phone"),
        email=_text(me, "email"),
    )


def summons(stored: Mapping[str, Any]) -> Summons:
    told = _part(stored, "summons")
    day = _partial(_part(stored, "dates").get("interview_on"))
    return Summons(
        day=day.earliest if day is not None and day.is_exact else None,
        time=_text(told, "time"),
        place=_text(told, "place"),
        division=_text(told, "division"),
        email=_text(told, "email"),
        fax=_text(told, "fax"),
        children_come=_yes_no(told, "children_come"),
        is_video=_yes_no(told, "is_video"),
        companion=_one_of(told, "companion", COMPANIONS),
        companion_name=_text(told, "companion_name"),
        companion_office=_text(told, "companion_office"),
    )


def language(stored: Mapping[str, Any]) -> Language:
    told = _part(stored, "language")
    reads = told.get("reads")
    known = tuple(one for one in ALPHABETS if one in (reads if isinstance(reads, list) else ()))
    if reads == [NO_READING]:
        known = (NO_READING,)
    return Language(
        chosen=_text(told, "chosen"),
        dialect=_text(told, "dialect"),
        region=_text(told, "region"),
        others=_text(told, "others"),
        french=_one_of(told, "french", FRENCH),
        reads=known,
    )


def _part(stored: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = stored.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _one_of(told: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = _text(told, name)
    return value if value in known else ""


def _yes_no(told: Mapping[str, Any], name: str) -> bool | None:
    value = told.get(name)
    return value if isinstance(value, bool) else None


def _partial(written: object) -> PartialDate | None:
    try:
        return PartialDate.parse(written) if isinstance(written, str) else None
    except ValueError:
        return None
