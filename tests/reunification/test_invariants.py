"""What holds for every family, whatever its dates.

`INVARIANT_EXAMPLES=2000 pytest tests/reunification/test_invariants.py` looks further.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guide.deadlines import add_months
from guide.partial_dates import PartialDate
from guide.verdicts import Verdict
from reunification.rules import Assessment, Outcome, Route, assess, every_rule
from tests.reunification.families import LANDMARKS, Facts, built, relatives, sponsors

FIRM = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.OTHER_ROUTE)
PARTNERS = ("spouse", "civil_partner", "cohabiting_partner", "fiance")
VERDICTS = {rule.slug: rule.verdicts for rule in every_rule()}

several = settings(
    max_examples=int(os.environ.get("INVARIANT_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


def summary(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.outcome,
        assessment.route,
        assessment.missing_facts,
        assessment.warnings,
        tuple((found.reason, found.used) for found in assessment.findings),
    )


def refused_by(assessment: Assessment) -> set[str]:
    """The deciding rules that said no."""
    return {
        found.slug
        for found in assessment.findings
        if found.decides and found.verdict is Verdict.NOT_MET
    }


@several
@given(sponsors(), relatives())
def test_every_family_gets_an_answer_that_holds_together(sponsor, relative):
    assessment = assess(*built(sponsor, relative))

    assert (assessment.route is not None) is (assessment.outcome is Outcome.OTHER_ROUTE)
    assert bool(assessment.missing_facts) is (assessment.outcome is Outcome.NEEDS_FACTS)
    assert assessment.route is not Route.VISITOR_OR_HUMANITARIAN_VISA
    for found in assessment.findings:
        assert found.verdict in VERDICTS[found.slug]
        assert (found.verdict is Verdict.UNKNOWN) is bool(found.missing)
    if assessment.outcome is Outcome.ELIGIBLE:
        assert all(found.verdict is Verdict.MET for found in assessment.findings if found.decides)
    if assessment.outcome in (Outcome.NOT_ELIGIBLE, Outcome.OTHER_ROUTE):
        assert refused_by(assessment)


@several
@given(sponsors(), st.lists(relatives(), min_size=2, max_size=4), st.randoms())
def test_nobody_changes_the_answer_of_another(sponsor, family, random):
    """Neither the order of the relatives, nor who else is there."""
    alone = [summary(assess(*built(sponsor, one))) for one in family]

    order = list(range(len(family)))
    random.shuffle(order)
    people = [built(sponsor, family[index]) for index in order]
    of_family = people[0][1]  # one case for all
    together = {
        index: summary(assess(person, of_family))
        for index, (person, _) in zip(order, people, strict=True)
    }

    assert [together[index] for index in range(len(family))] == alone


# More doubt in a date


def partial_dates(sponsor: Facts, relative: Facts) -> Iterator[tuple[Facts, str]]:
    """Where a date is not complete."""
    for part in (sponsor, relative, relative.get("union", {})):
        for key, value in part.items():
            if (key.endswith(("_on", "_date", "_from", "_until", "_since"))) and len(value) < 10:
                yield part, key


@st.composite
def completed(draw, sponsor: Facts, relative: Facts) -> tuple[Facts, Facts]:
    """The same family with every partial date made exact, mostly near a limit of the law."""
    sponsor, relative = deepcopy(sponsor), deepcopy(relative)
    limits = [add_months(day, -12 * age) for day in LANDMARKS for age in (0, 12, 18, 19)]
    for part, key in list(partial_dates(sponsor, relative)):
        told = PartialDate.parse(part[key])
        near = [
            day
            for limit in limits
            for shift in (-1, 0, 1)
            if told.earliest <= (day := limit + timedelta(days=shift)) <= told.latest
        ]
        ends = [told.earliest, told.latest]
        day = draw(st.sampled_from(ends + near) | st.dates(told.earliest, told.latest))
        part[key] = day.isoformat()
    return sponsor, relative


@several
@given(sponsors(told=True), relatives(told=True), st.data())
def test_a_firm_answer_holds_for_every_day_a_partial_date_may_be(sponsor, relative, data):
    assume(any(True for _ in partial_dates(sponsor, relative)))
    doubtful = assess(*built(sponsor, relative))
    assume(doubtful.outcome in FIRM)

    for _ in range(4):
        exact = assess(*built(*data.draw(completed(sponsor, relative))))

        assert (exact.outcome, exact.route) == (doubtful.outcome, doubtful.route)


@several
@given(sponsors(told=True), relatives(told=True), st.data())
def test_more_doubt_never_turns_advice_into_a_firm_answer(sponsor, relative, data):
    """Cut the dates of a family that needs advice: the answer is not surer than before."""
    exact_sponsor, exact_relative = data.draw(completed(sponsor, relative))
    exact = assess(*built(exact_sponsor, exact_relative))
    assume(exact.outcome is Outcome.NEEDS_ADVICE)

    doubtful = assess(*built(sponsor, relative))

    assert doubtful.outcome not in FIRM


# Facts nobody told

SILENT = {
    # Not asked, by choice: see the rules that read them.
    "relative": {"lives_in", "declared_to_ofpra", "author_of_persecution", "first_request_on"}
    | {"earlier_refusal_final_on", "other_parent_since", "union"},
    "sponsor": {"registered_on", "lives_in_france_with", "public_order_concern"}
    | {"protection_being_withdrawn"},
}


@several
@given(sponsors(told=True), relatives(told=True), st.data())
def test_a_firm_answer_holds_whatever_the_missing_facts_are(sponsor, relative, data):
    silent = set(SILENT["sponsor"])
    if relative["relation"] in PARTNERS:
        silent.add("birth_date")  # the law sets no age for the sponsor of a couple
    silent_too = set(SILENT["relative"])
    if relative["relation"] == "adopted_child":
        silent_too |= {"other_parent", "custody", "custody_decision_on", "other_parent_consents"}
    hidden_sponsor = data.draw(st.sets(st.sampled_from(sorted(set(sponsor) - silent))))
    hidden_relative = data.draw(
        st.sets(st.sampled_from(sorted(set(relative) - silent_too - {"relation"})), max_size=3)
    )

    known = {key: value for key, value in sponsor.items() if key not in hidden_sponsor}
    told = {key: value for key, value in relative.items() if key not in hidden_relative}
    with_gaps = assess(*built(known, told))
    assume(with_gaps.outcome in FIRM)
    whole = assess(*built(sponsor, relative))

    assert (whole.outcome, whole.route) == (with_gaps.outcome, with_gaps.route)


@several
@given(sponsors(), relatives())
def test_only_facts_nobody_told_are_asked_for(sponsor, relative):
    assessment = assess(*built(sponsor, relative))

    for name in assessment.missing_facts:
        owner, _, key = name.rpartition(".")
        part = {"sponsor": sponsor, "relative": relative}.get(owner, relative.get("union", {}))
        assert part.get(key) is None


# Never a flat no


@several
@given(sponsors(), relatives())
def test_an_omission_to_ofpra_never_makes_a_no(sponsor, relative):
    hidden = assess(*built(sponsor, relative | {"declared_to_ofpra": False}))
    assume(hidden.outcome is Outcome.NOT_ELIGIBLE)

    declared = assess(*built(sponsor, relative | {"declared_to_ofpra": True}))

    assert declared.outcome is Outcome.NOT_ELIGIBLE
    assert "declared" not in refused_by(hidden)


@several
@given(
    sponsors(told=True),
    relatives(told=True),
    st.sampled_from(["spouse", "civil_partner"]),
    st.sampled_from(["civil_marriage", "religious_or_customary_marriage", "civil_union"]),
    st.sampled_from(["2016", "2022-09-03", "2024-04-11"]),
    st.sampled_from(["2024-05", "2024-05-14", "2025"]),
)
def test_a_late_registration_never_makes_a_no(
    sponsor, relative, relation, kind, formed_on, registered_on
):
    late = {"kind": kind, "formed_on": formed_on, "registered_on": registered_on}
    union = {**relative["union"], **late}

    assessment = assess(*built(sponsor, {**relative, "relation": relation, "union": union}))

    assert "couple_before_claim" not in refused_by(assessment)


@several
@given(
    sponsors(told=True),
    relatives(told=True),
    st.sampled_from(["child_of_couple", "child_other_union", "stepchild"]),
)
def test_a_birth_after_the_claim_never_makes_a_no(sponsor, relative, relation):
    born = relative | {"relation": relation, "birth_date": "2025-01-20"}
    before = relative | {"relation": relation, "birth_date": "2024-01-20"}

    after = refused_by(assess(*built(sponsor, born)))

    assert after <= refused_by(assess(*built(sponsor, before)))


@several
@given(
    sponsors(told=True),
    relatives(told=True),
    st.sampled_from(["child_of_couple", "child_other_union", "stepchild", "half_sibling"]),
)
def test_a_missing_parent_never_makes_a_no(sponsor, relative, relation):
    missing = relative | {"relation": relation, "other_parent": "missing"}

    refused = refused_by(assess(*built(sponsor, missing)))

    by_the_parent = {"custody_and_consent", "only_one_parent", "parent_missing", "half_sibling"}
    by_the_parent.add("child_of_another_spouse")
    assert not refused & by_the_parent


@several
@given(
    sponsors(told=True),
    relatives(told=True),
    st.sampled_from(["parent", "sibling", "half_sibling"]),
    st.integers(0, 85),
)
def test_less_than_three_months_after_18_is_never_a_no(sponsor, relative, relation, days_ago):
    majority = LANDMARKS[3] - timedelta(days=days_ago)
    grown = sponsor | {"birth_date": add_months(majority, -12 * 18).isoformat()}

    refused = refused_by(assess(*built(grown, relative | {"relation": relation})))

    assert "minor_sponsor" not in refused


@several
@given(sponsors(), relatives())
def test_what_the_program_must_not_judge_is_always_advice(sponsor, relative):
    concerned = sponsor | {"status": "refugee", "public_order_concern": True}

    assert assess(*built(concerned, relative)).outcome is Outcome.NEEDS_ADVICE
