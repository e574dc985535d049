"""The dossier's first page, and "erase everything"."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from dossier.answers import DossierAnswers
from dossier.models import Dossier
from tests.dossier.probe import URL, say

COOKIE = settings.DOSSIER_COOKIE
ERASE = "/fr/my/erase/"


def page(response) -> str:
    return response.content.decode()


def begin(client, section: str, answers: dict[str, Any]) -> None:
    """Give this browser a dossier that holds these answers."""
    told = DossierAnswers(RequestFactory().post("/"), None)
    told.write(section, answers)
    response = HttpResponse()
    told.leave(response)
    client.cookies[COOKIE] = response.cookies[COOKIE].value


def test_without_a_dossier_the_first_page_says_how_one_begins(probe):
    response = probe.get("/fr/my/")

    assert response.status_code == 200
    assert "Vous n’avez pas de dossier ouvert ici" in page(response)
    assert 'href="/fr/my/asylum/"' in page(response)
    assert 'href="/fr/my/family/"' in page(response)
    assert not response.cookies


def test_the_first_page_says_the_day_of_erasing(probe):
    with time_machine.travel(datetime(2026, 11, 22, 10, tzinfo=UTC), tick=False):
        say(probe, full_name="Amina Tesfay")
        response = probe.get("/fr/my/")

    assert "22 décembre 2026" in page(response)
    assert "Amina" not in page(response)


def test_the_day_of_erasing_moves_with_each_visit(probe):
    with time_machine.travel(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), tick=False):
        say(probe, full_name="Amina Tesfay")
    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), tick=False):
        response = probe.get("/fr/my/")

    assert "23 décembre 2026" in page(response), "in Paris it is already tomorrow"
    assert Dossier.objects.get().expires_on.isoformat() == "2026-12-23"


def test_the_first_page_counts_what_is_there(probe):
    begin(
        probe,
        "reunification",
        {
            "sponsor": {"status": "refugee"},
            "relatives": [{"key": "k1"}, {"key": "k2"}],
            "ticks": {"k1": {"D-01": "have", "D-02": "not_yet"}, "sponsor": {"D-03": "have"}},
        },
    )

    said = page(probe.get("/fr/my/"))

    assert "2 personnes dans votre famille" in said
    assert "2 papiers sont prêts" in said
    assert "Vous n’avez encore rien écrit ici." in said, "nothing of the claim"


def test_the_first_page_says_how_far_the_claim_is(probe):
    begin(
        probe,
        "ofpra",
        {
            "dates": {"track": "normal", "interview_on": "2026-12-03"},
            "cards": [{"key": "k1", "what": "Inventé"}, {"key": "k2"}],
            "papers": [{"key": "p1"}],
        },
    )

    said = page(probe.get("/fr/my/"))

    for words in ("3 décembre 2026", "1 date dans", "2 cartes dans", "1 document dans"):
        assert words in said
    assert "Inventé" not in said


@pytest.mark.parametrize(
    "section", [{"dates": None}, {"cards": []}, {"dates": {"interview_on": "?"}}, {"ticks": {}}]
)
def test_the_first_page_stands_a_claim_half_told(probe, section):
    begin(probe, "ofpra", section)

    assert probe.get("/fr/my/").status_code == 200


@pytest.mark.parametrize(
    ("address", "up"),
    [
        ("/fr/my/asylum/papers/", "/fr/my/asylum/"),
        ("/fr/my/asylum/letters/", "/fr/my/asylum/"),
        ("/fr/my/asylum/", "/fr/my/"),
        ("/fr/my/family/me/", "/fr/my/family/"),
        ("/fr/my/letters/", "/fr/my/family/"),
        ("/fr/my/print/", "/fr/my/family/"),
        ("/fr/my/family/", "/fr/my/"),
        ("/fr/my/", "/fr/my/"),
        ("/fr/my/erase/", "/fr/my/"),
    ],
)
def test_the_bar_leads_one_step_up_in_its_half_of_the_dossier(probe, address, up):
    begin(
        probe, "reunification", {"sponsor": {"status": "refugee"}, "relatives": [{"key": "k7f3"}]}
    )

    said = page(probe.get(address))

    bar = said[said.index('<section class="bar') :].partition("</section>")[0]
    assert re.findall(r'href="([^"]+)"', bar) == [up, ERASE]


@pytest.mark.parametrize(
    "section",
    [
        {},
        {"relatives": None},
        {"ticks": {"k": None}},
        {"relatives": [], "ticks": {}},
        {"sponsor": None},
    ],
)
def test_the_first_page_stands_half_filled_answers(probe, section):
    begin(probe, "reunification", section | {"layout": "one"})

    assert probe.get("/fr/my/").status_code == 200


def test_asking_changes_nothing(probe):
    say(probe, full_name="Amina")

    response = probe.get(ERASE)

    assert response.status_code == 200
    assert "pages que vous avez imprimées" in page(response)
    assert Dossier.objects.count() == 1


def test_erasing_takes_the_row_the_cookies_and_what_the_browser_keeps(probe):
    say(probe, full_name="Amina Tesfay")

    response = probe.post(ERASE)

    assert response.status_code == 303
    assert response.headers["Location"] == "/fr/my/erased/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.cookies[COOKIE]["max-age"] == 0
    assert response.cookies["csrftoken"]["max-age"] == 0
    assert not Dossier.objects.exists()


def test_after_erasing_a_page_says_what_is_left_elsewhere(probe):
    say(probe, full_name="Amina Tesfay")

    response = probe.post(ERASE, follow=True)

    assert "vos réponses ne sont plus chez nous" in page(response)
    assert "historique du navigateur" in page(response)
    assert response.headers["Cache-Control"] == "no-store, private"


def test_the_old_cookie_opens_nothing_after_erasing(probe):
    say(probe, full_name="Amina Tesfay")
    old = probe.cookies[COOKIE].value
    probe.post(ERASE)
    probe.cookies[COOKIE] = old

    response = probe.get(URL)

    assert response.status_code == 410
    assert "Amina" not in page(response)


def test_erasing_takes_nobody_elses_dossier(probe):
    say(probe, full_name="Amina")
    other = Client()
    say(other, full_name="Yonas")

    probe.post(ERASE)

    assert Dossier.objects.count() == 1
    assert "Yonas" in page(other.get(URL))


def test_erasing_twice_is_harmless(probe):
    say(probe, full_name="Amina")

    statuses = [probe.post(ERASE).status_code for _ in range(2)]

    assert statuses == [303, 303]


def test_a_damaged_dossier_can_still_be_erased(probe):
    say(probe, full_name="Amina")
    Dossier.objects.update(sealed=b"broken")

    response = probe.post(ERASE)

    assert response.status_code == 303
    assert not Dossier.objects.exists()


def test_a_form_left_open_in_another_tab_does_not_begin_anew_by_itself(strict_probe):
    client = strict_probe
    token = page(client.get(URL)).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    client.post(URL, {"csrfmiddlewaretoken": token, "full_name": "Amina", "act": "force"})
    client.post(ERASE, {"csrfmiddlewaretoken": token})

    response = client.post(URL, {"csrfmiddlewaretoken": token, "full_name": "Amina"})

    assert response.status_code == 403
    assert "Amina" in page(response)
    assert not Dossier.objects.exists()


def test_the_last_page_does_not_lie_while_a_dossier_is_open(probe):
    say(probe, full_name="Amina")

    response = probe.get("/fr/my/erased/")

    assert response.status_code == 302
    assert response.headers["Location"] == ERASE


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("address", ["my/", "my/erase/", "my/erased/"])
def test_every_page_in_every_language(probe, language, address):
    assert probe.get(f"/{language}/{address}").status_code == 200
