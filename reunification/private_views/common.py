"""What the views of the path share: the family as stored, and where to go next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from guide.private_pages import answers_of, show_page
from reunification import questions
from reunification.family import Family
from reunification.questions import Page, Section

STORED = APP = "reunification"
"""The section of the answers that holds the family."""

RETURNS = {"answers": "family:answers", "results": "family:results"}
"""Where a changed answer leads back to; the value of `?back=`."""


def family_of(request: HttpRequest) -> Family:
    return Family(answers_of(request).read(STORED), timezone.localdate())


def show(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the path, or its main part for a swap."""
    return show_page(request, APP, name, context, status)


def go(request: HttpRequest, url: str, *, layout: str = "one") -> HttpResponse:
    """Lead on after a save. A page laid out for a desk is loaded whole, not swapped in."""
    wide = tuple(reverse(f"family:{name}") for name in ("answers", "results"))
    if getattr(request, "htmx", None) and (layout == "all" or url.startswith(wide)):
        return HttpResponseClientRedirect(url)
    return redirect(url)


def question_url(page: Page, key: str = "", back: str = "") -> str:
    """The address of one question; never anything a person typed."""
    if page.section is Section.RELATIVE:
        address = reverse("family:person_question", args=[key, page.slug])
    else:
        address = reverse("family:question", args=[page.section, page.slug])
    return f"{address}?back={back}" if back in RETURNS else address


def section_url(section: Section, key: str = "") -> str:
    """The address of a whole section on one page."""
    if section is Section.RELATIVE:
        return reverse("family:person", args=[key])
    return reverse("family:section", args=[section])


def entry_url(family: Family, section: Section, key: str = "") -> str:
    """Where a section begins, or goes on, in the layout the person chose."""
    if family.layout == "all":
        return section_url(section, key)
    told = family.told(key)
    page = questions.first_open(section, told) or questions.pages(section, told)[0]
    return question_url(page, key)


def after_section(family: Family, section: Section) -> str:
    """What comes when all was asked: you, your protection, your family, the day, the result."""
    match section:
        case Section.ME:
            return entry_url(family, Section.PROTECTION)
        case Section.PROTECTION | Section.RELATIVE:
            return reverse("family:people")
    return reverse("family:results")
