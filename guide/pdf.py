"""HTML to PDF: local files only, named fonts, tagged pages, and no letter lost in silence."""

from __future__ import annotations

import io
import logging
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]  # comes with WeasyPrint
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from guide.languages import ALL, EVERY_SCRIPT, SANS

FONTS_DIR = Path("/usr/share/fonts/truetype/noto")
STATIC_DIR = Path(__file__).resolve().parent.parent / "static"
STYLE_SHEET = STATIC_DIR / "css" / "pdf.css"

OTHER_SCRIPTS = (
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Sinhala",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Malayalam",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Oriya",
    "Noto Sans Myanmar",
    "Noto Sans Khmer",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Serif Tibetan",
    "Noto Sans Mongolian",
    "Noto Sans Syriac",
    "Noto Sans Thaana",
    "Noto Sans Adlam",
    "Noto Sans NKo",
    "Noto Sans Tifinagh",
    "Noto Sans Vai",
    "Noto Sans Cherokee",
    "Noto Sans Ol Chiki",
    "Noto Sans Chakma",
    "Noto Sans Hanifi Rohingya",
)
"""Scripts of names that no language of the program uses: loaded when a text needs them."""

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that no installed font has: visible, and not a tick box."""

MISSING_GLYPH = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)")


class PdfError(Exception):
    """The pages could not be printed; the message holds no word of the pages."""


class MissingGlyph(PdfError):  # noqa: N818  (the name says it)
    """A character had no shape in the fonts: the paper would show an empty box."""


@dataclass(frozen=True, slots=True, repr=False)
class Pages:
    """Pages laid out, ready to be joined with others of this process and written."""

    document: Document
    unprintable: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.document.pages)


@dataclass(frozen=True, slots=True, repr=False)
class Pdf:
    """A PDF file in memory; `unprintable` are the characters replaced by `UNPRINTABLE`."""

    content: bytes
    page_count: int
    unprintable: tuple[str, ...] = ()


class LocalFiles(URLFetcher):  # type: ignore[misc]
    """Fetches our own static files and the installed fonts; anything else stops the print."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at that address. Raises ValueError for a file of another folder."""
        if not url.startswith("file:///"):
            raise ValueError("Only local files are printed.")
        path = Path(url.removeprefix("file://")).resolve()
        if not any(path.is_relative_to(folder) for folder in (STATIC_DIR, FONTS_DIR)):
            raise ValueError("Only our own files are printed.")
        return URLFetcherResponse(url, path.read_bytes())


def font_file(family: str, weight: str = "Regular") -> Path:
    """Where the Debian package `fonts-noto-core` puts that family and weight."""
    return FONTS_DIR / f"{family.replace(' ', '')}-{weight}.ttf"


@cache
def _characters(family: str) -> frozenset[int]:
    """The code points a family has; none when it is not installed."""
    path = font_file(family)
    if not path.is_file():
        return frozenset()
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def family_for(character: str) -> str | None:
    """The first family that has the character: every language of the program, then others."""
    code = ord(character)
    return next((one for one in (*EVERY_SCRIPT, *OTHER_SCRIPTS) if code in _characters(one)), None)


JOINERS = "\u200c\u200d"
"""Invisible, and needed by Persian and Indian scripts."""


DROPPED = frozenset(
    map(chr, (0x200E, 0x200F, 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
) | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Direction marks, that would turn a line around, and variation selectors."""


def _is_silent(character: str) -> bool:
    """Has the character no shape of its own: a space, a control, a joiner?"""
    return character in JOINERS or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with what no font has replaced in full view, and the characters replaced.

    Control characters but tabs and line ends, and what is in `DROPPED`, have no shape and go.
    """
    lost: dict[int, str] = {}
    replaced = []
    for character in set(text):
        if character in "\t\n\r":
            continue
        if character in DROPPED or unicodedata.category(character) in ("Cc", "Cs"):
            lost[ord(character)] = ""
        elif family_for(character) is None and not _is_silent(character):
            lost[ord(character)] = UNPRINTABLE
            replaced.append(character)
    return (text.translate(lost) if lost else text), tuple(sorted(replaced))


@cache
def _fonts() -> FontConfiguration:
    """The font configuration of this process.

    One for all documents: pages laid out on different days join only when they share it.
    """
    if not font_file(SANS).is_file():
        raise PdfError("The fonts are not installed: apt-get install fonts-noto-core.")
    return FontConfiguration()


def font_faces(families: Iterable[str]) -> str:
    """The `@font-face` rules of those families, as far as they are installed."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url({path.as_uri()})}}'
        for family in families
        for weight, name in ((400, "Regular"), (700, "Bold"))
        if (path := font_file(family, name)).is_file()
    )


@cache
def _faces(families: tuple[str, ...]) -> CSS:
    return CSS(string=font_faces(families), font_config=_fonts(), url_fetcher=LocalFiles())


def _stack(first: str, others: Iterable[str] = ()) -> str:
    families = dict.fromkeys((first, *EVERY_SCRIPT, *others))
    return ",".join(f'"{family}"' for family in families)


@cache
def _languages(others: tuple[str, ...]) -> CSS:
    """The font of each language, by its `lang` attribute, and of names after it."""
    by_stack: dict[str, list[str]] = {}
    for language in ALL:
        stack = _stack(language.font, others)
        by_stack.setdefault(stack, []).append(f'[lang="{language.tag}"]')
    rules = [f"{','.join(tags)}{{font-family:{stack}}}" for stack, tags in by_stack.items()]
    return CSS(string=f"html{{font-family:{_stack(SANS, others)}}}" + "".join(rules))


@cache
def _sheet() -> CSS:
    return CSS(filename=str(STYLE_SHEET), url_fetcher=LocalFiles(), font_config=_fonts())


class _Watch(logging.Handler):
    """Keeps what WeasyPrint says while it works; its lines may quote a name: never logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: set[str] = set()
        self.errors = 0

    def emit(self, record: logging.LogRecord) -> None:
        if found := MISSING_GLYPH.search(record.getMessage()):
            self.missing.add(found[1])
        elif record.levelno >= logging.ERROR:
            self.errors += 1


_ONE_AT_A_TIME = threading.Lock()
"""Pango and the log of WeasyPrint are shared by the threads of a process."""


@contextmanager
def _watched() -> Iterator[None]:
    """Raises MissingGlyph or PdfError on what WeasyPrint only logs."""
    logger = logging.getLogger("weasyprint")
    watch, level, propagates = _Watch(), logger.level, logger.propagate
    with _ONE_AT_A_TIME:
        logger.addHandler(watch)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        try:
            yield
        except FatalURLFetchingError:
            raise PdfError("Only our own local files are printed.") from None
        finally:
            logger.removeHandler(watch)
            logger.setLevel(level)
            logger.propagate = propagates
    if watch.missing:
        raise MissingGlyph(
            f"No font has {', '.join(f'U+{code}' for code in sorted(watch.missing))}."
        )
    if watch.errors:
        raise PdfError("The page could not be laid out.")


def lay_out(html: str) -> Pages:
    """Lay out one HTML document (with `<title>` and `lang`) with the print sheet.

    Its pages refer to nothing but our static files. Raises PdfError.
    """
    text, unprintable = printable(html)
    others = {family_for(character) for character in set(text)} - {None, *EVERY_SCRIPT}
    families = tuple(family for family in OTHER_SCRIPTS if family in others)
    with _watched():
        source = HTML(string=text, base_url=STATIC_DIR.as_uri() + "/", url_fetcher=LocalFiles())
        sheets = [_faces((*EVERY_SCRIPT, *families)), _sheet(), _languages(families)]
        document = source.render(font_config=_fonts(), stylesheets=sheets, pdf_variant="pdf/ua-1")
    return Pages(document, unprintable)


def marked(pages: Pages) -> list[list[str]]:
    """The attribute `data-mark` of the elements that begin on each page, in their order."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for page in pages.document.pages:
        marks = []
        for box in page._page_box.descendants():
            mark = None if box.element is None else box.element.get("data-mark")
            if mark is not None and mark not in seen:
                seen.add(mark)
                marks.append(mark)
        found.append(marks)
    return found


class _Meanings(dict[int, str]):
    """Which text each glyph of a font stands for.

    WeasyPrint finds nothing for a letter that carries a mark at its first place in an Arabic
    line, and the file could then neither be searched nor read aloud: the font is asked instead.
    """

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text or self._of_the_font(glyph))

    def _of_the_font(self, glyph: int) -> str:
        with TTFont(io.BytesIO(self._font.file_content), lazy=True) as font:
            name = font.getGlyphName(glyph)
            codes = [code for code, other in font.getBestCmap().items() if other == name]
        # A presentation form (U+FE8C) says which letter it is a form of (U+0626).
        return unicodedata.normalize("NFKC", chr(codes[0])) if codes else JOINERS[1]


class _Fonts(dict[int, Any]):
    """The fonts of a file, each with its `_Meanings`."""

    def __setitem__(self, key: int, font: Any) -> None:
        font.to_unicode = _Meanings(font)
        super().__setitem__(key, font)


def _say_languages(document: Document, file: pydyf.PDF) -> None:
    """Give each table cell in another language its `Lang`, for those who have the file read aloud.

    WeasyPrint says the language of the document alone; it keeps the tag of a cell in `mark`.
    """
    for page in document.pages:
        for box in page._page_box.descendants():
            tag = getattr(box, "mark", None)
            if tag is not None and box.element is not None and box.element.get("lang"):
                tag["Lang"] = pydyf.String(box.element.get("lang"))


def write(parts: Sequence[Pages]) -> Pdf:
    """One tagged file (PDF/UA-1) of all those pages; title and language are those of the first.

    Raises MissingGlyph when a character has no shape.
    """
    pages = [page for part in parts for page in part.document.pages]
    with _watched():
        document = parts[0].document.copy(pages)
        document.fonts = _Fonts()
        content = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_say_languages)
    unprintable = sorted({character for part in parts for character in part.unprintable})
    return Pdf(content, len(pages), tuple(unprintable))


def to_pdf(html: str) -> Pdf:
    """Print one HTML document. Raises PdfError."""
    return write([lay_out(html)])
