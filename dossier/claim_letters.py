"""The letters of an asylum claim: to OFPRA, to the prefecture, to the legal aid office.

    situation(words, stored, today)          what they are written from
    useful(situation, edited) -> ids         those of the moment
    offered(situation, edited) -> ids        those that may be of use some day
    letter(id, situation, stored) -> Letter  one of them; `stored` is what is kept of it

Why somebody asks for something is theirs to say: `ASKS` are the questions of a letter, and what is
answered enters it word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dossier.bilingual import Bilingual
from dossier.writing import Draft, Letter, Own, told
from guide.deadlines import add_days, add_months
from ofpra.papers import Paper, listed
from ofpra.person import STATELESS, Language, Person, Summons, language, person, summons
from ofpra.plan import Decision, PlanFacts, Track, has_decision, notification, stored_facts
from ofpra.procedure import DECISION, LEGAL_AID, NEW_RULES_SINCE, REOPENING

LETTERS = tuple(f"LET-{number:02}" for number in range(1, 16))

BLANK_ROWS = 2
"""Papers, or corrections, to write by hand when none was told."""

TO_EACH = ("LET-06",)
"""The same letter for several offices."""

WHOM = (
    Own("recipient", "choice", choices=("me", "lawyer", "association"), shared=True),
    Own("recipient_name", "line", most=200, shared=True),
)

ASKS: Mapping[str, tuple[Own, ...]] = {
    "LET-02": (
        Own("who", "choice", choices=("both", "officer", "interpreter")),
        Own("sex", "choice", choices=("woman", "man")),
        Own("reason", "line", most=300),
    ),
    "LET-03": (
        Own("problem", most=1_500),
        Own("french", "choice", choices=("yes", "no")),
    ),
    "LET-04": (
        Own("need", most=1_500),
        Own("arrangement", most=1_500),
        Own("carer", "choice", choices=("health", "association", "nobody")),
    ),
    "LET-05": (Own("reason", most=2_000), Own("unavailable", "line", most=300)),
    "LET-06": (Own("old_address", most=400), Own("since", "line", most=100)),
    "LET-07": (Own("words", most=6_000),),
    "LET-08": WHOM,
    "LET-09": (
        Own("corrections", "rows", most=600, columns=("passage", "written", "said", "why")),
    ),
    "LET-10": (Own("reason", most=2_000),),
    "LET-13": WHOM,
    "LET-14": (Own("what", "choice", choices=("lodging", "interview")), Own("reason", most=2_000)),
}
"""What only the person can say, by letter."""


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """What the letters of a claim are written from."""

    words: Bilingual
    person: Person
    summons: Summons
    language: Language
    papers: tuple[Paper, ...]
    facts: PlanFacts
    today: date


def situation(words: Bilingual, stored: Mapping[str, Any], today: date) -> Situation:
    """Read the section `ofpra` of the answers; what cannot be read counts as not told."""
    dates = stored.get("dates")
    return Situation(
        words=words,
        person=person(stored),
        summons=summons(stored),
        language=language(stored),
        papers=listed(stored),
        facts=stored_facts(dates if isinstance(dates, Mapping) else None),
        today=today,
    )


# Which letters.


def useful(situation: Situation, edited: Iterable[str] = ()) -> tuple[str, ...]:
    """The letters that fit the moment of the procedure, and those the person has edited."""
    now = set(of_the_moment(situation.facts, situation.today, situation.summons.companion))
    return tuple(one for one in LETTERS if one in now | set(edited))


def of_the_moment(facts: PlanFacts, today: date, companion: str = "") -> tuple[str, ...]:
    """The letters that can help on the day `today`."""
    if facts.track is Track.DUBLIN:
        return ()
    if has_decision(facts):
        return tuple(_after_the_decision(facts, today))
    if facts.interview_missed:
        return ("LET-05",) if _is_under_old_rules(facts) else ("LET-05", "LET-14")
    interview = facts.interview_on
    if interview is not None and interview >= today:
        notice = () if companion == "nobody" else ("LET-01",)
        return (*notice, "LET-02", "LET-03", "LET-04", "LET-05", "LET-07")
    late = ("LET-11",) if _is_late(facts, today) else ()
    if interview is not None:
        return ("LET-07", "LET-08", "LET-09", *late)
    return ("LET-02", "LET-03", "LET-04", *(("LET-07",) if facts.lodged_on else ()), *late)


def _after_the_decision(facts: PlanFacts, today: date) -> Iterator[str]:
    if facts.decision is Decision.REFUGEE or facts.cnda_notified_on is not None:
        return
    if facts.decision is Decision.CLOSED:
        closed_on = facts.decision_dated_on
        if may_be_reopened(facts) and (
            closed_on is None or today < add_months(closed_on, REOPENING)
        ):
            yield "LET-10"
        yield "LET-14"
        return
    if facts.appealed_on is None:
        yield "LET-12"
    yield "LET-13"
    notified_on = notification(facts)
    if facts.legal_aid_requested_on is None and (
        notified_on is None or today <= add_days(notified_on, LEGAL_AID)
    ):
        yield "LET-15"


def _is_under_old_rules(facts: PlanFacts) -> bool:
    return facts.lodged_on is not None and facts.lodged_on < NEW_RULES_SINCE


def _is_late(facts: PlanFacts, today: date) -> bool:
    return facts.lodged_on is not None and add_months(facts.lodged_on, DECISION) <= today


def may_be_reopened(facts: PlanFacts) -> bool:
    """Nobody may promise it for a claim lodged under the rules of 12 June 2026."""
    return facts.lodged_on is None or _is_under_old_rules(facts)


def offered(situation: Situation, edited: Iterable[str] = ()) -> tuple[str, ...]:
    """The letters that may be of use some day, and those the person has edited."""
    hidden = set() if may_be_reopened(situation.facts) else {"LET-10"} - set(edited)
    return tuple(one for one in LETTERS if one not in hidden)


def warnings(letter_id: str, situation: Situation) -> tuple[str, ...]:
    """The texts that must be read before that letter."""
    if letter_id == "LET-01":
        return ("letters.LET-01.warning",)
    if letter_id != "LET-10" or _is_under_old_rules(situation.facts):
        return ()
    if may_be_reopened(situation.facts):
        return ("letters.LET-10.warning",)
    return ("letters.LET-10.does_not_apply",)


# One letter.


def letter(letter_id: str, situation: Situation, stored: Mapping[str, Any] | None = None) -> Letter:
    """One letter, with what the person wrote in place of the template.

    Raises KeyError for a letter that does not exist.
    """
    compose = COMPOSERS[letter_id]
    draft = _Draft(situation, letter_id, told(ASKS.get(letter_id, ()), stored))
    draft.say("greeting")
    compose(draft)
    draft.close("i")
    return draft.finished(stored, to_each=letter_id in TO_EACH, asks=ASKS.get(letter_id, ()))


class _Draft(Draft):
    """A letter of the person, or of who comes along."""

    def __init__(self, situation: Situation, letter_id: str, own: Mapping[str, Any]) -> None:
        super().__init__(situation.words, letter_id)
        self.situation = situation
        self.own = own

    # Paragraphs that several letters have.

    def mine(self, name: str, /, **values: object) -> None:
        """One paragraph of this letter alone."""
        self.say(f"{self.id}.{name}", **values)

    def quoted(self, intro: str, name: str) -> None:
        """An introduction of this letter, then what the person answered to the question `name`."""
        self.mine(intro)
        kind = next(one.kind for one in ASKS[self.id] if one.name == name)
        self.quote(self.own.get(name), lines=1 if kind == "line" else 3)

    def references(self, intro: str = "references") -> None:
        told = self.situation.person
        nationality: object = self.country(told.nationality)
        if told.nationality == STATELESS:
            nationality = self.words.text("letters.ref.stateless")
        lines: list[tuple[str, dict[str, object]]] = [
            ("ref.name", {"name": self.or_blank(told.full_name)}),
            ("ref.birth", {"born": self.or_blank(told.birth_date)}),
        ]
        if told.birth_date_written:
            lines.append(("ref.birth_written", {"written": told.birth_date_written}))
        lines += [
            ("ref.nationality", {"nationality": nationality}),
            ("ref.agdref", {"agdref": self.or_blank(told.agdref)}),
            ("ref.file_number", {"file_number": self.or_blank(told.file_number)}),
            ("ref.division", {"division": self.or_blank(self.situation.summons.division)}),
        ]
        self.list(intro, lines)

    def enclosed(self, *names: str) -> None:
        """The numbered list of what goes with the letter, with room for more."""
        every = [*names, "other"] if names else ["any"]
        self.list("enclosures", [(f"enclosed.{name}", {}) for name in every], numbered=True)

    def whom(self) -> None:
        """Who gets the copy that is asked for."""
        chosen = self.own.get("recipient")
        self.say(
            f"send_to.{chosen}" if chosen else "send_to",
            whom=self.or_blank(one_line(self.own.get("recipient_name", ""))),
        )

    def of_interview(self) -> dict[str, object]:
        summons = self.situation.summons
        return {"day": self.or_blank(summons.day), "time": self.or_blank(summons.time)}

    def of_decision(self) -> dict[str, object]:
        """The days of the decision; of one that cannot be appealed against, none."""
        facts = self.situation.facts
        is_other = facts.decision in (Decision.REFUGEE, Decision.CLOSED)
        return {
            "decided_on": self.or_blank(None if is_other else facts.decision_dated_on),
            "notified_on": self.or_blank(None if is_other else notification(facts)),
        }

    # The head of the letter.

    def sender(self) -> str:
        if self.id == "LET-01":
            return self._sender_who_comes_along()
        told = self.situation.person
        lines = [told.full_name or self.blank]
        if told.address:
            lines += told.address.splitlines()
        else:
            lines.append(self.words.plain("letters.postal_address", {"blank": self.blank}))
        lines += self._phone_and_email(told.phone, told.email)
        return "\n".join(lines)

    def _sender_who_comes_along(self) -> str:
        summons = self.situation.summons
        who = summons.companion if summons.companion in ("lawyer", "association") else "unknown"
        office = {"office": self.or_blank(summons.companion_office), "blank": self.blank}
        return "\n".join(
            [
                summons.companion_name or self.blank,
                self.words.plain(f"letters.LET-01.sender.{who}", office),
                self.words.plain("letters.postal_address", {"blank": self.blank}),
                *self._phone_and_email("", ""),
            ]
        )

    def _phone_and_email(self, phone: str, email: str) -> list[str]:
        return [
            self.words.plain("letters.telephone", {"blank": phone or self.blank}),
            self.words.plain("letters.email", {"blank": email or self.blank}),
        ]

    def place_and_date(self) -> str:
        return self.words.plain(
            "letters.place_and_date", {"town": self.blank, "today": self.situation.today}
        )

    def addressee(self) -> str:
        return ADDRESSEES[self.id](self)

    def value(self, name: str) -> str:
        """A number, an address or a law by its name."""
        return self.words.snapshot.values[name].value

    def line(self, name: str, /, **values: object) -> str:
        return self.words.plain(f"letters.{name}", {"blank": self.blank, **values})


def one_line(words: str) -> str:
    """An address that was written on several lines, in a sentence."""
    return ", ".join(part for line in words.splitlines() if (part := line.strip(" ,")))


# Whom to write to. A blank line stands between two addressees.


def _division(draft: _Draft) -> str:
    """OFPRA, by post, at the division of the file."""
    office, *rest = draft.value("ofpra_address").split(", ")
    division = draft.situation.summons.division or draft.blank
    return "\n".join((office, draft.line("division", division=division), *rest))


def _summoner(draft: _Draft) -> str:
    """The same, first by what the person copied from the summons: nothing else is known."""
    summons = draft.situation.summons
    lines = [_division(draft)]
    if summons.email or not summons.fax:
        lines.append(draft.line("by_email", email=summons.email or draft.blank))
    if summons.fax:
        lines.append(draft.line("by_fax", fax=summons.fax))
    return "\n".join(lines)


def _mailbox(name: str) -> Callable[[_Draft], str]:
    """OFPRA, by e-mail alone."""

    def written(draft: _Draft) -> str:
        office = draft.value("ofpra_address").split(", ")[0]
        return f"{office}\n{draft.line('by_email', email=draft.value(name))}"

    return written


def _prefecture(draft: _Draft) -> str:
    return f"{draft.line('LET-10.prefecture')}\n{draft.line('LET-10.counter')}"


def _everybody(draft: _Draft) -> str:
    """All who write to the person."""
    others = (draft.line(f"LET-06.{name}") for name in ("prefecture", "spada", "ofii"))
    return "\n\n".join((_division(draft), *("\n".join(one.split(", ")) for one in others)))


def _legal_aid(draft: _Draft) -> str:
    return "\n".join(draft.value("legal_aid_address").split(", "))


ADDRESSEES: Mapping[str, Callable[[_Draft], str]] = {
    "LET-01": _summoner,
    "LET-02": _summoner,
    "LET-03": _summoner,
    "LET-04": _summoner,
    "LET-05": _summoner,
    "LET-06": _everybody,
    "LET-07": _division,
    "LET-08": _summoner,
    "LET-09": _division,
    "LET-10": _prefecture,
    "LET-11": _division,
    "LET-12": _mailbox("ofpra_audio_email"),
    "LET-13": _mailbox("ofpra_copy_email"),
    "LET-14": _summoner,
    "LET-15": _legal_aid,
}


# What they say.


def _accompaniment(draft: _Draft) -> None:
    """LET-01, by the lawyer or the association."""
    summons = draft.situation.summons
    draft.mine("announce")
    draft.references("references_of")
    draft.mine("interview", **draft.of_interview())
    track = draft.situation.facts.track
    procedure: object = draft.blank
    if track in (Track.NORMAL, Track.ACCELERATED):
        procedure = draft.words.text(f"letters.LET-01.procedure.{track}")
    draft.mine("procedure", procedure=procedure)
    known = summons.companion in ("lawyer", "association")
    draft.mine(
        f"capacity.{summons.companion}" if known else "capacity",
        name=draft.or_blank(summons.companion_name),
        office=draft.or_blank(summons.companion_office),
    )
    draft.mine("mandate")
    draft.enclosed("summons", "mandate")


def _of_a_sex(draft: _Draft) -> None:
    """LET-02."""
    draft.references()
    draft.say("interview", **draft.of_interview())
    who, sex = draft.own.get("who"), draft.own.get("sex")
    asked = {"sex": draft.words.text(f"letters.LET-02.a.{sex}") if sex else draft.blank}
    persons = ("officer", "interpreter") if who == "both" else (who or "unknown",)
    draft.list("LET-02.request", [(f"LET-02.of_{one}", dict(asked)) for one in persons])
    draft.quoted("because", "reason")
    draft.enclosed("summons")


def _language(draft: _Draft) -> None:
    """LET-03."""
    told = draft.situation.language
    draft.references()
    draft.say("interview", **draft.of_interview())
    draft.list(
        "LET-03.languages",
        [
            (f"LET-03.{name}", {name: draft.or_blank(value)})
            for name, value in (
                ("chosen", told.chosen),
                ("dialect", told.dialect),
                ("region", told.region),
                ("others", told.others),
            )
        ],
    )
    draft.quoted("met", "problem")
    french = draft.own.get("french")
    if french == "yes":
        draft.mine("in_french")
    else:
        draft.mine("ask")
        if french is None:
            draft.mine("in_french_or_not")
    draft.enclosed("summons")


def _special_needs(draft: _Draft) -> None:
    """LET-04."""
    draft.references()
    draft.say("interview", **draft.of_interview())
    draft.mine("request")
    draft.quoted("my_need", "need")
    draft.quoted("my_request", "arrangement")
    carer = draft.own.get("carer", "whom")
    if carer != "nobody":
        draft.mine(f"with_{carer}")
    draft.enclosed("summons", "medical")


def _absence(draft: _Draft) -> None:
    """LET-05."""
    draft.references()
    draft.mine("summoned", **draft.of_interview())
    day = draft.situation.summons.day
    if draft.situation.facts.interview_missed or (day and day < draft.situation.today):
        draft.mine("did_not")
    else:
        draft.mine("cannot" if day else "cannot_or_did_not")
    draft.quoted("my_reason", "reason")
    draft.quoted("my_dates", "unavailable")
    draft.mine("ask")
    draft.enclosed("summons", "reason")


def _new_address(draft: _Draft) -> None:
    """LET-06."""
    told = draft.situation.person
    draft.references()
    draft.list(
        "LET-06.announce",
        [
            ("LET-06.old", {"address": draft.or_blank(one_line(draft.own.get("old_address", "")))}),
            ("LET-06.new", {"address": draft.or_blank(one_line(told.address))}),
            ("LET-06.from", {"since": draft.or_blank(draft.own.get("since"))}),
            ("LET-06.phone", {"phone": draft.or_blank(told.phone)}),
            ("LET-06.email", {"email": draft.or_blank(told.email)}),
        ],
    )
    draft.mine("ask")
    draft.enclosed("address")


def _documents(draft: _Draft) -> None:
    """LET-07. The numbers are those of the person's list; what OFPRA has already stays out."""
    draft.references()
    draft.mine("send")
    papers = [one for one in draft.situation.papers if not one.is_sent]
    for one in papers:
        _paper(draft, one)
    words = draft.own.get("words")
    if not papers and not words:
        for number in range(1, BLANK_ROWS + 1):
            _paper(draft, Paper("", number=number))
    if words or not papers:
        draft.quoted("add", "words")
    draft.enclosed("papers")


def _paper(draft: _Draft, one: Paper) -> None:
    """One document with what was told of it."""
    lines: list[tuple[str, dict[str, object]]] = []
    lines += [(f"LET-07.kind.{kind}", {}) for kind in one.kinds]
    lines += [
        ("LET-07.shows", {"shows": draft.or_blank(one.shows)}),
        ("LET-07.from_whom", {"from_whom": draft.or_blank(one.from_whom)}),
    ]
    if one.received:
        lines.append(("LET-07.received", {"received": one.received}))
    lines.append(("LET-07.why_late", {"why_late": draft.or_blank(one.why_late)}))
    draft.list("LET-07.paper", lines, number=one.number, name=draft.or_blank(one.name))


def _transcript(draft: _Draft) -> None:
    """LET-08."""
    draft.references()
    draft.mine("heard", day=draft.of_interview()["day"])
    draft.mine("ask")
    draft.whom()
    draft.enclosed("summons")


def _corrections(draft: _Draft) -> None:
    """LET-09."""
    draft.references()
    draft.mine("ask", day=draft.of_interview()["day"])
    rows = draft.own.get("corrections") or [{}] * BLANK_ROWS
    for number, row in enumerate(rows, start=1):
        draft.list(
            "LET-09.correction",
            [
                (f"LET-09.{name}", {"words": draft.or_blank(row.get(name))})
                for name in ("passage", "written", "said", "why")
            ],
            number=number,
        )
    draft.mine("file")
    draft.enclosed()


def _reopening(draft: _Draft) -> None:
    """LET-10."""
    facts = draft.situation.facts
    is_closure = facts.decision in (None, Decision.CLOSED)
    draft.references()
    draft.mine("closed", closed_on=draft.or_blank(facts.decision_dated_on if is_closure else None))
    draft.mine("ask")
    draft.quoted("my_reason", "reason")
    draft.enclosed("closure", "reason")


def _delay(draft: _Draft) -> None:
    """LET-11."""
    draft.references()
    draft.mine("lodged", lodged_on=draft.or_blank(draft.situation.facts.lodged_on))
    draft.mine("ask")
    draft.enclosed("introduction")


def _recording(draft: _Draft) -> None:
    """LET-12."""
    draft.references()
    draft.mine("decision", **draft.of_decision())
    draft.mine("ask")
    draft.enclosed("decision")


def _copy_of_the_file(draft: _Draft) -> None:
    """LET-13."""
    draft.references()
    draft.mine("ask")
    draft.whom()
    by_another = draft.own.get("recipient") in ("lawyer", "association")
    draft.enclosed(*(("mandate",) if by_another else ()))


def _go_on(draft: _Draft) -> None:
    """LET-14."""
    draft.references()
    what = draft.own.get("what")
    draft.mine(f"failed.{what}" if what else "failed", day=draft.of_interview()["day"])
    draft.quoted("my_reason", "reason")
    draft.mine("ask")
    draft.enclosed("letter", "reason")


def _legal_aid_request(draft: _Draft) -> None:
    """LET-15."""
    draft.references()
    draft.mine("ask")
    draft.mine("decision", **draft.of_decision())
    told = draft.situation.language
    spoken = " – ".join(one for one in (told.chosen, told.dialect) if one)
    draft.mine("language", language=draft.or_blank(spoken))
    draft.mine("lawyer")
    draft.enclosed("decision")


COMPOSERS: Mapping[str, Callable[[_Draft], None]] = {
    "LET-01": _accompaniment,
    "LET-02": _of_a_sex,
    "LET-03": _language,
    "LET-04": _special_needs,
    "LET-05": _absence,
    "LET-06": _new_address,
    "LET-07": _documents,
    "LET-08": _transcript,
    "LET-09": _corrections,
    "LET-10": _reopening,
    "LET-11": _delay,
    "LET-12": _recording,
    "LET-13": _copy_of_the_file,
    "LET-14": _go_on,
    "LET-15": _legal_aid_request,
}
