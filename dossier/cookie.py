"""The cookie that holds a dossier's key: signed, dated, gone with the browser or when idle."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.debug import sensitive_variables

from dossier.vault import Key

MAX_LENGTH = 200
"""A cookie of ours has about 95 characters."""


class Idle(Exception):  # noqa: N818
    """Nobody came for `DOSSIER_IDLE_SECONDS`."""


class Foreign(Exception):  # noqa: N818
    """Not a cookie that this site made."""


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="dossier.cookie")


@sensitive_variables()
def read(request: HttpRequest) -> Key | None:
    """The key a request brings; None without a cookie. Raises Idle or Foreign."""
    value = request.COOKIES.get(settings.DOSSIER_COOKIE)
    if not value:
        return None
    if len(value) > MAX_LENGTH:
        raise Foreign
    try:
        return Key.from_text(_signer().unsign(value, max_age=settings.DOSSIER_IDLE_SECONDS))
    except signing.SignatureExpired:
        raise Idle from None
    except (signing.BadSignature, ValueError):
        raise Foreign from None


@sensitive_variables()
def give(response: HttpResponseBase, key: Key) -> None:
    """Set the cookie, dated now."""
    response.set_cookie(
        settings.DOSSIER_COOKIE,
        _signer().sign(key.text),
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: HttpResponseBase) -> None:
    """Make the browser forget the key."""
    response.delete_cookie(settings.DOSSIER_COOKIE, path="/", samesite="Lax")
