"""The vault: what opens, what never does, and what a size tells."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.vault import SIZES, Key, TooLarge, Unreadable, mark, seal, unseal

OVERHEAD = 1 + 12 + 16  # format, nonce, tag
ANSWERS = {"reunification": {"sponsor": {"full_name": "Amina Tesfay", "birth_date": "1987-10-26"}}}

ROW_ID = "418d2dde9048359e2ae4ab520895733a"
SEALING = "41a91bc330e29ecc80396cff0aa4def38f619b7d688c8ae73db9d73f8c7e54bd"
SEALED_AFTER_NONCE = (
    "YOP8g2tIcmZVY/6LHetRc8ljsQcCAls7u1Cn0HY1XrA5PaMPDq4UQsLDJSvdZxjwO24oq/FXUiNMKLNJXp4DuFZ/"
    "AD7/ioYNAR4bmeTOQZs="
)

texts = st.text(st.characters(codec=None), max_size=60)
documents = st.dictionaries(
    texts, st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists, max_leaves=8)
)


@given(documents, st.integers(1, 2**31 - 1))
def test_what_is_sealed_opens_unchanged(document, version):
    key = Key.new()

    assert unseal(key, version, seal(key, version, document)) == document


def test_nothing_of_the_answers_is_in_the_sealed_document():
    sealed = seal(Key.new(), 1, ANSWERS)

    assert b"Amina" not in sealed
    assert b"1987" not in sealed


def test_the_same_answers_are_never_sealed_alike():
    key = Key.new()

    assert seal(key, 1, ANSWERS) != seal(key, 1, ANSWERS)


def test_a_document_moved_to_another_row_does_not_open():
    mine, theirs = Key.new(), Key.new()

    with pytest.raises(Unreadable):
        unseal(mine, 1, seal(theirs, 1, ANSWERS))


def test_a_document_is_bound_to_its_row_even_under_the_same_sealing_key():
    mine, theirs = Key.new(), Key.new()
    mixed = Key(theirs.secret, theirs.row_id, mine.sealing, mine.marking)

    with pytest.raises(Unreadable):
        unseal(mixed, 1, seal(mine, 1, ANSWERS))


@pytest.mark.parametrize("version", [1, 2, 4, 30])
def test_a_document_under_another_version_does_not_open(version):
    key = Key.new()

    with pytest.raises(Unreadable):
        unseal(key, version, seal(key, 3, ANSWERS))


@pytest.mark.parametrize("length", [0, 1, 12, 28, 29, 30, 1000, -16, -1])
def test_a_document_cut_short_does_not_open(length):
    key = Key.new()

    with pytest.raises(Unreadable):
        unseal(key, 1, seal(key, 1, ANSWERS)[:length])


@pytest.mark.parametrize("place", [0, 1, 12, 13, 400, -17, -1])
def test_a_document_with_one_changed_bit_does_not_open(place):
    key = Key.new()
    sealed = bytearray(seal(key, 1, ANSWERS))
    sealed[place] ^= 1

    with pytest.raises(Unreadable):
        unseal(key, 1, bytes(sealed))


def test_without_the_secret_of_the_site_the_key_of_the_person_opens_nothing(settings):
    secret = Key.new().secret
    sealed = seal(Key.of(secret), 1, ANSWERS)
    row = Key.of(secret).row_id

    settings.SITE_SECRET = "another secret"

    assert Key.of(secret).row_id != row
    with pytest.raises(Unreadable):
        unseal(Key.of(secret), 1, sealed)


@pytest.mark.parametrize("letters", [0, 1, 5_000, 32_000, 33_000, 100_000, 500_000])
def test_the_length_of_a_row_is_one_of_a_few_sizes(letters):
    sealed = seal(Key.new(), 1, {"text": "a" * letters})

    assert len(sealed) - OVERHEAD in SIZES


def test_a_person_alone_and_a_family_of_ten_leave_rows_of_one_length():
    one = {"full_name": "نجيب الله", "birth_date": "2011-06-17", "town": "پېښور", "key": "k7f3"}
    papers = {f"D-{number:02}": "not_yet" for number in range(30)}

    def family(count: int) -> dict[str, object]:
        ticks = {f"k{number}": papers for number in range(count)}
        letters = {f"L-{number}": "ا" * 800 for number in range(min(count, 6))}
        return {"relatives": [one] * count, "ticks": ticks, "letters": letters}

    lengths = {len(seal(Key.new(), 1, family(count))) for count in (0, 1, 5, 10)}

    assert len(lengths) == 1


def test_answers_longer_than_the_largest_size_are_refused_whole():
    with pytest.raises(TooLarge):
        seal(Key.new(), 1, {"text": "a" * SIZES[-1]})


def test_half_a_character_is_kept_as_it_came():
    key = Key.new()
    document = {"name": "\ud83d"}

    assert unseal(key, 1, seal(key, 1, document)) == document


def test_a_key_survives_the_cookie():
    key = Key.new()

    assert Key.from_text(key.text) == key
    assert len(key.text) == 43


@pytest.mark.parametrize("text", ["", "abc", "é" * 43, "A" * 42, "A" * 44, "*" * 43, "A" * 4000])
def test_what_is_not_a_key_is_refused(text):
    with pytest.raises(ValueError, match="key"):
        Key.from_text(text)


def test_the_row_does_not_show_the_key():
    key = Key.new()

    assert len(key.row_id) == 32
    assert bytes.fromhex(key.row_id) not in key.secret
    assert len({key.sealing, key.marking, key.secret}) == 3


def test_a_key_cannot_be_printed():
    key = Key.new()

    said = f"{key!r} {key}"

    assert key.text not in said
    assert key.secret.hex() not in said
    assert repr(key.secret) not in said
    assert "object at" in said


def test_a_mark_depends_on_the_value_its_place_and_the_dossier():
    key, other = Key.new(), Key.new()
    first = mark(key, "reunification", ("sponsor", "town"), "Addis Ababa")

    same = mark(key, "reunification", ("sponsor", "town"), "Addis Ababa")
    others = {
        mark(key, "reunification", ("sponsor", "town"), "Addis Abeba"),
        mark(key, "reunification", ("sponsor", "name"), "Addis Ababa"),
        mark(key, "asylum", ("sponsor", "town"), "Addis Ababa"),
        mark(other, "reunification", ("sponsor", "town"), "Addis Ababa"),
    }

    assert first == same
    assert first not in others
    assert len(others) == 4


def test_a_mark_does_not_depend_on_the_order_of_keys():
    key = Key.new()

    assert mark(key, "s", (), {"a": 1, "b": 2}) == mark(key, "s", (), {"b": 2, "a": 1})


def test_the_format_written_today_opens_in_ten_years(settings):
    """A row made by this format, byte for byte; changing the vault must not lose dossiers."""
    settings.SITE_SECRET = "a fixed secret, for this test"
    key = Key.of(bytes(range(32)))

    assert key.row_id == ROW_ID
    assert key.sealing.hex() == SEALING
    sealed = bytes([1]) + bytes(12) + base64.b64decode(SEALED_AFTER_NONCE)
    assert unseal(key, 7, sealed) == json.loads('{"town": "Kinshasa"}')
