"""A whole claim on a phone, by the links a person sees: what is typed, what is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

from guide.holidays import is_working_day
from tests.journeys.conftest import PageOpener

NAME = "Mirwais Kohsari"
TYPED = {
    "full_name": NAME,
    "agdref": "7503123456",
    "file_number": "2026-05-01234",
    "address": "12 rue des Lilas\n69003 Lyon",
    "phone": "06 12 34 56 78",
}
SUMMONS = {
    "time": "09:15",
    "place": "201 rue Carnot\n94120 Fontenay-sous-Bois",
    "division": "AS",
    "email": "division@example.org",
}
DIALECT = "parler de Hérat"
PAPER, SHOWS = "Tazkera verte", "mon nom de naissance"
DIFFERENCE = "Attestation fausse de deux ans"
REASON = "Un motif que je dirai sur place"
LEAVING, HOUSE = "Le départ vers Kandahar", "La maison de Sangin"
WORDS = (NAME, "Kohsari", "Lilas", "Hérat", "Tazkera", DIFFERENCE, REASON, "Kandahar", "Sangin")
"""Nowhere but in pages and papers of the person."""


def wednesday_with_a_working_friday_before() -> date:
    """Some day for an interview in four weeks or more, whose safe day is known by hand."""
    day = date.today() + timedelta(28)
    while day.weekday() != 2 or not is_working_day(day - timedelta(5)):
        day += timedelta(1)
    return day


class Claim:
    """One person on the site. `look` is called on each page, with a name for it."""

    def __init__(
        self, opener: PageOpener, language: str, *, scripts: bool, look: Callable[[str], None]
    ) -> None:
        self.home = f"/{language}/"
        self.titles: set[str] = set()
        self.addresses: set[str] = set()
        self.page: Page = opener(self.home, scripts=scripts)
        self.page.on("request", lambda one: self.addresses.add(unquote(one.url)))
        self._look = look
        self.language = language
        self.interview = wednesday_with_a_working_friday_before()
        self.lodged = date.today() - timedelta(10)

    def field(self, name: str, value: str | None = None) -> Locator:
        chosen = "" if value is None else f'[value="{value}"]'
        return self.page.locator(f'main [name="{name}"]{chosen}')

    def look(self, name: str) -> None:
        self.titles.add(self.page.title())
        self._look(name)

    def follow(self, address: str, look: str = "") -> None:
        """Touch the first visible link to an address, below the root of the language."""
        link = self.page.locator(f'main a[href="{self.home}{address}"]:visible').first
        link.scroll_into_view_if_needed()
        link.click()
        self.page.wait_for_url(f"**{self.home}{address}*")
        self.look(look or address)

    def back_to_claim(self) -> None:
        self.page.locator(f'main a.back[href="{self.home}my/asylum/"]').first.click()
        self.page.wait_for_url(f"**{self.home}my/asylum/")
        expect(self.page.locator("main h1")).to_be_visible()

    def unfold(self, name: str) -> None:
        """Open the folded parts that stand between the person and a field."""
        self.field(name).first.evaluate(
            """one => { for (let fold = one.closest('details:not([open])'); fold;
              fold = fold.parentElement.closest('details:not([open])')) fold.open = true; }"""
        )

    def write(self, name: str, words: str) -> None:
        self.unfold(name)
        self.field(name).fill(words)

    def choose(self, name: str, value: str) -> None:
        self.unfold(name)
        one = self.field(name, value)
        one.locator("xpath=ancestor::label").click()
        expect(one).to_be_checked()

    def write_day(self, name: str, day: str, month: str, year: str) -> None:
        self.write(f"{name}-day", day)
        self.field(f"{name}-month").select_option(month)
        self.field(f"{name}-year").fill(year)

    def write_date(self, name: str, day: date) -> None:
        self.write_day(name, str(day.day), str(day.month), str(day.year))

    def save(self, name: str = "") -> None:
        """Press the button of the form, and wait for its answer."""
        button = self.page.locator("main form button[type=submit]:not([name], .hidden)").last
        with self.page.expect_response(lambda one: one.request.method == "POST") as answer:
            button.click()
        if answer.value.status != 422:
            expect(self.page.locator("main [role=status], main ol > li").first).to_be_visible()
        self.page.wait_for_load_state()
        if name:
            self.look(name)

    def from_home_to_a_step_to_the_claim(self) -> None:
        self.look("home")
        self.page.locator("a.door").first.click()
        self.page.wait_for_url(f"**{self.home}asylum/")
        self.follow("asylum/summons/")
        self.page.locator("main .onward a").last.click()
        self.page.wait_for_url(f"**{self.home}asylum/")
        assert self.page.context.cookies() == []
        self.follow("my/asylum/")

    def dates(self) -> None:
        """With three mistakes on the way, each told beside its field."""
        self.follow("my/asylum/plan/", "empty plan")
        self.page.locator(f'main a.button[href="{self.home}my/asylum/plan/track/"]').click()
        self.look("track")
        self.choose("track", "accelerated")
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url("**/my/asylum/plan/dates/*")
        self.look("dates")

        handed = self.lodged - timedelta(15)
        persian = str(handed.day).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        year = str(self.interview.year)
        self.write_day("certificate_handed_on", persian, str(handed.month), str(handed.year))
        self.write_date("lodged_on", self.lodged)
        self.write_day("interview_on", "31", "2", year)
        self.save("a day that does not exist")
        self._is_told("interview_on", f"31 février {year}")
        expect(self.field("interview_on-day")).to_have_value("31")
        expect(self.field("certificate_handed_on-day")).to_have_value(persian)
        expect(self.field("lodged_on-year")).to_have_value(str(self.lodged.year))

        self.write_date("interview_on", self.lodged - timedelta(5))
        self.save("an interview before the lodging")
        doubt = self.page.locator('.notice:has(input[name="confirm"])')
        expect(doubt).to_have_count(1)
        expect(doubt).to_be_visible()
        expect(self.field("certificate_handed_on-day")).to_have_value(persian)
        expect(self.field("lodged_on-day")).to_have_value(str(self.lodged.day))

        self.write_date("interview_on", self.interview)
        self.save("plan")
        self.page.wait_for_url("**/my/asylum/plan/*")

    def _is_told(self, name: str, french: str) -> None:
        error = self.page.locator(f"#{name}_error")
        expect(error).to_be_visible()
        expect(self.field(f"{name}-day")).to_have_attribute("aria-invalid", "true")
        if self.language == "fr":
            expect(error).to_contain_text(french)

    def plan(self, folder: Path) -> str:
        """The safe day stands on the plan; gives the calendar file."""
        safe = self.interview - timedelta(5)  # four days before is a Saturday
        for day in (self.interview, safe):
            shown = self.page.locator(f'main time[datetime="{day.isoformat()}"]').first
            expect(shown).to_be_visible()
        with self.page.expect_download() as download:
            self.page.locator('form[action$="plan/calendar/"] button').click()
        file = folder / "days.ics"
        download.value.save_as(file)
        assert not re.search("asile|asylum|ofpra", download.value.suggested_filename, re.I)
        assert f"DTSTART;VALUE=DATE:{safe:%Y%m%d}" in file.read_text()
        self.back_to_claim()
        return file.read_text()

    def particulars(self) -> None:
        self.follow("my/asylum/me/")
        for name, words in TYPED.items():
            self.write(name, words)
        self.write_day("birth_date", "14", "3", "1990")
        self.field("nationality").select_option("AF")
        self.save("me, saved")
        self.back_to_claim()

        self.follow("my/asylum/summons/")
        expect(self.field("interview_on-day")).to_have_value(str(self.interview.day))
        for name, words in SUMMONS.items():
            self.write(name, words)
        self.choose("companion", "lawyer")
        self.save("summons, saved")
        self.back_to_claim()

        self.follow("my/asylum/language/")
        self.write("chosen", "dari")
        self.write("dialect", DIALECT)
        self.choose("french", "a_little")
        self.save("language, saved")
        expect(self.page.locator("main").get_by_text(DIALECT).first).to_be_visible()
        self.back_to_claim()

    def chronology(self) -> None:
        """Two cards, the second in the Afghan calendar; put in order, and the gap between."""
        self.follow("my/asylum/chronology/")
        self.follow("my/asylum/chronology/add/")
        self.write("what", LEAVING)
        self.write("when-year", "2021")
        self.save("one card")

        self.follow("my/asylum/chronology/add/", "another card")
        self.write("what", HOUSE)
        self.choose("when-calendar", "afghan")
        self.field("months").click()
        expect(self.field("when-month").locator('option[value="afghan-12"]')).to_have_count(1)
        expect(self.field("what")).to_have_value(HOUSE)
        self.write("when-year", "۱۳۹۷")
        self.field("when-month").select_option("afghan-12")
        self.write("when-day", "۳۱")
        self.save("a card with an impossible day")
        expect(self.page.locator("main .error:visible").first).to_be_visible()
        expect(self.field("when-year")).to_have_value("۱۳۹۷")
        self.write("when-day", "14")
        self.save("two cards")

        cards = self.page.locator("main form ol > li")
        expect(cards).to_have_count(2)
        expect(cards.nth(1)).to_contain_text(HOUSE)
        expect(cards.nth(1)).to_contain_text("1397")
        expect(cards.nth(1)).to_contain_text("2019")
        self.field("by_date").click()
        expect(cards.nth(0)).to_contain_text(HOUSE)
        gap = self.page.locator("main section li").first
        expect(gap).to_contain_text("2019")
        expect(gap).to_contain_text("2021")
        if self.language == "fr":
            expect(cards.nth(0)).to_contain_text("14 Hut 1397 (5 mars 2019)")
            expect(gap).to_contain_text("rien d’écrit")
        self.back_to_claim()

    def papers_and_form(self) -> None:
        self.follow("my/asylum/papers/")
        self.follow("my/asylum/papers/add/")
        self.write("name", PAPER)
        self.write("shows", SHOWS)
        self.choose("kinds", "copy")
        self.save("one paper")
        expect(self.page.locator("main h2").first).to_contain_text(PAPER)
        self.back_to_claim()

        self.follow("my/asylum/form-check/")
        self.choose("birth", "different")
        self.write("note-birth", DIFFERENCE)
        self.save("a difference")
        expect(self.page.get_by_text(DIFFERENCE).first).to_be_visible()
        self.back_to_claim()

    def preparation(self) -> None:
        """A theme, a pause and back, and the phrases to show; none sets a cookie."""
        cookies = self.page.context.cookies()
        self.follow("asylum/", "guide")
        self.follow("asylum/prepare/", "themes")
        self.follow("asylum/prepare-chronology/", "a theme")
        self.follow("asylum/pause/", "pause")
        self.follow("asylum/prepare/", "themes again")
        self.follow("asylum/phrases/", "phrases")
        expect(
            self.page.locator('.card .say[lang="fr"], .card [lang="fr"] .say').first
        ).to_be_visible()
        assert self.page.context.cookies() == cookies
        self.page.go_back()
        self.follow("my/asylum/prepare/")
        self.choose("journey", "when")
        self.save("a tick")
        self.back_to_claim()

    def letter(self) -> None:
        self.follow("my/asylum/letters/")
        self.follow("my/asylum/letters/LET-02/")
        self.choose("own_who", "interpreter")
        self.choose("own_sex", "woman")
        self.write("own_reason", REASON)
        self.page.locator('main button[name="act"][value="save"]').first.click()
        expect(self.page.locator("main [role=status]")).to_be_visible()
        expect(self.field("body")).to_have_value(re.compile(re.escape(REASON)))
        expect(self.field("body")).to_have_value(re.compile(NAME))
        self.look("letter with own words")
        self.follow("my/asylum/letters/", "letters again")
        self.follow("my/asylum/print/")

    def printed(self, file: Path) -> Path:
        with self.page.expect_download(timeout=60_000) as download:
            self.page.locator("main form button[type=submit]").last.click()
        assert re.fullmatch(r"[a-z]+\.pdf", download.value.suggested_filename)
        download.value.save_as(file)
        return file
