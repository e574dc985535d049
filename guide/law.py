"""The law behind a line of code: which article or decision, and the day somebody read it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a code, or a decision of a court.

    `str(Citation("CESEDA", "L. 561-2, 1°", read_on))` is "CESEDA L. 561-2, 1°"; a decision puts
    its court in the place of the code: `Citation("CE", "27 nov. 2023, n° 471525", read_on)`.
    """

    code: str
    article: str
    checked_on: date

    def __str__(self) -> str:
        return f"{self.code} {self.article}"
