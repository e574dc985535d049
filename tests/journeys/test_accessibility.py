"""WCAG 2.2 AA on every page, in French and, in the dark, Arabic; all unfolded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.journeys import walker
from tests.journeys.looking import NARROW, addresses, faults

pytestmark = pytest.mark.browser

FAMILY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "dossier" / "examples" / "dossier_family.json").read_text()
)
COUNTRIES = ("et", "af", "sd")
"""A post that is known, one that is doubtful, one that is closed: the others look alike."""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_public_page_can_be_used_by_everybody(open_page, language):
    page = open_page(f"/{language}/", viewport=NARROW)
    if language == "ar":
        page.emulate_media(color_scheme="dark")
    waiting, seen, wrong = {f"/{language}/", f"/{language}/patterns/"}, set(), {}

    while waiting:
        path = waiting.pop()
        seen.add(path)
        page.goto(open_page.address + path)
        if found := faults(page):
            wrong[path] = found
        waiting |= {
            one
            for one in addresses(page) - seen
            if "/my/" not in one
            and ("/posts/" not in one or one.endswith(("/posts/", *(f"/{c}/" for c in COUNTRIES))))
        }

    assert len(seen) > 100
    assert wrong == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_private_page_can_be_used_by_everybody(open_page, language):
    page = open_page(f"/{language}/my/family/", viewport=NARROW)
    wrong: dict[str, list[str]] = {}

    def look() -> None:
        if found := faults(page):
            wrong.setdefault(urlsplit(page.url).path, found)

    look()
    walker.press(page)
    page.wait_for_url("**/my/family/me/**")
    walker.answer_until_list(page, FAMILY["sponsor"], look)
    for relative in FAMILY["relatives"][:2]:
        page.goto(f"{open_page.address}/{language}/my/family/people/add/")
        walker.answer_until_list(page, relative, look)

    waiting, seen = {f"/{language}/my/", f"/{language}/my/print/"}, set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = page.goto(open_page.address + path)
        assert answer is not None
        assert answer.status == 200, path
        look()
        waiting |= {
            one
            for one in addresses(page) - seen
            if "/my/" in one
            and not one.endswith(("/file/", "/calendar/"))
            and "/my/asylum/" not in one  # met in the walk through a claim
        }

    assert len(seen) > 25
    assert wrong == {}
