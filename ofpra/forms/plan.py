"""The track, then the dates that matter for it: all of it may stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from guide import content
from guide.answers import SEEN, Section
from guide.forms import (
    NOTHING,
    UNKNOWN,
    AnswerField,
    DateField,
    ListedAnswerField,
    Said,
    YesNoField,
    clean_text,
    in_words,
    whole,
)
from guide.languages import SOURCE
from guide.partial_dates import PartialDate
from guide.stored_forms import Doubt, with_values
from guide.templatetags.guide_tags import plain
from ofpra.forms.common import ClaimForm
from ofpra.plan import (
    CHOICES,
    GROUPS,
    MAY_BE_FUTURE,
    MOST_DAYS,
    Contradiction,
    Oddity,
    Track,
    asked,
    contradictions,
    stored_facts,
)

TEXTS = "ofpra.plan"
PLACE = ("dates",)
IN_A_LIST = ("territory",)
"""Choices shown as a list to open: many, and short."""


def sentence(slug: str, **values: object) -> str:
    """A text without markup, its `{names}` filled."""
    wording = content.current().text(f"{TEXTS}.{slug}", get_language() or SOURCE)
    return wording.filled(values).plain


def options(name: str) -> list[tuple[str, str]]:
    return [(one.value, plain(f"{TEXTS}.{name}.{one.value}")) for one in CHOICES[name]]


class DaysField(forms.CharField):
    """A number of days, in the digits of any script."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.widget.attrs |= {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        typed = clean_text(str(value or ""))
        if not typed:
            return NOTHING
        days = whole(typed)
        if days is None or not 1 <= days <= MOST_DAYS:
            raise ValidationError(sentence("errors.appeal_days", most=MOST_DAYS), code="days")
        return days

    def prepare_value(self, value: Any) -> Any:
        return "" if isinstance(value, Said) else value


class TrackForm(ClaimForm):
    """One question: how the claim is handled. "I do not know" is an answer as well."""

    def __init__(self, dates: Mapping[str, Any], *, data: Any = None) -> None:
        super().__init__(dates, PLACE, data=data)

    def build(self) -> None:
        field = AnswerField(
            label=plain(f"{TEXTS}.track.question"),
            help_text=plain(f"{TEXTS}.track.why"),
            options=options("track"),
            must_answer=False,
        )
        field.choices = [*options("track"), (UNKNOWN.value, plain(f"{TEXTS}.track.unknown"))]
        self.fields["track"] = field


class PlanForm(ClaimForm):
    """The dates that can matter, in groups; each may stay empty.

    What does not go together is asked about once, when it is new; nothing possible is refused.
    """

    def __init__(self, dates: Mapping[str, Any], today: date, *, data: Any = None) -> None:
        self.today = today
        self.groups = _with_sent(asked(stored_facts(dates), today), data or {})
        super().__init__(dates, PLACE, data=data)
        if dates.get("opened_on") and not dates.get("made_available_on"):
            note = plain(f"{TEXTS}.notes.opened_alone")
            self.remarks["opened_on"].notes.append(note)

    def build(self) -> None:
        for names in self.groups.values():
            for name in names:
                self.fields[name] = self._field(name)

    def _field(self, name: str) -> forms.Field:
        words: dict[str, Any] = {
            "label": plain(f"{TEXTS}.labels.{name}"),
            "help_text": sentence(f"hints.{name}"),
        }
        if name in IN_A_LIST:
            return ListedAnswerField(options=options(name), must_answer=False, **words)
        if name in CHOICES:
            return AnswerField(options=options(name), must_answer=False, **words)
        if name == "interview_missed":
            return YesNoField(must_answer=False, **words)
        if name == "appeal_days":
            return DaysField(**words)
        return DateField(
            exact=True,
            latest=None if name in MAY_BE_FUTURE else self.today,
            must_answer=False,
            may_be_unknown=False,
            calendars=False,
            **words,
        )

    def doubts(self) -> Iterable[tuple[str, Doubt]]:
        """What is surprising in the changed answers; what was stored already was confirmed."""
        changed = with_values({"dates": self.stored}, PLACE, self.replies).get("dates") or {}
        for one in contradictions(stored_facts(changed), self.today):
            if not self._is_new(one, changed):
                continue
            beside = one.field if one.field in self.fields else one.other
            if beside in self.fields:
                yield beside, Doubt(one.name, _words(one, changed))

    @property
    def to_check(self) -> list[forms.BoundField]:
        """The fields beside which there is a doubt."""
        return [self[name] for name, one in self.remarks.items() if one.doubts]

    def _is_new(self, one: Contradiction, changed: Section) -> bool:
        names = [name for name in (one.field, one.other) if name]
        return any(changed.get(name) != self.stored.get(name) for name in names)


def _with_sent(
    found: Mapping[str, tuple[str, ...]], data: Mapping[str, Any]
) -> dict[str, tuple[str, ...]]:
    """The groups, and what was asked when the page was made: another tab changed the track."""
    groups = {
        group: tuple(
            name for name in names if name in found.get(group, ()) or f"{SEEN}{name}" in data
        )
        for group, names in GROUPS.items()
    }
    return {group: names for group, names in groups.items() if names}


def _words(one: Contradiction, dates: Mapping[str, Any]) -> str:
    day = in_words(PartialDate.parse(str(dates[one.field])))
    if one.oddity is Oddity.ORDER:
        return sentence(
            "doubts.order",
            first=plain(f"{TEXTS}.labels.{one.other}"),
            first_day=in_words(PartialDate.parse(str(dates[one.other]))),
            second=plain(f"{TEXTS}.labels.{one.field}"),
            second_day=day,
        )
    return sentence(f"doubts.{one.oddity.value}", day=day)


def track_words(track: Track | None) -> str:
    """How the track is called on a page."""
    return plain(f"{TEXTS}.track.{track.value if track else UNKNOWN.value}")
