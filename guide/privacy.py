"""Marking the views that show or take what a person says."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Keep the answer out of every cache and the address out of every `Referer`.

    The dossier's middleware gives `request.answers` to the views marked so, and to no other.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return keep_private(view(request, *args, **kwargs))

    wrapped.private = True  # type: ignore[attr-defined]
    return wrapped


def is_private(view: Any) -> bool:
    """Was the view marked with `private`?"""
    return getattr(view, "private", False)


def keep_private(response: HttpResponseBase) -> HttpResponseBase:
    """Set the headers of a private page on a response."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
