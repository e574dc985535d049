"""In a real browser: a dossier begins, closes, is erased, and nothing typed is lost."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

FAMILY = "/fr/my/family/"
COOKIE = "s"


def begin(page) -> None:
    """From the first page of the path to the first question."""
    with page.expect_navigation():
        page.click("main form button >> nth=0")
    page.wait_for_selector("[name=full_name]")


def tamper(page) -> None:
    (cookie,) = [one for one in page.context.cookies() if one["name"] == COOKIE]
    cookie["value"] = ("B" if cookie["value"][0] != "B" else "C") + cookie["value"][1:]
    page.context.add_cookies([cookie])


@pytest.mark.parametrize("scripts", [True, False])
def test_a_browser_can_send_the_forms_of_private_pages(open_page, scripts):
    """They carry no referrer: the browser sends `Origin: null`."""
    page = open_page(FAMILY, scripts=scripts)
    begin(page)

    page.fill("[name=full_name]", "Zerihun نجيب")
    page.click("main form button >> nth=-1")
    page.wait_for_url("**/my/family/me/**")
    page.goto(open_page.address + "/fr/my/")

    assert "Votre dossier" in page.inner_text("h1")
    assert COOKIE in {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_in_a_closed_dossier_begins_a_new_one(open_page, scripts):
    page = open_page(FAMILY, scripts=scripts)
    begin(page)
    tamper(page)

    page.fill("[name=full_name]", "Zerihun <i>نجيب</i>")
    page.click("main form button >> nth=-1")
    page.wait_for_selector("[data-problem=foreign]")
    said = page.inner_text("main")
    with page.expect_navigation():
        page.click("main form button")
    page.goto(open_page.address + "/fr/my/family/me/name/")

    assert "Zerihun <i>نجيب</i>" in said
    assert page.input_value("[name=full_name]") == "Zerihun <i>نجيب</i>"


@pytest.mark.parametrize("scripts", [True, False])
def test_after_erasing_neither_back_nor_an_old_tab_brings_anything_back(open_page, scripts):
    page = open_page(FAMILY, scripts=scripts)
    begin(page)
    page.fill("[name=full_name]", "Zerihun Test")
    page.click("main form button >> nth=-1")
    page.wait_for_url("**/birth-date/")
    old_tab = page.context.new_page()
    old_tab.goto(open_page.address + "/fr/my/family/me/name/")

    page.goto(open_page.address + "/fr/my/erase/")
    with page.expect_navigation():
        page.click("main form button")
    ended_at, cookies = page.url, page.context.cookies()
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(500)  # htmx asks the server anew for a page of the history
        page.wait_for_load_state()
        assert "Zerihun" not in page.content()
    old_tab.click("main form button >> nth=-1")
    old_tab.wait_for_selector("[data-problem=no_token]")

    assert ended_at.endswith("/fr/my/erased/")
    assert cookies == []
    assert "Zerihun Test" in old_tab.inner_text("main")
