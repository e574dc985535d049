"""Who the person is, the summons, and the exact language: all of it may stay empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from guide.answers import Path, Section
from guide.forms import (
    I_DO_NOT_KNOW,
    AnswerField,
    CountryField,
    DateField,
    OwnWordsField,
    PersonTextField,
    TypedDate,
    YesNoField,
    country_names,
    in_words,
    written_as,
)
from guide.languages import SOURCE
from guide.partial_dates import PartialDate
from guide.stored_forms import Doubt, with_values
from guide.templatetags.guide_tags import phrase
from ofpra.forms.common import ClaimForm, CodeField, PlainSeveralField, TimeField, email_doubt
from ofpra.person import ALPHABETS, DIVISIONS, NO_READING, STATELESS

AGDREF_DIGITS = 10
MAX_ADDRESS = 400
MAX_CODE = 60

NATIONALITY_OF_NOBODY = _("Sans nationalité (apatride)")
COMPANIONS = (
    ("lawyer", _("Un avocat ou une avocate")),
    ("association", _("Une personne d’une association habilitée")),
    ("nobody", _("Personne")),
)
FRENCH = (
    ("no", _("Non")),
    ("a_little", _("Un peu")),
    ("everything", _("Tout")),
)


def why(name: str) -> Any:
    """Why it is asked, and where it is used."""
    return phrase(f"ofpra.person.why.{name}")


class NationalityField(CountryField):
    """A country, or none."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        names = country_names(get_language() or SOURCE)
        self.choices = [("", I_DO_NOT_KNOW[1]), (STATELESS, NATIONALITY_OF_NOBODY), *names]


class PersonForm(ClaimForm):
    """Particulars for letters and paper."""

    def __init__(self, me: Mapping[str, Any], today: date, *, data: Any = None) -> None:
        self.today = today
        super().__init__(me, ("me",), data=data)

    def build(self) -> None:
        self.fields |= {
            "full_name": PersonTextField(
                label=_("Nom et prénoms, comme sur le formulaire de l’OFPRA"),
                help_text=why("full_name"),
            ),
            "birth_date": DateField(
                label=_("Date de naissance"),
                help_text=why("birth_date"),
                latest=self.today,
                must_answer=False,
            ),
            "nationality": NationalityField(label=_("Nationalité"), help_text=why("nationality")),
            "agdref": CodeField(
                label=_("Numéro étranger (AGDREF)"),
                help_text=why("agdref"),
                mode="numeric",
                most=MAX_CODE,
            ),
            "file_number": CodeField(
                label=_("Numéro de dossier OFPRA"), help_text=why("file_number"), most=MAX_CODE
            ),
            "address": OwnWordsField(
                label=_("Adresse où vous recevez le courrier"),
                help_text=why("address"),
                most=MAX_ADDRESS,
            ),
            "phone": CodeField(
                label=_("Téléphone"), help_text=why("phone"), mode="tel", most=MAX_CODE
            ),
            "email": CodeField(label=_("Adresse e-mail"), help_text=why("email"), mode="email"),
        }

    def clean_agdref(self) -> Any:
        """Ten digits without the spaces between them; anything else as it was typed."""
        typed = self.cleaned_data["agdref"]
        if not isinstance(typed, str):
            return typed
        digits = re.sub(r"[\s.\-/]", "", typed)
        return digits if digits.isdecimal() else typed

    def clean_email(self) -> Any:
        typed = self.cleaned_data["email"]
        if isinstance(typed, str) and email_doubt(typed):
            raise ValidationError(
                gettext(
                    "Une adresse e-mail a la forme nom@exemple.fr. "
                    "Corrigez-la, ou laissez la case vide."
                ),
                code="email",
            )
        return typed

    def doubts(self) -> Iterable[tuple[str, Doubt]]:
        number = self.fresh("agdref")
        if number and not (number.isdecimal() and len(number) == AGDREF_DIGITS):
            count = sum(one.isdecimal() for one in number)
            yield (
                "agdref",
                Doubt(
                    "agdref",
                    gettext(
                        "Ce numéro a normalement %(expected)d chiffres. Vous en avez écrit "
                        "%(count)d. Regardez votre attestation de demande d’asile."
                    )
                    % {"expected": AGDREF_DIGITS, "count": count},
                ),
            )

    @property
    def replies(self) -> dict[str, Any]:
        """The date is also kept as a paper of another calendar has it."""
        found = super().replies
        typed = self["birth_date"].value()
        written = written_as(typed) if isinstance(typed, TypedDate) else None
        if written or found.get("birth_date") != self.stored.get("birth_date"):
            found["birth_date_written"] = written
        return found


class SummonsForm(ClaimForm):
    """What the letter of OFPRA says. Its day is kept with the other dates of the claim."""

    def __init__(self, stored: Mapping[str, Any], *, data: Any = None) -> None:
        self.dates: Mapping[str, Any] = stored.get("dates") or {}
        told = dict(stored.get("summons") or {})
        if day := self.dates.get("interview_on"):
            told["interview_on"] = day
        super().__init__(told, ("summons",), data=data)

    def path(self, name: str) -> Path:
        return ("dates", name) if name == "interview_on" else super().path(name)

    def change(self, stored: Section) -> Section:
        replies = self.replies
        day = {name: replies.pop(name) for name in ("interview_on",) if name in replies}
        return with_values(with_values(stored, self.place, replies), ("dates",), day)

    def build(self) -> None:
        self.fields |= {
            "interview_on": DateField(
                label=_("Jour de l’entretien"),
                help_text=why("interview_on"),
                exact=True,
                must_answer=False,
                may_be_unknown=False,
                calendars=False,
            ),
            "time": TimeField(label=_("Heure"), help_text=why("time"), most=MAX_CODE),
            "place": OwnWordsField(
                label=_("Lieu de l’entretien"), help_text=why("place"), most=MAX_ADDRESS
            ),
            "division": CodeField(
                label=_("Division de l’OFPRA"), help_text=why("division"), most=MAX_CODE
            ),
            "email": CodeField(
                label=_("Adresse e-mail écrite sur la convocation"),
                help_text=why("division_email"),
                mode="email",
            ),
            "fax": CodeField(
                label=_("Fax écrit sur la convocation"),
                help_text=why("fax"),
                mode="tel",
                most=MAX_CODE,
            ),
            "children_come": YesNoField(
                label=_("La convocation dit-elle que vos enfants viennent aussi ?"),
                help_text=why("children_come"),
                must_answer=False,
            ),
            "is_video": YesNoField(
                label=_("L’entretien se fait-il par vidéo ?"),
                help_text=why("is_video"),
                must_answer=False,
            ),
            "companion": AnswerField(
                label=_("Qui vient avec vous à l’entretien ?"),
                help_text=why("companion"),
                options=COMPANIONS,
                must_answer=False,
            ),
            "companion_name": PersonTextField(
                label=_("Nom de la personne qui vous accompagne"),
                help_text=why("companion_name"),
            ),
            "companion_office": PersonTextField(
                label=_("Son barreau, ou le nom de son association"),
                help_text=why("companion_office"),
            ),
        }

    def clean_division(self) -> Any:
        """The codes in capitals, with or without the word before them."""
        typed = self.cleaned_data["division"]
        if not isinstance(typed, str):
            return typed
        code = re.sub(r"(?i)^division\s+", "", typed).upper()
        return code if code in DIVISIONS else typed

    def doubts(self) -> Iterable[tuple[str, Doubt]]:
        if email_doubt(self.fresh("email")):
            sentence = gettext(
                "Cette adresse e-mail ne semble pas complète. Regardez la convocation."
            )
            yield "email", Doubt("email", sentence)
        day = self.fresh("interview_on")
        lodged = self.dates.get("lodged_on")
        if day and isinstance(lodged, str) and day < lodged:
            sentence = gettext(
                "L’entretien, le %(day)s, serait avant le dépôt de votre demande, le %(lodged)s."
            ) % {
                "day": in_words(PartialDate.parse(day)),
                "lodged": in_words(PartialDate.parse(lodged)),
            }
            yield "interview_on", Doubt("interview_on", sentence)


class LanguageForm(ClaimForm):
    """The language chosen at the prefecture, and what an interpreter should know of it."""

    def __init__(self, language: Mapping[str, Any], *, data: Any = None) -> None:
        super().__init__(language, ("language",), data=data)

    def build(self) -> None:
        alphabets = [(one, phrase(f"ofpra.person.alphabets.{one}")) for one in ALPHABETS]
        self.fields |= {
            "chosen": PersonTextField(
                label=_("Langue choisie à la préfecture"), help_text=why("chosen")
            ),
            "dialect": PersonTextField(
                label=_("Votre façon de parler cette langue (dialecte)"),
                help_text=why("dialect"),
            ),
            "region": PersonTextField(
                label=_("Région, ville ou village où l’on parle comme vous"),
                help_text=why("region"),
            ),
            "others": PersonTextField(
                label=_("Autres langues que vous comprenez bien"), help_text=why("others")
            ),
            "french": AnswerField(
                label=_("Comprenez-vous le français ?"),
                help_text=why("french"),
                options=FRENCH,
                must_answer=False,
            ),
            "reads": PlainSeveralField(
                label=_("Quelles écritures lisez-vous ?"),
                help_text=why("reads"),
                options=[*alphabets, (NO_READING, _("Je ne lis pas, ou c’est difficile"))],
                alone=NO_READING,
            ),
        }
