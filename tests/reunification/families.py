"""Hypothesis strategies: families whose dates crowd around the limits of the law."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from guide.deadlines import add_months
from reunification.case import (
    Case,
    Custody,
    LivesWith,
    MaritalStatus,
    OtherParent,
    Relation,
    Relative,
    Status,
    UnionKind,
    case_from,
    relative_from,
    sponsor_from,
)

REGISTERED, CLAIM = date(2024, 4, 22), date(2024, 5, 13)
GRANT, APPLIED = date(2025, 9, 22), date(2025, 12, 15)
LANDMARKS = (REGISTERED, CLAIM, GRANT, APPLIED, add_months(GRANT, 3))

Facts = dict[str, Any]


def days(*around: date) -> st.SearchStrategy[date]:
    """A few days before or after one of these days."""
    return st.builds(
        lambda day, shift: day + timedelta(days=shift),
        st.sampled_from(around),
        st.integers(-3, 3),
    )


def ages(*years: int) -> st.SearchStrategy[date]:
    """Births that reach one of these ages near a landmark."""
    return days(*(add_months(day, -12 * age) for day in LANDMARKS for age in years))


@st.composite
def written(draw: st.DrawFn, day: st.SearchStrategy[date], *, exact: bool = False) -> str:
    """A date, or the month or the year of it."""
    iso = draw(day).isoformat()
    return iso if exact else iso[: draw(st.sampled_from((4, 7, 10, 10)))]


def mostly(usual: Any, others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual value three times out of four, so that the rarer facts still meet a yes."""
    return st.integers(0, 3).flatmap(lambda draw: others if draw == 3 else st.just(usual))


def maybe(facts: Facts, *, unless: tuple[str, ...] = ()) -> st.SearchStrategy[Facts]:
    """Each fact told or not."""
    return st.fixed_dictionaries(
        {key: value for key, value in facts.items() if key in unless},
        optional={key: value for key, value in facts.items() if key not in unless},
    )


def unions() -> st.SearchStrategy[Facts]:
    near = st.one_of(days(date(2016, 3, 1), date(2022, 9, 1)), days(*LANDMARKS))
    return maybe(
        {
            "kind": st.sampled_from(UnionKind),
            "formed_on": written(near),
            "registered_on": written(near),
            "life_together_from": written(near),
            "life_together_until": written(near),
            "polygamous": mostly(False, st.booleans()),
        },
        unless=("kind",),
    )


def sponsors(*, told: bool = False) -> st.SearchStrategy[Facts]:
    facts: Facts = {
        "status": mostly("refugee", st.sampled_from(Status)),
        "birth_date": written(st.one_of(ages(18, 35), st.just(date(1990, 2, 7)))),
        "marital_status": st.sampled_from(MaritalStatus),
        "registered_on": st.just(REGISTERED.isoformat()),
        "claim_lodged_on": written(days(CLAIM), exact=True),
        "protected_on": written(days(GRANT), exact=True),
        "residence_card_issued": st.booleans(),
        "lives_in_france_with": mostly(
            ["nobody"],
            st.lists(
                st.sampled_from([one for one in LivesWith if one is not LivesWith.NOBODY]),
                unique=True,
                max_size=2,
            ),
        ),
        "public_order_concern": mostly(False, mostly(False, st.booleans())),
        "protection_being_withdrawn": mostly(False, mostly(False, st.booleans())),
    }
    return maybe(facts, unless=tuple(facts) if told else ("status",))


def relatives(*, told: bool = False) -> st.SearchStrategy[Facts]:
    facts: Facts = {
        "relation": st.sampled_from(Relation),
        "birth_date": written(
            st.one_of(
                ages(18, 19), days(CLAIM), st.just(date(2012, 6, 8)), st.just(date(1988, 5, 5))
            )
        ),
        "lives_in": mostly("PK", st.sampled_from(("ET", "FR"))),
        "marital_status": mostly("single", st.sampled_from(MaritalStatus)),
        "declared_to_ofpra": mostly(True, st.booleans()),
        "author_of_persecution": mostly(False, mostly(False, st.booleans())),
        "union": unions(),
        "other_parent": st.sampled_from(OtherParent),
        "other_parent_since": written(st.one_of(ages(18), days(APPLIED))),
        "custody": st.sampled_from(Custody),
        "custody_decision_on": written(st.one_of(days(APPLIED), days(date(2023, 1, 31)))),
        "other_parent_consents": st.booleans(),
        "adoption_decision_on": written(
            st.one_of(days(APPLIED), days(date(2019, 1, 31))), exact=True
        ),
        "comes_with_parent": mostly(True, st.booleans()),
        "in_care_of_joining_parent": mostly(True, st.booleans()),
        "first_request_on": written(days(GRANT, APPLIED), exact=True),
        "earlier_refusal_final_on": written(days(GRANT, APPLIED)),
    }
    events = ("first_request_on", "earlier_refusal_final_on", "lives_in", "author_of_persecution")
    always = tuple(name for name in facts if name not in events)
    return maybe(facts, unless=always if told else ("relation",))


def built(
    sponsor: Facts,
    relative: Facts,
    *,
    applied_on: str = APPLIED.isoformat(),
    whole_family_applies: bool | None = None,
) -> tuple[Relative, Case]:
    case = case_from(
        sponsor_from(sponsor),
        applied_on=applied_on,
        whole_family_applies=whole_family_applies,
        today=APPLIED,
    )
    return relative_from(relative), case
