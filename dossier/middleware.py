"""Gives private views the person's answers, and says in words why it cannot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from dossier import cookie, problems
from dossier.answers import Busy, Closed, DossierAnswers
from dossier.throttle import TooOften
from dossier.vault import TooLarge
from guide.answers import Stale
from guide.privacy import is_private
from guide.problems import Problem, keeps_typed, problem_page

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class AnswersMiddleware:
    """`request.answers` on views marked `private`, and nothing at all on the others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        answers = getattr(request, "answers", None)
        if isinstance(answers, DossierAnswers):
            answers.leave(response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not is_private(view):
            return None
        try:
            key = cookie.read(request)
        except cookie.Idle:
            return _closed(request, "idle")
        except cookie.Foreign:
            return _closed(request, "foreign")
        request.answers = DossierAnswers(request, key)  # type: ignore[attr-defined]
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, Closed):
            return _closed(request, exception.reason)
        problem = _problem(request, exception)
        if problem is None:
            return None
        logger.info("dossier_problem", extra={"slug": problem.slug})
        return problem_page(request, problem)


def _problem(request: HttpRequest, exception: Exception) -> Problem | None:
    match exception:
        case Stale():
            return problems.CHANGED
        case Busy():
            return problems.BUSY
        case TooLarge():
            return problems.FULL
        case TooOften():
            return problems.TOO_OFTEN[exception.act]
        case Http404() if keeps_typed(request):
            return problems.MISSING
        case _:
            return None


def _closed(request: HttpRequest, reason: str) -> HttpResponseBase:
    """The page of a dossier that does not open; the browser forgets the key."""
    logger.info("dossier_closed", extra={"slug": reason})
    response = problem_page(request, problems.CLOSED[reason])
    cookie.take_back(response)
    return response
