"""Claims to print, and ways to print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import lru_cache
from typing import Any

from dossier.claim_printing import PARTS, print_claim
from dossier.paper import Job
from guide.pdf import Pdf
from tests.dossier.papers import TODAY

PUBLIC = tuple(part for part in PARTS if part != "chronology")

_CLAIM: dict[str, Any] = {
    "dates": {
        "track": "accelerated",
        "territory": "mainland",
        "certificate_handed_on": "2026-09-20",
        "lodged_on": "2026-10-01",
        "interview_on": "2026-12-09",
    },
    "me": {
        "full_name": "Mirwais Kohsari",
        "birth_date": "1990-03-05",
        "birth_date_written": "14 Hut 1368",
        "nationality": "AF",
        "agdref": "7503123456",
        "file_number": "2026-05-01234",
        "address": "12 rue des Lilas\n75020 Paris",
        "phone": "+33 6 12 34 56 78",
        "email": "mirwais@example.org",
    },
    "summons": {
        "time": "09:00",
        "place": "201 rue Carnot\n94120 Fontenay-sous-Bois",
        "division": "AS",
        "email": "division@example.org",
        "fax": "01 58 68 10 11",
        "children_come": False,
        "companion": "lawyer",
        "companion_name": "Maître Anne Exemple",
        "companion_office": "Barreau de Paris",
    },
    "language": {
        "chosen": "dari",
        "dialect": "de Hérat, هراتی",
        "region": "Hérat, Badghis",
        "others": "pachto",
        "french": "a_little",
        "reads": ["arabic", "latin"],
    },
    "papers": [
        {
            "key": "aaaaaaaa",
            "name": "Tazkera",
            "shows": "mon nom et ma date de naissance",
            "kinds": ["original", "translation"],
            "from_whom": "mon oncle",
            "received": "par la poste, en mars 2026",
            "is_sent": True,
        },
        {"key": "bbbbbbbb", "name": "رسالة", "shows": "تهديد مكتوب", "kinds": ["photo"]},
        {"key": "cccccccc", "name": "Brouillon", "is_listed": False},
    ],
    "form_check": {
        "name": "same",
        "birth": "different",
        "notes": {"birth": "L'attestation dit 01/01/1990. Ma tazkera dit 1368."},
    },
    "cards": [
        {
            "key": "k7f3wxyz",
            "what": "Des hommes sont venus à la maison.\nIls cherchaient mon frère.",
            "place": "Hérat",
            "people": "ma mère",
            "when": {"calendar": "afghan", "how": "about", "date": "1399-12"},
        },
        {
            "key": "m2n4pqrs",
            "what": "سافرت مع ابن عمي في 12/03/2021 ، هاتف 01 58 68 10 10.",
            "note": "demander la date",
            "when": {"date": "2021-03", "how": "lasting", "until": "2021-05-04"},
        },
    ],
}


def claim(**more: Any) -> dict[str, Any]:
    """A claim of which every part is told; `more` replaces parts."""
    return deepcopy(_CLAIM) | more


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
