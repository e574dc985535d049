"""After a full visit, no table, log or error report holds anything a person said.

A stolen table is tried byte by byte, in every way a text may be written down.
"""

from __future__ import annotations

import base64
import io
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.views.debug import (
    ExceptionReporter,
    SafeExceptionReporterFilter,
    get_exception_reporter_filter,
)

from dossier.models import Dossier
from dossier.vault import Key, seal, unseal
from guide.logs import EventFormatter
from tests.dossier.probe import URL, say
from tests.reunification.walking import Walker
from tests.walking import FormWalker

COOKIE = settings.DOSSIER_COOKIE
SAID = {
    "full_name": "Zerihun Weldemichael",
    "birth_date": "1987-10-26",
    "town": "Qamişlo ጎንደር",
    "story": "Ma fille Selamawit vit chez sa tante.",
}
WORDS = [*SAID.values(), "Zerihun", "Selamawit", "Qamişlo", "ጎንደር", "26/10/1987"]
ADDRESS = "203.0.113.77"


def spellings(word: str) -> Iterator[bytes]:
    """A word as it may lie in a column, a dump or a log."""
    plain = word.encode()
    yield plain
    yield plain.lower()
    yield word.encode("utf-16-le")
    yield plain.hex().encode()
    yield ascii(word)[1:-1].encode()
    for shift in range(3):  # base64 of a text depends on where in the text the word begins
        whole = base64.b64encode(b"x" * shift + plain)
        yield whole[4 : len(whole) - 4] if shift else whole[: len(whole) - 4]


def everything_stored() -> bytes:
    """Every column of every row of every table, as bytes."""
    return stored_in("")


def stored_in(prefix: str) -> bytes:
    """The same, of the tables whose name begins so: the guide's may quote names of facts."""
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in [name for name in tables if name.startswith(prefix)]:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    is_bytes = isinstance(value, bytes | memoryview)
                    parts.append(bytes(value) if is_bytes else str(value).encode())
    return b"\n".join(parts)


def assert_nothing_of(words: list[str], haystack: bytes) -> None:
    lower = haystack.lower()
    for word in words:
        for spelling in spellings(word):
            if len(spelling) >= 6:
                assert spelling not in haystack, word
                assert spelling.lower() not in lower, word


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that any logger says at any level, as the site writes it and as it was said."""
    stream = io.StringIO()
    shaped = logging.StreamHandler(stream)
    shaped.setFormatter(EventFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.db.backends")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(shaped)
        logger.setLevel(logging.INFO)
    yield stream
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(shaped)
        logger.setLevel(level)


def visit(client: Client) -> None:
    """Begin, come back, change, make every mistake, and look at the dossier."""
    client.get("/fr/my/")
    say(client, **SAID)
    client.get(URL)
    client.get("/fr/my/")
    say(client, town="Asmara")
    say(client, **SAID)
    client.post(URL, SAID | {"seen-full_name": "old"})  # a stale form
    client.post(URL, {"act": "missing", **SAID})
    client.post(URL, {"act": "crash", **SAID})
    client.get("/fr/my/nowhere/")
    client.post(URL, {"full_name": SAID["full_name"] * 40_000})
    client.get("/fr/my/erase/")


FAMILY = {
    "sponsor": {
        "full_name": "Zerihun Weldemichael",
        "birth_date": "1987-10-26",
        "place_of_birth": "Qamişlo",
        "town": "ጎንደርከተማ",
        "nationality": "ER",
        "status": "refugee",
        "marital_status": "married",
        "claim_lodged_on": "2024-05-13",
        "protected_on": "2025-09-22",
    },
    "relatives": [
        {
            "full_name": "سلاموىت ولدميكائيل",
            "relation": "spouse",
            "birth_date": "1989-04-17",
            "lives_in": "ET",
            "marital_status": "married",
            "declared_to_ofpra": True,
            "union": {"kind": "civil_marriage", "formed_on": "2011-06-17"},
        },
        {
            "full_name": "Bereket Zerihun",
            "relation": "child_of_couple",
            "birth_date": "2012-03-29",
            "lives_in": "ET",
            "declared_to_ofpra": True,
            "other_parent": "joining",
        },
    ],
    "applied_on": "2026-11-02",
    "whole_family_applies": True,
}
FAMILY_WORDS = [
    "Zerihun",
    "Bereket",
    "Qamişlo",
    "ጎንደርከተማ",
    "سلاموىت",
    *("1987-10-26", "2024-05-13", "2025-09-22", "1989-04-17", "2011-06-17", "2012-03-29"),
    *("26/10/1987", "civil_marriage", "child_of_couple", "declared_to_ofpra"),
]


def visit_family(client: Client) -> None:
    """The real path: a family told question by question, and every page of it looked at."""
    walker = Walker(client)
    keys = walker.family(FAMILY)
    for page in ("", "people/", "answers/", "results/", "papers/", "deadlines/"):
        walker.get(f"{walker.home}{page}")
    for key in keys:
        walker.get(f"{walker.home}results/{key}/")
        walker.get(f"{walker.home}papers/{key}/")
    assert client.post(f"{walker.home}deadlines/calendar/").status_code < 500
    client.get("/fr/my/")


@pytest.fixture
def visitor(probe) -> Client:
    probe.raise_request_exception = False
    probe.defaults["REMOTE_ADDR"] = ADDRESS
    return probe


def test_no_table_holds_a_name_a_date_or_an_answer(visitor):
    visit(visitor)

    stored = everything_stored()

    assert Dossier.objects.count() == 1
    assert_nothing_of([*WORDS, ADDRESS], stored)


def test_no_table_holds_the_key(visitor):
    visit(visitor)
    key = Key.from_text(visitor.cookies[COOKIE].value.split(":")[0])

    stored = everything_stored()

    for secret in (key.secret, key.sealing, key.marking):
        for written in (secret, secret.hex().encode(), base64.urlsafe_b64encode(secret)[:43]):
            assert written not in stored


def test_the_search_of_these_tests_would_find_a_leak(visitor):
    """The control: a dossier left open on the table is noticed."""
    visit(visitor)
    Dossier.objects.update(sealed=b"... " + SAID["story"].encode())

    with pytest.raises(AssertionError):
        assert_nothing_of(WORDS, everything_stored())


def test_no_log_line_holds_an_answer_the_key_or_the_address(visitor, log):
    visit(visitor)

    said = log.getvalue().encode()

    assert b"ValueError" in said, "the crash is in the log"
    assert b"dossier_begun" in said
    assert_nothing_of([*WORDS, ADDRESS], said)
    key = visitor.cookies[COOKIE].value.split(":")[0]
    assert key.encode() not in said
    assert Dossier.objects.get().pk.encode() not in said


def test_after_erasing_the_row_itself_is_gone(visitor):
    visit(visitor)
    row = Dossier.objects.get()
    sealed = bytes(row.sealed)

    visitor.post("/fr/my/erase/")

    stored = everything_stored()
    assert sealed[13:200] not in stored
    assert row.pk.encode() not in stored


def test_a_thief_of_the_table_and_the_sites_secret_still_has_no_key(visitor):
    visit(visitor)
    row = Dossier.objects.get()

    guess = Key.of(bytes(32))

    assert guess.row_id != row.pk
    assert not hasattr(row, "wrapped_key")


def test_the_whole_path_leaves_nothing_readable_behind(probe, log):
    visit_family(probe)

    stored = everything_stored()

    assert Dossier.objects.count() == 1
    own = stored_in("dossier_")
    assert_nothing_of(FAMILY_WORDS, own)
    assert_nothing_of(FAMILY_WORDS[:-3], stored)
    assert_nothing_of(FAMILY_WORDS, log.getvalue().encode())


CLAIM_WORDS = ["Zerihun", "Selamawit", "Qamişlo", "ጎንደርከተማ", "9903123456", "hazaragiinvente"]


def visit_claim(client: Client) -> None:
    """Every page of the claim that takes words, filled, looked at, and one answer refused."""
    walker = FormWalker(client, "/fr/my/asylum/")
    told: list[tuple[str, dict[str, Any]]] = [
        ("me/", {"full_name": "Zerihun", "agdref": "9903123456", "address": "Qamişlo\nጎንደርከተማ"}),
        ("me/", {"email": "Selamawit"}),
        ("summons/", {"place": "Qamişlo", "companion_name": "Selamawit", "time": "9h00"}),
        ("language/", {"chosen": "hazaragiinvente", "region": "ጎንደርከተማ"}),
        ("papers/add/", {"name": "Selamawit", "shows": "Zerihun\nጎንደርከተማ"}),
        ("form-check/", {"birth": "different", "note-birth": "Qamişlo"}),
    ]
    for page, typed in told:
        assert walker.send(page, **typed).status_code in (302, 422)
    for page in ("", "me/", "summons/", "language/", "papers/", "form-check/"):
        walker.get(page)
    client.get("/fr/my/")


def test_the_claim_told_on_its_pages_leaves_nothing_to_read(client, db, log):
    visit_claim(client)

    assert Dossier.objects.count() == 1
    assert_nothing_of(CLAIM_WORDS, everything_stored())
    assert_nothing_of(CLAIM_WORDS, log.getvalue().encode())


# Error reports.


def report_of(request, act, reporter_filter=None) -> str:
    """What Django would write, mail or show about an error: the fullest report it can make."""
    try:
        act()
    except Exception:
        reporter = ExceptionReporter(request, *sys.exc_info())
        reporter.filter = reporter_filter or get_exception_reporter_filter(request)
        return reporter.get_traceback_html() + reporter.get_traceback_text()
    raise AssertionError("nothing was raised")


def test_an_error_report_holds_no_form_no_cookie_no_variable(rf, settings):
    request = rf.post(URL, SAID)
    request.COOKIES[COOKIE] = Key.new().text
    secret_variable = SAID["story"]

    report = report_of(request, lambda: [secret_variable][1])

    assert "IndexError" in report
    assert_nothing_of(WORDS, report.encode())
    assert request.COOKIES[COOKIE] not in report


@pytest.mark.parametrize("act", ["seal", "unseal", "key"])
def test_an_error_in_the_vault_shows_no_secret_even_in_djangos_own_report(act, rf):
    key = Key.new()
    acts = {
        "seal": lambda: seal(key, 1, {"story": SAID["story"], "bad": object()}),
        "unseal": lambda: unseal(key, 2, seal(key, 1, {"story": SAID["story"]})),
        "key": lambda: Key.of(key.secret + b"x"),
    }

    report = report_of(rf.get("/"), acts[act], SafeExceptionReporterFilter())

    assert repr(key.secret)[2:-1] not in report
    assert repr(key.sealing)[2:-1] not in report
    assert key.secret.hex() not in report
    assert key.text not in report
    assert_nothing_of(WORDS, report.encode())
