"""How often one network may begin dossiers, and that no address is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client, RequestFactory

from dossier import throttle
from dossier.models import Dossier, Window
from tests.dossier.probe import say

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _small_limits(settings):
    settings.THROTTLES = {"open": (3, 3600), "print": (2, 600)}


def asked(address: str = "203.0.113.7", **headers: str):
    return RequestFactory(REMOTE_ADDR=address).post("/", headers=headers)


def times_allowed(act: str, request, tries: int = 10) -> int:
    for number in range(tries):
        try:
            throttle.count(act, request)
        except throttle.TooOften:
            return number
    return tries


@pytest.mark.django_db
def test_the_limit_holds_for_each_act_and_each_network():
    with time_machine.travel(NOW, tick=False):
        allowed = [
            times_allowed("open", asked("203.0.113.7")),
            times_allowed("print", asked("203.0.113.7")),
            times_allowed("open", asked("203.0.113.8")),
            times_allowed("open", asked("203.0.113.7")),
        ]

    assert allowed == [3, 2, 3, 0]


@pytest.mark.django_db
def test_the_next_window_begins_at_nothing():
    with time_machine.travel(NOW, tick=False):
        times_allowed("open", asked())
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        allowed = times_allowed("open", asked())

    assert allowed == 3
    assert Window.objects.count() == 1, "the window that is over is gone"


@pytest.mark.django_db
def test_no_address_is_stored_and_two_windows_have_nothing_in_common():
    with time_machine.travel(NOW, tick=False):
        throttle.count("open", asked())
        throttle.count("print", asked())
        rows = str(list(Window.objects.values_list()))
        first = set(Window.objects.values_list("pk", flat=True))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        throttle.count("open", asked())
        second = set(Window.objects.values_list("pk", flat=True))

    assert "203.0.113" not in rows
    assert len(first) == 2
    assert not first & second


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:12:3456::1", "2001:db8:12:3400::/56"),
        ("2001:db8:12:34ff:ffff::9", "2001:db8:12:3400::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_what_counts_as_one_network(address, network):
    assert throttle.network(asked(address)) == network


def test_a_forged_header_is_not_believed():
    request = asked("203.0.113.7", **{"X-Forwarded-For": "198.51.100.1"})

    assert throttle.network(request) == "203.0.113.7"


def test_behind_a_proxy_its_own_word_counts(settings):
    settings.BEHIND_PROXY = True
    request = asked("10.0.0.1", **{"X-Forwarded-For": "6.6.6.6, 198.51.100.1"})

    assert throttle.network(request) == "198.51.100.1"


def test_too_many_new_dossiers_are_answered_in_words_and_lose_nothing(probe):
    with time_machine.travel(NOW, tick=False):
        statuses = [say(Client(), full_name="x").status_code for _ in range(3)]
        response = say(probe, full_name="Amina Tesfay")

    assert statuses == [303, 303, 303]
    assert response.status_code == 429
    assert 'name="full_name" value="Amina Tesfay"' in response.content.decode()
    assert Dossier.objects.count() == 3


def test_an_open_dossier_is_never_throttled(probe):
    with time_machine.travel(NOW, tick=False):
        statuses = {say(probe, full_name=f"name {number}").status_code for number in range(8)}

    assert statuses == {303}


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly(settings):
    settings.THROTTLES = {"open": (1000, 3600)}

    def run(_: int) -> None:
        try:
            for _ in range(5):
                throttle.count("open", asked())
        finally:
            connections.close_all()

    with time_machine.travel(NOW, tick=False), ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))

    assert Window.objects.get().count == 20
