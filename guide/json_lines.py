"""JSON Lines in, JSON Lines out: one answer for each line, in the same order; pure."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

BOM = b"\xef\xbb\xbf"
DEEPEST = 5  # objects inside objects: no question has more


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a line that is wrong before anybody looks at its question."""

    not_an_object: str = "expected one JSON object in UTF-8"
    not_text: str = "expected a text"
    told_twice: str = "told twice"


ENGLISH = Words()


class LineError(ValueError):
    """A line that cannot be used: the key at fault, and what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def answered(
    lines: Iterable[bytes],
    answer: Callable[[dict[str, Any]], dict[str, Any]],
    words: Words = ENGLISH,
) -> Iterator[tuple[str, bool]]:
    """For each line: the line to print, and whether the question was answered.

    `answer` takes the object of a line and gives what to print beside its `id`; it raises
    `LineError` for an object it cannot use. Lines are read one by one, as they come.
    """
    for number, line in enumerate(lines):
        told: dict[str, Any] = {}
        try:
            told = _object(line.removeprefix(BOM) if number == 0 else line, words)
            if not isinstance(told.get("id"), str):
                raise LineError("id", words.not_text)
            for key in _repeated(told):
                raise LineError(key, words.told_twice)
            reply, ok = answer(told), True
        except LineError as error:
            reply, ok = {"error": {"field": error.field, "message": error.message}}, False
        name = told.get("id")
        yield _written({"id": name if isinstance(name, str) else None} | reply), ok


def expect_keys(told: dict[str, Any], known: Iterable[str], path: str = "") -> None:
    """Refuse a misspelt key instead of ignoring it."""
    for key in told:
        if key not in known:
            raise LineError(path + key, "no such key")


class _Object(dict[str, Any]):
    """An object as it was written, and the keys it tells twice."""

    repeated: tuple[str, ...] = ()


def _pairs(found: list[tuple[str, Any]]) -> _Object:
    told = _Object()
    for key, value in found:
        if key in told:
            told.repeated += (key,)
        else:
            told[key] = value
    return told


def _repeated(told: _Object, path: str = "") -> Iterator[str]:
    """The full names of the keys told twice, down to where no question goes."""
    yield from (path + key for key in told.repeated)
    if path.count(".") < DEEPEST:
        for key, value in told.items():
            if isinstance(value, _Object):
                yield from _repeated(value, f"{path}{key}.")


def _object(line: bytes, words: Words) -> _Object:
    try:
        told = json.loads(line.decode(), object_pairs_hook=_pairs)  # NaN: refused as a value
    except (ValueError, RecursionError):
        raise LineError("line", words.not_an_object) from None
    if not isinstance(told, _Object):
        raise LineError("line", words.not_an_object)
    return told


def _written(reply: dict[str, Any]) -> str:
    line = json.dumps(reply, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a character, escaped in the question
        return json.dumps(reply)
    return line
