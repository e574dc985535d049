"""Who the person is, what the summons says, and the exact language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from guide.private_pages import badge_of, page_of_path, posted
from ofpra import person
from ofpra.forms.person import LanguageForm, PersonForm, SummonsForm
from ofpra.private_views.common import advice_of, claim_of, edit

TEXTS = "ofpra.person"
ADVICE = ("when", "bring", "children", "video", "companion", "cannot_come")
"""What to know about the day, told under the form."""


@page_of_path
def me(request: HttpRequest) -> HttpResponse:
    """Particulars for letters and paper; each may stay empty."""
    stored = claim_of(request).get("me") or {}
    form = PersonForm(stored, timezone.localdate(), data=posted(request))
    badge = badge_of(f"{TEXTS}.why.{name}" for name in form.fields)
    return edit(request, "me", form, reverse("claim:me"), {"badge": badge})


@page_of_path
def summons(request: HttpRequest) -> HttpResponse:
    """The day, the time and the place, copied from the letter of OFPRA."""
    stored = claim_of(request)
    form = SummonsForm(stored, data=posted(request))
    slugs = [f"{TEXTS}.why.{name}" for name in form.fields]
    advice = [f"{TEXTS}.summons.{one}.text" for one in ADVICE]
    context = {
        "advice": advice_of(f"{TEXTS}.summons", ADVICE),
        "stated": advice,
        "badge": badge_of([*slugs, *advice]),
    }
    return edit(request, "summons", form, reverse("claim:summons"), context)


@page_of_path
def language(request: HttpRequest) -> HttpResponse:
    """The exact language, and the lines to show that it gives."""
    stored = claim_of(request)
    form = LanguageForm(stored.get("language") or {}, data=posted(request))
    context = {
        "lines": person.language(stored).lines,
        "badge": badge_of(f"{TEXTS}.why.{name}" for name in form.fields),
    }
    return edit(request, "language", form, reverse("claim:language"), context)
