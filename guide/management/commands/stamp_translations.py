"""Record which French each translation translates, so that it can be called outdated later."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guide import content, content_files
from guide.content_files import Text, fingerprint
from guide.languages import SOURCE

HEADING = (
    "# The state of each translation, and the fingerprints of the French it translates and of\n"
    "# its own words. Written by `manage.py stamp_translations`; only a person sets `human`, or\n"
    "# `reviewed` with `by` and `on`.\n"
)


class Command(BaseCommand):
    help = (
        "Record, in status.yaml, the French each text of a language translates. New and rewritten "
        "texts become `machine`; an outdated text stays so until its translation changes."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("language")
        parser.add_argument(
            "--still-right",
            action="store_true",
            help="also stamp outdated texts whose translation did not need to change",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["language"]
        if code == SOURCE or code not in settings.OFFERED_LANGUAGES:
            raise CommandError(f"{code} is not a language that is translated here.")
        folders = content.folders()
        try:
            tree = content_files.read(folders, settings.OFFERED_LANGUAGES)
        except content_files.ContentError as error:
            raise CommandError(str(error)) from error
        stamped = 0
        for app, folder in folders.items():
            texts = [
                text
                for text in tree.texts
                if text.slug.startswith(f"{app}.") and code in text.words
            ]
            path = folder / code / "status.yaml"
            old = (content_files.load_yaml(path) or {}) if path.is_file() else {}
            new = {
                text.slug: stamp(text, code, old.get(text.slug), options["still_right"])
                for text in sorted(texts, key=lambda text: text.slug)
            }
            stamped += sum(old.get(slug) != record for slug, record in new.items())
            if new != old:
                _write(path, new)
        self.stdout.write(f"{code}: {stamped} texts stamped.")


def stamp(
    text: Text, code: str, old: Mapping[str, Any] | None, still_right: bool = False
) -> dict[str, Any]:
    """The record of one translation, given the one it had.

    Words that changed since are nobody's reading any more. Words that did not keep their French
    of then, unless somebody says that they still fit.
    """
    source, words = fingerprint(text.words[SOURCE]), fingerprint(text.words[code])
    if old is None or old["text"] != words:
        return {"state": "machine", "source": source, "text": words}
    return {**old, "source": source} if still_right else dict(old)


def _write(path: Path, records: Mapping[str, Mapping[str, Any]]) -> None:
    lines = [
        f"{slug}: "
        + yaml.safe_dump(
            dict(record), default_flow_style=True, sort_keys=False, allow_unicode=True, width=1000
        ).strip()
        for slug, record in records.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
