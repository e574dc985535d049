"""What all printed papers share: the job, the HTML of a template, the foot of a page."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from dossier.bilingual import Bilingual, Both
from dossier.writing import Letter
from guide import content
from guide.deadlines import Deadline
from guide.languages import SOURCE
from guide.pdf import printable

SHORT = 60
"""Characters of a name in the heading of a page."""


class UnknownPart(ValueError):  # noqa: N818
    """A part that does not exist."""


@dataclass(frozen=True, slots=True, repr=False)
class Job:
    """What to print: the stored answers of a procedure, in which languages, which parts.

    `parts` are names of the parts of that procedure and of single letters; none means everything
    that is not private.
    """

    answers: Mapping[str, Any]
    languages: tuple[str, ...]
    today: date
    parts: tuple[str, ...] = ()
    procedure: str = "reunification"

    @property
    def reading(self) -> str:
        """The language beside French; French when there is none."""
        return next((code for code in self.languages if code != SOURCE), SOURCE)

    def to_json(self) -> bytes:
        return json.dumps(
            {
                "answers": self.answers,
                "languages": self.languages,
                "today": self.today.isoformat(),
                "parts": self.parts,
                "procedure": self.procedure,
            }
        ).encode()

    @classmethod
    def from_json(cls, sent: bytes) -> Job:
        told = json.loads(sent)
        return cls(
            answers=told["answers"],
            languages=tuple(told["languages"]),
            today=date.fromisoformat(told["today"]),
            parts=tuple(told["parts"]),
            procedure=told["procedure"],
        )

    def etag(self) -> str:
        """Changes when the file would; keyed, so that it says nothing of the answers."""
        key = settings.SECRET_KEY.encode()
        said = self.to_json() + content.version().encode()
        return f'"{hmac.new(key, said, hashlib.sha256).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """A row of the strip of days; `mark` is said under its date."""

    deadline: Deadline
    what: Both
    about: tuple[Both, ...]
    mark: Both | None = None


def in_order(parts: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Those parts in the order of the file. Raises UnknownPart."""
    for part in parts:
        if part not in known:
            raise UnknownPart(part)
    return tuple(one for one in known if one in parts)


def shortened(name: str) -> str:
    return name if len(name) <= SHORT else name[: SHORT - 1].rstrip() + "…"


def to_html(template: str, words: Bilingual, **context: Any) -> str:
    """A template of paper, in French with the reading language beside it."""
    with override(SOURCE):
        return render_to_string(
            template,
            {
                "words": words,
                "bilingual": words.is_bilingual,
                "rtl": words.reading.is_rtl,
                **context,
            },
        )


def letter_pages(words: Bilingual, letters: Iterable[Letter]) -> Iterator[str]:
    """The HTML of each letter to send, once for each office, and of its copy to read when there
    is a translation."""
    for one in letters:
        for addressee in one.addressees:
            yield to_html(
                "pdf/letter.html",
                words,
                letter=one,
                addressee=addressee,
                subject=words.plain("letters.subject"),
            )
        if words.is_bilingual:
            yield to_html(
                "pdf/copy.html",
                words,
                letter=one,
                note=note(words),
                do_not_send=words.text("letters.do_not_send"),
                reading_copy=words.text("letters.reading_copy"),
            )


def note(words: Bilingual, what: str = "prepared", *, unprintable: bool = False) -> str:
    """The foot of each page: what this paper is, and that its translation is only a help."""
    names = [what]
    if not words.is_reviewed:
        names += ["not_reviewed", "french_is_reference"]
    if unprintable:
        names.append("unprintable")
    return " · ".join(words.plain(f"paper.{name}").rstrip(".") for name in names)


def unprintable(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The characters of the answers that no font has."""
    return printable(json.dumps(answers, ensure_ascii=False))[1]
