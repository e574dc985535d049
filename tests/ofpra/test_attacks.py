"""What a browser never sends, what an older version stored: a sentence, nothing lost, no crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dossier.letters import LETTERS as FAMILY_LETTERS
from ofpra.chronology import MAX_CARDS
from ofpra.claim import fitting
from ofpra.papers import MOST
from tests.dossier.papers import client_with
from tests.ofpra.conftest import ClaimWalker
from tests.walking import day, form_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_day")]

FORM = "application/x-www-form-urlencoded"
HTMX = {"HX-Request": "true"}

TOLD: dict[str, Any] = {
    "dates": {"track": "normal", "lodged_on": "2026-03-02", "interview_on": "2026-12-10"},
    "me": {"full_name": "Aster Welde", "birth_date": "1990-03-14", "nationality": "ER"},
    "summons": {"division": "AF", "time": "09:00", "place": "Salle 3", "children_come": True},
    "language": {"chosen": "tigrinya", "french": "a_little", "reads": ["latin"]},
    "cards": [
        {
            "key": "aaaaaaaa",
            "what": "Premier jour",
            "when": {"calendar": "afghan", "how": "about", "date": "1368-12", "season": "hiver"},
            "checked": ["who"],
        },
        {
            "key": "bbbbbbbb",
            "place": "Keren",
            "when": {"calendar": "ethiopian", "card": "aaaaaaaa", "side": "after"},
        },
        {
            "key": "cccccccc",
            "note": "Demander à ma tante",
            "when": {"how": "lasting", "date": "2001", "until": "2003-02-01", "age": 5},
        },
    ],
    "papers": [{"key": "pppppppp", "name": "Carte", "kinds": ["copy"], "is_sent": False}],
    "form_check": {"name": "different", "notes": {"name": "Une lettre"}},
    "ticks": {"journey": ["read", "when"]},
    "letters": {
        "LET-05": {"own": {"reason": "Hôpital"}, "subject": "Absence", "template": "0"},
        "LET-09": {"own": {"corrections": [{"passage": "p. 3"}]}},
    },
    "print": {"parts": ["sheet"], "language": "ar"},
    "calendar_secret": "0" * 32,
}

FORMS = (
    "plan/track/",
    "plan/dates/",
    "me/",
    "summons/",
    "language/",
    "prepare/",
    "chronology/add/",
    "chronology/aaaaaaaa/",
    "papers/add/",
    "papers/pppppppp/",
    "form-check/",
    "letters/LET-05/",
    "letters/LET-09/",
    "print/",
)
PAGES = (
    "",
    "plan/",
    "chronology/",
    "chronology/aaaaaaaa/remove/",
    "papers/",
    "papers/pppppppp/remove/",
    "letters/",
    *FORMS,
)


@pytest.fixture
def walker() -> ClaimWalker:
    """Somebody who has told something everywhere."""
    return ClaimWalker(client_with(TOLD, "ofpra"))


# Dates.


@pytest.mark.parametrize(
    "typed",
    [
        ("31", "2", "2026"),
        ("29", "2", "2025"),
        ("0", "3", "2026"),
        ("1", "13", "2026"),
        ("1", "3", "0"),
        ("1", "3", "1499"),
        ("1", "3", "99999"),
        ("1", "3", "-2026"),
        ("1", "3", "9" * 5000),
        ("²", "3", "2026"),
        ("1", "", "2026"),
        ("\x00", "3", "2026"),
        ("۳۱", "2", "۲۰۲۶"),
    ],
)
def test_no_day_of_the_plan_is_stored_wrong_or_lost(walker, typed):
    response = walker.send("plan/dates/", **day("registered_on", *typed))

    assert response.status_code == 422
    assert 'id="registered_on_error"' in response.content.decode()
    assert f'name="registered_on-year" value="{typed[2]}"' in response.content.decode()
    assert "registered_on" not in walker.stored["dates"]


@pytest.mark.parametrize(
    "typed", [("۰۲", "۲۰۲۶"), ("٠٢", "٢٠٢٦"), ("০২", "২০২৬"), ("０２", "２０２６")]
)
def test_the_digits_of_every_script_are_read(walker, typed):
    response = walker.send("plan/dates/", **day("registered_on", typed[0], "2", typed[1]))

    assert response.status_code == 302
    assert walker.stored["dates"]["registered_on"] == "2026-02-02"


@pytest.mark.parametrize(
    ("calendar", "typed"),
    [
        ("gregorian", ("31", "gregorian-2", "2010")),
        ("ethiopian", ("7", "ethiopian-13", "1990")),
        ("ethiopian", ("6", "ethiopian-13", "1990")),
        ("iranian", ("30", "iranian-12", "1369")),
        ("afghan", ("31", "afghan-7", "1370")),
        ("hijri", ("1", "hijri-1", "1342")),
        ("hijri", ("1", "hijri-1", "1501")),
        ("hijri", ("30", "hijri-13", "1410")),
        ("gregorian", ("", "", "1368")),
        ("gregorian", ("", "", "0")),
        ("ethiopian", ("", "", "99999")),
        ("afghan", ("", "", "-1370")),
        ("gregorian", ("5", "hijri-3", "2010")),
        ("gregorian", ("5", "hijri-²", "2010")),
    ],
)
def test_a_day_of_no_calendar_is_said_and_everything_kept(walker, calendar, typed):
    parts = dict(zip(("when-day", "when-month", "when-year"), typed, strict=True))

    response = walker.send(
        "chronology/add/", **{"what": "Gardez mes mots", "when-calendar": calendar, **parts}
    )

    page = text_of(response)
    assert response.status_code == 422
    assert "error" in page
    assert "Gardez mes mots" in page
    assert f'value="{typed[2]}"' in page
    assert len(walker.stored["cards"]) == 3


@pytest.mark.parametrize("calendar", ["julian", "", "\x00", "GREGORIAN", "<b>"])
def test_a_calendar_that_is_none_is_ours(walker, calendar):
    response = walker.send("chronology/add/", **{"when-calendar": calendar, "when-year": "2010"})

    assert response.status_code == 302
    assert walker.stored["cards"][-1]["when"] == {"calendar": "gregorian", "date": "2010"}


def test_an_interview_before_the_claim_is_asked_about_and_may_be_confirmed(walker):
    typed = day("lodged_on", "1", "10", "2026") | day("interview_on", "1", "9", "2026")

    asked = walker.send("plan/dates/", **typed)
    confirm = re.findall(r'name="confirm" value="([^"]+)"', asked.content.decode())
    _, values, _ = form_of(asked.content.decode())
    saved = walker.post("plan/dates/", values, confirm=confirm)

    assert asked.status_code == 422
    assert any("lodged_on" in one for one in confirm)
    assert saved.status_code == 302
    assert walker.stored["dates"]["interview_on"] == "2026-09-01"


# Words.

ODD = {
    "control": "a\x00b\x07\x85\u2028c",
    "direction": "\u202eabc\u202c \u2066x \u200f",
    "emoji": "😀 ﷽ \ud7ff\ufffe\ue000",
    "markup": "<script>alert(1)</script> **b** [x](javascript:1) &amp;lt;",
    "template": "{placeholder} {words} {% now 'Y' %} {{ request.COOKIES }} {# x #}",
    "percent": "%(x)s %s %d %",
    "header": "a\r\nBCC: x@example.org\r\n\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "long": "م" * 5000,
    "number": "-1e309",
}


@pytest.mark.parametrize("shift", [0, 4])
@pytest.mark.parametrize("page", FORMS)
def test_whatever_is_typed_everywhere_gets_an_answer_and_stays_text(walker, page, shift):
    """Each field gets another kind of text, and yet another with each shift."""
    values = walker.fields(page)
    names = [name for name in values if not name.startswith(("seen", "csrf", "confirm"))]
    odd = list(ODD.values())
    typed = {name: odd[(place + shift) % len(odd)] for place, name in enumerate(names)}

    sent = walker.client.post(walker.home + page, values | typed)
    twice = {name: [text, "x", text] for name, text in typed.items()}
    again = walker.client.post(walker.home + page, values | twice, headers=HTMX)

    assert {sent.status_code, again.status_code} <= {200, 302, 303, 409, 413, 422}
    for response in (sent, again, walker.client.get(walker.home + page)):
        html = response.content.decode()
        assert "<script>alert" not in html
        assert 'href="javascript:' not in html
        assert "BCC" not in str(response.headers)
        assert "<title>Pas à pas</title>" in html or "<title>" not in html


@pytest.mark.parametrize("letter", ["LET-01", "LET-05", "LET-07", "LET-09"])
@pytest.mark.parametrize("odd", ["template", "markup", "percent"])
def test_words_of_the_person_fill_nothing_in_a_letter(letter, odd):
    words = ODD[odd]
    told = TOLD | {
        "me": {"full_name": words, "address": words},
        "summons": {"place": words, "division": words, "companion": "lawyer"}
        | {"companion_name": words, "companion_office": words},
        "papers": [{"key": "pppppppp", "name": words, "shows": words, "why_late": words}],
        "letters": {
            "LET-05": {"own": {"reason": words}},
            "LET-09": {"own": {"corrections": [{"passage": words, "said": words}]}},
        },
    }
    walker = ClaimWalker(client_with(told, "ofpra"))

    values = walker.fields(f"letters/{letter}/")

    assert words in "".join(str(value) for value in values.values())


# Bodies and addresses.


@pytest.mark.parametrize("page", FORMS)
def test_no_body_ends_in_a_crash_or_empties_an_answer(walker, page):
    before = walker.stored
    url = walker.home + page

    for body, kind in (
        (b"", "text/plain"),
        (b"{}", "application/json"),
        (b"--X\r\nno headers", "multipart/form-data; boundary=X"),
        (b"anything=%ED%A0%80%FF&=&&=x", FORM),
        (b"x=" + b"x" * 3_000_000, FORM),
        (b"&".join(b"a%d=1" % number for number in range(5000)), FORM),
    ):
        response = walker.client.post(url, body, content_type=kind)
        assert response.status_code in (200, 302, 303, 409, 413, 422), body[:20]

    kept = walker.stored
    assert {name: kept.get(name) for name in before} == before


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_any_address_and_a_swap(walker, page):
    for query in (
        "?page=-1&page=x",
        f"?page={'9' * 30}",
        "?page=%00&saved",
        "?back=//evil.example",
    ):
        assert walker.client.get(f"{walker.home}{page}{query}").status_code == 200
    for headers in ({}, HTMX, HTMX | {"HX-History-Restore-Request": "true"}):
        response = walker.client.get(walker.home + page, headers=headers)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Frame-Options"] == "DENY"
    for method in ("put", "patch", "delete", "options", "trace"):
        response = getattr(walker.client, method)(walker.home + page)
        assert response.status_code == 405
        assert response.headers["Cache-Control"] == "no-store, private"
    assert "evil" not in text_of(walker.client.get(f"{walker.home}{page}?back=//evil.example"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path",
    [
        *(
            f"asylum/letters/{one}/"
            for one in ("LET-00", "LET-99", "let-05", "..", "%00", "LET-٠٥")
        ),
        f"asylum/letters/{FAMILY_LETTERS[0]}/",
        "letters/LET-05/",
        *(f"asylum/chronology/{one}/" for one in ("sponsor", "AAAAAAAA", "%00aaaaaaa")),
        *(f"asylum/papers/{one}/" for one in ("sponsor", "zzzzzzzz", "aaaaaaaa")),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(walker, method, path):
    before = walker.stored

    response = getattr(walker.client, method)(f"/fr/my/{path}")

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store, private"
    assert walker.stored == before


# Lists.


@pytest.mark.parametrize(
    "sent",
    [
        {"card": "aaaaaaaa", "to": "9" * 4000},
        {"card": "aaaaaaaa", "to": "-1"},
        {"card": "pppppppp", "to": "1"},
        {"up": "pppppppp"},
        {"up": "bbbbbbbb\x00"},
        {"down": "x" * 10_000},
        {"up": "aaaaaaaa"},
        {"down": "cccccccc"},
        {"card": ["bbbbbbbb", ""], "to": "1"},
    ],
)
def test_an_order_that_cannot_be_loses_no_card(walker, sent):
    response = walker.client.post(f"{walker.home}chronology/", sent)

    assert response.status_code == 302
    assert walker.stored["cards"] == TOLD["cards"]


def test_a_card_that_another_tab_took_away_keeps_the_words_of_this_one(walker):
    refers = walker.fields("chronology/bbbbbbbb/")
    gone = walker.fields("chronology/aaaaaaaa/")
    removal = walker.fields("chronology/aaaaaaaa/remove/")

    assert walker.post("chronology/aaaaaaaa/remove/", removal).status_code == 302
    second = walker.post("chronology/aaaaaaaa/remove/", removal)
    moved = walker.post("chronology/", {}, up="aaaaaaaa")
    refers = walker.post("chronology/bbbbbbbb/", refers, place="Mes mots")
    gone = walker.post("chronology/aaaaaaaa/", gone, what="Mes autres mots")

    assert (second.status_code, moved.status_code) == (302, 302)
    assert refers.status_code == 422
    assert "n’est plus dans la liste" in text_of(refers)
    assert "Mes mots" in text_of(refers)
    assert gone.status_code == 404
    assert "Mes autres mots" in text_of(gone)
    assert [card["key"] for card in walker.stored["cards"]] == ["bbbbbbbb", "cccccccc"]


@pytest.mark.parametrize("page", ["chronology/add/", "papers/add/"])
def test_the_key_of_another_item_replaces_nothing(walker, page):
    key = "bbbbbbbb" if "chronology" in page else "pppppppp"

    response = walker.post(page, {}, key=key, what="Autre", name="Autre")

    assert response.status_code == 422
    assert "Autre" in text_of(response)
    assert walker.stored["cards"] == TOLD["cards"]
    assert walker.stored["papers"] == TOLD["papers"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_full_lists_take_nothing_more_and_keep_what_was_typed(headers):
    cards = [{"key": f"c{number:07}", "what": "mot"} for number in range(MAX_CARDS)]
    papers = [{"key": f"p{number:07}", "name": "mot"} for number in range(MOST)]
    walker = ClaimWalker(client_with({"cards": cards, "papers": papers}, "ofpra"))

    for page, typed in (("chronology/add/", "what"), ("papers/add/", "name")):
        sent = {"key": "zzzzzzzz", typed: "Mes mots"}
        response = walker.client.post(walker.home + page, sent, headers=headers)
        assert response.status_code == 422
        assert "Mes mots" in text_of(response)

    assert walker.stored == {"cards": cards, "papers": papers}


# An older version, or a hand that is not ours.

WRONG: dict[str, Any] = {
    "none": None,
    "word": "2020-13-45",
    "half a character": "\ud800",
    "number": -5,
    "large": 10**30,
    "yes": True,
    "empty list": [],
    "list": ["x", None, [], {"key": None}],
    "empty": {},
    "mapping": {"x": {"key": 3}, "\x00": []},
}


def spoilt(value: Any, wrongs: Iterator[Any], depth: int) -> Any:
    """The value with everything so deep inside replaced, each by the next wrong value."""
    if depth == 0:
        return next(wrongs)
    if isinstance(value, dict):
        return {
            name: one if name == "key" else spoilt(one, wrongs, depth - 1)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [spoilt(one, wrongs, depth - 1) for one in value]
    return value


@pytest.mark.parametrize(
    ("depth", "shift"), [(1, 0), (2, 3), (3, 0), (3, 5), (4, 0), (4, 5), (6, 0)]
)
def test_stored_answers_of_any_form_open_and_save_on_every_page(depth, shift):
    wrongs = islice(cycle(WRONG.values()), shift, None)
    walker = ClaimWalker(client_with(spoilt(TOLD, wrongs, depth), "ofpra"))

    for page in PAGES:
        response = walker.client.get(walker.home + page)
        assert response.status_code in (200, 302, 404), page
        if page in FORMS and response.status_code == 200:
            _, values, _ = form_of(response.content.decode())
            assert walker.post(page, values).status_code in (200, 302, 303, 422), page
    assert walker.client.post(f"{walker.home}plan/calendar/").status_code == 200
    assert walker.client.post(f"{walker.home}chronology/", {"by_date": ""}).status_code == 302


@pytest.mark.parametrize("wrong", [*WRONG.values(), [["x"]], "x" * 10])
def test_a_section_that_is_none_counts_as_nothing_told(wrong):
    assert set(fitting(wrong)) <= {"x", "\x00"}


def test_answers_of_the_right_form_stay_as_they_are():
    newer = {"of_a_newer_version": [1, None]}

    assert fitting(TOLD | newer) == TOLD | newer


def test_the_words_of_an_item_without_a_key_are_not_lost():
    cards = [{"what": "un"}, {"key": "aaaaaaaa", "what": "deux"}, {"key": "aaaaaaaa", "what": "3"}]

    found = fitting({"cards": cards})["cards"]

    assert [card["what"] for card in found] == ["un", "deux", "3"]
    assert [card["key"] for card in found] == ["i0000000", "aaaaaaaa", "i0000002"]


# Pages for everybody.


@pytest.mark.parametrize("path", ["", "prepare/", "pause/", "phrases/", "prepare-journey/"])
def test_no_public_page_repeats_its_address_or_gives_a_cookie(path):
    client = client_with(TOLD, "ofpra")

    plain = Client().get(f"/fr/asylum/{path}")
    odd = client.get(f"/fr/asylum/{path}?x=<script>alert(1)</script>&page=%00", headers=HTMX)

    assert odd.status_code == 200
    assert odd.content == plain.content
    assert not odd.cookies


@pytest.mark.parametrize("slug", ["nothing", "prepare-nothing", "prepare-", "{x}", "%00", "a%2fb"])
def test_an_article_that_is_none_is_not_found(client, slug):
    response = client.get(f"/ar/asylum/{slug}/")

    assert response.status_code == 404
    assert 'lang="ar"' in response.content.decode()


@pytest.mark.parametrize("language", settings.OFFERED_LANGUAGES)
def test_the_worker_names_the_page_of_its_language_and_nothing_private(client, language):
    script = client.get(f"/{language}/asylum/phrases/worker.js")
    with_query = client.get(f"/{language}/asylum/phrases/worker.js?page=/fr/my/")

    assert f'"page": "/{language}/asylum/phrases/"' in script.content.decode()
    assert with_query.content == script.content
    assert "/my/" not in script.content.decode()
    assert "Service-Worker-Allowed" not in script.headers
    assert not script.cookies


@pytest.mark.parametrize("code", ["de", "FR", "xx", "fr-ca", "%00"])
def test_the_phrase_card_of_a_language_that_is_not_offered_prints_nothing(
    client, monkeypatch, code
):
    monkeypatch.setattr("dossier.card_views.ask_printers", lambda *told: pytest.fail("printed"))

    assert client.get(f"/{code}/asylum/phrases/card.pdf").status_code == 404
