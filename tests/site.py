"""The real site, started as `bin/run` starts it, for browser tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2).read()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{url} did not answer within {seconds} s")


@contextmanager
def running(command: list[str], url: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(url)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The site as `bin/run` serves it, on an empty database of its own."""
    port = free_port()
    with running(
        [sys.executable, "manage.py", "serve"],
        f"http://127.0.0.1:{port}/health/",
        DJANGO_SETTINGS_MODULE="config.settings",  # and not those of the tests around it
        PORT=str(port),
        VAR_DIR=str(folder / "var"),
        PRINT_SOCKET=str(folder / "print.sock"),
        DATABASE_URL=f"sqlite:///{folder}/site.sqlite3",
    ):
        yield f"http://127.0.0.1:{port}"
