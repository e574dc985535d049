"""The cards of "My chronology": what happened, where, with whom, and when as far as known; pure.

A card is stored in the list `cards` of the claim, in the order of the person:

    {"key": "k7f3wxyz", "what": …, "place": …, "people": …, "note": …, "checked": ["who", "when"],
     "when": {"calendar": "afghan", "how": "about", "date": "1368-12", "until": "1369-01",
              "season": …, "child": …, "born": "1385", "age": 5,
              "card": "m2n4pqrs", "side": "after", "unsure": True}}

Everything may be absent. A person may give a date and other anchors together (the age of a child,
another card): all are shown; the date counts first for the order, then the child, then the card.

What is sure and what is not
    `span` is wide on purpose: it must contain the day that is meant, so that a gap is pointed out
    only when there is one. "About" a day may be a month away, about a month three, about a year
    one; a season or a feast may lie three months outside its year, which differs with the
    hemisphere and with the person's words; "before 2019" may be during 2019; a Hijri day
    depends on the moon seen in that country. `lasting` is narrow on purpose: the days that the
    card surely takes, so that two cards are said to be at the same time only when they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from guide.calendars import Reckoning, WrittenDate

C = TypeVar("C", bound=StrEnum)
Card = Mapping[str, Any]
Span = tuple[date | None, date | None]
"""The earliest and the latest possible day; None on a side that is open."""

MAX_CARDS = 500
MAX_WHAT = 2000
MAX_PLACE = 200
MAX_PEOPLE = 500
MAX_NOTE = 500
MAX_WORDS = 100
"""Of a season, and of what a child is called."""
MAX_AGE = 60
CHECKS = ("who", "when", "where", "how_known")

GAP_DAYS = 183
"""Only more than half a year without any card is pointed out: shorter pauses are in every life."""
MAX_REMARKS = 20
"""Gaps, and pairs of cards at the same time, pointed out at once."""

ABOUT_A_DAY, ABOUT_A_MONTH, ABOUT_A_YEAR = (timedelta(days) for days in (31, 92, 366))
SEASON = timedelta(days=92)
MOON = timedelta(days=2)
UNKNOWN: Span = (None, None)


class How(StrEnum):
    """What a date says of the event."""

    ON = "on"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"  # one day among these
    LASTING = "lasting"  # all these days


class Side(StrEnum):
    """On which side of another card."""

    BEFORE = "before"
    AFTER = "after"


TWO_DATES = (How.BETWEEN, How.LASTING)


@dataclass(frozen=True, slots=True, repr=False)
class When:
    """A date as far as it is known, and the anchors a person has for it."""

    how: How = How.ON
    written: WrittenDate | None = None
    until: WrittenDate | None = None
    reckoning: Reckoning = Reckoning.GREGORIAN
    season: str = ""
    child: str = ""
    born: WrittenDate | None = None
    """The year only."""
    age: int | None = None
    card: str = ""
    side: Side = Side.AFTER
    is_unsure: bool = False

    @classmethod
    def of(cls, stored: Any) -> When:
        """What is stored; a part that cannot be read counts as not told."""
        told = stored if isinstance(stored, Mapping) else {}
        reckoning = _choice(Reckoning, told.get("calendar"), Reckoning.GREGORIAN)
        age = told.get("age")
        return cls(
            how=_choice(How, told.get("how"), How.ON),
            written=_date(reckoning, told.get("date")),
            until=_date(reckoning, told.get("until")),
            reckoning=reckoning,
            season=str(told.get("season") or ""),
            child=str(told.get("child") or ""),
            born=_date(reckoning, told.get("born")),
            age=age if isinstance(age, int) and 0 <= age <= MAX_AGE else None,
            card=str(told.get("card") or ""),
            side=_choice(Side, told.get("side"), Side.AFTER),
            is_unsure=bool(told.get("unsure")),
        )

    @property
    def span(self) -> Span:
        """Every day that may be meant, from the date, else from the age of the child."""
        if self.written is not None:
            return self._span_of_date(self.written)
        return self._span_of_child

    @property
    def lasting(self) -> tuple[date, date] | None:
        """The days that the event surely takes: one known day, or a known period."""
        if self.written is None or self.is_unsure or self._is_season:
            return None
        if self.how is How.ON and self.written.day is not None:
            first, last = self.written.first, self.written.last
        elif self.how is How.LASTING and self.until is not None:
            first, last = self.written.last, self.until.first
        else:
            return None
        if self.reckoning is Reckoning.HIJRI:
            first, last = first + MOON, last - MOON
        return (first, last) if first <= last else None

    @property
    def start(self) -> tuple[date, int] | None:
        """Where the date puts the card among others; None when nothing is known."""
        if self.written is not None:
            if self.how is How.BEFORE:
                return self.written.first, -1
            if self.how is How.AFTER:
                return self.written.last, 1
            return self._from, 0
        earliest, _ = self._span_of_child
        return None if earliest is None else (earliest, 0)

    @property
    def _is_season(self) -> bool:
        return bool(self.season) and self.written is not None and self.written.month is None

    @property
    def _from(self) -> date:
        assert self.written is not None  # noqa: S101  asked before
        if self.how in TWO_DATES and self.until is not None:
            return min(self.written.first, self.until.first)
        return self.written.first

    def _span_of_date(self, day: WrittenDate) -> Span:
        first, last = self._from, day.last
        if self.how in TWO_DATES and self.until is not None:
            last = max(day.last, self.until.last)
        around = timedelta()
        if self.how is How.ABOUT or self.is_unsure:
            around = ABOUT_A_YEAR
            if day.month is not None:
                around = ABOUT_A_MONTH if day.day is None else ABOUT_A_DAY
        if self._is_season:
            around += SEASON
        if self.reckoning is Reckoning.HIJRI:
            around += MOON
        first, last = _earlier(first, around), _later(last, around)
        open_before, open_after = self.how is How.BEFORE, self.how is How.AFTER
        return None if open_before else first, None if open_after else last

    @property
    def _span_of_child(self) -> Span:
        """From the year of birth: five years old from the fifth year to the end of the sixth."""
        if self.born is None or self.age is None:
            return UNKNOWN
        try:
            first = WrittenDate(self.reckoning, self.born.year + self.age).first
            last = WrittenDate(self.reckoning, self.born.year + self.age + 1).last
        except ValueError:
            return UNKNOWN
        around = ABOUT_A_YEAR if self.how is How.ABOUT or self.is_unsure else timedelta()
        if self.reckoning is Reckoning.HIJRI:
            around += MOON
        return _earlier(first, around), _later(last, around)


@dataclass(frozen=True, slots=True, repr=False)
class Gap:
    """More than `GAP_DAYS` between two cards, in which no card surely or perhaps lies."""

    before: str
    """Key of the card that ends it, of those before the gap the last in time."""
    after: str
    last: date
    """The last day that the cards before may take."""
    first: date
    """The first day that the cards after may take."""


@dataclass(frozen=True, slots=True, repr=False)
class SameTime:
    """Two cards that surely take a same day."""

    first: str
    second: str
    day: date
    """The first day they share."""


@dataclass(frozen=True, repr=False)
class Chronology:
    """The cards in the order of the person."""

    cards: Sequence[Card] = field(default_factory=tuple)

    @classmethod
    def of(cls, claim: Mapping[str, Any]) -> Chronology:
        """The cards of the stored claim."""
        return cls(tuple(claim.get("cards") or ()))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(str(card["key"]) for card in self.cards)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each card, from 1, as it is said on the page and on paper."""
        return {key: number for number, key in enumerate(self.keys, start=1)}

    @cached_property
    def whens(self) -> dict[str, When]:
        return {str(card["key"]): When.of(card.get("when")) for card in self.cards}

    def card(self, key: str) -> Card | None:
        number = self.numbers.get(key)
        return None if number is None else self.cards[number - 1]

    def span(self, key: str) -> Span:
        """Every day that the card may take; from another card when it is told only by that."""
        reached: set[str] = set()
        when = self.whens.get(key)
        side: Side | None = None
        while when is not None:
            earliest, latest = when.span
            if (earliest, latest) != UNKNOWN:
                if side is None:
                    return earliest, latest
                return (earliest, None) if side is Side.AFTER else (None, latest)
            if not when.card or key in reached or side not in (None, when.side):
                return UNKNOWN
            reached.add(key)
            key, side = when.card, when.side
            when = self.whens.get(key)
        return UNKNOWN

    def start(self, key: str) -> tuple[date, int] | None:
        """Where dates put the card: a day, and how many cards after or before that day's own."""
        reached: set[str] = set()
        shift = 0
        while key not in reached:
            reached.add(key)
            when = self.whens.get(key)
            if when is None:
                return None
            if (start := when.start) is not None:
                return start[0], start[1] + shift
            if not when.card:
                return None
            shift += 1 if when.side is Side.AFTER else -1
            key = when.card
        return None

    def keys_by_date(self) -> list[str]:
        """The order of the dates, as far as they are known.

        Cards of the same day keep their order; a card without any date keeps its place.
        """
        starts = {key: self.start(key) for key in self.keys}
        dated = iter(
            sorted(
                (key for key in self.keys if starts[key] is not None),
                key=lambda key: starts[key] or (date.min, 0),
            )
        )
        return [key if starts[key] is None else next(dated) for key in self.keys]

    @property
    def undated(self) -> int:
        """How many cards no date can be told of."""
        return sum(self.span(key) == UNKNOWN for key in self.keys)

    def gaps(self) -> list[Gap]:
        """Long times of which surely no dated card tells, the earliest first."""
        return list(islice(self._gaps(), MAX_REMARKS))

    def same_times(self) -> list[SameTime]:
        """Pairs of cards that surely share a day, the earliest first."""
        return list(islice(self._same_times(), MAX_REMARKS))

    def _gaps(self) -> Iterator[Gap]:
        spans = [(self.span(key), key) for key in self.keys]
        known = sorted(
            (earliest or date.min, latest or date.max, key)
            for (earliest, latest), key in spans
            if (earliest, latest) != UNKNOWN
        )
        before, reach = "", date.max
        for first, last, key in known:
            if (first - reach).days > GAP_DAYS:
                yield Gap(before, key, reach, first)
            if not before or last > reach:
                before, reach = key, last

    def _same_times(self) -> Iterator[SameTime]:
        lasting = sorted(
            (days[0], days[1], self.numbers[key], key)
            for key, when in self.whens.items()
            if (days := when.lasting) is not None
        )
        for place, (_, last, number, key) in enumerate(lasting):
            for first, _, other_number, other in lasting[place + 1 :]:
                if first > last:
                    break
                pair = (key, other) if number < other_number else (other, key)
                yield SameTime(*pair, first)


def in_order(claim: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """The claim with its cards in this order; cards not named come last, as they were."""
    wanted = {key: place for place, key in enumerate(keys)}
    cards = list(claim.get("cards") or ())
    ordered = sorted(cards, key=lambda card: wanted.get(str(card["key"]), len(wanted)))
    return {**claim, "cards": ordered} if cards else dict(claim)


def moved(claim: Mapping[str, Any], key: str, place: int) -> dict[str, Any]:
    """The claim with that card at this number (from 1), or as near to it as there is."""
    keys = list(Chronology.of(claim).keys)
    if key not in keys:
        return dict(claim)
    keys.remove(key)
    keys.insert(min(max(place, 1), len(keys) + 1) - 1, key)
    return in_order(claim, keys)


def without_card(claim: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The claim without that card, and without the mentions of it in others."""
    left = [_without_mention(card, key) for card in claim.get("cards") or () if card["key"] != key]
    others = {name: value for name, value in claim.items() if name != "cards"}
    return {**others, "cards": left} if left else others


def with_card(claim: Mapping[str, Any], key: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The claim with these answers on that card, at the end when it is new; None takes away."""
    cards = list(claim.get("cards") or ())
    place = next((place for place, card in enumerate(cards) if card["key"] == key), len(cards))
    if place == len(cards):
        cards.append({"key": key})
    changed = {**cards[place], **told}
    cards[place] = {name: value for name, value in changed.items() if value is not None}
    return {**claim, "cards": cards}


def mentions(claim: Mapping[str, Any], key: str) -> int:
    """How many other cards are told to be before or after this one."""
    return sum(When.of(card.get("when")).card == key for card in claim.get("cards") or ())


def _without_mention(card: dict[str, Any], key: str) -> dict[str, Any]:
    when = card.get("when")
    if not isinstance(when, Mapping) or when.get("card") != key:
        return card
    left = {name: value for name, value in when.items() if name not in ("card", "side")}
    others = {name: value for name, value in card.items() if name != "when"}
    return {**others, "when": left} if left else others


def _choice(kind: type[C], value: Any, otherwise: C) -> C:
    return kind(value) if value in list(kind) else otherwise


def _date(reckoning: Reckoning, written: Any) -> WrittenDate | None:
    try:
        return WrittenDate.parse(reckoning, str(written or ""))
    except ValueError:
        return None


def _earlier(day: date, around: timedelta) -> date:
    return date.fromordinal(max(day.toordinal() - around.days, 1))


def _later(day: date, around: timedelta) -> date:
    return date.fromordinal(min(day.toordinal() + around.days, date.max.toordinal()))
