"""Comparing the copy of the form with the other papers."""

from __future__ import annotations

import pytest
import yaml
from django.conf import settings

from ofpra.form_check import ROWS, FormCheck, ToSay, form_check
from tests.ofpra.conftest import ClaimWalker
from tests.walking import form_of, text_of

pytestmark = pytest.mark.usefixtures("same_day")

NOTE = "Le mois : juin, et non mai"


@pytest.mark.parametrize("broken", [None, [], "x", {"name": "corrected", "notes": "x"}])
def test_what_cannot_be_read_counts_as_not_told(broken):
    assert form_check({"form_check": broken}) == FormCheck()


def test_what_differs_is_said_in_the_order_of_the_rows():
    told = {
        "papers": "different",
        "name": "same",
        "birth": "different",
        "parents": "later",
        "notes": {"birth": NOTE, "name": "looked twice", "children": "one more", "parents": "ask"},
    }

    assert form_check({"form_check": told}).to_say == (
        ToSay("birth", NOTE),
        ToSay("children", "one more"),
        ToSay("papers"),
    )


def test_every_row_has_its_words():
    folder = settings.BASE_DIR / "ofpra" / "content"
    for language in ("fr", "en"):
        words = yaml.safe_load((folder / language / "form_check.yaml").read_text(encoding="utf-8"))
        assert {f"{row}.{part}" for row in ROWS for part in ("name", "look")} <= set(words)


def test_looking_stores_nothing(walker: ClaimWalker):
    assert "À dire au début de l’entretien" not in walker.get("form-check/")
    assert walker.send("form-check/").status_code == 302

    assert not walker.has_dossier


def test_differences_become_a_list_to_say(walker: ClaimWalker):
    answer = walker.send("form-check/", name="same", birth="different", **{"note-birth": NOTE})

    assert answer.headers["Location"] == "/fr/my/asylum/form-check/?saved=1"
    assert walker.stored["form_check"] == {
        "name": "same",
        "birth": "different",
        "notes": {"birth": NOTE},
    }
    page = walker.get("form-check/?saved=1")
    say = page[page.index('id="say"') :].partition("</section>")[0]
    assert NOTE in say
    assert "Date et lieu de naissance" in say
    assert "Nom et prénoms" not in say
    assert NOTE not in page[: page.index("<main")]
    fields = walker.fields("form-check/")
    assert (fields["birth"], fields["note-birth"]) == (["different"], [NOTE])


def test_nothing_differs_is_said_plainly(walker: ClaimWalker):
    walker.send("form-check/", name="same")

    assert "Aucune différence notée pour le moment." in walker.get("form-check/")


def test_a_note_taken_away_leaves_nothing_behind(walker: ClaimWalker):
    walker.send("form-check/", **{"note-birth": NOTE})
    walker.send("form-check/", **{"note-birth": ""})

    assert "form_check" not in walker.stored


@pytest.mark.parametrize("sent", ["", "wrong", "unknown", "x" * 5000])
def test_an_answer_that_is_none_is_left_out(walker: ClaimWalker, sent):
    assert walker.send("form-check/", name=sent, birth="later").status_code == 302

    assert walker.stored["form_check"] == {"birth": "later"}


def test_a_note_too_long_keeps_everything_typed(walker: ClaimWalker):
    long = "x" * 601

    answer = walker.send(
        "form-check/", name="different", **{"note-name": long, "note-birth": "<b>\n&"}
    )

    assert answer.status_code == 422
    values = form_of(answer.content.decode())[1]
    assert values["note-name"] == [long]
    assert values["note-birth"] == ["<b>\n&"]
    assert values["name"] == ["different"]
    assert not walker.has_dossier


def test_two_tabs_ask_which_answer_is_right(walker: ClaimWalker):
    walker.send("form-check/", birth="different", **{"note-birth": NOTE})
    old = walker.fields("form-check/")
    walker.send("form-check/", birth="same", **{"note-birth": "Rien à dire"})

    answer = walker.post("form-check/", old, birth="later", **{"note-birth": "Autre"})

    assert answer.status_code == 422
    page = text_of(answer)
    for words in ("Pareil", "Plus tard", "Rien à dire", "Autre"):
        assert words in page
    assert walker.stored["form_check"]["birth"] == "same"
    assert walker.post("form-check/", form_of(answer.content.decode())[1]).status_code == 302
    assert walker.stored["form_check"] == {"birth": "later", "notes": {"birth": "Autre"}}
