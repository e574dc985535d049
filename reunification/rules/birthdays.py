"""The next birthday that opens or closes a right."""

from dataclasses import dataclass
from datetime import date

from guide.deadlines import birthday, eve
from guide.partial_dates import PartialDate
from reunification.case import Case, OtherParent, Relation, Relative
from reunification.rules.days import ADULT_AGE, CHILD_AGE
from reunification.rules.sponsor import is_minor

PARTNERS = (Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.COHABITING_PARTNER)
SIBLINGS = (Relation.SIBLING, Relation.HALF_SIBLING)
TOGETHER = (OtherParent.JOINING, OtherParent.IN_FRANCE_WITH_SPONSOR)


@dataclass(frozen=True, slots=True, repr=False)
class BirthdayThatMatters:
    """A birthday, between `earliest` and `latest` when the birth date is partial.

    `person` is "relative" or "sponsor"; `deadline` the rule that computes its safe day. When
    `closes`, the application is safest by `safe_on`, the eve; otherwise it may begin that day.
    """

    person: str
    age: int
    earliest: date
    latest: date
    closes: bool
    deadline: str | None

    @property
    def is_exact(self) -> bool:
        return self.earliest == self.latest

    @property
    def safe_on(self) -> date:
        return eve(self.earliest) if self.closes else self.latest


def next_birthday(relative: Relative, case: Case) -> BirthdayThatMatters | None:
    """The first birthday, on or after the day of the application, that changes the answer."""
    coming = [found for found in _birthdays(relative, case) if found.latest >= case.applied_on]
    return min(coming, key=lambda found: found.earliest, default=None)


def _birthdays(relative: Relative, case: Case) -> list[BirthdayThatMatters]:
    relation, birth = relative.relation, relative.birth_date
    if relation in (*SIBLINGS, Relation.PARENT):
        found = _at(case.sponsor.birth_date, "sponsor", ADULT_AGE, "REU-DL-05")
        if relation in SIBLINGS:
            found += _at(birth, "relative", ADULT_AGE, "REU-DL-02")
        return found if is_minor(case) is not False else []
    if relation in PARTNERS:
        return _at(birth, "relative", ADULT_AGE, None, closes=False)
    last = _at(birth, "relative", CHILD_AGE, "REU-DL-01")
    match relation:
        case Relation.STEPCHILD | Relation.KAFALA_CHILD:
            return _at(birth, "relative", ADULT_AGE, "REU-DL-19") + last
        case Relation.CHILD_OF_COUPLE | Relation.CHILD_OTHER_UNION:
            if relative.other_parent in TOGETHER:
                return last
            return _at(birth, "relative", ADULT_AGE, "REU-DL-19") + last
        case Relation.ADOPTED_CHILD:
            return last
    return []


def _at(
    birth: PartialDate | None, person: str, age: int, deadline: str | None, *, closes: bool = True
) -> list[BirthdayThatMatters]:
    if birth is None:
        return []
    return [
        BirthdayThatMatters(
            person,
            age,
            birthday(birth.earliest, age),
            birthday(birth.latest, age),
            closes,
            deadline,
        )
    ]
