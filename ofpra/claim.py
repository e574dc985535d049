"""The asylum claim as its answers are stored; pure.

The section `"ofpra"` of the answers. Every part may be absent, and so may everything inside:

    {
        "dates": {"track": "accelerated", "territory": "mainland", "lodged_on": "2026-10-01", …},
        "me": {"full_name": …, "birth_date": …, "nationality": "AF", "agdref": …, …},
        "summons": {"time": "09:00", "place": …, "division": "AS", "email": …, "fax": …, …},
        "language": {"chosen": …, "dialect": …, "region": …, "french": "a_little", …},
        "cards": [{"key": "k7f3wxyz", "what": …, "when": {…}, …}, …],  # ofpra/chronology.py
        "papers": [{"key": …, "name": …, "shows": …, "kinds": ["copy"], "is_sent": true, …}, …],
        "form_check": {"name": "same", …, "notes": {"name": …}},
        "ticks": {"journey": ["who", "when"], …},
        "letters": {"LET-05": {"own": {"reason": …}, "subject": …, "body": …, "template": …}},
        "print": {"parts": […], "language": "ar"},
        "calendar_secret": …,
    }

The day of the interview is `dates.interview_on`, and nowhere else. `dates` holds
the facts of `ofpra.plan.PlanFacts` under their names: days as ISO text, choices by their values.
`ofpra.person` reads me, summons and language, `ofpra.papers` papers, `ofpra.form_check` form_check.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from guide.deadlines import UnusableFactError
from guide.partial_dates import PartialDate
from ofpra.form_check import ROWS
from ofpra.plan import FACT_NAMES, plan_facts
from ofpra.preparation import THEMES

STORED = "ofpra"
"""The section of the answers that holds the claim."""

KEY = re.compile("[a-z0-9]{8}")
SECRET = re.compile("[0-9a-f]{32}")


def count(stored: Mapping[str, Any], part: str) -> int:
    """How many answers a part holds; of the dates, only days."""
    answers = stored.get(part) or {}
    if part == "dates":
        return sum(name.endswith("_on") for name in answers)
    return len(answers)


# The form that every reader may count on.

Fit = Callable[[Any], Any]
"""Gives back a value, or None for one that cannot be what it should be."""


def fitting(stored: object) -> dict[str, Any]:
    """The section without what has not the form above, as an older version may have left it.

    What nobody can read counts as not told. Names that are not known here stay as they are.
    """
    found: dict[str, Any] = _whole(stored) or {}
    return found


def _text(value: Any) -> str | None:
    """A text; half a character, that no page can send, stands in none."""
    if not isinstance(value, str):
        return None
    try:
        value.encode()
    except UnicodeEncodeError:
        return None
    return value


def _texts(value: Any) -> list[str] | None:
    return [one for one in value if _text(one) is not None] if isinstance(value, list) else None


def _yes_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _partial(value: Any) -> str | None:
    try:
        return PartialDate.parse(value).isoformat()
    except (TypeError, ValueError):
        return None


def _secret(value: Any) -> str | None:
    return value if isinstance(value, str) and SECRET.fullmatch(value) else None


def _mapping(**kinds: Fit) -> Fit:
    """A mapping whose known names are of these kinds."""

    def fit(value: Any) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            return None
        told = {name: kinds[name](one) if name in kinds else one for name, one in value.items()}
        return {name: one for name, one in told.items() if one is not None}

    return fit


def _each(kind: Fit) -> Fit:
    """A mapping of which every value is of that kind."""

    def fit(value: Any) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            return None
        return {name: told for name, one in value.items() if (told := kind(one)) is not None}

    return fit


def _items(**kinds: Fit) -> Fit:
    """A list of mappings, each with a key of its own: one from its place where it has none."""
    item = _mapping(**kinds)

    def fit(value: Any) -> list[dict[str, Any]] | None:
        if not isinstance(value, list):
            return None
        found: dict[str, dict[str, Any]] = {}
        for place, one in enumerate(value):
            if isinstance(one, Mapping):
                key = one.get("key")
                if not isinstance(key, str) or not KEY.fullmatch(key) or key in found:
                    key = f"i{place:07}"  # no random key looks so: it has no i
                found[key] = {**item(one), "key": key}
        return list(found.values())

    return fit


def _dates(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    return {name: one for name, one in value.items() if name not in FACT_NAMES or _is(name, one)}


def _is(name: str, value: object) -> bool:
    """Is this a fact of the plan?"""
    try:
        plan_facts({name: value})
    except UnusableFactError:
        return False
    return value is not None


def _all(kind: Fit, names: str) -> dict[str, Fit]:
    return dict.fromkeys(names.split(), kind)


_whole = _mapping(
    dates=_dates,
    me=_mapping(
        birth_date=_partial,
        **_all(_text, "full_name birth_date_written nationality agdref file_number"),
        **_all(_text, "address phone email"),
    ),
    summons=_mapping(
        **_all(_text, "time place division email fax"),
        **_all(_text, "companion companion_name companion_office"),
        **_all(_yes_no, "children_come is_video"),
    ),
    language=_mapping(reads=_texts, **_all(_text, "chosen dialect region others french")),
    cards=_items(
        checked=_texts,
        when=_mapping(
            age=_number,
            unsure=_yes_no,
            **_all(_text, "calendar how date until season child born card side"),
        ),
        **_all(_text, "what place people note"),
    ),
    papers=_items(
        kinds=_texts,
        **_all(_text, "name shows from_whom received why_late"),
        **_all(_yes_no, "is_sent is_listed"),
    ),
    form_check=_mapping(notes=_each(_text), **_all(_text, " ".join(ROWS))),
    ticks=_mapping(**_all(_texts, " ".join(theme.key for theme in THEMES))),
    letters=_each(
        _mapping(
            own=_mapping(), **_all(_text, "sender addressee place_and_date subject body template")
        )
    ),
    print=_mapping(parts=_texts, language=_text, private_until=_number),
    calendar_secret=_secret,
)
