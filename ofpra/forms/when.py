"""A fuzzy date as it is typed, and the field that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from guide.calendars import Reckoning, WrittenDate
from guide.forms import (
    NOTHING,
    OTHER_CALENDAR_BELOW,
    YEARS,
    PersonTextField,
    in_words,
    month_names,
    whole,
)
from guide.languages import SOURCE
from guide.partial_dates import PartialDate
from ofpra import chronology
from ofpra.chronology import How, Side, When
from ofpra.chronology_words import RECKONINGS, month_name

HOWS = (
    (How.ON, _("À cette date")),
    (How.ABOUT, _("Vers cette date")),
    (How.BEFORE, _("Avant cette date")),
    (How.AFTER, _("Après cette date")),
    (How.BETWEEN, _("Un jour entre cette date et la deuxième date")),
    (How.LASTING, _("Pendant tout le temps entre les deux dates")),
)
SIDES = ((Side.AFTER, _("Après cette carte")), (Side.BEFORE, _("Avant cette carte")))


@dataclass(frozen=True, slots=True, repr=False)
class TypedWhen:
    """A fuzzy date as typed: every part a text, to give back unchanged."""

    calendar: str = Reckoning.GREGORIAN.value
    how: str = How.ON.value
    year: str = ""
    month: str = ""
    day: str = ""
    until_year: str = ""
    until_month: str = ""
    until_day: str = ""
    season: str = ""
    child: str = ""
    born: str = ""
    age: str = ""
    card: str = ""
    side: str = Side.AFTER.value
    unsure: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> TypedWhen:
        when = When.of(stored)
        typed = cls(
            calendar=when.reckoning.value,
            how=when.how.value,
            season=when.season,
            child=when.child,
            born="" if when.born is None else str(when.born.year),
            age="" if when.age is None else str(when.age),
            card=when.card,
            side=when.side.value,
            unsure="yes" if when.is_unsure else "",
        )
        if when.written is not None:
            typed = replace(typed, **_parts("", when.written))
        if when.until is not None:
            typed = replace(typed, **_parts("until_", when.until))
        return typed

    @property
    def reckoning(self) -> Reckoning:
        known = self.calendar in list(Reckoning)
        return Reckoning(self.calendar) if known else Reckoning.GREGORIAN

    @property
    def has_date(self) -> bool:
        return bool(self.year or self.month or self.day)

    @property
    def has_until(self) -> bool:
        return bool(self.until_year or self.until_month or self.until_day)

    @property
    def has_child(self) -> bool:
        return bool(self.child or self.born or self.age)

    @property
    def is_plain(self) -> bool:
        """Is the date simply this date?"""
        return self.how == How.ON and not self.has_until

    @property
    def is_ours(self) -> bool:
        return self.reckoning is Reckoning.GREGORIAN


def _parts(prefix: str, day: WrittenDate) -> dict[str, str]:
    return {
        f"{prefix}year": str(day.year),
        f"{prefix}month": f"{day.reckoning.value}-{day.month}" if day.month else "",
        f"{prefix}day": str(day.day or ""),
    }


class WhenWidget(forms.Widget):
    """Drawn by `ofpra/my/_when.html`."""

    parts = tuple(part.name for part in fields(TypedWhen))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedWhen:
        typed = {part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}
        return TypedWhen(**{part: value for part, value in typed.items() if value})

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-year"


class WhenField(forms.Field):
    """A date as far as it is known. Clean: the mapping that `When.of` reads, or NOTHING.

    The code of an error is the part of the template it stands in.
    """

    widget = WhenWidget
    template = "ofpra/my/_when.html"

    hows = HOWS
    sides = SIDES
    calendars = tuple(RECKONINGS.items())

    def __init__(
        self, *, today: date, cards: Mapping[str, str], usual: Reckoning, **more: Any
    ) -> None:
        super().__init__(required=False, **more)
        self.today = today
        self.cards = cards
        """Key and words of the other cards."""
        self.usual = usual

    def prepare_value(self, value: Any) -> TypedWhen:
        if isinstance(value, TypedWhen):
            return value
        return TypedWhen.of(value) if value else TypedWhen(calendar=self.usual.value)

    def months(self, reckoning: Reckoning, chosen: str) -> list[tuple[str, str]]:
        """The months of a calendar, and the one chosen before in another, which stays."""
        found = [
            (f"{reckoning.value}-{number}", words) for number, words in _month_options(reckoning)
        ]
        calendar, _dash, number = chosen.partition("-")
        if chosen and chosen not in dict(found) and calendar in list(Reckoning):
            names = dict(_month_options(Reckoning(calendar)))
            found.insert(0, (chosen, names.get(whole(number) or 0, chosen)))
        return found

    def clean(self, value: Any) -> Any:
        typed = value if isinstance(value, TypedWhen) else TypedWhen()
        told: dict[str, Any] = {}
        errors: list[ValidationError] = []
        for read in (self._date, self._until, self._season, self._child, self._card):
            try:
                told |= read(typed)
            except ValidationError as error:
                errors.append(error)
        is_open = typed.how not in (How.ON, How.ABOUT) and not typed.has_date
        if is_open and not told and not errors:
            errors.append(_error("date", gettext("Écrivez l’année.")))
        if errors:
            raise ValidationError(errors)
        if "until" in told:
            self._check_order(typed, told)
        if typed.unsure:
            told["unsure"] = True
        if not told:
            return NOTHING
        tells = "date" in told or ("age" in told and typed.how == How.ABOUT)
        if tells and typed.how in list(How) and typed.how != How.ON:
            told["how"] = typed.how
        return {"calendar": typed.reckoning.value, **told}

    def _date(self, typed: TypedWhen) -> dict[str, Any]:
        if not typed.has_date:
            return {}
        parts = (typed.year, typed.month, typed.day)
        return {"date": self._written("date", typed.reckoning, *parts).isoformat()}

    def _until(self, typed: TypedWhen) -> dict[str, Any]:
        needs = typed.how in chronology.TWO_DATES
        if not typed.has_until:
            if needs and typed.has_date:
                raise _error("until", gettext("Écrivez aussi la deuxième date."))
            return {}
        if not needs:
            raise _error(
                "until",
                gettext(
                    "Vous avez écrit deux dates. Choisissez « %(one)s » ou « %(all)s », "
                    "ou videz la deuxième date."
                )
                % {"one": dict(HOWS)[How.BETWEEN], "all": dict(HOWS)[How.LASTING]},
            )
        if not typed.has_date:
            raise _error("date", gettext("Écrivez aussi la première date."))
        parts = (typed.until_year, typed.until_month, typed.until_day)
        return {"until": self._written("until", typed.reckoning, *parts).isoformat()}

    def _season(self, typed: TypedWhen) -> dict[str, Any]:
        words = _words("season", typed.season)
        return {"season": words} if words else {}

    def _child(self, typed: TypedWhen) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if words := _words("child", typed.child):
            told["child"] = words
        if typed.age:
            age = whole(typed.age)
            if age is None or age > chronology.MAX_AGE:
                raise _error(
                    "child",
                    gettext("L’âge est un nombre de 0 à %(most)d.") % {"most": chronology.MAX_AGE},
                )
            told["age"] = age
        if typed.born:
            if not typed.age:
                raise _error("child", gettext("Écrivez aussi l’âge de l’enfant."))
            told["born"] = self._written("child", typed.reckoning, typed.born, "", "").isoformat()
        return told

    def _card(self, typed: TypedWhen) -> dict[str, Any]:
        if not typed.card:
            return {}
        if typed.card not in self.cards:
            raise _error(
                "card",
                gettext("Cette carte n’est plus dans la liste. Choisissez une autre carte."),
            )
        side = typed.side if typed.side in list(Side) else Side.AFTER.value
        return {"card": typed.card, "side": side}

    def _check_order(self, typed: TypedWhen, told: Mapping[str, Any]) -> None:
        first, second = (
            WrittenDate.parse(typed.reckoning, told[name]) for name in ("date", "until")
        )
        if second.last < first.first:
            raise _error(
                "until",
                gettext("La deuxième date est avant la première. Vérifiez les deux dates."),
            )

    def _written(
        self, code: str, reckoning: Reckoning, year: str, month: str, day: str
    ) -> WrittenDate:
        """A date typed in three parts."""
        number = self._year(code, reckoning, year)
        month_number = _month(code, reckoning, month)
        day_number = None
        if day:
            day_number = whole(day)
            if day_number is None or not 1 <= day_number <= 31:
                raise _error(code, gettext("Le jour est un nombre de 1 à 31."))
            if month_number is None:
                raise _error(code, gettext("Choisissez aussi le mois."))
        try:
            found = WrittenDate(reckoning, number, month_number, day_number)
        except ValueError:
            name = month_name(reckoning, month_number or 1)
            raise _error(
                code,
                gettext("Le %(day)s %(month)s %(year)s n’existe pas. Vérifiez le jour et le mois.")
                % {"day": day_number or "", "month": name, "year": number},
            ) from None
        if found.first > self.today:
            ours = PartialDate.of(found.first) if found.gregorian is None else found.gregorian
            raise _error(
                code,
                gettext("Cette date n’est pas encore arrivée : %(day)s. Vérifiez la date.")
                % {"day": in_words(ours)},
            )
        return found

    def _year(self, code: str, reckoning: Reckoning, typed: str) -> int:
        if not typed:
            raise _error(code, gettext("Écrivez l’année."))
        year = whole(typed)
        if year is None or not 1000 <= year <= 9999:
            raise _error(code, gettext("Écrivez l’année avec quatre chiffres, par exemple 1987."))
        if reckoning is Reckoning.GREGORIAN and year < OTHER_CALENDAR_BELOW:
            raise _error(
                "calendar",
                gettext(
                    "L’année %(year)s vient peut-être d’un autre calendrier. "
                    "Choisissez ici le calendrier."
                )
                % {"year": year},
            )
        try:
            is_near = WrittenDate(reckoning, year).first.year in YEARS
        except ValueError:
            is_near = False
        if not is_near:
            raise _error(
                code,
                gettext("Vérifiez l’année et le calendrier : %(year)s, %(calendar)s.")
                % {"year": year, "calendar": RECKONINGS[reckoning]},
            )
        return year


def _month_options(reckoning: Reckoning) -> list[tuple[int, str]]:
    if reckoning is Reckoning.GREGORIAN:
        return list(month_names(get_language() or SOURCE))
    return [
        (number, f"{number:02} · {name.latin} · {name.own}")
        for number, name in enumerate(reckoning.names, start=1)
    ]


def _month(code: str, reckoning: Reckoning, typed: str) -> int | None:
    if not typed:
        return None
    calendar, _dash, number = typed.rpartition("-")
    month = whole(number)
    if calendar and calendar != reckoning and calendar in list(Reckoning):
        raise _error(
            code,
            gettext("Ce mois est d’un autre calendrier. Choisissez encore le mois."),
        )
    if month is None or not 1 <= month <= (13 if reckoning is Reckoning.ETHIOPIAN else 12):
        raise _error(code, gettext("Choisissez un mois dans la liste."))
    return month


def _words(code: str, typed: str) -> str:
    """Some words of the person, checked like a name."""
    try:
        found = PersonTextField(most=chronology.MAX_WORDS).clean(typed)
    except ValidationError as error:
        raise _error(code, " ".join(error.messages)) from None
    return found if isinstance(found, str) else ""


def _error(code: str, sentence: str) -> ValidationError:
    return ValidationError(sentence, code=code)
