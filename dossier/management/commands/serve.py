"""`manage.py serve`: prepare, then run the web server and the print server side by side."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from guide import content

WORKERS = 2
THREADS = 2
STOP_SECONDS = 10
RESTART_SECONDS = 1
LAST_PORT = 65535
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  shown as localhost, never chosen here


class Command(BaseCommand):
    help = "Prepare the database, the content and the static files, then serve the site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal or the end of the web server; the print server is started again."""
        os.umask(0o077)
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        refuse_a_port_in_use(host, port)
        prepare()
        Supervisor(host, port, self.say).run()

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def refuse_a_port_in_use(host: str, port: str) -> None:
    """Two servers may listen at one port and share its visitors: better to say so and stop."""
    try:
        if not 0 < int(port) <= LAST_PORT:
            raise ValueError(port)
        with socket.create_server((host, int(port))):
            pass
    except (OSError, ValueError):
        raise CommandError(
            f"Nobody can listen at {host}, port {port}: stop the program that does, "
            "or choose another with PORT."
        ) from None


def prepare() -> None:
    """Bring the database, the content and the static files up to the files of this folder.

    Nothing is done when no file has changed since the last time and the database still has
    its content: a second start is then a matter of a second or two.
    """
    stamp = settings.VAR_DIR / "prepared"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted and content.version():
        return
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_content", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    """Of the names, sizes and times of the files that `prepare` reads, and of the database."""
    base = settings.BASE_DIR
    files = [
        *(base / "static").rglob("*"),
        *base.glob("*/content/**/*.yaml"),
        *base.glob("*/migrations/*.py"),
        *base.glob("guide/*.py"),
        base / "config" / "settings.py",
        base / "requirements.txt",
    ]
    seen = sorted(
        f"{path.relative_to(base)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in files
        if path.is_file()
    )
    database = "{ENGINE} {NAME}".format(**settings.DATABASES["default"])
    offered = ",".join(settings.OFFERED_LANGUAGES)
    return hashlib.sha256("\n".join([*seen, database, offered]).encode()).hexdigest()


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", *EVERYWHERE) else host


class Supervisor:
    """The two servers; when one of us stops, all stop."""

    def __init__(self, host: str, port: str, say: Callable[[str], None]) -> None:
        self.host, self.port, self.say = host, port, say
        granian = shutil.which("granian", path=str(Path(sys.executable).parent))
        self.web_command = [
            granian or "granian",
            "config.wsgi:application",
            *("--interface", "wsgi", "--host", host, "--port", port),
            *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
            *("--log-level", "warning", "--no-ws", "--respawn-failed-workers"),
            *("--workers-kill-timeout", "5"),
        ]
        self.print_command = [sys.executable, "manage.py", "print_server"]
        self.stopping = False

    def run(self) -> None:
        """Start both, wait, stop both. Exits with the status of the web server."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        printer = self._start_printer()
        web = _start(self.web_command)
        self._wait_for(web)
        try:
            while not self.stopping and web.poll() is None:
                if printer is not None and printer.poll() is not None:
                    time.sleep(RESTART_SECONDS)
                    printer = self._start_printer()
                time.sleep(0.2)
        finally:
            for process in filter(None, (web, printer)):
                _end(process)
        sys.exit(0 if self.stopping else web.returncode)

    def _wait_for(self, web: subprocess.Popen[bytes]) -> None:
        """Say the address once somebody answers there."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        while not self.stopping and web.poll() is None:
            try:
                socket.create_connection((host, int(self.port)), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                address = f"http://{_shown(self.host)}:{self.port}/"
                self.say(f"Pas à pas is ready: {address}  (Ctrl-C stops it)")
                return

    def _start_printer(self) -> subprocess.Popen[bytes] | None:
        if not settings.PRINT_SOCKET or self.stopping:
            return None
        return _start(self.print_command)

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to stop; after ten seconds make it, with any worker it left behind."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A process that leads a group of its own, so that the whole group can be ended."""
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603
