"""What every public page owes its reader, and the reference pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import brotli
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from guide import content, pages
from tests.pages import every_public_page, words

pytestmark = pytest.mark.django_db

BUDGET = 13_000  # bytes of HTML with its style sheet, by brotli: one TCP window


def test_every_public_page_needs_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    content.current()

    with django_assert_num_queries(0):
        list(every_public_page(client))


def test_every_public_page_is_whole_and_cacheable(client: Client) -> None:
    for language, address, html in every_public_page(client):
        answer = client.get(address)
        assert answer.headers["Cache-Control"].startswith("public"), address
        assert "ETag" in answer.headers, address
        assert not answer.cookies, address
        assert "csrfmiddlewaretoken" not in html, address
        assert "data-missing" not in html, address
        assert html.count("<h1") == 1, address
        assert re.search(rf'<html lang="{language}" dir="(ltr|rtl)">', html), address
        assert re.search(r"<title>[^<]{8,}</title>", html), address
        assert not re.search(r"\{[a-z_]+\}", words(html)), address


def test_every_public_page_fits_the_first_window_of_a_connection(client: Client) -> None:
    heavy = {
        address: size
        for _, address, html in every_public_page(client)
        if (size := len(brotli.compress(html.encode(), quality=5))) > BUDGET
    }

    assert heavy == {}


def test_links_inside_the_site_lead_somewhere_in_the_same_language(client: Client) -> None:
    known: dict[str, int] = {}
    for language, address, html in every_public_page(client):
        main = html.partition("<main")[2].partition("</main>")[0]
        for link in re.findall(r'href="(/[^"#]*)', main):
            if "/my/" in link:
                continue
            if address != f"/{language}/":  # the home page lists every language
                assert link.startswith(f"/{language}/"), f"{address} links to {link}"
            if link not in known:
                known[link] = client.get(link).status_code
            assert known[link] == 200, f"{address} links to {link}"


def test_links_to_other_sites_are_secure_and_send_no_address(client: Client) -> None:
    for _, address, html in every_public_page(client):
        for tag in re.findall(r'<a [^>]*href="https?:[^>]*>', html):
            assert 'href="https:' in tag, address
            assert "noreferrer" in tag, address


def test_a_number_in_an_arabic_page_has_its_direction(client: Client) -> None:
    """Outside French passages, every digit is inside an element that says `dir="ltr"`."""
    for language, address, html in every_public_page(client):
        if language != "ar":
            continue
        main = html.partition("<main")[2].partition("</main>")[0]
        main = re.sub(r"<!--.*?-->|<svg.*?</svg>", "", main, flags=re.DOTALL)
        for name in ("bdi", "cite", "div", "dd", "li", "ul", "a", "span", "summary"):
            main = re.sub(rf'<{name}\b[^>]*dir="ltr"[^>]*>.*?</{name}>', "", main, flags=re.DOTALL)
        read = unescape(re.sub(r"<[^>]*>", "", main))
        found = re.search(r".{30}[0-9]{2,}.{10}", read, re.DOTALL)
        assert found is None, f"{address}: {found[0]}"


def test_the_glossary_keeps_the_french_word_in_brackets(client: Client) -> None:
    page = client.get("/ar/glossary/").content.decode()

    terms = content.current().terms
    assert page.count("<dt ") == len(terms) == 97
    for term in terms:
        french = term.names["fr"].replace("'", "&#x27;")
        assert f'<bdi dir="ltr" lang="fr">({french})</bdi>' in page, term.key


def test_the_glossary_in_french_has_no_brackets_around_its_words(client: Client) -> None:
    page = client.get("/fr/glossary/").content.decode()

    assert '<bdi dir="ltr" lang="fr">réfugié, réfugiée</bdi>' in page


def test_the_sources_page_names_each_source_and_its_day(client: Client) -> None:
    page = client.get("/fr/sources/").content.decode()

    for source in content.current().sources.values():
        assert f'id="{source.key}"' in page
    assert "lu le" in page
    assert "CESEDA, art. L. 561-2" in page


def test_countries_are_in_the_readers_language_and_order(client: Client) -> None:
    french = words(client.get("/fr/posts/").content.decode())
    arabic = words(client.get("/ar/posts/").content.decode())

    assert french.index("Égypte") < french.index("Émirats") < french.index("Érythrée")
    assert "أفغانستان" in arabic


def test_a_sure_post_says_where_when_and_to_check(client: Client) -> None:
    page = words(client.get("/fr/posts/et/").content.decode())

    assert "Addis Ababa" in page
    assert "et.ambafrance.org" in page
    assert "04/2024" in page
    assert "Vérifiez auprès du consulat" in page


@pytest.mark.parametrize("confidence", ["low", "unverified"])
def test_an_unsure_post_says_only_to_ask_before_travelling(client: Client, confidence: str) -> None:
    unsure = [post for post in content.current().posts if post.confidence == confidence]
    assert unsure

    for post in unsure:
        page = client.get(f"/fr/posts/{post.country.lower()}/").content.decode()
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "Demandez avant de voyager" in main
        assert set(re.findall(r'href="(https:[^"]*)', main)) == {"https://france-visas.gouv.fr"}
        assert "ambafrance" not in main
        assert not post.city
        assert not post.booking


def test_an_unknown_country_is_not_found(client: Client) -> None:
    assert client.get("/fr/posts/zz/").status_code == 404
    assert client.get("/fr/posts/ET/").status_code == 404


def test_a_country_without_a_name_in_a_language_has_its_french_one() -> None:
    assert pages.country_name("ET", "ar") == "إثيوبيا"
    assert pages.country_name("XK", "fr") == "Kosovo"
    assert pages.country_name("ET", "snk") == "Éthiopie"
    assert pages.country_name("", "fr") == ""


def test_the_languages_page_counts_what_a_person_has_read(client: Client) -> None:
    page = words(client.get("/fr/languages/").content.decode())

    total = len(content.current().rows)
    assert f"0 textes sur {total}" in page
    assert "écrits pour ce site" in page


def test_pages_say_how_far_their_translation_can_be_trusted(client: Client) -> None:
    arabic = client.get("/ar/glossary/").content.decode()

    assert "Not checked by a person" in arabic
    for language in ("fr", "en"):
        assert (
            "Not checked by a person" not in client.get(f"/{language}/glossary/").content.decode()
        )


def test_a_source_that_is_old_is_being_checked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = content.current()
    old = {key: replace(fact, read_on=date(2020, 1, 1)) for key, fact in snapshot.facts.items()}
    aged = replace(snapshot, facts=old)
    monkeypatch.setattr(content, "current", lambda: aged)

    page = client.get("/fr/reunification/appointment/").content.decode()

    assert "en cours de vérification" in page
    assert settings.LANGUAGE_CODE == "fr"
