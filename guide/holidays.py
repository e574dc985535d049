"""Public holidays, only ever used to bring a safe day forward; pure.

Code du travail, L. 3133-1, the two days of Alsace-Moselle, and one day in each overseas
department: general knowledge, so never a reason to give more time.
"""

from datetime import date, timedelta
from functools import lru_cache

from guide.deadlines import Territory

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))  # month, day
AFTER_EASTER = (1, 39, 50)  # days: Easter Monday, Ascension Thursday, Whit Monday
GOOD_FRIDAY = -2  # days from Easter, Alsace-Moselle
SAINT_STEPHEN = (12, 26)  # Alsace-Moselle
ABOLITION_OF_SLAVERY = {
    Territory.MAYOTTE: (4, 27),
    Territory.MARTINIQUE: (5, 22),
    Territory.GUADELOUPE: (5, 27),
    Territory.GUYANE: (6, 10),
    Territory.REUNION: (12, 20),
}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def public_holidays(year: int, territory: Territory | None = None) -> frozenset[date]:
    """Days without post or counter in that territory; in any of them when it is not known.

    "Mainland" holds Alsace and Moselle: nobody is asked in which department they live.
    """
    days = {date(year, month, day) for month, day in FIXED}
    days |= {easter(year) + timedelta(days=after) for after in AFTER_EASTER}
    if territory in (None, Territory.MAINLAND):
        days |= {easter(year) + timedelta(days=GOOD_FRIDAY), date(year, *SAINT_STEPHEN)}
    for where, (month, day) in ABOLITION_OF_SLAVERY.items():
        if territory in (None, where):
            days.add(date(year, month, day))
    return frozenset(days)


def is_working_day(day: date, territory: Territory | None = None) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year, territory)


def working_day_before(day: date, territory: Territory | None = None) -> date:
    """`day` itself when offices are open, else the last earlier day on which they are."""
    while not is_working_day(day, territory):
        day -= timedelta(days=1)
    return day
