"""What every test finds: the content, loaded in the test database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from guide import content
from guide.languages import SOURCE


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Pages are tested with the real texts."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.fixture(autouse=True)
def content_loaded_again(request: pytest.FixtureRequest, _django_db_marker: None) -> None:
    """Tests that really commit leave the tables empty: the next of them loads the content."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        call_command("load_content", verbosity=0)
        content.refresh()


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A request leaves its language behind; the next test begins in French all the same."""
    with override(SOURCE):
        yield
