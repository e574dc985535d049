"""My preparation: what I have read and thought about, for myself alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guide.private_pages import badge_of, page_of_path, posted
from ofpra.forms.preparation import PreparationForm
from ofpra.preparation import THEMES
from ofpra.private_views.common import claim_of, edit


@page_of_path
def prepare(request: HttpRequest) -> HttpResponse:
    """The themes with their ticks; no number, no order to follow."""
    form = PreparationForm(claim_of(request), data=posted(request))
    badge = badge_of(slug for theme in THEMES for slug in theme.check_slugs)
    return edit(request, "prepare", form, reverse("claim:prepare"), {"badge": badge})
