"""A command that answers JSON Lines: from a file or standard input, one line for each."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from guide.json_lines import ENGLISH, Words, answered

Answering = Callable[[dict[str, Any]], dict[str, Any]]
"""From the object of a line to what is printed beside its `id`."""


class LineCommand(BaseCommand):
    """Says each answer as soon as it is found.

    Exit status: 0 when every line was answered, 1 when some could not be used or the reader went
    away, 2 for a wrong call.
    """

    requires_system_checks: tuple[str, ...] = ()  # neither settings nor database are asked

    def answering(self) -> Answering:
        """What answers one question, for the whole run; it raises `LineError`."""
        raise NotImplementedError

    def words(self) -> Words:
        """What is said of a line that is not a question at all."""
        return ENGLISH

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="JSON Lines; standard input without it")

    def handle(self, *args: Any, file: str | None = None, **options: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        all_answered = True
        with _opened(file) as lines:
            for line, ok in answered(lines, self.answering(), self.words()):
                try:
                    self.stdout.write(line)
                    self.stdout.flush()  # one who asks line by line gets the answer at once
                except BrokenPipeError:  # the reader has seen enough
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                    sys.exit(1)
                all_answered = all_answered and ok
        if not all_answered:
            sys.exit(1)


def _opened(file: str | None) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, or of standard input."""
    if file is None:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
