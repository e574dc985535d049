"""What every answer goes through: headers, old language codes, public or private."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)
PUBLIC_SECONDS = 300

OLD_CODES = {"prs": "fa-af", "pes": "fa-af", "ku": "kmr", "fuf": "ff", "pul": "ff"}
"""Codes that browsers send for languages the program calls otherwise."""


class SecurityHeaders:
    """Headers that no library sets."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OldLanguageCodes:
    """Rewrite the codes of `Accept-Language` that Django would not find."""

    PATTERN = re.compile(rf"\b({'|'.join(OLD_CODES)})(-[A-Za-z]+)*\b", re.IGNORECASE)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        if header:
            request.META["HTTP_ACCEPT_LANGUAGE"] = self.PATTERN.sub(
                lambda found: OLD_CODES[found[1].lower()], header
            )
        return self.get_response(request)


class PublicPages:
    """Make what is not private cacheable by everybody: validators, no cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.cookies.clear()
        response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
        body = getattr(response, "content", None)
        if body is not None:
            response.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


class PrivateCompression(GZipMiddleware):
    """Compress private pages, with the random padding of Django against guessing by length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if "no-store" not in response.headers.get("Cache-Control", ""):
            return response
        if not response.headers.get("Content-Type", "").startswith("text/"):
            return response
        return super().process_response(request, response)
