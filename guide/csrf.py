"""Django's protection against forged forms, for pages that send no `Referer`.

A form on a page under `Referrer-Policy: no-referrer` is sent with `Origin: null`, or with neither
`Origin` nor `Referer` by older browsers. Django takes both for a forgery. What stays is the token
and its cookie (`HttpOnly`, `SameSite=Lax`, in production `__Host-`), and, from browsers that say
it, `Sec-Fetch-Site`.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from guide.privacy import is_private

OURSELVES = ("same-origin", "none")
"""`none`: the person repeated the sending from the browser itself."""


class CsrfMiddleware(CsrfViewMiddleware):
    """Decide by the token, and set its cookie on private pages only."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        match = request.resolver_match
        if match is None or not is_private(match.func):
            return response
        return super().process_response(request, response)

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == "null":
            return request.headers.get("Sec-Fetch-Site", OURSELVES[0]) in OURSELVES
        verified: bool = super()._origin_verified(request)  # type: ignore[misc]
        return verified

    def _check_referer(self, request: HttpRequest) -> None:
        if "HTTP_REFERER" in request.META:
            super()._check_referer(request)  # type: ignore[misc]
