"""Looking at a page as everybody needs it: WCAG 2.2 AA, and no wider than the screen."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
UNFOLD = """() => document.querySelectorAll('details:not([open])').forEach(
  one => { one.open = true; one.dataset.unfolded = ''; })"""
FOLD = """() => document.querySelectorAll('details[data-unfolded]').forEach(
  one => { one.open = false; delete one.dataset.unfolded; })"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NARROW = {"width": 320, "height": 640}
WIDTHS = (320, 360, 640, 1280)
"""640 is a desk at 200 %, 320 at 400 %."""


def addresses(page: Page) -> set[str]:
    """The pages of this site that the page links to, in its own language."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url)
    paths = {urlsplit(link).path for link in links if urlsplit(link).netloc == here.netloc}
    language = here.path.split("/")[1]
    return {path for path in paths if path.startswith(f"/{language}/") and path.endswith("/")}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def faults(page: Page) -> list[str]:
    """Everything unfolded on a narrow phone, then on wider ones and a desk; left as it was."""
    before = page.viewport_size
    page.evaluate(UNFOLD)
    page.set_viewport_size(NARROW)
    told = violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        if (wider := page.evaluate(WIDER)) > 0:
            told.append(f"{wider} px wider than {width}")
    page.evaluate(FOLD)
    if before:
        page.set_viewport_size(before)
    return told
