"""What the views of the claim share: the claim as stored, and how a page is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guide import content
from guide.answers import Section, Stale
from guide.private_pages import answers_of, show_page
from guide.stored_forms import Ask, Difference, StoredForm
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


def edit(
    request: HttpRequest,
    name: str,
    form: StoredForm,
    url: str,
    context: dict[str, Any],
    rows_of: Callable[[list[Ask]], Any] | None = None,
) -> HttpResponse:
    """A page that is one form: shown, saved, or given back with all that was typed.

    After saving it leads to `url`, which is told so by `?saved=1`, unless an empty form had
    nothing to save. `rows_of` puts the fields together as the page needs them.
    """
    differences: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request, STORED)
        except Stale as stale:
            differences = form.differences(stale)
        else:
            return redirect(f"{url}?saved=1" if form.has_something else url)
    asks = form.asks(request, STORED, fresh=bool(differences))
    shown = {
        "form": form,
        "asks": asks,
        "rows": rows_of(asks) if rows_of else None,
        "differences": differences,
        "is_saved": "saved" in request.GET and not form.is_bound,
        **context,
    }
    return show(request, name, shown, status=422 if form.is_bound else 200)


def advice_of(texts: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """Title, text and facts of the texts `<texts>.<name>.title` and `.text`, for folds."""
    rows = content.current().rows
    found = []
    for name in names:
        slug = f"{texts}.{name}.text"
        facts = rows[slug].facts if slug in rows else ()
        found.append({"title": f"{texts}.{name}.title", "text": slug, "facts": facts})
    return found
