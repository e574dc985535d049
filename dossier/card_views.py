"""The phrase card on paper: a public file, the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossier.paper import Job
from dossier.phrase_card import PROCEDURE
from dossier.print_server import State
from dossier.print_views import ask_printers, reading, stopped, waiting
from guide import content
from guide.languages import SOURCE

FILE_NAME = "phrases.pdf"

_kept: dict[tuple[str, str], bytes] = {}
"""The file of each language, for the content in force."""


@require_safe
def phrase_card(request: HttpRequest) -> HttpResponse:
    """The card in the language of the page; printed once, then given from memory.

    Not counted among what a network prints: each worker prints it once for a content version.
    """
    version, language = content.version(), reading()
    pdf = _kept.get((version, language))
    if pdf is None:
        answer = ask_printers(_job(language))
        back = reverse("ofpra:phrases")
        if answer.state in (State.BUSY, State.AWAY):
            return waiting(request, request.path, back, is_public=True)
        if answer.state is not State.DONE:
            return stopped(request, str(answer.state), status=503, back=back, is_public=True)
        pdf = answer.pdf
        for key in [key for key in _kept if key[0] != version]:
            _kept.pop(key, None)
        _kept[version, language] = pdf
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
    return response


def _job(language: str) -> Job:
    languages = tuple(dict.fromkeys((language, SOURCE)))
    return Job({}, languages, timezone.localdate(), procedure=PROCEDURE)
