"""After a full visit, no table, log or error report holds anything a person said.

A stolen table is tried byte by byte, in every way a text may be written down.
"""

from __future__ import annotations

import base64
import io
import logging
import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pdfplumber
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.views.debug import (
    ExceptionReporter,
    SafeExceptionReporterFilter,
    get_exception_reporter_filter,
)

from dossier import claim_letters
from dossier.bilingual import Bilingual
from dossier.claim_letters import LETTERS
from dossier.claim_printing import print_claim
from dossier.models import Dossier
from dossier.paper import Job
from dossier.print_server import Answer, State
from dossier.vault import Key, seal, unseal
from guide import content
from guide.answers import Conflict
from guide.languages import BY_CODE
from guide.logs import EventFormatter
from guide.stored_forms import Difference, Doubt, Remarks
from ofpra.chronology import Chronology
from ofpra.chronology_words import printable_cards
from ofpra.form_check import form_check
from ofpra.forms.chronology import CardForm
from ofpra.papers import papers
from ofpra.person import language, person, summons
from ofpra.plan import plan, stored_facts
from tests.dossier.papers import client_with
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


MARK = "Zwqmqarqa"
"""In every field, and nowhere else."""

EVERYWHERE: dict[str, dict[str, Any]] = {
    "me": {
        "full_name": MARK,
        "birth_date": "1987-10-26",
        "birth_date_written": f"{MARK} 1366",
        "agdref": MARK,
        "file_number": MARK,
        "address": f"{MARK}\n{MARK}",
        "phone": MARK,
        "email": f"{MARK}@example.org",
    },
    "summons": dict.fromkeys(
        ("place", "division", "email", "fax", "companion_name", "companion_office"), MARK
    )
    | {"companion": "lawyer"},
    "language": dict.fromkeys(("chosen", "dialect", "region", "others"), MARK),
    "form_check": {"name": "different", "notes": {"name": MARK, "birth": MARK}},
    "dates": {"track": "normal", "lodged_on": "2019-07-13", "interview_on": "2031-02-17"},
    "letters": {
        "LET-05": {"own": {"reason": MARK}, "subject": MARK, "body": MARK, "template": "0"},
        "LET-09": {"own": {"corrections": [{"passage": MARK, "why": MARK}]}},
    },
}
LISTS: dict[str, list[dict[str, Any]]] = {
    "cards": [
        {
            "key": "aaaaaaaa",
            **dict.fromkeys(("what", "place", "people", "note"), MARK),
            "when": {"date": "2011-04-23", "season": MARK, "child": MARK, "age": 5},
        },
        {"key": "bbbbbbbb", "what": MARK, "when": {"date": "2017-04-23", "card": "aaaaaaaa"}},
    ],
    "papers": [
        {
            "key": "pppppppp",
            **dict.fromkeys(("name", "shows", "from_whom", "received", "why_late"), MARK),
        }
    ],
}
CLAIM: dict[str, Any] = {**EVERYWHERE, **LISTS}
MARKS = [MARK, "1987-10-26", "2019-07-13", "2031-02-17", "2011-04-23", "2017-04-23"]

CLAIM_FORMS = (
    *("plan/track/", "plan/dates/", "me/", "summons/", "language/", "prepare/", "form-check/"),
    *("chronology/add/", "chronology/aaaaaaaa/", "chronology/aaaaaaaa/remove/"),
    *("papers/add/", "papers/pppppppp/", "papers/pppppppp/remove/"),
    *("letters/LET-05/", "letters/LET-09/", "print/"),
)
CLAIM_PAGES = ("", "plan/", "chronology/", "papers/", "letters/", *CLAIM_FORMS)


@pytest.fixture
def no_paper(monkeypatch) -> None:
    monkeypatch.setattr("dossier.print_views.ask", lambda *told: Answer(State.DONE, b"%PDF", 1))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_mark_in_every_field_of_the_claim_is_nowhere_else(db, log, no_paper, language):
    client = client_with(CLAIM, "ofpra")
    walker = FormWalker(client, f"/{language}/my/asylum/")
    seen = [client.get(walker.home + page) for page in CLAIM_PAGES]
    for page in CLAIM_FORMS:
        values = walker.fields(page) if "remove" not in page else {}
        typed = {name: MARK for name in values if not name.startswith(("seen", "csrf"))}
        seen.append(client.post(walker.home + page, values | typed))
        seen.append(client.post(walker.home + page, typed | {"key": "aaaaaaaa"}))
        seen.append(client.post(walker.home + page, values))
    seen.append(client.post(f"{walker.home}chronology/", {"card": MARK, "to": MARK, "up": MARK}))
    seen.append(client.post(f"{walker.home}papers/", {"move": MARK}))
    calendar = client.post(f"{walker.home}plan/calendar/")

    shown = b"".join(response.content for response in seen)
    titles = b"".join(re.findall(rb"<title>.*?</title>", shown, re.DOTALL))
    addresses = b"".join(re.findall(rb'(?:href|action|src)="[^"]*"', shown))
    headers = b"".join(str(response.headers).encode() for response in (*seen, calendar))
    assert MARK.encode() in shown
    assert b"VEVENT" in calendar.content
    for found in (everything_stored(), log.getvalue().encode(), titles, addresses, headers):
        assert_nothing_of(MARKS, found)
    assert_nothing_of([MARK], calendar.content)


@pytest.mark.parametrize(
    ("broken", "page"),
    [
        ("ofpra.private_views.chronology.card_title", "chronology/"),
        ("ofpra.forms.chronology.card_title", "chronology/aaaaaaaa/"),
        ("ofpra.private_views.person.person.language", "language/"),
        ("ofpra.private_views.plan._plan", "plan/"),
        ("dossier.claim_letters.one_line", "letters/LET-08/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_crash_on_a_page_of_the_claim_tells_nothing(db, log, monkeypatch, broken, page, method):
    client = client_with(CLAIM, "ofpra")
    client.raise_request_exception = False

    def crash(*told: Any, **more: Any) -> None:
        raise ValueError(f"{MARK} {told} {more}")

    monkeypatch.setattr(broken, crash)
    response = getattr(client, method)(f"/fr/my/asylum/{page}", {"what": "Mes mots"})

    if method == "get":
        assert response.status_code == 500
        assert "ValueError" in log.getvalue()
    if response.status_code == 500:  # of what was sent, and of nothing that is stored
        assert ("Mes mots" in response.content.decode()) == (method == "post")
        assert_nothing_of(MARKS, response.content)
    assert_nothing_of([*MARKS, "Mes mots"], str(response.headers).encode())
    assert_nothing_of([*MARKS, "Mes mots"], log.getvalue().encode())


@pytest.mark.django_db
def test_nothing_of_a_claim_shows_when_its_facts_are_printed():
    words = Bilingual(content.current(), BY_CODE["ar"], "ofpra")
    today = date(2026, 11, 22)
    cards = Chronology.of(CLAIM)
    moment = claim_letters.situation(words, CLAIM, today)
    facts = stored_facts(CLAIM["dates"])
    parts: list[Any] = [
        *(person(CLAIM), summons(CLAIM), language(CLAIM), language(CLAIM).lines),
        *(papers(CLAIM), form_check(CLAIM), form_check(CLAIM).to_say),
        *(cards, cards.whens, cards.gaps(), printable_cards(CLAIM, "ar")),
        *(facts, plan(facts, today), plan(facts, today).rows, moment),
        *(claim_letters.letter(one, moment, CLAIM["letters"].get(one)) for one in LETTERS),
        Job(CLAIM, ("ar", "fr"), today, ("sheet",), "ofpra"),
        CardForm(cards, "aaaaaaaa", today),
        Difference("label", MARK, MARK),
        Conflict(("cards",), MARK, MARK),
        Remarks([MARK], [Doubt("name", MARK)]),
    ]

    assert_nothing_of([*MARKS, "datetime.date"], repr(parts).encode())


@pytest.mark.django_db
def test_the_file_says_nothing_of_the_claim_about_itself():
    told = {"language": EVERYWHERE["language"], "me": EVERYWHERE["me"]}

    made = print_claim(Job(told, ("fr",), date(2026, 11, 22), ("language",), "ofpra"))

    with pdfplumber.open(io.BytesIO(made.content)) as pdf:
        about = str(pdf.metadata)
        assert MARK in (pdf.pages[0].extract_text() or "")
    assert_nothing_of(MARKS, about.encode())
    assert_nothing_of(
        MARKS, b"".join(re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", made.content, re.S))
    )


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
