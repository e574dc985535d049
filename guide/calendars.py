"""Days of other calendars, as they stand on a person's papers, in ours; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import jdatetime
from hijridate import Hijri


class Calendar(StrEnum):
    SOLAR_HIJRI = "solar_hijri"  # Afghanistan, Iran
    HIJRI = "hijri"
    ETHIOPIAN = "ethiopian"


MONTHS: dict[Calendar, tuple[str, ...]] = {
    Calendar.SOLAR_HIJRI: (
        "Hamal / Farvardin · حمل / فروردین",
        "Sawr / Ordibehesht · ثور / اردیبهشت",
        "Jawza / Khordad · جوزا / خرداد",
        "Saratan / Tir · سرطان / تیر",
        "Asad / Mordad · اسد / مرداد",
        "Sonbola / Shahrivar · سنبله / شهریور",
        "Mizan / Mehr · میزان / مهر",
        "Aqrab / Aban · عقرب / آبان",
        "Qaws / Azar · قوس / آذر",
        "Jadi / Dey · جدی / دی",
        "Dalw / Bahman · دلو / بهمن",
        "Hut / Esfand · حوت / اسفند",
    ),
    Calendar.HIJRI: (
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
    Calendar.ETHIOPIAN: (
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
"""Month names as people write them, in Latin letters and in their own."""

ETHIOPIAN_FIRST_DAY = 2796
"""`date.toordinal()` of 1 Meskerem of the year 1: 29 August of the year 8 in the old style."""


@dataclass(frozen=True, slots=True, repr=False)
class OtherDay:
    """A day as written on a paper that follows another calendar."""

    calendar: Calendar
    year: int
    month: int
    day: int

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


def _from_ethiopian(year: int, month: int, day: int) -> date:
    """Twelve months of 30 days, then 5 days, 6 in the year before a leap year of ours."""
    last = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= last and 1 <= year <= 9000):
        raise ValueError("no such day")
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(ETHIOPIAN_FIRST_DAY + days)
