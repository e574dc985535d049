"""Letters of a claim: to the right office, from what was told alone, the reason word for word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from dossier import claim_letters
from dossier.bilingual import Bilingual
from dossier.claim_letters import (
    ASKS,
    LETTERS,
    Situation,
    letter,
    of_the_moment,
    offered,
    situation,
    useful,
    warnings,
)
from dossier.paper import Job
from dossier.press import print_job
from dossier.writing import FIELDS, MAX_ROWS, Letter, Own, to_store
from guide import content
from guide.languages import BY_CODE
from ofpra.plan import stored_facts
from tests.dossier.papers import client_with, form_of, plain_text_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
BLANK = "……"

TOLD: dict[str, Any] = {
    "me": {
        "full_name": "Aster Welde",
        "birth_date": "1990-03-14",
        "birth_date_written": "5 Meggabit 1982",
        "nationality": "ER",
        "agdref": "9903112233",
        "file_number": "2026-10-01234",
        "address": "Chez Forum\n12 rue des Lilas\n69003 Lyon",
        "phone": "06 01 02 03 04",
        "email": "aster@example.org",
    },
    "summons": {
        "division": "AF",
        "time": "09:00",
        "email": "copied@example.org",
        "fax": "01 02 03 04 05",
        "companion": "association",
        "companion_name": "Lucie Morin",
        "companion_office": "Les Amarres",
    },
    "language": {
        "chosen": "tigrinya",
        "dialect": "d'Asmara",
        "region": "Asmara",
        "others": "arabe",
        "french": "a_little",
    },
    "dates": {
        "track": "normal",
        "lodged_on": "2026-03-02",
        "interview_on": "2026-12-10",
    },
    "papers": [
        {
            "key": "k1",
            "name": "Carte d'étudiante",
            "shows": "J'étudiais à Asmara.\n\nJusqu'en 2019.",
            "kinds": ["original", "translation"],
            "from_whom": "Ma sœur",
            "received": "par la poste",
            "why_late": "Elle était chez ma mère.",
        },
        {"key": "k2", "name": "Déjà envoyée", "is_sent": True},
        {"key": "k3", "name": "Photo de classe"},
        {"key": "k4", "name": "Hors de la liste", "is_listed": False},
    ],
}
OWN: Mapping[str, Mapping[str, Any]] = {
    "LET-02": {"who": "both", "sex": "woman", "reason": "Je n'arrive pas à parler, sinon."},
    "LET-03": {"problem": "Le 3 mai, je ne comprenais pas l'interprète.", "french": "no"},
    "LET-04": {"need": "Mal au dos.", "arrangement": "Des pauses.", "carer": "health"},
    "LET-05": {"reason": "Hôpital du 1 au 3.\n\nJe joins le papier.", "unavailable": "Avant le 20"},
    "LET-06": {"old_address": "3 rue Haute\n69001 Lyon", "since": "le 2 novembre"},
    "LET-07": {"words": "J'ai oublié une date."},
    "LET-08": {"recipient": "lawyer", "recipient_name": "Maître Sorel, Lyon"},
    "LET-09": {
        "corrections": [
            {"passage": "p. 3", "written": "2015", "said": "2016", "why": "traduction"},
            {"passage": "p. 4", "said": "ma tante"},
        ]
    },
    "LET-10": {"reason": "La lettre n'est pas arrivée."},
    "LET-13": {"recipient": "me"},
    "LET-14": {"what": "interview", "reason": "J'étais à l'hôpital."},
}


def of(stored: Mapping[str, Any], language: str = "en") -> Situation:
    return situation(Bilingual(content.current(), BY_CODE[language], "ofpra"), stored, TODAY)


def told(**dates: Any) -> dict[str, Any]:
    """The same person, with these dates besides."""
    return TOLD | {"dates": TOLD["dates"] | dates}


def written(
    letter_id: str, stored: Mapping[str, Any] = TOLD, language: str = "en", own: Any = None
) -> Letter:
    kept = {"own": OWN.get(letter_id, {}) if own is None else own}
    return letter(letter_id, of(stored, language), kept)


@pytest.fixture(autouse=True)
def same_day():
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        yield


# Every letter.


@pytest.mark.parametrize("stored", [{}, TOLD], ids=["nothing", "everything"])
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_letter_is_french_and_every_paragraph_can_be_read(letter_id, language, stored):
    found = written(letter_id, stored, language)

    assert "{" not in "".join(found.value(name) for name in FIELDS)
    for paragraph in found.paragraphs:
        assert "{" not in (paragraph.reading or "")
        assert (paragraph.reading is None) == (paragraph.is_own or language == "fr")
    assert not re.search("[\u0600-\u06ff]", found.body)
    assert found.paragraphs[-1].french.startswith("Date, lieu et signature")
    assert found.paragraphs[-2].french.startswith("Je vous prie")


DAYS = r"\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|sept|oct|nov|déc)"


@pytest.mark.parametrize("letter_id", LETTERS)
def test_nothing_is_said_that_was_not_told(letter_id):
    found = written(letter_id, {}, own={})

    body = found.body
    for name, value in content.current().values.items():
        if name.startswith("law_"):
            body = body.replace(value.value, "")
    assert not re.search(DAYS, body)
    assert not re.search(r"\d{4}|@|\d\d:\d\d", body)
    assert body.count(BLANK) >= 6
    assert BLANK in found.sender
    assert found.place_and_date == f"{BLANK}, le 22 novembre 2026"


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_letter_names_the_person_by_all_that_is_known(letter_id):
    body = written(letter_id).body

    for words in (
        "Aster Welde",
        "14 mars 1990",
        "5 Meggabit 1982",
        "Érythrée",
        "9903112233",
        "2026-10-01234",
        "Division de l'OFPRA : AF",
    ):
        assert words in body
    assert "Pièces jointes :\n1. " in body


def test_a_person_without_nationality_is_named_so():
    body = written("LET-11", {"me": {"nationality": "stateless"}}).body

    assert "Nationalité : sans nationalité (apatride)" in body


FORBIDDEN = re.compile(
    r"prouv|ment(?:ir|eur|euse|onge)|votre histoire|mon histoire|avou|viol|tortur|excis|orientation"
    r"|forcé|traite|esclav|\bclan|caste|ethni|trop tard|danger|attention !",
    re.IGNORECASE,
)


def test_no_word_frightens_or_suggests_what_was_lived():
    snapshot = content.current()
    slugs = [slug for slug in snapshot.rows if slug.startswith("ofpra.letters.")]

    assert len(slugs) > 200
    for slug in slugs:
        assert not FORBIDDEN.search(snapshot.text(slug, "fr").plain), slug
        english = snapshot.text(slug, "en").plain
        assert not re.search(r"\bprove|\blie\b|your story|admit", english, re.IGNORECASE), slug


@pytest.mark.parametrize("letter_id", LETTERS)
def test_what_states_a_rule_says_where_it_comes_from(letter_id):
    snapshot = content.current()

    for name in ("purpose", "when", "channel"):
        row = snapshot.rows[f"ofpra.letters.{letter_id}.{name}"]
        assert f"OFPRA-{letter_id}" in row.facts or any(
            fact.startswith("OFPRA-") for fact in row.facts
        )
    assert any(
        f"OFPRA-{letter_id}" in row.facts
        for slug, row in snapshot.rows.items()
        if slug.startswith(f"ofpra.letters.{letter_id}.")
    )
    for slug, row in snapshot.rows.items():
        if slug.startswith("ofpra.letters.") and row.risk == "A" and not slug.endswith("_title"):
            assert row.facts, slug
        if "law_" in snapshot.text(slug, "fr").words and slug.startswith("ofpra.letters."):
            assert row.facts, slug


# To whom.

OFPRA_POST = "OFPRA\nDivision AF\n201 rue Carnot\n94136 Fontenay-sous-Bois Cedex"
SUMMONED = f"{OFPRA_POST}\nPar courriel : copied@example.org\nPar télécopie : 01 02 03 04 05"


@pytest.mark.parametrize(
    ("letter_id", "addressee", "channel"),
    [
        ("LET-01", SUMMONED, "L'avocat ou l'association l'envoie par e-mail"),
        ("LET-02", SUMMONED, "d'abord par l'e-mail ou le fax écrit sur la convocation"),
        ("LET-03", SUMMONED, "d'abord par l'e-mail ou le fax écrit sur la convocation"),
        ("LET-04", SUMMONED, "D'abord par l'e-mail ou le fax écrit sur la convocation"),
        ("LET-05", SUMMONED, "Ensuite par lettre recommandée avec accusé de réception"),
        ("LET-07", OFPRA_POST, "lettre recommandée avec accusé de réception"),
        ("LET-08", SUMMONED, "lettre recommandée avec accusé de réception"),
        ("LET-09", OFPRA_POST, "lettre recommandée avec accusé de réception"),
        ("LET-10", "Préfecture de ……\nGuichet unique pour demandeurs d'asile", "préfecture"),
        ("LET-11", OFPRA_POST, "lettre recommandée avec accusé de réception"),
        ("LET-12", "OFPRA\nPar courriel : acces.audio@ofpra.gouv.fr", "par e-mail"),
        ("LET-13", "OFPRA\nPar courriel : comacces@ofpra.gouv.fr", "Par e-mail"),
        ("LET-14", SUMMONED, "lettre recommandée avec accusé de réception"),
        (
            "LET-15",
            "Bureau d'aide juridictionnelle de la CNDA\n35 rue Cuvier\n93558 Montreuil",
            "01 48 18 43 11",
        ),
    ],
)
def test_each_letter_goes_to_its_office_by_its_channel(letter_id, addressee, channel):
    found = written(letter_id)

    assert found.addressee == addressee
    assert found.addressees == (addressee,)
    assert channel in found.channel.french.plain


def test_a_new_address_goes_to_each_office_on_a_sheet_of_its_own():
    found = written("LET-06")

    offices = [one.splitlines()[0] for one in found.addressees]
    assert offices == ["OFPRA", "Préfecture de ……", "SPADA de ……", "OFII"]
    assert "ancienne adresse : 3 rue Haute, 69001 Lyon" in found.body
    assert "nouvelle adresse : Chez Forum, 12 rue des Lilas, 69003 Lyon" in found.body


def test_an_office_that_was_taken_out_gets_no_letter():
    kept = to_store(written("LET-06"), {"addressee": "OFPRA\n\n\n\nSPADA de Lyon"})

    assert letter("LET-06", of(TOLD), kept).addressees == ("OFPRA", "SPADA de Lyon")


@pytest.mark.parametrize("letter_id", ["LET-01", "LET-02", "LET-05", "LET-08", "LET-14"])
def test_the_mailbox_of_a_division_is_never_invented(letter_id):
    addressee = written(letter_id, {"summons": {"division": "AS"}}).addressee

    assert f"Par courriel : {BLANK}" in addressee
    assert "@" not in addressee
    assert "Division AS" in addressee


def test_the_notice_is_written_by_who_comes_along():
    found = written("LET-01")
    lawyer = TOLD | {
        "summons": {"companion": "lawyer", "companion_name": "N. Sorel", "companion_office": "Lyon"}
    }

    assert found.sender.startswith("Lucie Morin\nAssociation : Les Amarres\n")
    assert "aster@example.org" not in found.sender
    assert warnings("LET-01", of(TOLD)) == ("letters.LET-01.warning",)
    assert "Entretien : le 10 décembre 2026, à 09:00." in found.body
    assert "Procédure : normale." in found.body
    assert "Association : Les Amarres. Agrément : ……" in found.body
    assert "Ma qualité : avocat. Nom : N. Sorel. Barreau : Lyon." in written("LET-01", lawyer).body
    assert "(avocat et barreau, ou association" in written("LET-01", {}).body


# What they say.


@pytest.mark.parametrize("letter_id", OWN)
def test_the_words_of_the_person_enter_the_letter_unchanged(letter_id):
    body = written(letter_id).body

    for ask in ASKS[letter_id]:
        value = OWN[letter_id].get(ask.name)
        if ask.kind in ("line", "text") and value and "address" not in ask.name:
            assert value in body


@pytest.mark.parametrize("letter_id", ["LET-02", "LET-05", "LET-10", "LET-14"])
def test_a_reason_that_was_not_told_is_a_line_to_write(letter_id):
    found = written(letter_id, own={})

    assert any(one.french.startswith(BLANK * 9) for one in found.paragraphs)
    assert not any(one.is_own for one in found.paragraphs)


def test_words_in_another_script_are_kept_as_they_are():
    words = "كنت مريضة\u200c 3 \ud83d\ude37 — <b>{blank}</b>"
    words = words.encode("utf-16", "surrogatepass").decode("utf-16")

    assert words in written("LET-05", own={"reason": words}).body


def test_the_officer_the_interpreter_or_both():
    both = written("LET-02").body
    one = written("LET-02", own={"who": "interpreter", "sex": "man"}).body

    assert "– agent de l'OFPRA : une femme\n– interprète : une femme" in both
    assert "– interprète : un homme" in one
    assert "agent de l'OFPRA :" not in one


def test_french_is_asked_for_only_by_who_wants_it():
    assert "Je demande à parler français" not in written("LET-03").body
    assert "Je demande un interprète" in written("LET-03").body
    wanted = written("LET-03", own={"french": "yes"}).body
    assert "Je demande à parler français pendant l'entretien." in wanted
    assert "Je demande un interprète" not in wanted


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"interview_on": "2026-12-10"}, "Je ne peux pas me présenter"),
        ({"interview_on": "2026-11-22"}, "Je ne peux pas me présenter"),
        ({"interview_on": "2026-11-22", "interview_missed": True}, "Je n'ai pas pu me présenter"),
        ({"interview_on": "2026-11-20"}, "Je n'ai pas pu me présenter"),
        ({"interview_on": None}, "Je ne peux pas, ou je n'ai pas pu, me présenter"),
    ],
)
def test_an_absence_is_said_before_or_after_the_interview(dates, said):
    assert said in written("LET-05", told(**dates)).body


def test_documents_keep_the_numbers_of_the_list_and_what_was_sent_stays_out():
    found = written("LET-07")

    assert "Pièce n° 1 : Carte d'étudiante\n– j'ai l'original\n" in found.body
    assert "– ce que montre cette pièce : J'étudiais à Asmara.\nJusqu'en 2019." in found.body
    assert "Pièce n° 3 : Photo de classe" in found.body
    assert f"pourquoi je ne l'ai pas donnée plus tôt : {BLANK}" in found.body
    assert "Déjà envoyée" not in found.body
    assert "Hors de la liste" not in found.body
    assert "Ce que je veux ajouter :" in found.body
    assert "Ce que je veux ajouter :" not in written("LET-07", own={}).body
    assert f"Pièce n° 2 : {BLANK}" in written("LET-07", {}, own={}).body


def test_each_correction_says_where_what_and_why():
    body = written("LET-09").body

    assert "Correction n° 1\n– page ou passage : p. 3\n– ce qui est écrit : 2015" in body
    assert f"Correction n° 2\n– page ou passage : p. 4\n– ce qui est écrit : {BLANK}" in body
    assert "Correction n° 3" not in body


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({}, "Je demande de l'envoyer à : ……"),
        ({"recipient": "me"}, "Je demande de me l'envoyer."),
        ({"recipient": "association"}, "Je demande de l'envoyer à mon association : ……"),
    ],
)
def test_a_copy_goes_to_whom_the_person_says(own, said):
    assert said in written("LET-08", own=own).body


def test_the_days_of_a_closure_are_not_those_of_an_appeal():
    closed = told(decision="closed", decision_dated_on="2026-10-05", notified_on="2026-10-09")
    refused = told(decision="refusal", decision_dated_on="2026-10-05", notified_on="2026-10-09")

    assert "clôture : 5 octobre 2026" in written("LET-10", closed).body
    assert f"clôture : {BLANK}" in written("LET-10", refused).body
    assert "Date de notification : 9 octobre 2026" in written("LET-15", refused).body
    assert f"Date : {BLANK}" in written("LET-15", closed).body


def test_a_document_that_nobody_opened_counts_after_fifteen_days():
    unread = told(decision="refusal", made_available_on="2026-10-05")

    assert "Date de notification : 20 octobre 2026" in written("LET-12", unread).body


# Which ones.

BEFORE = ("LET-01", "LET-02", "LET-03", "LET-04", "LET-05", "LET-07")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, ("LET-02", "LET-03", "LET-04")),
        ({"track": "dublin", "registered_on": "2026-11-01"}, ()),
        ({"lodged_on": "2026-10-01"}, ("LET-02", "LET-03", "LET-04", "LET-07")),
        ({"lodged_on": "2026-05-22"}, ("LET-02", "LET-03", "LET-04", "LET-07", "LET-11")),
        ({"lodged_on": "2026-05-23"}, ("LET-02", "LET-03", "LET-04", "LET-07")),
        ({"interview_on": "2026-11-22"}, BEFORE),
        ({"interview_on": "2026-12-10", "lodged_on": "2026-01-01"}, BEFORE),
        ({"interview_on": "2026-11-21"}, ("LET-07", "LET-08", "LET-09")),
        (
            {"interview_on": "2026-11-21", "lodged_on": "2026-05-01"},
            ("LET-07", "LET-08", "LET-09", "LET-11"),
        ),
        ({"interview_on": "2026-11-21", "interview_missed": True}, ("LET-05", "LET-14")),
        (
            {"interview_on": "2026-11-21", "interview_missed": True, "lodged_on": "2026-06-11"},
            ("LET-05",),
        ),
        ({"decision": "refugee"}, ()),
        ({"decision": "subsidiary"}, ("LET-12", "LET-13", "LET-15")),
        ({"decision": "refusal"}, ("LET-12", "LET-13", "LET-15")),
        ({"notified_on": "2026-11-07"}, ("LET-12", "LET-13", "LET-15")),
        ({"notified_on": "2026-11-06"}, ("LET-12", "LET-13")),
        ({"decision": "refusal", "legal_aid_requested_on": "2026-11-20"}, ("LET-12", "LET-13")),
        (
            {"decision": "refusal", "appealed_on": "2026-11-20", "notified_on": "2026-11-10"},
            ("LET-13", "LET-15"),
        ),
        ({"decision": "refusal", "cnda_notified_on": "2026-11-20"}, ()),
        ({"decision": "closed"}, ("LET-10", "LET-14")),
        ({"decision": "closed", "lodged_on": "2026-06-11"}, ("LET-10", "LET-14")),
        ({"decision": "closed", "lodged_on": "2026-06-12"}, ("LET-14",)),
        ({"decision": "closed", "decision_dated_on": "2026-02-23"}, ("LET-10", "LET-14")),
        ({"decision": "closed", "decision_dated_on": "2026-02-22"}, ("LET-14",)),
    ],
)
def test_the_letters_of_the_moment(dates, expected):
    assert set(of_the_moment(stored_facts(dates), TODAY)) == set(expected)


def test_who_comes_alone_announces_nobody():
    facts = stored_facts({"interview_on": "2026-12-10"})

    assert "LET-01" not in of_the_moment(facts, TODAY, "nobody")


@pytest.mark.parametrize(
    ("lodged_on", "is_offered", "warned"),
    [
        (None, True, ("letters.LET-10.warning",)),
        ("2026-06-11", True, ()),
        ("2026-06-12", False, ("letters.LET-10.does_not_apply",)),
    ],
)
def test_a_reopening_is_never_promised_under_the_new_rules(lodged_on, is_offered, warned):
    here = of({"dates": {"lodged_on": lodged_on}})

    assert ("LET-10" in offered(here)) is is_offered
    assert "LET-10" in offered(here, ["LET-10"])
    assert warnings("LET-10", here) == warned
    assert warnings("LET-14", here) == ()


def test_an_edited_letter_stays_among_the_useful_ones():
    assert "LET-13" in useful(of(TOLD), ["LET-13"])


# What is kept.


def test_what_the_person_wrote_wins_and_answers_that_change_are_told():
    now = written("LET-05", own={})
    body = now.body.replace("Je ne peux pas", "Je ne pourrai pas")
    kept = to_store(now, {name: now.value(name) for name in FIELDS} | {"body": body})

    again = letter("LET-05", of(TOLD), kept)
    later = letter("LET-05", of(told(interview_on="2026-12-11")), kept)

    assert set(kept) == {"body", "template"}
    assert (again.is_edited, again.is_outdated, again.body) == (True, False, body)
    assert (later.is_outdated, later.body) == (True, body)
    assert to_store(now, {"body": now.body}) == {}
    assert to_store(now, {"body": now.body}, {"reason": "x"}) == {"own": {"reason": "x"}}


@pytest.mark.parametrize(
    ("ask", "value", "clean"),
    [
        (Own("a"), "  deux\r\nlignes \u202e ", "deux\nlignes"),
        (Own("a"), " \n", None),
        (Own("a"), ["x"], None),
        (Own("a", "choice", choices=("yes",)), "yes", "yes"),
        (Own("a", "choice", choices=("yes",)), "maybe", None),
        (Own("a", "rows", columns=("b",)), [{"b": " x ", "c": "y"}, {}, "z"], [{"b": "x"}]),
        (Own("a", "rows", columns=("b",)), {"b": "x"}, None),
        (Own("a", "rows", columns=("b",)), [{"b": str(n)} for n in range(99)], MAX_ROWS),
    ],
)
def test_an_answer_is_what_its_question_can_hold(ask, value, clean):
    found = ask.clean(value)

    assert (len(found) if isinstance(clean, int) else found) == clean


@pytest.mark.parametrize("kept", [None, {"own": "x"}, {"own": {"reason": 3, "who": "all"}}])
def test_what_cannot_be_read_counts_as_not_told(kept):
    assert letter("LET-02", of(TOLD), kept).own == {}
    assert letter("LET-02", of({"dates": "x", "me": 3, "papers": "y"}), kept).body


def test_every_question_has_its_words():
    snapshot = content.current()

    for letter_id, asks in ASKS.items():
        for one in asks:
            slug = f"ofpra.{one.slug(letter_id)}"
            for name in (slug, *(f"{slug}.{part}" for part in (*one.choices, *one.columns))):
                assert snapshot.has(name), name


# Pages.


@pytest.fixture
def client() -> Client:
    return client_with(TOLD, "ofpra")


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_list_shows_the_letters_of_the_moment_first(client, language):
    html = client.get(f"/{language}/my/asylum/letters/").content.decode()

    found = list(dict.fromkeys(re.findall(r"/my/asylum/letters/(LET-\d\d)/", html)))
    assert sorted(found) == list(LETTERS)
    assert tuple(found[:6]) == BEFORE
    assert html.index("<details", html.index("<main")) < html.index("LET-08")
    assert "Aster" not in html
    assert "data-missing" not in html


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_each_letter_has_a_page_with_its_questions_and_its_moment(client, language, letter_id):
    answer = client.get(f"/{language}/my/asylum/letters/{letter_id}/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "data-missing" not in html
    assert "<title>Pas à pas</title>" in html
    assert answer["Cache-Control"] == "no-store, private"
    for ask in ASKS.get(letter_id, ()):
        assert f'name="own_{ask.name}' in html
    assert ('class="pair"' in html) or language != "ar"
    assert f'href="/{language}/my/asylum/me/"' in html[html.index("<form") :]


def test_the_letters_are_there_for_who_has_told_nothing():
    client = Client()

    assert client.get("/fr/my/asylum/letters/").status_code == 200
    assert BLANK in client.get("/fr/my/asylum/letters/LET-05/").content.decode()


@pytest.mark.parametrize(
    ("lodged_on", "listed", "warned"),
    [
        (None, True, "personne ne peut promettre une réouverture"),
        ("2026-05-01", True, None),
        ("2026-07-01", False, "Personne ne peut promettre une réouverture"),
    ],
)
def test_the_page_of_a_reopening_warns(lodged_on, listed, warned):
    dates = {"lodged_on": lodged_on} if lodged_on else {}
    client = client_with({"dates": dates}, "ofpra")
    page = client.get("/fr/my/asylum/letters/LET-10/").content.decode()

    assert ("LET-10" in client.get("/fr/my/asylum/letters/").content.decode()) is listed
    assert "Les règles ont changé" in page
    if warned:
        assert warned in page
    else:
        assert "promettre" not in page


def test_what_is_typed_stays_text(client):
    typed = "<b>{blank}</b> {{ 7|add:1 }} [lien](page:claim:me) **gras**"
    hostile = client_with({"me": {"full_name": typed}, "summons": {"division": typed}}, "ofpra")
    address = "/en/my/asylum/letters/LET-05/"
    form = form_of(hostile.get(address).content.decode())

    hostile.post(address, form | {"own_reason": typed, "act": "save"})
    page = hostile.get(address).content.decode()

    assert "<b>{blank}" not in page
    assert form_of(page)["own_reason"] == typed
    assert form_of(page)["body"].count(typed) == 3


def test_own_words_are_kept_and_enter_the_letter(client):
    address = "/fr/my/asylum/letters/LET-05/"
    form = form_of(client.get(address).content.decode())
    words = "Accident de bus <le matin>.\n\nJ'étais à l'hôpital."

    saved = client.post(address, form | {"own_reason": words, "act": "save"})
    page = client.get(saved["Location"]).content.decode()

    assert saved.status_code == 303
    after = form_of(page)
    assert after["own_reason"] == words
    assert words in after["body"]
    assert "Enregistré." in page
    assert "Reprendre le modèle" not in page
    assert "changée par vous" in client.get("/fr/my/asylum/letters/").content.decode()


def test_the_model_comes_back_and_the_words_stay(client):
    address = "/fr/my/asylum/letters/LET-14/"
    form = form_of(client.get(address).content.decode())
    typed = {"own_reason": "Malade.", "own_what": "lodging", "act": "save"}
    client.post(address, form | typed | {"subject": "Autre objet"})

    edited = form_of(client.get(address).content.decode())
    client.post(address, edited | {"act": "reset"})
    after = form_of(client.get(address).content.decode())

    assert edited["subject"] == "Autre objet"
    assert after["subject"] == "Demande de continuer l'examen de ma demande d'asile"
    assert (after["own_reason"], after["own_what"]) == ("Malade.", "lodging")


def test_corrections_get_more_lines_as_they_are_written(client):
    address = "/fr/my/asylum/letters/LET-09/"
    form = form_of(client.get(address).content.decode())
    assert "own_corrections_1_said" in form
    assert "own_corrections_2_said" not in form
    assert form["own_corrections_1_passage"] == ""

    client.post(address, form | {"own_corrections_1_said": "2016", "own_corrections_0_why": "x"})
    after = form_of(client.get(address).content.decode())

    assert after["own_corrections_1_said"] == "2016"
    assert "own_corrections_2_said" in after


@pytest.mark.parametrize(
    ("letter_id", "field", "most"),
    [
        ("LET-02", "own_reason", 300),
        ("LET-09", "own_corrections_0_said", 600),
        ("LET-05", "body", 12_000),
        ("LET-05", "addressee", 900),
    ],
)
def test_a_text_that_is_too_long_comes_back_whole(client, letter_id, field, most):
    address = f"/fr/my/asylum/letters/{letter_id}/"
    form = form_of(client.get(address).content.decode())

    answer = client.post(address, form | {field: "x" * (most + 1), "act": "save"})

    assert answer.status_code == 422
    assert "trop long" in answer.content.decode()
    assert form_of(answer.content.decode())[field] == "x" * (most + 1)
    assert client.post(address, form | {field: "x" * most, "act": "save"}).status_code == 303


def test_a_letter_that_is_long_by_itself_can_still_be_kept():
    papers = [{"key": f"k{n}", "name": f"Pièce {n}", "shows": "mot " * 90} for n in range(60)]
    client = client_with({"papers": papers}, "ofpra")
    address = "/fr/my/asylum/letters/LET-07/"
    form = form_of(client.get(address).content.decode())
    assert len(form["body"]) > 20_000

    same = client.post(address, form | {"act": "save"})
    assert "Reprendre le modèle" not in client.get(address).content.decode()
    more = client.post(address, form | {"body": form["body"] + "\n\nUn mot.", "act": "save"})

    assert (same.status_code, more.status_code) == (303, 303)


def test_saving_and_printing_gives_the_letter(client):
    address = "/ar/my/asylum/letters/LET-05/"
    form = form_of(client.get(address).content.decode())

    answer = client.post(address, form | {"own_reason": "كنت في المستشفى.", "act": "print"})

    assert answer["Content-Type"] == "application/pdf"
    assert b"Aster" not in answer.headers["Content-Disposition"].encode()


def test_two_tabs_never_overwrite_each_other_silently(client):
    address = "/fr/my/asylum/letters/LET-05/"
    first = form_of(client.get(address).content.decode())
    client.post(address, first | {"own_reason": "Première", "act": "save"})

    second = client.post(address, first | {"own_reason": "Deuxième", "act": "save"})

    assert second.status_code == 409
    assert "Deuxième" in second.content.decode()
    assert form_of(client.get(address).content.decode())["own_reason"] == "Première"


def test_a_letter_that_does_not_exist_is_not_found(client):
    assert client.get("/fr/my/asylum/letters/LET-16/").status_code == 404
    assert client.get("/fr/my/asylum/letters/L-01/").status_code == 404
    assert client.get("/fr/my/letters/LET-01/").status_code == 404


def test_the_two_procedures_keep_their_letters_apart(client):
    address = "/fr/my/asylum/letters/LET-05/"
    form = form_of(client.get(address).content.decode())
    client.post(address, form | {"own_reason": "Malade.", "act": "save"})

    assert "Malade" not in client.get("/fr/my/letters/").content.decode()
    assert replace(of(TOLD), today=TODAY) == of(TOLD)
    assert claim_letters.TO_EACH == ("LET-06",)


# Paper.


@pytest.mark.paper
def test_a_new_address_is_printed_once_for_each_office_and_once_to_read():
    answers = TOLD | {"letters": {"LET-06": {"own": OWN["LET-06"]}}}

    printed = print_job(Job(answers, ("en", "fr"), TODAY, ("LET-06",), "ofpra"))

    words = plain_text_of(printed)
    assert printed.page_count == 5
    assert words.count("page 1 de 1") == 5
    assert words.count("SPADA de") == 1
    assert "ne pas envoyer" in words


@pytest.mark.paper
@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_letter_with_nothing_told_fits_one_sheet(letter_id):
    printed = print_job(Job({}, ("fr",), TODAY, (letter_id,), "ofpra"))

    assert printed.page_count == (4 if letter_id == "LET-06" else 1)
    assert not printed.unprintable
