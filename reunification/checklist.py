"""Which papers, for whom, for which moment, and why; pure.

Section 11 of the facts: the words are content, `reunification.documents.<doc>.name|meaning|how|
substitute`, and `reunification.documents.conditions.<condition>`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from guide.deadlines import birthday
from reunification.case import (
    Case,
    Custody,
    OtherParent,
    Relation,
    Relative,
    Status,
    Union,
    UnionKind,
)

APPLICANT = "applicant"
SPONSOR = "sponsor"
NANTES = "nantes"  # the bureau des familles de réfugiés, with its questionnaire
POST = "post"
APPOINTMENT = "appointment"
END_OF_APPOINTMENT = "end_of_appointment"
VISA_COLLECTION = "visa_collection"

MINOR_AGE = 18  # years
PROOF_OF_NOT_MARRIED_AGE = 16  # years, D-26


@dataclass(frozen=True, slots=True)
class Item:
    """One paper on one person's list."""

    doc: str
    who: tuple[str, ...]  # brings it: "applicant", "sponsor"
    when: tuple[str, ...]  # "appointment", "nantes", "end_of_appointment", "visa_collection"
    rules: tuple[str, ...]  # the facts that put it on the list
    originals: int = 0
    copies: int = 0
    translation: bool = False  # sworn, unless the paper is in French
    group: str | None = None  # one paper of the group is enough
    part_of: str | None = None  # the bundle it belongs to: "D-30", "D-36"
    condition: str | None = None  # only then
    substitutes: tuple[str, ...] = ()  # papers of the list that may stand in for it
    ladder: bool = False  # without it, the ladder of evidence helps
    sent_by: str | None = None  # who sends it to the one who brings it
    home_authorities: bool = False  # asking for it may put somebody in danger (REU-APP-019)


@dataclass(frozen=True, slots=True)
class Rung:
    """One element of the ladder of evidence: 1 is the strongest."""

    doc: str
    rung: int
    weight: str  # slug of `reunification.documents.weights.*`


@dataclass(frozen=True, slots=True)
class Sending:
    """Papers that go from one person to another."""

    sender: str  # "sponsor", "applicant" or "post"
    receiver: str  # "applicant", "post", "nantes" or "sponsor"
    docs: tuple[str, ...]


LADDER = (
    Rung("D-50", 1, "binding"),
    Rung("D-51", 2, "believed"),
    Rung("D-52", 3, "supports"),
    Rung("D-53", 4, "strong_because_early"),
    Rung("D-54", 4, "strong_because_early"),
    Rung("D-55", 4, "strong"),
    Rung("D-56", 5, "good_if_regular"),
    Rung("D-57", 5, "good"),
    Rung("D-58", 5, "good"),
    Rung("D-59", 6, "helpful"),
    Rung("D-60", 6, "helpful"),
    Rung("D-61", 6, "ties_together"),
    Rung("D-62", 6, "helpful"),
)


def _act(doc: str, *rules: str, ladder: bool = True, substitutes: tuple[str, ...] = ()) -> Item:
    """A civil record or judgment: original to show, one copy to leave, sworn translation."""
    return Item(
        doc,
        (APPLICANT,),
        (APPOINTMENT,),
        rules,
        originals=1,
        copies=1,
        translation=True,
        ladder=ladder,
        substitutes=substitutes,
        home_authorities=True,
    )


PAPERS = {
    item.doc: item
    for item in (
        Item("D-01", (APPLICANT,), (APPOINTMENT,), ("REU-APP-004", "REU-APP-005"), originals=2),
        Item("D-02", (APPLICANT,), (APPOINTMENT,), ("REU-APP-004",), originals=1),
        Item(
            "D-03",
            (APPLICANT,),
            (APPOINTMENT,),
            ("REU-APP-010", "REU-APP-018"),
            originals=1,
            copies=1,
            substitutes=("D-17",),
            home_authorities=True,
        ),
        Item("D-04", (APPLICANT,), (APPOINTMENT,), ("REU-APP-010",), originals=2),
        Item("D-05", (APPLICANT,), (APPOINTMENT,), ("REU-APP-011",)),
        Item(
            "D-06",
            (APPLICANT,),
            (APPOINTMENT, NANTES),
            ("REU-SPO-001", "REU-APP-002"),
            copies=1,
            sent_by=SPONSOR,
        ),
        Item(
            "D-07",
            (APPLICANT,),
            (APPOINTMENT, NANTES),
            ("REU-DOC-002", "REU-DOC-003", "REU-SPO-003"),
            copies=1,
            condition="if_issued",
            sent_by=SPONSOR,
        ),
        Item("D-08", (SPONSOR,), (NANTES,), ("REU-SPO-003",), copies=1, substitutes=("D-06",)),
        Item("D-09", (SPONSOR,), (NANTES,), ("D-09",), copies=1),
        Item("D-10", (SPONSOR,), (NANTES,), ("D-10",), copies=1),
        Item("D-11", (SPONSOR,), (NANTES,), ("REU-APP-015",), originals=1, copies=1),
        Item("D-12", (SPONSOR,), (NANTES,), ("D-12",), copies=1),
        Item("D-13", (SPONSOR,), (NANTES,), ("D-13",), copies=1),
        Item(
            "D-14",
            (APPLICANT, SPONSOR),
            (APPOINTMENT, NANTES),
            ("REU-DOC-002", "REU-DOC-006"),
            copies=1,
            translation=True,
            ladder=True,
        ),
        Item(
            "D-15",
            (APPLICANT, SPONSOR),
            (APPOINTMENT, NANTES),
            ("REU-DOC-008",),
            originals=1,
            condition="foreign_papers",
        ),
        Item("D-16", (APPLICANT,), (END_OF_APPOINTMENT,), ("REU-APP-013",), originals=1),
        Item(
            "D-17",
            (APPLICANT, SPONSOR),
            (APPOINTMENT, NANTES),
            ("REU-DOC-007",),
            originals=1,
            condition="something_to_explain",
        ),
        replace(
            _act("D-20", "REU-ELI-001", "REU-DOC-001", substitutes=("D-07", "D-24")),
            when=(APPOINTMENT, NANTES),
        ),
        _act("D-21", "REU-DOC-001"),
        replace(
            _act("D-22", "REU-ELI-012", ladder=False, substitutes=("D-62",)),
            who=(APPLICANT, SPONSOR),
            when=(APPOINTMENT, NANTES),
            condition="earlier_marriage",
        ),
        _act("D-23", "REU-ELI-002", "REU-DOC-001", substitutes=("D-24",)),
        Item(
            "D-24",
            (APPLICANT, SPONSOR),
            (APPOINTMENT, NANTES),
            ("REU-ELI-003", "REU-DOC-002"),
            copies=1,
            translation=True,
            ladder=True,
        ),
        _act("D-25", "REU-ELI-020", "REU-DOC-001"),
        replace(
            _act("D-26", "REU-ELI-020", ladder=False),
            copies=0,
            condition="if_asked",
        ),
        _act("D-27", "REU-ELI-024", "REU-DOC-001"),
        _act("D-28", "REU-ELI-025", "REU-ELI-026", "REU-ELI-030", "REU-ELI-031", ladder=False),
        _act("D-28a", "REU-ELI-025", "REU-ELI-031", ladder=False),
        _act("D-28b", "REU-ELI-025", "REU-ELI-031", ladder=False),
        _act("D-28c", "REU-ELI-025", "REU-ELI-031", ladder=False),
        _act("D-28d", "REU-ELI-026", "REU-ELI-031", ladder=False),
        _act("D-29", "REU-ELI-026", "REU-ELI-031", ladder=False),
        _act("D-31", "REU-ELI-032", ladder=False),
        replace(_act("D-32", "REU-ELI-033", ladder=True), who=(APPLICANT, SPONSOR)),
        _act("D-33", "REU-ELI-040", "REU-DOC-001", substitutes=("D-07",)),
        Item("D-34", (SPONSOR,), (NANTES,), ("REU-SPO-005", "REU-SPO-006"), copies=1),
        _act("D-35", "REU-ELI-042", "REU-ELI-044"),
        Item(
            "D-37",
            (APPLICANT, SPONSOR),
            (VISA_COLLECTION,),
            ("REU-APP-021",),
            originals=1,
            copies=1,
            translation=True,
            condition="travels_without_both_parents",
        ),
    )
}
ONE_OF_D28 = ("D-28a", "D-28b", "D-28c", "D-28d")
FOR_EACH_APPLICANT = ("D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07")
FOR_THE_SPONSOR = ("D-06", "D-07", "D-08", "D-09", "D-10", "D-11", "D-12", "D-13")

PARTNERS = (Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.COHABITING_PARTNER)
CHILDREN = (
    Relation.CHILD_OF_COUPLE,
    Relation.CHILD_OTHER_UNION,
    Relation.STEPCHILD,
    Relation.ADOPTED_CHILD,
    Relation.KAFALA_CHILD,
)
BENEFITS_TOO = (OtherParent.JOINING, OtherParent.IN_FRANCE_WITH_SPONSOR)
SIBLINGS = (Relation.SIBLING, Relation.HALF_SIBLING)
ON_THE_LIST = (*PARTNERS, *CHILDREN, Relation.PARENT, *SIBLINGS)


def checklist(relative: Relative, case: Case) -> tuple[Item, ...]:
    """What one relative brings, in the order of the file.

    Empty for a relation that has no branch in this procedure, or that nobody told yet.
    """
    if relative.relation not in ON_THE_LIST:
        return ()
    items = [PAPERS[doc] for doc in FOR_EACH_APPLICANT]
    items += _of_the_relation(relative, case)
    items += [PAPERS["D-14"], PAPERS["D-15"], _explanation(relative), PAPERS["D-16"]]
    if _is_young(relative) and not _is_surely_aged(relative, MINOR_AGE, case.applied_on):
        items.append(PAPERS["D-37"])
    return tuple(items)


def sponsor_checklist(case: Case, relatives: Iterable[Relative]) -> tuple[Item, ...]:
    """What the sponsor gathers in France: for the questionnaire of Nantes, and to send away."""
    of_relatives = [item for one in relatives for item in checklist(one, case)]
    items = [_of_the_sponsor(PAPERS[doc], case) for doc in FOR_THE_SPONSOR]
    if any(one.doc in ("D-33", "D-35") for one in of_relatives):
        items.append(PAPERS["D-34"])
    seen = {item.doc for item in items} | {"D-14", "D-15", "D-17"}
    for item in of_relatives:
        if item.doc not in seen and (NANTES in item.when or SPONSOR in item.who):
            seen.add(item.doc)
            items.append(replace(item, who=(SPONSOR,), originals=0, copies=1))
    explained = next((one for one in of_relatives if one.doc == "D-17" and not one.condition), None)
    for item in (PAPERS["D-14"], PAPERS["D-15"], explained or PAPERS["D-17"]):
        items.append(replace(item, who=(SPONSOR,), when=(NANTES,)))
    return tuple(items)


def _of_the_sponsor(item: Item, case: Case) -> Item:
    if item.doc == "D-08" and case.sponsor.status == Status.STATELESS:
        # For a stateless person the card opens the right (L. 582-5): nothing stands in for it.
        return replace(item, substitutes=(), rules=("REU-SPO-002",))
    if item.sent_by == SPONSOR:
        return replace(item, who=(SPONSOR,), when=(NANTES,), sent_by=None)
    return item


def sendings(case: Case, relatives: Iterable[Relative]) -> tuple[Sending, ...]:
    """Who sends what to whom, in the order in which it happens."""
    family = tuple(relatives)
    applicants = [item for one in family for item in checklist(one, case)]
    sponsor = sponsor_checklist(case, family)
    steps = (
        (SPONSOR, APPLICANT, [one.doc for one in applicants if one.sent_by == SPONSOR]),
        (
            SPONSOR,
            APPLICANT,
            [one.doc for one in applicants if SPONSOR in one.who and APPOINTMENT in one.when],
        ),
        (APPLICANT, POST, [one.doc for one in applicants if APPOINTMENT in one.when]),
        (POST, APPLICANT, [one.doc for one in applicants if END_OF_APPOINTMENT in one.when]),
        (APPLICANT, SPONSOR, [one.doc for one in applicants if END_OF_APPOINTMENT in one.when]),
        (SPONSOR, NANTES, [one.doc for one in sponsor if NANTES in one.when]),
        (SPONSOR, APPLICANT, [one.doc for one in applicants if VISA_COLLECTION in one.when]),
    )
    found: dict[tuple[int, str, str], list[str]] = {}
    for position, (sender, receiver, docs) in enumerate(steps):
        # The first two are one parcel.
        key = (max(position, 1), sender, receiver)
        found.setdefault(key, []).extend(docs)
    return tuple(
        Sending(sender, receiver, tuple(sorted(set(docs))))
        for (_, sender, receiver), docs in found.items()
        if docs
    )


def _of_the_relation(relative: Relative, case: Case) -> Iterator[Item]:
    match relative.relation:
        case Relation.SPOUSE:
            yield from _of_a_couple(relative.relation, relative.union, case)
            yield PAPERS["D-21"]
            yield PAPERS["D-22"]
        case Relation.CIVIL_PARTNER | Relation.COHABITING_PARTNER:
            yield from _of_a_couple(relative.relation, relative.union, case)
        case Relation.CHILD_OF_COUPLE:
            if relative.other_parent in (None, *BENEFITS_TOO):
                yield PAPERS["D-25"]
            else:  # REU-ELI-023: then looked at as a child of another union
                yield replace(PAPERS["D-27"], rules=("REU-ELI-023", *PAPERS["D-27"].rules))
                yield from _of_the_other_parent(relative)
            if not _is_surely_younger(relative, PROOF_OF_NOT_MARRIED_AGE, case.applied_on):
                yield PAPERS["D-26"]
        case Relation.CHILD_OTHER_UNION:
            yield PAPERS["D-27"]
            yield from _of_the_other_parent(relative)
        case Relation.STEPCHILD:
            for item in (
                PAPERS["D-27"],
                *_of_the_other_parent(relative),
                *_of_a_couple(None, relative.union, case),
            ):
                yield replace(item, part_of="D-30", rules=("REU-ELI-028", *item.rules))
        case Relation.ADOPTED_CHILD:
            yield PAPERS["D-31"]
        case Relation.KAFALA_CHILD:
            yield PAPERS["D-32"]
        case Relation.PARENT:
            yield PAPERS["D-33"]
        case Relation.SIBLING:
            yield PAPERS["D-35"]
        case Relation.HALF_SIBLING:
            for item in (PAPERS["D-35"], *_of_the_other_parent(relative)):
                yield replace(item, part_of="D-36", rules=("REU-ELI-043", *item.rules))


def _of_a_couple(relation: Relation | None, union: Union | None, case: Case) -> Iterator[Item]:
    """The act of the couple, and the life together when the act may not be enough.

    `relation` is None for the parent of a stepchild: the kind of union then says which act.
    """
    kind = union.kind if union is not None and union.kind != UnionKind.NONE else None
    if relation == Relation.COHABITING_PARTNER or kind == UnionKind.COHABITATION:
        yield PAPERS["D-24"]
    elif relation == Relation.CIVIL_PARTNER or kind == UnionKind.CIVIL_UNION:
        yield PAPERS["D-23"]
    elif relation == Relation.SPOUSE or kind is not None:
        yield PAPERS["D-20"]
        if kind != UnionKind.CIVIL_MARRIAGE or _may_be_registered_late(union, case):
            yield replace(
                PAPERS["D-24"],
                rules=("REU-ELI-008", *PAPERS["D-24"].rules),
                condition=None if kind else "if_act_is_contested",
            )
    else:
        for doc in ("D-20", "D-23", "D-24"):
            yield replace(PAPERS[doc], group="couple")


def _may_be_registered_late(union: Union | None, case: Case) -> bool:
    """Registered with the authorities after the claim, or may have been (REU-ELI-008)."""
    claim = case.sponsor.claim_lodged_on
    registered_on = union.registered_on if union is not None else None
    return registered_on is not None and (claim is None or registered_on.latest >= claim)


def _of_the_other_parent(relative: Relative) -> Iterator[Item]:
    """D-28 and D-29: what says that the parent who does not come is no obstacle."""
    match relative.other_parent:
        case parent if parent in BENEFITS_TOO:
            return
        case OtherParent.NOT_ON_BIRTH_RECORD:
            yield PAPERS["D-28a"]
        case OtherParent.DECEASED:
            yield PAPERS["D-28b"]
        case OtherParent.RIGHTS_REMOVED:
            yield PAPERS["D-28c"]
        case OtherParent.ELSEWHERE:
            yield PAPERS["D-28d"]
            yield PAPERS["D-29"]
        case OtherParent.MISSING if relative.custody == Custody.SPONSOR_OR_SPOUSE:
            yield PAPERS["D-28d"]
            yield replace(PAPERS["D-28"], condition="missing_parent", ladder=True)
        case OtherParent.MISSING:
            yield replace(PAPERS["D-28"], condition="missing_parent", ladder=True)
        case _:
            for doc in ONE_OF_D28:
                yield replace(PAPERS[doc], group="D-28")
            yield replace(PAPERS["D-29"], condition="with_custody_decision")


def _explanation(relative: Relative) -> Item:
    if relative.declared_to_ofpra is False:
        return replace(PAPERS["D-17"], condition=None, rules=("REU-DEC-004", "REU-DOC-007"))
    return PAPERS["D-17"]


def _is_young(relative: Relative) -> bool:
    return relative.relation in CHILDREN or relative.relation in SIBLINGS


def _is_surely_aged(relative: Relative, age: int, day: date) -> bool:
    born = relative.birth_date
    return born is not None and birthday(born.latest, age) <= day


def _is_surely_younger(relative: Relative, age: int, day: date) -> bool:
    born = relative.birth_date
    return born is not None and birthday(born.earliest, age) > day
