"""An asylum claim from the home page to the paper, on a phone, with and without scripts.

With scripts, each private page is also looked at as everybody needs it, in the dark in Arabic.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys import claim_walker
from tests.journeys.claim_walker import Claim
from tests.journeys.looking import addresses, faults

pytestmark = pytest.mark.browser

PRINTED = (
    claim_walker.NAME,
    "9 h 15|09:15|9h15",
    claim_walker.DIALECT,
    claim_walker.PAPER,
    claim_walker.DIFFERENCE,
    claim_walker.REASON,
    "7503123456",
)
PRIVATE = (claim_walker.LEAVING, claim_walker.HOUSE)


def words_of(pdf: Path) -> str:
    assert pdf.read_bytes().startswith(b"%PDF-")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return re.sub(r"\s+", " ", text)


def title_of(pdf: Path) -> str:
    return subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout


def _look_at_the_others(walk: Claim, site: str, seen: set[str]) -> None:
    """Each page of the claim that the walk led past."""
    waiting = {f"{walk.home}my/asylum/"}
    done: set[str] = set()
    while waiting:
        path = waiting.pop()
        done.add(path)
        walk.page.goto(site + path)
        if path not in seen:
            walk.look(path)
        waiting |= {one for one in addresses(walk.page) if "/my/asylum/" in one} - done


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_claim_goes_from_the_home_page_to_its_paper(open_page, tmp_path, language, scripts):
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()

    def look(name: str) -> None:
        path = urlsplit(walk.page.url).path
        if scripts and "/my/" in path:  # public pages have a test of their own
            seen.add(path)
            if found := faults(walk.page):
                wrong[name] = found

    walk = Claim(open_page, language, scripts=scripts, look=lambda name: look(name))
    if language == "ar":
        walk.page.emulate_media(color_scheme="dark")
    walk.from_home_to_a_step_to_the_claim()
    walk.dates()
    days = walk.plan(tmp_path)
    walk.particulars()
    walk.chronology()
    walk.papers_and_form()
    walk.preparation()
    walk.letter()
    page = walk.page
    expect(walk.field("parts", "chronology")).not_to_be_checked()
    paper = words_of(walk.printed(tmp_path / "paper.pdf"))
    walk.choose("parts", "chronology")
    private = words_of(walk.printed(tmp_path / "private.pdf"))
    page.reload()
    expect(walk.field("parts", "chronology")).not_to_be_checked()

    assert not re.search("asile|OFPRA|CNDA|entretien|Kohsari", days, re.IGNORECASE)
    assert [one for one in PRINTED if not re.search(one, paper)] == []
    assert [one for one in PRIVATE if one in paper] == []
    assert [one for one in (*PRINTED, *PRIVATE) if not re.search(one, private)] == []
    assert "PRIVÉ" in private
    assert not any(word in title_of(tmp_path / "private.pdf") for word in claim_walker.WORDS)

    if scripts:
        _look_at_the_others(walk, open_page.address, seen)
        assert len(seen) > 30
    told = [*walk.titles, *walk.addresses]
    assert [one for one in told if any(word in one for word in claim_walker.WORDS)] == []
    assert open_page.foreign == []
    assert open_page.errors == []
    assert wrong == {}
