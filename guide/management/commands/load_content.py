"""Fill the database from the content files."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide import content, content_files
from guide.content_store import store


class Command(BaseCommand):
    help = (
        "Fill the database from the content files. Run twice, it changes nothing the second time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        try:
            tree = content_files.read(content.folders(), settings.OFFERED_LANGUAGES)
        except content_files.ContentError as error:
            raise CommandError(str(error)) from error
        for line in tree.rejected:
            self.stderr.write(f"left out: {line}")
        changes = store(tree)
        verbosity = options["verbosity"]
        if verbosity >= 2:
            for change in changes:
                self.stdout.write(f"{change.what}: {change.table} {change.slug}")
        if verbosity >= 1:
            counts = Counter((change.table, change.what) for change in changes)
            said = ", ".join(f"{n} {table} {what}" for (table, what), n in sorted(counts.items()))
            seconds = time.perf_counter() - started
            self.stdout.write(
                f"Content {content.version()}: {said or 'nothing changed'} ({seconds:.1f} s)."
            )
