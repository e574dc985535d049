"""The way of an answer: cookie, private pages, and every way it can go wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client, RequestFactory

from dossier import cookie
from dossier.answers import DossierAnswers
from dossier.models import Dossier
from dossier.vault import SIZES, Key, seal
from tests.dossier.probe import URL, say

COOKIE = settings.DOSSIER_COOKIE
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def page(response) -> str:
    return response.content.decode()


def is_taken_back(response) -> bool:
    return COOKIE in response.cookies and response.cookies[COOKIE]["max-age"] == 0


def stored(client: Client) -> str:
    """The name the dossier holds, as the page shows it."""
    return page(client.get(URL)).split('name="full_name" value="')[1].split('"')[0]


# A dossier begins with the first answer.


def test_reading_begins_nothing(probe):
    response = probe.get(URL)

    assert response.status_code == 200
    assert COOKIE not in response.cookies
    assert not Dossier.objects.exists()


def test_the_first_answer_begins_a_dossier(probe):
    response = say(probe, full_name="Amina Tesfay")

    assert response.status_code == 303
    assert COOKIE in response.cookies
    assert Dossier.objects.get().version == 1
    assert stored(probe) == "Amina Tesfay"


def test_an_empty_answer_begins_nothing(probe):
    response = probe.post("/fr/my/erase/")

    assert COOKIE not in response.cookies or is_taken_back(response)
    assert not Dossier.objects.exists()


def test_a_get_may_not_begin_a_dossier(probe):
    with pytest.raises(RuntimeError, match="POST"):
        probe.get(URL, {"act": "write"})

    assert not Dossier.objects.exists()


def test_the_cookie_is_shut(probe):
    morsel = say(probe, full_name="Amina").cookies[COOKIE]

    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert not morsel["domain"]
    assert not morsel["expires"], "it must end with the browser"
    assert not morsel["max-age"], "it must end with the browser"


def test_the_cookie_needs_https_in_production(probe, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert say(probe, full_name="Amina").cookies[COOKIE]["secure"]


def test_the_cookie_holds_nothing_but_the_key(probe):
    value = say(probe, full_name="Amina").cookies[COOKIE].value

    key, _timestamp, _signature = value.split(":")
    assert Key.from_text(key).row_id == Dossier.objects.get().pk


def test_private_pages_are_kept_out_of_caches(probe):
    say(probe, full_name="Amina")

    response = probe.get(URL)

    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_public_pages_neither_read_nor_set_a_cookie(probe, django_assert_num_queries):
    say(probe, full_name="Amina")

    with django_assert_num_queries(0):
        response = probe.get("/fr/public/")

    assert not response.cookies
    assert not hasattr(response.wsgi_request, "answers")


def test_a_private_page_that_does_not_look_asks_the_database_nothing(
    probe, django_assert_num_queries
):
    say(probe, full_name="Amina")

    with django_assert_num_queries(0):
        response = probe.get("/fr/my/idle/")

    assert COOKIE in response.cookies, "a visit keeps the dossier open"


def test_the_answers_are_read_once(probe, django_assert_num_queries):
    say(probe, full_name="Amina")

    with django_assert_num_queries(1):
        probe.get(URL)


def test_a_save_costs_one_read_and_one_write(probe, django_assert_num_queries):
    say(probe, full_name="Amina")

    with django_assert_num_queries(2):
        say(probe, full_name="Amina Tesfay")


def test_the_same_answer_twice_is_saved_once(probe):
    say(probe, full_name="Amina")
    say(probe, full_name="Amina")

    assert Dossier.objects.get().version == 1


def test_what_is_read_is_a_copy(rf, db):
    request = rf.post("/")
    answers = DossierAnswers(request, None)
    answers.write("reunification", {"relatives": [{"key": "k1"}]})

    answers.read("reunification")["relatives"].append("x")

    assert answers.read("reunification") == {"relatives": [{"key": "k1"}]}


def test_sections_do_not_touch_each_other(rf, db):
    answers = DossierAnswers(rf.post("/"), None)
    answers.write("reunification", {"a": 1})
    answers.write("asylum", {"b": 2})

    assert answers.read("reunification") == {"a": 1}
    assert answers.read("asylum") == {"b": 2}
    assert answers.read("nothing") == {}


def test_a_save_that_fails_saves_nothing(rf, db):
    answers = DossierAnswers(rf.post("/"), None)
    answers.write("reunification", {"a": 1})

    def fails(section):
        section["a"] = 2
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answers.change("reunification", fails)

    assert answers.read("reunification") == {"a": 1}


# A dossier that does not open.


def tampered(value: str) -> str:
    return ("B" if value[0] == "A" else "A") + value[1:]


@pytest.mark.parametrize(
    "change",
    [
        tampered,
        lambda value: value[:-1],
        lambda value: value.split(":")[0],
        lambda value: "",
        lambda value: "x" * 5000,
        lambda value: "é:ü:ñ",
        lambda value: value + ":" + value,
    ],
    ids=["changed", "cut", "unsigned", "empty", "huge", "accents", "twice"],
)
def test_a_cookie_that_is_not_ours_opens_nothing(probe, change):
    say(probe, full_name="Amina Tesfay")
    probe.cookies[COOKIE] = change(probe.cookies[COOKIE].value)

    response = probe.get(URL)

    assert "Amina" not in page(response)
    assert response.status_code in (200, 410)
    assert Dossier.objects.count() == 1


def test_a_changed_cookie_is_answered_in_words_and_taken_back(probe):
    say(probe, full_name="Amina Tesfay")
    probe.cookies[COOKIE] = tampered(probe.cookies[COOKIE].value)

    response = probe.get(URL)

    assert response.status_code == 410
    assert "Nous ne pouvons pas ouvrir ce dossier" in page(response)
    assert is_taken_back(response)
    assert response.headers["Cache-Control"] == "no-store, private"
    assert probe.get(URL).status_code == 200


def test_a_well_signed_key_without_a_row_opens_nothing(probe, rf):
    response = cookie_response(Key.new())
    probe.cookies[COOKIE] = response.cookies[COOKIE].value

    response = probe.get(URL)

    assert response.status_code == 410
    assert "Ce dossier n’existe plus" in page(response)
    assert is_taken_back(response)


def cookie_response(key: Key):
    from django.http import HttpResponse

    response = HttpResponse()
    cookie.give(response, key)
    return response


def test_a_cookie_signed_for_something_else_opens_nothing(probe):
    from django.core import signing

    say(probe, full_name="Amina Tesfay")
    key = probe.cookies[COOKIE].value.split(":")[0]
    probe.cookies[COOKIE] = signing.TimestampSigner(salt="another use").sign(key)

    assert probe.get(URL).status_code == 410


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (119, 200), (121, 410), (60 * 24, 410)])
def test_a_dossier_nobody_uses_closes_after_two_hours(probe, minutes, status):
    with time_machine.travel(NOW, tick=False):
        say(probe, full_name="Amina")

    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        assert probe.get(URL).status_code == status


def test_each_visit_keeps_the_dossier_open(probe):
    with time_machine.travel(NOW, tick=False):
        say(probe, full_name="Amina")

    for hours in (1, 2, 3, 4, 5):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            assert probe.get(URL).status_code == 200


def test_an_old_cookie_played_again_opens_nothing(probe):
    with time_machine.travel(NOW, tick=False):
        say(probe, full_name="Amina Tesfay")
        stolen = probe.cookies[COOKIE].value

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        probe.get(URL)
    with time_machine.travel(NOW + timedelta(hours=2, minutes=1), tick=False):
        thief = Client()
        thief.cookies[COOKIE] = stolen
        refused = thief.get(URL)
        owner = probe.get(URL)

    assert refused.status_code == 410
    assert "Amina" not in page(refused)
    assert owner.status_code == 200


@pytest.mark.parametrize(
    "damage",
    [
        {"sealed": b""},
        {"sealed": b"\x01" + bytes(40)},
        {"version": 7},
        {"sealed": seal(Key.new(), 1, {"reunification": {"sponsor": {"full_name": "Other"}}})},
    ],
    ids=["empty", "zeros", "version", "row of another"],
)
def test_a_damaged_row_is_answered_in_words(probe, damage):
    say(probe, full_name="Amina Tesfay")
    Dossier.objects.update(**damage)

    response = probe.get(URL)

    assert response.status_code == 410
    assert "sont abîmées" in page(response)
    assert "Other" not in page(response)
    assert is_taken_back(response)


def test_two_rows_swapped_open_for_nobody(probe):
    say(probe, full_name="Amina Tesfay")
    other = Client()
    say(other, full_name="Yonas Habte")
    one, two = Dossier.objects.all()
    one.sealed, two.sealed = two.sealed, one.sealed
    one.save()
    two.save()

    for client in (probe, other):
        response = client.get(URL)
        assert response.status_code == 410
        assert "Amina" not in page(response)
        assert "Yonas" not in page(response)


def test_what_was_typed_for_a_closed_dossier_begins_a_new_one(strict_probe):
    client = strict_probe
    with time_machine.travel(NOW, tick=False):
        client.post(URL, with_token(client, full_name="Amina", act="force"))
        late = with_token(client, full_name="نجيب <b>الله</b>")
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        closed = client.post(URL, late)

        again = client.post(URL, hidden_fields(closed))

        assert closed.status_code == 410
        assert "نجيب &lt;b&gt;الله&lt;/b&gt;" in page(closed)
        assert again.status_code == 303
        assert stored(client) == "نجيب &lt;b&gt;الله&lt;/b&gt;"
    assert Dossier.objects.count() == 2


# Two tabs.


def test_a_stale_form_replaces_nothing_and_keeps_what_was_typed(probe):
    say(probe, full_name="Amina")
    seen = shown_mark(probe)
    say(probe, full_name="Amina Tesfay")

    response = probe.post(URL, {"full_name": "Amina Tesfai", "seen-full_name": seen})

    assert response.status_code == 409
    assert "Amina Tesfai" in page(response)
    assert stored(probe) == "Amina Tesfay"


def test_a_fresh_form_saves(probe):
    say(probe, full_name="Amina")

    response = probe.post(URL, {"full_name": "Sara", "seen-full_name": shown_mark(probe)})

    assert response.status_code == 303
    assert stored(probe) == "Sara"


def test_a_double_click_is_not_a_conflict(probe):
    say(probe, full_name="Amina")
    form = {"full_name": "Sara", "seen-full_name": shown_mark(probe)}

    answers = [probe.post(URL, form).status_code for _ in range(2)]

    assert answers == [303, 303]


def test_a_form_without_its_mark_replaces_nothing(probe):
    say(probe, full_name="Amina")

    assert probe.post(URL, {"full_name": "Sara"}).status_code == 409


def test_another_question_changed_meanwhile_is_no_conflict(probe):
    say(probe, full_name="Amina", town="Addis Abeba")
    seen = shown_mark(probe)
    say(probe, town="Asmara")

    assert probe.post(URL, {"full_name": "Sara", "seen-full_name": seen}).status_code == 303


def test_a_page_can_warn_before_it_saves(rf, db):
    answers = DossierAnswers(rf.post("/"), None)
    path = ("relatives", "k7", "town")
    nothing_seen = answers.fingerprint("reunification", path)
    answers.write("reunification", {"relatives": [{"key": "k7", "town": "Asmara"}]})
    seen = answers.fingerprint("reunification", path)

    assert nothing_seen == ""
    assert answers.is_stale("reunification", path, nothing_seen, "Keren")
    assert not answers.is_stale("reunification", path, nothing_seen, "Asmara")
    assert not answers.is_stale("reunification", path, seen, "Keren")
    assert not answers.is_stale("reunification", ("relatives", "k7", "name"), "", "Sara")


# Other trouble.


def test_a_form_without_its_token_is_kept_and_can_be_sent_again(strict_probe):
    refused = strict_probe.post(URL, {"full_name": "Amina\nTesfay", "act": "force"})

    again = strict_probe.post(URL, hidden_fields(refused))

    assert refused.status_code == 403
    assert "Amina<br>Tesfay" in page(refused)
    assert again.status_code == 303
    assert Dossier.objects.count() == 1


def test_a_forged_form_does_nothing_by_itself(strict_probe):
    client = strict_probe
    client.post(URL, with_token(client, full_name="Amina", act="force"))

    client.post(URL, {"full_name": "forged", "act": "force"})

    assert stored(client) == "Amina"


def test_a_form_from_another_site_cannot_erase(strict_probe):
    client = strict_probe
    client.post(URL, with_token(client, full_name="Amina", act="force"))

    response = client.post("/fr/my/erase/")

    assert response.status_code == 403
    assert "<form" not in page(response)
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_a_post_of_ten_megabytes_is_refused_in_words(strict_probe, kind):
    body = "a" * 10_000_000
    if kind == "multipart":
        response = strict_probe.post(URL, {"full_name": body})
    else:
        response = strict_probe.post(
            URL, f"full_name={body}", content_type="application/x-www-form-urlencoded"
        )

    assert response.status_code == 413
    assert "Votre texte est trop long" in page(response)
    assert len(response.content) < 100_000


def test_a_file_is_never_written_to_the_disk(probe, tmp_path, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    file = SimpleUploadedFile("passport.jpg", b"x" * 300_000)

    response = probe.post(URL, {"act": "force", "full_name": "Amina", "file": file})

    assert response.status_code == 303
    assert not list(tmp_path.iterdir())


def test_answers_that_do_not_fit_change_nothing(probe, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
    say(probe, full_name="Amina")

    response = say(probe, story="a" * SIZES[-1])

    assert response.status_code == 413
    assert "Votre dossier est plein" in page(response)
    assert stored(probe) == "Amina"


def test_an_answer_for_a_page_that_is_gone_is_shown_back(probe):
    response = probe.post(URL, {"act": "missing", "full_name": "Amina Tesfay"})

    assert response.status_code == 404
    assert "Amina Tesfay" in page(response)


def test_our_own_mistake_keeps_what_was_typed(probe):
    probe.raise_request_exception = False

    response = probe.post(URL, {"act": "crash", "full_name": "Amina Tesfay"})

    assert response.status_code == 500
    assert hidden_fields(response)["full_name"] == "Amina Tesfay"
    assert "Traceback" not in page(response)


def test_htmx_gets_the_same_words_as_a_whole_page(probe):
    response = probe.post(
        URL, {"act": "missing", "full_name": "Amina Tesfay"}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == "#main"
    assert "Amina Tesfay" in page(response)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_page_of_a_closed_dossier_is_in_the_readers_language(probe, language):
    probe.cookies[COOKIE] = "nonsense"

    response = probe.get(f"/{language}/my/")

    assert response.status_code == 410
    assert f'<html lang="{language}"' in page(response)


def test_titles_say_nothing(probe):
    say(probe, full_name="Amina Tesfay")

    for address in ("/fr/my/", "/fr/my/erase/", "/fr/my/erased/"):
        response = probe.get(address, follow=True)
        assert "<title>Pas à pas</title>" in page(response)


def hidden_fields(response) -> dict[str, str]:
    """What the form of a problem page sends."""
    from html import unescape
    from re import findall

    pairs = findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page(response))
    return {unescape(name): unescape(value) for name, value in pairs}


def with_token(client: Client, **fields: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": hidden_fields(client.get(URL))["csrfmiddlewaretoken"]} | fields


def shown_mark(client: Client) -> str:
    return page(client.get(URL)).split('name="seen-full_name" value="')[1].split('"')[0]


def test_a_request_has_no_answers_unless_its_view_is_private():
    assert not hasattr(RequestFactory().get("/"), "answers")
