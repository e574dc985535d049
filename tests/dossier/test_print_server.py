"""Printing beside the web processes: full, slow, dying, and the traces it leaves."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dossier import print_server
from dossier.paper import Job
from dossier.print_server import Answer, PrintServer, State, ask, receive, send
from tests.dossier.papers import TODAY, job

Start = Callable[..., PrintServer]

FAKE_CHILD = """
import os, socket, sys, time
from dossier.print_server import Answer, Broken, State, receive, send
import json
with socket.socket(fileno=int(sys.argv[1])) as server:
    send(server, Answer(State.READY).to_bytes())
    while True:
        try:
            told = json.loads(receive(server, 1 << 22))["answers"]
        except (OSError, Broken):
            break
        if told.get("die"):
            os._exit(1)
        time.sleep(told.get("seconds", 0))
        send(server, Answer(State.DONE, b"%PDF " + str(os.getpid()).encode(), 1, ("x",)).to_bytes())
"""


def asking(**told: object) -> Job:
    return Job(told, ("fr",), TODAY)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A server whose children do what the job says; ready when it is given."""
    real = print_server.subprocess.Popen
    monkeypatch.setattr(
        print_server.subprocess,
        "Popen",
        lambda args, **more: real([sys.executable, "-c", FAKE_CHILD, args[-1]], **more),
    )
    servers: list[PrintServer] = []

    def started(processes: int = 1, seconds: float = 5.0) -> PrintServer:
        server = PrintServer(str(tmp_path / "print.sock"), processes, seconds)
        servers.append(server)
        server.open()
        threading.Thread(target=server.serve, daemon=True).start()
        wait_until(lambda: server._free.qsize() == processes)
        return server

    yield started
    for server in servers:
        server.close()


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_job_goes_through_and_the_child_is_used_again(start):
    server = start()

    first = ask(server.path, asking(), 5)
    wait_until(lambda: server._free.qsize() == 1)
    second = ask(server.path, asking(), 5)

    assert (first.state, first.pages, first.unprintable) == (State.DONE, 1, ("x",))
    assert first.pdf.startswith(b"%PDF")
    assert first.pdf == second.pdf


def test_only_its_own_user_may_open_the_socket(start):
    server = start()

    assert stat.S_IMODE(Path(server.path).stat().st_mode) == 0o600


def test_when_all_children_are_busy_the_answer_comes_at_once(start):
    server = start(processes=2)
    waiting = [threading.Thread(target=ask, args=(server.path, asking(seconds=3), 9)) for _ in "12"]
    for one in waiting:
        one.start()
    wait_until(lambda: server._free.qsize() == 0)

    began = time.monotonic()
    answer = ask(server.path, asking(), 5)

    assert answer.state is State.BUSY
    assert time.monotonic() - began < 0.5
    for one in waiting:
        one.join()
    wait_until(lambda: server._free.qsize() == 2)
    assert ask(server.path, asking(), 5).state is State.DONE


def test_a_job_that_takes_too_long_is_killed_and_another_child_comes(start):
    server = start(seconds=0.3)
    (old,) = server._children

    answer = ask(server.path, asking(seconds=60), 5)

    assert answer.state is State.LATE
    assert not answer.pdf
    wait_until(lambda: server._free.qsize() == 1)
    assert old.process.poll() is not None
    assert ask(server.path, asking(), 5).state is State.DONE


def test_a_child_that_dies_fails_its_job_alone(start):
    server = start()

    answer = ask(server.path, asking(die=True), 5)

    assert answer.state is State.FAILED
    wait_until(lambda: server._free.qsize() == 1)
    assert ask(server.path, asking(), 5).state is State.DONE


def test_a_child_is_replaced_after_many_jobs(start, monkeypatch):
    monkeypatch.setattr(print_server, "MAX_JOBS", 1)
    server = start()

    first = ask(server.path, asking(), 5)
    wait_until(lambda: server._free.qsize() == 1)
    second = ask(server.path, asking(), 5)

    assert first.state is second.state is State.DONE
    assert first.pdf != second.pdf


def test_nonsense_and_a_broken_line_disturb_nobody(start):
    server = start()

    for nonsense in (b"", b"\xff" * 8, (9).to_bytes(8, "big") + b"four"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(server.path)
            connection.sendall(nonsense)

    assert ask(server.path, asking(), 5).state is State.DONE


def test_without_a_server_the_person_is_asked_to_wait(tmp_path, caplog):
    answer = ask(str(tmp_path / "nobody.sock"), asking(), 5)

    assert answer.state is State.AWAY


def test_closing_leaves_no_child_and_no_socket(start):
    server = start(processes=2)
    children = list(server._children)

    server.close()

    assert not Path(server.path).exists()
    wait_until(lambda: all(child.process.poll() is not None for child in children))


def test_a_stale_socket_of_a_killed_server_is_replaced(start, tmp_path):
    (tmp_path / "print.sock").write_text("")

    assert ask(start().path, asking(), 5).state is State.DONE


def test_an_answer_travels_whole():
    sent = Answer(State.DONE, b"%PDF\n1\n", 3, ("\N{GRINNING FACE}",))

    assert Answer.from_bytes(sent.to_bytes()) == sent
    assert "PDF" not in repr(sent)


@pytest.mark.paper
@pytest.mark.django_db
def test_a_child_prints_a_family_and_writes_nothing_down(tmp_path, caplog, monkeypatch):
    """The real work, in this process: through the socket, with an empty folder for files."""
    opened: list[str] = []

    def watch(event: str, args: tuple) -> None:
        if is_watching and event == "open" and isinstance(args[0], str | bytes | os.PathLike):
            mode = args[1]
            if isinstance(mode, str) and set(mode) & set("wax+"):
                opened.append(os.fsdecode(args[0]))

    is_watching = False
    sys.addaudithook(watch)
    monkeypatch.setattr(os, "nice", lambda by: by)
    monkeypatch.setattr(print_server.gc, "freeze", lambda: None)
    monkeypatch.setattr(print_server.gc, "disable", lambda: None)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    ours, theirs = socket.socketpair()
    answers: list[Answer] = []

    def web() -> None:
        nonlocal is_watching
        answers.append(Answer.from_bytes(receive(ours, 1 << 26)))
        for one in (job(parts=["cover"]), job({"sponsor": {"birth_date": "Kohsari"}})):
            is_watching = True
            send(ours, one.to_json())
            answers.append(Answer.from_bytes(receive(ours, 1 << 26)))
            is_watching = False
        ours.close()

    asker = threading.Thread(target=web)
    asker.start()
    with theirs:
        print_server.work(theirs)
    asker.join()

    assert [one.state for one in answers] == [State.READY, State.DONE, State.FAILED]
    assert answers[1].pdf.startswith(b"%PDF")
    assert not opened
    assert "Kohsari" not in json.dumps([record.getMessage() for record in caplog.records])
