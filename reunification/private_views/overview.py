"""Beginning, the list of relatives, and every answer at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guide.answers import Stale
from guide.private_pages import answers_of, page_of_path
from reunification import family as families
from reunification import questions, wording
from reunification.family import Family
from reunification.private_views.common import STORED, entry_url, family_of, question_url, show
from reunification.questions import Section


@dataclass(frozen=True, slots=True)
class Row:
    label: Any
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A relative in a list: what is asked next about that person, if anything."""

    key: str
    name: str
    relation: Any
    url: str
    is_complete: bool


@page_of_path
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what it needs, and where one left off."""
    family = family_of(request)
    if request.method == "POST":
        layout = "all" if request.POST.get("layout") == "all" else "one"
        stored = answers_of(request).change(STORED, lambda stored: {**stored, "layout": layout})
        return redirect(_where_one_is(Family(stored, family.today)))
    answers = answers_of(request)
    context = {
        "is_begun": family.is_begun,
        "continue_url": _where_one_is(family),
        "layout": family.layout,
        "people": people_of(family),
        "expires_on": answers.expires_on,
    }
    return show(request, "home", context)


def _where_one_is(family: Family) -> str:
    """The first thing not yet told, else the result."""
    for section in (Section.ME, Section.PROTECTION):
        if questions.first_open(section, family.told()):
            return entry_url(family, section)
    if not family.keys or any(not one.is_complete for one in people_of(family)):
        return reverse("family:people")
    if questions.first_open(Section.APPLICATION, family.told()):
        return reverse("family:answers")
    return reverse("family:results")


def people_of(family: Family) -> list[Person]:
    found = []
    for number, key in enumerate(family.keys, start=1):
        facts = family.facts(key)
        waits = questions.first_open(Section.RELATIVE, family.told(key))
        found.append(
            Person(
                key,
                wording.person_name(facts, number),
                wording.RELATIONS_SHORT.get(facts.get("relation") or "", ""),
                entry_url(family, Section.RELATIVE, key),
                waits is None,
            )
        )
    return found


@page_of_path
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who wishes to join: add, complete, remove."""
    family = family_of(request)
    context = {
        "people": people_of(family),
        "is_full": len(family.keys) >= questions.MAX_RELATIVES,
        "most": questions.MAX_RELATIVES,
    }
    return show(request, "people", context)


@page_of_path
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a person off the list, after one more question."""
    family = family_of(request)
    if key not in family.keys:
        return redirect("family:people")
    path = ("relatives", key)
    if request.method == "POST":
        seen: dict[tuple[str, ...], str | None] = {path: request.POST.get("seen-person")}
        try:
            answers_of(request).change(
                STORED, lambda stored: families.without_relative(stored, key), seen=seen
            )
        except Stale:
            return _ask_to_remove(request, family_of(request), key, has_changed=True)
        return redirect("family:people")
    return _ask_to_remove(request, family, key)


def _ask_to_remove(
    request: HttpRequest, family: Family, key: str, *, has_changed: bool = False
) -> HttpResponse:
    context = {
        "key": key,
        "person": wording.person_name(family.facts(key), family.number(key)),
        "seen": answers_of(request).fingerprint(STORED, ("relatives", key)),
        "has_changed": has_changed,
        "rows": _rows(family, Section.RELATIVE, key),
    }
    return show(request, "remove", context, status=422 if has_changed else 200)


@page_of_path
def answers(request: HttpRequest) -> HttpResponse:
    """Every answer, each with the way to change it."""
    family = family_of(request)
    context = {
        "sections": [
            (wording.SECTIONS[section], _rows(family, section))
            for section in (Section.ME, Section.PROTECTION)
        ],
        "people": [(one, _rows(family, Section.RELATIVE, one.key)) for one in people_of(family)],
        "application": (
            wording.SECTIONS[Section.APPLICATION],
            _rows(family, Section.APPLICATION),
        ),
        "next_url": entry_url(family, Section.APPLICATION),
    }
    return show(request, "answers", context)


def _rows(family: Family, section: Section, key: str = "") -> list[Row]:
    told = family.told(key)
    facts = questions.subject(section, told)
    rows = []
    for page in questions.pages(section, told):
        for question in page.asked(told):
            value = questions.value_of(facts, question.key)
            is_answered = questions.is_answered(facts, question.key) and questions.fits(
                question, value, told
            )
            rows.append(
                Row(
                    wording.LABELS[question.key],
                    wording.answer_words(question, value) if is_answered else "",
                    question_url(page, key, back="answers"),
                    _note(family, section, key, question.key, value),
                )
            )
    return rows


def _note(family: Family, section: Section, key: str, name: str, value: Any) -> str:
    """The date as the paper writes it, in another calendar; 1 January explained."""
    written = (family.stored.get("as_written") or {}).get(key or section.value) or {}
    if name in written:
        return str(written[name])
    if name == "birth_date" and str(value or "").endswith("-01-01"):
        return str(wording.FIRST_OF_JANUARY)
    return ""
