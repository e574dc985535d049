"""What a view sees of the person's answers: the shape of `request.answers`.

The domain apps import only this file. The object itself is made by the middleware of
`dossier` and is there on the requests of views marked with `guide.privacy.private`.

Reading and writing
    `read("reunification")` gives a copy: changing it changes nothing. `change(section, fn)` is
    the way to save; `fn` receives a copy of the section as it is stored now and returns the
    section to store. It may be called again when somebody else saved in between, so it must do
    nothing but compute. Equal answers are not saved twice. The first save begins the dossier;
    only a POST may do that, a GET creates nothing.

Two tabs, two phones
    A form carries, beside each question, what the person saw when the page was made:

        <input type="hidden" name="seen-birth_date"
               value="{{ fingerprint }}">   <!-- answers.fingerprint("reunification", path) -->

    and the view passes it back when it saves:

        path = ("sponsor", "birth_date")
        try:
            seen = {path: request.POST.get("seen-birth_date")}
            request.answers.change("reunification", save, seen=seen)
        except Stale as stale:
            for conflict in stale.conflicts: ...   # .path, .stored, .proposed: show both, ask

    The comparison is made in the same step as the save, so that no answer is overwritten
    silently. Saving what is already stored is never a conflict (a double click is harmless).
    To let the person choose "mine", show the form again with a fresh fingerprint.

A path is a tuple: keys of dictionaries, and for lists of dictionaries the `"key"` of the item:
`("relatives", "k7f3", "birth_date")`. Nothing stored, `None`, `""`, `[]` and `{}` are all
"nothing", whose fingerprint is `""`: so a form shown before the dossier began needs no care.

When the dossier is closed, erased, full or busy, every method may raise; views let it rise, the
middleware answers with a page that keeps what was typed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.http import HttpRequest

KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of the keys of items: none that looks like another."""

Section = dict[str, Any]
Path = tuple[str, ...]

SEEN = "seen-"
"""Fields whose name begins so hold a fingerprint; they are not kept when a form is sent again."""


@dataclass(frozen=True, slots=True, repr=False)
class Conflict:
    """One question answered differently elsewhere since the form was shown."""

    path: Path
    stored: Any
    proposed: Any


class Stale(Exception):  # noqa: N818  (a state of the form, not a failure)
    """The form was made from answers that have changed since; nothing was saved."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        super().__init__("The form is older than the answers.")
        self.conflicts = tuple(conflicts)


def new_key() -> str:
    """A random key for an item of a list: it appears in addresses and says nothing."""
    return "".join(secrets.choice(KEY_LETTERS) for _ in range(8))


class Answers(Protocol):
    """The answers of the person who asks. Nothing is read from the database before it is needed."""

    @property
    def exists(self) -> bool:
        """Has this person a dossier?"""

    @property
    def expires_on(self) -> date | None:
        """The day the dossier is erased if nobody comes back; None without a dossier."""

    def read(self, section: str) -> Section:
        """A copy of one section, `{}` when nothing was answered."""

    def write(self, section: str, value: Section) -> None:
        """Replace one section whole."""

    def change(
        self,
        section: str,
        fn: Callable[[Section], Section],
        *,
        seen: Mapping[Path, str | None] | None = None,
    ) -> Section:
        """Save what `fn` makes of the section, and return it.

        `seen` gives, by path, the fingerprint the form carried. Raises `Stale`, and saves
        nothing, when `fn` would replace an answer that the person has not seen.
        """

    def fingerprint(self, section: str, path: Path = ()) -> str:
        """A short keyed hash of a stored answer, for a hidden field; `""` for nothing."""

    def is_stale(self, section: str, path: Path, seen: str | None, proposed: Any = None) -> bool:
        """Would saving `proposed` replace an answer that the person has not seen?

        To warn before saving; `change(seen=...)` is what decides.
        """

    def erase(self) -> None:
        """Delete everything now. Nothing can be read afterwards."""


class PrivateRequest(HttpRequest):
    """The request of a view marked `private`; for type annotations."""

    answers: Answers


def find(value: Any, path: Path) -> Any:
    """What a section holds at `path`; None when there is nothing."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            value = next(
                (one for one in value if isinstance(one, Mapping) and one.get("key") == step), None
            )
        else:
            return None
    return value


def is_nothing(value: Any) -> bool:
    """No answer: absent, unknown, or empty."""
    return value is None or value in ("", [], {}, ())
