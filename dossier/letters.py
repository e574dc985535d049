"""The letters of a family: to the visa service, to Nantes, to the appeals board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.bilingual import Bilingual, Country, On
from dossier.writing import Draft, Letter
from guide.deadlines import Kind
from guide.partial_dates import PartialDate
from reunification.case import Case, Relation, Relative, Sponsor, UnionKind
from reunification.procedure import Events, deadlines
from reunification.rules import Outcome, assess, next_birthday

LETTERS = ("L-01", "L-04", "L-05", "L-10", "L-11", "L-12")

CHILDREN = (
    Relation.CHILD_OF_COUPLE,
    Relation.CHILD_OTHER_UNION,
    Relation.STEPCHILD,
    Relation.ADOPTED_CHILD,
    Relation.KAFALA_CHILD,
    Relation.SIBLING,
    Relation.HALF_SIBLING,
)


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """What letters are written from."""

    words: Bilingual
    sponsor: Sponsor
    relatives: Mapping[str, Relative]
    case: Case
    cases: Mapping[str, Case]
    """The case beside each relative: a spouse at home may be another person's spouse."""
    events: Events
    ticks: Mapping[str, Mapping[str, str]]
    today: date

    def applicants(self) -> dict[str, Relative]:
        """The relatives whose road this procedure is, or may be."""
        elsewhere = (Outcome.NOT_ELIGIBLE, Outcome.OTHER_ROUTE)
        return {
            key: one
            for key, one in self.relatives.items()
            if assess(one, self.cases[key]).outcome not in elsewhere
        }


def useful(situation: Situation, edited: Iterable[str] = ()) -> tuple[str, ...]:
    """The letters that fit the moment of the procedure, and those the person has edited."""
    events = situation.events
    if events.visa_valid_until or events.entered_on:
        now: tuple[str, ...] = ()
    elif events.refusal_notified_on or events.refusal_limit_on:
        now = ("L-05", "L-12")
    elif events.receipt_on is None:
        now = ("L-01", "L-04", "L-05")
    elif silent_since(situation) is not None:
        now = ("L-05", "L-10", "L-11", "L-12")
    else:
        now = ("L-05", "L-10")
    return tuple(one for one in LETTERS if one in now or one in set(edited))


def silent_since(situation: Situation) -> date | None:
    """The day on which silence has become a refusal, when that day is past and sure."""
    found = deadlines(situation.sponsor, {}, situation.events, situation.today)
    return next(
        (
            one.safe_on
            for one in found
            if one.rule == "REU-DL-07" and one.kind == Kind.COMPUTED and one.passed
        ),
        None,
    )


def letter(letter_id: str, situation: Situation, stored: Mapping[str, Any] | None = None) -> Letter:
    """One letter, with what the person wrote in place of the template.

    Raises KeyError for a letter that does not exist.
    """
    draft = _Draft(situation, letter_id)
    COMPOSERS[letter_id](draft)
    return draft.finished(stored)


class _Draft(Draft):
    """A letter of the sponsor or of the family."""

    def __init__(self, situation: Situation, letter_id: str) -> None:
        super().__init__(situation.words, letter_id)
        self.situation = situation

    # Values.

    def of_sponsor(self) -> dict[str, object]:
        sponsor = self.situation.sponsor
        slug = f"letters.status.{sponsor.status}"
        return {
            "sponsor": self.or_blank(sponsor.full_name),
            "born": self.on(sponsor.birth_date),
            "place": self.or_blank(sponsor.place_of_birth),
            "nationality": self.country(sponsor.nationality),
            "status": self.words.text(slug) if self.words.has(slug) else self.blank,
            "protected_on": self.or_blank(sponsor.protected_on),
        }

    def of_relative(self, one: Relative) -> dict[str, object]:
        return {
            "name": self.or_blank(one.full_name),
            "born": self.on(one.birth_date),
            "place": self.or_blank(one.place_of_birth),
            "nationality": self.country(one.nationality),
            "sponsor": self.or_blank(self.situation.sponsor.full_name),
            "relation": self._of_relation("paper.relation", one),
            "my_relation": self._of_relation("letters.my", one),
            "town": self.or_blank(one.town),
            "country": self.country(one.lives_in),
        }

    def _of_relation(self, group: str, one: Relative) -> object:
        return self.blank if one.relation is None else self.words.text(f"{group}.{one.relation}")

    # The head of the letter.

    def sender(self) -> str:
        lines = [str(self.or_blank(self.situation.sponsor.full_name))]
        for name in ("postal_address", "telephone", "email"):
            lines.append(self.words.plain(f"letters.{name}", {"blank": self.blank}))
        return "\n".join(lines)

    def place_and_date(self) -> str:
        return self.words.plain(
            "letters.place_and_date",
            {
                "town": self.or_blank(self.situation.sponsor.town),
                "today": self.situation.today,
            },
        )

    def addressee(self) -> str:
        snapshot = self.words.snapshot
        if self.id == "L-12":
            return "\n".join(snapshot.values["crrv_address"].value.split(", "))
        lines = [self.words.plain("letters.post"), self.post() or self.blank]
        if self.id in ("L-05", "L-10"):
            address = snapshot.values["bfr_address"].value
            lines.append(self.words.plain("letters.copy_to", {"address": address}))
        return "\n".join(lines)

    def post(self) -> str:
        """Town and country of the post, when all live in one country and its post is known."""
        countries = {one.lives_in for one in self.situation.applicants().values()}
        if len(countries) != 1:
            return ""
        (country,) = countries
        found = next((one for one in self.words.snapshot.posts if one.country == country), None)
        if found is None or not found.is_firm or not found.city:
            return ""
        return f"{found.city} ({Country(found.post_country or str(country)).french})"

    def applicants(self) -> None:
        lines = [("person", self.of_relative(one)) for one in self._all()]
        self.list("applicants", lines)

    def _all(self) -> Iterator[Relative]:
        yield from self.situation.applicants().values()


def _appointment_request(draft: _Draft) -> None:
    """L-01."""
    draft.say("greeting")
    draft.say("L-01.request")
    draft.say("sponsor", **draft.of_sponsor())
    draft.applicants()
    nearest = _nearest_birthday(draft.situation)
    if nearest is not None:
        draft.say("L-01.birthday", **nearest)
    draft.say("L-01.keep")
    draft.say("L-01.answer")
    draft.say("visa_numbers")
    draft.close("we")


def _cover_letter(draft: _Draft) -> None:
    """L-04."""
    situation = draft.situation
    draft.say("greeting")
    draft.say("L-04.request")
    draft.say("sponsor", **draft.of_sponsor())
    draft.applicants()
    whole = situation.case.whole_family_applies
    draft.say("L-04.whole" if whole else "L-04.whole_unknown" if whole is None else "L-04.partial")
    draft.say("L-04.enclosed")
    missing = list(_ticked(draft, "cannot"))
    if missing:
        draft.list("L-04.missing", (("L-04.document", one) for one in missing))
        draft.say("L-04.evidence")
    later = list(_ticked(draft, "not_yet"))
    if later:
        draft.list("L-04.later", (("L-04.document_later", one) for one in later))
    draft.say("L-04.receipt")
    draft.say("visa_numbers")
    draft.close("we")


def _ticked(draft: _Draft, tick: str) -> Iterator[dict[str, object]]:
    """The papers of the applicants that have this tick."""
    for key, one in draft.situation.applicants().items():
        for doc, state in draft.situation.ticks.get(key, {}).items():
            slug = f"documents.{doc}.name"
            if state == tick and draft.words.has(slug):
                yield {
                    "document": draft.words.text(slug),
                    "name": draft.or_blank(one.full_name),
                }


MARRIED = {
    UnionKind.CIVIL_MARRIAGE: "L-05.married_civil",
    UnionKind.RELIGIOUS_OR_CUSTOMARY_MARRIAGE: "L-05.married_custom",
    UnionKind.CIVIL_UNION: "L-05.civil_union",
}
PARTNERS = (Relation.SPOUSE, Relation.CIVIL_PARTNER, Relation.COHABITING_PARTNER)


def _statement(draft: _Draft) -> None:
    """L-05."""
    draft.say("me", **draft.of_sponsor())
    draft.say("L-05.request")
    for one in draft._all():
        draft.list(None, [("L-05.person", draft.of_relative(one)), *_of_the_couple(draft, one)])
    for name in ("met", "life", "separated", "contact", "proofs", "true"):
        draft.say(f"L-05.{name}")
    draft.say("signature")


def _of_the_couple(draft: _Draft, one: Relative) -> Iterator[tuple[str, dict[str, object]]]:
    """What was told of the union with a partner."""
    union = one.union
    if union is None or one.relation not in PARTNERS:
        return
    if union.kind in MARRIED:
        yield MARRIED[union.kind], {"formed_on": draft.on(union.formed_on)}
    if union.registered_on is not None:
        yield "L-05.registered", {"registered_on": On(union.registered_on)}
    if union.life_together_from or union.life_together_until:
        yield (
            "L-05.together",
            {
                "from": draft.or_blank(union.life_together_from),
                "until": draft.or_blank(union.life_together_until),
            },
        )
    if union.common_children:
        yield "L-05.common_children", {}


def _request_for_news(draft: _Draft) -> None:
    """L-10."""
    events = draft.situation.events
    draft.say("greeting")
    draft.say("L-10.filed", receipt_on=draft.or_blank(events.receipt_on))
    draft.say("sponsor", **draft.of_sponsor())
    draft.applicants()
    draft.say("L-10.questionnaire", returned_on=draft.or_blank(events.questionnaire_returned_on))
    draft.say("L-10.ask")
    draft.close("we")


def _request_for_reasons(draft: _Draft) -> None:
    """L-11."""
    draft.say("greeting")
    draft.say("L-11.filed", receipt_on=draft.or_blank(draft.situation.events.receipt_on))
    draft.say("sponsor", **draft.of_sponsor())
    draft.applicants()
    draft.say("L-11.silence", refused_on=draft.or_blank(silent_since(draft.situation)))
    draft.say("L-11.ask")
    draft.say("enclosures")
    draft.close("we")


def _appeal(draft: _Draft) -> None:
    """L-12, by the sponsor, who has an interest of his or her own (REU-REC-004)."""
    situation = draft.situation
    events = situation.events
    draft.say("greeting")
    draft.say("me", **draft.of_sponsor())
    draft.say("L-12.interest")
    draft.applicants()
    silent = silent_since(situation)
    if silent is not None and events.refusal_notified_on is None:
        draft.say(
            "L-12.against_silence",
            post=draft.post() or draft.blank,
            receipt_on=draft.or_blank(events.receipt_on),
            refused_on=silent,
        )
    else:
        draft.say(
            "L-12.against",
            post=draft.post() or draft.blank,
            notified_on=draft.or_blank(events.refusal_notified_on),
        )
    draft.say("L-12.facts")
    applied_on = draft.or_blank(events.receipt_on)
    draft.list(
        "L-12.category",
        (
            (
                "L-12.category_person",
                {
                    **draft.of_relative(one),
                    "born": draft.or_blank(one.birth_date),
                    "applied_on": applied_on,
                },
            )
            for one in draft._all()
        ),
    )
    draft.say("L-12.proof")
    draft.say("L-12.error")
    draft.say("L-12.family_life")
    if any(one.relation in CHILDREN for one in draft._all()):
        draft.say("L-12.children")
    draft.say("L-12.ask")
    draft.say("L-12.enclosures")
    draft.close("i")


def _nearest_birthday(situation: Situation) -> dict[str, object] | None:
    """The next birthday that closes a right: whose, which, and when as far as it is known."""
    found = [
        (birthday, one)
        for key, one in situation.applicants().items()
        if (birthday := next_birthday(one, situation.cases[key])) is not None
        and birthday.closes
        and birthday.earliest >= situation.today
    ]
    if not found:
        return None
    birthday, one = min(found, key=lambda pair: pair[0].earliest)
    person = situation.sponsor if birthday.person == "sponsor" else one
    return {
        "name": person.full_name or situation.words.plain("letters.blank"),
        "age": birthday.age,
        "on": On(_known(birthday.earliest, birthday.latest)),
    }


def _known(earliest: date, latest: date) -> PartialDate:
    """The day, or the month or year that the two days share."""
    if earliest == latest:
        return PartialDate.of(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return PartialDate(earliest.year, earliest.month)
    return PartialDate(earliest.year)


COMPOSERS: dict[str, Callable[[_Draft], None]] = {
    "L-01": _appointment_request,
    "L-04": _cover_letter,
    "L-05": _statement,
    "L-10": _request_for_news,
    "L-11": _request_for_reasons,
    "L-12": _appeal,
}
