"""The light Markdown of texts to clean HTML, and values into it.

In a right-to-left text, everything that is written left to right (numbers, dates, articles of
law, French names) stands in a `<bdi dir="ltr">` with the brackets around it: without it, a phone
number or a file number comes out reversed on screen or on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from typing import Literal

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

Direction = Literal["ltr", "rtl"]
Address = Callable[[str], str]
"""From the target of a link as texts write it (`article:slug`) to the address of the page."""

LONG = 24
"""Characters above which a value may be broken over two lines."""

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "bdi"}
ATTRIBUTES = {"a": {"href", "rel"}, "bdi": {"dir", "lang", "class"}}

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WHOLE = re.compile(r"(<bdi.*?</bdi>|<[^>]+>|&#?\w+;|\{[a-z][a-z0-9_]*\})", re.DOTALL)
_LATIN = r"[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ€%+@]"
_RUN = rf"{_LATIN}(?:[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ€%+@ .,:/°'’&_-]*[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ€%+°])?"
_LEFT_TO_RIGHT = re.compile(rf"\({_RUN}\)|«\s?{_RUN}\s?»|{_RUN}")

_BLANKS = re.compile(r"[ \t\r\n]+")
_BEFORE = re.compile(r" ([:;!?»])")

_markdown = MarkdownIt("zero").enable(["list", "emphasis", "link"])


def to_html(words: str, *, direction: Direction, address: Address) -> SafeString:
    """Paragraphs and lists, links resolved."""
    tokens = _markdown.parse(words)
    for token in tokens:
        _resolve_links(token.children or [], address)
    return _finish(_markdown.renderer.render(tokens, _markdown.options, {}), direction)


def to_inline(words: str, *, direction: Direction, address: Address) -> SafeString:
    """The same for words inside a sentence, a heading or a button: no paragraph."""
    tokens = _markdown.parseInline(_BLANKS.sub(" ", words).strip())
    for token in tokens:
        _resolve_links(token.children or [], address)
    return _finish(_markdown.renderer.render(tokens, _markdown.options, {}), direction)


def french_spaces(words: str) -> str:
    """Spaces that do not break before the punctuation of French, nor inside its quotation marks:
    on a narrow screen, no line then begins with a colon."""
    return _BEFORE.sub("\N{NO-BREAK SPACE}\\1", words).replace("« ", "«\N{NO-BREAK SPACE}")


def to_plain(words: str) -> str:
    """The words alone, for titles, calendars and mail; lists keep their dashes."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)
    return words.replace("**", "").strip()


def fill(html: str, values: Mapping[str, object], *, direction: Direction) -> SafeString:
    """Put values in place of their `{name}`, escaped and in their own direction.

    A name without value stays as it is.
    """

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            return found[0]
        return isolated(values[found[1]], direction)

    return mark_safe(_PLACEHOLDER.sub(put, html))  # noqa: S308  html is clean, values are escaped


def fill_plain(words: str, values: Mapping[str, object]) -> str:
    """The same for plain words."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), words)


def isolated(value: object, direction: Direction) -> str:
    """A value escaped, and marked with its own direction when it is not that of the text."""
    if isinstance(value, SafeString):
        return value
    words = str(value)
    own = direction_of(words)
    if own == direction:
        return escape(words)
    long = len(words) > LONG or own == "rtl"
    return f'<bdi dir="{own}"{"" if long else _NB}>{escape(words)}</bdi>'


def runs(words: str, direction: Direction) -> SafeString:
    """Plain words escaped; in a right-to-left line, what runs left to right is marked so."""
    html = escape(words)
    return mark_safe(  # noqa: S308  just escaped
        "".join(_isolate_runs(html)) if direction == "rtl" else html
    )


def direction_of(words: str) -> Direction:
    """The direction of the first letter that has one; left to right when none has."""
    for character in words:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


_NB = ' class="nb"'


def _finish(html: str, direction: Direction) -> SafeString:
    if direction == "rtl":
        html = "".join(_isolate_runs(html))
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes={"https"})
    return mark_safe(clean.strip())  # noqa: S308  just cleaned


def _isolate_runs(html: str) -> Iterator[str]:
    for piece in _WHOLE.split(html):
        yield piece if _WHOLE.fullmatch(piece) else _LEFT_TO_RIGHT.sub(_isolate, piece)


def _isolate(found: re.Match[str]) -> str:
    words = found[0]
    lang = ' lang="fr"' if re.search(r"[A-Za-z]{2}", words) and "www" not in words else ""
    return f'<bdi dir="ltr"{lang}{"" if len(words) > LONG else _NB}>{words}</bdi>'


def _resolve_links(tokens: list[Token], address: Address) -> None:
    for token in tokens:
        if token.type == "link_open":
            href = address(unescape(str(token.attrs["href"])))
            token.attrs["href"] = href
            if href.startswith("https:"):
                token.attrs["rel"] = "external noreferrer"
