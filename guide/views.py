"""Public pages of the common ground, and what is said when something goes wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from guide import problems
from guide.privacy import keep_private
from guide.problems import is_too_large, keeps_typed, problem_page


def choose_language(request: HttpRequest) -> HttpResponse:
    """Send to the home page in the reader's language, as the browser tells it."""
    code = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{code if code in settings.OFFERED_LANGUAGES else 'fr'}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def home(request: HttpRequest) -> HttpResponse:
    """Two doors."""
    return render(request, "guide/home.html")


def health(request: HttpRequest) -> HttpResponse:
    """Answers when the process can answer; for a load balancer."""
    response = HttpResponse("ok", content_type="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be found, personal ones not."""
    lines = ["User-agent: *", *(f"Disallow: /{code}/my/" for code in settings.OFFERED_LANGUAGES)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read; a text that is too long has a page of its own."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return problem_page(request, problems.TOO_LARGE)
    return _error(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake; what was typed on a private page is kept."""
    if keeps_typed(request):
        return problem_page(request, problems.BROKEN)
    return _error(request, 500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return _error(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: cookies are off, or the page is very old.

    Another site may have sent it: what would be saved is shown, and only a button sends it.
    """
    if is_too_large(request):
        return problem_page(request, problems.TOO_LARGE)
    if keeps_typed(request):
        return problem_page(request, problems.NO_TOKEN)
    return problem_page(request, problems.NO_TOKEN_NOTHING_TYPED)


def _error(request: HttpRequest, status: int, template: str | None = None) -> HttpResponse:
    page = render(request, template or f"errors/{status}.html", status=status)
    keep_private(page)
    return page
