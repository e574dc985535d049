"""What two dozen more languages cost: time and queries of a page, memory of a worker.

    python -m bench.languages

The same content in the three languages offered and in all that the program knows, the others
filled with the Arabic words; each in a process and a database of its own. Budget: no page slower,
no query more, less than 15 % more memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from guide.languages import ALL

OFFERED = "fr,en,ar"
PAGES = ("/fr/", "/ar/reunification/", "/ar/reunification/appeals/", "/ar/glossary/")
ROUNDS = 30


def resident() -> float:
    """Megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def set_up() -> None:
    """Tables with a column a language, whatever the migrations say."""
    settings = import_module("tests.settings")
    settings.MIGRATION_MODULES = {"guide": None}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()


def load() -> None:
    """The content, each missing language filled with the Arabic words."""
    set_up()
    from django.conf import settings
    from django.core.management import call_command

    from guide import content, content_files
    from guide.content_store import store

    call_command("migrate", run_syncdb=True, verbosity=0)
    tree = content_files.read(content.folders(), settings.OFFERED_LANGUAGES)
    texts = tuple(
        replace(
            text,
            words=dict.fromkeys(settings.OFFERED_LANGUAGES, text.words["ar"]) | dict(text.words),
            states=dict.fromkeys(settings.OFFERED_LANGUAGES, "machine") | dict(text.states),
        )
        for text in tree.texts
    )
    store(replace(tree, texts=texts))


def serve() -> None:
    """Ask the pages, print the figures as JSON."""
    set_up()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from guide import content

    settings.ALLOWED_HOSTS = ["*"]
    begun = time.perf_counter()
    content.current()
    snapshot = time.perf_counter() - begun
    client, times, queries = Client(), [], 0
    for path in PAGES:
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as asked:
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                client.get(path)
                times.append(time.perf_counter() - begun)
        queries += len(asked)
    figures = {
        "page_ms": statistics.median(times) * 1000,
        "queries": queries,
        "snapshot_ms": snapshot * 1000,
        "memory_mb": resident(),
    }
    print(json.dumps(figures))


def run(languages: str) -> dict[str, float]:
    """The figures with these languages, in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "OFFERED_LANGUAGES": languages,
            "DATABASE_URL": f"sqlite:///{folder}/languages.sqlite3",
        }
        command = [sys.executable, "-m", "bench.languages"]
        subprocess.run([*command, "--load"], env=environment, check=True)
        served = subprocess.run(
            [*command, "--serve"], env=environment, check=True, stdout=subprocess.PIPE
        )
        found: dict[str, float] = json.loads(served.stdout.splitlines()[-1])
        return found


def main() -> None:
    few, many = run(OFFERED), run(",".join(one.code for one in ALL))
    print(f"{'':12}{'3':>9}{len(ALL):>9}  languages")
    for name in few:
        more = f"{many[name] / few[name] - 1:+.1%}" if few[name] else ""
        print(f"{name:12}{few[name]:9.1f}{many[name]:9.1f}  {more}")


if __name__ == "__main__":
    {"--load": load, "--serve": serve}.get(sys.argv[-1], main)()
