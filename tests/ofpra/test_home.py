"""The claim's own first page."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve

from ofpra import claim
from tests.ofpra.conftest import ClaimWalker

pytestmark = pytest.mark.usefixtures("same_day")


def links(page: str) -> list[str]:
    main = page[page.index("<main") : page.index("</main>")]
    return re.findall(r'href="([^"#]+)"', main)


def test_looking_stores_nothing(walker: ClaimWalker):
    page = walker.get()

    assert "Avant votre première réponse, nous ne gardons rien." in page
    assert not walker.has_dossier
    assert "pap_" not in str(walker.client.cookies)


def test_every_link_leads_to_a_page(walker: ClaimWalker):
    found = links(walker.get())

    assert f"{walker.home}me/" in found
    for address in found:
        resolve(address)


def test_it_says_how_far_each_part_is_and_until_when(walker: ClaimWalker):
    walker.send("me/", full_name="Selam Invented")

    page = walker.get()

    assert "commencé" in page
    assert re.search(r"elles sont effacées après le \d+ \w+ 202\d", page)
    assert "Selam" not in page


@pytest.mark.parametrize(
    ("stored", "part", "expected"),
    [
        ({}, "cards", 0),
        ({"cards": [{"key": "a"}, {"key": "b"}]}, "cards", 2),
        ({"dates": {"track": "normal", "lodged_on": "2026-10-01"}}, "dates", 1),
        ({"dates": {"track": "normal"}}, "dates", 0),
        ({"me": None}, "me", 0),
    ],
)
def test_only_days_count_as_dates(stored, part, expected):
    assert claim.count(stored, part) == expected


def test_the_page_is_no_place_to_write(walker: ClaimWalker):
    assert walker.client.post(walker.home).status_code == 405


def test_nothing_typed_stands_in_an_address_a_title_or_as_markup(walker: ClaimWalker):
    typed = "<b>Inventé</b>&"
    answers = [
        walker.send("me/", full_name=typed, address=typed),
        walker.send("summons/", place=typed, companion_name=typed),
        walker.send("language/", chosen=typed, dialect=typed),
        walker.send("papers/add/", name=typed, shows=typed),
        walker.send("form-check/", birth="different", **{"note-birth": typed}),
    ]

    for answer in answers:
        assert answer.status_code == 302
        assert "Invent" not in answer.headers["Location"]
    for page in ("", "me/", "summons/", "language/", "papers/", "form-check/"):
        said = walker.client.get(f"{walker.home}{page}", follow=True).content.decode()
        assert "<title>Pas à pas</title>" in said
        assert "<b>Invent" not in said
        assert not re.search(r'(?:href|action)="[^"]*Invent', said)
