"""Fields for what a person says: names, dates that may be partly known, "I do not know".

A clean answer is a value, `UNKNOWN` ("I do not know") or `NOTHING` (left as it was). What was
typed always comes back to the page, also when it cannot be used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from guide.calendars import MONTHS, Calendar, OtherDay
from guide.languages import SOURCE
from guide.partial_dates import PartialDate


class Said(Enum):
    """What is said besides a value."""

    UNKNOWN = "unknown"
    NOTHING = "nothing"


UNKNOWN, NOTHING = Said.UNKNOWN, Said.NOTHING
I_DO_NOT_KNOW = (UNKNOWN.value, _("Je ne sais pas"))
ANSWER_OR_UNKNOWN = _(
    "Choisissez une réponse. Si vous ne savez pas, choisissez « Je ne sais pas »."
)

MAX_TEXT = 200
MAX_OWN_WORDS = 2000
YEARS = range(1900, 2200)
OTHER_CALENDAR_BELOW = 1500


# Text.

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_REMOVED = dict.fromkeys((*_BIDI, 0xFEFF))
_JOINERS = "\u200c\u200d"
"""They shape letters in Persian, Kurdish or Bengali names, and are kept."""


def clean_text(typed: str) -> str:
    """The text without what cannot be seen; not one visible character is changed.

    Line ends and tabs become spaces. Direction marks go: no name needs them, and they turn the
    rest of a line around. Joiners inside words stay.
    """
    text = typed.translate(_REMOVED)
    text = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text
    )
    return re.sub(r" {2,}", " ", text).strip().strip(_JOINERS).strip()


def unprintable(text: str) -> str:
    """The pictures and unassigned characters that no paper can show, in order."""
    return "".join(
        dict.fromkeys(
            character
            for character in text
            if unicodedata.category(character) in ("So", "Co", "Cn", "Cs")
        )
    )


class PersonTextField(forms.CharField):
    """A name, a town, as the person writes it: any script, one word or many."""

    may_have_pictures = False
    """Drawn signs, which paper cannot show."""

    def __init__(self, *, most: int = MAX_TEXT, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(strip=False, **options)
        self.most = most
        self.widget.attrs |= {
            "dir": "auto",
            "autocomplete": "off",
            "autocapitalize": "words",
            "spellcheck": "false",
        }

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        if len(value) > self.most:
            raise ValidationError(
                gettext(
                    "Ce texte est trop long : %(length)d signes. Il y a de la place pour "
                    "%(most)d signes."
                )
                % {"length": len(value), "most": self.most},
                code="too_long",
            )
        if not self.may_have_pictures and (pictures := unprintable(value)):
            raise ValidationError(
                gettext("Ce signe ne peut pas être imprimé : %(signs)s. Écrivez avec des lettres.")
                % {"signs": pictures[:10]},
                code="unprintable",
            )
        if value and not any(unicodedata.category(one)[0] in "LN" for one in value):
            raise ValidationError(
                gettext("Il n’y a pas de lettre dans ce texte. Vous pouvez aussi laisser vide."),
                code="no_letter",
            )

    def clean(self, value: Any) -> Any:
        return super().clean(value) or UNKNOWN

    def prepare_value(self, value: Any) -> Any:
        return "" if isinstance(value, Said) else value


class OwnWordsField(PersonTextField):
    """Some lines in the person's own words: the line ends stay."""

    widget = forms.Textarea

    def __init__(self, *, most: int = MAX_OWN_WORDS, rows: int = 3, **options: Any) -> None:
        super().__init__(most=most, **options)
        self.widget.attrs |= {"rows": rows, "autocapitalize": "sentences"}

    def to_python(self, value: Any) -> str:
        written = forms.CharField.to_python(self, value) or ""
        lines = [
            clean_text(line) for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", written)
        ]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


# Choices.


class AnswerField(forms.ChoiceField):
    """One answer among several, and always "I do not know"."""

    widget: type[forms.Widget] = forms.RadioSelect

    def __init__(self, *, options: Iterable[tuple[Any, Any]], **more: Any) -> None:
        self.must_answer: bool = more.pop("must_answer", True)
        super().__init__(choices=[*options, I_DO_NOT_KNOW], required=False, **more)

    def clean(self, value: Any) -> Any:
        try:
            answer = super().clean(value)
        except ValidationError:
            raise ValidationError(ANSWER_OR_UNKNOWN, code="required") from None
        if answer == UNKNOWN.value:
            return UNKNOWN
        if not answer:
            if self.must_answer:
                raise ValidationError(ANSWER_OR_UNKNOWN, code="required")
            return NOTHING
        return self.value_from(answer)

    def value_from(self, answer: str) -> Any:
        return answer

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Said):
            return value.value if value is UNKNOWN else ""
        return value


class ListedAnswerField(AnswerField):
    """The same in a list to open, for pages with many questions; `options` may be in groups."""

    widget = forms.Select

    def __init__(self, *, options: Iterable[tuple[Any, Any]], **more: Any) -> None:
        super().__init__(options=[("", "–"), *options], **more)


class YesNoField(AnswerField):
    """True, False, or "I do not know"."""

    def __init__(self, **more: Any) -> None:
        super().__init__(options=[("yes", _("Oui")), ("no", _("Non"))], **more)

    def value_from(self, answer: str) -> bool:
        return answer == "yes"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return super().prepare_value(value)


class SeveralField(forms.MultipleChoiceField):
    """Any number of answers; one of them, `alone`, and "I do not know" exclude the others."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, options: Iterable[tuple[str, Any]], alone: str | None = None, **more: Any
    ) -> None:
        self.alone = alone
        self.must_answer: bool = more.pop("must_answer", True)
        self.labels = dict([*options, I_DO_NOT_KNOW])
        super().__init__(choices=list(self.labels.items()), required=False, **more)

    def clean(self, value: Any) -> Any:
        try:
            answers = super().clean(value)
        except ValidationError:
            raise ValidationError(ANSWER_OR_UNKNOWN, code="required") from None
        if not answers:
            if self.must_answer:
                raise ValidationError(ANSWER_OR_UNKNOWN, code="required")
            return NOTHING
        for excluding in (UNKNOWN.value, self.alone):
            if excluding is not None and excluding in answers and len(answers) > 1:
                label = self.labels[excluding]
                raise ValidationError(
                    gettext(
                        "Vous avez choisi « %(answer)s » et une autre réponse. "
                        "Gardez une seule des deux."
                    )
                    % {"answer": label},
                    code="excluding",
                )
        return UNKNOWN if answers == [UNKNOWN.value] else answers

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Said):
            return [value.value] if value is UNKNOWN else []
        return value


# Countries.


@cache
def country_names(code: str) -> tuple[tuple[str, str], ...]:
    """(ISO code, name) of every country in that language, in alphabetical order."""
    try:
        locale = Locale.parse(code, sep="-")
        names = {iso: locale.territories.get(iso) or french for iso, french in _french_countries()}
    except (UnknownLocaleError, ValueError):
        names = dict(_french_countries())
    return tuple(sorted(names.items(), key=lambda pair: _sort_key(pair[1])))


@cache
def _french_countries() -> tuple[tuple[str, str], ...]:
    territories = Locale.parse(SOURCE).territories
    return tuple((iso, territories.get(iso, iso)) for iso in dict(countries))


def _sort_key(name: str) -> str:
    """Without accents, so that É sorts beside E; other scripts by their letters."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(one for one in plain if unicodedata.category(one) != "Mn")


def country_name(iso: str, code: str | None = None) -> str:
    return dict(country_names(code or get_language() or SOURCE)).get(iso, iso)


class CountryField(forms.ChoiceField):
    """An ISO country, chosen by its name in the reader's language."""

    def __init__(self, **more: Any) -> None:
        names = country_names(get_language() or SOURCE)
        super().__init__(choices=[("", I_DO_NOT_KNOW[1]), *names], required=False, **more)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value) or UNKNOWN
        except ValidationError:
            raise ValidationError(
                gettext("Choisissez un pays dans la liste."), code="invalid"
            ) from None

    def prepare_value(self, value: Any) -> Any:
        return "" if isinstance(value, Said) else value


# Dates.


def whole(typed: str) -> int | None:
    """The number written in the digits of any script, None when it is not one."""
    text = clean_text(typed)
    if not text or len(text) > 6 or not all(character.isdecimal() for character in text):
        return None
    return int("".join(str(unicodedata.decimal(character)) for character in text))


@cache
def month_names(code: str) -> tuple[tuple[int, str], ...]:
    """(number, words) of the months: the digits of papers, the reader's word, the French word."""
    french = get_month_names("wide", "stand-alone", SOURCE)
    own: Mapping[int, str] = french
    if code not in ("ti", SOURCE):  # the Tigrinya word for March also names another month
        try:
            own = get_month_names("wide", "stand-alone", Locale.parse(code, sep="-"))
        except (UnknownLocaleError, ValueError):
            own = french
    return tuple(
        (
            number,
            f"{number:02} · {french[number]}"
            if own[number] == french[number]
            else f"{number:02} · {own[number]} · {french[number]}",
        )
        for number in range(1, 13)
    )


def calendar_label(calendar: Calendar) -> str:
    return {
        Calendar.SOLAR_HIJRI: gettext("Calendrier solaire (Afghanistan, Iran)"),
        Calendar.HIJRI: gettext("Calendrier musulman (hégire)"),
        Calendar.ETHIOPIAN: gettext("Calendrier éthiopien"),
    }[calendar]


def other_months() -> list[tuple[str, list[tuple[str, str]]]]:
    """The months of the other calendars, in groups; choosing one tells the calendar."""
    return [
        (
            calendar_label(calendar),
            [
                (f"{calendar.value}-{number}", f"{number} · {name}")
                for number, name in enumerate(names, start=1)
            ],
        )
        for calendar, names in MONTHS.items()
    ]


@dataclass(frozen=True, slots=True, repr=False)
class TypedDate:
    """A date as typed: every part a text, to give back unchanged."""

    day: str = ""
    month: str = ""
    year: str = ""
    only_year: str = ""
    unknown: str = ""
    other_day: str = ""
    other_month: str = ""
    other_year: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.day or self.month or self.year)

    @property
    def has_other(self) -> bool:
        return bool(self.other_day or self.other_month or self.other_year)

    @property
    def month_number(self) -> int | None:
        return whole(self.month)

    @classmethod
    def of(cls, stored: str) -> TypedDate:
        """The parts of a stored date."""
        try:
            known = PartialDate.parse(stored)
        except ValueError:
            return cls()
        if known.month is None:
            return cls(year=str(known.year), only_year="yes")
        return cls(str(known.day or ""), str(known.month), str(known.year))


class DateWidget(forms.Widget):
    """Day, month by its name, year; "only the year"; "I do not know"; another calendar.

    Drawn by `components/date_field.html`.
    """

    parts = tuple(part.name for part in fields(TypedDate))

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> TypedDate | None:
        return TypedDate(
            **{part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class ConversionProposedError(ValidationError):
    """A date of another calendar was turned into ours, for the person to confirm."""

    def __init__(self, written: OtherDay, found: date, typed: TypedDate) -> None:
        super().__init__(
            gettext("« %(written)s » est le %(day)s. Vérifiez, puis continuez.")
            % {"written": written, "day": in_words(PartialDate.of(found))},
            code="conversion",
        )
        self.typed = replace(
            typed, day=str(found.day), month=str(found.month), year=str(found.year), only_year=""
        )


class CalendarAskedError(ValidationError):
    """The year is of another calendar: what was typed moves on to its fields, and stays."""

    def __init__(self, sentence: str, typed: TypedDate) -> None:
        super().__init__(sentence, code="calendar")
        self.typed = (
            typed if typed.has_other else replace(typed, other_day=typed.day, other_year=typed.year)
        )


def in_words(day: PartialDate, code: str | None = None) -> str:
    """5 mars 1990, mars 1990, or 1990, in the reader's language; digits 0-9, day first."""
    code = code or get_language() or SOURCE
    if day.month is None:
        return str(day.year)
    name = _month_word(code, day.month)
    if day.day is None:
        return f"{name} {day.year}"
    number = "1er" if day.day == 1 and code == SOURCE else str(day.day)
    return f"{number} {name} {day.year}"


@cache
def _month_word(code: str, month: int) -> str:
    """The month as it stands inside a date."""
    try:
        if code == "ti":
            raise UnknownLocaleError(code)
        return str(get_month_names("wide", "format", Locale.parse(code, sep="-"))[month])
    except (UnknownLocaleError, ValueError):
        return str(get_month_names("wide", "format", SOURCE)[month])


class DateField(forms.Field):
    """A date in three parts. Clean: ISO text ("2011", "2011-06", "2011-06-17"), or `Said`.

    `exact`: only a whole day can be used. `latest`: no later day is possible. `unknown_label`:
    how "I do not know" is said here; it is not offered when not `may_be_unknown`.
    `calendars`: may the paper that gives the date follow another calendar?
    """

    widget = DateWidget
    template = "components/date_field.html"

    def __init__(
        self,
        *,
        exact: bool = False,
        latest: date | None = None,
        must_answer: bool = True,
        may_be_unknown: bool = True,
        calendars: bool = True,
        unknown_label: Any = None,
        **more: Any,
    ) -> None:
        super().__init__(required=False, **more)
        self.exact = exact
        self.latest = latest
        self.must_answer = must_answer
        self.may_be_unknown = may_be_unknown
        self.calendars = calendars
        self.unknown_label = unknown_label or I_DO_NOT_KNOW[1]

    @property
    def months(self) -> tuple[tuple[int, str], ...]:
        return month_names(get_language() or SOURCE)

    @property
    def other_months(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return other_months()

    def prepare_value(self, value: Any) -> TypedDate:
        if isinstance(value, TypedDate):
            return value
        if isinstance(value, str):
            return TypedDate.of(value)
        return TypedDate(unknown="yes") if value is UNKNOWN else TypedDate()

    def clean(self, value: Any) -> Any:
        typed = value if isinstance(value, TypedDate) else TypedDate()
        if typed.has_other and not typed.unknown:
            self._check_other(typed)
        if typed.unknown:
            if typed.only_year or not typed.is_empty:
                raise _error(
                    "both",
                    gettext(
                        "Vous avez écrit une date et choisi « Je ne sais pas ». "
                        "Gardez une seule réponse."
                    ),
                )
            return UNKNOWN
        if typed.is_empty:
            if typed.only_year:
                raise _error("year", gettext("Écrivez l’année."))
            if self.must_answer:
                raise _error(
                    "required",
                    gettext(
                        "Écrivez la date. Si vous ne la connaissez pas, "
                        "choisissez « Je ne sais pas »."
                    ),
                )
            return NOTHING
        found = self._date(typed)
        if self.latest and found.earliest > self.latest:
            raise _error(
                "future",
                gettext("Le %(day)s n’est pas encore arrivé. Vérifiez la date.")
                % {"day": in_words(found)}
                if found.is_exact
                else gettext("Cette date n’est pas encore arrivée : %(day)s. Vérifiez la date.")
                % {"day": in_words(found)},
            )
        return found.isoformat()

    def _date(self, typed: TypedDate) -> PartialDate:
        year = self._year(typed)
        if typed.only_year and not self.exact:
            if typed.day or typed.month:
                raise _error(
                    "both",
                    gettext(
                        "Vous avez choisi « Je connais seulement l’année » et écrit un jour ou "
                        "un mois. Gardez une seule réponse."
                    ),
                )
            return PartialDate(year)
        day = month = None
        if typed.month:
            month = whole(typed.month)
            if month is None or not 1 <= month <= 12:
                raise _error("month", gettext("Choisissez un mois dans la liste."))
        if typed.day:
            day = whole(typed.day)
            if day is None or not 1 <= day <= 31:
                raise _error("day", gettext("Le jour est un nombre de 1 à 31."))
            if month is None:
                raise _error("month", gettext("Choisissez aussi le mois."))
        if self.exact and day is None:
            raise _error(
                "exact",
                gettext(
                    "Il faut le jour, le mois et l’année. Si vous ne connaissez pas le jour, "
                    "choisissez « Je ne sais pas »."
                )
                if self.may_be_unknown
                else gettext(
                    "Il faut le jour, le mois et l’année. Si vous ne connaissez pas le jour, "
                    "laissez tout vide."
                ),
            )
        try:
            return PartialDate(year, month, day)
        except ValueError:
            name = _month_word(get_language() or SOURCE, month or 1)
            raise _error(
                "no_such_day",
                gettext("Le %(day)s %(month)s %(year)s n’existe pas. Vérifiez le jour et le mois.")
                % {"day": day, "month": name, "year": year},
            ) from None

    def _year(self, typed: TypedDate) -> int:
        if not typed.year:
            raise _error("year", gettext("Écrivez l’année."))
        year = whole(typed.year)
        if year is None or year < 1000:
            raise _error("year", gettext("Écrivez l’année avec quatre chiffres, par exemple 1987."))
        if year < OTHER_CALENDAR_BELOW and self.calendars:
            raise CalendarAskedError(
                gettext(
                    "L’année %(year)s vient peut-être d’un autre calendrier. Écrivez la date sous "
                    "« Mon papier a un autre calendrier », comme sur le papier."
                )
                % {"year": year},
                typed,
            )
        if year < OTHER_CALENDAR_BELOW:
            raise _error(
                "year",
                gettext(
                    "L’année %(year)s vient peut-être d’un autre calendrier. Écrivez l’année comme "
                    "sur le papier français."
                )
                % {"year": year},
            )
        if year not in YEARS:
            raise _error("year", gettext("Vérifiez l’année : %(year)s.") % {"year": year})
        return year

    def _check_other(self, typed: TypedDate) -> None:
        """Turn a date of another calendar into ours, or check that both say the same day."""
        calendar, _, month = typed.other_month.partition("-")
        day, year = whole(typed.other_day), whole(typed.other_year)
        if calendar not in list(Calendar) or not month.isdecimal() or day is None or year is None:
            raise _error(
                "other",
                gettext(
                    "Pour changer de calendrier, il faut le jour, le mois et l’année de votre "
                    "papier. Si le papier donne seulement l’année, écrivez l’année de notre "
                    "calendrier si vous la connaissez, ou choisissez « Je ne sais pas »."
                ),
            )
        written = OtherDay(Calendar(calendar), year, int(month[:2]), day)
        try:
            found = written.gregorian
        except ValueError:
            raise _error(
                "other",
                gettext("Nous ne trouvons pas ce jour dans l’autre calendrier. Vérifiez la date."),
            ) from None
        ours = (whole(typed.day), whole(typed.month), whole(typed.year))
        if ours == (found.day, found.month, found.year) and not typed.only_year:
            return
        if typed.is_empty or _is_same_writing(typed, year):
            raise ConversionProposedError(written, found, typed)
        raise _error(
            "calendars_differ",
            gettext(
                "« %(written)s » est le %(day)s, mais vous avez aussi écrit une autre date. "
                "Corrigez l’une des deux, ou videz les cases de la première."
            )
            % {"written": written, "day": in_words(PartialDate.of(found))},
        )


def _is_same_writing(typed: TypedDate, other_year: int) -> bool:
    """Was the date of the other calendar first typed in our fields?"""
    return whole(typed.year) == other_year


def _error(code: str, sentence: str) -> ValidationError:
    return ValidationError(sentence, code=code)


def written_as(typed: TypedDate) -> str | None:
    """The date as it stands on a paper of another calendar, to keep beside the converted one."""
    calendar, _, month = typed.other_month.partition("-")
    day, year = whole(typed.other_day), whole(typed.other_year)
    if calendar not in list(Calendar) or day is None or year is None or not month.isdecimal():
        return None
    try:
        written = OtherDay(Calendar(calendar), year, int(month[:2]), day)
        written.gregorian  # noqa: B018  raises when there is no such day
    except ValueError:
        return None
    return str(written)
