"""HTML to PDF: what is fetched, which letters are shown, what the file says of itself."""

from __future__ import annotations

import io

import pypdf
import pytest
from page import validate_pdf_bytes

from guide import pdf
from guide.languages import ALL
from guide.pdf import MissingGlyph, PdfError, font_file, lay_out, printable, to_pdf, write

pytestmark = pytest.mark.paper


def document(body: str, lang: str = "fr") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Essai</title>'
        f"</head><body><section><h1>Essai</h1>{body}</section></body></html>"
    )


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def test_a_file_is_tagged_and_says_its_title_and_language():
    printed = to_pdf(document("<p>Bonjour</p>"))

    file = reader(printed.content)
    assert file.metadata is not None
    assert file.metadata.title == "Essai"
    assert file.trailer["/Root"]["/Lang"] == "fr"
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert validate_pdf_bytes(printed.content, profile="ua1").is_compliant


def test_a_cell_in_another_language_says_so_to_a_screen_reader():
    row = '<table><tr><td>Bonjour</td><td lang="ar" dir="rtl">مرحبا</td></tr></table>'

    file = reader(to_pdf(document(row)).content)

    languages = [found for found in tags(file.trailer["/Root"]["/StructTreeRoot"]) if found]
    assert languages == ["ar"]


def tags(element: pypdf.generic.DictionaryObject) -> list[str | None]:
    """The language of each tag under one, in reading order."""
    found: list[str | None] = [element.get("/Lang")]
    for child in element.get("/K", []):
        inner = child.get_object()
        if isinstance(inner, pypdf.generic.DictionaryObject):
            found += tags(inner)
    return found


def test_metadata_say_nothing_of_the_person_nor_of_the_hour():
    file = reader(to_pdf(document("<p>Zarmina Kohsari</p>")).content)

    assert set(file.metadata or {}) == {"/Title", "/Producer"}
    assert "Kohsari" not in str(file.trailer["/Root"]["/Metadata"].get_object().get_data())


def test_a_page_is_a4():
    page = reader(to_pdf(document("<p>Bonjour</p>")).content).pages[0]

    assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/logo.png",
        "http://127.0.0.1:9/logo.png",
        "file:///etc/hostname",
        "file:///usr/share/fonts/truetype/noto/../../../../../etc/hostname",
        "data:image/png;base64,iVBORw0KGgo=",
        "ftp://example.org/a.png",
    ],
)
def test_nothing_but_our_own_files_is_fetched(address):
    with pytest.raises(PdfError, match="local files"):
        to_pdf(document(f'<p><img src="{address}" alt="x"></p>'))


@pytest.mark.parametrize("language", ALL, ids=lambda one: one.code)
def test_every_language_prints_its_own_name_with_no_empty_box(language):
    printed = to_pdf(
        document(f'<p lang="{language.tag}" dir="{language.direction}">{language.endonym} 0123</p>')
    )

    assert not printed.unprintable
    fonts = embedded_fonts(printed.content)
    assert any(language.font.replace(" ", "-") in font.replace(" ", "-") for font in fonts)


def embedded_fonts(content: bytes) -> set[str]:
    found = set()
    for page in reader(content).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described), "not embedded"
            found.add(str(described["/FontName"]))
    return found


def test_a_character_without_a_font_is_shown_and_told():
    printed = to_pdf(document("<p>Amina \N{PAGE FACING UP} \N{GRINNING FACE}</p>"))

    assert printed.unprintable == ("\N{PAGE FACING UP}", "\N{GRINNING FACE}")
    assert pdf.UNPRINTABLE in "".join(page.extract_text() for page in reader(printed.content).pages)


@pytest.mark.parametrize(
    "name",
    [
        "نیلاب کوهساری",
        "ልዕልቲ ገብረቃል",
        "মিতা রহমান",
        "தமிழ்ச்செல்வி",
        "ნინო",
        "Հասմիկ",
        "Олександра",
        "हिन्दी नाम",
        "ਗੁਰਪ੍ਰੀਤ",
        "သီတာ",
        "ភាសា",
        "שרה",
        "ܡܪܝܡ",
        "ߒߞߏ",
        "𞤀𞤣𞤤𞤢𞤥",
        "ⵜⵉⴼⵉⵏⴰⵖ",
        "བོད་ཡིག",
        "ငြိမ်း",
    ],
)
def test_a_name_in_any_script_has_its_letters(name):
    printed = to_pdf(document(f"<p>{name}</p>"))

    assert not printed.unprintable


def test_what_cannot_be_seen_is_dropped_and_joiners_are_kept():
    text, replaced = printable("a\x00b\x0c\N{VARIATION SELECTOR-16}c\u202ed می\u200cخواهم")

    assert text == "abcd می\u200cخواهم"
    assert not replaced


def test_a_glyph_that_goes_missing_stops_the_print(monkeypatch):
    """If the check before the layout ever misses one, the paper is not printed."""
    monkeypatch.setattr(pdf, "printable", lambda text: (text, ()))

    with pytest.raises(MissingGlyph, match=r"U\+1F4C4"):
        to_pdf(document("<p>\N{PAGE FACING UP}</p>"))


def test_without_fonts_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTS_DIR", tmp_path)
    pdf._fonts.cache_clear()

    with pytest.raises(PdfError, match="fonts-noto-core"):
        to_pdf(document("<p>x</p>"))
    pdf._fonts.cache_clear()


def test_documents_laid_out_apart_join_with_their_tags():
    first, second = lay_out(document("<p>Un</p>")), lay_out(document('<p lang="ar">اثنان</p>'))

    joined = write([first, second])

    assert joined.page_count == 2
    assert validate_pdf_bytes(joined.content, profile="ua1").is_compliant
    assert len(reader(joined.content).trailer["/Root"]["/StructTreeRoot"]["/K"]) == 1


def test_the_print_sheet_is_small_and_uses_no_slow_layout():
    sheet = pdf.STYLE_SHEET.read_text()

    assert len(sheet.encode()) < 5 * 1024
    assert "flex" not in sheet.partition("*/")[2]
    assert "grid" not in sheet.partition("*/")[2]
    assert "table-layout: fixed" in sheet


def test_the_fonts_named_are_installed():
    for language in ALL:
        assert font_file(language.font).is_file(), language.code
