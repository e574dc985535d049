"""Comparing the copy of the form with the other papers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from guide.private_pages import badge_of, page_of_path, posted
from ofpra.form_check import ROWS, form_check
from ofpra.forms.form_check import ANSWERS, FormCheckForm
from ofpra.private_views.common import advice_of, claim_of, edit

TEXTS = "ofpra.form_check"
ADVICE = ("where_from", "no_copy", "other_identity", "family_later")


@page_of_path
def check(request: HttpRequest) -> HttpResponse:
    """Every row with its answer and note, and the list for the start of the interview."""
    stored = claim_of(request)
    form = FormCheckForm(stored.get("form_check") or {}, data=posted(request))
    checked = form_check(stored)
    context = {
        "answers": ANSWERS,
        "to_say": checked.to_say,
        "is_begun": bool(checked.answers),
        "advice": advice_of(TEXTS, ADVICE),
        "badge": badge_of([f"{TEXTS}.true_dates", *(f"{TEXTS}.{row}.look" for row in ROWS)]),
    }
    url = reverse("claim:form_check")
    return edit(request, "form_check", form, url, context, rows_of=form.rows)
