"""Dates of which the day, or the day and the month, may be unknown."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, repr=False)
class PartialDate:
    """A day, a month or a year, as "2011-06-17", "2011-06" or "2011".

    Comparisons with a day answer True or False when every possible day agrees, and None when
    it depends on the day nobody told.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        month = 1 if self.month is None else self.month
        date(self.year, month, 1 if self.day is None else self.day)  # raises: no such day

    @classmethod
    def parse(cls, written: str) -> "PartialDate":
        """Read "2011", "2011-06" or "2011-06-17". Raises ValueError for anything else."""
        parts = WRITTEN.fullmatch(written)
        if parts is None:
            raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in parts.groups())
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    def isoformat(self) -> str:
        """What `parse` reads back."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def before(self, day: date) -> bool | None:
        """Strictly before `day`? None when some possible days are and others are not."""
        if self.latest < day:
            return True
        return None if self.earliest < day else False

    def on_or_before(self, day: date) -> bool | None:
        """On `day` or before it? None when some possible days are and others are not."""
        if self.latest <= day:
            return True
        return None if self.earliest <= day else False
