"""What cannot be right, what may be right, and pages that are older than the answers."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from tests.reunification.walking import Walker, stored_in
from tests.walking import day, form_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_day")]


def add(walker: Walker, relation: str) -> str:
    url = walker.client.get(f"{walker.home}people/add/").headers["Location"]
    walker.send(url, relation=relation)
    return url.split("/people/")[1].split("/")[0]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "1988"), "Le 31 février 1988 n’existe pas."),
        (("5", "3", "2087"), "n’est pas encore arrivé"),
        (("", "", "12"), "quatre chiffres"),
        (("😀", "3", "1988"), "Le jour est un nombre de 1 à 31."),
        (("", "", "1368"), "vient peut-être d’un autre calendrier"),
        (("", "", ""), "Écrivez la date."),
    ],
)
def test_an_impossible_date_is_told_where_it_is_and_kept(walker, typed, sentence):
    url = f"{walker.home}me/birth-date/"

    response = walker.send(url, **day("birth_date", *typed))

    assert response.status_code == 422
    page = text_of(response)
    assert sentence in page
    assert 'id="birth_date_error"' in page
    for part, value in zip(("day", "year"), (typed[0], typed[2]), strict=True):
        assert f'name="birth_date-{part}" value="{value}"' in page
    assert "birth_date" not in stored_in(walker.client).get("sponsor", {})


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_errors_do_not_end_in_a_traceback_in_any_language(client, language):
    walker = Walker(client, language)
    walker.begin()

    response = walker.send(f"{walker.home}me/birth-date/", **day("birth_date", "31", "2", "1988"))

    assert response.status_code == 422
    assert "1988" in response.content.decode()


def test_a_name_of_400_letters_gets_a_sentence_and_is_kept(walker):
    name = "ن" * 400

    response = walker.send(f"{walker.home}me/name/", full_name=name)

    assert response.status_code == 422
    assert "Ce texte est trop long : 400 signes." in text_of(response)
    assert name in text_of(response)


def test_a_picture_in_a_name_gets_a_sentence_and_is_kept(walker):
    response = walker.send(f"{walker.home}me/name/", full_name="Amina 😀")

    assert response.status_code == 422
    assert "Ce signe ne peut pas être imprimé : 😀." in text_of(response)
    assert 'value="Amina 😀"' in text_of(response)


def test_signs_nobody_sees_are_taken_out_of_a_name(walker):
    walker.send(
        f"{walker.home}me/name/", full_name="\u202eمحمد\u200cرضا\u202c\x00 \u2066Noor\u2069"
    )

    assert stored_in(walker.client)["sponsor"]["full_name"] == "محمد\u200cرضا Noor"


def test_a_name_is_never_markup(walker):
    name = '<script>alert(1)</script> "O\'Brien"'
    walker.send(f"{walker.home}me/name/", full_name=name)

    for page in ("me/name/", "answers/"):
        assert "<script>alert" not in walker.get(walker.home + page)
        assert html.escape("<script>alert(1)") in walker.get(walker.home + page)


@pytest.mark.parametrize(
    ("url", "field", "value"),
    [
        ("me/couple/", "marital_status", "complicated"),
        ("me/household/", "lives_in_france_with", ["nobody", "spouse"]),
        ("me/household/", "lives_in_france_with", ["unknown", "spouse"]),
        ("me/origin/", "nationality", "XX"),
        ("protection/status/", "status", ""),
    ],
)
def test_an_answer_outside_the_list_is_refused(walker, url, field, value):
    response = walker.send(walker.home + url, **{field: value})

    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()


def test_a_child_older_than_its_parent_is_asked_about_and_may_be_confirmed(walker):
    walker.send(f"{walker.home}me/birth-date/", **day("birth_date", "9", "12", "1988"))
    key = add(walker, "child_of_couple")
    url = f"{walker.home}people/{key}/birth-date/"
    typed = day("birth_date", "1", "5", "1980")

    response = walker.send(url, **typed)

    assert response.status_code == 422
    page = text_of(response)
    assert "L’enfant serait plus âgé que vous." in page
    assert 'name="birth_date-year" value="1980"' in page
    assert "birth_date" not in stored_in(walker.client)["relatives"][0]

    _, values, _ = form_of(response.content.decode())
    confirmed = {"confirm": "relative.birth_date-child_older_than_sponsor"}
    assert walker.client.post(url, {**values, **confirmed}).status_code == 302
    assert stored_in(walker.client)["relatives"][0]["birth_date"] == "1980-05-01"


def test_a_union_before_a_birth_is_asked_about(walker):
    walker.send(f"{walker.home}me/birth-date/", **day("birth_date", "9", "12", "1988"))
    key = add(walker, "spouse")
    walker.send(f"{walker.home}people/{key}/union/", **{"union-kind": "civil_marriage"})

    response = walker.send(
        f"{walker.home}people/{key}/union-day/", **day("union-formed_on", "", "", "1985")
    )

    assert response.status_code == 422
    assert "L’union serait avant la naissance." in text_of(response)


def test_a_change_of_ones_own_birth_date_looks_at_the_relatives_too(walker):
    walker.send(f"{walker.home}me/birth-date/", **day("birth_date", "9", "12", "1980"))
    key = add(walker, "child_of_couple")
    walker.send(f"{walker.home}people/{key}/birth-date/", **day("birth_date", "", "", "2001"))

    response = walker.send(f"{walker.home}me/birth-date/", **day("birth_date", "9", "12", "2005"))

    assert response.status_code == 422
    assert "plus âgé que vous" in text_of(response)


def test_the_first_of_january_is_explained_and_kept(walker):
    url = f"{walker.home}me/birth-date/"

    response = walker.send(url, **day("birth_date", "1", "1", "1988"))

    assert response.status_code == 302
    assert stored_in(walker.client)["sponsor"]["birth_date"] == "1988-01-01"
    assert "le 1er janvier veut dire" in walker.get(url)
    assert "le 1er janvier veut dire" in walker.get(f"{walker.home}answers/")


def test_a_date_of_another_calendar_is_confirmed_and_kept_as_written(walker):
    url = f"{walker.home}me/birth-date/"
    other = {
        "birth_date-other_day": "۱۴",
        "birth_date-other_month": "solar_hijri-12",
        "birth_date-other_year": "۱۳۶۸",
    }

    response = walker.send(url, **other)

    assert response.status_code == 422
    assert "« 14 Hut / Esfand 1368 » est le 5 mars 1990." in text_of(response)
    _, values, _ = form_of(response.content.decode())
    assert values["birth_date-year"] == ["1990"]
    assert walker.client.post(url, values).status_code == 302
    assert stored_in(walker.client)["sponsor"]["birth_date"] == "1990-03-05"
    assert "14 Hut / Esfand 1368" in walker.get(f"{walker.home}answers/")


def test_two_tabs_see_both_answers_and_lose_none(walker):
    url = f"{walker.home}me/name/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(url, full_name="Zarmina")

    response = walker.client.post(url, {**old_tab, "full_name": "Zarminah"})

    assert response.status_code == 422
    page = text_of(response)
    assert "Cette réponse a changé pendant que la page était ouverte." in page
    assert "Zarmina<" in page
    assert 'value="Zarminah"' in page
    assert stored_in(walker.client)["sponsor"]["full_name"] == "Zarmina"

    _, values, _ = form_of(response.content.decode())
    assert walker.client.post(url, values).status_code == 302
    assert stored_in(walker.client)["sponsor"]["full_name"] == "Zarminah"


def test_an_old_page_with_the_same_answer_is_no_conflict(walker):
    url = f"{walker.home}me/name/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(url, full_name="Zarmina")

    assert walker.client.post(url, {**old_tab, "full_name": "Zarmina"}).status_code == 302


def test_an_old_page_with_a_mistake_stays_old(walker):
    """The error page must not pass for having shown the new answer."""
    url = f"{walker.home}me/name/"
    walker.send(url, full_name="Zarmina")
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(url, full_name="Zarminah")

    wrong = walker.client.post(url, {**old_tab, "full_name": "😀"})
    _, values, _ = form_of(wrong.content.decode())
    response = walker.client.post(url, {**values, "full_name": "Zarmine"})

    assert response.status_code == 422
    assert "a changé pendant que" in text_of(response)


def test_two_tabs_on_one_list_of_papers(walker):
    key = add(walker, "spouse")
    url = f"{walker.home}papers/{key}/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(url, **{"D-03": "cannot"})

    response = walker.client.post(url, {**old_tab, "D-03": "have"})

    assert response.status_code == 422
    assert "Cette liste a changé" in text_of(response)
    assert stored_in(walker.client)["ticks"][key]["D-03"] == "cannot"
    assert walker.client.post(url, {**old_tab, "D-01": "have"}).status_code == 302


def test_a_person_who_changed_meanwhile_is_not_removed_unseen(walker):
    key = add(walker, "spouse")
    url = f"{walker.home}people/{key}/remove/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(f"{walker.home}people/{key}/name/", full_name="Mirwais")

    response = walker.client.post(url, old_tab)

    assert response.status_code == 422
    assert len(stored_in(walker.client)["relatives"]) == 1


def test_a_person_removed_in_another_tab_gets_a_clear_page(walker):
    key = add(walker, "spouse")
    url = f"{walker.home}people/{key}/name/"
    _, old_tab, _ = form_of(walker.get(url))
    walker.send(f"{walker.home}people/{key}/remove/")

    response = walker.client.post(url, {**old_tab, "full_name": "Mirwais"})

    assert response.status_code == 422
    assert "Cette personne n’est pas dans votre liste" in text_of(response)
    assert walker.client.get(url).status_code == 404


def test_the_thirty_first_relative_gets_a_sentence(walker):
    waiting = walker.client.get(f"{walker.home}people/add/").headers["Location"]
    for _ in range(30):
        add(walker, "child_of_couple")

    assert "La liste est pleine : 30 personnes" in text_of(
        walker.client.get(walker.home + "people/")
    )
    assert "La liste est pleine" in text_of(walker.client.get(f"{walker.home}people/add/"))
    response = walker.client.post(waiting, {"relation": "spouse"})
    assert response.status_code == 422
    assert "La liste est pleine" in text_of(response)
    assert len(stored_in(walker.client)["relatives"]) == 30


@pytest.mark.parametrize(
    "path",
    [
        "me/nothing/",
        "people/sponsor/relation/",
        "people/ab/relation/",
        "people/zzzzzzzz/name/",
        "people/zzzzzzzz/",
        "results/zzzzzzzz/",
        "papers/zzzzzzzz/",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(walker, path):
    assert walker.client.get(walker.home + path).status_code == 404


def test_a_form_without_its_token_keeps_what_was_typed():
    walker = Walker(Client(enforce_csrf_checks=True))
    url = f"{walker.home}me/name/"
    walker.get(url)

    response = walker.client.post(url, {"full_name": "Zarmina"})

    assert response.status_code == 403
    assert "Zarmina" in text_of(response)


def test_events_in_the_future_are_refused_and_kept(walker):
    add(walker, "spouse")
    url = f"{walker.home}deadlines/events/"

    response = walker.send(url, **day("receipt_on", "5", "1", "2027"))

    assert response.status_code == 422
    assert "Le 5 janvier 2027 n’est pas encore arrivé." in text_of(response)
    assert 'name="receipt_on-year" value="2027"' in text_of(response)


def test_an_emptied_event_is_forgotten(walker):
    add(walker, "spouse")
    url = f"{walker.home}deadlines/events/"
    walker.send(url, **day("receipt_on", "5", "1", "2026"))

    walker.send(url, **day("receipt_on", "", "", ""))

    assert "events" not in stored_in(walker.client)
