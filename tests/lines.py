"""Asking a command that answers JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command


class Asker:
    """Answers to raw lines, as objects, with the exit status."""

    def __init__(self, command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.command, self.folder, self.capsys = command, folder, capsys

    def __call__(self, lines: bytes | list[dict]) -> tuple[list[dict], int]:
        file = self.folder / "lines.jsonl"
        file.write_bytes(
            lines
            if isinstance(lines, bytes)
            else b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        )
        status = 0
        try:
            call_command(self.command, str(file))
        except SystemExit as stopped:
            status = stopped.code
        return [json.loads(line) for line in self.capsys.readouterr().out.splitlines()], status
