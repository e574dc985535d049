"""Printing beside the web processes: a socket, and a few child processes that may be killed.

A dossier takes seconds of one core; in a web worker it would keep everybody else waiting. The
server listens on a Unix socket that only its own user may open, hands each job to a free child,
and answers at once when none is free. A job that takes too long is killed with its child, and
another child takes its place. Jobs and files pass through sockets alone: nothing is written to
disk, nothing of a person is logged.

Each message is its length on eight bytes, then its bytes. A job is `Job.to_json()`; an answer is
one line of JSON (`state`, `pages`, `unprintable`) and, when `state` is `done`, the PDF after it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier.paper import Job

logger = logging.getLogger(__name__)

BASE_DIR = Path(__file__).resolve().parent.parent
MAX_JOB = 4 * 1024 * 1024
MAX_ANSWER = 64 * 1024 * 1024
NICENESS = 10
START_SECONDS = 60
"""A child that is not ready by then is started again."""
MAX_JOBS = 500
"""After so many jobs a child is replaced, whatever memory it kept."""


class State(StrEnum):
    DONE = "done"
    BUSY = "busy"  # no child is free
    LATE = "late"  # stopped: it took too long
    FAILED = "failed"  # the job cannot be printed, or the child died
    READY = "ready"  # of a child, once
    AWAY = "away"  # there is no server


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What became of a job."""

    state: State
    pdf: bytes = b""
    pages: int = 0
    unprintable: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        head = {"state": self.state, "pages": self.pages, "unprintable": self.unprintable}
        return json.dumps(head).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, sent: bytes) -> Answer:
        head, _, pdf = sent.partition(b"\n")
        told: dict[str, Any] = json.loads(head)
        return cls(State(told["state"]), pdf, told["pages"], tuple(told["unprintable"]))


class Broken(Exception):  # noqa: N818
    """The other side went away in the middle of a message, or sent nonsense."""


def send(connection: socket.socket, message: bytes) -> None:
    connection.sendall(len(message).to_bytes(8, "big") + message)


def receive(connection: socket.socket, at_most: int) -> bytes:
    """One message. Raises Broken, or TimeoutError as the socket is set."""
    size = int.from_bytes(_exactly(connection, 8), "big")
    if size > at_most:
        raise Broken
    return _exactly(connection, size)


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            raise Broken
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


# The side of the web.


def ask(path: str, job: Job, seconds: float) -> Answer:
    """Print a job by the server that listens at `path`; `seconds` is its own limit of time."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(seconds + 5)
        try:
            connection.connect(path)
            send(connection, job.to_json())
            return Answer.from_bytes(receive(connection, MAX_ANSWER))
        except TimeoutError:
            return Answer(State.LATE)
        except (OSError, Broken):
            logger.error("print_server_away")
            return Answer(State.AWAY)


# The server.


class Child:
    """One child process and the socket to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        # WeasyPrint unpacks fonts there, and a killed child cannot clear up after itself.
        self.folder = tempfile.TemporaryDirectory(prefix="print-", ignore_cleanup_errors=True)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [sys.executable, "-m", "dossier.print_server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=BASE_DIR,
                env=os.environ | {"TMPDIR": self.folder.name},
                stdin=subprocess.DEVNULL,
            )
        self.connection = ours
        self.jobs = 0

    def is_ready(self) -> bool:
        """Wait until it has prepared itself; False when it could not."""
        self.connection.settimeout(START_SECONDS)
        try:
            return Answer.from_bytes(receive(self.connection, MAX_ANSWER)).state is State.READY
        except (OSError, Broken):
            return False

    def do(self, job: bytes, seconds: float) -> bytes:
        """The answer to a job. Raises TimeoutError when it takes longer, Broken when it dies."""
        self.jobs += 1
        until = time.monotonic() + seconds
        self.connection.settimeout(seconds)
        try:
            send(self.connection, job)
            self.connection.settimeout(max(until - time.monotonic(), 0.01))
            return receive(self.connection, MAX_ANSWER)
        except TimeoutError:
            raise
        except OSError as error:
            raise Broken from error

    def kill(self) -> None:
        self.connection.close()
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        self.folder.cleanup()


class PrintServer:
    """Listens at `path`, prints in `processes` children, each job in at most `seconds`."""

    def __init__(self, path: str, processes: int, seconds: float) -> None:
        self.path = path
        self.seconds = seconds
        self._free: queue.SimpleQueue[Child] = queue.SimpleQueue()
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._is_over = False
        self._count = processes
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def open(self) -> None:
        """Listen, and start the children. Jobs are answered `busy` until one is ready."""
        with contextlib.suppress(FileNotFoundError):
            Path(self.path).unlink()
        before = os.umask(0o177)
        try:
            self._listener.bind(self.path)
        finally:
            os.umask(before)
        self._listener.listen(32)
        for _ in range(self._count):
            threading.Thread(target=self._hire, daemon=True).start()

    def serve(self) -> None:
        """Answer until `close`."""
        while not self._is_over:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                break
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def close(self) -> None:
        """Stop listening and kill the children."""
        self._is_over = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with contextlib.suppress(FileNotFoundError):
            Path(self.path).unlink()
        with self._lock:
            for child in self._children:
                child.kill()
            self._children.clear()

    def _hire(self) -> None:
        """Start a child, again and more slowly each time it fails, and say when it is free."""
        for attempt in range(1_000_000):
            with self._lock:
                if self._is_over:
                    return
                child = Child()
                self._children.add(child)
            if child.is_ready():
                self._free.put(child)
                return
            if not self._is_over:
                logger.error("print_child_failed_to_start")
            self._dismiss(child)
            time.sleep(min(2**attempt, 60))

    def _dismiss(self, child: Child) -> None:
        with self._lock:
            if child in self._children:
                self._children.remove(child)
                child.kill()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                job = receive(connection, MAX_JOB)
            except (OSError, Broken):
                return
            answer = self._print(job)
            with contextlib.suppress(OSError):
                send(connection, answer)

    def _print(self, job: bytes) -> bytes:
        try:
            child = self._free.get_nowait()
        except queue.Empty:
            logger.info("print_busy")
            return Answer(State.BUSY).to_bytes()
        state = State.FAILED
        try:
            answer = child.do(job, self.seconds)
        except TimeoutError:
            state = State.LATE
        except Broken:
            state = State.FAILED
        else:
            if child.jobs < MAX_JOBS:
                self._free.put(child)
            else:
                self._replace(child)
            return answer
        logger.error("print_stopped", extra={"slug": str(state)})
        self._replace(child)
        return Answer(state).to_bytes()

    def _replace(self, child: Child) -> None:
        self._dismiss(child)
        threading.Thread(target=self._hire, daemon=True).start()


# The child.


def work(connection: socket.socket) -> None:
    """Print jobs one after the other until the server goes away."""
    from django.conf import settings
    from django.db import close_old_connections

    from dossier import press

    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    press.prepare(settings.OFFERED_LANGUAGES)
    # What is loaded by now stays; a collection in the middle of a layout finds nothing to free.
    gc.collect()
    gc.freeze()
    gc.disable()
    send(connection, Answer(State.READY).to_bytes())
    while True:
        try:
            sent = receive(connection, MAX_JOB)
        except (OSError, Broken):
            return
        close_old_connections()
        send(connection, _printed(sent).to_bytes())
        del sent
        gc.collect()


def _printed(sent: bytes) -> Answer:
    from dossier import press
    from dossier.paper import Job

    started = time.monotonic()
    try:
        pdf = press.print_job(Job.from_json(sent))
    except Exception:
        # The formatter of our logs keeps the places and the type, never the message.
        logger.exception("print_failed")
        return Answer(State.FAILED)
    logger.info(
        "printed",
        extra={"count": pdf.page_count, "seconds": round(time.monotonic() - started, 1)},
    )
    return Answer(State.DONE, pdf.content, pdf.page_count, pdf.unprintable)


if __name__ == "__main__":
    # The server decides when to stop: Control-C in its terminal reaches the children too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with socket.socket(fileno=int(sys.argv[1])) as to_server:
        work(to_server)
