"""The path of a person, from the first question to the days that matter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from guide.answers import new_key
from tests.reunification.walking import Walker, stored_in
from tests.walking import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_day")]

REFUGEE: dict[str, Any] = {
    "full_name": "Zarmina Kohsari",
    "nationality": "AF",
    "place_of_birth": "Pol-e Khomri",
    "town": "Lyon",
    "status": "refugee",
    "birth_date": "1988-12-09",
    "marital_status": "married",
    "registered_on": "2024-10-21",
    "claim_lodged_on": "2024-11-07",
    "protected_on": "2026-02-17",
    "lives_in_france_with": ["nobody"],
    "public_order_concern": False,
    "protection_being_withdrawn": False,
}
HUSBAND: dict[str, Any] = {
    "full_name": "Mirwais Kohsari",
    "nationality": "AF",
    "lives_in": "PK",
    "town": "Peshawar",
    "relation": "spouse",
    "birth_date": "1985",
    "declared_to_ofpra": True,
    "author_of_persecution": False,
    "union": {
        "kind": "religious_or_customary_marriage",
        "formed_on": "2012-04-20",
        "registered_on": "2021-06",
        "life_together_from": "2012-04",
        "life_together_until": "2023-08",
        "common_children": True,
    },
}
DAUGHTER: dict[str, Any] = {
    "full_name": "Nilab Kohsari",
    "nationality": "AF",
    "lives_in": "PK",
    "relation": "child_of_couple",
    "birth_date": "2013-10-02",
    "marital_status": "single",
    "declared_to_ofpra": True,
    "other_parent": "joining",
}
FAMILY = {
    "sponsor": REFUGEE,
    "relatives": [HUSBAND, DAUGHTER],
    "applied_on": "2026-12-03",
    "whole_family_applies": True,
}
MINOR = {
    "sponsor": {
        "full_name": "Natnael Tesfahuney",
        "nationality": "ER",
        "status": "refugee",
        "birth_date": "2010-04-26",
        "marital_status": "single",
        "claim_lodged_on": "2025-06-30",
        "protected_on": "2026-05-21",
        "lives_in_france_with": ["nobody"],
        "public_order_concern": False,
        "protection_being_withdrawn": False,
    },
    "relatives": [
        {
            "full_name": "Letebrhan",
            "relation": "parent",
            "birth_date": "1986-09",
            "lives_in": "ET",
            "marital_status": "widowed",
            "declared_to_ofpra": True,
            "author_of_persecution": False,
        },
        {
            "full_name": "Rahwa",
            "relation": "sibling",
            "birth_date": "2014-01-18",
            "lives_in": "ET",
            "marital_status": "single",
            "declared_to_ofpra": True,
            "comes_with_parent": True,
            "in_care_of_joining_parent": True,
        },
    ],
}


@pytest.fixture
def walker(client: Client) -> Walker:
    return Walker(client)


def test_a_family_is_told_question_by_question(walker):
    keys = walker.family(FAMILY)

    stored = stored_in(walker.client)
    assert stored["sponsor"] == REFUGEE
    assert [one["key"] for one in stored["relatives"]] == keys
    assert stored["relatives"][0]["union"]["formed_on"] == "2012-04-20"
    assert stored["applied_on"] == "2026-12-03"


def test_the_result_is_a_sentence_for_each_person(walker):
    keys = walker.family(FAMILY)

    page = walker.get(f"{walker.home}results/")

    assert page.count("Cette personne peut demander à vous rejoindre.") == 2
    for key in keys:
        reasons = walker.get(f"{walker.home}results/{key}/")
        assert "CESEDA L. 561-2" in reasons
        assert 'data-verdict="met"' in reasons
        assert "reunification.reasons" not in reasons


def test_a_minor_may_be_joined_by_a_parent_and_a_sister(walker):
    walker.family(MINOR)

    page = walker.get(f"{walker.home}results/")

    assert page.count('<div class="outcome" data-outcome="eligible">') == 2


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_page_of_the_path_opens_in_every_language(client, language):
    walker = Walker(client, language)
    keys = walker.family(FAMILY)
    pages = ["", "people/", "answers/", "results/", "papers/", "papers/sponsor/", "deadlines/"]
    pages += ["deadlines/events/", "me/", "protection/", "application/"]
    for key in keys:
        pages += [f"results/{key}/", f"papers/{key}/", f"people/{key}/", f"people/{key}/remove/"]

    for page in pages:
        html = walker.get(walker.home + page)
        assert "<title>Pas à pas</title>" in html, page
        assert html.count("<h1") == 1, page
        assert not re.search(r"(?<!-)reunification\.[a-z]+\.", html), page


def test_pages_say_nothing_to_caches_and_to_other_sites(walker):
    walker.family({**FAMILY, "relatives": [HUSBAND]})

    response = walker.client.get(f"{walker.home}answers/")

    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_addresses_hold_nothing_that_was_typed(walker):
    walker.family(FAMILY)

    for url in walker.visited:
        assert re.fullmatch(
            r"/fr/my/family/(people/[a-z2-9]{8}|me|protection|application)/[a-z-]+/", url
        )


def test_the_first_question_about_somebody_stores_nothing_by_itself(walker):
    walker.begin()

    first = walker.client.get(f"{walker.home}people/add/").headers["Location"]
    walker.get(first)

    assert not stored_in(walker.client).get("relatives")


def test_a_double_submission_adds_nobody_twice(walker):
    walker.begin()
    first = walker.client.get(f"{walker.home}people/add/").headers["Location"]
    _, values, _ = form_of(walker.get(first))

    for _ in range(2):
        response = walker.client.post(first, {**values, "relation": "spouse"})
        assert response.status_code == 302

    assert len(stored_in(walker.client)["relatives"]) == 1


def test_the_back_button_shows_the_answer_given(walker):
    walker.begin()
    walker.send(f"{walker.home}me/name/", full_name="Zarmina")

    assert 'value="Zarmina"' in walker.get(f"{walker.home}me/name/")


def test_a_changed_answer_loses_no_other_and_leads_back(walker):
    key, _ = walker.family(FAMILY)
    url = f"{walker.home}people/{key}/name/?back=answers"

    response = walker.send(url, full_name="Mirwais")

    assert response.headers["Location"] == f"{walker.home}answers/"
    husband = stored_in(walker.client)["relatives"][0]
    assert husband["full_name"] == "Mirwais"
    assert husband["union"]["formed_on"] == "2012-04-20"


def test_a_change_asks_the_questions_it_opens(walker):
    _, key = walker.family(FAMILY)
    url = f"{walker.home}people/{key}/other-parent/?back=answers"

    response = walker.send(url, other_parent="missing")

    assert response.headers["Location"] == (
        f"{walker.home}people/{key}/other-parent-since/?back=answers"
    )


def test_answers_that_no_longer_apply_are_kept_for_later(walker):
    key, _ = walker.family(FAMILY)
    url = f"{walker.home}people/{key}/relation/?back=answers"
    walker.send(url, relation="other")
    assert "Date de l’union" not in walker.get(f"{walker.home}answers/")

    walker.send(url, relation="spouse")

    assert "20 avril 2012" in walker.get(f"{walker.home}answers/")


def test_a_person_is_removed_after_one_more_question(walker):
    key, other = walker.family(FAMILY)
    url = f"{walker.home}people/{key}/remove/"
    assert "Retirer cette personne" in walker.get(url)

    response = walker.send(url)

    assert response.status_code == 302
    assert [one["key"] for one in stored_in(walker.client)["relatives"]] == [other]
    assert walker.client.get(f"{walker.home}results/{key}/").status_code == 404


def test_later_is_always_possible(walker):
    url = walker.begin()

    links = re.findall(r'href="([^"]+)">Répondre plus tard', walker.get(url))

    assert links == [f"{walker.home}me/birth-date/"]


def test_all_questions_on_one_page(walker):
    assert walker.begin("all") == f"{walker.home}me/"
    page = walker.get(f"{walker.home}me/")
    assert 'class="desk"' in page
    assert 'name="full_name"' in page
    assert 'name="birth_date-year"' in page

    response = walker.send(f"{walker.home}me/", full_name="Zarmina", **{"birth_date-year": "1988"})

    assert response.headers["Location"] == f"{walker.home}protection/"
    stored = stored_in(walker.client)["sponsor"]
    assert stored == {"full_name": "Zarmina", "birth_date": "1988"}


def test_one_page_asks_the_questions_an_answer_opens(walker):
    walker.begin("all")

    response = walker.send(f"{walker.home}protection/", status="stateless")
    assert response.headers["Location"] == f"{walker.home}protection/#card"

    response = walker.send(f"{walker.home}protection/", residence_card_issued="yes")
    assert response.headers["Location"] == f"{walker.home}protection/#card-day"


def test_a_swap_gets_the_part_of_the_page(walker):
    walker.begin()
    url = f"{walker.home}me/name/"
    page = walker.get(url)

    part = walker.client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'tabindex="-1" autofocus' in part
    plain = part.replace(' tabindex="-1" autofocus', "")
    without_token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert without_token.sub("", plain).strip() in without_token.sub("", page)


def test_an_error_is_told_in_a_swap_and_in_a_page(walker):
    walker.begin()
    url = f"{walker.home}me/couple/"

    for headers in ({}, {"HX-Request": "true"}):
        response = walker.client.post(url, {}, headers=headers)
        assert response.status_code == 422
        assert "Choisissez une réponse." in response.content.decode()
        assert response.headers["HX-Push-Url"] == "false"


def test_papers_are_ticked_and_stay_ticked(walker):
    key, _ = walker.family(FAMILY)
    url = f"{walker.home}papers/{key}/"

    response = walker.send(url, **{"D-03": "cannot", "D-01": "have"})

    assert response.headers["Location"] == f"{url}?saved=1"
    page = walker.get(response.headers["Location"])
    assert "Enregistré." in page
    assert re.search(r'name="D-03" value="cannot" checked', page)
    assert stored_in(walker.client)["ticks"] == {key: {"D-01": "have", "D-03": "cannot"}}
    assert "1 sur" in walker.get(f"{walker.home}papers/")


def test_what_to_do_without_a_paper_comes_with_the_warning(walker):
    key, _ = walker.family(FAMILY)

    page = walker.get(f"{walker.home}papers/{key}/")

    assert "Ne contactez jamais les autorités de votre pays" in page
    assert "laissez-passer" in page
    assert 'id="ladder"' in page


def test_what_happened_gives_days(walker):
    walker.family(FAMILY)
    url = f"{walker.home}deadlines/events/"

    response = walker.send(
        url,
        **{
            "refusal_notified_on-day": "10",
            "refusal_notified_on-month": "11",
            "refusal_notified_on-year": "2026",
        },
    )

    assert response.headers["Location"] == f"{walker.home}deadlines/"
    page = walker.get(f"{walker.home}deadlines/")
    assert "10 décembre 2026" in page
    assert "D. 312-4" in page


def test_the_calendar_file_says_nothing(walker):
    walker.family(FAMILY)

    first = walker.client.post(f"{walker.home}deadlines/calendar/")
    second = walker.client.post(f"{walker.home}deadlines/calendar/")

    text = first.content.decode()
    assert first.headers["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") >= 1
    titles = set(re.findall(r"SUMMARY:(.*)\r", text))
    assert titles == {"Date à retenir"}
    for word in ("Kohsari", "visa", "OFPRA", "famille"):
        assert word not in text
    assert re.findall("UID:.*", text) == re.findall("UID:.*", second.content.decode())


def test_keys_are_random_and_plain():
    keys = {new_key() for _ in range(200)}

    assert len(keys) == 200
    assert all(re.fullmatch(r"[a-z2-9]{8}", key) for key in keys)


def test_a_page_for_a_desk_is_loaded_whole(walker):
    key, _ = walker.family(FAMILY)
    url = f"{walker.home}people/{key}/name/?back=answers"
    _, values, _ = form_of(walker.get(url))

    response = walker.client.post(url, values, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == f"{walker.home}answers/"


def test_a_translation_nobody_checked_says_so(client):
    walker = Walker(client, "ar")
    key, _ = walker.family(FAMILY)

    for page in ("", "me/name/", "answers/", f"results/{key}/", f"papers/{key}/", "deadlines/"):
        assert "Not checked by a person" in walker.get(walker.home + page), page
