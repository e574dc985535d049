"""The answers of the person who asks, opened with the key of their cookie."""

from __future__ import annotations

import copy
import json
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from dossier import cookie, throttle
from dossier.models import Dossier
from dossier.retention import purge
from dossier.vault import Document, Key, Unreadable, mark, seal, unseal
from guide.answers import Conflict, Path, Section, Stale, find, is_nothing
from ofpra import claim

logger = logging.getLogger(__name__)

FITTING: Mapping[str, Callable[[object], Section]] = {claim.STORED: claim.fitting}
"""What gives a section the form that its pages read, whichever version stored it."""

ATTEMPTS = 12
"""Saves tried before giving up, when others save in the same dossier at the same moment."""


class Closed(Exception):  # noqa: N818
    """The dossier cannot be opened. `reason` is `idle`, `foreign`, `gone` or `damaged`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Busy(Exception):  # noqa: N818
    """Others saved at every attempt."""


@dataclass(frozen=True, slots=True, repr=False)
class _Opened:
    version: int
    document: Document
    expires_on: date


class DossierAnswers:
    """`request.answers`: see `guide.answers.Answers` for what each method promises."""

    def __init__(self, request: HttpRequest, key: Key | None) -> None:
        self._request = request
        self._key = key
        self._opened: _Opened | None = None
        self._is_over = False

    @property
    def exists(self) -> bool:
        return self._open() is not None

    @property
    def expires_on(self) -> date | None:
        opened = self._open()
        return opened.expires_on if opened else None

    @sensitive_variables()
    def read(self, section: str) -> Section:
        opened = self._open()
        return copy.deepcopy(opened.document.get(section, {})) if opened else {}

    def write(self, section: str, value: Section) -> None:
        self.change(section, lambda _: value)

    @sensitive_variables()
    def change(
        self,
        section: str,
        fn: Callable[[Section], Section],
        *,
        seen: Mapping[Path, str | None] | None = None,
    ) -> Section:
        for attempt in range(ATTEMPTS):
            opened = self._open()
            before = opened.document.get(section, {}) if opened else {}
            after: Section = json.loads(json.dumps(fn(copy.deepcopy(before))))
            if conflicts := self._conflicts(section, before, after, seen or {}):
                raise Stale(conflicts)
            if after == before or self._save(opened, section, after):
                return copy.deepcopy(after)
            self._opened = None
            time.sleep(random.uniform(0, 0.005 * 2 ** min(attempt, 5)))  # noqa: S311  not a secret
        logger.warning("dossier_busy")
        raise Busy

    @sensitive_variables()
    def fingerprint(self, section: str, path: Path = ()) -> str:
        opened = self._open()
        return (
            self._mark(section, path, find(opened.document.get(section, {}), path))
            if opened
            else ""
        )

    @sensitive_variables()
    def is_stale(self, section: str, path: Path, seen: str | None, proposed: Any = None) -> bool:
        stored = find(self.read(section), path)
        return not _same(stored, proposed) and self._mark(section, path, stored) != (seen or "")

    def erase(self) -> None:
        if self._key is not None:
            Dossier.objects.filter(pk=self._key.row_id).delete()
            logger.info("dossier_erased")
        self._forget()

    def leave(self, response: HttpResponseBase) -> None:
        """Date the cookie anew, or take it back from a dossier that is over."""
        if self._key is not None:
            cookie.give(response, self._key)
        elif self._is_over:
            cookie.take_back(response)

    def _forget(self) -> None:
        self._key = self._opened = None
        self._is_over = True

    @sensitive_variables()
    def _open(self) -> _Opened | None:
        """The stored answers, read once a request. Raises Closed."""
        if self._key is None or self._opened is not None:
            return self._opened
        today = timezone.localdate()
        row = (
            Dossier.objects.alive(today)
            .filter(pk=self._key.row_id)
            .values_list("sealed", "version", "expires_on")
        )
        found = next(iter(row), None)
        if found is None:
            self._forget()
            purge(today)
            raise Closed("gone")
        sealed, version, expires_on = found
        try:
            document = unseal(self._key, version, bytes(sealed))
        except Unreadable:
            self._forget()
            logger.error("dossier_unreadable")
            raise Closed("damaged") from None
        if expires_on != _last_day(today):
            expires_on = _last_day(today)
            Dossier.objects.filter(pk=self._key.row_id).update(expires_on=expires_on)
            purge(today)
        document |= {name: fit(document[name]) for name, fit in FITTING.items() if name in document}
        self._opened = _Opened(version, document, expires_on)
        return self._opened

    @sensitive_variables()
    def _save(self, opened: _Opened | None, section: str, after: Section) -> bool:
        """Store a section beside the others; False when somebody else saved first."""
        expires_on = _last_day(timezone.localdate())
        if opened is None or self._key is None:
            self._begin({section: after}, expires_on)
            return True
        document = opened.document | {section: after}
        version = opened.version + 1
        saved = Dossier.objects.filter(pk=self._key.row_id, version=opened.version).update(
            sealed=seal(self._key, version, document), version=version, expires_on=expires_on
        )
        if saved:
            self._opened = _Opened(version, document, expires_on)
        return bool(saved)

    @sensitive_variables()
    def _begin(self, document: Document, expires_on: date) -> None:
        if self._request.method != "POST":
            raise RuntimeError("Only a POST may begin a dossier.")
        throttle.count("open", self._request)
        key = Key.new()
        Dossier.objects.create(
            pk=key.row_id, sealed=seal(key, 1, document), version=1, expires_on=expires_on
        )
        self._key, self._opened = key, _Opened(1, document, expires_on)
        self._is_over = False
        purge(timezone.localdate())
        logger.info("dossier_begun")

    @sensitive_variables()
    def _conflicts(
        self, section: str, before: Section, after: Section, seen: Mapping[Path, str | None]
    ) -> list[Conflict]:
        pairs = ((path, find(before, path), find(after, path)) for path in seen)
        return [
            Conflict(path, stored, proposed)
            for path, stored, proposed in pairs
            if not _same(stored, proposed)
            and self._mark(section, path, stored) != (seen[path] or "")
        ]

    @sensitive_variables()
    def _mark(self, section: str, path: Path, value: Any) -> str:
        if self._key is None or is_nothing(value):
            return ""
        return mark(self._key, section, path, value)


def _last_day(today: date) -> date:
    """The day on which a dossier visited today is erased if nobody comes back."""
    return today + timedelta(days=settings.DOSSIER_KEPT_DAYS)


def _same(stored: Any, proposed: Any) -> bool:
    return bool(stored == proposed) or (is_nothing(stored) and is_nothing(proposed))
