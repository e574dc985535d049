"""What every page is given: language, direction, style sheet, the same page in other languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from guide.languages import BY_CODE, SOURCE
from guide.privacy import is_private
from guide.style_sheet import PRIVATE, PUBLIC, style_sheet


def base(request: HttpRequest) -> dict[str, Any]:
    """`language`, `languages` (with the address of this page in each), `css`, `is_private`."""
    code = get_language() or SOURCE
    private = request.resolver_match is not None and is_private(request.resolver_match.func)
    return {
        "language": BY_CODE.get(code, BY_CODE[SOURCE]),
        "languages": [
            {"language": BY_CODE[other], "url": same_page(request.path, other)}
            for other in settings.OFFERED_LANGUAGES
        ],
        "css": mark_safe(style_sheet(PRIVATE if private else PUBLIC)),  # noqa: S308  our own file
        "is_private": private,
    }


def same_page(path: str, code: str) -> str:
    """The address of the page at `path` in another language."""
    _, _, rest = path.lstrip("/").partition("/")
    first = path.lstrip("/").split("/", 1)[0]
    return f"/{code}/{rest}" if first in BY_CODE else f"/{code}/"
