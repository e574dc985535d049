"""The answer for one relative: every rule that concerns them, then one outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guide.deadlines import add_months
from guide.partial_dates import PartialDate
from guide.verdicts import Ask, Finding, Rule, Verdict
from reunification.case import Case, OtherParent, Relation, Relative, Status
from reunification.rules import birthdays, children, minors, other_routes, persons, sponsor, unions
from reunification.rules import citations as law
from reunification.rules.facts import candidates, fact, owners_of, used, with_facts

FamilyRule = Rule[Relative, Case]


class Outcome(StrEnum):
    ELIGIBLE = "eligible"
    NEEDS_ADVICE = "needs_advice"
    NOT_ELIGIBLE = "not_eligible"
    OTHER_ROUTE = "other_route"
    NEEDS_FACTS = "needs_facts"


class Route(StrEnum):
    REGROUPEMENT_FAMILIAL = "regroupement_familial"
    FAMILY_CARD_IN_FRANCE = "family_card_in_france"
    VISITOR_OR_HUMANITARIAN_VISA = "visitor_or_humanitarian_visa"
    TEMPORARY_PROTECTION_FAMILY = "temporary_protection_family"


class Caution(StrEnum):
    """What a person should know beside the outcome; none of them changes it."""

    PARTIAL_REUNIFICATION = "partial_reunification"
    FILE_BEFORE_BIRTHDAY = "file_before_birthday"
    ON_THE_BIRTHDAY = "on_the_birthday"
    FILE_WITHIN_THREE_MONTHS = "file_within_three_months"
    NOT_DECLARED = "not_declared"
    CHECK_DECLARATION = "check_declaration"
    PAGES_SAY_18 = "pages_say_18"
    PAGES_SAY_BORN_BEFORE = "pages_say_born_before"
    PRACTICE_MAY_RESIST = "practice_may_resist"
    CUSTODY_PAPERS_FIRST = "custody_papers_first"
    APPEAL_RATHER_THAN_APPLY_AGAIN = "appeal_rather_than_apply_again"
    APPROXIMATE_BIRTH_DATE = "approximate_birth_date"


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """What the program says of one relative.

    `route` is told with OTHER_ROUTE alone. `fallback` is a way to try when the law gives no
    right (NOT_ELIGIBLE, or NEEDS_ADVICE for kafala). `missing_facts` is filled with NEEDS_FACTS
    alone: exactly the facts of which some value would change the outcome.
    """

    outcome: Outcome
    route: Route | None
    findings: tuple[Finding, ...]
    warnings: tuple[Caution, ...]
    missing_facts: tuple[str, ...]
    fallback: Route | None = None


AGE_NOTES: tuple[FamilyRule, ...] = (
    children.age_on_application,
    children.on_the_birthday,
    children.eighteen_is_inside,
    children.age_frozen,
    children.freeze_for_both_statuses,
    children.earlier_request_may_count,
    children.new_application_new_age,
)
OTHER_PARENT: tuple[FamilyRule, ...] = (
    children.child_of_the_couple,
    children.other_union_limit,
    children.only_one_parent,
    children.parent_missing,
    children.custody_and_consent,
    children.custody_while_minor,
    children.child_of_another_spouse,
    children.child_of_several_spouses,
    unions.already_in_france,
)
OWN_CHILD: tuple[FamilyRule, ...] = (
    children.child_age,
    *AGE_NOTES,
    children.child_unmarried,
    *OTHER_PARENT,
    children.born_after_claim,
    children.parents_together_after_claim,
)
MINORS_FAMILY: tuple[FamilyRule, ...] = (
    minors.minor_sponsor,
    minors.minor_at_the_claim,
    minors.minor_on_application,
    minors.sponsor_unmarried,
    minors.minor_need_not_be_alone,
    minors.adult_sponsor,
)
SIBLING: tuple[FamilyRule, ...] = (
    *MINORS_FAMILY,
    minors.comes_with_a_parent,
    minors.in_the_parents_care,
    minors.sibling_age,
    children.age_on_application,
    children.earlier_request_may_count,
    children.new_application_new_age,
    minors.sibling_unmarried,
    minors.half_sibling,
    unions.already_in_france,
)

# The rules of each family link, in the order of the law.
RULES: dict[Relation, tuple[FamilyRule, ...]] = {
    Relation.SPOUSE: unions.COUPLE,
    Relation.CIVIL_PARTNER: unions.COUPLE,
    Relation.COHABITING_PARTNER: unions.COUPLE,
    Relation.FIANCE: unions.ENGAGED,
    Relation.CHILD_OF_COUPLE: OWN_CHILD,
    Relation.CHILD_OTHER_UNION: OWN_CHILD,
    Relation.ADOPTED_CHILD: (
        children.adopted,
        children.child_age,
        *AGE_NOTES,
        children.child_unmarried,
        *OTHER_PARENT,
    ),
    Relation.STEPCHILD: (
        children.child_of_spouse,
        children.child_of_partner,
        children.stepchild_age,
        *AGE_NOTES,
        children.child_unmarried,
        *OTHER_PARENT,
    ),
    Relation.KAFALA_CHILD: (
        children.kafala,
        children.child_age,
        *AGE_NOTES,
        children.child_unmarried,
        unions.already_in_france,
    ),
    Relation.PARENT: (
        *MINORS_FAMILY,
        minors.parent_of_minor,
        minors.one_parent_in_france,
        unions.already_in_france,
    ),
    Relation.SIBLING: SIBLING,
    Relation.HALF_SIBLING: SIBLING,
    Relation.GRANDCHILD: persons.OUTSIDE,
    Relation.GRANDPARENT: persons.OUTSIDE,
    Relation.NEPHEW_OR_NIECE: persons.OUTSIDE,
    Relation.OTHER: persons.OUTSIDE,
}

ROUTES: tuple[tuple[FamilyRule, Route], ...] = (
    (other_routes.family_of_temporary_protection, Route.TEMPORARY_PROTECTION_FAMILY),
    (other_routes.card_for_spouse_in_france, Route.FAMILY_CARD_IN_FRANCE),
    (other_routes.regroupement, Route.REGROUPEMENT_FAMILIAL),
)
NO_SPONSOR = (Status.FAMILY_RESIDENCE_CARD, Status.TEMPORARY_PROTECTION, Status.ASYLUM_SEEKER)

UNCERTAIN_DATE: FamilyRule = Rule(
    "REU-AGE-012",
    "uncertain_date",
    law.UNCERTAIN_DATE,
    lambda relative, case: None,
    (Verdict.MET, Verdict.ADVICE),
    (),
    decides=False,
)


def every_rule() -> tuple[FamilyRule, ...]:
    """All the rules there are, once each: for texts, sources and tests."""
    told = (
        *sponsor.STATUS,
        *sponsor.STOPS,
        persons.relation_told,
        *(rule for rules in RULES.values() for rule in rules),
        *persons.EVERYBODY,
        *(rule for rule, _ in ROUTES),
        other_routes.union_after_claim,
        *other_routes.NOTES,
        other_routes.visa_for_kafala,
        UNCERTAIN_DATE,
    )
    return tuple({rule.slug: rule for rule in told}.values())


def assess(relative: Relative, case: Case) -> Assessment:
    """Who may join: one relative, one answer, whatever the others are.

    Every rule that concerns the person is applied, so that a reader sees every reason at once.
    A missing fact is asked for only when some value of it would change the outcome.
    """
    findings, outcome, route = _apply(relative, case)
    asked = tuple(dict.fromkeys(name for found in findings for name in _asks(found)))
    missing: tuple[str, ...] = ()
    if asked:
        missing, outcome, route = _explore(asked, relative, case)
    findings += _uncertain_dates(findings, relative, case)
    return Assessment(
        outcome,
        route,
        findings,
        tuple(_warnings(findings, outcome, relative, case)),
        missing,
        _fallback(outcome, relative, case),
    )


def _run(rules: Iterable[FamilyRule], relative: Relative, case: Case) -> list[Finding]:
    findings = []
    owners = owners_of(relative, case)
    for rule in rules:
        answer = rule.answer(relative, case)
        if answer is None:
            continue
        missing = tuple(answer) if isinstance(answer, Ask) else ()
        verdict = Verdict.UNKNOWN if isinstance(answer, Ask) else answer
        shown = used(rule.reads, owners)
        findings.append(
            Finding(rule.id, rule.slug, verdict, rule.citation, shown, missing, rule.decides)
        )
    return findings


def _asks(found: Finding) -> tuple[str, ...]:
    return found.missing if found.decides else ()


def _says(findings: Iterable[Finding], verdict: Verdict) -> bool:
    return any(found.decides and found.verdict is verdict for found in findings)


Answer = tuple[tuple[Finding, ...], Outcome, Route | None]


def _apply(relative: Relative, case: Case) -> Answer:
    """The findings, and the outcome as far as the told facts go."""
    findings = _run(sponsor.STATUS, relative, case)
    sponsor_closed = _says(findings, Verdict.NOT_MET)
    waits = case.sponsor.status is Status.ASYLUM_SEEKER
    if sponsor_closed and case.sponsor.status not in NO_SPONSOR:
        return tuple(findings), Outcome.NOT_ELIGIBLE, None  # a stateless person without card
    if waits:
        return tuple(findings), Outcome.NOT_ELIGIBLE, None
    stops = _run(sponsor.STOPS, relative, case)
    findings += stops
    if case.sponsor.status in sponsor.UNCLEAR:
        return tuple(findings), Outcome.NEEDS_ADVICE, None
    if relative.relation is None:
        findings += [] if stops else _run((persons.relation_told,), relative, case)
        return tuple(findings), Outcome.NEEDS_ADVICE if stops else Outcome.NEEDS_FACTS, None
    if not sponsor_closed:
        findings += _run(RULES[relative.relation], relative, case)
        findings += _run(persons.EVERYBODY, relative, case)
    if relative.relation is Relation.KAFALA_CHILD:
        findings += _run((other_routes.visa_for_kafala,), relative, case)
    if stops:
        # Nothing else can decide, so nothing else is asked for.
        known = tuple(found for found in findings if not _asks(found) or _of_sponsor(found))
        return known, Outcome.NEEDS_ADVICE, None
    if not _says(findings, Verdict.NOT_MET):
        advice = _says(findings, Verdict.ADVICE)
        return tuple(findings), Outcome.NEEDS_ADVICE if advice else Outcome.ELIGIBLE, None
    return _other_ways(findings, relative, case)


def _of_sponsor(found: Finding) -> bool:
    return found.slug in {rule.slug for rule in sponsor.STATUS}


def _other_ways(findings: list[Finding], relative: Relative, case: Case) -> Answer:
    """Réunification is closed: another route, advice, or no."""
    findings += _run((other_routes.union_after_claim,), relative, case)
    for rule, route in ROUTES:
        found = _run((rule,), relative, case)
        findings += found
        verdict = found[0].verdict if found else Verdict.NOT_MET
        if verdict in (Verdict.MET, Verdict.UNKNOWN):
            return tuple(findings), Outcome.OTHER_ROUTE, route
        if verdict is Verdict.ADVICE:
            return tuple(findings), Outcome.NEEDS_ADVICE, None
    findings += _run(other_routes.NOTES, relative, case)
    return tuple(findings), Outcome.NOT_ELIGIBLE, None


def _explore(
    asked: tuple[str, ...], relative: Relative, case: Case
) -> tuple[tuple[str, ...], Outcome, Route | None]:
    """Which of the missing facts would change the outcome, and the outcome when none would.

    Each fact is tried with its possible values while the others take their kindest one; if
    that moves nothing, with every pair of values.
    """
    if relative.relation is None:
        return asked, Outcome.NEEDS_FACTS, None  # every rule hangs on it
    choices = {name: candidates(name, relative, case) for name in asked}
    kindest = {name: values[0] for name, values in choices.items()}

    def outcome_with(values: dict[str, Any]) -> tuple[Outcome, Route | None]:
        assessment = assess(*with_facts(relative, case, values))
        return assessment.outcome, assessment.route

    expected = outcome_with(kindest)
    deciding = tuple(
        name
        for name in asked
        if any(outcome_with({**kindest, name: value}) != expected for value in choices[name][1:])
    )
    if not deciding and len(asked) > 1:
        deciding = tuple(
            name
            for name in asked
            if any(
                outcome_with({**kindest, name: value, other: another}) != expected
                for other in asked
                if other != name
                for value in choices[name][1:]
                for another in choices[other][1:]
            )
        )
    if deciding:
        return deciding, Outcome.NEEDS_FACTS, None
    if expected[0] is Outcome.NEEDS_FACTS:
        return asked, Outcome.NEEDS_FACTS, None
    return (), *expected


PARTIAL_DATES = frozenset(
    (
        "sponsor.birth_date",
        "relative.birth_date",
        "relative.other_parent_since",
        "relative.custody_decision_on",
        "relative.earlier_refusal_final_on",
        "relative.union.formed_on",
        "relative.union.registered_on",
        "relative.union.life_together_from",
        "relative.union.life_together_until",
        "relative.union.ended_on",
    )
)


def _uncertain_dates(
    findings: tuple[Finding, ...], relative: Relative, case: Case
) -> tuple[Finding, ...]:
    """One finding when a date a rule looked at is partial: does the answer hang on it?"""
    partial: dict[str, str] = {}
    in_doubt = False
    for found in findings:
        if not found.decides:
            continue
        for name, value in found.used:
            if name not in PARTIAL_DATES or len(value) == len("2011-06-17"):
                continue
            partial[name] = value
            if found.verdict is Verdict.ADVICE and not in_doubt:
                told: PartialDate = fact(name, relative, case)
                answers = {
                    RULES_BY_SLUG[found.slug].answer(*with_facts(relative, case, {name: exact}))
                    for exact in (PartialDate.of(told.earliest), PartialDate.of(told.latest))
                }
                in_doubt = answers != {Verdict.ADVICE}
    if not partial:
        return ()
    return (
        Finding(
            UNCERTAIN_DATE.id,
            UNCERTAIN_DATE.slug,
            Verdict.ADVICE if in_doubt else Verdict.MET,
            UNCERTAIN_DATE.citation,
            tuple(partial.items()),
            decides=False,
        ),
    )


def _fallback(outcome: Outcome, relative: Relative, case: Case) -> Route | None:
    kafala = relative.relation is Relation.KAFALA_CHILD
    if outcome is Outcome.NEEDS_ADVICE and kafala:
        return Route.VISITOR_OR_HUMANITARIAN_VISA
    if outcome is not Outcome.NOT_ELIGIBLE:
        return None
    if sponsor.stateless_with_card.answer(relative, case) is Verdict.NOT_MET:
        return None  # the right begins with the card: wait for it
    if kafala or other_routes.visa_without_right.answer(relative, case):
        return Route.VISITOR_OR_HUMANITARIAN_VISA
    return None


OPEN = (Outcome.ELIGIBLE, Outcome.NEEDS_ADVICE, Outcome.NEEDS_FACTS)
SOON_MONTHS = 12  # a birthday this near is worth a warning


def _warnings(
    findings: tuple[Finding, ...], outcome: Outcome, relative: Relative, case: Case
) -> Iterable[Caution]:
    if case.sponsor.status not in (*sponsor.PROTECTED, None) or relative.relation not in RULES:
        return
    says = {found.slug: found.verdict for found in findings}
    if outcome is Outcome.NOT_ELIGIBLE and _refused_by_a_first_of_january(says, relative, case):
        yield Caution.APPROXIMATE_BIRTH_DATE
    if outcome not in OPEN:
        return
    if says.get("whole_family") is Verdict.ADVICE:
        yield Caution.PARTIAL_REUNIFICATION
    birthday = birthdays.next_birthday(relative, case)
    if birthday is not None and birthday.closes:
        if "on_the_birthday" in says:
            yield Caution.ON_THE_BIRTHDAY
        if birthday.earliest <= add_months(case.applied_on, SOON_MONTHS):
            yield Caution.FILE_BEFORE_BIRTHDAY
    if says.get("age_frozen") is Verdict.MET or "minor_at_the_claim" in says:
        yield Caution.FILE_WITHIN_THREE_MONTHS
    if relative.declared_to_ofpra is False:
        yield Caution.NOT_DECLARED
    elif relative.declared_to_ofpra is None:
        yield Caution.CHECK_DECLARATION
    if "eighteen_is_inside" in says and "other_union_limit" in says:
        yield Caution.PAGES_SAY_18
    if "born_after_claim" in says:
        yield Caution.PAGES_SAY_BORN_BEFORE
    if says.get("one_parent_in_france") is Verdict.MET:
        yield Caution.PRACTICE_MAY_RESIST
    if relative.other_parent in (OtherParent.ELSEWHERE, OtherParent.MISSING):
        yield Caution.CUSTODY_PAPERS_FIRST
    if relative.earlier_refusal_final_on is not None:
        yield Caution.APPEAL_RATHER_THAN_APPLY_AGAIN
    if _looks_approximate(relative.birth_date) and not says.keys().isdisjoint(AGE_RULES):
        yield Caution.APPROXIMATE_BIRTH_DATE


# Where a first of January decides: the ages with a limit above.
AGE_RULES = ("child_age", "stepchild_age", "sibling_age")


def _refused_by_a_first_of_january(
    says: Mapping[str, Verdict], relative: Relative, case: Case
) -> bool:
    """Is a 1 January what closes the right, when another day of that year would not?"""
    birth = relative.birth_date
    if birth is None or not _looks_approximate(birth):
        return False
    some_day = with_facts(relative, case, {"relative.birth_date": PartialDate(birth.year)})
    return any(
        says.get(slug) is Verdict.NOT_MET
        and RULES_BY_SLUG[slug].answer(*some_day) is not Verdict.NOT_MET
        for slug in AGE_RULES
    )


def _looks_approximate(day: PartialDate | None) -> bool:
    """Is it a first of January, as papers write a year of birth?"""
    return day is not None and (day.month, day.day) == (1, 1)


RULES_BY_SLUG = {rule.slug: rule for rule in every_rule()}
