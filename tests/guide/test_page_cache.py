"""Public pages kept whole in front of Django; private ones never."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from guide.page_cache import PageCache

BODY = b"<!DOCTYPE html><p>" + b"calm words " * 200
PUBLIC = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "public, max-age=300"),
    ("ETag", '"abc"'),
    ("Content-Length", str(len(BODY))),
]


class App:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, headers: list[tuple[str, str]], status: str = "200 OK") -> None:
        self.headers, self.status, self.asked = headers, status, 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [BODY]


class Answer:
    def __init__(self, cache: PageCache, path: str = "/fr/", method: str = "GET", **extra: str):
        environ = RequestFactory().generic(method, path).environ
        environ.pop("HTTP_COOKIE", None)
        for name, value in extra.items():
            environ[name] = value
        self.headers: dict[str, str] = {}
        self.status = ""

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            self.status, self.headers = status, dict(headers)

        self.body = b"".join(cache(environ, start))


def cache_of(app: App, version: Any = lambda: "1") -> PageCache:
    return PageCache(app, version=version)


def test_a_public_page_is_asked_of_django_once() -> None:
    app = App(PUBLIC)
    cache = cache_of(app)

    first, second = Answer(cache), Answer(cache)

    assert app.asked == 1
    assert first.body == second.body == BODY
    assert first.headers["Content-Length"] == str(len(BODY))


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_comes_in_the_best_encoding_the_browser_takes(
    accepted: str, encoding: str | None, read: Any
) -> None:
    answer = Answer(cache_of(App(PUBLIC)), HTTP_ACCEPT_ENCODING=accepted)

    assert answer.headers.get("Content-Encoding") == encoding
    assert read(answer.body) == BODY
    assert answer.headers["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize("held", ['"abc"', '"abc-br"', 'W/"abc-gzip"', '"other", "abc-br"'])
def test_a_browser_that_holds_the_page_gets_304(held: str) -> None:
    cache = cache_of(App(PUBLIC))

    answer = Answer(cache, HTTP_IF_NONE_MATCH=held, HTTP_ACCEPT_ENCODING="br")

    assert answer.status.startswith("304")
    assert answer.body == b""
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["ETag"] == '"abc-br"'


def test_another_etag_gets_the_page() -> None:
    answer = Answer(cache_of(App(PUBLIC)), HTTP_IF_NONE_MATCH='"older"')

    assert answer.status.startswith("200")


def test_a_new_content_version_empties_the_cache() -> None:
    versions = iter(["1", "1", "2"])
    app = App(PUBLIC)
    cache = cache_of(app, version=lambda: next(versions))

    for _ in range(3):
        Answer(cache)

    assert app.asked == 2


def test_a_page_made_while_the_content_changed_is_not_kept_for_the_new_one() -> None:
    current = ["1"]
    app = App(PUBLIC)

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if app.asked == 0:
            app.asked += 1
            current[0] = "2"
            Answer(cache, "/en/")  # another thread sees the new version first
            start_response("200 OK", PUBLIC)
            return [BODY]
        return app(environ, start_response)

    cache = PageCache(slow, version=lambda: current[0])

    Answer(cache)

    assert [key[0] for key in cache.pages] == ["/en/"]


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Type", "text/html"), ("Cache-Control", "no-store, private"), ("ETag", '"a"')],
        [*PUBLIC, ("Set-Cookie", "a=b")],
        [("Content-Type", "text/html"), ("Cache-Control", "public")],
    ],
)
def test_what_is_not_plainly_public_is_never_kept(headers: list[tuple[str, str]]) -> None:
    app = App(headers)
    cache = cache_of(app)

    Answer(cache)
    answer = Answer(cache, HTTP_ACCEPT_ENCODING="br")

    assert app.asked == 2
    assert not cache.pages
    assert answer.body == BODY
    assert "Content-Encoding" not in answer.headers


def test_an_error_is_never_kept() -> None:
    app = App(PUBLIC, status="404 Not Found")
    cache = cache_of(app)

    assert Answer(cache).status == "404 Not Found"
    assert not cache.pages


@pytest.mark.parametrize(
    ("path", "method", "extra"),
    [
        ("/fr/?page=2", "GET", {}),
        ("/fr/", "POST", {}),
        ("/fr/", "GET", {"HTTP_HX_REQUEST": "true"}),
    ],
)
def test_only_plain_gets_are_answered_from_memory(
    path: str, method: str, extra: dict[str, str]
) -> None:
    app = App(PUBLIC)
    cache = cache_of(app)
    Answer(cache)

    Answer(cache, path, method, **extra)

    assert app.asked == 2


def test_head_gets_the_headers_of_the_page_and_no_body() -> None:
    app = App(PUBLIC)
    cache = cache_of(app)
    unknown = Answer(cache, method="HEAD")
    page = Answer(cache, HTTP_ACCEPT_ENCODING="br")

    head = Answer(cache, method="HEAD", HTTP_ACCEPT_ENCODING="br")

    assert unknown.body == head.body == b""
    assert head.headers == page.headers
    assert app.asked == 2


@pytest.fixture
def open_connection() -> Iterator[None]:
    """The real application would close the connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("open_connection")
def test_the_site_keeps_its_public_pages_and_nothing_else() -> None:
    cache = PageCache(get_wsgi_application(), version=lambda: "1")
    here = {"SERVER_NAME": "localhost"}

    public = Answer(cache, "/fr/reunification/", **here)
    Answer(cache, "/health/", **here)
    Answer(cache, "/", **here)
    Answer(cache, "/fr/nowhere/", **here)

    assert public.status == "200 OK"
    assert "Set-Cookie" not in public.headers
    assert [key[0] for key in cache.pages] == ["/fr/reunification/"]
