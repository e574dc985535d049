"""What the tests of the dossier share."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def probe(settings, db) -> Client:
    """A browser, on a site that also has the pages of `probe.py`."""
    settings.ROOT_URLCONF = "tests.dossier.probe"
    return Client()


@pytest.fixture
def strict_probe(settings, db) -> Client:
    """The same, refusing forms without their token as the real site does."""
    settings.ROOT_URLCONF = "tests.dossier.probe"
    return Client(enforce_csrf_checks=True)
