"""The papers: for each person and each appointment, had or not, and what may replace them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.answers import SEEN, Stale
from guide.private_pages import answers_of, badge_of, page_of_path
from reunification import wording
from reunification.checklist import LADDER, Item, checklist, sponsor_checklist
from reunification.family import SPONSOR, Family
from reunification.private_views.common import STORED, family_of, show

TICKS = ("have", "not_yet", "cannot")
DOCUMENTS = "reunification.documents"
WHEN = ("appointment", "end_of_appointment", "nantes", "visa_collection")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a list, with what the person said of it."""

    item: Item
    answer: str
    seen: str
    who: tuple[str, ...]
    when: tuple[str, ...]

    @property
    def doc(self) -> str:
        return self.item.doc


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers of which one is enough, or a single paper."""

    group: str | None
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    when: str
    bundles: tuple[Bundle, ...]


@page_of_path
def papers(request: HttpRequest) -> HttpResponse:
    """Whose papers: each relative's, and the sponsor's own."""
    family = family_of(request)
    if not family.keys:
        return redirect("family:people")
    people = [
        {
            "url": reverse("family:papers_of", args=[key]),
            "name": wording.person_name(family.facts(key), number),
            "relation": wording.RELATIONS_SHORT.get(family.facts(key).get("relation") or "", ""),
            **_counts(family, key),
        }
        for number, key in enumerate(family.keys, start=1)
    ]
    mine = {"url": reverse("family:papers_of", args=[SPONSOR]), **_counts(family, SPONSOR)}
    return show(request, "papers", {"people": people, "mine": mine})


@page_of_path
def papers_of(request: HttpRequest, key: str) -> HttpResponse:
    """One person's papers, by appointment; each may be ticked."""
    family = family_of(request)
    if key != SPONSOR and key not in family.keys:
        return show(request, "nobody", {}, status=404)
    items = _items(family, key)
    if request.method == "POST":
        ticks = {
            item.doc: answer
            for item in items
            if (answer := request.POST.get(item.doc, "")) in TICKS
        }
        seen: dict[tuple[str, ...], str | None] = {
            ("ticks", key, item.doc): request.POST.get(f"{SEEN}{item.doc}") for item in items
        }
        try:
            answers_of(request).change(
                STORED, lambda stored: _with_ticks(stored, key, ticks), seen=seen
            )
        except Stale as stale:
            changed = [one.path[-1] for one in stale.conflicts]
            return _show_papers(request, family, key, items, ticks, changed)
        return redirect(f"{reverse('family:papers_of', args=[key])}?saved=1")
    return _show_papers(request, family, key, items, family.ticks(key))


def _with_ticks(stored: dict[str, Any], key: str, ticks: dict[str, str]) -> dict[str, Any]:
    """Papers that are not on the list now keep what was said of them."""
    every = dict(stored.get("ticks") or {})
    every[key] = {**(every.get(key) or {}), **ticks}
    return {**stored, "ticks": every}


def _items(family: Family, key: str) -> tuple[Item, ...]:
    if key == SPONSOR:
        found = sponsor_checklist(family.case(), family.relatives().values())
    else:
        found = checklist(family.relative(key), family.case(key))
    return tuple({item.doc: item for item in found}.values())


def _counts(family: Family, key: str) -> dict[str, int]:
    items, ticks = _items(family, key), family.ticks(key)
    return {"total": len(items), "have": sum(ticks.get(item.doc) == "have" for item in items)}


def _show_papers(
    request: HttpRequest,
    family: Family,
    key: str,
    items: tuple[Item, ...],
    ticks: Any,
    changed: Iterable[str] = (),
) -> HttpResponse:
    changed = list(changed)
    answers = answers_of(request)
    shown = [
        Paper(
            item,
            ticks.get(item.doc, ""),
            request.POST.get(f"{SEEN}{item.doc}", "")
            if request.method == "POST" and not changed
            else answers.fingerprint(STORED, ("ticks", key, item.doc)),
            tuple(f"{DOCUMENTS}.who.{one}" for one in item.who),
            tuple(f"{DOCUMENTS}.when.{one}" for one in item.when),
        )
        for item in items
    ]
    is_sponsor = key == SPONSOR
    context = {
        "key": key,
        "is_sponsor": is_sponsor,
        "person": "" if is_sponsor else wording.person_name(family.facts(key), family.number(key)),
        "relation": wording.RELATIONS_SHORT.get(family.facts(key).get("relation") or "", ""),
        "moments": [
            Moment(when, _bundles(paper for paper in shown if _moment(paper.item) == when))
            for when in WHEN
            if any(_moment(paper.item) == when for paper in shown)
        ],
        "ladder": LADDER if any(paper.item.ladder for paper in shown) else (),
        "changed": changed,
        "badge": badge_of(f"{DOCUMENTS}.{item.doc}.meaning" for item in items),
        "is_saved": "saved" in request.GET,
    }
    return show(request, "papers_of", context, status=422 if changed else 200)


def _moment(item: Item) -> str:
    """The first moment that needs the paper."""
    return next((when for when in WHEN if when in item.when), WHEN[0])


def _bundles(papers: Iterable[Paper]) -> tuple[Bundle, ...]:
    return tuple(
        Bundle(group.partition(" ")[0] or None, tuple(of_group))
        for group, of_group in groupby(
            papers, key=lambda paper: paper.item.group or f" {paper.item.doc}"
        )
    )
