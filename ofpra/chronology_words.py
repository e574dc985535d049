"""Dates of cards in words, on screen and on paper: as written, and in our calendar."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    also = usual_reckoning(chronology)
    with override(SOURCE):
        french = {key: when_words(chronology, key, also) for key in chronology.keys}
    with override(language):
        own = {key: when_words(chronology, key, also) for key in chronology.keys}
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


def when_words(chronology: Chronology, key: str, also: Reckoning = Reckoning.GREGORIAN) -> str:
    """Everything told of a date, in the language of the moment: the date, then its anchors.

    Days written in our calendar are also told in the calendar `also`.
    """
    when = chronology.whens[key]
    child = _child_words(when)
    if child and when.written is None and when.how is How.ABOUT:
        child = gettext("Vers : %(date)s") % {"date": child}
    said = [_date_words(when, also), child, _card_words(when, chronology)]
    if when.season and when.written is None:
        said.insert(0, when.season)
    words = " · ".join(one for one in said if one)
    if words and when.is_unsure:
        words = f"{words} · {gettext('date pas sûre')}"
    return words


def written_words(day: WrittenDate, also: Reckoning = Reckoning.GREGORIAN) -> str:
    """A date as written, and in our calendar: "14 Hut 1368 (5 mars 1990)".

    A day of ours is also told in the calendar `also`.
    """
    ours = day.gregorian
    if day.reckoning is Reckoning.GREGORIAN and ours is not None:
        other = _other_words(day.first, also) if ours.is_exact else ""
        return f"{in_words(ours)} ({other})" if other else in_words(ours)
    if ours is not None:
        our_words = in_words(ours)
    elif month_words(day.first) == month_words(day.last):
        our_words = month_words(day.first)
    else:
        our_words = f"{month_words(day.first)} – {month_words(day.last)}"
    if day.reckoning is Reckoning.HIJRI:
        our_words = f"≈ {our_words}"
    return f"{_in_its_letters(day)} ({our_words})"


def month_words_both(day: date, also: Reckoning) -> str:
    """The month of a day, in our calendar and in another: "mars 2019 (Hut 1397)"."""
    other = _other_words(day, also, only_month=True)
    return f"{month_words(day)} ({other})" if other else month_words(day)


def month_name(reckoning: Reckoning, month: int) -> str:
    """The month as it stands inside a date."""
    if reckoning is Reckoning.GREGORIAN:
        return in_words(PartialDate(2000, month)).removesuffix(" 2000")
    name = reckoning.names[month - 1]
    return name.own if _reads(reckoning) else name.latin


def usual_reckoning(chronology: Chronology) -> Reckoning:
    """The other calendar that the cards use most; ours when they use none."""
    used = Counter(
        when.reckoning
        for when in chronology.whens.values()
        if when.reckoning is not Reckoning.GREGORIAN and when.written is not None
    )
    return used.most_common(1)[0][0] if used else Reckoning.GREGORIAN


def card_title(card: Mapping[str, Any], most: int) -> str:
    """The beginning of the first words that a card has."""
    for name in ("what", "place", "people", "note"):
        line = str(card.get(name) or "").strip().partition("\n")[0]
        if line:
            return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
    return gettext("Carte sans texte")


def _other_words(day: date, also: Reckoning, *, only_month: bool = False) -> str:
    if also is Reckoning.GREGORIAN:
        return ""
    try:
        other = WrittenDate.of(day, also)
    except ValueError:
        return ""
    return _in_its_letters(replace(other, day=None) if only_month else other)


def _in_its_letters(day: WrittenDate) -> str:
    return day.in_words(own_letters=_reads(day.reckoning))


def _reads(reckoning: Reckoning) -> bool:
    """Does who reads this page know the months in their own letters?"""
    return (get_language() or SOURCE) in OWN_LETTERS[reckoning]


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


def _date_words(when: When, also: Reckoning) -> str:
    if when.written is None:
        return ""
    start = written_words(when.written, also)
    end = written_words(when.until, also) if when.until is not None else ""
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
        return (
            gettext("Âge de %(child)s, en années : %(age)s. Année de naissance : %(year)s") % named
        )
    if when.child:
        return gettext("Âge de %(child)s, en années : %(age)s") % named
    if when.born is not None:
        return (
            gettext("Âge de l’enfant, en années : %(age)s. Année de naissance : %(year)s") % named
        )
    return gettext("Âge de l’enfant, en années : %(age)s") % named


def _card_words(when: When, chronology: Chronology) -> str:
    number = chronology.numbers.get(when.card)
    if number is None:
        return ""
    if when.side is Side.BEFORE:
        return gettext("avant la carte %(number)s") % {"number": number}
    return gettext("après la carte %(number)s") % {"number": number}
