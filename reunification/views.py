"""The public guide to family reunification."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guide import content
from guide.articles import article_context, badge_state

APP = "reunification"
SECTIONS = ("who", "papers", "refusal", "more")
"""Subjects beside the steps, in the order of the landing page."""

DRAWINGS = {
    "check-names": "passport",
    "whole-family": "family",
    "france-visas": "form",
    "appointment": "calendar",
    "appointment-day": "counter",
    "receipt": "receipt",
    "checks-in-france": "question",
    "waiting": "envelope",
    "decision-and-journey": "journey",
}
"""What each step looks like, for those who read little."""


def home(request: HttpRequest) -> HttpResponse:
    """The journey in numbered steps, then the subjects."""
    snapshot = content.current()
    steps = snapshot.articles("steps", APP)
    subjects = [(section, snapshot.articles(section, APP)) for section in SECTIONS]
    shown = [*steps, *(article for _, articles in subjects for article in articles)]
    context = {
        "steps": steps,
        "subjects": subjects,
        "badge": badge_state([article.title_slug for article in shown]),
    }
    return render(request, "reunification/home.html", context)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One step or subject."""
    found = content.current().article(slug)
    if found is None or found.app != APP:
        raise Http404
    context = article_context(found) | {"drawing": DRAWINGS.get(slug)}
    return render(request, "reunification/article.html", context)
