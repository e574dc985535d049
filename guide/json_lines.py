"""JSON Lines in, JSON Lines out: one answer for each line, in the same order; pure."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

BOM = b"\xef\xbb\xbf"


class LineError(ValueError):
    """A line that cannot be used: the key at fault, and what is wrong, in English."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def answered(
    lines: Iterable[bytes], answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> Iterator[tuple[str, bool]]:
    """For each line: the line to print, and whether the question was answered.

    `answer` takes the object of a line and gives what to print beside its `id`; it raises
    `LineError` for an object it cannot use. Lines are read one by one, as they come.
    """
    for number, line in enumerate(lines):
        told: dict[str, Any] = {}
        try:
            told, repeated = _object(line.removeprefix(BOM) if number == 0 else line)
            if not isinstance(told.get("id"), str):
                raise LineError("id", "expected a text")
            if repeated:
                raise LineError(repeated[0], "told twice")
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


def _object(line: bytes) -> tuple[dict[str, Any], list[str]]:
    """The object of a line, and the keys it tells twice."""
    repeated: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        first: dict[str, Any] = {}
        for key, value in found:
            if key in first:
                repeated.append(key)
            else:
                first[key] = value
        return first

    try:
        told = json.loads(line.decode(), object_pairs_hook=pairs)  # NaN: refused as a value
    except (ValueError, RecursionError):
        raise LineError("line", "expected one JSON object in UTF-8") from None
    if not isinstance(told, dict):
        raise LineError("line", "expected one JSON object in UTF-8")
    return told, repeated


def _written(reply: dict[str, Any]) -> str:
    line = json.dumps(reply, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a character, escaped in the question
        return json.dumps(reply)
    return line
