"""The days that matter: computed from the family's dates, and taken away as a calendar file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guide import ics
from guide.answers import Stale
from guide.deadlines import Deadline, Kind
from guide.partial_dates import PartialDate
from guide.private_pages import answers_of, badge_of, page_of_path, posted
from guide.stored_forms import Difference
from reunification import wording
from reunification.family import SPONSOR, Family
from reunification.forms import EventsForm
from reunification.private_views.common import STORED, family_of, show
from reunification.procedure import deadlines, events_from

TEXTS = "reunification.deadlines"


@dataclass(frozen=True, slots=True)
class Day:
    """One deadline as a page shows it."""

    deadline: Deadline
    slug: str
    who: str
    is_of_sponsor: bool
    never_later_than: PartialDate | None
    counts_from: PartialDate | None
    notes: tuple[str, ...]

    @property
    def is_computed(self) -> bool:
        return self.deadline.safe_on is not None


@page_of_path
def days(request: HttpRequest) -> HttpResponse:
    """The nearest day first; rules without a day are told in words, folded."""
    family = family_of(request)
    if not family.keys:
        return redirect("family:people")
    computed = _deadlines(family)
    found = [_day(family, one) for one in computed]
    context = {
        "has_days_ahead": bool(ics.entries(computed, family.today)),
        "badge": badge_of(f"{one.slug}.what" for one in found),
        "days": [one for one in found if one.is_computed],
        "rules": [
            one for one in found if not one.is_computed and one.deadline.kind is not Kind.UNVERIFIED
        ],
    }
    return show(request, "deadlines", context)


@page_of_path
def events(request: HttpRequest) -> HttpResponse:
    """What has happened so far; every date may stay empty."""
    family = family_of(request)
    form = EventsForm(family.events(), family.today, data=posted(request))
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request, STORED)
        except Stale as stale:
            differences = form.differences(stale)
        else:
            return redirect("family:deadlines")
    asks = form.asks(request, STORED, fresh=bool(differences))
    context = {"form": form, "asks": asks, "differences": differences}
    return show(request, "events", context, status=422 if form.is_bound else 200)


@page_of_path
def calendar(request: HttpRequest) -> HttpResponse:
    """The days ahead as a calendar file whose titles say nothing."""
    family = family_of(request)
    if request.method != "POST":  # a problem page in another language, or an old address
        return redirect("family:deadlines")
    stored = answers_of(request).change(STORED, _with_secret)
    body = ics.calendar_file(
        ics.entries(_deadlines(family), family.today),
        secret=bytes.fromhex(stored["calendar_secret"]),
        made_at=timezone.now(),
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


def _with_secret(stored: dict[str, Any]) -> dict[str, Any]:
    """The secret of this dossier, so that a second file replaces the first in a calendar."""
    return {"calendar_secret": secrets.token_hex(16), **stored}


def _deadlines(family: Family) -> tuple[Deadline, ...]:
    return deadlines(
        family.sponsor(), family.relatives(), events_from(family.events()), family.today
    )


def _day(family: Family, deadline: Deadline) -> Day:
    who = deadline.who
    is_relative = who is not None and who in family.keys
    return Day(
        deadline,
        f"{TEXTS}.{deadline.rule.removeprefix('REU-')}",
        wording.person_name(family.facts(who), family.number(who)) if who and is_relative else "",
        who == SPONSOR,
        _partial(deadline.never_later_than),
        _partial(deadline.counts_from),
        tuple(f"{TEXTS}.notes.{note}" for note in deadline.notes),
    )


def _partial(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)
