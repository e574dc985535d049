"""Letters say what was told, to the right place, and keep what the person writes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from dossier.letters import LETTERS, letter, useful
from dossier.printing import Dossier, print_dossier
from dossier.writing import FIELDS, Letter, tidy, to_store
from guide import content
from tests.dossier.papers import (
    MINOR,
    client_with,
    form_of,
    job,
    named,
    plain_text_of,
    stored,
)

pytestmark = pytest.mark.django_db
BLANK = "……"


def written(letter_id: str, answers: dict | None = None, language: str = "ar") -> Letter:
    dossier = Dossier.of(job(answers, language, ["letters"]))
    return letter(letter_id, dossier.situation, dossier.stored_letters.get(letter_id))


@pytest.mark.parametrize("letter_id", LETTERS)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_letter_is_french_and_every_paragraph_can_be_read(letter_id, language):
    found = written(letter_id, language=language)

    assert "{" not in found.body
    for paragraph in found.paragraphs:
        assert (paragraph.reading is None) == (language == "fr")
        assert paragraph.reading is None or "{" not in paragraph.reading
    assert not re.search("[\u0600-\u06ff]", found.body)


@pytest.mark.parametrize("letter_id", LETTERS)
def test_nothing_is_said_that_was_not_told(letter_id):
    """Without answers, every name, day and place is a blank, and no day is invented."""
    bare = {"sponsor": {}, "relatives": [{"key": "a2b3", "relation": "spouse"}]}

    found = written(letter_id, bare)

    days = r"\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|sept|oct|nov|déc)"
    cited = {
        value.value
        for name, value in content.current().values.items()
        if name[:3] in ("dec", "law")
    }
    body = found.body
    for citation in sorted(cited, key=len, reverse=True):
        body = body.replace(citation, "")
    assert not re.search(days, body)
    assert body.count(BLANK) >= 3


def test_the_request_for_an_appointment_names_all_and_the_birthday_that_is_near():
    found = written("L-01")

    for name in ("Zarmina Kohsari", "Mirwais Kohsari", "Farhad Sangin", "Nilab", "Idris"):
        assert name in found.body
    assert "né(e) en 1985 à Baghlan" in found.body
    assert "Farhad Sangin aura 19 ans le 14 juin 2027" in found.body
    assert "retenir sa date" in found.body
    assert "qualité de réfugié, décision du 17 février 2026" in found.body
    assert found.addressee.endswith("Islamabad (Pakistan)")
    assert found.place_and_date == "Lyon, le 22 novembre 2026"


def test_a_birthday_known_in_part_is_said_as_far_as_it_is_known():
    answers = stored()
    answers["relatives"][1]["birth_date"] = "2008-06"

    assert "Farhad Sangin aura 19 ans en juin 2027" in written("L-01", answers).body


def test_a_minor_sponsor_is_the_birthday_of_the_parents_request():
    assert (
        "Natnael Tesfahuney Habtezgi aura 18 ans le 26 avril 2028"
        in written("L-01", stored(MINOR)).body
    )


def test_who_has_no_right_by_this_road_is_not_in_the_letter():
    answers = stored()
    answers["relatives"].append(
        {"key": "p5", "full_name": "Oncle Kohsari", "relation": "other", "lives_in": "PK"}
    )

    assert "Oncle" not in written("L-01", answers).body


def test_a_letter_names_whom_the_results_name():
    """A spouse at home in France closes the road of another spouse: on the page, on paper, here."""
    answers = stored()
    answers["sponsor"]["lives_in_france_with"] = ["spouse"]
    dossier = Dossier.of(job(answers, "ar", ["results", "letters"]))
    open_roads = {
        one.person.key
        for one in dossier.results()
        if one.outcome not in ("not_eligible", "other_route")
    }

    assert set(dossier.situation.applicants()) == open_roads
    assert "p1" not in open_roads


@pytest.mark.parametrize("country", ["AF", "XX", None])
def test_a_post_that_is_not_sure_stays_blank(country):
    answers = stored()
    for one in answers["relatives"]:
        one["lives_in"] = country

    assert written("L-01", answers).addressee.endswith(BLANK)


def test_relatives_in_two_countries_leave_the_post_blank():
    answers = stored()
    answers["relatives"][0]["lives_in"] = "ET"

    assert written("L-01", answers).addressee.endswith(BLANK)


def test_the_appeal_goes_to_the_board_and_the_statement_also_to_nantes():
    assert "BP 83609" in written("L-12").addressee
    assert "44036 Nantes cedex 01" in written("L-12").addressee
    assert "BP 43605" in written("L-05").addressee
    assert "BP 43605" in written("L-10").addressee
    assert "BP" not in written("L-01").addressee


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (True, "Toute la famille qui peut faire une demande la dépose ensemble."),
        (False, "Une partie de la famille ne dépose pas de demande maintenant"),
        (None, "Membres de la famille qui ne déposent pas de demande maintenant"),
    ],
)
def test_the_cover_letter_says_whether_the_whole_family_applies(whole, said):
    assert said in written("L-04", stored(whole_family_applies=whole)).body


def test_the_cover_letter_lists_what_is_missing_and_leaves_the_reason_blank():
    ticks = {"p1": {"D-20": "cannot", "D-03": "have"}, "p2": {"D-27": "not_yet"}}

    body = written("L-04", stored(ticks=ticks)).body

    assert re.search(r"– Acte de mariage – Mirwais Kohsari : ……", body)
    assert "possession d'état" in body
    assert re.search(r"– Acte de naissance de l'enfant – Farhad Sangin$", body, re.MULTILINE)
    assert "Passeport" not in body
    assert "Nous ne pouvons pas donner" not in written("L-04").body


def test_the_statement_tells_the_union_as_it_was_told():
    body = written("L-05").body

    assert "Nous nous sommes mariés le 20 avril 2012 (mariage religieux ou coutumier)." in body
    assert "Cette union a été enregistrée en juin 2021." in body
    assert "avril 2012 – août 2023" in body
    assert "Idris Kohsari, né(e) le 28 mars 2019 à Peshawar, est l'enfant de notre couple." in body


def test_an_appeal_after_silence_counts_from_the_receipt():
    body = written("L-12", stored(events={"receipt_on": "2026-08-03"})).body

    assert "né du silence du consulat" in body
    assert "Date de l'attestation de dépôt : 3 août 2026" in body
    assert "Date du refus par silence : 3 octobre 2026" in body


def test_silence_that_has_not_lasted_long_enough_is_no_refusal():
    body = written("L-11", stored(events={"receipt_on": "2026-10-03"})).body

    assert f"Date de cette décision : {BLANK}" in body


def test_an_appeal_against_a_letter_gives_the_day_it_was_notified():
    body = written("L-12", stored(events={"refusal_notified_on": "2026-11-10"})).body

    assert "Date à laquelle le refus a été notifié : 10 novembre 2026" in body
    assert "intérêt supérieur des enfants" in body


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({}, ("L-01", "L-04", "L-05")),
        ({"receipt_on": "2026-11-10"}, ("L-05", "L-10")),
        ({"receipt_on": "2026-08-03"}, ("L-05", "L-10", "L-11", "L-12")),
        ({"receipt_on": "2026-08-03", "refusal_notified_on": "2026-11-10"}, ("L-05", "L-12")),
        ({"entered_on": "2026-11-10"}, ()),
    ],
)
def test_the_letters_of_the_moment(events, expected):
    dossier = Dossier.of(job(stored(events=events)))

    assert useful(dossier.situation) == expected


def test_what_the_person_wrote_wins_and_only_that_is_kept():
    now = written("L-01")
    body = now.body.replace("Madame, Monsieur,", "Madame la Consule,", 1)

    kept = to_store(now, {name: now.value(name) for name in FIELDS} | {"body": body})
    again = written("L-01", stored(letters={"L-01": kept}))

    assert set(kept) == {"body", "template"}
    assert again.is_edited
    assert not again.is_outdated
    assert again.body == body
    # The paragraph that was changed has no translation, the others keep theirs.
    assert [one.reading is None for one in again.paragraphs].count(True) == 1


def test_a_letter_put_back_to_the_template_keeps_nothing():
    now = written("L-01")

    assert to_store(now, {name: now.value(name) for name in FIELDS}) == {}
    assert to_store(now, {"body": now.body.replace("\n", "\r\n") + "  \r\n\r\n"}) == {}


def test_answers_that_change_after_an_edit_are_told():
    kept = to_store(written("L-01"), {"sender": "Zarmina Kohsari, 3 rue des Lilas"})
    changed = named(p1="Mirwais Ahmad Kohsari")
    changed["letters"] = {"L-01": kept}

    found = written("L-01", changed)

    assert found.is_outdated
    assert "Mirwais Ahmad Kohsari" in found.body
    assert found.sender == "Zarmina Kohsari, 3 rue des Lilas"


def test_what_cannot_be_seen_does_not_enter_a_letter():
    assert tidy("a\u202eb\x00\r\n\r\n\r\n\r\nc \u200c") == "ab\n\nc \u200c"


@pytest.mark.paper
def test_a_letter_to_send_is_french_alone_and_its_copy_says_not_to_send_it():
    printed = print_dossier(job(language="ar", parts=["L-01"]))

    text = plain_text_of(printed)
    letter_page, _, copy = text.partition("\f") if "\f" in text else (text, "", text)
    assert "Copie de lecture : ne pas envoyer" in copy
    assert printed.page_count == 2
    assert "page 1 de 1" in letter_page


# Pages.


@pytest.fixture
def client() -> Client:
    return client_with(stored())


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_list_shows_every_letter_those_of_the_moment_first(client, language):
    html = client.get(f"/{language}/my/letters/").content.decode()

    found = re.findall(rf"/{language}/my/letters/(L-\d\d)/", html)
    assert sorted(dict.fromkeys(found)) == sorted(LETTERS)
    assert list(dict.fromkeys(found))[:3] == ["L-01", "L-04", "L-05"]
    assert "Kohsari" not in html
    assert "data-missing" not in html


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_each_letter_has_a_page_with_its_translation(client, language, letter_id):
    answer = client.get(f"/{language}/my/letters/{letter_id}/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "data-missing" not in html
    assert "<title>Pas à pas</title>" in html
    assert ('class="pair"' in html) or language != "ar"
    assert html.count("<textarea") == 3


def test_an_edit_is_kept_shown_again_and_can_be_taken_back(client):
    address = "/fr/my/letters/L-01/"
    page = client.get(address).content.decode()
    form = form_of(page)

    saved = client.post(address, form | {"sender": "Chez <b>nous</b>", "act": "save"})
    after = client.get(address).content.decode()

    assert (saved.status_code, saved["Location"]) == (303, f"{address}?saved=1")
    assert "Enregistré." in client.get(saved["Location"]).content.decode()
    assert "Chez &lt;b&gt;nous&lt;/b&gt;" in after
    assert "changée par vous" in client.get("/fr/my/letters/").content.decode()
    client.post(address, form_of(after) | {"act": "reset"})
    assert "Chez" not in client.get(address).content.decode()


def test_saving_and_printing_gives_the_letter(client):
    address = "/ar/my/letters/L-12/"
    form = form_of(client.get(address).content.decode())

    answer = client.post(address, form | {"subject": "Recours de Zarmina", "act": "print"})

    assert answer["Content-Type"] == "application/pdf"
    assert b"Kohsari" not in answer.headers["Content-Disposition"].encode()


def test_a_text_that_is_too_long_comes_back_whole(client):
    address = "/fr/my/letters/L-05/"
    form = form_of(client.get(address).content.decode())
    body = "mot " * 4000

    answer = client.post(address, form | {"body": body, "act": "save"})

    assert answer.status_code == 422
    assert "trop long" in answer.content.decode()
    assert body.strip() in answer.content.decode()


def test_two_tabs_never_overwrite_each_other_silently(client):
    address = "/fr/my/letters/L-01/"
    first = form_of(client.get(address).content.decode())
    client.post(address, first | {"sender": "Première", "act": "save"})

    second = client.post(address, first | {"sender": "Deuxième", "act": "save"})

    assert second.status_code == 409
    assert "Deuxième" in second.content.decode()
    assert "Première" in client.get(address).content.decode()


def test_a_letter_that_does_not_exist_is_not_found(client):
    assert client.get("/fr/my/letters/L-99/").status_code == 404


def test_without_answers_the_pages_say_where_to_begin():
    client = client_with({})

    assert "/my/family/" in client.get("/fr/my/letters/").content.decode()
    assert client.get("/fr/my/letters/L-01/")["Location"] == "/fr/my/letters/"
