"""The page that says why something could not be done, and keeps what the person had typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guide.answers import SEEN
from guide.privacy import is_private, keep_private

Words = str | Promise
Field = tuple[str, str]
"""Name and value of a posted field."""

UNREADABLE = (
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
    RawPostDataException,
)
"""What reading a form may raise."""
SEND_AGAIN = _("Envoyer encore")
INTERNAL = re.compile(r"[a-z_]*")
"""Values of buttons and choices: sent again, but no words of the person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened, what is safe, what next. `again`: may the typed answer be sent again?"""

    slug: str
    status: int
    title: Words
    happened: Words
    safe: Words = ""
    following: Words = ""
    again: bool = True
    button: Words = SEND_AGAIN


NO_TOKEN = Problem(
    slug="no_token",
    status=403,
    title=_("Nous n’avons pas encore enregistré votre réponse"),
    happened=_(
        "Cette page est restée ouverte longtemps, ou votre navigateur n’a pas gardé le cookie "
        "de ce site."
    ),
    safe=_("Ce que vous avez écrit est encore là."),
    following=_(
        "Regardez ce que cette page va envoyer. Si c’est bien votre réponse, touchez « Envoyer "
        "encore ». Si ce n’est pas vous qui avez écrit cela, fermez cette page. Si cette page "
        "revient, acceptez les cookies de ce site dans votre navigateur."
    ),
)
NO_TOKEN_NOTHING_TYPED = Problem(
    slug="no_token",
    status=403,
    title=_("Nous n’avons rien fait pour le moment"),
    happened=NO_TOKEN.happened,
    safe=_("Rien n’a changé."),
    following=_(
        "Ouvrez encore la page. Si ce message revient, acceptez les cookies de ce site dans votre "
        "navigateur."
    ),
    again=False,
)
TOO_LARGE = Problem(
    slug="too_large",
    status=413,
    title=_("Votre texte est trop long"),
    happened=_("Cette page a envoyé plus de texte que nous ne pouvons recevoir en une fois."),
    safe=_("Vos réponses d’avant n’ont pas changé."),
    following=_(
        "Revenez à la page d’avant avec le bouton « retour » de votre navigateur. Gardez une "
        "copie de votre texte, écrivez-le plus court, puis envoyez encore."
    ),
    again=False,
)
BROKEN = Problem(
    slug="broken",
    status=500,
    title=_("Nous avons un problème"),
    happened=_("Une erreur est arrivée chez nous. Ce n’est pas votre faute."),
    safe=_("Ce que vous avez écrit est encore là. Vos réponses d’avant n’ont pas changé."),
    following=_("Attendez une minute, puis touchez « Envoyer encore »."),
)


def typed(request: HttpRequest) -> list[Field]:
    """The fields that were posted, without those of the machinery; none when unreadable."""
    try:
        posted = request.POST
    except UNREADABLE:
        return []
    return [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if value and name != "csrfmiddlewaretoken" and not name.startswith(SEEN)
    ]


def shown(fields: list[Field]) -> list[str]:
    """The values that a person would recognise as theirs, each once."""
    return list(dict.fromkeys(value for _, value in fields if not INTERNAL.fullmatch(value)))


def is_too_large(request: HttpRequest) -> bool:
    """Is the body longer than what is accepted?"""
    try:
        _ = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return True
    except UNREADABLE:
        return False
    return False


def keeps_typed(request: HttpRequest) -> bool:
    """Did this request bring words to a private page?"""
    match = request.resolver_match
    return match is not None and is_private(match.func) and bool(typed(request))


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a problem, private.

    htmx, which may have asked for a part, gets the whole of `main`, under the status whose
    answers the pages accept.
    """
    fields = typed(request)
    is_part = bool(getattr(request, "htmx", None))
    response = render(
        request,
        "errors/problem.html",
        {
            "problem": problem,
            "fields": fields if problem.again else [],
            "shown": shown(fields),
        },
        status=422 if is_part else problem.status,
    )
    if is_part:
        response.headers["HX-Retarget"] = response.headers["HX-Reselect"] = "#main"
        response.headers["HX-Reswap"] = "outerHTML"
    keep_private(response)
    return response
