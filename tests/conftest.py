"""What every test finds: the content, loaded once in the test database."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Pages are tested with the real texts."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)
