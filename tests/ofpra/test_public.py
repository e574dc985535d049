"""The public guide to the asylum claim."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from guide import content
from guide.content_files import Article
from tests.pages import words

pytestmark = pytest.mark.django_db

APP = "ofpra"
KEPT_FOR_PAGES = {"prepare", "pause", "phrases"}
NOTICE = "Des règles européennes nouvelles"


def main_of(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return page.partition("<main")[2].partition("</main>")[0]


def said_in(html: str) -> str:
    return words("<body>" + html).replace("&#x27;", "'").replace("’", "'").replace("&nbsp;", " ")


def articles() -> tuple[Article, ...]:
    return content.current().articles(app=APP)


def test_the_landing_page_shows_the_steps_in_order_then_the_subjects(client: Client) -> None:
    page = main_of(client, "/fr/asylum/")

    steps = content.current().articles("steps", APP)
    links = re.findall(r'href="/fr/asylum/([a-z-]+)/"', page)
    subjects = [slug for slug in links if slug not in KEPT_FOR_PAGES]
    assert [article.step for article in steps] == list(range(1, len(steps) + 1))
    assert subjects[: len(steps)] == [article.slug for article in steps]
    assert set(subjects) == {article.slug for article in articles() if article.section != "prepare"}


def test_the_landing_page_leads_to_my_claim(client: Client) -> None:
    page = main_of(client, "/fr/asylum/")

    assert '<a class="button" href="/fr/my/asylum/">' in page


def test_no_article_hides_a_page() -> None:
    assert KEPT_FOR_PAGES.isdisjoint(content.current().articles_by_slug)


def test_a_step_says_its_number_and_leads_on(client: Client) -> None:
    page = main_of(client, "/fr/asylum/lodging-letter/")

    assert "Étape 4 sur 8" in words("<body>" + page)
    assert "Ce que vous faites" in page
    assert "Combien de temps" in page
    assert "Si cela se passe mal" in page
    assert re.search(r'class="next" href="/fr/asylum/summons/"', page)
    assert 'href="/fr/asylum/certificate-and-form/"' in page


def test_every_step_says_what_to_do_bring_and_expect() -> None:
    for article in content.current().articles("steps", APP):
        kinds = {block.kind for block in article.blocks}
        assert {"do", "bring", "time", "wrong"} <= kinds, article.slug


def test_every_block_that_states_law_shows_its_sources(client: Client) -> None:
    for article in articles():
        page = main_of(client, f"/fr/asylum/{article.slug}/")
        stated = sum(bool(block.facts) for block in article.blocks)
        assert page.count('<details class="sources">') == stated, article.slug


def test_a_page_that_the_new_rules_touch_says_so_once(client: Client) -> None:
    snapshot = content.current()
    touched = 0
    for article in articles():
        page = main_of(client, f"/fr/asylum/{article.slug}/")
        stated = [name for block in article.blocks for name in (*block.facts, block.text_slug)]
        expected = int(snapshot.has_new_rules(stated))
        assert page.count(NOTICE) == expected, article.slug
        touched += expected

    assert 0 < touched < len(articles())


def test_the_notice_stands_before_the_first_part_that_it_is_about(client: Client) -> None:
    page = main_of(client, "/fr/asylum/spada/")

    said = [page.index(words) for words in ("Ce que vous faites", NOTICE, "Ce que vous apportez")]
    assert said == sorted(said)


def test_sources_say_which_facts_the_new_rules_touch(client: Client) -> None:
    page = said_in(main_of(client, "/fr/asylum/spada/"))

    assert "peut avoir changé le 12/06/2026" in page


def test_the_notice_can_stand_on_any_page() -> None:
    show = Template("{% load guide_tags %}{% new_rules_notice named %}")

    with override("fr"):
        assert NOTICE in show.render(Context({"named": ["OFPRA-PROC-02"]}))
        assert NOTICE in show.render(Context({"named": ["ofpra.articles.spada.early.text"]}))
        assert show.render(Context({"named": ["OFPRA-FORM-01", "nothing"]})).strip() == ""


@pytest.mark.parametrize(
    "said",
    [
        "Les 6 mois partent de l'introduction de la demande",
        "L'avocat ou l'association prévient, pas vous",
        "La loi prévoit deux exceptions",
        "La loi dit « motif légitime »",
    ],
)
def test_the_errors_of_common_guides_are_said_plainly(client: Client, said: str) -> None:
    page = said_in(main_of(client, "/fr/asylum/asylum-errors/"))

    assert said in page
    assert page.count("À citer") == 4


def test_an_unknown_subject_is_not_found(client: Client) -> None:
    assert client.get("/fr/asylum/nothing/").status_code == 404
    assert client.get("/fr/asylum/appointment/").status_code == 404


ASYLUM_HELP, FAMILY_HELP = "/fr/asylum/who-helps/", "/fr/reunification/free-help/"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/fr/asylum/", [ASYLUM_HELP]),
        ("/fr/my/asylum/letters/", [ASYLUM_HELP]),
        ("/fr/reunification/", [FAMILY_HELP]),
        ("/fr/my/letters/", [FAMILY_HELP]),
        ("/fr/", [ASYLUM_HELP, FAMILY_HELP]),
        ("/fr/nothing-here/", [ASYLUM_HELP, FAMILY_HELP]),
    ],
)
def test_the_foot_of_a_page_leads_to_its_help(
    client: Client, path: str, leads_to: list[str]
) -> None:
    foot = client.get(path).content.decode().partition("<footer")[2]

    assert [url for url in (ASYLUM_HELP, FAMILY_HELP) if f'href="{url}"' in foot] == leads_to
