"""`manage.py serve`: prepare, then run the web server and the print server side by side."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

WORKERS = 2
THREADS = 2
STOP_SECONDS = 10
RESTART_SECONDS = 1


class Command(BaseCommand):
    help = "Prepare the database, the content and the static files, then serve the site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal or the end of the web server; the print server is started again."""
        os.umask(0o077)
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_content", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        self.stdout.write(f"Pas à pas is ready: http://{_shown(host)}:{port}/  (Ctrl-C stops it)")
        self.stdout.flush()
        Supervisor(host, port).run()


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host  # noqa: S104


class Supervisor:
    """The two servers; when one of us stops, all stop."""

    def __init__(self, host: str, port: str) -> None:
        granian = shutil.which("granian", path=str(Path(sys.executable).parent))
        self.web_command = [
            granian or "granian",
            "config.wsgi:application",
            *("--interface", "wsgi", "--host", host, "--port", port),
            *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
            *("--log-level", "warning", "--no-ws", "--respawn-failed-workers"),
        ]
        self.print_command = [sys.executable, "manage.py", "print_server"]
        self.stopping = False

    def run(self) -> None:
        """Start both, wait, stop both. Exits with the status of the web server."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        printer = self._start_printer()
        web = subprocess.Popen(self.web_command, cwd=settings.BASE_DIR)  # noqa: S603
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

    def _start_printer(self) -> subprocess.Popen[bytes] | None:
        if not settings.PRINT_SOCKET or self.stopping:
            return None
        return subprocess.Popen(self.print_command, cwd=settings.BASE_DIR)  # noqa: S603

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to stop; after ten seconds, make it."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
