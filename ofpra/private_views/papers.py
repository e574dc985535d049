"""The person's documents: the list in its order, one document, and taking one away."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.answers import Path, Stale, new_key
from guide.private_pages import answers_of, badge_of, page_of_path, posted
from ofpra import papers as lists
from ofpra.claim import STORED
from ofpra.forms.papers import PaperForm
from ofpra.private_views.common import advice_of, claim_of, edit, show

TEXTS = "ofpra.papers"
ADVICE = ("originals", "translation", "doubtful", "danger")

MOVE = re.compile(r"([a-z0-9]{8})-(\d{1,3})-(up|down)")
"""What the buttons of the list send: which document, where it stood, which way."""

KEY = re.compile(r"[a-z0-9]{8}")


@page_of_path
def papers(request: HttpRequest) -> HttpResponse:
    """Every document in the person's order, with its number in the list for OFPRA."""
    if request.method == "POST":
        return _move(request)
    found = lists.papers(claim_of(request))
    context = {
        "papers": found,
        "is_full": len(found) >= lists.MOST,
        "most": lists.MOST,
        "advice": advice_of(TEXTS, ADVICE),
        "badge": badge_of([f"{TEXTS}.intro", *(f"{TEXTS}.{one}.text" for one in ADVICE)]),
        "is_saved": "saved" in request.GET,
    }
    return show(request, "papers", context)


def _move(request: HttpRequest) -> HttpResponse:
    url = reverse("claim:papers")
    sent = MOVE.fullmatch(request.POST.get("move", ""))
    if sent is None:
        return redirect(url)
    key, place, step = sent[1], int(sent[2]), -1 if sent[3] == "up" else 1
    answers_of(request).change(STORED, lambda stored: lists.moved(stored, key, place, step))
    return redirect(f"{url}#{key}")


@page_of_path
def add(request: HttpRequest) -> HttpResponse:
    """A new document. Its key comes with the form, so that sending twice adds it once."""
    stored = claim_of(request)
    key = request.POST.get("key", "")
    form = PaperForm(stored, key if KEY.fullmatch(key) else new_key(), data=posted(request))
    is_full = len(lists.papers(stored)) >= lists.MOST
    return edit(
        request,
        "paper",
        form,
        reverse("claim:papers"),
        {"key": form.key, "is_new": form.is_new, "is_full": is_full, "badge": _badge(form)},
    )


@page_of_path
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """One document, to change what was said of it."""
    stored = claim_of(request)
    if lists.item(stored, key) is None:
        return _no_paper(request)
    form = PaperForm(stored, key, data=posted(request))
    context = {"key": key, "is_new": False, "badge": _badge(form)}
    return edit(request, "paper", form, reverse("claim:papers"), context)


def _badge(form: PaperForm) -> str:
    return badge_of(f"{TEXTS}.why.{name}" for name in form.fields)


@page_of_path
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a document off the list, after one more question."""
    path: Path = ("papers", key)
    if request.method == "POST":
        seen = {path: request.POST.get("seen-paper")}
        try:
            answers_of(request).change(STORED, lambda stored: lists.removed(stored, key), seen=seen)
        except Stale:
            return _ask_to_remove(request, key, has_changed=True)
        return redirect("claim:papers")
    return _ask_to_remove(request, key)


def _ask_to_remove(request: HttpRequest, key: str, *, has_changed: bool = False) -> HttpResponse:
    found = next((one for one in lists.papers(claim_of(request)) if one.key == key), None)
    if found is None:
        return _no_paper(request)
    context: dict[str, Any] = {
        "paper": found,
        "seen": answers_of(request).fingerprint(STORED, ("papers", key)),
        "has_changed": has_changed,
    }
    return show(request, "paper_remove", context, status=422 if has_changed else 200)


def _no_paper(request: HttpRequest) -> HttpResponse:
    """An old address of a document that is no longer there."""
    return show(request, "no_paper", {}, status=404)
