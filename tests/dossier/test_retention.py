"""What is kept, for how long, and that nothing is forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from dossier import problems
from dossier.models import Dossier, Window
from dossier.retention import FIELDS, purge, stored_fields
from tests.dossier.probe import URL, say

TODAY = date(2026, 11, 22)


def row(number: int, expires_on: date) -> Dossier:
    return Dossier.objects.create(
        pk=f"{number:032x}", sealed=b"x", version=1, expires_on=expires_on
    )


def test_every_stored_field_says_why_and_how_long():
    assert set(stored_fields()) == set(FIELDS), "add or remove the line in dossier/retention.py"


def test_the_words_of_the_pages_say_the_days_of_the_settings():
    """Numbers stand in the sentences: translators need them to choose the form of the noun."""
    assert settings.DOSSIER_IDLE_SECONDS == 2 * 3600
    assert settings.DOSSIER_KEPT_DAYS == 30
    assert "2 heures" in str(problems.CLOSED["idle"].happened)
    assert "30 jours" in str(problems.CLOSED["idle"].safe)
    assert "30 jours" in str(problems.CLOSED["gone"].happened)


def test_no_line_is_empty():
    for name, kept in FIELDS.items():
        assert all(str(words).strip() for words in (kept.purpose, kept.ground, kept.lifetime)), name


def test_only_the_dossier_holds_what_is_about_a_person():
    personal = {name.split(".")[0] for name, kept in FIELDS.items() if kept.personal}

    assert personal == {"dossier"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("expires_on", "is_left"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, False),  # "erased on the 22nd" means that it is not there on the 22nd
        (TODAY + timedelta(days=1), True),
    ],
)
def test_a_dossier_goes_on_its_day(expires_on, is_left):
    row(1, expires_on)

    purge(TODAY)

    assert Dossier.objects.exists() is is_left


@pytest.mark.django_db
def test_purging_again_finds_nothing():
    row(1, TODAY)

    assert [purge(TODAY), purge(TODAY)] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_purging_twice_at_once_is_harmless():
    for number in range(50):
        row(number, TODAY if number % 2 else TODAY + timedelta(days=1))

    def run(_: int) -> int:
        try:
            return purge(TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(run, range(3)))

    assert sum(counts) == 25
    assert Dossier.objects.count() == 25


@pytest.mark.django_db
def test_the_command_says_how_many():
    row(1, timezone.localdate() - timedelta(days=3))
    said = StringIO()

    call_command("purge_expired", stdout=said)

    assert "1 dossier" in said.getvalue()


def test_without_a_timer_a_new_dossier_takes_the_old_ones_away(probe):
    row(1, timezone.localdate() - timedelta(days=1))

    say(probe, full_name="Amina")

    assert not Dossier.objects.filter(pk=f"{1:032x}").exists()


def test_without_a_timer_the_first_visit_of_a_day_takes_the_old_ones_away(probe):
    with time_machine.travel(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), tick=False):
        say(probe, full_name="Amina")
        row(1, date(2026, 11, 23))
    with time_machine.travel(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), tick=False):
        probe.get(URL)

    assert Dossier.objects.count() == 1


def test_a_dossier_whose_day_has_come_opens_no_more_even_before_it_is_purged(probe, settings):
    settings.DOSSIER_IDLE_SECONDS = 10**9
    with time_machine.travel(datetime(2026, 11, 22, 10, tzinfo=UTC), tick=False):
        say(probe, full_name="Amina Tesfay")
    with time_machine.travel(datetime(2026, 12, 22, 10, tzinfo=UTC), tick=False):
        response = probe.get(URL)

    assert response.status_code == 410
    assert "Amina" not in response.content.decode()
    assert not Dossier.objects.exists()


def test_a_visit_on_the_last_day_keeps_the_dossier(probe, settings):
    settings.DOSSIER_IDLE_SECONDS = 10**9
    with time_machine.travel(datetime(2026, 11, 22, 10, tzinfo=UTC), tick=False):
        say(probe, full_name="Amina Tesfay")
    with time_machine.travel(datetime(2026, 12, 21, 10, tzinfo=UTC), tick=False):
        response = probe.get(URL)

    assert response.status_code == 200
    assert Dossier.objects.get().expires_on == date(2027, 1, 20)


@pytest.mark.django_db
def test_counts_of_networks_go_when_their_window_is_over():
    Window.objects.create(pk="a" * 32, ends_at=timezone.now() - timedelta(seconds=1))
    Window.objects.create(pk="b" * 32, ends_at=timezone.now() + timedelta(minutes=5))

    purge()

    assert [window.pk for window in Window.objects.all()] == ["b" * 32]
