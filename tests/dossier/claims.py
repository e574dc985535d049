"""Claims to print, and ways to print them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from dossier.claim_printing import PARTS, print_claim
from dossier.paper import Job
from guide.pdf import Pdf
from tests.dossier.papers import EXAMPLES, TODAY

PUBLIC = tuple(part for part in PARTS if part != "chronology")


def claim(**more: Any) -> dict[str, Any]:
    """A claim of which every part is told; `more` replaces parts."""
    told: dict[str, Any] = json.loads((EXAMPLES / "claim.json").read_text(encoding="utf-8"))
    return told | more


def claim_job(
    answers: Mapping[str, Any] | None = None,
    language: str = "fr",
    parts: Sequence[str] = (),
    today: date = TODAY,
) -> Job:
    return Job(
        claim() if answers is None else answers,
        tuple(dict.fromkeys((language, "fr"))),
        today,
        tuple(parts),
        "ofpra",
    )


@lru_cache(maxsize=40)
def claim_pdf(language: str = "fr", *parts: str) -> Pdf:
    """The example claim, printed once for all tests that only look."""
    return print_claim(claim_job(language=language, parts=parts))
