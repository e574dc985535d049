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

from collections.abc import Mapping
from typing import Any

STORED = "ofpra"
"""The section of the answers that holds the claim."""


def count(stored: Mapping[str, Any], part: str) -> int:
    """How many answers a part holds; of the dates, only days."""
    answers = stored.get(part) or {}
    if part == "dates":
        return sum(name.endswith("_on") for name in answers)
    return len(answers)
