"""Every text that the pages of the path may need is there, in French at least."""

from __future__ import annotations

import pytest

from guide import content
from reunification.checklist import LADDER, PAPERS
from reunification.private_views.papers import WHEN
from reunification.private_views.results import EXPLAINED, SENTENCES, Outcome
from reunification.procedure import EVENT_NAMES, RULES
from reunification.rules import EVERY_CHANGE, Caution, Route

pytestmark = pytest.mark.django_db

SLUGS = [
    *(
        f"documents.{doc}.{part}"
        for doc in PAPERS
        for part in ("name", "meaning", "how", "substitute")
    ),
    *(f"documents.{rung.doc}.name" for rung in LADDER),
    *(f"documents.weights.{rung.weight}" for rung in LADDER),
    *(f"documents.when.{when}" for when in WHEN),
    *(f"documents.conditions.{one.condition}" for one in PAPERS.values() if one.condition),
    *(f"documents.groups.{one.group}" for one in PAPERS.values() if one.group),
    *(
        f"deadlines.{rule.removeprefix('REU-')}.{part}"
        for rule in RULES
        for part in ("what", "why", "today", "missed", "rule")
    ),
    *(f"deadlines.events.{name}" for name in EVENT_NAMES),
    *(f"changes.{slug}" for slug in EVERY_CHANGE),
    *(f"warnings.{slug}" for slug in Caution),
    *(f"routes.{slug}" for slug in Route),
]


def test_every_text_of_the_path_exists():
    snapshot = content.current()

    assert [slug for slug in SLUGS if not snapshot.has(f"reunification.{slug}")] == []


def test_every_outcome_has_its_words():
    assert set(SENTENCES) == set(EXPLAINED) == set(Outcome)
