"""A headless Chromium and the real site, once for all journeys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site import site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site answers, with content loaded and its print server running."""
    with site(tmp_path_factory.mktemp("site")) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[PageOpener]:
    opener = PageOpener(browser, address)
    yield opener
    opener.close()


class PageOpener:
    """Opens pages on a phone or a desk, and remembers every host they asked."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts = []
        self.foreign: list[str] = []
        self.errors: list[str] = []

    def __call__(
        self,
        path: str,
        *,
        scripts: bool = True,
        viewport: dict[str, int] | None = None,
        downloads: Path | None = None,
    ) -> Page:
        context = self.browser.new_context(
            java_script_enabled=scripts, viewport=viewport or PHONE, accept_downloads=True
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note_line)
        page.goto(self.address + path)
        return page

    def _note(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.foreign.append(request.url)

    def _note_line(self, line) -> None:
        """Keep what Chromium reports, but for the answer to a form with a mistake in it."""
        if line.type == "error" and "status of 422" not in line.text:
            self.errors.append(line.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
