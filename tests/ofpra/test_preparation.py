"""Preparing the interview: its themes, the quiet page, the phrases, and one's own ticks."""

from __future__ import annotations

import json
import re

import brotli
import pytest
from django.test import Client
from django.utils.translation import override

from guide import content, icons
from guide.style_sheet import CALM, style_sheet
from ofpra.phrases import BY_KEY, PHRASES
from ofpra.preparation import BY_THEME, GROUPS, READ, THEMES, by_group, ticks_of
from ofpra.prepare_views import KEPT_FILES
from tests.ofpra.conftest import ClaimWalker
from tests.pages import words

pytestmark = pytest.mark.django_db


def main(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    page: str = answer.content.decode()
    assert "data-missing" not in page, path
    return page[page.index("<main") : page.index("</main>")]


# The lists.


def test_every_theme_has_its_page_its_checks_and_its_group():
    snapshot = content.current()

    assert [theme.key for _, themes in by_group() for theme in themes] == list(BY_THEME)
    for theme in THEMES:
        article = snapshot.article(theme.article)
        assert article is not None, theme.key
        assert article.section == "prepare"
        assert theme.group in GROUPS
        assert theme.checks
        for slug in theme.check_slugs:
            assert snapshot.has(slug), slug


def test_the_pages_are_read_in_the_order_of_the_themes():
    articles = content.current().articles("prepare", "ofpra")

    assert [article.slug for article in articles] == [theme.article for theme in THEMES]


def test_every_phrase_has_its_words_its_reason_its_law_and_its_own_icon():
    snapshot = content.current()

    assert len({phrase.icon for phrase in PHRASES}) == len(PHRASES) == len(BY_KEY)
    for phrase in PHRASES:
        assert phrase.icon in icons.ICONS
        for language in ("fr", "en"):
            assert snapshot.text(phrase.slug, language).language.code == language
            assert snapshot.text(phrase.why_slug, language).language.code == language
        assert snapshot.text(phrase.slug, "fr").facts, phrase.key
        assert snapshot.text(phrase.slug, "fr").risk == "A"


def test_ticks_that_are_none_of_a_theme_are_left_out():
    theme = BY_THEME["chronology"]

    assert ticks_of({}, theme) == ()
    assert ticks_of({"ticks": {"chronology": ["where", "nonsense", READ, "who"]}}, theme) == (
        READ,
        "who",
        "where",
    )


OURS = ("ofpra.articles.prepare-", "ofpra.themes.", "ofpra.prepare.", "ofpra.phrases.")
FORBIDDEN = re.compile(
    r"prouve|mensonge|menti|\bvotre histoire\b|avoue|\d ?%|\bprove|\blie[sd]?\b|"
    r"\byour story\b|\badmit|!",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_accuses_frightens_or_counts(language: str):
    snapshot = content.current()
    ours = [slug for slug in snapshot.rows if slug.startswith(OURS)]

    assert len(ours) > 200
    for slug in ours:
        said = snapshot.text(slug, language).plain
        assert not FORBIDDEN.search(said), f"{slug}: {said}"


# The public pages.


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_before_the_themes_stands_that_all_may_be_skipped(client: Client, language: str):
    page = main(client, f"/{language}/asylum/prepare/")

    assert f'href="/{language}/asylum/pause/"' in page
    for theme in THEMES:
        assert f'href="/{language}/asylum/{theme.article}/"' in page
    with override(language):
        skip = content.current().text("ofpra.prepare.skip", language).inline
    assert page.index(skip) < page.index(THEMES[0].article)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)
def test_a_theme_has_a_pause_its_phrases_in_french_and_its_checks(client: Client, theme):
    page = main(client, f"/en/asylum/{theme.article}/")

    assert page.index('href="/en/asylum/pause/"') < page.index("<h1")
    for phrase in theme.phrases:
        assert content.current().source_text(phrase.slug, "en").inline in page
        assert content.current().text(phrase.slug, "en").inline in page
    for slug in theme.check_slugs:
        assert content.current().text(slug, "en").inline in page
    assert "<input" not in page


def test_a_theme_says_why_what_to_ask_oneself_and_how_to_prepare(client: Client):
    page = words("<body" + main(client, "/fr/asylum/prepare-chronology/"))

    heads = ["Pourquoi ces questions", "Ce que vous pouvez vous demander", "Comment vous préparer"]
    places = [page.index(head) for head in [*heads, "Attention", "Ce que vous pouvez dire"]]
    assert places == sorted(places)


def test_a_theme_that_is_none_is_not_found(client: Client):
    assert client.get("/fr/asylum/prepare-nothing/").status_code == 404


@pytest.mark.parametrize("path", ["prepare", "pause", "phrases", "prepare-memory-and-trauma"])
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_pages_are_public_and_light(client: Client, path: str, language: str):
    answer = client.get(f"/{language}/asylum/{path}/")

    assert answer.headers["Cache-Control"].startswith("public")
    assert not answer.cookies
    assert answer.content.count(b"<h1") == 1
    assert len(brotli.compress(answer.content, quality=5)) <= 13_000


@pytest.mark.parametrize("path", ["pause", "phrases"])
def test_the_security_policy_knows_their_sheet(client: Client, path: str):
    answer = client.get(f"/fr/asylum/{path}/")

    assert style_sheet(CALM) in answer.content.decode()
    assert "@keyframes breath" in style_sheet(CALM)
    assert "worker-src" not in answer.headers["Content-Security-Policy"]  # script-src bounds it


def test_the_quiet_page_is_still_for_those_who_ask_and_only_names_numbers_with_a_source(
    client: Client,
):
    page = main(client, "/fr/asylum/pause/")
    sheet = style_sheet(CALM)

    moving = sheet.index("animation: breath")
    assert sheet.rindex("prefers-reduced-motion: no-preference", 0, moving) > 0
    shown = re.findall(
        r"\d{2,}", re.sub(r"<details.*?</details>|<[^>]*>|&#x27;", "", page, flags=re.S)
    )
    values = content.current().values
    numbers = [values[name] for name in ("helpline", "emergency_medical", "emergency_europe")]
    assert set(shown) == {number.value for number in numbers}
    assert all(content.current().facts[fact].sources for one in numbers for fact in one.facts)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_each_phrase_is_a_card_in_french_and_the_readers_language(client: Client, language: str):
    page = main(client, f"/{language}/asylum/phrases/")

    assert page.count('class="card"') == len(PHRASES)
    for phrase in PHRASES:
        card = page[page.index(f'id="{phrase.key}"') :]
        card = card[: card.index("</li>")]
        french = content.current().source_text(phrase.slug, language).inline
        assert f'<h2 class="say" lang="fr" dir="ltr">{french}</h2>' in card
        own = content.current().text(phrase.slug, language)
        if own.language.code != "fr":
            assert own.inline in card
        assert "<details" in card


def test_the_phrases_say_nothing_of_the_reader(walker: ClaimWalker):
    fresh = Client().get("/fr/asylum/phrases/").content
    walker.send("me/", full_name="Selam Invented")

    assert walker.client.get("/fr/asylum/phrases/").content == fresh


# The worker.


def test_the_worker_is_bounded_by_its_address_and_keeps_that_page_alone(client: Client):
    answer = client.get("/ar/asylum/phrases/worker.js")
    script = answer.content.decode()

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
    kept = json.loads(script.partition("= ")[2].partition(";")[0])
    assert kept["page"] == "/ar/asylum/phrases/"
    assert len(kept["files"]) == len(KEPT_FILES)
    assert all(name.startswith("/static/") for name in kept["files"])
    assert "/my/" not in script
    assert "importScripts" not in script


def test_no_other_page_asks_for_the_worker(client: Client):
    for path in ("", "asylum/", "asylum/prepare/", "asylum/pause/", "my/", "my/asylum/"):
        page = client.get(f"/fr/{path}").content.decode()
        assert "phrases.js" not in page
        assert "worker.js" not in page


def test_without_a_script_the_page_says_how_to_keep_it(client: Client):
    page = main(client, "/fr/asylum/phrases/")

    assert re.search(r"<p [^>]*data-keep[^>]*>Gardez cette page ouverte", page)
    assert re.search(r"<div [^>]*data-kept[^>]* hidden>", page)


# My own ticks.


def test_looking_at_my_preparation_stores_nothing(walker: ClaimWalker):
    page = walker.get("prepare/")

    assert "Personne ne compte vos cases" in page
    assert 'href="/fr/asylum/pause/"' in page
    assert not walker.has_dossier


def test_ticks_are_kept_and_taken_away(walker: ClaimWalker):
    walker.send("prepare/", chronology=["read", "when", "who"], family=["everyone"])

    assert walker.stored["ticks"] == {
        "chronology": ["read", "who", "when"],
        "family": ["everyone"],
    }
    page = walker.get("prepare/")
    assert page.count("commencé") == 2
    assert page.count(" checked") == 4

    walker.send("prepare/", chronology=[], family=["everyone"])

    assert walker.stored["ticks"] == {"family": ["everyone"]}


def test_no_page_counts_the_ticks(walker: ClaimWalker):
    walker.send("prepare/", chronology=["read", "when", "who"], family=["everyone"])

    for page in ("prepare/", ""):
        read = words(walker.get(page))
        assert "%" not in read
        assert not re.search(r"\b\d+ (sur|/) \d+\b", read)


def test_a_tick_that_does_not_exist_is_not_kept(walker: ClaimWalker):
    walker.send("prepare/", chronology=["read", "<script>", "everyone"])

    assert walker.stored["ticks"] == {"chronology": ["read"]}


def test_ticks_changed_elsewhere_are_shown_before_they_are_lost(walker: ClaimWalker):
    walker.send("prepare/", family=["everyone"])
    old = walker.fields("prepare/")
    walker.send("prepare/", family=["names"])

    answer = walker.client.post(f"{walker.home}prepare/", {**old, "family": ["read"]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Est-ce que j&#x27;ai dit tous mes noms" in page or "tous mes noms" in page
    assert walker.stored["ticks"] == {"family": ["names"]}


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_quiet_page_has_somebody_to_call(client: Client, language: str):
    page = main(client, f"/{language}/asylum/pause/")

    assert 'href="tel:3114"' in page
    for value in ("helpline", "emergency_medical", "emergency_europe"):
        assert content.current().values[value].value in words("<body" + page)
