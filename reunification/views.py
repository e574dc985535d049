"""The public guide to family reunification."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from guide.articles import article_page, landing_context

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
    return render(request, "reunification/home.html", landing_context(APP, SECTIONS))


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One step or subject."""
    return article_page(request, APP, slug, gettext("Faire venir ma famille"), DRAWINGS)
