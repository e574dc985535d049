"""From the home page to the printed dossier, on a phone, with and without scripts."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import walker

pytestmark = pytest.mark.browser

FAMILY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "dossier" / "examples" / "dossier_family.json").read_text()
)
NAMES = [FAMILY["sponsor"]["full_name"], *(one["full_name"] for one in FAMILY["relatives"])]


def words_of(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_family_goes_from_the_home_page_to_its_dossier(open_page, tmp_path, language, scripts):
    page = open_page(f"/{language}/", scripts=scripts)
    page.locator("a.door").nth(1).click()
    page.locator(f'main a[href="/{language}/my/family/"]').first.click()
    walker.press(page)
    page.wait_for_url("**/my/family/me/**")

    # The person makes a mistake on the way: it is said, and what was typed stays.
    walker.fill(page, {"full_name": NAMES[0]})
    walker.send(page)
    page.locator('main [name="birth_date-day"]').fill("31")
    page.locator('main [name="birth_date-month"]').select_option("2")
    page.locator('main [name="birth_date-year"]').fill("1988")
    walker.press(page)
    expect(page.locator("main .error").first).to_be_visible()
    expect(page.locator('main [name="birth_date-day"]')).to_have_value("31")

    walker.answer_until_list(page, FAMILY["sponsor"])
    for relative in FAMILY["relatives"]:
        page.goto(f"{open_page.address}/{language}/my/family/people/add/")
        walker.answer_until_list(page, relative)
    for name in NAMES[1:]:
        expect(page.get_by_text(name).first).to_be_visible()

    page.goto(f"{open_page.address}/{language}/my/family/results/")
    expect(page.locator('[data-outcome="eligible"]')).to_have_count(len(FAMILY["relatives"]))

    page.goto(f"{open_page.address}/{language}/my/print/")
    page.locator(f'main [name="language"][value="{language}"]').check(force=True)
    with page.expect_download(timeout=60_000) as download:
        walker.press(page)
    file = tmp_path / "dossier.pdf"
    download.value.save_as(file)

    assert download.value.suggested_filename == "dossier.pdf"
    text = words_of(file)
    for name in NAMES:
        assert name in text
    assert "L. 561-2" in text
    assert ("العربية" in text or "ﺔﻴﺑﺮﻌﻟا" in text or "ةيبرعلا" in text) is (language == "ar")
    title = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True)
    assert not any(name in title.stdout for name in NAMES)

    assert open_page.foreign == []
    assert open_page.errors == []


def test_the_calendar_file_says_days_and_no_more(open_page, tmp_path):
    page = open_page("/fr/my/family/")
    walker.press(page)
    page.wait_for_url("**/my/family/me/**")
    walker.answer_until_list(page, FAMILY["sponsor"])
    page.goto(f"{open_page.address}/fr/my/family/people/add/")
    walker.answer_until_list(page, FAMILY["relatives"][1])
    page.goto(f"{open_page.address}/fr/my/family/deadlines/")

    with page.expect_download() as download:
        page.locator('form[action$="calendar/"] button, a[href$="calendar/"]').first.click()
    file = tmp_path / "dates.ics"
    download.value.save_as(file)

    text = file.read_text()
    assert "DTSTART;VALUE=DATE:20270613" in text
    assert not re.search("asile|OFPRA|réfugi|visa|Sangin|Farhad", text, re.IGNORECASE)


def test_erasing_leaves_nothing_to_come_back_to(open_page):
    page = open_page("/fr/my/family/", scripts=False)
    walker.press(page)
    page.wait_for_url("**/my/family/me/**")
    walker.fill(page, {"full_name": NAMES[0]})
    walker.send(page)

    page.goto(f"{open_page.address}/fr/my/erase/")
    walker.press(page)
    page.go_back()

    assert NAMES[0] not in page.content()
    page.goto(f"{open_page.address}/fr/my/family/me/name/")
    assert NAMES[0] not in page.content()
    assert all(cookie["name"] != "s" for cookie in page.context.cookies())


def test_no_address_holds_what_was_typed(open_page):
    page = open_page("/fr/my/family/", scripts=False)
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    walker.press(page)
    page.wait_for_url("**/my/family/me/**")

    walker.answer_until_list(page, FAMILY["sponsor"])

    assert len(addresses) > 10
    assert not any("?" in one or "Zarmina" in one or "1988" in one for one in addresses)
