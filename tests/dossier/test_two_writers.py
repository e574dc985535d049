"""Several people, or tabs, saving in one dossier at the same moment: real threads, real locks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, RequestFactory

from dossier.answers import Busy, Closed, DossierAnswers
from dossier.models import Dossier
from dossier.vault import Key
from guide.answers import Section, Stale
from tests.dossier.probe import URL, say

pytestmark = pytest.mark.django_db(transaction=True)


def opened(key: Key | None = None) -> DossierAnswers:
    return DossierAnswers(RequestFactory().post("/"), key)


def begun(**sponsor: str) -> Key:
    answers = opened()
    answers.write("reunification", {"sponsor": sponsor})
    assert answers._key is not None
    return answers._key


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run every act in a thread of its own, all starting together; what they gave or raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return act()
        except Exception as raised:
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_no_save_is_lost_when_many_save_together():
    key = begun()
    writers, saves = 4, 6

    def save_some(who: int) -> int:
        for number in range(saves):
            opened(key).change("reunification", lambda was: was | {f"{who}-{number}": True})  # noqa: B023
        return who

    results = at_once(*(lambda who=who: save_some(who) for who in range(writers)))

    stored = opened(key).read("reunification")
    assert results == list(range(writers))
    assert len(stored) == 1 + writers * saves
    assert Dossier.objects.get().version == 1 + writers * saves


def test_of_two_forms_shown_before_either_was_saved_one_is_told():
    key = begun(full_name="Amina")
    path = ("sponsor", "full_name")
    seen = {path: opened(key).fingerprint("reunification", path)}

    def save(name: str) -> str:
        def set_name(was: Section) -> Section:
            return was | {"sponsor": {"full_name": name}}

        opened(key).change("reunification", set_name, seen=seen)
        return name

    results = at_once(lambda: save("Sara"), lambda: save("Yonas"))

    (winner,) = [result for result in results if isinstance(result, str)]
    (told,) = [result for result in results if isinstance(result, Stale)]
    (conflict,) = told.conflicts
    assert opened(key).read("reunification")["sponsor"]["full_name"] == winner
    assert conflict.stored == winner
    assert {conflict.stored, conflict.proposed} == {"Sara", "Yonas"}


def test_a_save_that_started_before_the_erasing_brings_nothing_back():
    key = begun(full_name="Amina")
    late = opened(key)
    late.read("reunification")

    opened(key).erase()

    with pytest.raises(Closed):
        late.write("reunification", {"sponsor": {}})
    assert not Dossier.objects.exists()


def test_erasing_among_many_saves_leaves_nothing():
    key = begun(full_name="Amina")

    def save() -> None:
        for number in range(10):
            opened(key).change("reunification", lambda was: was | {"n": number})  # noqa: B023

    results = at_once(save, save, lambda: opened(key).erase())

    assert not Dossier.objects.exists()
    assert {type(result) for result in results} <= {type(None), Closed}


def test_somebody_who_never_gets_a_turn_is_told(monkeypatch):
    monkeypatch.setattr("dossier.answers.time.sleep", lambda _: None)
    key = begun()

    def others_are_faster(was: Section) -> Section:
        opened(key).change("reunification", lambda now: now | {"n": now.get("n", 0) + 1})
        return was | {"mine": True}

    with pytest.raises(Busy):
        opened(key).change("reunification", others_are_faster)


def test_two_tabs_through_the_site(settings):
    settings.ROOT_URLCONF = "tests.dossier.probe"
    client = Client()
    say(client, full_name="Amina")
    cookie = client.cookies[settings.DOSSIER_COOKIE].value

    def tab(**answers: str) -> int:
        other = Client()
        other.cookies[settings.DOSSIER_COOKIE] = cookie
        return say(other, **answers).status_code

    statuses = at_once(
        *(lambda field=field: tab(**{field: field}) for field in ("town", "story", "birth_date"))
    )

    page = client.get(URL)
    answers = opened(Key.from_text(cookie.split(":")[0])).read("reunification")["sponsor"]
    assert statuses == [303, 303, 303]
    assert answers == {
        "full_name": "Amina",
        "town": "town",
        "story": "story",
        "birth_date": "birth_date",
    }
    assert page.status_code == 200


def test_two_first_answers_together_leave_the_browser_with_one(settings):
    settings.ROOT_URLCONF = "tests.dossier.probe"

    statuses = at_once(*(lambda: say(Client(), full_name="Amina").status_code for _ in range(3)))

    assert statuses == [303, 303, 303]
    assert Dossier.objects.count() == 3


def test_the_settings_give_each_test_a_database_with_locks():
    assert ":memory:" not in str(settings.DATABASES["default"]["NAME"])
