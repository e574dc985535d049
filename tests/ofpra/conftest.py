"""What the tests of the claim's pages begin with."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from ofpra.claim import STORED
from tests.walking import FormWalker


class ClaimWalker(FormWalker):
    """One browser on `/fr/my/asylum/`."""

    def __init__(self, client: Client, language: str = "fr") -> None:
        super().__init__(client, f"/{language}/my/asylum/")

    @property
    def stored(self) -> dict[str, Any]:
        """What the dossier holds, read through the middleware."""
        answers: Any = self.client.get(self.home).wsgi_request.answers  # type: ignore[attr-defined]
        return dict(answers.read(STORED))

    @property
    def has_dossier(self) -> bool:
        answers: Any = self.client.get(self.home).wsgi_request.answers  # type: ignore[attr-defined]
        return bool(answers.exists)


@pytest.fixture
def same_day():
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def walker(client: Client, db: None) -> ClaimWalker:
    return ClaimWalker(client)
