"""Dates of cards in words, on screen and on paper: as written, and in our calendar."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from guide.calendars import Reckoning, WrittenDate
from guide.forms import in_words
from guide.languages import SOURCE
from guide.partial_dates import PartialDate
from ofpra.chronology import Chronology, How, Side, When

RECKONINGS = {
    Reckoning.GREGORIAN: _("Calendrier utilisé en France"),
    Reckoning.AFGHAN: _("Calendrier solaire, mois afghans"),
    Reckoning.IRANIAN: _("Calendrier solaire, mois iraniens"),
    Reckoning.HIJRI: _("Calendrier musulman (hégire)"),
    Reckoning.ETHIOPIAN: _("Calendrier éthiopien"),
}
OWN_LETTERS = {
    Reckoning.AFGHAN: ("fa-af", "ps", "fa", "ur", "ar", "ckb"),
    Reckoning.IRANIAN: ("fa-af", "fa", "ps", "ckb", "ur", "ar"),
    Reckoning.HIJRI: ("ar", "ur", "fa-af", "fa", "ps", "ckb"),
    Reckoning.ETHIOPIAN: ("am", "ti"),
}
"""Readers who know the months of that calendar in its own letters."""


@dataclass(frozen=True, slots=True, repr=False)
class PrintableCard:
    """One card as paper shows it; every text as the person wrote it, lines kept."""

    number: int
    key: str
    when_fr: str
    """The date in French; "" when nothing is told of it."""
    when: str
    """The same in the reading language."""
    what: str
    place: str
    people: str
    note: str


def printable_cards(claim: Mapping[str, Any], language: str) -> tuple[PrintableCard, ...]:
    """The cards of the stored claim in the person's order, dates in French and in `language`.

    Pictures are left out: no paper can show them. `claim` is the section `"ofpra"`.
    """
    chronology = Chronology.of(claim)
    with override(SOURCE):
        french = {key: when_words(chronology, key) for key in chronology.keys}
    with override(language):
        own = {key: when_words(chronology, key) for key in chronology.keys}
    return tuple(
        PrintableCard(
            number=number,
            key=str(card["key"]),
            when_fr=french[str(card["key"])],
            when=own[str(card["key"])],
            what=without_pictures(str(card.get("what") or "")),
            place=without_pictures(str(card.get("place") or "")),
            people=without_pictures(str(card.get("people") or "")),
            note=without_pictures(str(card.get("note") or "")),
        )
        for number, card in enumerate(chronology.cards, start=1)
    )


def when_words(chronology: Chronology, key: str) -> str:
    """Everything told of a date, in the language of the moment: the date, then its anchors."""
    when = chronology.whens[key]
    said = [_date_words(when), _child_words(when), _card_words(when, chronology)]
    if when.season and when.written is None:
        said.insert(0, when.season)
    words = " · ".join(one for one in said if one)
    if words and when.is_unsure:
        words = f"{words} · {gettext('date pas sûre')}"
    return words


def written_words(day: WrittenDate) -> str:
    """A date as written, and in our calendar: "14 Hut 1368 (5 mars 1990)"."""
    ours = day.gregorian
    if day.reckoning is Reckoning.GREGORIAN and ours is not None:
        return in_words(ours)
    letters = (get_language() or SOURCE) in OWN_LETTERS[day.reckoning]
    written = day.in_words(own_letters=letters)
    if ours is not None:
        our_words = in_words(ours)
    else:
        our_words = f"{month_words(day.first)} – {month_words(day.last)}"
    return f"{written} ({our_words})"


def month_words(day: date) -> str:
    """ "mars 2019" """
    return in_words(PartialDate(day.year, day.month))


def without_pictures(text: str) -> str:
    """The text without drawn signs and signs that no font knows; letters are never touched."""
    return "".join(
        one
        for one in text
        if one < "\u0100" or unicodedata.category(one) not in ("So", "Co", "Cn", "Cs")
    )


def _date_words(when: When) -> str:
    if when.written is None:
        return ""
    start = written_words(when.written)
    end = written_words(when.until) if when.until is not None else ""
    match when.how:
        case How.ABOUT:
            words = gettext("Vers : %(date)s") % {"date": start}
        case How.BEFORE:
            words = gettext("Avant : %(date)s") % {"date": start}
        case How.AFTER:
            words = gettext("Après : %(date)s") % {"date": start}
        case How.BETWEEN if end:
            words = gettext("Un jour entre : %(start)s et %(end)s") % {"start": start, "end": end}
        case How.LASTING if end:
            words = gettext("Début : %(start)s. Fin : %(end)s") % {"start": start, "end": end}
        case _:
            words = start
    return f"{when.season}, {words}" if when.season else words


def _child_words(when: When) -> str:
    if when.age is None and not when.child:
        return ""
    named = {"child": when.child, "age": when.age, "year": ""}
    if when.born is not None:
        named["year"] = written_words(when.born)
    if when.age is None:
        return when.child
    if when.child and when.born is not None:
        return gettext("Âge de %(child)s : %(age)s ans. Année de naissance : %(year)s") % named
    if when.child:
        return gettext("Âge de %(child)s : %(age)s ans") % named
    if when.born is not None:
        return gettext("Âge de l’enfant : %(age)s ans. Année de naissance : %(year)s") % named
    return gettext("Âge de l’enfant : %(age)s ans") % named


def _card_words(when: When, chronology: Chronology) -> str:
    number = chronology.numbers.get(when.card)
    if number is None:
        return ""
    if when.side is Side.BEFORE:
        return gettext("avant la carte %(number)s") % {"number": number}
    return gettext("après la carte %(number)s") % {"number": number}
