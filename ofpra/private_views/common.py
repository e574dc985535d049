"""What the views of the claim share: the claim as stored, and how a page is shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from guide.answers import Section
from guide.private_pages import answers_of, show_page
from ofpra.claim import STORED

APP = "ofpra"


def claim_of(request: HttpRequest) -> Section:
    """The claim as it is stored; `{}` before the first answer."""
    return answers_of(request).read(STORED)


def show(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the claim, `ofpra/my/<name>.html`, or its main part for a swap."""
    return show_page(request, APP, name, context, status)
