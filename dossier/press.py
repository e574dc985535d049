"""Every paper by the name of its procedure: what the print processes run."""

from __future__ import annotations

from collections.abc import Iterable

from dossier import claim_printing, phrase_card, printing
from dossier.paper import Job
from guide.pdf import Pdf

PRINTERS = {
    printing.PROCEDURE: printing.print_dossier,
    claim_printing.PROCEDURE: claim_printing.print_claim,
    phrase_card.PROCEDURE: phrase_card.print_card,
}
"""Each raises UnknownPart, PdfError, or the error of answers that cannot be read."""


def print_job(job: Job) -> Pdf:
    """The file of a job."""
    return PRINTERS[job.procedure](job)


def prepare(languages: Iterable[str]) -> None:
    """Lay out ahead what does not depend on anybody."""
    for language in languages:
        printing.prepare(language)
        claim_printing.prepare(language)
