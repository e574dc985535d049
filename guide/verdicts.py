"""Verdicts, findings, and the mark that makes a function a rule of law."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from guide.law import Citation


class Verdict(Enum):
    """What one rule says about one person. The first doubt is `ADVICE`, never a guess."""

    MET = "met"
    UNKNOWN = "unknown"  # a fact is missing: ask for it
    ADVICE = "advice"  # the law leaves room: see somebody who knows it
    NOT_MET = "not_met"

    @classmethod
    def of(cls, answer: bool | None) -> "Verdict":
        """MET for yes, NOT_MET for no, ADVICE when it depends on an uncertain date."""
        if answer is None:
            return cls.ADVICE
        return cls.MET if answer else cls.NOT_MET


class Ask(tuple[str, ...]):
    """The answer of a rule that cannot answer: the names of the facts it misses."""

    __slots__ = ()

    def __new__(cls, *facts: str) -> "Ask":
        return super().__new__(cls, facts)


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """The verdict of one rule, with its law and the facts it looked at.

    `slug` is the name of the rule's function; its sentence is the content text
    `<app>.reasons.<slug>.<verdict>`. `decides` is false for what only explains or warns.
    `used` holds (fact, value) pairs, as ("relative.birth_date", "2007-11"), and `missing`
    the facts to ask for when the verdict is UNKNOWN.
    """

    rule: str  # the fact of law, as "REU-ELI-001"
    slug: str
    verdict: Verdict
    citation: Citation
    used: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    decides: bool = True

    @property
    def reason(self) -> str:
        """The key of its sentence among the reasons, as "child_age.not_met"."""
        return f"{self.slug}.{self.verdict.value}"


Facts_contra = TypeVar("Facts_contra", contravariant=True)
Context_contra = TypeVar("Context_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Facts_contra, Context_contra]):
    """A function of law, with what the `rule` decorator says of it.

    `verdicts` are those it can give: each has a sentence in every language, and a test looks.
    """

    id: str
    slug: str
    citation: Citation
    answer: Callable[[Facts_contra, Context_contra], Verdict | Ask | None]
    verdicts: tuple[Verdict, ...]
    reads: tuple[str, ...]
    decides: bool


def rule(
    fact_id: str,
    citation: Citation,
    *verdicts: Verdict,
    reads: tuple[str, ...] = (),
    decides: bool = True,
) -> Callable[
    [Callable[[Facts_contra, Context_contra], Verdict | Ask | None]],
    Rule[Facts_contra, Context_contra],
]:
    """Make a function a rule of law.

    The function takes a person and a case and gives a verdict, an `Ask` with the facts it
    misses, or None when the rule does not concern this person. `reads` names the facts shown
    beside the answer.
    """

    def mark(
        answer: Callable[[Facts_contra, Context_contra], Verdict | Ask | None],
    ) -> Rule[Facts_contra, Context_contra]:
        return Rule(fact_id, answer.__name__, citation, answer, verdicts, reads, decides)

    return mark
