"""Ages and dates as the rules compare them, without ever guessing a day nobody told."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import Enum

from guide.deadlines import add_months, birthday
from guide.partial_dates import PartialDate
from guide.verdicts import Ask, Verdict
from reunification.case import Case

ADULT_AGE = 18  # years
CHILD_AGE = 19  # years: up to, and on, that birthday (L. 561-2, 3°)
GRANT_MONTHS = 3  # to apply after the grant when an age is frozen (CE, avis, n° 472495)

# Not law: without the day of registration at the prefecture, a union formed this close to the
# introduction of the claim may lie between the two (REU-ELI-006).
REGISTRATION_DAYS = 30


class Side(Enum):
    """Where a date lies beside the introduction of the asylum claim."""

    BEFORE = "before"
    GREY = "grey"  # between registration and introduction, or a date that may be on either side
    AFTER = "after"


def side_of_claim(day: PartialDate, case: Case) -> Side | None:
    """Is `day` before the introduction of the asylum claim? None without the day of the claim.

    The law says "introduction", which is the filing with OFPRA; the registration at the
    prefecture comes first. Before the registration is safe, after the filing is too late, and
    what lies between is in doubt (REU-ELI-004, REU-ELI-006).
    """
    registered, claim = case.sponsor.registered_on, case.sponsor.claim_lodged_on
    if claim is None:
        return Side.BEFORE if registered and day.before(registered) else None
    if registered is None or registered > claim:
        registered = claim - timedelta(days=REGISTRATION_DAYS)
    if day.before(registered):
        return Side.BEFORE
    return Side.AFTER if day.on_or_before(claim) is False else Side.GREY


def reaches(birth_date: date, age: int, *, by: date) -> bool:
    """Has the person that age, the birthday included?"""
    return birthday(birth_date, age) <= by


def has_age(birth_date: PartialDate, age: int, *, by: date) -> bool | None:
    """`reaches`, or None when it depends on a birthday nobody told."""
    earliest = reaches(birth_date.earliest, age, by=by)
    return earliest if earliest == reaches(birth_date.latest, age, by=by) else None


def across(
    partial: PartialDate,
    judge: Callable[[date], Verdict | Ask],
    turning_points: Iterable[date] = (),
) -> Verdict | Ask:
    """The answer of `judge` for every day `partial` may be, ADVICE when they differ.

    `turning_points` are the days around which the answer may turn. Each is tried with the two
    days on either side, for a leap day moves a birthday by one (REU-AGE-012).
    """
    if partial.is_exact:
        return judge(partial.earliest)
    first, last = partial.earliest, partial.latest
    days = {first, last}
    for turn in turning_points:
        days.update(
            day
            for shift in (-2, -1, 0, 1, 2)
            if first <= (day := turn + timedelta(days=shift)) <= last
        )
    answers = {judge(day) for day in days}
    if len(answers) == 1:
        return answers.pop()
    missing = dict.fromkeys(
        fact for answer in answers if isinstance(answer, Ask) for fact in sorted(answer)
    )
    return Ask(*missing) if missing else Verdict.ADVICE


def births_turning(age: int, days: Iterable[date | None]) -> list[date]:
    """The birth dates that reach `age` on each of these days."""
    return [add_months(day, -12 * age) for day in days if day is not None]
