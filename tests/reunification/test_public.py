"""The public guide to the procedure."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guide import content
from guide.articles import parts
from guide.content_files import Block
from tests.pages import words

pytestmark = pytest.mark.django_db

APP = "reunification"
MAIN_PATH_WORDS = 250


def main_of(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return page.partition("<main")[2].partition("</main>")[0]


def test_the_landing_page_shows_the_steps_in_order_then_the_subjects(client: Client) -> None:
    page = main_of(client, "/fr/reunification/")

    steps = content.current().articles("steps", APP)
    links = re.findall(r'href="/fr/reunification/([a-z-]+)/"', page)
    assert [article.step for article in steps] == list(range(1, len(steps) + 1))
    assert links[: len(steps)] == [article.slug for article in steps]
    assert set(links) == {article.slug for article in content.current().articles(app=APP)}


def test_a_step_says_its_number_and_leads_on(client: Client) -> None:
    page = main_of(client, "/fr/reunification/appointment/")

    assert "Étape 4 sur 9" in words("<body>" + page)
    assert "Ce que vous faites" in page
    assert "Combien de temps" in page
    assert "Si cela se passe mal" in page
    assert re.search(r'class="next" href="/fr/reunification/appointment-day/"', page)
    assert 'href="/fr/reunification/france-visas/"' in page


def test_the_last_step_leads_nowhere_but_back(client: Client) -> None:
    page = main_of(client, "/fr/reunification/decision-and-journey/")

    assert 'class="next"' not in page
    assert 'href="/fr/reunification/waiting/"' in page


def test_every_block_that_states_law_shows_its_sources(client: Client) -> None:
    for article in content.current().articles(app=APP):
        page = main_of(client, f"/fr/reunification/{article.slug}/")
        stated = sum(bool(block.facts) for block in article.blocks)
        assert page.count('<details class="sources">') == stated, article.slug


def test_sources_give_article_page_day_and_confidence(client: Client) -> None:
    page = main_of(client, "/fr/reunification/appointment/")

    assert '<cite lang="fr" dir="ltr">CESEDA' in page
    assert 'href="/fr/sources/#S' in page
    assert "22/11/2026" in page
    assert "sûr" in page
    assert "à vérifier" in page


@pytest.mark.parametrize(
    "said",
    [
        "C'est 19 ans",
        "avant l'introduction de la demande d'asile",
        "non marié",
        "C'est 30 jours",
        "fiche familiale de référence",
    ],
)
def test_the_errors_of_common_guides_are_said_plainly(client: Client, said: str) -> None:
    page = words("<body>" + main_of(client, "/fr/reunification/common-errors/"))

    assert said in page.replace("&#x27;", "'").replace("’", "'")
    assert page.count("À citer") == 5


def test_the_main_path_of_a_page_is_short(client: Client) -> None:
    """Folded details, the French beside, and the way on aside."""
    long = {}
    for article in content.current().articles(app=APP):
        page = main_of(client, f"/fr/reunification/{article.slug}/")
        page = page.partition("</article>")[0]
        page = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        page = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        count = len(words("<body>" + page).split())
        if count > MAIN_PATH_WORDS:
            long[article.slug] = count

    assert long == {}


def test_a_translation_that_could_harm_stands_beside_its_french(client: Client) -> None:
    page = main_of(client, "/ar/reunification/appeals/")

    assert '<div class="pair"><div lang="ar" dir="rtl">' in page
    assert "Not checked by a person" in page


def test_an_unknown_subject_is_not_found(client: Client) -> None:
    assert client.get("/fr/reunification/nothing/").status_code == 404


def test_neighbours_that_may_go_wrong_share_a_heading() -> None:
    def block(kind: str) -> Block:
        return Block(slug="a.b", kind=kind, facts=(), risk="B", folded=False, has_title=False)

    made = parts([block("do"), block("take_care"), block("wrong"), block("wrong"), block("do")])

    assert [(part.kind, len(part.blocks)) for part in made] == [
        ("do", 1),
        ("notice", 1),
        ("wrong", 2),
        ("do", 1),
    ]
