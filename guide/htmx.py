"""A page, or the part of it that an htmx swap asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def render_part(
    request: HttpRequest,
    *,
    page: str,
    part: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render `part` for an htmx swap, `page` for everything else.

    A boosted link and a restore from history get the whole page, as a first load does.
    """
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    wants_part = htmx and not (htmx.boosted or htmx.history_restore_request)
    response = render(request, part if wants_part else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
