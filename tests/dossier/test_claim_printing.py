"""The sheet for the interview and the phrase card: every part, in every language, for anybody."""

from __future__ import annotations

import io
import re
import time
from html import unescape
from typing import Any

import pypdf
import pytest
import time_machine
from django.test import Client
from page import validate_pdf_bytes

from dossier import card_views, claim_printing, phrase_card, press
from dossier.bilingual import Bilingual
from dossier.claim_letters import LETTERS
from dossier.claim_printing import PARTS, Interview, pages, print_claim
from dossier.paper import Job, UnknownPart
from dossier.print_server import Answer, State
from dossier.print_views import CLAIM
from guide import content, pdf
from guide.languages import BY_CODE
from ofpra.phrases import PHRASES
from tests.dossier.claims import PUBLIC, claim, claim_job, claim_pdf
from tests.dossier.papers import TODAY, characters, client_with, plain_text_of, text_of
from tests.dossier.test_printing import lines, words_of

pytestmark = [pytest.mark.paper, pytest.mark.django_db]
LANGUAGES = ("fr", "en", "ar")
OWN_WORDS = "Ils cherchaient mon frère"


def reader(printed: pdf.Pdf) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed.content))


def words(language: str = "fr") -> Bilingual:
    return Bilingual(content.current(), BY_CODE[language], "ofpra")


def html_of(answers: dict[str, Any], language: str = "fr", *parts: str) -> str:
    made = pages(Interview.of(claim_job(answers, language, parts)))
    return unescape("".join(made)).replace("\xa0", " ")


def browser(answers: dict[str, Any]) -> Client:
    return client_with(answers, "ofpra")


# The parts.


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_prints_alone_in_each_language(part, language):
    answers = claim(letters={"LET-04": {}})
    printed = print_claim(claim_job(answers, language, [part]))

    text = plain_text_of(printed)
    heading = words().plain("paper.title" if part == "sheet" else f"paper.part.{part}")
    if part == "letters":
        heading = "Objet :"
    assert heading in text.replace("\xa0", " ")
    assert not printed.unprintable


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_prints_when_nothing_was_told(part, language):
    printed = print_claim(claim_job({}, language, [part]))

    assert printed.page_count >= 1
    assert not printed.unprintable


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_file_is_tagged_a4_light_and_clean(language):
    printed = claim_pdf(language, *PARTS)

    file = reader(printed)
    report = validate_pdf_bytes(printed.content, profile="ua1")
    assert report.is_compliant, [one.rule_id for one in report.failures]
    assert file.trailer["/Root"]["/Lang"] == "fr"
    assert {tuple(round(float(side)) for side in page.mediabox) for page in file.pages} == {
        (0, 0, 595, 842)
    }
    assert set(file.metadata or {}) == {"/Title", "/Producer"}
    assert (file.metadata or {})["/Title"] == "Mon entretien à l'OFPRA"
    named = str(file.trailer["/Root"]["/Metadata"].get_object().get_data())
    assert "Kohsari" not in named
    assert "7503123456" not in named
    assert len(printed.content) <= 200 * 1024


@pytest.mark.parametrize("part", ["sheet", "rights", "chronology", "papers"])
def test_each_document_alone_is_tagged(part):
    report = validate_pdf_bytes(claim_pdf("ar", part).content, profile="ua1")

    assert report.is_compliant, [one.rule_id for one in report.failures]


@pytest.mark.parametrize(("language", "share"), [("fr", 0.95), ("en", 0.95), ("ar", 0.84)])
def test_the_words_of_the_pages_are_found_in_the_file(language, share):
    made = pages(Interview.of(claim_job(language=language, parts=PARTS)))
    wanted = [word for html in made for word in words_of(unescape(html))]

    read = set(re.findall(r"\w{2,}", plain_text_of(claim_pdf(language, *PARTS))))

    assert sum(word in read for word in wanted) / len(wanted) >= share


def test_what_the_person_told_stands_on_the_sheet():
    text = text_of(claim_pdf("en", "sheet"))

    for told in (
        "mercredi",
        "09/12/2026",
        "09:00",
        "201 rue Carnot",
        "94120 Fontenay-sous-Bois",
        "2026-05-01234",
        "7503123456",
        "division@example.org",
        "01 58 68 10 11",
        "Maître Anne Exemple",
        "14 Hut 1368",
        "Afghanistan",
    ):
        assert told in text


def test_numbers_and_days_run_left_to_right_in_arabic():
    seen = [re.sub(r"\s", "", line) for line in lines(claim_pdf("ar", *PARTS))]

    for number in (
        "2026-05-01234",
        "7503123456",
        "09:00",
        "0158681011",
        "0158681010",
        "12/03/2021",
    ):
        assert any(number in line for line in seen), number
    for line in seen:
        for reversed_one in ("01234-05-2026", "1101868510", "2021/03/12", "00:09"):
            assert reversed_one not in line


def test_the_exact_language_is_said_in_both_languages():
    text = plain_text_of(claim_pdf("en", "language"))

    assert "Ma langue : dari" in text.replace("\xa0", " ")
    assert "My language: dari" in text
    assert "Je comprends un peu le français" in text


def test_what_differs_is_said_with_the_words_of_the_person():
    html = html_of(claim(), "en", "differences")

    assert "Ma tazkera dit 1368." in html
    assert words().plain("form_check.birth.name") in html
    assert words().plain("form_check.name.name") not in html


def test_documents_are_numbered_and_what_was_taken_out_is_not_there():
    html = html_of(claim(), "fr", "papers")

    assert "Tazkera" in html
    assert "رسالة" in html
    assert "Brouillon" not in html
    assert re.findall(r'<td class="c">(\d+)</td>', html) == ["1", "2"]


def test_days_are_those_of_the_plan_with_the_notice_of_the_new_rules():
    text = plain_text_of(claim_pdf("fr", "deadlines")).replace("\xa0", " ")

    assert "04/12/2026" in text
    assert words().plain("deadlines.DL-08.what") in text
    assert "date indicative" in text
    assert "depuis le 12/06/2026" in text
    assert text.count("12/06/2026") == 1


def test_days_without_new_rules_have_no_notice():
    interview = Interview.of(claim_job({"dates": {"interview_on": "2026-12-09"}}))

    assert interview.notice_of_days() is None


def test_rights_say_each_phrase_with_its_articles():
    text = plain_text_of(claim_pdf("fr", "rights")).replace("\xa0", " ")

    for one in PHRASES:
        assert words().plain(f"phrases.{one.key}") in text
    assert "CESEDA, art. L. 531-17" in text


def test_rights_are_the_same_for_everybody_and_laid_out_once():
    claim_printing.constant_pages.cache_clear()

    print_claim(claim_job(language="ar", parts=["rights"]))
    print_claim(claim_job({}, language="ar", parts=["sheet", "rights"]))

    assert claim_printing.constant_pages.cache_info().misses == 1
    assert "Kohsari" not in claim_printing.rights(words("ar"))


def test_a_letter_prints_with_the_sheet_and_alone():
    assert print_claim(claim_job(language="ar", parts=["LET-04"])).page_count >= 2
    assert print_claim(claim_job(language="fr", parts=["sheet", "LET-04"])).page_count >= 2


def test_every_letter_prints_alone():
    for one in LETTERS:
        assert print_claim(claim_job({}, "ar", [one])).page_count >= 2


def test_an_unknown_part_is_refused():
    with pytest.raises(UnknownPart, match="postcard"):
        print_claim(claim_job(parts=["postcard"]))


def test_a_claim_shows_nothing_when_printed_or_logged():
    assert "Kohsari" not in repr(claim_job())
    assert "Kohsari" not in repr(Interview.of(claim_job()))


# The chronology.


@pytest.mark.parametrize("parts", [(), PUBLIC])
def test_the_chronology_is_never_among_everything(parts):
    printed = print_claim(claim_job(parts=parts))

    assert OWN_WORDS not in text_of(printed)
    assert "PRIVÉ" not in text_of(printed)


def test_the_chronology_is_marked_private_on_every_page():
    cards = [{"key": f"card{n:04}", "what": f"Carte {n} " + "mot " * 60} for n in range(30)]
    file = reader(print_claim(claim_job(claim(cards=cards), "ar", ["sheet", "chronology"])))

    marked = [
        page
        for page in file.pages
        if "PRIVÉ – ne pas remettre sans conseil" in re.sub(r"\s+", " ", page.extract_text())
    ]
    private = [page for page in file.pages if "Carte" in page.extract_text()]
    assert len(private) >= 3
    assert len(marked) == len(private)


def test_the_chronology_says_dates_in_both_calendars_and_keeps_lines():
    html = html_of(claim(), "fr", "chronology")

    assert "Hut 1399" in html
    assert "maison.<br>Ils" in html
    assert "ne pas remettre sans conseil" in html


def test_the_chronology_is_laid_out_with_500_cards_or_the_person_is_told():
    """Long cards, in two scripts: the print server stops what takes longer than PRINT_SECONDS."""
    what = "سافرت مع ابن عمي " * 6 + "Des hommes sont venus. " * 6
    cards = [
        {"key": f"c{n:07}", "what": what, "when": {"date": f"{1990 + n % 30}-03"}}
        for n in range(500)
    ]
    began = time.monotonic()

    printed = print_claim(claim_job({"cards": cards}, "ar", ["chronology"]))

    assert printed.page_count > 20
    assert time.monotonic() - began < 120


def test_a_drawn_sign_in_a_card_is_left_out_and_stops_nothing():
    cards = [{"key": "k7f3wxyz", "what": "Peur \N{GRINNING FACE} ce jour"}]

    assert "ce jour" in text_of(print_claim(claim_job({"cards": cards}, "fr", ["chronology"])))


# Anybody's words.


@pytest.mark.parametrize("name", ["K" * 200, "Kohsari Mirwais " * 12, "زرمینه کوهساری " * 12])
def test_the_longest_words_stay_inside_the_page(name):
    answers = claim(
        me={"full_name": name.strip(), "file_number": "9" * 60, "nationality": "stateless"},
        summons={"place": name, "email": "a" * 90 + "@example.org", "division": name},
        language={"chosen": name, "region": name},
        papers=[{"key": "a", "name": name, "shows": name * 3, "why_late": name}],
        form_check={"birth": "different", "notes": {"birth": name * 3}},
        cards=[{"key": "k", "what": name * 3, "place": name, "people": name}],
    )

    printed = print_claim(claim_job(answers, "ar", PARTS))

    for page in characters(printed):
        assert all(one["x0"] > 0 and one["x1"] < 595 for one in page)


def test_names_are_printed_whole_in_any_script():
    for name in ("زرمینه کوهساری", "ልዕልቲ ገብረቃል", "মিতা রহমান", "Олександра"):
        printed = print_claim(claim_job(claim(me={"full_name": name}), "ar", ["sheet"]))

        assert not printed.unprintable
    assert '<bdi dir="rtl">زرمینه کوهساری</bdi>' in html_of(
        claim(me={"full_name": "زرمینه کوهساری"}), "fr", "sheet"
    )


def test_an_emoji_is_replaced_in_full_view_and_told():
    printed = print_claim(
        claim_job(claim(me={"full_name": "Mirwais \N{GRINNING FACE}"}), "fr", ["sheet"])
    )

    assert printed.unprintable == ("\N{GRINNING FACE}",)
    assert pdf.UNPRINTABLE in text_of(printed)
    assert "Le signe" in text_of(printed)


def test_markup_stays_text():
    told = '<img src="https://example.org/x"> & **co** {day}'

    html = "".join(
        pages(
            Interview.of(
                claim_job(
                    claim(
                        me={"full_name": told},
                        language={"chosen": told},
                        papers=[{"key": "a", "name": told, "why_late": told}],
                        cards=[{"key": "k", "what": told}],
                    ),
                    "ar",
                    PARTS,
                )
            )
        )
    )

    assert "<img" not in html
    assert html.count("&lt;img") >= 4


def test_answers_that_cannot_be_read_count_as_not_told():
    answers = {
        "dates": {"interview_on": "2026-02-31", "track": "x", "nothing": 1},
        "me": {"birth_date": "1990-13", "full_name": 3},
        "summons": [],
        "papers": "x",
        "form_check": None,
    }

    assert print_claim(claim_job(answers, "en")).page_count >= 3


# The pages.


@pytest.mark.parametrize("language", LANGUAGES)
def test_choosing_parts_and_language_gives_a_file(language):
    client = browser(claim())
    address = f"/{language}/my/asylum/print/"

    page = client.get(address)
    answer = client.post(address, {"parts": ["sheet"], "language": "ar"})

    assert page.status_code == 200
    assert "Kohsari" not in page.content.decode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="entretien.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content.startswith(b"%PDF")


def test_everything_is_ticked_at_first_but_what_is_private():
    page = browser(claim()).get("/fr/my/asylum/print/").content.decode()

    assert set(re.findall(r'name="parts" value="(\w+)" checked', page)) == set(PUBLIC)
    assert re.search(r'name="parts" value="chronology"(?! checked)', page)
    assert "ne pas remettre sans conseil" in page
    assert words().plain("paper.private_choice")[:40] in unescape(page)


def test_somebody_who_told_nothing_can_print_too():
    client = Client()

    assert client.get("/fr/my/asylum/print/").status_code == 200
    answer = client.post("/fr/my/asylum/print/", {"parts": ["sheet", "rights"], "language": "ar"})
    assert answer.content.startswith(b"%PDF")


def test_the_chronology_is_chosen_for_once(monkeypatch):
    printed = []
    monkeypatch.setattr(press, "print_job", lambda job: printed.append(job) or pdf.Pdf(b"%PDF", 1))
    with time_machine.travel("2026-11-22 12:00", tick=False) as now:
        client = browser(claim())
        client.post("/fr/my/asylum/print/", {"parts": ["sheet", "chronology"], "language": "fr"})
        again = client.get("/fr/my/asylum/print/").content.decode()
        client.get("/fr/my/asylum/print/file/")
        now.shift(601)
        client.get("/fr/my/asylum/print/file/")

    assert 'value="chronology" checked' not in again
    assert [one.parts for one in printed] == [
        ("sheet", "chronology"),
        ("sheet", "chronology"),
        ("sheet",),
    ]
    assert "cards" in printed[1].answers
    assert "cards" not in printed[2].answers


def test_the_chronology_alone_is_not_printed_again_later():
    with time_machine.travel("2026-11-22 12:00", tick=False) as now:
        client = browser(claim())
        client.post("/fr/my/asylum/print/", {"parts": ["chronology"], "language": "fr"})
        now.shift(601)
        answer = client.get("/fr/my/asylum/print/file/")

    assert answer["Location"] == "/fr/my/asylum/print/"


def test_what_is_not_printed_is_not_sent_to_be_printed():
    for parts in (PUBLIC, ("sheet",)):
        stored = claim(print={"parts": list(parts), "language": "fr"})
        assert "cards" not in claim_job_of(stored).answers


def claim_job_of(stored: dict[str, Any]) -> Job:
    from dossier import print_views

    return print_views._job(CLAIM, stored)


def test_when_all_print_the_next_person_waits(monkeypatch, settings):
    settings.PRINT_SOCKET = "/nowhere"
    monkeypatch.setattr("dossier.print_server.ask", lambda *told: Answer(State.BUSY))

    answer = browser(claim()).post("/fr/my/asylum/print/", {"parts": ["sheet"], "language": "ar"})

    assert answer.status_code == 503
    assert "url=/fr/my/asylum/print/file/" in answer.content.decode()
    assert 'href="/fr/my/asylum/print/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.LATE, "choisissez moins de pages"), (State.FAILED, "pas pu être fait")],
)
def test_a_print_that_was_stopped_leads_back_to_the_choice(monkeypatch, settings, state, said):
    settings.PRINT_SOCKET = "/nowhere"
    monkeypatch.setattr("dossier.print_server.ask", lambda *told: Answer(state))

    answer = browser(claim()).post("/fr/my/asylum/print/", {"parts": ["sheet"], "language": "ar"})

    assert answer.status_code == 503
    assert said in answer.content.decode()
    assert 'href="/fr/my/asylum/print/"' in answer.content.decode()


def test_an_unchanged_file_is_not_printed_again():
    client = browser(claim())
    first = client.post("/fr/my/asylum/print/", {"parts": ["sheet"], "language": "fr"})

    again = client.get("/fr/my/asylum/print/file/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_one_network_prints_so_much_and_no_more(settings):
    settings.THROTTLES = settings.THROTTLES | {"print": (1, 600)}
    client = browser(claim())
    choice = {"parts": ["language"], "language": "fr"}

    assert client.post("/fr/my/asylum/print/", choice).status_code == 200
    refused = client.post("/fr/my/asylum/print/", choice | {"language": "en"})

    assert refused.status_code == 429


# The phrase card.


@pytest.fixture
def no_card_kept():
    card_views._kept.clear()
    phrase_card.card.cache_clear()
    yield
    card_views._kept.clear()


def test_the_card_is_for_everybody_however_much_a_network_prints(settings, no_card_kept):
    settings.THROTTLES = settings.THROTTLES | {"print": (0, 600)}

    assert Client().get("/fr/asylum/phrases/card.pdf").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_one_tagged_sheet_with_every_phrase(language):
    printed = phrase_card.card(content.version(), language)

    report = validate_pdf_bytes(printed.content, profile="ua1")
    assert report.is_compliant, [one.rule_id for one in report.failures]
    assert printed.page_count == 1
    assert not printed.unprintable
    box = reader(printed).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    html = phrase_card_text(printed)
    for one in PHRASES:
        assert words().plain(f"phrases.{one.key}") in html
    assert len(printed.content) <= 120 * 1024


def phrase_card_text(printed: pdf.Pdf) -> str:
    """In the order of reading; the panels upside down are read as they lie in the file."""
    found = " ".join(page.extract_text() for page in reader(printed).pages)
    return re.sub(r"\s+", " ", found.replace("\xa0", " "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_the_card_crosses_a_fold_or_an_edge(language):
    printed = phrase_card.card(content.version(), language)

    across, down = 842 / 2, 595 / 2
    for page in characters(printed):
        for one in page:
            if one["text"].isspace():
                continue
            assert 12 < one["x0"] <= one["x1"] < 583
            assert 12 < one["top"] <= one["bottom"] < 830
            assert one["x1"] < down - 5 or one["x0"] > down + 5
            assert one["bottom"] < across - 5 or one["top"] > across + 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_type_of_the_card_is_large(language):
    size, panels = phrase_card.flow(words(language), phrase_card._phrases(words(language)), 3)

    assert size >= 13
    assert len(panels) == 3


def test_a_language_that_needs_more_room_gets_a_second_sheet(monkeypatch):
    monkeypatch.setattr(phrase_card, "SIZES", (30,))

    assert len(phrase_card.sheets(words("ar"))) > 1


def test_the_card_is_public_and_printed_once(no_card_kept, monkeypatch):
    printed = []
    monkeypatch.setattr(
        press, "print_job", lambda job: printed.append(job) or pdf.Pdf(b"%PDF card", 1)
    )
    client = Client()

    first = client.get("/ar/asylum/phrases/card.pdf")
    second = client.get("/ar/asylum/phrases/card.pdf?x=1")
    other = client.get("/fr/asylum/phrases/card.pdf")

    assert first["Content-Type"] == "application/pdf"
    assert first["Cache-Control"].startswith("public")
    assert first["ETag"]
    assert not first.cookies
    assert second.content == first.content
    assert other.status_code == 200
    assert [one.reading for one in printed] == ["ar", "fr"]
    assert all(one.answers == {} for one in printed)


@pytest.mark.parametrize("state", [State.BUSY, State.LATE])
def test_without_a_printer_the_page_says_so_and_is_not_kept(
    no_card_kept, monkeypatch, settings, state
):
    settings.PRINT_SOCKET = "/nowhere"
    monkeypatch.setattr("dossier.print_server.ask", lambda *told: Answer(state))

    answer = Client().get("/fr/asylum/phrases/card.pdf")

    html = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    assert "vos réponses" not in html.lower()
    assert 'href="/fr/asylum/phrases/"' in html
    assert ("url=/fr/asylum/phrases/card.pdf" in html) == (state is State.BUSY)


def test_the_print_processes_print_each_procedure():
    for procedure in ("reunification", "ofpra", "phrase_card"):
        assert procedure in press.PRINTERS
    job = Job({}, ("ar", "fr"), TODAY, procedure="phrase_card")
    assert press.print_job(Job.from_json(job.to_json())).page_count == 1
