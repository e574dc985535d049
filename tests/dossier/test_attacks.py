"""Forged requests against letters and printing, and answers that must not leak or be kept."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dossier.claim_printing import Interview, pages
from dossier.letters import LETTERS
from dossier.paper import Job
from dossier.print_server import Answer, State
from guide.page_cache import PageCache
from tests.dossier.papers import TODAY, client_with
from tests.reunification.walking import Walker
from tests.walking import form_of

pytestmark = pytest.mark.django_db

PRIVATE = (
    "",
    "erase/",
    "erased/",
    "print/",
    "print/file/",
    "letters/",
    "letters/L-01/",
    "letters/L-99/",
    "family/",
    "family/me/name/",
    "family/people/",
    "family/people/zzzz/name/",
    "family/answers/",
    "family/results/",
    "family/papers/",
    "family/papers/sponsor/",
    "family/deadlines/",
    "family/deadlines/events/",
    "family/deadlines/calendar/",
)
NAME = "Zarmina Hotak"


@pytest.fixture
def walker(client: Client) -> Walker:
    walker = Walker(client)
    walker.begin()
    walker.send(f"{walker.home}me/name/", full_name=NAME)
    return walker


def stored_in(client: Client) -> dict[str, Any]:
    return client.get("/fr/my/").wsgi_request.answers.read("reunification")


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head"])
def test_nothing_private_may_be_kept_or_framed(walker, path, method):
    response = getattr(walker.client, method)(f"/fr/my/{path}")

    assert response.status_code < 500
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    if response.status_code not in (404,):
        assert response.headers["Referrer-Policy"] == "no-referrer"
    if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
        assert "<title>Pas à pas</title>" in response.content.decode()


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_takes_any_signs_and_prints_its_page(walker, letter):
    url = f"/fr/my/letters/{letter}/"
    odd = "a\0b\x07\x0b\u2028\u202e😀\ud7ff\ufffe <b>&amp; ﷽"

    response = walker.send(url, act="save", sender=odd, subject=odd, body=odd * 20)

    assert response.status_code == 303
    page = walker.get(url)
    assert "<b>&amp;amp;" not in page
    assert "<b>" not in page.split("<form")[1].split("</form>")[0]


def test_a_letter_too_long_is_told_and_kept(walker):
    url = "/fr/my/letters/L-01/"

    response = walker.send(url, act="save", body="mot " * 5000)

    assert response.status_code == 422
    assert "mot mot mot" in response.content.decode()
    assert "letters" not in stored_in(walker.client)


def test_a_letter_changed_elsewhere_is_not_replaced_and_not_lost(walker):
    url = "/fr/my/letters/L-01/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(url, act="save", body="Les mots de la première page.")

    response = walker.client.post(url, {**old_tab, "act": "save", "body": "Mes autres mots."})

    assert response.status_code == 409
    assert "Mes autres mots." in response.content.decode()
    kept = stored_in(walker.client)["letters"]["L-01"]
    assert "Les mots de la première page." in str(kept)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"parts": "bogus", "language": "fr"},
        {"parts": "cover", "language": "zz"},
        {"parts": "cover", "language": "../../etc"},
        {"parts": ["\x00", "cover "], "language": "fr"},
        {"parts": "cover"},
    ],
)
def test_what_cannot_be_printed_is_told_on_the_same_page(walker, sent):
    response = walker.client.post("/fr/my/print/", sent)

    assert response.status_code == 422
    assert "print" not in stored_in(walker.client)


# The paper of a claim.

CARDS = [{"key": "aaaaaaaa", "what": "Ma carte"}]
ASYLUM = "/fr/my/asylum/"


@pytest.fixture
def jobs(monkeypatch) -> list[Job]:
    """What was sent to be printed."""
    sent: list[Job] = []

    def ask(request: Any, job: Job) -> Answer:
        sent.append(job)
        return Answer(State.DONE, b"%PDF", 1)

    monkeypatch.setattr("dossier.print_views.ask", ask)
    return sent


@pytest.fixture
def claimant() -> Client:
    return client_with({"cards": CARDS, "me": {"full_name": NAME}}, "ofpra")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"parts": "bogus", "language": "fr"},
        {"parts": "cover", "language": "fr"},
        {"parts": "L-01", "language": "fr"},
        {"parts": "LET-99", "language": "fr"},
        {"parts": ["\x00", "sheet "], "language": "fr"},
        {"parts": "sheet"},
        {"parts": "sheet", "language": ["fr", "zz"]},
        {"parts": "chronology", "language": "../../etc"},
    ],
)
def test_what_cannot_be_printed_of_a_claim_is_told_on_the_same_page(claimant, jobs, sent):
    response = claimant.post(f"{ASYLUM}print/", sent)

    assert response.status_code == 422
    assert not jobs
    assert claimant.get(f"{ASYLUM}print/file/").status_code == 302


def test_a_part_named_often_is_printed_once_and_one_of_the_family_never(claimant, jobs):
    claimant.post(
        f"{ASYLUM}print/",
        {"parts": ["sheet", "LET-05", "sheet", "cover", "L-01"], "language": "fr"},
    )

    assert [job.parts for job in jobs] == [("sheet", "LET-05")]


def test_no_other_way_brings_the_chronology_on_paper(claimant, jobs):
    choice = {"parts": "chronology", "language": "fr"}
    claimant.post(f"{ASYLUM}print/", choice | {"parts": "sheet"})

    assert claimant.post(f"{ASYLUM}print/file/", choice).status_code == 405
    claimant.get(f"{ASYLUM}print/file/", choice)
    claimant.get(f"{ASYLUM}print/", choice)
    claimant.head(f"{ASYLUM}print/file/", choice)
    claimant.post("/fr/my/print/", choice)

    assert {job.parts for job in jobs} == {("sheet",)}
    assert not any("cards" in job.answers for job in jobs)


def test_a_letter_printed_after_the_chronology_goes_alone(claimant, jobs):
    chosen = claimant.post(f"{ASYLUM}print/", {"parts": "chronology", "language": "fr"})
    _, values, _ = form_of(claimant.get(f"{ASYLUM}letters/LET-05/").content.decode())

    letter = claimant.post(f"{ASYLUM}letters/LET-05/", values | {"act": "print"})
    again = claimant.get(f"{ASYLUM}print/file/", headers={"If-None-Match": chosen.headers["ETag"]})

    assert [job.parts for job in jobs] == [("chronology",), ("LET-05",), ("LET-05",)]
    assert jobs[0].answers["cards"] == CARDS
    assert "cards" not in jobs[1].answers
    assert letter.headers["ETag"] == again.headers["ETag"] != chosen.headers["ETag"]


@pytest.mark.parametrize("words", ["{words} {day}", "%(name)s", "{% now 'Y' %}", "**b** [x](/y)"])
def test_the_persons_words_fill_nothing_on_paper(words):
    told = {
        "papers": [{"key": "pppppppp", "name": words, "from_whom": words, "received": words}],
        "language": {"chosen": words, "dialect": words},
        "summons": {"place": words, "companion_name": words, "companion": "lawyer"},
        "form_check": {"name": "different", "notes": {"name": words}},
        "cards": [{"key": "aaaaaaaa", "what": words, "place": words, "when": {"season": words}}],
    }
    parts = ("sheet", "language", "differences", "papers", "chronology", "LET-01", "LET-07")

    html = "".join(pages(Interview.of(Job(told, ("ar", "fr"), TODAY, parts, "ofpra"))))

    assert unescape(html).count(words) >= 10


# What a word in a header may do to a page that everybody shares.


def ask(cache: PageCache, path: str = "/fr/", **headers: str) -> int:
    statuses: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http", **headers}
    b"".join(cache(environ, lambda status, *_: statuses.append(status)))
    return int(statuses[0].split()[0])


@pytest.fixture
def cache() -> PageCache:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Cache-Control", "public"), ("ETag", '"x"')])
        return [b"hello"]

    return PageCache(app, version=lambda: 1)


def test_headers_do_not_fill_the_store_of_pages(cache):
    for number in range(20):
        ask(
            cache,
            HTTP_HOST=f"h{number}.example",
            HTTP_X_FORWARDED_PROTO=f"p{number}",
            HTTP_X_FORWARDED_HOST=f"h{number}",
            HTTP_ACCEPT_ENCODING=f"e{number}",
            HTTP_COOKIE=f"c={number}",
        )

    assert len(cache.pages) == 1


def test_pages_behind_https_are_kept_apart(cache):
    ask(cache)
    ask(cache, HTTP_X_FORWARDED_PROTO="https, http")

    assert len(cache.pages) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_REFERER": "https://evil.example/"},
        {"HTTP_ACCEPT_LANGUAGE": "evil.example;q=x" * 200},
    ],
)
def test_no_page_repeats_a_header(walker, headers):
    for url in ("/", "/fr/", "/fr/my/", "/fr/nowhere/", "/fr/my"):
        response = walker.client.get(url, **headers)

        assert response.status_code < 500
        assert "evil" not in response.content.decode()
        assert "evil" not in response.headers.get("Location", "")


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example", "/fr//evil.example/"])
def test_no_address_sends_to_another_site(client, path):
    response = client.get("/", PATH_INFO=path)

    assert response.status_code == 404


def test_public_pages_give_no_cookie_even_to_who_has_a_dossier(walker):
    response = walker.client.get("/fr/")

    assert response.cookies == {}
    assert NAME not in response.content.decode()
    assert response.headers["Cache-Control"].startswith("public")


def test_nothing_typed_stands_in_an_address(walker):
    response = walker.send(f"{walker.home}me/birth-date/", **{"birth_date-year": "1988"})

    assert "1988" not in response.headers["Location"]
    assert settings.DOSSIER_COOKIE not in response.headers["Location"]
