"""My chronology in a browser without script: writing, ordering, two tabs, many cards."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from ofpra.chronology import MAX_CARDS
from ofpra.claim import STORED
from tests.ofpra.conftest import ClaimWalker
from tests.walking import form_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_day")]

LIST, ADD = "chronology/", "chronology/add/"


def add(walker: ClaimWalker, what: str, **when: str) -> str:
    """Write a card; its key."""
    typed = {f"when-{name}": value for name, value in when.items()}
    response = walker.send(ADD, **{"what": what, "when-calendar": "gregorian", **typed})
    assert response.status_code == 302, text_of(response)
    return str(response.headers["Location"].partition("#")[2])


def whats(walker: ClaimWalker) -> list[str]:
    return [card.get("what", "") for card in walker.stored.get("cards", [])]


def order(walker: ClaimWalker, **sent: str) -> Any:
    return walker.post(LIST, {}, **sent)


def fill(walker: ClaimWalker, cards: list[dict[str, Any]]) -> None:
    """Put many cards in a dossier begun before."""
    add(walker, "Le premier")
    request = walker.client.get(walker.home).wsgi_request
    request.answers.change(STORED, lambda stored: {**stored, "cards": cards})


def many(number: int, what: str = "mot") -> list[dict[str, Any]]:
    return [
        {
            "key": f"{'abcdefghjk'[place % 10]}{place:07}",
            "what": what,
            "place": "Herat",
            "when": {"calendar": "gregorian", "date": f"{1990 + place % 30}-0{place % 9 + 1}"},
        }
        for place in range(number)
    ]


def test_looking_stores_nothing(walker):
    assert "Ajouter une carte" in walker.get(LIST)
    assert "Nouvelle carte" in walker.get(ADD)
    assert not walker.has_dossier


def test_a_card_is_written_listed_and_changed(walker):
    response = walker.send(
        ADD,
        what="Premier jour\nlong",
        place="Herat",
        people="Mon père",
        checked=["who", "where"],
        **{
            "when-calendar": "afghan",
            "when-year": "۱۳۶۸",
            "when-month": "afghan-12",
            "when-day": "۱۴",
        },
    )

    key = response.headers["Location"].partition("#")[2]
    page = walker.get(LIST)
    assert "Premier jour" in page
    assert "14 Hut 1368 (5 mars 1990)" in page
    assert f'id="{key}"' in page
    assert walker.stored["cards"] == [
        {
            "key": key,
            "what": "Premier jour\nlong",
            "place": "Herat",
            "people": "Mon père",
            "checked": ["who", "where"],
            "when": {"calendar": "afghan", "date": "1368-12-14"},
        }
    ]

    walker.send(f"{LIST}{key}/", what="Autre", people="")

    (card,) = walker.stored["cards"]
    assert card["what"] == "Autre"
    assert "people" not in card
    assert card["when"] == {"calendar": "afghan", "date": "1368-12-14"}


def test_sending_twice_makes_one_card(walker):
    fields = walker.fields(ADD)
    for _ in range(2):
        assert walker.post(ADD, fields, what="Un jour").status_code == 302

    assert whats(walker) == ["Un jour"]


def test_a_key_that_is_none_is_replaced(walker):
    walker.send(ADD, key="../../etc", what="Un jour")
    walker.send(ADD, key="ABCDEFGH", what="Un autre")

    assert all(card["key"].isalnum() and card["key"].islower() for card in walker.stored["cards"])


def test_an_empty_card_is_not_kept(walker):
    response = walker.send(ADD)

    assert response.status_code == 422
    assert "La carte est vide. Rien n’est enregistré." in text_of(response)
    assert not walker.has_dossier


def test_the_months_of_a_calendar_are_shown_and_nothing_is_saved(walker):
    fields = walker.fields(ADD)

    response = walker.post(
        ADD, fields, what="Un jour 😀", months="yes", **{"when-calendar": "ethiopian"}
    )

    page = text_of(response)
    assert response.status_code == 200
    assert "13 · Pagume · ጳጉሜ" in page
    assert "Un jour 😀" in page
    assert f'name="key" value="{fields["key"][0]}"' in page
    assert not walker.has_dossier


def test_the_enter_key_saves(walker):
    html = walker.get(ADD)
    form = html[html.index("<form") :]

    assert form.index('type="submit" class="hidden"') < form.index('name="months"')


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_mistakes_stand_beside_their_field_and_everything_is_kept(client: Client, language):
    walker = ClaimWalker(client, language)
    typed = {
        "what": "x" * 100_000,
        "place": "‮ ville",
        "when-calendar": "ethiopian",
        "when-year": "1999",
        "when-month": "ethiopian-13",
        "when-day": "7",
        "when-age": "x\x00",
    }

    response = walker.send(ADD, **typed)

    page = text_of(response)
    assert response.status_code == 422
    assert "x" * 100_000 in page
    for error in ("what_error", "when-date_error", "when-child_error"):
        assert f'id="{error}"' in page
    assert 'name="when-day" value="7"' in page
    assert not walker.has_dossier


def test_a_text_of_100_000_letters_of_any_script_comes_back(walker):
    """The form is sent in parts: letters that are not Latin do not take six signs each."""
    assert 'enctype="multipart/form-data"' in walker.get(ADD)

    response = walker.send(ADD, what="ቃ" * 100_000)

    assert response.status_code == 422
    assert "ቃ" * 100_000 in text_of(response)


def test_a_missing_card_leads_to_the_list_and_keeps_what_was_typed(walker):
    add(walker, "Un jour")

    assert walker.client.get(f"{walker.home}{LIST}zzzzzzzz/").status_code == 302
    assert walker.client.get(f"{walker.home}{LIST}zzzzzzzz/remove/").status_code == 302
    response = walker.post(f"{LIST}zzzzzzzz/", {}, what="Mes mots")
    assert response.status_code == 404
    assert "Mes mots" in text_of(response)


def test_two_tabs_show_both_answers(walker):
    key = add(walker, "Un jour", year="2019")
    older = walker.fields(f"{LIST}{key}/")
    walker.post(f"{LIST}{key}/", older, what="Un soir", **{"when-year": "2018"})

    response = walker.post(f"{LIST}{key}/", older, what="Un matin", **{"when-year": "2017"})

    page = text_of(response)
    assert response.status_code == 422
    assert "Cette réponse a changé" in page
    for words in ("Un soir", "Un matin", "2018", "2017"):
        assert words in page
    assert whats(walker) == ["Un soir"]

    walker.client.post(f"{walker.home}{LIST}{key}/", form_of(page)[1] | {"what": "Un matin"})
    assert whats(walker) == ["Un matin"]


def test_another_card_changed_elsewhere_is_no_conflict(walker):
    first, second = add(walker, "Un"), add(walker, "Deux")
    older = walker.fields(f"{LIST}{first}/")
    walker.send(f"{LIST}{second}/", what="Trois")
    order(walker, up=second)

    assert walker.post(f"{LIST}{first}/", older, what="Quatre").status_code == 302
    assert whats(walker) == ["Trois", "Quatre"]


def test_cards_go_up_down_to_a_number_and_by_date(walker):
    keys = [add(walker, "C", year="2019"), add(walker, "B"), add(walker, "A", year="2018")]

    assert order(walker, up=keys[2]).headers["Location"].endswith(f"#{keys[2]}")
    assert whats(walker) == ["C", "A", "B"]
    order(walker, down=keys[0])
    assert whats(walker) == ["A", "C", "B"]
    order(walker, up=keys[2])
    order(walker, card=keys[1], to="۳")
    assert whats(walker) == ["A", "C", "B"]
    order(walker, card=keys[1], to="1")
    order(walker, card=keys[0], to="2")
    order(walker, by_date="yes")
    assert whats(walker) == ["B", "A", "C"]


@pytest.mark.parametrize(
    "sent", [{}, {"up": "zzzzzzzz"}, {"down": ""}, {"card": "zzzzzzzz", "to": "2"}, {"to": "x"}]
)
def test_an_order_that_cannot_be_changes_nothing(walker, sent):
    add(walker, "A")
    add(walker, "B")

    assert order(walker, **sent).status_code == 302
    assert whats(walker) == ["A", "B"]


def test_gaps_and_same_times_are_told_as_facts(walker):
    add(walker, "A", year="2019", month="gregorian-3")
    add(walker, "B", year="2020", month="gregorian-6", day="2")
    add(walker, "C", year="2020", month="gregorian-6", day="2")
    add(walker, "D")

    page = walker.get(LIST)

    assert "Entre <bdi>mars 2019</bdi> et <bdi>juin 2020</bdi> : rien d’écrit." in page
    assert "Ces deux cartes se passent en même temps : <bdi>juin 2020</bdi>." in page
    assert "Les cartes sans date ne comptent pas ici." in page


def test_a_card_told_by_another_loses_that_when_the_other_goes(walker):
    first = add(walker, "Le mariage", year="2012")
    second = add(walker, "Le départ", card=first, side="after")
    assert "après la carte 1" in walker.get(LIST)
    assert "ce repère est effacé" in walker.get(f"{LIST}{first}/remove/")

    response = walker.send(f"{LIST}{first}/remove/")

    assert response.status_code == 302
    assert walker.stored["cards"] == [
        {"key": second, "what": "Le départ", "when": {"calendar": "gregorian"}}
    ]


def test_a_card_changed_elsewhere_is_read_again_before_it_goes(walker):
    key = add(walker, "Un jour\nlong")
    assert "Un jour<br>long" in walker.get(f"{LIST}{key}/remove/")
    older = walker.fields(f"{LIST}{key}/remove/")
    walker.send(f"{LIST}{key}/", what="Un soir")

    response = walker.post(f"{LIST}{key}/remove/", older)

    assert response.status_code == 422
    assert "Cette carte a changé" in text_of(response)
    assert whats(walker) == ["Un soir"]
    walker.client.post(f"{walker.home}{LIST}{key}/remove/", form_of(response.content.decode())[1])
    assert whats(walker) == []


def test_500_cards_stay_on_light_and_fast_pages(walker):
    fill(walker, many(MAX_CARDS, "mot " * 75))

    begun = time.perf_counter()
    page = walker.get(f"{LIST}?page=10")
    took = time.perf_counter() - begun

    assert "Cartes 451 à 500 sur 500" in page
    assert "La liste est pleine : 500 cartes." in page
    assert len(page.encode()) < 80_000
    assert took < 3  # far more than it takes: the machine may be busy
    assert "Cartes 1 à 50" in walker.get(f"{LIST}?page=x")
    assert "Cartes 451 à 500" in walker.get(f"{LIST}?page=99999")
    assert order(walker, by_date="yes").status_code == 302
    assert len(walker.stored["cards"]) == MAX_CARDS


def test_a_full_list_takes_no_card_and_keeps_the_words(walker):
    fields = walker.fields(ADD)
    fill(walker, many(MAX_CARDS))

    response = walker.post(ADD, fields, what="Mes mots")

    assert response.status_code == 422
    assert "Cette carte n’est pas enregistrée." in text_of(response)
    assert "Mes mots" in text_of(response)
    assert len(walker.stored["cards"]) == MAX_CARDS


def test_a_dossier_holds_500_cards_of_any_script(walker):
    told = {"what": "ቃልቃ " * 75, "people": "ቃልቃ " * 15, "note": "ቃልቃ " * 10}  # 400 signs
    fill(walker, [{**card, **told} for card in many(MAX_CARDS)])

    key = walker.stored["cards"][0]["key"]
    assert walker.send(f"{LIST}{key}/", note="ቃል").status_code == 302


def test_a_dossier_that_is_full_says_so_and_keeps_the_words(walker):
    fill(walker, many(340, "ቃ" * 990))
    fields = walker.fields(ADD)

    response = walker.post(ADD, fields, what="ቃ" * 2000, people="ቃ" * 500)

    assert response.status_code == 413
    assert "Votre dossier est plein" in text_of(response)
    assert "ቃ" * 2000 in text_of(response)
    assert len(walker.stored["cards"]) == 340


def test_nothing_typed_is_in_an_address_or_a_title(walker):
    key = add(walker, "Secret", year="2019")

    for page in (LIST, f"{LIST}{key}/", f"{LIST}{key}/remove/"):
        assert "<title>Pas à pas</title>" in walker.get(page)
    assert key.isalnum()
