"""The look: contrast, direction, tokens alone, drawings, and the pages of what goes wrong."""

from __future__ import annotations

import re

import brotli
import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from guide import colours, icons, views
from guide.style_sheet import CALM, CSS_DIR, PRIVATE, PUBLIC, style_sheet

LIGHT, DARK = colours.themes()
SCREEN_SHEETS = ("base.css", "components.css", "forms.css", "calm.css")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), colours.TEXT_PAIRS)
def test_words_can_be_read(theme, text, ground):
    assert colours.contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), colours.SHAPE_PAIRS)
def test_shapes_can_be_seen(theme, shape, ground):
    assert colours.contrast(theme[shape], theme[ground]) >= 3


def test_ink_is_near_black_and_quiet_ink_stays_easy():
    assert colours.contrast(LIGHT["ink"], LIGHT["paper"]) >= 15
    assert min(colours.contrast(theme["quiet"], theme["paper"]) for theme in (LIGHT, DARK)) >= 7


def test_contrast_of_black_on_white_is_21():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_dark_has_every_colour_of_light():
    assert DARK.keys() == LIGHT.keys()


@pytest.mark.parametrize("name", SCREEN_SHEETS)
def test_no_rule_knows_left_from_right(name):
    sheet = (CSS_DIR / name).read_text(encoding="utf-8")

    physical = re.findall(
        r"(?<![-\w])(?:(?:margin|padding|border|inset|scroll-margin)-(?:left|right|top|bottom)"
        r"|left|right|float|clear)[-\w]*\s*:|text-align:\s*(?:left|right)",
        sheet,
    )

    assert physical == []


@pytest.mark.parametrize("name", SCREEN_SHEETS)
def test_every_colour_is_a_token(name):
    sheet = (CSS_DIR / name).read_text(encoding="utf-8").partition("@media print")[0]

    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|hsl[^;]*", sheet)) <= {"#0000"}


def test_every_token_in_use_is_defined():
    sheet = style_sheet((*PRIVATE, "calm.css"))

    assert set(re.findall(r"var\((--[\w-]+)", sheet)) <= set(re.findall(r"(--[\w-]+):", sheet))


def test_no_letter_is_spaced_or_made_capital():
    """Both break joined scripts, and Georgian."""
    sheet = style_sheet(PRIVATE)

    assert not re.search(r"letter-spacing|text-transform|font-style:\s*italic", sheet)


def test_the_sheets_stay_small():
    assert len(brotli.compress(style_sheet(PUBLIC).encode())) <= 4096
    assert len(brotli.compress(style_sheet(PRIVATE).encode())) <= 6144
    assert len(brotli.compress(style_sheet(CALM).encode())) <= 5120


@pytest.mark.parametrize("name", icons.ICONS)
def test_an_icon_is_small_and_silent(name):
    drawn = icons.icon(name)

    assert len(drawn) < 1024
    assert 'aria-hidden="true"' in drawn


@pytest.mark.parametrize("name", icons.DRAWINGS)
def test_a_drawing_is_small_and_silent(name):
    drawn = icons.drawing(name)

    assert len(drawn) < 1024
    assert 'aria-hidden="true"' in drawn


def test_stones_show_what_is_done_here_and_ahead():
    drawn = icons.stones(2, 4)

    assert re.findall(r'data-at="(\w+)"', drawn) == ["done", "here", "ahead", "ahead"]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.permission_denied, 403),
        (views.not_found, 404),
        (views.too_many_requests, 429),
        (views.server_error, 500),
        (views.csrf_failure, 403),
    ],
)
def test_an_error_speaks_the_readers_language_and_says_what_next(view, status, language):
    with override(language):
        answer = view(asked(language))

    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert re.search(r"<h1[^>]*>[^<\d]{10,}</h1>", page)
    assert f'href="/{language}/"' in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("verdict", ["met", "advice", "not_met", "unknown"])
def test_a_finding_never_speaks_by_colour_alone(verdict):
    html = render_to_string("components/finding.html", {"verdict": verdict, "text": "…"})

    assert "<svg" in html
    assert re.search(r'class="word">[^<]{5,}<', html)


@pytest.mark.parametrize(
    "outcome", ["eligible", "needs_advice", "not_eligible", "other_route", "needs_facts"]
)
def test_an_outcome_never_speaks_by_colour_alone(outcome):
    html = render_to_string("components/outcome.html", {"outcome": outcome, "sentence": "…"})

    assert "<svg" in html
    assert re.search(r"<span>[^<]{5,}</span>", html)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_patterns_page_shows_everything(client, language):
    page = client.get(f"/{language}/patterns/").content.decode()

    for part in ("door", "stones", "path", "notice", "pair", "choice", "outcome", "finding"):
        assert f'class="{part}' in page
    for part in ("paper", "tick", "deadline", "summary", "state", "badge", "stack"):
        assert f'class="{part}' in page
    assert "style=" not in page.partition("</head>")[2]


def test_a_long_list_is_a_select_and_a_short_one_is_large_choices(client):
    page = client.get("/fr/patterns/").content.decode()

    assert re.search(r'<select name="country"[^>]*>\s*<option', page)
    assert re.search(r'<label class="choice"[^>]*><input type="radio" name="relation"', page)


def test_the_first_page_has_two_doors_and_every_language(client):
    page = client.get("/fr/").content.decode()

    assert page.count('class="door"') == 2
    assert all(f'href="/{code}/"' in page for code in ("fr", "en", "ar"))
    assert "csrf" not in page


def asked(language: str) -> HttpRequest:
    request = RequestFactory().get(f"/{language}/somewhere/")
    request.resolver_match = None
    return request
