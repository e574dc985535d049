"""The person's plan: the day that matters next, the dates it comes from, and a calendar file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel import UnknownLocaleError
from babel.dates import format_timedelta
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from guide import content, ics
from guide.answers import Section
from guide.forms import TypedDate
from guide.languages import SOURCE
from guide.private_pages import answers_of, badge_of, page_of_path, posted
from guide.stored_forms import Ask, labels_of
from ofpra.claim import STORED
from ofpra.forms.plan import PlanForm, TrackForm, track_words
from ofpra.plan import TEXTS, Decision, Plan, Row, State, Step, plan, stored_facts
from ofpra.private_views.common import claim_of, edit, show
from ofpra.procedure import PACT

FAR_AHEAD = 60
"""Days from which "in 61 days" says less than the date."""
NOTES = f"{TEXTS}.notes."
IN_THE_FOLD = tuple(
    f"{NOTES}{note}"
    for note in ("moved_to_working_day", "letter_days", "if_free", "late_send_anyway")
)
"""Notes that explain the day, for who asks why."""
ELSEWHERE = (f"{NOTES}{PACT}",)
"""Said once on the page."""

ARTICLES = {
    "OFPRA-DL-01": "form",
    "OFPRA-DL-02": "overseas",
    "OFPRA-DL-03": "france-asile",
    "OFPRA-DL-04": "detention",
    "OFPRA-DL-05": "incomplete-file",
    "OFPRA-DL-06": "re-examination",
    "OFPRA-DL-07": "closure-and-reopening",
    "OFPRA-DL-08": "lawyer-or-association",
    "OFPRA-DL-09": "electronic-space",
    "OFPRA-DL-10": "legal-aid",
    "OFPRA-DL-11": "cnda",
    "OFPRA-DL-11-closure": "closure-and-reopening",
    "OFPRA-DL-12": "legal-aid",
    "OFPRA-DL-13": "time-to-decide",
    "OFPRA-DL-14": "accelerated",
    "OFPRA-DL-15": "rights-meanwhile",
    "OFPRA-DL-16": "other-permit",
    "OFPRA-DL-17": "obligation-to-leave",
    "OFPRA-DL-18": "dublin",
    "OFPRA-DL-18-reception": "rights-meanwhile",
    "OFPRA-DL-19": "cnda",
    "OFPRA-DL-20": "absence",
    "OFPRA-DL-21": "absence",
    "OFPRA-DL-22": "recording-and-transcript",
    "OFPRA-DL-23": "overseas",
}
STEP_ARTICLES = {
    "registration": "guda",
    "form": "form",
    "letter": "lodging-letter",
    "summons": "summons",
    "interview": "interview",
    "decision": "decision",
    "appeal": "after-no",
    "transfer": "dublin",
}
AFTER = {
    Decision.REFUGEE: "after-yes",
    Decision.SUBSIDIARY: "after-yes",
    Decision.REFUSAL: "right-to-remain",
    Decision.INADMISSIBLE: "right-to-remain",
    Decision.CLOSED: "closure-and-reopening",
}


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """One row as the page shows it."""

    row: Row
    ahead: str
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    article: Link | None
    letters: tuple[Link, ...]

    @property
    def is_passed(self) -> bool:
        return self.row.state is State.PASSED

    @property
    def has_missed(self) -> bool:
        """Is there still a day that may be missed?"""
        return self.row.state in (State.NEXT, State.LATER)

    @property
    def last_on(self) -> date | None:
        """The last day of the law, where it is later than the safe day and no letter says it."""
        return None if self.row.is_from_letter else self.row.deadline.never_later_than

    @property
    def has_day_in_doubt(self) -> bool:
        """Does the law perhaps leave one more day, on which nobody should count?"""
        return self.row.key == "OFPRA-DL-11" and self.last_on is not None


@dataclass(frozen=True, slots=True)
class Stone:
    """One step of the journey as the page shows it."""

    step: Step
    article: Link | None


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions under their heading."""

    name: str
    asks: tuple[Ask, ...]
    is_open: bool


@page_of_path
def overview(request: HttpRequest) -> HttpResponse:
    """What is done, what is next, and why that day."""
    stored = claim_of(request)
    found = _plan(stored)
    dates = stored.get("dates") or {}
    context = {
        "plan": found,
        "is_empty": not dates,
        "track": track_words(found.facts.track),
        "before": _days(row for row in found.now if _is_before_interview(row, found)),
        "now": _days(row for row in found.now if not _is_before_interview(row, found)),
        "passed": _days(found.passed),
        "later": _days(found.later),
        "to_know": _days(found.to_know),
        "rules": _days(found.in_words),
        "interview_ahead": found.interview_ahead,
        "interview_in": _ahead((found.interview_ahead - found.today).days)
        if found.interview_ahead
        else "",
        "stones": [Stone(one, _article(STEP_ARTICLES[one.name])) for one in found.steps],
        "after": _article(AFTER.get(found.facts.decision, "")) if found.facts.decision else None,
        "has_days_ahead": bool(found.entries),
        "stated": tuple(_stated(found)),
        "badge": badge_of(f"{row.slug}.what" for row in found.rows),
        "is_saved": "saved" in request.GET,
    }
    return show(request, "plan", context)


def _stated(found: Plan) -> Iterable[str]:
    """The rules and texts that the rows of a plan show."""
    for row in (*found.strip, *found.in_words):
        yield row.deadline.rule
        yield from (f"{row.slug}.{part}" for part in ("what", "why", "rule"))
        yield from (*row.about, *row.notes)


@page_of_path
def track(request: HttpRequest) -> HttpResponse:
    """How the claim is handled; the dates are asked after it."""
    form = TrackForm(claim_of(request).get("dates") or {}, data=posted(request))
    context = {"article": _article("which-track")}
    return edit(request, "plan_track", form, reverse("claim:plan_dates"), context)


@page_of_path
def dates(request: HttpRequest) -> HttpResponse:
    """The dates that can matter; each may stay empty."""
    told = claim_of(request).get("dates") or {}
    form = PlanForm(told, timezone.localdate(), data=posted(request))
    context = {
        "track": track_words(stored_facts(told).track),
        "badge": badge_of(f"ofpra.plan.labels.{name}" for name in form.fields),
    }
    url = reverse("claim:plan")
    return edit(request, "plan_dates", form, url, context, lambda asks: _groups(form, asks, told))


@page_of_path
def calendar(request: HttpRequest) -> HttpResponse:
    """The days ahead as a calendar file whose titles say nothing."""
    if request.method != "POST":  # a problem page in another language, or an old address
        return redirect("claim:plan")
    stored = answers_of(request).change(STORED, _with_secret)
    body = ics.calendar_file(
        _plan(stored).entries,
        secret=bytes.fromhex(stored["calendar_secret"]),
        made_at=timezone.now(),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


def _with_secret(stored: Section) -> Section:
    """The secret of this dossier, so that a second file replaces the first in a calendar."""
    return {"calendar_secret": secrets.token_hex(16), **stored}


def _plan(stored: Section) -> Plan:
    return plan(stored_facts(stored.get("dates")), timezone.localdate())


def _groups(form: PlanForm, asks: Iterable[Ask], told: Section) -> list[Group]:
    """The questions in groups; open where something is told, to correct or to look at again."""
    by_name: dict[str, Any] = labels_of(asks)
    groups = []
    for index, (name, names) in enumerate(form.groups.items()):
        of_group = tuple(by_name[one] for one in names)
        is_open = index == 0 or any(
            one in told or form[one].errors or form.remarks[one].notes or _is_typed(form, one)
            for one in names
        )
        groups.append(Group(name, of_group, is_open))
    return groups


def _is_typed(form: PlanForm, name: str) -> bool:
    """Was something typed or chosen there, saved or not?"""
    value = form[name].value() if form.is_bound else None
    return not value.is_empty if isinstance(value, TypedDate) else bool(value)


def _days(rows: Iterable[Row]) -> list[Day]:
    return [_day(row) for row in rows]


def _day(row: Row) -> Day:
    return Day(
        row,
        "" if row.state is State.PASSED else _ahead(row.days_ahead),
        tuple(one for one in row.notes if one not in ELSEWHERE and one not in IN_THE_FOLD),
        tuple(one for one in row.notes if one in IN_THE_FOLD),
        _article(ARTICLES.get(row.key, "")),
        tuple(_letter(number) for number in row.letters),
    )


def _is_before_interview(row: Row, found: Plan) -> bool:
    """Does its day come before the interview, so that the page shows it first?"""
    day = row.deadline.safe_on
    return day is not None and found.interview_ahead is not None and day < found.interview_ahead


def _ahead(days: int | None) -> str:
    """ "aujourd’hui", "demain", "dans 12 jours"; nothing for a day that is far or over."""
    if days is None or not 0 <= days <= FAR_AHEAD:
        return ""
    if days == 0:
        return gettext("aujourd’hui")
    if days == 1:
        return gettext("demain")
    try:
        return _in_days(days, get_language() or SOURCE)
    except UnknownLocaleError:
        return _in_days(days, SOURCE)


def _in_days(days: int, code: str) -> str:
    return format_timedelta(
        timedelta(days=days),
        granularity="day",
        threshold=FAR_AHEAD + 1,
        add_direction=True,
        locale=code.replace("-", "_"),
    )


def _article(slug: str) -> Link | None:
    """The page of the guide about it, when there is one."""
    snapshot = content.current()
    article = snapshot.article(slug) if slug else None
    if article is None or article.app != "ofpra":
        return None
    title = snapshot.text(article.title_slug, get_language() or SOURCE).plain
    return Link(reverse("ofpra:article", args=[slug]), title)


def _letter(number: str) -> Link:
    """The page that makes a letter."""
    title = content.current().text(f"ofpra.letters.{number}.title", get_language() or SOURCE)
    return Link(reverse("dossier:claim_letter", args=[number]), title.plain)
