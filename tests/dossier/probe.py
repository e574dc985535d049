"""A tiny private page that saves and shows answers, and helpers to ask for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import Client
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as real_ones
from guide.answers import PrivateRequest, Section
from guide.privacy import private

URL = "/fr/my/probe/"
NAME = ("sponsor", "full_name")
FORM = """<form method="post">{% csrf_token %}<input name="full_name" value="{{ name }}">
<input type="hidden" name="seen-full_name" value="{{ seen }}"></form>"""


@private
def probe(request: PrivateRequest) -> HttpResponse:
    """One form with one question; `act` asks for trouble."""
    if request.method == "POST":
        act = request.POST.get("act")
        if act == "missing":
            raise Http404
        if act == "crash":
            raise ValueError(f"cannot use {request.POST['full_name']}")

        def save(section: Section) -> Section:
            posted = {name: request.POST[name] for name in request.POST if name in KNOWN}
            return section | {"sponsor": section.get("sponsor", {}) | posted}

        seen = {NAME: request.POST.get("seen-full_name")} if act != "force" else None
        request.answers.change("reunification", save, seen=seen)
        return HttpResponseRedirect(URL, status=303)
    if request.GET.get("act") == "write":
        request.answers.write("reunification", {"sponsor": {"full_name": "x"}})
    sponsor = request.answers.read("reunification").get("sponsor", {})
    context = {
        "name": sponsor.get("full_name", ""),
        "seen": request.answers.fingerprint("reunification", NAME),
    }
    return HttpResponse(engines["django"].from_string(FORM).render(context, request))


@private
def idle(request: PrivateRequest) -> HttpResponse:
    """A private page that never looks at the answers."""
    return HttpResponse("here")


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


KNOWN = ("full_name", "birth_date", "town", "story")

urlpatterns = [
    path("fr/my/probe/", probe),
    path("fr/my/idle/", idle),
    path("fr/public/", public),
    *real_ones,
]


def say(client: Client, **answers: Any) -> HttpResponse:
    """Save answers without looking at what is stored."""
    return client.post(URL, {"act": "force"} | answers)
