"""Who may join: one answer per person, with its reasons, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from guide import content
from guide.partial_dates import PartialDate
from guide.private_pages import badge_of, page_of_path
from guide.verdicts import Finding, Verdict
from reunification import questions, wording
from reunification.family import SPONSOR, Family
from reunification.private_views.common import entry_url, family_of, question_url, show
from reunification.questions import Section
from reunification.rules import (
    Assessment,
    Outcome,
    assess,
    next_birthday,
    what_would_change,
)

SENTENCES = {
    Outcome.ELIGIBLE: _("Cette personne peut demander à vous rejoindre."),
    Outcome.NEEDS_ADVICE: _("C’est peut-être possible. Demandez conseil avant la demande."),
    Outcome.OTHER_ROUTE: _("Il y a une autre voie pour cette personne."),
    Outcome.NOT_ELIGIBLE: _("La réunification familiale n’est pas prévue pour cette personne."),
    Outcome.NEEDS_FACTS: _("Il manque des réponses pour savoir."),
}
EXPLAINED = {
    Outcome.ELIGIBLE: _(
        "Selon vos réponses, les conditions de la loi sont là. Le consulat décide, "
        "avec les papiers."
    ),
    Outcome.NEEDS_ADVICE: _(
        "La loi laisse un doute pour cette situation. Une association ou un avocat peut aider."
    ),
    Outcome.OTHER_ROUTE: _("Ce n’est pas la réunification familiale. Regardez la voie proposée."),
    Outcome.NOT_ELIGIBLE: _(
        "Ce n’est pas une décision. Regardez les raisons, et demandez conseil : "
        "il existe parfois une autre voie."
    ),
    Outcome.NEEDS_FACTS: _("Répondez aux questions qui manquent, ou demandez conseil."),
}
WORST_FIRST = (Verdict.NOT_MET, Verdict.ADVICE, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule and its answer, in words."""

    verdict: str
    slug: str
    citation: str
    used: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one person as pages show it."""

    key: str
    name: str
    relation: Any
    outcome: str
    sentence: Any
    text: Any
    route: str


@page_of_path
def results(request: HttpRequest) -> HttpResponse:
    """One line per person; the reasons are a page each."""
    family = family_of(request)
    if not family.keys:
        return redirect("family:people")
    found = [_result(family, key, _assessment(family, key)) for key in family.keys]
    missing = questions.first_open(Section.APPLICATION, family.told())
    context = {
        "results": found,
        "application_url": entry_url(family, Section.APPLICATION) if missing else None,
        "applied_on": PartialDate.of(family.case().applied_on),
        "is_planned": bool(family.stored.get("applied_on")),
    }
    return show(request, "results", context)


@page_of_path
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Why, rule by rule; what would change it; which birthday comes next."""
    family = family_of(request)
    if key not in family.keys:
        return show(request, "nobody", {}, status=404)
    relative, case = family.relative(key), family.case(key)
    assessment = _assessment(family, key)
    birthday = next_birthday(relative, case)
    snapshot = content.current()
    after = family.keys[family.keys.index(key) + 1 :]
    context = {
        "result": _result(family, key, assessment),
        "reasons": _reasons(assessment.findings, decides=True),
        "notes": _reasons(assessment.findings, decides=False),
        "warnings": [
            f"reunification.warnings.{slug}"
            for slug in assessment.warnings
            if snapshot.has(f"reunification.warnings.{slug}")
        ],
        "missing": _links(family, key, assessment.missing_facts),
        "changes": [
            {
                "slug": f"reunification.changes.{one.slug}",
                "links": _links(family, key, one.facts),
                "on": _day(one.on),
            }
            for one in what_would_change(relative, case, assessment)
            if one.slug != "missing_facts"
        ],
        "birthday": birthday
        and {
            "of_sponsor": birthday.person == SPONSOR,
            "age": birthday.age,
            "closes": birthday.closes,
            "safe_on": _day(birthday.safe_on),
            "day": _day(birthday.earliest),
            "is_past": birthday.closes and birthday.safe_on < family.today,
            "until": None if birthday.is_exact else _day(birthday.latest),
        },
        "applied_on": _day(case.applied_on),
        "badge": badge_of(f"reunification.reasons.{one.reason}" for one in assessment.findings),
        "next_key": after[0] if after else None,
    }
    return show(request, "result", context)


def _day(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)


def _assessment(family: Family, key: str) -> Assessment:
    return assess(family.relative(key), family.case(key))


def _result(family: Family, key: str, assessment: Assessment) -> Result:
    facts = family.facts(key)
    route = assessment.route or assessment.fallback
    return Result(
        key,
        wording.person_name(facts, family.number(key)),
        wording.RELATIONS_SHORT.get(facts.get("relation") or "", ""),
        assessment.outcome.value,
        SENTENCES[assessment.outcome],
        EXPLAINED[assessment.outcome],
        f"reunification.routes.{route}" if route else "",
    )


def _reasons(findings: Iterable[Finding], *, decides: bool) -> list[Reason]:
    """Those that stand in the way first; else in the order of the law."""
    kept = sorted(
        (found for found in findings if found.decides is decides),
        key=lambda found: WORST_FIRST.index(found.verdict),
    )
    return [
        Reason(
            found.verdict.value,
            f"reunification.reasons.{found.reason}",
            str(found.citation),
            tuple(
                {"label": label, "value": value}
                for name, told in found.used
                if (words := fact_words(name, told))
                for label, value in [words]
            ),
        )
        for found in kept
    ]


def fact_words(name: str, told: str) -> tuple[Any, str] | None:
    """A fact that a rule looked at, for a reader: label and value."""
    question = questions.question_named(name)
    if question is None:
        return None
    value: Any = {"true": True, "false": False}.get(told.lower(), told)
    if question.kind is questions.Kind.SEVERAL:
        # The rules tell one spouse from another; the person was asked about "spouse" alone.
        value = [one.strip().removeprefix("other_") for one in told.split(",")]
    return wording.LABELS[question.key], wording.answer_words(question, value)


def _links(family: Family, key: str, facts: Iterable[str]) -> list[Link]:
    """The questions that ask for these facts, when they are asked of this person."""
    found: dict[str, Link] = {}
    told = family.told(key)
    for name in facts:
        page, question = questions.page_of_fact(name), questions.question_named(name)
        if page is None or not page.asked(told):
            continue
        label = wording.LABELS[question.key] if question else wording.page_words(page, told).heading
        found.setdefault(page.slug, Link(label, question_url(page, key, back="results")))
    return list(found.values())
