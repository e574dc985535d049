"""manage.py check_eligibility: one answer a line, whatever the line."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import question
from tests.lines import Asker

HERE = Path(__file__).parent


@pytest.fixture
def ask(tmp_path, capsys):
    return Asker("check_eligibility", tmp_path, capsys)


def test_the_examples_are_answered_in_order(ask):
    expected = [
        json.loads(line)
        for line in (HERE / "eligibility_expected.jsonl").read_text(encoding="utf-8").splitlines()
    ]

    answers, status = ask((HERE / "eligibility.jsonl").read_bytes())

    assert status == 0
    assert [one["id"] for one in answers] == [one["id"] for one in expected]
    assert [{"outcome": one["outcome"], "route": one["route"]} for one in answers] == [
        one["expected"] for one in expected
    ]


def test_an_answer_has_the_documented_keys(ask):
    (answer,), _ = ask([question("child_of_couple", id="ex-1")])

    assert list(answer) == ["id", "outcome", "route", "findings", "warnings", "missing_facts"]
    assert answer["outcome"] == "eligible"
    assert answer["findings"][0] == {
        "rule": "REU-SPO-001",
        "verdict": "met",
        "citation": "CESEDA L. 561-2",
    }


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"relative": {"brith_date": "2011"}}, "relative.brith_date"),
        ({"relative": {"union": {"formed": "2011"}}}, "relative.union.formed"),
        ({"relative": {"full_name": "Nilab"}}, "relative.full_name"),
        ({"relative": {"birth_date": 2011}}, "relative.birth_date"),
        ({"relative": {"birth_date": "2011-02-29"}}, "relative.birth_date"),
        ({"relative": {"birth_date": "2030"}}, "relative.birth_date"),
        ({"relative": {"relation": "wife"}}, "relative.relation"),
        ({"sponsor": {"lives_in": "FR"}}, "sponsor.lives_in"),
        ({"sponsor": {"status": "Refugee"}}, "sponsor.status"),
        ({"sponsor": {"protected_on": "2025-09"}}, "sponsor.protected_on"),
        ({"sponsor": {"protected_on": "2023-01-01"}}, "sponsor.protected_on"),
        ({"applied_on": "02/11/2026"}, "applied_on"),
        ({"whole_family_applies": "no"}, "whole_family_applies"),
        ({"applied": "2026-11-02"}, "applied"),
        ({"relatives": []}, "relatives"),
    ],
)
def test_a_line_that_cannot_be_used_names_its_field_in_french(ask, changed, field):
    answers, status = ask([question("child_of_couple", **changed), question("spouse", id="b")])

    assert status == 1
    assert answers[0]["id"] == "q"
    assert answers[0]["error"]["field"] == field
    assert answers[0]["error"]["message"].endswith(".")
    assert "{" not in answers[0]["error"]["message"]
    assert answers[1]["outcome"] == "eligible"


@pytest.mark.parametrize("part", ["sponsor", "relative"])
@pytest.mark.parametrize("value", [[], "refugee", 5, True])
def test_a_part_that_is_no_object_is_named(ask, part, value):
    (answer,), status = ask([question("spouse") | {part: value}])

    assert (answer["error"]["field"], status) == (part, 1)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"id": ' + b"9" * 5000 + b"}",
        b'{"relative": {}}',
        b'{"id": 7}',
        b'{"id": NaN}',
        b'{"id": ["q"]}',
    ],
)
def test_a_line_without_a_readable_id_is_answered_with_null(ask, line):
    after = json.dumps(question("spouse", id="after")).encode()

    answers, status = ask(line + b"\n" + after)

    assert status == 1
    assert [one["id"] for one in answers] == [None, "after"]
    assert answers[0]["error"]["message"]


@pytest.mark.parametrize("value", [b"NaN", b"-Infinity", b"1e999", b"{}", b"[]", b"false", b'""'])
def test_values_that_are_no_dates_are_named(ask, value):
    line = b'{"id": "q", "relative": {"birth_date": %s}}' % value

    (answer,), status = ask(line)

    assert (answer["error"]["field"], status) == ("relative.birth_date", 1)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (b'{"id": "q", "relative": {"lives_in": "FR", "lives_in": "PK"}}', "relative.lives_in"),
        (b'{"id": "q", "sponsor": {}, "sponsor": {}}', "sponsor"),
        (
            b'{"id": "q", "relative": {"union": {"kind": "none", "kind": "none"}}}',
            "relative.union.kind",
        ),
    ],
)
def test_a_key_told_twice_is_not_chosen_silently(ask, line, field):
    (answer,), status = ask(line)

    assert (answer["id"], answer["error"]["field"], status) == ("q", field, 1)


def test_a_long_line_is_answered_like_another(ask):
    long = json.dumps(question("spouse", relative={"nickname": "x" * 10_000_000})).encode()

    answers, status = ask(long + b"\n" + json.dumps(question("spouse", id="after")).encode())

    assert status == 1
    assert answers[0]["error"]["field"] == "relative.nickname"
    assert answers[1]["outcome"] == "eligible"


def test_nothing_told_asks_for_the_status_and_the_relation(ask):
    answers, status = ask(b'{"id": "q"}\n{"id": "r", "sponsor": null, "relative": {}}')

    assert status == 0
    for answer in answers:
        assert answer["outcome"] == "needs_facts"
        assert answer["missing_facts"] == ["sponsor.status", "relative.relation"]


def test_a_byte_order_mark_and_windows_lines_are_read(ask):
    line = json.dumps(question("spouse")).encode()

    answers, status = ask(b"\xef\xbb\xbf" + line + b"\r\n" + line + b"\r\n")

    assert (len(answers), status) == (2, 0)


def test_a_planned_marriage_is_a_late_one(ask):
    planned = {"kind": "civil_marriage", "formed_on": "2199"}

    (answer,), status = ask([question("spouse", relative={"union": planned})])

    assert (answer["route"], status) == ("regroupement_familial", 0)


def test_the_id_is_kept_as_it_is(ask):
    answers, _ = ask([question("spouse", id="نیلاب \ud83d"), question("spouse", id="é")])

    assert [one["id"] for one in answers] == ["نیلاب \ud83d", "é"]


def test_the_lines_of_a_family_do_not_change_each_other(ask):
    family = [
        question(relation, id=relation)
        for relation in ("spouse", "child_of_couple", "nephew_or_niece", "stepchild", "parent")
    ]
    family.insert(2, {"id": "broken", "relative": 5})

    one_way, _ = ask(family)
    other_way, _ = ask(family[::-1])

    assert one_way == other_way[::-1]


def test_lines_come_from_standard_input_too(capsys, monkeypatch):
    line = json.dumps(question("spouse")).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))

    call_command("check_eligibility")

    assert json.loads(capsys.readouterr().out)["outcome"] == "eligible"


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("check_eligibility", str(tmp_path / "no.jsonl"))

    assert refused.value.returncode == 2
