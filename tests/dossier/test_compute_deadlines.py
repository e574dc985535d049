"""manage.py compute_deadlines: one answer a line, whatever the line."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.lines import Asker

EXAMPLES = [
    ("OFPRA-DL-01", {"certificate_handed_on": "2026-09-07", "territory": "mainland"}, "2026-09-28"),
    ("OFPRA-DL-10", {"notified_on": "2026-06-19"}, "2026-07-03"),
    ("OFPRA-DL-11", {"notified_on": "2026-10-08"}, "2026-11-06"),
    ("OFPRA-DL-11", {"notified_on": "2026-06-25", "limit_on_letter": "2026-07-09"}, "2026-07-09"),
    ("OFPRA-DL-13", {"lodged_on": "2026-04-28", "interview_on": "2026-09-24"}, "2026-10-28"),
    ("OFPRA-DL-20", {"interview_on": "2026-09-24"}, None),
    ("REU-DL-01", {"birth_date": "2009-06-26"}, "2028-06-25"),
    (
        "REU-DL-03",
        {"protected_on": "2026-03-31", "claim_lodged_on": "2024-12-03", "birth_date": "2006-10-08"},
        "2026-06-30",
    ),
    ("REU-DL-09", {"notified_on": "2027-03-19"}, "2027-04-18"),
    ("REU-DL-12", {}, None),
]


@pytest.fixture
def ask(tmp_path, capsys):
    return Asker("compute_deadlines", tmp_path, capsys)


def question(**changed) -> dict:
    return {"id": "q", "rule": "REU-DL-09", "facts": {"notified_on": "2027-01-10"}} | changed


def test_examples_are_answered_in_order(ask):
    lines = [
        {"id": f"dl-{number}", "rule": rule, "today": "2026-11-22", "facts": facts}
        for number, (rule, facts, _) in enumerate(EXAMPLES)
    ]

    answers, status = ask(lines)

    assert status == 0
    assert [one["id"] for one in answers] == [line["id"] for line in lines]
    assert [one["safe_on"] for one in answers] == [safe_on for *_, safe_on in EXAMPLES]


def test_an_answer_has_the_documented_keys(ask):
    (answer,), _ = ask(
        [
            {
                "id": "dl-1",
                "rule": "OFPRA-DL-11",
                "today": "2026-11-22",
                "facts": {"notified_on": "2026-11-10", "limit_on_letter": None},
            }
        ]
    )

    assert answer == {
        "id": "dl-1",
        "kind": "computed",
        "safe_on": "2026-12-10",
        "never_later_than": "2026-12-11",
        "passed": False,
        "counts_from": "2026-11-10",
        "notes": ["letter_first", "new_rules_2026"],
        "citation": "CESEDA L. 532-1, R. 532-10",
    }


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rule": "REU-DL-99"}, "rule"),
        ({"rule": "REU-DL-09b"}, "rule"),
        ({"rule": None}, "rule"),
        ({"rule": ["REU-DL-09"]}, "rule"),
        ({"today": "soon"}, "today"),
        ({"today": 20261122}, "today"),
        ({"facts": []}, "facts"),
        ({"facts": "2026-01-01"}, "facts"),
        ({"facts": {"notified_onn": "2027-01-10"}}, "facts.notified_onn"),
        ({"facts": {"notified_on": 5}}, "facts.notified_on"),
        ({"facts": {"notified_on": "2027-02-30"}}, "facts.notified_on"),
        ({"facts": {"territory": "mars"}}, "facts.territory"),
        ({"fact": {}}, "fact"),
    ],
)
def test_a_line_that_cannot_be_used_names_its_field(ask, changed, field):
    answers, status = ask([question(**changed), question(id="after")])

    assert status == 1
    assert answers[0]["id"] == "q"
    assert answers[0]["error"]["field"] == field
    assert answers[0]["error"]["message"]
    assert answers[1]["safe_on"] == "2027-02-09"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"   ",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"NaN",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"rule": "REU-DL-09"}',
        b'{"id": 7, "rule": "REU-DL-09"}',
        b'{"id": null, "rule": "REU-DL-09"}',
    ],
)
def test_a_line_without_a_readable_id_is_answered_with_null(ask, line):
    after = json.dumps(question(id="after")).encode()

    answers, status = ask(line + b"\n" + after)

    assert status == 1
    assert [one["id"] for one in answers] == [None, "after"]
    assert answers[0]["error"]["field"]


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"1e999", b"-0", b"{}", b"false"])
def test_values_that_are_no_dates_are_named(ask, value):
    line = b'{"id": "q", "rule": "REU-DL-09", "facts": {"notified_on": %s}}' % value

    (answer,), _ = ask(line)

    assert answer["error"]["field"] == "facts.notified_on"


def test_a_key_told_twice_is_not_chosen_silently(ask):
    facts = b'{"notified_on": "2027-01-10", "notified_on": null}'
    line = b'{"id": "q", "rule": "REU-DL-09", "facts": %s}' % facts

    (answer,), status = ask(line)

    assert (answer["id"], answer["error"]["field"], status) == ("q", "facts.notified_on", 1)


def test_a_byte_order_mark_and_dos_line_ends_are_read(ask):
    line = json.dumps(question(id="é")).encode()

    answers, status = ask(b"\xef\xbb\xbf" + line + b"\r\n" + line)

    assert status == 0
    assert [one["id"] for one in answers] == ["é", "é"]


def test_half_a_character_in_the_id_comes_back_as_it_came(ask):
    (answer,), status = ask(b'{"id": "\\ud800", "rule": "REU-DL-12"}')

    assert (answer["id"], status) == ("\ud800", 0)


def test_standard_input_is_read_without_a_file(monkeypatch, capsys):
    lines = io.TextIOWrapper(io.BytesIO(json.dumps(question()).encode()))
    monkeypatch.setattr(sys, "stdin", lines)

    call_command("compute_deadlines")

    assert json.loads(capsys.readouterr().out)["safe_on"] == "2027-02-09"


def test_nothing_asked_is_nothing_answered(ask):
    assert ask(b"") == ([], 0)


@pytest.mark.parametrize("file", ["no/such/file", "."])
def test_a_file_that_cannot_be_opened_is_a_wrong_call(file):
    with pytest.raises(CommandError) as caught:
        call_command("compute_deadlines", file)

    assert caught.value.returncode == 2
