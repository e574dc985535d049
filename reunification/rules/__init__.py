"""Who may join a protected person in France: the rules of réunification familiale; pure.

`assess` answers for one relative. The rules speak slugs; their sentences are content.
"""

from reunification.rules.assessment import (
    RULES,
    Assessment,
    Caution,
    Outcome,
    Route,
    assess,
    every_rule,
)
from reunification.rules.birthdays import BirthdayThatMatters, next_birthday
from reunification.rules.changes import EVERY_CHANGE, Change, what_would_change

__all__ = [
    "EVERY_CHANGE",
    "RULES",
    "Assessment",
    "BirthdayThatMatters",
    "Caution",
    "Change",
    "Outcome",
    "Route",
    "assess",
    "every_rule",
    "next_birthday",
    "what_would_change",
]
