"""WCAG 2.2 AA on every page, in French and Arabic, with everything unfolded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys import walker

pytestmark = pytest.mark.browser

FAMILY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "dossier" / "examples" / "dossier_family.json").read_text()
)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
COUNTRIES = ("et", "af", "sd")
"""A post that is known, one that is doubtful, one that is closed: the others look alike."""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def addresses(page: Page) -> set[str]:
    """The pages of this site that the page links to, in its own language."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    paths = {urlsplit(link).path for link in links if link.startswith(page.url.split("/", 3)[0])}
    language = urlsplit(page.url).path.split("/")[1]
    return {path for path in paths if path.startswith(f"/{language}/")}


def faults(page: Page) -> list[str]:
    page.evaluate(UNFOLD)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    wider = page.evaluate(WIDER)
    return [*told, f"{wider} px too wide"] if wider > 0 else told


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_public_page_can_be_used_by_everybody(open_page, language):
    page = open_page(f"/{language}/", viewport={"width": 320, "height": 640})
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

    assert len(seen) > 35
    assert wrong == {}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_private_page_can_be_used_by_everybody(open_page, language):
    page = open_page(f"/{language}/my/family/", viewport={"width": 320, "height": 640})
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
            if "/my/" in one and not one.endswith(("/file/", "/calendar/"))
        }

    assert len(seen) > 25
    assert wrong == {}
