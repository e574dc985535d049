"""How often something may be asked from one network, counted in the database by all workers.

The limits are wide: a whole camp, an association or a mobile operator may share one address.
They stop a machine that fills the database or the printers, not a queue of people.
"""

from __future__ import annotations

import hmac
import ipaddress
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from dossier.models import Window

IPV6_PREFIX = 56
"""What one household receives; counting single IPv6 addresses would count nothing."""


class TooOften(Exception):  # noqa: N818
    """The limit of this act is reached for now."""

    def __init__(self, act: str) -> None:
        super().__init__(act)
        self.act = act


def count(act: str, request: HttpRequest) -> None:
    """Count one more `act` (a key of `settings.THROTTLES`); raise TooOften above its limit."""
    limit, seconds = settings.THROTTLES[act]
    now = timezone.now()
    number = int(now.timestamp()) // seconds
    window = _window_id(act, number, network(request))
    one_more = Window.objects.filter(pk=window)
    if not one_more.update(count=F("count") + 1):
        Window.objects.over(now).delete()
        ends_at = datetime.fromtimestamp((number + 1) * seconds, UTC)
        Window.objects.bulk_create([Window(pk=window, ends_at=ends_at)], ignore_conflicts=True)
        one_more.update(count=F("count") + 1)
    if Window.objects.filter(pk=window, count__gt=limit).exists():
        raise TooOften(act)


def check(act: str, request: HttpRequest) -> None:
    """Raise TooOften when the limit of this act is reached, without counting one more."""
    limit, seconds = settings.THROTTLES[act]
    number = int(timezone.now().timestamp()) // seconds
    window = _window_id(act, number, network(request))
    if Window.objects.filter(pk=window, count__gte=limit).exists():
        raise TooOften(act)


def network(request: HttpRequest) -> str:
    """The network that asks: an IPv4 address, or the part of an IPv6 address given to a house."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", text).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def _window_id(act: str, number: int, source: str) -> str:
    said = f"throttle|{act}|{number}|{source}".encode()
    return hmac.digest(settings.SITE_SECRET.encode(), said, "sha256")[:16].hex()
