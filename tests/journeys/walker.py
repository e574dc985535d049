"""Answering the questions of the family path in a browser, from known facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Error, Page, expect

from reunification import questions

TEXTS = ("full_name", "place_of_birth", "town", "nationality", "lives_in")
DATES = ("_on", "_date", "_from", "_until", "_since")
LISTS = ("/people/", "/results/")
"""Where a series of questions ends."""


def fill(page: Page, facts: Mapping[str, Any]) -> None:
    """Answer every question of the page that the facts know; "I do not know" for the others."""
    for section in questions.BY_KEY.values():
        for key in section:
            _fill_one(page, key, questions.value_of(facts, key))


def _fill_one(page: Page, key: str, value: Any) -> None:
    name = key.replace(".", "-")
    if key.endswith(DATES):
        if page.locator(f'main [name="{name}-year"]').count():
            _fill_date(page, name, value)
        return
    fields = page.locator(f'main [name="{name}"]')
    if not fields.count():
        return
    kind = fields.first.evaluate("field => field.type || field.tagName")
    if kind in ("radio", "checkbox"):
        wanted = value if isinstance(value, list) else [_choice(value)]
        for one in wanted:
            page.locator(f'main [name="{name}"][value="{one}"]').check(force=True)
    elif kind.startswith("select"):
        fields.first.select_option(value or "")
    else:
        fields.first.fill(value or "")


def _choice(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value is None else str(value)


def _fill_date(page: Page, name: str, value: str | None) -> None:
    if value is None:
        page.locator(f'main [name="{name}-unknown"]').check(force=True)
        return
    year, month, day = (*value.split("-"), "", "")[:3]
    page.locator(f'main [name="{name}-year"]').fill(year)
    if month:
        page.locator(f'main [name="{name}-month"]').select_option(str(int(month)))
    if day:
        page.locator(f'main [name="{name}-day"]').fill(str(int(day)))
    only_year = page.locator(f'main [name="{name}-only_year"]')
    if not month and only_year.count():
        only_year.check(force=True)


def press(page: Page) -> None:
    """Press the main button of the page's first form."""
    page.locator("main form button:not([type=button])").first.click()


def send(page: Page) -> None:
    """Press the main button, and wait for the page or the part that answers."""
    before = _where(page)
    press(page)
    for _ in range(600):
        if _where(page) not in (before, None):
            break
        page.wait_for_timeout(30)
    page.wait_for_load_state("load")
    expect(page.locator("main .error")).to_have_count(0)
    assert _where(page) != before, f"{before}: no answer"


def _where(page: Page) -> tuple[str, str] | None:
    """Address and heading; None while one page gives way to another."""
    try:
        return page.url, page.locator("main h1").first.inner_text(timeout=500)
    except Error:
        return None


def answer_until_list(
    page: Page, facts: Mapping[str, Any], look: Callable[[], None] = lambda: None
) -> None:
    """Answer page after page until the list of relatives or the results; `look` at each."""
    for _ in range(60):
        if page.url.endswith(LISTS):
            return
        look()
        fill(page, facts)
        send(page)
    raise AssertionError(f"the questions never end: {page.url}")
