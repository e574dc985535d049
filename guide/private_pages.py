"""What the private pages of both procedures share: how they are read, saved and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.views.decorators.http import require_http_methods

from guide import content
from guide.answers import Answers
from guide.articles import badge_state
from guide.htmx import render_part
from guide.privacy import private

View = Callable[..., HttpResponseBase]


def page_of_path(view: View) -> View:
    """A private page that is read with GET and saves with POST."""
    return private(require_http_methods(["GET", "HEAD", "POST"])(view))


def answers_of(request: HttpRequest) -> Answers:
    found: Answers = request.answers  # type: ignore[attr-defined]  # given by the dossier
    return found


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is empty; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def show_page(
    request: HttpRequest, folder: str, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page `<folder>/my/<name>.html`, or its main part `_<name>.html` for a swap.

    A form that comes back with errors is the same page: the browser's history gets no new entry.
    """
    htmx = getattr(request, "htmx", None)
    response = render_part(
        request,
        page=f"{folder}/my/{name}.html",
        part=f"{folder}/my/_{name}.html",
        context=context | {"is_swap": bool(htmx)},
        status=status,
    )
    if status != 200:
        response.headers["HX-Push-Url"] = "false"
    return response


def badge_of(slugs: Iterable[str]) -> str:
    """How sure the translation of these texts is, for the badge of a page."""
    snapshot = content.current()
    return badge_state(slug for slug in slugs if snapshot.has(slug))
