"""The phrases in a room without network: kept by a worker that touches nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATH = "/fr/asylum/phrases/"
KEPT = """async () => {
  const names = await caches.keys(), kept = [];
  for (const name of names) {
    for (const one of await (await caches.open(name)).keys()) kept.push(new URL(one.url).pathname);
  }
  return kept.sort();
}"""
SCOPES = """async () => (await navigator.serviceWorker.getRegistrations())
  .map(one => new URL(one.scope).pathname)"""
IS_CONTROLLED = "navigator.serviceWorker.controller !== null"


def opened(open_page, path: str = PATH) -> Page:
    """The page, once it says that it is kept."""
    page = open_page(path)
    expect(page.locator("[data-kept]")).to_be_visible()
    return page


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_once_opened_the_phrases_need_no_network(open_page, language):
    page = opened(open_page, f"/{language}/asylum/phrases/")
    phrases = page.locator(".card .say").all_inner_texts()

    page.context.set_offline(True)
    page.reload()

    assert len(phrases) > 10
    assert page.locator(".card .say").all_inner_texts() == phrases
    page.locator(".index a").last.click()
    expect(page.locator(".card").last).to_be_in_viewport()
    expect(page.locator("[data-kept]")).to_be_visible()
    assert open_page.foreign == []


def test_a_new_tab_finds_them_without_network(open_page):
    page = opened(open_page)
    page.context.set_offline(True)

    other = page.context.new_page()
    other.goto(open_page.address + PATH)

    expect(other.locator("h1")).to_be_visible()


def test_only_the_page_and_its_own_files_are_kept(open_page):
    page = opened(open_page)
    page.goto(open_page.address + PATH + "?query=1")
    page.goto(open_page.address + "/fr/my/asylum/prepare/")
    page.goto(open_page.address + PATH)

    kept = page.evaluate(KEPT)

    assert PATH in kept
    assert all(path == PATH or path.startswith("/static/") for path in kept)
    assert len(kept) == 4
    assert page.evaluate(SCOPES) == [PATH]
    assert open_page.errors == []


@pytest.mark.parametrize(
    "path", ["/fr/my/", "/fr/my/asylum/", "/fr/my/asylum/prepare/", "/fr/asylum/", "/fr/"]
)
def test_no_other_page_is_in_the_hands_of_the_worker(open_page, path):
    page = opened(open_page)
    page.reload()
    assert page.evaluate(IS_CONTROLLED)

    page.goto(open_page.address + path)

    assert not page.evaluate(IS_CONTROLLED)


def test_who_does_not_want_it_kept_leaves_nothing(open_page):
    page = opened(open_page)

    page.locator("[data-kept] button").click()

    expect(page.locator("[data-keep]")).to_be_visible()
    assert page.evaluate(KEPT) == []
    assert page.evaluate(SCOPES) == []


def test_to_erase_the_dossier_takes_the_kept_page_along(open_page):
    page = opened(open_page)
    page.goto(open_page.address + "/fr/my/asylum/prepare/")
    page.locator("main form .fold summary").first.click()
    page.locator("main form .fold input[type=checkbox]").first.check()
    page.locator("main form button").click()
    expect(page.locator("main [role=status]")).to_be_visible()

    page.goto(open_page.address + "/fr/my/erase/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/erased/")
    page.goto(open_page.address + "/fr/")

    assert page.evaluate(KEPT) == []


def test_without_a_script_every_phrase_is_there_and_how_to_keep_it(open_page):
    page = open_page(PATH, scripts=False)

    expect(page.locator("[data-keep]")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()
    page.locator(".index a").nth(3).click()
    expect(page.locator(".card").nth(3)).to_be_in_viewport(ratio=0.8)


def test_one_phrase_fills_the_screen_of_a_phone(open_page):
    page = opened(open_page)

    for number in range(page.locator(".card").count()):
        card = page.locator(".card").nth(number)
        page.goto(f"{open_page.address}{PATH}#{card.get_attribute('id')}")
        box = card.bounding_box()
        assert box["height"] >= 600
        assert box["height"] <= 760, card.get_attribute("id")
        size = card.locator(".say").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 32


def test_the_breath_stands_still_for_who_asks(open_page):
    page = open_page("/fr/asylum/pause/")
    state = """() => getComputedStyle(document.querySelector('.breath'), '::before')
      .animationPlayState"""

    assert page.evaluate(state) == "running"
    page.locator(".still input").check()
    assert page.evaluate(state) == "paused"

    page.emulate_media(reduced_motion="reduce")
    name = "() => getComputedStyle(document.querySelector('.breath'), '::before').animationName"
    assert page.evaluate(name) == "none"
