"""The person's documents, and the numbered list for OFPRA."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ofpra import papers
from tests.ofpra.conftest import ClaimWalker
from tests.walking import form_of, text_of

pytestmark = pytest.mark.usefixtures("same_day")

NAME = "Carte inventée"


def stored(*names: str, **more: Any) -> dict[str, Any]:
    return {"papers": [{"key": f"key{name:>5}".replace(" ", "x"), "name": name} for name in names]}


def names(section: dict[str, Any]) -> list[str]:
    return [one.name for one in papers.papers(section)]


# Reading and changing what is stored.


@pytest.mark.parametrize("broken", [None, {}, "x", [None], [{"name": "a"}], [{"key": 3}]])
def test_what_cannot_be_read_is_no_document(broken):
    assert papers.papers({"papers": broken}) == ()


def test_a_document_is_read_as_it_was_told():
    told = {"key": "abcdefgh", "name": "a", "kinds": ["copy", "original", "?"], "is_sent": True}

    (paper,) = papers.papers({"papers": [told]})

    assert paper == papers.Paper(
        "abcdefgh", "a", kinds=("original", "copy"), is_sent=True, number=1
    )


def test_only_what_is_in_the_list_has_a_number():
    section = stored("a", "b", "c")
    section["papers"][1]["is_listed"] = False

    assert [one.number for one in papers.papers(section)] == [1, None, 2]
    assert [one.name for one in papers.listed(section)] == ["a", "c"]


@pytest.mark.parametrize(
    ("name", "place", "step", "expected"),
    [
        ("b", 1, -1, "bac"),
        ("b", 1, 1, "acb"),
        ("a", 0, -1, "abc"),
        ("c", 2, 1, "abc"),
        ("b", 0, 1, "abc"),
        ("b", 7, 1, "abc"),
        ("z", 1, 1, "abc"),
    ],
)
def test_a_document_moves_one_place_unless_it_moved_meanwhile(name, place, step, expected):
    section = stored("a", "b", "c")
    key = next((one.key for one in papers.papers(section) if one.name == name), "zzzzzzzz")

    assert "".join(names(papers.moved(section, key, place, step))) == expected


def test_the_same_document_is_added_once_and_never_beyond_the_limit():
    section: dict[str, Any] = {}
    for number in range(papers.MOST + 5):
        section = papers.added(section, f"{number:08}", {"name": str(number), "shows": None})
        section = papers.added(section, f"{number:08}", {"name": "again"})

    assert len(papers.papers(section)) == papers.MOST
    assert section["papers"][0] == {"key": "00000000", "name": "0"}


def test_the_last_document_taken_away_leaves_nothing():
    assert papers.removed(stored("a"), papers.papers(stored("a"))[0].key) == {}


# The pages.


def add(walker: ClaimWalker, name: str, **typed: Any) -> str:
    """Add a document; its key."""
    fields = walker.fields("papers/add/")
    answer = walker.post("papers/add/", fields, name=name, **typed)
    assert answer.headers["Location"] == "/fr/my/asylum/papers/?saved=1"
    return str(fields["key"][0])


def test_looking_stores_nothing(walker: ClaimWalker):
    walker.get("papers/")
    walker.get("papers/add/")
    assert walker.send("papers/add/").status_code == 302

    assert not walker.has_dossier


def test_a_document_is_kept_and_can_be_changed(walker: ClaimWalker):
    key = add(
        walker,
        NAME,
        shows="Mon nom\r\net ma ville",
        kinds=["original", "translation"],
        is_sent="no",
    )

    assert walker.stored["papers"] == [
        {
            "key": key,
            "name": NAME,
            "shows": "Mon nom\net ma ville",
            "kinds": ["original", "translation"],
            "is_sent": False,
        }
    ]
    page = walker.get("papers/")
    assert f"1. <bdi>{NAME}</bdi>" in page
    assert "à donner à l’OFPRA" in page

    walker.send(f"papers/{key}/", is_listed="no", received="en été 2025")

    (paper,) = papers.papers(walker.stored)
    assert paper.number is None
    assert paper.received == "en été 2025"
    assert paper.kinds == ("original", "translation")
    assert "pas dans la liste pour l’OFPRA" in walker.get("papers/")


def test_sending_the_same_form_twice_adds_one_document(walker: ClaimWalker):
    fields = walker.fields("papers/add/")

    for _ in range(2):
        assert walker.post("papers/add/", fields, name=NAME).status_code == 302

    assert names(walker.stored) == [NAME]


def test_going_back_and_sending_something_else_asks_which_is_right(walker: ClaimWalker):
    fields = walker.fields("papers/add/")
    walker.post("papers/add/", fields, name=NAME)

    answer = walker.post("papers/add/", fields, name="Autre papier")

    assert answer.status_code == 422
    assert "Autre papier" in text_of(answer)
    assert names(walker.stored) == [NAME]


def test_a_mistake_keeps_everything_typed(walker: ClaimWalker):
    typed = {"name": "x" * 300, "shows": "deux\nlignes <b>", "why_late": "après"}

    answer = walker.send("papers/add/", **typed, kinds=["copy"])

    assert answer.status_code == 422
    values = form_of(answer.content.decode())[1]
    assert {name: values[name][0] for name in typed} == typed
    assert values["kinds"] == ["copy"]
    assert not walker.has_dossier


def test_two_tabs_on_one_document_ask_which_answer_is_right(walker: ClaimWalker):
    key = add(walker, NAME)
    old = walker.fields(f"papers/{key}/")
    walker.send(f"papers/{key}/", name="Changé")

    answer = walker.post(f"papers/{key}/", old, name="Autre")

    assert answer.status_code == 422
    assert names(walker.stored) == ["Changé"]
    assert walker.post(f"papers/{key}/", form_of(answer.content.decode())[1]).status_code == 302
    assert names(walker.stored) == ["Autre"]


def test_the_order_is_the_persons(walker: ClaimWalker):
    for name in ("un", "deux", "trois"):
        add(walker, name)
    page = walker.get("papers/")
    (button,) = re.findall(r'value="([a-z0-9]{8}-2-up)"', page)
    form = form_of(page)[1]

    answer = walker.post("papers/", form, move=button)

    assert answer.status_code == 302
    assert names(walker.stored) == ["un", "trois", "deux"]
    walker.post("papers/", form, move=button)
    assert names(walker.stored) == ["un", "trois", "deux"], "it stands elsewhere now"


@pytest.mark.parametrize("sent", ["", "x", "../../etc", "abcdefgh-0-sideways", "abcdefgh-0-up"])
def test_a_wrong_move_changes_nothing(walker: ClaimWalker, sent):
    add(walker, NAME)

    assert walker.client.post(f"{walker.home}papers/", {"move": sent}).status_code == 302
    assert names(walker.stored) == [NAME]


def test_removing_asks_first(walker: ClaimWalker):
    key = add(walker, NAME)
    assert NAME in walker.get(f"papers/{key}/remove/")
    assert names(walker.stored) == [NAME]

    assert walker.send(f"papers/{key}/remove/").status_code == 302

    assert "papers" not in walker.stored
    assert walker.client.get(f"{walker.home}papers/{key}/").status_code == 404
    assert walker.client.get(f"{walker.home}papers/{key}/remove/").status_code == 404


def test_a_document_that_changed_meanwhile_is_not_removed(walker: ClaimWalker):
    key = add(walker, NAME)
    old = walker.fields(f"papers/{key}/remove/")
    walker.send(f"papers/{key}/", shows="Nouveau")

    assert walker.post(f"papers/{key}/remove/", old).status_code == 422
    assert names(walker.stored) == [NAME]


def test_a_full_list_keeps_what_was_typed(walker: ClaimWalker):
    fields = walker.fields("papers/add/")
    walker.post("papers/add/", fields, name="first")
    full = {
        "papers": [{"key": f"{number:08}", "name": str(number)} for number in range(papers.MOST)]
    }
    request: Any = walker.client.get(walker.home).wsgi_request  # type: ignore[attr-defined]
    request.answers.write("ofpra", full)

    answer = walker.post("papers/add/", walker.fields("papers/add/"), name=NAME)

    assert answer.status_code == 422
    assert "La liste est pleine : 100 documents." in text_of(answer)
    assert form_of(answer.content.decode())[1]["name"] == [NAME]
    assert "La liste est pleine" in walker.get("papers/")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_open_in_every_language(walker: ClaimWalker, client: Client, language):
    key = add(walker, NAME)
    other = ClaimWalker(client, language)

    for page in ("", "me/", "summons/", "language/", "papers/", f"papers/{key}/"):
        assert "Pas à pas" in other.get(page)


def test_an_empty_form_is_not_said_to_be_saved(walker: ClaimWalker) -> None:
    answer = walker.send("papers/add/")

    assert answer.status_code == 302
    assert "saved" not in answer["Location"]
    assert papers.papers(walker.stored) == ()
