"""What every test finds: the content, loaded in the test database."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from guide import content


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
