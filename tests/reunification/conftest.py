"""What the tests of the family path begin with."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from tests.reunification.walking import Walker


@pytest.fixture
def same_day():
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def walker(client: Client) -> Walker:
    walker = Walker(client)
    walker.begin()
    return walker
