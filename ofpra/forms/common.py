"""What the forms of the claim share: codes and times, and answers said in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from guide.forms import (
    NOTHING,
    UNKNOWN,
    CountryField,
    DateField,
    PersonTextField,
    SeveralField,
    YesNoField,
    country_name,
    in_words,
)
from guide.partial_dates import PartialDate
from guide.stored_forms import Doubt, StoredForm

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
TIME = re.compile(r"(\d{1,2})(?:\s*(?:h|:|\.|,|heures?)\s*(\d{2})?)?(?:\s*min)?", re.IGNORECASE)
TIME_IN_DIGITS = re.compile(r"(\d{1,2})(\d{2})")


def western(text: str) -> str:
    """The same text with the digits 0-9, as papers in France have them."""
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


class CodeField(PersonTextField):
    """A number, a code, an address of the network: left to right, digits 0-9."""

    def __init__(self, *, mode: str = "text", **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs |= {"dir": "ltr", "inputmode": mode, "autocapitalize": "off"}

    def to_python(self, value: Any) -> str:
        return western(super().to_python(value))


class TimeField(CodeField):
    """A time as letters write it, "9h00"; clean: "09:00"."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        found = TIME_IN_DIGITS.fullmatch(typed) or TIME.fullmatch(typed)
        if found is None:
            return typed
        hour, minute = int(found[1]), int(found[2] or 0)
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else typed

    def validate(self, value: Any) -> None:
        if value and not re.fullmatch(r"\d\d:\d\d", value):
            raise ValidationError(
                gettext("Écrivez l’heure comme sur la lettre, par exemple 9h00 ou 14h30."),
                code="time",
            )


class PlainChoiceField(forms.ChoiceField):
    """One answer or none; "I do not know" would say nothing here."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value) or NOTHING
        except ValidationError:
            return NOTHING


class PlainSeveralField(SeveralField):
    """Any number of answers; "I do not know" would say nothing here."""

    def __init__(self, *, options: Iterable[tuple[str, Any]], **more: Any) -> None:
        offered = list(options)
        super().__init__(options=offered, must_answer=False, **more)
        self.choices = offered


class ClaimForm(StoredForm):
    """Answers that may all stay empty, with doubts to look at again or to confirm."""

    def doubts(self) -> Iterable[tuple[str, Doubt]]:
        """(field, doubt) of the clean answers; what is stored already was confirmed."""
        return ()

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.is_to_check:
            confirmed = self._values("confirm")
            for name, doubt in self.doubts():
                if doubt.name not in confirmed:
                    self.remarks[name].doubts.append(doubt)
                    self.is_to_check = True
        return self.cleaned_data

    def fresh(self, name: str) -> str:
        """The clean text of a field when it is not the stored one."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, str) and value != self.stored.get(name) else ""

    def in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if value in (None, "", [], UNKNOWN):
            return "–"
        if isinstance(field, YesNoField):
            return super().in_words(name, "yes" if value else "no")
        if isinstance(field, DateField):
            return in_words(PartialDate.parse(value))
        if isinstance(value, list):
            return ", ".join(super(ClaimForm, self).in_words(name, one) for one in value)
        if isinstance(field, CountryField) and len(value) == 2:
            return country_name(value)
        return super().in_words(name, value)


def email_doubt(typed: str) -> bool:
    """Is this surely no e-mail address?"""
    return bool(typed) and EMAIL.fullmatch(typed) is None
