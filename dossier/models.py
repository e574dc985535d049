"""The rows a dossier leaves in the database. Every field has its line in `retention.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models


class DossierQuerySet(models.QuerySet["Dossier"]):
    def alive(self, today: date) -> DossierQuerySet:
        return self.filter(expires_on__gt=today)

    def expired(self, today: date) -> DossierQuerySet:
        return self.filter(expires_on__lte=today)


class Dossier(models.Model):
    """Sealed answers. No column says whose they are, nor when they were written to the minute."""

    id = models.CharField(primary_key=True, max_length=32, editable=False)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField()
    expires_on = models.DateField(db_index=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(version__gte=1), name="dossier_version_1"),
        ]

    def __str__(self) -> str:
        return f"dossier, version {self.version}"


class WindowQuerySet(models.QuerySet["Window"]):
    def over(self, now: datetime) -> WindowQuerySet:
        return self.filter(ends_at__lte=now)


class Window(models.Model):
    """How often something was asked from one network in one stretch of time.

    The id is a keyed hash that changes with each window: no address is stored, and two windows
    of one network have nothing in common.
    """

    id = models.CharField(primary_key=True, max_length=32, editable=False)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects = WindowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"window until {self.ends_at:%H:%M}"
