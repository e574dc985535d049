"""The dossier's first page, and its end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guide.answers import PrivateRequest, Section
from guide.privacy import private
from ofpra import claim
from ofpra.person import summons

CLEARED = '"cache", "storage"'
"""What the browser forgets of this site. Not "cookies": it would also take those of other sites
of the same domain; ours are taken back one by one."""


@private
@require_safe
def home(request: PrivateRequest) -> HttpResponse:
    """What the dossier holds, until when, and what can be done with it."""
    context: dict[str, Any] = {"idle_hours": settings.DOSSIER_IDLE_SECONDS // 3600}
    if request.answers.exists:
        context |= {
            "expires_on": request.answers.expires_on,
            "claim": _claim(request.answers.read(claim.STORED)),
            "family": _family(request.answers.read("reunification")),
        }
    return render(request, "dossier/home.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PrivateRequest) -> HttpResponseBase:
    """Say what will be erased and what cannot be, then do it at once."""
    if request.method != "POST":
        exists = request.answers.exists
        return render(request, "dossier/erase.html", {"exists": exists})
    request.answers.erase()
    return _cleared(HttpResponseRedirect(reverse("dossier:erased"), status=303))


@private
@require_safe
def erased(request: PrivateRequest) -> HttpResponseBase:
    """What is gone, and what may still lie on the phone."""
    if request.answers.exists:
        return HttpResponseRedirect(reverse("dossier:erase"))
    return _cleared(render(request, "dossier/erased.html"))


def _cleared(response: HttpResponse) -> HttpResponse:
    """Take back what the browser keeps; an old tab then has no token to send its form with."""
    response.headers["Clear-Site-Data"] = CLEARED
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


def _claim(section: Section) -> dict[str, Any]:
    """How far the asylum claim is, in numbers and the day of the interview."""
    return {
        "begun": bool(section),
        "interview_on": summons(section).day,
        **{part: claim.count(section, part) for part in ("dates", "cards", "papers")},
    }


def _family(section: Section) -> dict[str, Any]:
    """How far the family part is, in numbers: no name stands on this page."""
    ticks = section.get("ticks") or {}
    return {
        "begun": bool(section),
        "sponsor": bool(section.get("sponsor")),
        "relatives": len(section.get("relatives") or []),
        "papers": sum(state == "have" for one in ticks.values() if one for state in one.values()),
    }
