"""Starting the site: one server a port, and nothing prepared twice."""

from __future__ import annotations

import socket

import pytest
from django.core.management import CommandError

from dossier.management.commands import serve


def test_a_port_in_use_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        with pytest.raises(CommandError, match=port):
            serve.refuse_a_port_in_use("127.0.0.1", port)

    serve.refuse_a_port_in_use("127.0.0.1", port)


@pytest.mark.parametrize("port", ["abc", "", "70000", "-1"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(CommandError):
        serve.refuse_a_port_in_use("127.0.0.1", port)


def test_a_second_start_prepares_nothing_unless_a_file_changed(settings, tmp_path, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(serve.content, "version", lambda: "1-abc")
    settings.VAR_DIR = tmp_path

    serve.prepare()
    assert done == ["migrate", "load_content", "collectstatic"]
    serve.prepare()
    assert len(done) == 3

    settings.OFFERED_LANGUAGES = ["fr"]
    serve.prepare()
    assert len(done) == 6


def test_an_emptied_database_is_prepared_again(settings, tmp_path, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: done.append(name))
    monkeypatch.setattr(serve.content, "version", lambda: "")
    settings.VAR_DIR = tmp_path

    serve.prepare()
    serve.prepare()

    assert len(done) == 6
