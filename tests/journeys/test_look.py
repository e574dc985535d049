"""What only a browser can tell of the look: width, targets, stillness, script or not."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "reunification/",
    "reunification/appointment-day/",
    "asylum/prepare/",
    "asylum/prepare-chronology/",
    "asylum/pause/",
    "asylum/phrases/",
    "posts/",
    "patterns/",
]

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
  .filter(one => {
    if (one.type === 'hidden' || one.matches('.skip')) return false;
    const target = one.closest('label') || one, box = target.getBoundingClientRect();
    if (!box.width) return false;
    const text = one.closest('p, li, td');
    const isInSentence = getComputedStyle(one).display === 'inline' && text
      && text.textContent.trim().length > one.textContent.trim().length + 3;
    return !isInSentence && (box.width < 43.5 || box.height < 43.5);
  }).map(one => one.outerHTML.slice(0, 120))"""

SHIFT = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => shift += one.value))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(shift), 200);
})"""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_is_wider_than_the_screen(open_page, language, width):
    """640 is a desk at 200 %, 320 at 400 %."""
    page = open_page(f"/{language}/", viewport={"width": width, "height": 640})

    for path in PAGES:
        page.goto(f"{open_page.address}/{language}/{path}")

        assert page.evaluate(WIDER) <= 0, path


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_target_is_as_large_as_a_thumb(open_page, language):
    page = open_page(f"/{language}/")

    for path in PAGES:
        page.goto(f"{open_page.address}/{language}/{path}")

        assert page.evaluate(TOO_SMALL) == [], path


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_doors_stand_above_the_fold(open_page, language):
    page = open_page(f"/{language}/", scripts=False)

    last = page.locator("main p a.touch").first.bounding_box()

    assert page.locator("a.door").count() == 2
    assert last["y"] + last["height"] <= 640


def test_nothing_moves_while_a_page_loads(open_page):
    page = open_page("/fr/reunification/appointment-day/")

    assert page.evaluate(SHIFT) == 0


def test_the_language_list_opens_without_a_script_and_keeps_the_page(open_page):
    page = open_page("/fr/reunification/", scripts=False)

    page.locator("details.languages summary").click()
    page.locator("details.languages a[hreflang=ar]").click()

    assert page.url.endswith("/ar/reunification/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_escape_closes_the_language_list(open_page):
    page = open_page("/fr/reunification/")
    page.locator("details.languages summary").click()

    page.keyboard.press("Escape")

    assert page.locator("details.languages[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_two_presses_send_a_form_once(open_page):
    page = open_page("/fr/my/family/")
    sent = []
    page.on("request", lambda asked: sent.append(asked) if asked.method == "POST" else None)
    page.route("**/my/family/", lambda route: None)  # the answer never comes

    page.locator("main form button").first.evaluate("one => { one.click(); one.click(); }")
    page.wait_for_timeout(200)

    assert len(sent) == 1


def test_the_first_tab_leads_over_the_header(open_page):
    page = open_page("/fr/reunification/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/#main")
