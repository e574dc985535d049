"""My chronology on a phone, with and without script: two calendars, order, every fold open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import NARROW, UNFOLD, faults

pytestmark = pytest.mark.browser

LIST = "/my/asylum/chronology/"


def save(page: Page) -> None:
    page.locator("main form").first.locator('button[type="submit"]:not([name], .hidden)').click()
    page.wait_for_load_state()


def write(page: Page, what: str, year: str) -> None:
    page.locator('[name="what"]').fill(what)
    page.locator('[name="when-year"]').fill(year)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_cards_in_two_calendars_are_put_in_order(open_page, scripts):
    page = open_page(f"/fr{LIST}add/", scripts=scripts)
    write(page, "Le départ", "2020")
    save(page)

    page.goto(f"{open_page.address}/fr{LIST}add/")
    write(page, "خانه\nدوم", "۱۳۹۷")
    page.get_by_text("Un autre calendrier").click()
    page.get_by_text("Calendrier solaire, mois afghans").click()
    page.get_by_role("button", name="Montrer les mois de ce calendrier").click()
    expect(page.locator('[name="what"]')).to_have_value("خانه\nدوم")
    page.locator('[name="when-month"]').select_option("afghan-12")
    page.locator('[name="when-day"]').fill("۳۱")
    save(page)
    expect(page.locator(".error").first).to_contain_text("Le 31 Hut 1397 n’existe pas.")
    page.locator('[name="when-day"]').fill("۱۴")
    page.locator('[name="when-day"]').press("Enter")

    items = page.locator("main ol > li")
    expect(items.nth(1)).to_contain_text("14 Hut 1397 (5 mars 2019)")
    page.get_by_role("button", name="Ranger par date").click()
    expect(items.nth(0)).to_contain_text("خانه")
    items.nth(0).get_by_role("button", name="Descendre").click()
    expect(items.nth(0)).to_contain_text("Le départ")
    assert not open_page.foreign


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_of_the_chronology_can_be_used_by_everybody(open_page, language):
    page = open_page(f"/{language}{LIST}add/", viewport=NARROW)
    wrong = {}

    def look(name: str) -> None:
        if found := faults(page):
            wrong[name] = found

    look("new")
    for year in ("2015", "2019"):
        page.goto(f"{open_page.address}/{language}{LIST}add/")
        write(page, "x" * 300, year)
        page.evaluate(UNFOLD)
        page.locator('[name="when-child"]').fill("ቃ" * 90)
        save(page)
    look("list")
    page.goto(f"{open_page.address}/{language}{LIST}add/")
    write(page, "😀", "1368")
    page.evaluate(UNFOLD)
    page.locator('[name="when-age"]').fill("cinq")
    save(page)
    look("errors")
    page.goto(f"{open_page.address}/{language}{LIST}")
    page.locator("main li h3 a").first.click()
    look("card")
    page.goto(f"{page.url}remove/")
    look("remove")

    assert wrong == {}
