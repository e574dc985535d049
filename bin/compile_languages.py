"""Compile the catalogues of `locale/` that are newer than their compiled form.

Without a compiled catalogue Django ignores a language in silence. Babel does it, so that no
gettext program need be installed. A fuzzy entry is left out and shows in French.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogue(source: Path) -> None:
    """Write the `.mo` beside a `.po`, when it is older or absent."""
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    if "INTEGER" in str(catalogue.plural_forms):
        sys.exit(f"{source}: the header Plural-Forms is not filled in.")
    with compiled.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        compile_catalogue(po)
