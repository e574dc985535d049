"""Public pages kept whole, compressed ahead, in front of Django.

A page that everybody receives alike needs neither middleware nor template the second time.
Only answers that say `Cache-Control: public` to a plain GET are kept; the store is emptied when
the content or the day changes.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import brotli

from guide import content

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

MAX_PAGES = 3000
MAX_BYTES = 300_000
SMALL = 500
"""Under this many bytes, compressing gains nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One kept page: its headers without length and encoding, and its bytes in each encoding.

    A page worth compressing is kept compressed only, a fifth of the memory; who takes no
    encoding, which no browser does, gets it unpacked.
    """

    headers: Headers
    etag: str
    bodies: dict[str, bytes]

    def body(self, encoding: str) -> bytes:
        if encoding in self.bodies:
            return self.bodies[encoding]
        unpacked: bytes = brotli.decompress(self.bodies["br"])
        return unpacked


class PageCache:
    """WSGI: answer a known public page from memory, else ask `app` and remember."""

    def __init__(self, app: WsgiApp, version: Callable[[], object] = content.version) -> None:
        self.app = app
        self.version = version
        self.pages: dict[tuple[str, ...], Page] = {}
        self.kept_for: object = None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return self.app(environ, start_response)
        if environ.get("HTTP_HX_REQUEST"):
            return self.app(environ, start_response)
        forwarded = environ.get("HTTP_X_FORWARDED_PROTO", "")
        key = (
            environ["PATH_INFO"],
            environ.get("wsgi.url_scheme", ""),
            # as Django reads it, and no more: any other word must not fill the store
            "https" if forwarded.partition(",")[0].strip() == "https" else "",
        )
        kept_for = (self.version(), date.today())
        if kept_for != self.kept_for:
            self.pages = {}
            self.kept_for = kept_for
        pages = self.pages  # a page made now is not kept for the content that comes after
        page = pages.get(key)
        if page is None and method == "HEAD":
            return self.app(environ, start_response)
        if page is None:
            made = self._fetch(environ, start_response)
            if not isinstance(made, Page):
                return made
            page = made
            if len(pages) < MAX_PAGES:
                pages[key] = page
        body = self._answer(page, environ, start_response)
        return body if method == "GET" else []

    def _fetch(self, environ: Environ, start_response: Callable[..., Any]) -> Page | list[bytes]:
        """Ask the application: a page to keep, or the body of an answer already started."""
        seen: dict[str, Any] = {}

        def remember(status: str, headers: Headers, exc_info: Any = None) -> Callable[..., Any]:
            seen["status"], seen["headers"], seen["exc_info"] = status, headers, exc_info
            return lambda data: None

        answer = self.app(environ, remember)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        headers = {name.lower(): value for name, value in seen["headers"]}
        keepable = (
            seen["status"].startswith("200")
            and headers.get("cache-control", "").startswith("public")
            and "etag" in headers
            and "set-cookie" not in headers
            and "content-encoding" not in headers
            and len(body) <= MAX_BYTES
        )
        if not keepable:
            start_response(seen["status"], seen["headers"], seen["exc_info"])
            return [body]
        return Page(
            headers=[
                (name, value)
                for name, value in seen["headers"]
                if name.lower() not in ("content-length", "etag")
            ],
            etag=headers["etag"].strip('"'),
            bodies=_encodings(body),
        )

    def _answer(
        self, page: Page, environ: Environ, start_response: Callable[..., Any]
    ) -> list[bytes]:
        accepted = _accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
        encoding = next((name for name in page.bodies if name in accepted), "")
        etag = f'"{page.etag}-{encoding}"' if encoding else f'"{page.etag}"'
        headers = [*page.headers, ("ETag", etag)]
        if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
            start_response("304 Not Modified", headers)
            return []
        body = page.body(encoding)
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [body]


def _encodings(body: bytes) -> dict[str, bytes]:
    """The bytes by encoding, best first; "" is as they are."""
    if len(body) < SMALL:
        return {"": body}
    return {"br": brotli.compress(body), "gzip": gzip.compress(body, 9, mtime=0)}


def _accepted(header: str) -> set[str]:
    """The encodings a browser takes; those with weight nought it refuses."""
    weighed = (part.replace(" ", "").lower().partition(";q=") for part in header.split(","))
    return {name for name, _, weight in weighed if weight.strip("0.") or not weight}


def _matches(if_none_match: str, etag: str) -> bool:
    """Does the browser already hold these bytes, in whichever encoding?"""
    return any(
        candidate.strip().removeprefix("W/").strip('"').removesuffix("-br").removesuffix("-gzip")
        == etag
        for candidate in if_none_match.split(",")
    )
