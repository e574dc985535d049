"""Days, months and years of other calendars, as people write them, in ours and back; pure.

The solar Hijri calendar has two sets of month names: a `Reckoning` is a calendar together with
the names of its months. Conversions are those of jdatetime and hijridate (which knows the years
1343 to 1500 of the Hijra); the Ethiopian calendar is plain arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import jdatetime
from hijridate import Gregorian, Hijri

from guide.partial_dates import PartialDate


class Calendar(StrEnum):
    SOLAR_HIJRI = "solar_hijri"  # Afghanistan, Iran
    HIJRI = "hijri"
    ETHIOPIAN = "ethiopian"


class Reckoning(StrEnum):
    """How a date is written: the calendar, and whose names its months have."""

    GREGORIAN = "gregorian"
    AFGHAN = "afghan"
    IRANIAN = "iranian"
    HIJRI = "hijri"
    ETHIOPIAN = "ethiopian"

    @property
    def calendar(self) -> Calendar | None:
        """None for ours."""
        return _CALENDARS.get(self)

    @property
    def names(self) -> tuple[MonthName, ...]:
        """Of the months, in order; none for ours, whose names are those of the reader."""
        return NAMES.get(self, ())


_CALENDARS = {
    Reckoning.AFGHAN: Calendar.SOLAR_HIJRI,
    Reckoning.IRANIAN: Calendar.SOLAR_HIJRI,
    Reckoning.HIJRI: Calendar.HIJRI,
    Reckoning.ETHIOPIAN: Calendar.ETHIOPIAN,
}


@dataclass(frozen=True, slots=True)
class MonthName:
    """In Latin letters and in its own."""

    latin: str
    own: str


def _names(*written: str) -> tuple[MonthName, ...]:
    return tuple(MonthName(*one.split(" · ")) for one in written)


NAMES: dict[Reckoning, tuple[MonthName, ...]] = {
    Reckoning.AFGHAN: _names(
        "Hamal · حمل",
        "Sawr · ثور",
        "Jawza · جوزا",
        "Saratan · سرطان",
        "Asad · اسد",
        "Sonbola · سنبله",
        "Mizan · میزان",
        "Aqrab · عقرب",
        "Qaws · قوس",
        "Jadi · جدی",
        "Dalw · دلو",
        "Hut · حوت",
    ),
    Reckoning.IRANIAN: _names(
        "Farvardin · فروردین",
        "Ordibehesht · اردیبهشت",
        "Khordad · خرداد",
        "Tir · تیر",
        "Mordad · مرداد",
        "Shahrivar · شهریور",
        "Mehr · مهر",
        "Aban · آبان",
        "Azar · آذر",
        "Dey · دی",
        "Bahman · بهمن",
        "Esfand · اسفند",
    ),
    Reckoning.HIJRI: _names(
        "Muharram · محرم",
        "Safar · صفر",
        "Rabi al-awwal · ربيع الأول",
        "Rabi ath-thani · ربيع الآخر",
        "Jumada al-ula · جمادى الأولى",
        "Jumada al-akhira · جمادى الآخرة",
        "Rajab · رجب",
        "Shaban · شعبان",
        "Ramadan · رمضان",
        "Shawwal · شوال",
        "Dhu al-qada · ذو القعدة",
        "Dhu al-hijja · ذو الحجة",
    ),
    Reckoning.ETHIOPIAN: _names(
        "Meskerem · መስከረም",
        "Tikimt · ጥቅምት",
        "Hidar · ኅዳር",
        "Tahsas · ታኅሣሥ",
        "Tir · ጥር",
        "Yekatit · የካቲት",
        "Megabit · መጋቢት",
        "Miyazya · ሚያዝያ",
        "Ginbot · ግንቦት",
        "Sene · ሰኔ",
        "Hamle · ሐምሌ",
        "Nehase · ነሐሴ",
        "Pagume · ጳጉሜ",
    ),
}

MONTHS: dict[Calendar, tuple[str, ...]] = {
    Calendar.SOLAR_HIJRI: tuple(
        f"{afghan.latin} / {iranian.latin} · {afghan.own} / {iranian.own}"
        for afghan, iranian in zip(NAMES[Reckoning.AFGHAN], NAMES[Reckoning.IRANIAN], strict=True)
    ),
    Calendar.HIJRI: tuple(f"{one.latin} · {one.own}" for one in NAMES[Reckoning.HIJRI]),
    Calendar.ETHIOPIAN: tuple(f"{one.latin} · {one.own}" for one in NAMES[Reckoning.ETHIOPIAN]),
}
"""Month names as people write them, in Latin letters and in their own."""

ETHIOPIAN_FIRST_DAY = 2796
"""`date.toordinal()` of 1 Meskerem of the year 1: 29 August of the year 8 in the old style."""
WRITTEN = re.compile(r"([0-9]{1,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, repr=False)
class OtherDay:
    """A day as written on a paper that follows another calendar."""

    calendar: Calendar
    year: int
    month: int
    day: int

    @classmethod
    def of(cls, day: date, calendar: Calendar) -> OtherDay:
        """A day of ours in that calendar. Raises ValueError when it has no such year."""
        try:
            if calendar is Calendar.SOLAR_HIJRI:
                solar = jdatetime.date.fromgregorian(date=day)
                return cls(calendar, solar.year, solar.month, solar.day)
            if calendar is Calendar.HIJRI:
                year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
                return cls(calendar, year, month, number)
        except (ValueError, OverflowError) as error:
            raise ValueError("no such year") from error
        return cls(calendar, *_to_ethiopian(day))

    @property
    def gregorian(self) -> date:
        """The same day in our calendar. Raises ValueError when it is in no year we can count."""
        try:
            if self.calendar is Calendar.SOLAR_HIJRI:
                found: date = jdatetime.date(self.year, self.month, self.day).togregorian()
                return found
            if self.calendar is Calendar.HIJRI:
                day = Hijri(self.year, self.month, self.day).to_gregorian()
                return date(day.year, day.month, day.day)
        except (ValueError, OverflowError) as error:
            raise ValueError("no such day") from error
        return _from_ethiopian(self.year, self.month, self.day)

    @property
    def month_name(self) -> str:
        return MONTHS[self.calendar][self.month - 1]

    def __str__(self) -> str:
        return f"{self.day} {self.month_name.partition(' · ')[0]} {self.year}"


@dataclass(frozen=True, slots=True, repr=False)
class WrittenDate:
    """A day, a month or a year as a person writes it, and the days of ours that it may be."""

    reckoning: Reckoning
    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        _ = self.first, self.last  # raises: no such day

    @classmethod
    def parse(cls, reckoning: Reckoning, written: str) -> WrittenDate:
        """Read "1368", "1368-12" or "1368-12-14". Raises ValueError for anything else."""
        parts = WRITTEN.fullmatch(written)
        if parts is None:
            raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in parts.groups())
        return cls(reckoning, year or 0, month, day)

    @classmethod
    def of(cls, day: date, reckoning: Reckoning) -> WrittenDate:
        """A day of ours as it is written there. Raises ValueError when it has no such year."""
        if reckoning.calendar is None:
            return cls(reckoning, day.year, day.month, day.day)
        other = OtherDay.of(day, reckoning.calendar)
        return cls(reckoning, other.year, other.month, other.day)

    def isoformat(self) -> str:
        """What `parse` reads back."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The earliest day of ours that it may be."""
        return self._gregorian(self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day of ours that it may be."""
        if self.day is not None:
            return self.first
        months = [self.month] if self.month is not None else [13, 12]
        for month in months:
            for day in (31, 30, 29, 28, 6, 5):
                try:
                    return self._gregorian(month, day)
                except ValueError:
                    continue
        raise ValueError("no such month")

    @property
    def gregorian(self) -> PartialDate | None:
        """The same in our calendar when it says as much: a day is a day, a month is no month."""
        if self.reckoning is Reckoning.GREGORIAN:
            return PartialDate(self.year, self.month, self.day)
        return PartialDate.of(self.first) if self.day is not None else None

    def in_words(self, *, own_letters: bool = False) -> str:
        """14 Hut 1368, Hut 1368 or 1368, for a calendar that is not ours."""
        if self.month is None:
            return str(self.year)
        name = self.reckoning.names[self.month - 1]
        words = f"{name.own if own_letters else name.latin} {self.year}"
        return words if self.day is None else f"{self.day} {words}"

    def _gregorian(self, month: int, day: int) -> date:
        calendar = self.reckoning.calendar
        if calendar is None:
            return date(self.year, month, day)
        return OtherDay(calendar, self.year, month, day).gregorian


def _from_ethiopian(year: int, month: int, day: int) -> date:
    """Twelve months of 30 days, then 5 days, 6 in the year before a leap year of ours."""
    last = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= last and 1 <= year <= 9000):
        raise ValueError("no such day")
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(ETHIOPIAN_FIRST_DAY + days)


def _to_ethiopian(day: date) -> tuple[int, int, int]:
    days = day.toordinal() - ETHIOPIAN_FIRST_DAY
    year = (4 * days + 1463) // 1461
    if not 1 <= year <= 9000:
        raise ValueError("no such year")
    month, before = divmod(days - 365 * (year - 1) - year // 4, 30)
    return year, month + 1, before + 1
