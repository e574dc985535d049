"""What would change an answer: facts to tell, papers to find, days to wait for."""

from dataclasses import dataclass
from datetime import date

from guide.deadlines import birthday
from reunification.case import Case, Custody, Relative
from reunification.rules.assessment import Assessment
from reunification.rules.days import ADULT_AGE


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One thing that would change the answer, or make it surer.

    Its sentence is the content text `reunification.changes.<slug>`. `facts` are the answers to
    give or correct, `on` the day from which it is possible.
    """

    slug: str
    facts: tuple[str, ...] = ()
    on: date | None = None


# Reason -> what would change it. A reason that nothing changes is not here.
BY_REASON: dict[str, Change] = {
    "stateless_with_card.not_met": Change("first_card", ("sponsor.residence_card_issued",)),
    "stateless_with_card.advice": Change("apply_after_card", ("applied_on",)),
    "protection_granted.advice": Change("apply_after_grant", ("applied_on",)),
    "claim_pending.not_met": Change("protection_granted", ("sponsor.status",)),
    "couple_before_claim.not_met": Change(
        "earlier_life_together", ("relative.union.life_together_from",)
    ),
    "couple_before_claim.advice": Change(
        "proof_of_life_together", ("relative.union.life_together_from",)
    ),
    "union_near_claim.advice": Change("day_of_registration", ("sponsor.registered_on",)),
    "child_age.not_met": Change("dated_request", ("relative.first_request_on",)),
    "stepchild_age.not_met": Change("dated_request", ("relative.first_request_on",)),
    "sibling_age.not_met": Change("dated_request", ("relative.first_request_on",)),
    "only_one_parent.advice": Change("other_parent_day", ("relative.other_parent_since",)),
    "parent_missing.advice": Change("judgment_on_missing_parent", ("relative.other_parent",)),
    "custody_and_consent.not_met": Change("new_custody_judgment", ("relative.custody",)),
    "custody_while_minor.advice": Change(
        "judgment_before_18", ("relative.custody_decision_on", "relative.other_parent_since")
    ),
    "child_of_spouse.advice": Change(
        "proof_of_life_together", ("relative.union.life_together_from",)
    ),
    "parents_together_after_claim.advice": Change(
        "earlier_life_together", ("relative.union.life_together_from",)
    ),
    "adopted.advice": Change("adoption_judgment", ("relative.adoption_decision_on",)),
    "kafala.advice": Change("adoption_judgment", ("relative.adoption_decision_on",)),
    "comes_with_a_parent.not_met": Change("parent_who_joins", ("relative.comes_with_parent",)),
    "in_the_parents_care.advice": Change("proof_of_care", ("relative.in_care_of_joining_parent",)),
    "declared.advice": Change("tell_ofpra", ("relative.declared_to_ofpra",)),
    "whole_family.advice": Change("whole_family", ("whole_family_applies",)),
    "engaged_only.not_met": Change("marriage", ("relative.relation",)),
}


def what_would_change(relative: Relative, case: Case, assessment: Assessment) -> tuple[Change, ...]:
    """What would change the answer, in the order of its reasons; empty when nothing is wrong."""
    found: dict[str, Change] = {}
    if assessment.missing_facts:
        found["missing_facts"] = Change("missing_facts", assessment.missing_facts)
    for reason in assessment.findings:
        for change in _changes(reason.reason, relative):
            found.setdefault(change.slug, change)
        if reason.reason == "partner_age.not_met" and relative.birth_date is not None:
            majority = birthday(relative.birth_date.latest, ADULT_AGE)
            found["wait_for_18"] = Change("wait_for_18", ("applied_on",), majority)
        if reason.reason == "uncertain_date.advice":
            names = tuple(name for name, _ in reason.used)
            found["exact_date"] = Change("exact_date", names)
    return tuple(found.values())


def _changes(reason: str, relative: Relative) -> tuple[Change, ...]:
    if reason in ("custody_and_consent.advice", "half_sibling.advice"):
        judgment = Change("custody_judgment", ("relative.custody",))
        consent = Change("consent_of_other_parent", ("relative.other_parent_consents",))
        return (
            *(() if relative.custody is Custody.SPONSOR_OR_SPOUSE else (judgment,)),
            *(() if relative.other_parent_consents else (consent,)),
        )
    change = BY_REASON.get(reason)
    return () if change is None else (change,)


EVERY_CHANGE = (
    *dict.fromkeys(change.slug for change in BY_REASON.values()),
    "missing_facts",
    "wait_for_18",
    "exact_date",
    "custody_judgment",
    "consent_of_other_parent",
)
