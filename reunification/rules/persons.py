"""What is asked of every relative: the list of the law, the declaration, the whole family."""

from guide.verdicts import Ask, Verdict, rule
from reunification.case import Case, Relation, Relative
from reunification.rules import citations as law

LIST = law.ceseda("L. 561-2, L. 561-4 et L. 434-3 à L. 434-5")


@rule("REU-SPO-005", law.PROTECTED, Verdict.UNKNOWN, reads=("relative.relation",))
def relation_told(relative: Relative, case: Case) -> Ask | None:
    """The relation decides which conditions apply."""
    return Ask("relative.relation") if relative.relation is None else None


@rule("REU-ELI-039", law.PROTECTED, Verdict.NOT_MET, reads=("relative.relation",))
def grandchild(relative: Relative, case: Case) -> Verdict | None:
    """Grandchildren are not in the list."""
    return Verdict.NOT_MET if relative.relation is Relation.GRANDCHILD else None


@rule("REU-ELI-034", LIST, Verdict.NOT_MET, reads=("relative.relation",))
def child_taken_in(relative: Relative, case: Case) -> Verdict | None:
    """A nephew, a niece or a child taken in without any act is not in the list."""
    return Verdict.NOT_MET if relative.relation is Relation.NEPHEW_OR_NIECE else None


@rule("REU-ELI-046", law.PROTECTED, Verdict.NOT_MET, reads=("relative.relation",))
def not_in_the_list(relative: Relative, case: Case) -> Verdict | None:
    """Grandparents, aunts, uncles, guardians, a parent's new spouse are not in the list."""
    outside = (Relation.GRANDPARENT, Relation.OTHER)
    return Verdict.NOT_MET if relative.relation in outside else None


@rule(
    "REU-DEC-004",
    law.UNDECLARED,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("relative.declared_to_ofpra",),
)
def declared(relative: Relative, case: Case) -> Verdict | None:
    """Somebody OFPRA was not told of can still succeed: the omission has to be explained."""
    if relative.declared_to_ofpra is None:
        return None
    return Verdict.MET if relative.declared_to_ofpra else Verdict.ADVICE


@rule(
    "REU-DEC-003",
    law.DECLARATION,
    Verdict.MET,
    reads=("relative.declared_to_ofpra",),
    decides=False,
)
def declaration_is_no_condition(relative: Relative, case: Case) -> Verdict | None:
    """Official pages present the declaration as a condition; the law does not list it."""
    return Verdict.MET if relative.declared_to_ofpra is False else None


@rule(
    "REU-PTL-004",
    law.WHOLE_FAMILY,
    Verdict.MET,
    Verdict.ADVICE,
    reads=("whole_family_applies",),
    decides=False,
)
def whole_family(relative: Relative, case: Case) -> Verdict | None:
    """The application is for the whole family; a partial one needs a reason, and is no "no"."""
    if case.whole_family_applies is None:
        return None
    return Verdict.MET if case.whole_family_applies else Verdict.ADVICE


OUTSIDE = (grandchild, child_taken_in, not_in_the_list)
EVERYBODY = (declared, declaration_is_no_condition, whole_family)
