"""Log lines: an event and its slugs, never what a person typed."""

from __future__ import annotations

import logging
import traceback
from typing import Any

SHOWN = frozenset({"dossier", "slug", "code", "count", "seconds", "status_code"})


class EventFormatter(logging.Formatter):
    """`LEVEL event key=value`, with the `extra` keys of a short list only.

    A traceback keeps its places and the type of the exception: its message may quote an answer.
    """

    def format(self, record: logging.LogRecord) -> str:
        extras = " ".join(
            f"{key}={value}" for key, value in sorted(vars(record).items()) if key in SHOWN
        )
        line = f"{record.levelname} {record.name} {record.getMessage()} {extras}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the name logging calls)
        kind, _, trace = ei
        places = "".join(
            f"  {frame.filename}:{frame.lineno} in {frame.name}\n"
            for frame in traceback.extract_tb(trace)
        )
        return f"{places}  {kind.__name__ if kind else 'no exception'}"
