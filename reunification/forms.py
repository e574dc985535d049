"""Forms of the family path: questions become fields, clean answers become replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guide.forms import (
    NOTHING,
    UNKNOWN,
    AnswerField,
    CountryField,
    DateField,
    ListedAnswerField,
    PersonTextField,
    SeveralField,
    TypedDate,
    YesNoField,
    written_as,
)
from guide.partial_dates import PartialDate
from guide.stored_forms import Doubt, RemarkedForm, Remarks, StoredForm
from guide.templatetags.guide_tags import plain
from reunification import family as families
from reunification import questions, wording
from reunification.case import Contradiction, FactError, contradictions
from reunification.family import Family
from reunification.procedure import EVENT_NAMES
from reunification.questions import Kind, Question, Section

FEW = 5
"""From this number of answers on, a page with many questions shows them as a list to open."""

TEXT_KINDS = (Kind.NAME, Kind.PLACE, Kind.COUNTRY)
"""Kinds that may be left empty: an empty field then says "I do not know"."""
FOREIGN_DAYS = ("adoption_decision_on",)
"""Whole days that stand on papers of another country, maybe in its calendar."""


def html_name(key: str) -> str:
    return key.replace(".", "-")


class AnswersForm(RemarkedForm):
    """The questions of one page, or of a whole section.

    `must_answer`: one page, one answer; otherwise what is left empty stays as it was. `labels`
    replace the short label of a question, by a whole sentence where it stands alone. After
    `is_valid()`, `replies` holds what to store. A form that only raises doubts or proposes a
    date of another calendar goes back with what was typed, to be confirmed.
    """

    def __init__(
        self,
        asked: Iterable[Question],
        family: Family,
        section: Section,
        key: str = "",
        *,
        data: Any = None,
        must_answer: bool = True,
        labels: Mapping[str, Any] | None = None,
    ) -> None:
        self.asked = tuple(asked)
        self.labels = labels or {}
        self.family = family
        self.section = section
        self.key = key
        self.must_answer = must_answer
        self.told = family.told(key)
        self.stored = questions.subject(section, self.told)
        self.remarks: dict[str, Remarks] = {html_name(one.key): Remarks() for one in self.asked}
        super().__init__(data=data, initial=self._initial(), auto_id="%s")
        for question in self.asked:
            self.fields[html_name(question.key)] = self._field(question)
        is_first_of_january = str(self.stored.get("birth_date") or "").endswith("-01-01")
        if is_first_of_january and "birth_date" in self.remarks:
            self.remarks["birth_date"].notes.append(str(wording.FIRST_OF_JANUARY))

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for question in self.asked:
            if questions.is_answered(self.stored, question.key):
                value = questions.value_of(self.stored, question.key)
                initial[html_name(question.key)] = UNKNOWN if value is None else value
        return initial

    def _field(self, question: Question) -> forms.Field:
        label: Any = self.labels.get(question.key, wording.LABELS[question.key])
        match question.kind:
            case Kind.NAME | Kind.PLACE:
                return PersonTextField(label=label)
            case Kind.COUNTRY:
                return CountryField(label=label)
            case Kind.YES_NO:
                return YesNoField(label=label, must_answer=self.must_answer)
            case Kind.SEVERAL:
                return SeveralField(
                    label=label,
                    options=wording.option_words(question, self.told),
                    alone="nobody",
                    must_answer=self.must_answer,
                )
            case Kind.CHOICE:
                return self._choice(question, label)
        return DateField(
            label=label,
            exact=question.kind is Kind.DAY,
            latest=None if question.may_be_future else self.family.today,
            must_answer=self.must_answer and question is self.asked[0],
            calendars=question.kind is Kind.PARTIAL_DATE or question.key in FOREIGN_DAYS,
            unknown_label=wording.UNKNOWN_OR_NO.get(question.key),
        )

    def _choice(self, question: Question, label: Any) -> forms.Field:
        """Large answers on a page of their own, a list to open among many questions."""
        options = wording.option_words(question, self.told)
        if self.must_answer or len(options) < FEW:
            return AnswerField(label=label, options=options, must_answer=self.must_answer)
        if question.key == "relation":
            return ListedAnswerField(
                label=label, options=wording.relation_choices(), must_answer=False
            )
        return ListedAnswerField(label=label, options=options, must_answer=False)

    @property
    def replies(self) -> dict[str, Any]:
        """What to store, by the name of the fact; None for "I do not know"."""
        found: dict[str, Any] = {}
        for question in self.asked:
            answer = self.cleaned_data.get(html_name(question.key), NOTHING)
            if answer is NOTHING and self.must_answer:
                answer = UNKNOWN  # the second date of a page, left empty
            if answer is NOTHING or self._is_left_empty(question, answer):
                continue
            if answer is UNKNOWN and self._was_not_sent(question):
                continue
            found[question.key] = None if answer is UNKNOWN else answer
        return found

    def _is_left_empty(self, question: Question, answer: Any) -> bool:
        return (
            not self.must_answer
            and answer is UNKNOWN
            and question.kind in TEXT_KINDS
            and not questions.is_answered(self.stored, question.key)
        )

    def _was_not_sent(self, question: Question) -> bool:
        """A text whose field never came is not an emptied one."""
        return question.kind in TEXT_KINDS and html_name(question.key) not in self.data

    @property
    def written(self) -> dict[str, str]:
        """Dates as they stand on papers of another calendar, by the name of the fact."""
        found: dict[str, str] = {}
        for question in self.asked:
            typed = self[html_name(question.key)].value()
            if isinstance(typed, TypedDate) and (words := written_as(typed)):
                found[question.key] = words
        return found

    def seen(self) -> dict[tuple[str, ...], str | None]:
        """The fingerprints the form carried, by the place of each answer."""
        return {
            families.path_of(self.section, self.key, question.key): self.data.get(
                f"seen-{html_name(question.key)}"
            )
            for question in self.asked
        }

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.is_to_check:
            self._look_for_doubts()
        return self.cleaned_data

    def _look_for_doubts(self) -> None:
        try:
            changed = Family(
                families.with_answers(self.family.stored, self.section, self.key, self.replies),
                self.family.today,
            )
            found = _all_contradictions(changed, self.section, self.key)
        except (FactError, families.TooManyRelativesError):
            return
        confirmed = self._values("confirm")
        for key, one in found:
            name = self._field_of(one, key)
            doubt = f"{one.field}-{one.problem}"
            if name is None or doubt in confirmed:
                continue
            facts = {SPONSOR: changed.facts(SPONSOR), "relative": changed.facts(key)}
            sentence = wording.doubt_words(
                one.problem, _day_of(facts, one.field), _day_of(facts, one.other)
            )
            self.remarks[name].doubts.append(Doubt(doubt, sentence))
            self.is_to_check = True

    def _field_of(self, one: Contradiction, key: str) -> str | None:
        """The field of this form that a contradiction concerns."""
        for fact in (one.field, one.other or ""):
            owner, _, name = fact.partition(".")
            mine = key == self.key if owner == "relative" else self.section is not Section.RELATIVE
            if mine and html_name(name) in self.fields:
                return html_name(name)
        return None


SPONSOR = families.SPONSOR


def _all_contradictions(
    family: Family, section: Section, key: str
) -> list[tuple[str, Contradiction]]:
    """(key of the relative or "", contradiction), for whoever the changed section concerns."""
    case = family.case()
    if section is Section.RELATIVE:
        return [
            (key, one) for one in contradictions(case, family.relative(key), today=family.today)
        ]
    found = [("", one) for one in contradictions(case, today=family.today)]
    for other in family.keys:
        found += [
            (other, one)
            for one in contradictions(case, family.relative(other), today=family.today)
            if one.field.startswith("relative")
        ]
    return found


def _day_of(facts: Mapping[str, questions.Facts], name: str | None) -> PartialDate | None:
    owner, _, key = (name or "").partition(".")
    return questions.partial(questions.value_of(facts.get(owner, {}), key))


EVENT_HINTS: dict[str, Any] = {
    "requested_on": _("Le jour du premier message daté au consulat."),
    "receipt_on": _("Le papier que le consulat donne à la fin du rendez-vous."),
    "check_notified_on": _("Le jour où cette lettre est arrivée."),
    "questionnaire_received_on": _("Le questionnaire du bureau des familles de réfugiés."),
    "questionnaire_returned_on": _("Le jour où vous l’avez posté."),
    "refusal_notified_on": _("Le jour où la lettre de refus est arrivée."),
    "refusal_limit_on": _(
        "Si la lettre donne une date limite. Cette date compte plus que notre calcul."
    ),
    "appeal_received_on": _("La date de son accusé de réception."),
    "board_decision_notified_on": _("Le jour où la décision est arrivée."),
    "board_limit_on": _(
        "Si la décision donne une date limite. Cette date compte plus que notre calcul."
    ),
    "visa_valid_until": _("La date écrite sur le visa."),
    "entered_on": _("Le jour du tampon d’entrée."),
}
MAY_BE_FUTURE = ("refusal_limit_on", "board_limit_on", "visa_valid_until")


class EventsForm(StoredForm):
    """What has happened so far: each date may stay empty."""

    def __init__(self, events: Mapping[str, Any], today: date, *, data: Any = None) -> None:
        self.today = today
        super().__init__(events, ("events",), data=data)

    def build(self) -> None:
        for name in EVENT_NAMES:
            self.fields[name] = DateField(
                label=plain(f"reunification.deadlines.events.{name}"),
                help_text=EVENT_HINTS[name],
                exact=True,
                latest=None if name in MAY_BE_FUTURE else self.today,
                must_answer=False,
                may_be_unknown=False,
                calendars=False,
            )

    def in_words(self, name: str, value: Any) -> str:
        return wording.date_words(value) if isinstance(value, str) else "–"
