"""The printed dossier: every part, in every language, for any family and any name."""

from __future__ import annotations

import io
import re
from html import unescape

import pypdf
import pytest
from django.urls import reverse
from page import validate_pdf_bytes

from dossier import paper, printing
from dossier.bilingual import Bilingual
from dossier.letters import LETTERS
from dossier.paper import UnknownPart
from dossier.print_server import Answer, State
from dossier.printing import PARTS, Dossier, pages, print_dossier
from guide import content, pdf
from guide.languages import BY_CODE
from tests.dossier.papers import (
    MINOR,
    characters,
    client_with,
    family_pdf,
    job,
    named,
    plain_text_of,
    stored,
    text_of,
)

pytestmark = [pytest.mark.paper, pytest.mark.django_db]
LANGUAGES = ("fr", "en", "ar")


def reader(printed: pdf.Pdf) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed.content))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_prints_alone_in_each_language(part, language):
    printed = family_pdf(language, part)

    heading = Bilingual(content.current(), BY_CODE["fr"]).plain(f"paper.part.{part}")
    if part == "letters":
        heading = "Objet : Demande de rendez-vous"
    assert heading in plain_text_of(printed)
    assert not printed.unprintable


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_file_is_tagged_a4_light_and_clean(language):
    printed = family_pdf(language)

    file = reader(printed)
    report = validate_pdf_bytes(printed.content, profile="ua1")
    assert report.is_compliant, [one.rule_id for one in report.failures]
    assert file.trailer["/Root"]["/Lang"] == "fr"
    assert {tuple(round(float(side)) for side in page.mediabox) for page in file.pages} == {
        (0, 0, 595, 842)
    }
    assert set(file.metadata or {}) == {"/Title", "/Producer"}
    assert (file.metadata or {})["/Title"] == "Dossier de réunification familiale"
    assert "Kohsari" not in str(file.trailer["/Root"]["/Metadata"].get_object().get_data())
    assert len(printed.content) <= 300 * 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded(language):
    for page in reader(family_pdf(language)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_black_grey_and_white(language):
    """A cheap printer and a copier show all of it."""
    for page in reader(family_pdf(language)).pages:
        drawn = page.get_contents().get_data().decode("latin-1")
        for red, green, blue in re.findall(
            r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", drawn
        ):
            assert red == green == blue
        assert "/Subtype /Image" not in drawn


def words_of(html: str) -> list[str]:
    body = re.sub(r"<(style|title).*?</\1>", " ", html, flags=re.DOTALL)
    body = re.sub(r"<(br|p|td|th|tr|h1|h2|li|div|section)\b[^>]*>", " ", body)
    text = re.sub(r"<[^>]+>", "", body)
    return re.findall(r"\w{2,}", text.replace("&#x27;", "'").replace("&amp;", "&"))


@pytest.mark.parametrize(("language", "share"), [("fr", 0.95), ("en", 0.95), ("ar", 0.84)])
def test_the_words_of_the_pages_are_found_in_the_file(language, share):
    wanted = [word for html in pages(Dossier.of(job(language=language))) for word in words_of(html)]

    read = set(re.findall(r"\w{2,}", plain_text_of(family_pdf(language))))

    assert sum(word in read for word in wanted) / len(wanted) >= share


def test_french_is_on_the_left_of_each_row():
    """The heading of the French column stands left of that of the reading language."""
    for language, heading in (("en", "English"), ("ar", "العربية")):
        html = next(pages(Dossier.of(job(language=language, parts=["checklists"]))))

        assert html.index(">Français</th>") < html.index(heading)
        assert '<table class="papers" dir' not in html


def test_a_machine_translation_says_so_in_the_heading_of_its_column():
    html = next(pages(Dossier.of(job(language="ar", parts=["checklists"]))))
    english = next(pages(Dossier.of(job(language="en", parts=["checklists"]))))

    heading = re.search(r"<thead>.*?</thead>", html, re.DOTALL)
    assert heading is not None
    assert "Traduction automatique, non relue" in heading[0]
    assert "Traduction automatique" not in english


def lines(printed: pdf.Pdf) -> list[str]:
    """What the eye reads from left to right: glyphs sorted by their place."""
    found = []
    for page in characters(printed):
        rows: dict[int, list[dict]] = {}
        for one in page:
            rows.setdefault(round(one["bottom"]), []).append(one)
        for row in rows.values():
            row.sort(key=lambda one: one["x0"])
            found.append("".join(one["text"] for one in row))
    return found


def test_dates_and_numbers_run_left_to_right_in_arabic():
    answers = stored(
        letters={
            "L-01": {"sender": "Zarmina Kohsari\nTéléphone : +33 1 58 68 10 10", "template": "x"}
        },
    )

    seen = [
        re.sub(r"\s", "", line)
        for line in lines(print_dossier(job(answers, "ar", ["cover", "deadlines", "L-01"])))
    ]

    assert any("14/06/2008" in line for line in seen)
    assert any("09/12/1988" in line for line in seen)
    assert any("+33158681010" in line for line in seen)
    # In the Arabic sentences of the copy to read, where a line may begin with any of them.
    assert any("14/06/2027" in line for line in seen)
    assert any("(14juin2027)" in line for line in seen)
    assert any("CESEDA,articleL.561-2" in line for line in seen)
    for line in seen:
        for reversed_one in ("8002/60/41", "0101868513", "2008/06/14"):
            assert reversed_one not in line


def test_parts_are_a_subset_in_the_order_of_the_file():
    printed = family_pdf("en", "enclosures", "cover")

    text = text_of(printed)
    assert printed.page_count == 2
    assert text.index("Dossier de réunification") < text.index("Bordereau des pièces")
    assert "Fiche pour le guichet" in text_of(family_pdf("en"))
    assert "Liste des papiers 1." not in text


def test_an_unknown_part_is_refused():
    with pytest.raises(UnknownPart, match="postcard"):
        print_dossier(job(parts=["postcard"]))


def test_french_alone_has_no_other_column():
    html = "".join(pages(Dossier.of(job())))

    assert 'dir="rtl"' not in html
    assert 'lang="' not in html.replace('<html lang="fr"', "")
    assert "Copie de lecture" not in html


def test_each_person_has_a_list_on_one_page_with_a_box_for_each_paper():
    for language in LANGUAGES:
        file = reader(family_pdf(language, "checklists"))

        assert len(file.pages) == 5, language
    html = next(pages(Dossier.of(job(parts=["checklists"]))))
    lists = html.split("<section")[1:]
    assert len(lists) == 5
    assert all(one.count('class="box"') >= 12 for one in lists)


def test_ticks_are_printed_and_what_replaces_a_paper_is_told():
    answers = stored(ticks={"p1": {"D-03": "have", "D-20": "cannot"}})

    html = unescape(next(pages(Dossier.of(job(answers, parts=["checklists"]))))).replace(
        "\xa0", " "
    )

    substitute = content.current().text("reunification.documents.D-20.substitute", "fr").plain
    assert html.count('<span class="box">×</span>') == 1
    assert substitute.rstrip(".") in html


def test_the_list_of_enclosures_counts_each_paper_once_and_says_for_whom():
    dossier = Dossier.of(job(stored(ticks={f"p{n}": {"D-01": "have"} for n in range(1, 5)})))

    found = list(dossier.enclosures())

    assert [one.number for one in found] == list(range(1, len(found) + 1))
    form = found[0]
    assert (form.persons, form.originals, form.is_here) == ("1, 2, 3, 4", 2, True)
    assert not any(one.is_here for one in found[1:])
    assert "1. Mirwais Kohsari · 2. Farhad Sangin" in text_of(family_pdf("fr", "enclosures"))
    assert "Frais de visa" not in {one.name.french.plain for one in found}


def test_results_give_a_sentence_reasons_and_articles_for_each_person():
    results = list(Dossier.of(job()).results())

    assert [one.person.number for one in results] == [1, 2, 3, 4]
    for one in results:
        assert one.reasons
        assert all(reason.citation for reason in one.reasons)


def test_a_name_is_printed_whole_in_any_script():
    names = {
        "sponsor": "زرمینه کوهساری",
        "p1": "ልዕልቲ ገብረቃል ወልዱ",
        "p2": "মিতা রহমান চৌধুরী",
        "p3": "Олександра",
    }

    printed = print_dossier(job(named(**names), "ar"))

    assert not printed.unprintable
    text = plain_text_of(printed)
    assert "Олександра" in text
    assert "ልዕልቲ" in text
    html = "".join(pages(Dossier.of(job(named(**names), "ar"))))
    assert '<bdi dir="rtl">زرمینه کوهساری</bdi>' in html


def test_an_emoji_in_a_name_does_not_stop_the_print_and_is_told_on_each_page():
    answers = named(p1="Mirwais \N{GRINNING FACE} Kohsari")

    printed = print_dossier(job(answers, parts=["cover", "checklists"]))

    assert printed.unprintable == ("\N{GRINNING FACE}",)
    assert paper.unprintable(answers) == ("\N{GRINNING FACE}",)
    assert pdf.UNPRINTABLE in text_of(printed)
    assert "Le signe" in text_of(printed)


def test_markup_in_a_name_stays_text():
    name = '<img src="https://example.org/x"> & co'

    printed = print_dossier(job(named(p1=name), parts=["cover"]))

    assert name.replace(" ", "") in plain_text_of(printed).replace(" ", "")


@pytest.mark.parametrize("name", ["K" * 200, "Kohsari Mirwais " * 12])
def test_the_longest_name_stays_inside_the_page(name):
    printed = print_dossier(job(named(p1=name.strip()), "ar"))

    for page in characters(printed):
        assert all(one["x0"] > 0 and one["x1"] < 595 for one in page)


def test_a_family_of_thirty_prints():
    answers = stored()
    answers["relatives"] = [
        {**answers["relatives"][2 + n % 2], "key": f"p{n}", "full_name": f"Enfant {n}"}
        for n in range(1, 31)
    ]

    printed = print_dossier(job(answers, parts=["cover", "enclosures", "deadlines"]))

    assert "Enfant 30" in text_of(printed)


def test_a_minor_sponsor_prints_with_parents_and_siblings():
    text = text_of(print_dossier(job(stored(MINOR), "en")))

    assert "Letebrhan Ghebrekal Woldu" in text
    assert "brother or sister" in text


def test_almost_nothing_told_prints_with_blanks():
    answers = {"sponsor": {"status": "refugee"}, "relatives": [{"key": "a2b3"}]}

    text = text_of(print_dossier(job(answers, "ar")))

    assert "……" in text


def test_pages_of_the_counter_are_the_same_for_everybody_and_laid_out_once():
    words = Bilingual(content.current(), BY_CODE["ar"])
    printing.constant_pages.cache_clear()

    print_dossier(job(language="ar", parts=["appointment"]))
    print_dossier(job(stored(MINOR), "ar", ["appointment"]))

    assert printing.constant_pages.cache_info().misses == 1
    assert len(printing.constant_pages(content.version(), "ar")) == 1
    assert "Kohsari" not in printing.sheet(words)


def test_a_job_travels_whole():
    sent = job(stored(ticks={"p1": {"D-01": "have"}}), "ar", ["cover"])

    assert paper.Job.from_json(sent.to_json()) == sent


def test_a_job_shows_nothing_when_printed_or_logged():
    assert "Kohsari" not in repr(job())
    assert "Kohsari" not in repr(Dossier.of(job()))


# Pages.


@pytest.mark.parametrize("language", LANGUAGES)
def test_choosing_parts_and_language_gives_a_file(language):
    client = client_with(stored())
    address = f"/{language}/my/print/"

    page = client.get(address)
    answer = client.post(address, {"parts": ["cover"], "language": "ar"})

    assert page.status_code == 200
    assert "Kohsari" not in page.content.decode()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="dossier.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content.startswith(b"%PDF")


def test_what_was_chosen_is_kept_and_chosen_again():
    client = client_with(stored())
    client.post("/fr/my/print/", {"parts": ["cover", "deadlines"], "language": "fr"})

    page = client.get("/fr/my/print/").content.decode()

    checked = re.findall(r'name="parts" value="(\w+)" checked', page)
    assert checked == ["cover", "deadlines"]
    assert 'value="fr" checked' in page
    assert client.get("/fr/my/print/file/")["Content-Type"] == "application/pdf"


def test_without_a_part_the_page_says_so():
    answer = client_with(stored()).post("/fr/my/print/", {"language": "fr"})

    assert answer.status_code == 422
    assert "au moins une partie" in answer.content.decode()


def test_without_answers_there_is_nothing_to_print():
    client = client_with({})

    assert "rien à imprimer" in client.get("/fr/my/print/").content.decode()
    assert client.get("/fr/my/print/file/")["Location"] == reverse("dossier:print")


def test_an_unchanged_file_is_not_printed_again():
    client = client_with(stored())
    first = client.post("/fr/my/print/", {"parts": ["cover"], "language": "fr"})

    again = client.get("/fr/my/print/file/", headers={"if-none-match": first["ETag"]})
    other = client_with(named(p1="Autre Nom"))
    other.post("/fr/my/print/", {"parts": ["cover"], "language": "fr"})

    assert again.status_code == 304
    changed = other.get("/fr/my/print/file/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_when_all_print_the_next_person_waits_on_a_page_that_asks_again(monkeypatch, settings):
    settings.PRINT_SOCKET = "/nowhere"
    monkeypatch.setattr("dossier.print_server.ask", lambda *told: Answer(State.BUSY))
    client = client_with(stored())

    answer = client.post("/fr/my/print/", {"parts": ["cover"], "language": "ar"})

    html = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert '<meta http-equiv="refresh" content="4;url=/fr/my/print/file/">' in html
    assert "attend son tour" in html


@pytest.mark.parametrize(
    ("state", "said"), [(State.LATE, "trop de temps"), (State.FAILED, "pas pu être fait")]
)
def test_a_print_that_was_stopped_is_said_and_nothing_is_lost(monkeypatch, settings, state, said):
    settings.PRINT_SOCKET = "/nowhere"
    monkeypatch.setattr("dossier.print_server.ask", lambda *told: Answer(state))
    client = client_with(stored())

    answer = client.post("/fr/my/print/", {"parts": ["cover"], "language": "ar"})

    assert answer.status_code == 503
    assert said in answer.content.decode()
    assert 'name="parts" value="cover" checked' in client.get("/fr/my/print/").content.decode()


def test_every_letter_prints_alone():
    for one in LETTERS:
        printed = family_pdf("ar", one)

        assert printed.page_count >= 2
