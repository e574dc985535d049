"""Public pages of the asylum claim."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What this part will hold, said plainly while it is being written."""
    return render(request, "ofpra/home.html")
