"""The public guide to the asylum claim."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from guide.articles import article_page, landing_context

APP = "ofpra"
SECTIONS = ("tracks", "form", "interview", "after", "rights", "help", "errors")
"""Subjects beside the steps, in the order of the landing page."""

DRAWINGS = {
    "spada": "counter",
    "guda": "passport",
    "certificate-and-form": "form",
    "lodging-letter": "receipt",
    "summons": "calendar",
    "the-interview": "interview",
    "decision": "envelope",
    "cnda": "folder",
}
"""What each step looks like, for those who read little."""


def home(request: HttpRequest) -> HttpResponse:
    """The journey in numbered steps, the ways to prepare, then the subjects."""
    return render(request, "ofpra/home.html", landing_context(APP, SECTIONS))


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One step or subject."""
    return article_page(request, APP, slug, gettext("Le guide de la demande d’asile"), DRAWINGS)
