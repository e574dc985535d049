"""Dates, names and choices as people give them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from guide.calendars import Calendar, OtherDay
from guide.forms import (
    NOTHING,
    UNKNOWN,
    AnswerField,
    CalendarAskedError,
    ConversionProposedError,
    CountryField,
    DateField,
    PersonTextField,
    SeveralField,
    TypedDate,
    YesNoField,
    clean_text,
    country_names,
    month_names,
    written_as,
)

TODAY = date(2026, 11, 22)


def clean(day="", month="", year="", *, field=None, **more):
    return (field or DateField(latest=TODAY)).clean(TypedDate(day, month, year, **more))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("17", "6", "2011"), "2011-06-17"),
        (("1", "1", "1990"), "1990-01-01"),
        (("", "6", "2011"), "2011-06"),
        (("", "", "2011"), "2011"),
        (("۱۷", "6", "۲۰۱۱"), "2011-06-17"),
        (("١٧", "6", "٢٠١١"), "2011-06-17"),
        (("১৭", "6", "২০১১"), "2011-06-17"),
        ((" 17 ", "6", "\u200f2011\u200f"), "2011-06-17"),
        (("29", "2", "2024"), "2024-02-29"),
        (("22", "11", "2026"), "2026-11-22"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed, expected):
    assert clean(*typed) == expected


def test_only_the_year_and_unknown_are_answers():
    assert clean(year="1990", only_year="yes") == "1990"
    assert clean(unknown="yes") is UNKNOWN
    assert clean(field=DateField(must_answer=False)) is NOTHING


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("31", "2", "2011"), "no_such_day"),
        (("29", "2", "2023"), "no_such_day"),
        (("32", "1", "2011"), "day"),
        (("0", "1", "2011"), "day"),
        (("x", "1", "2011"), "day"),
        (("1", "13", "2011"), "month"),
        (("1", "", "2011"), "month"),
        (("1", "1", ""), "year"),
        (("1", "1", "85"), "year"),
        (("1", "1", "1800"), "year"),
        (("1", "1", "9999"), "year"),
        (("1", "1", "two thousand"), "year"),
        (("1", "1", "9" * 5000), "year"),
        (("23", "11", "2026"), "future"),
        (("", "", "2027"), "future"),
        (("", "", ""), "required"),
    ],
)
def test_an_impossible_date_is_refused_with_a_sentence(typed, code):
    with override("fr"), pytest.raises(ValidationError) as refused:
        clean(*typed)

    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


def test_a_date_and_unknown_together_are_one_answer_too_many():
    with pytest.raises(ValidationError) as refused:
        clean("1", "1", "2011", unknown="yes")
    assert refused.value.code == "both"
    with pytest.raises(ValidationError) as refused:
        clean("1", "1", "2011", only_year="yes")
    assert refused.value.code == "both"


def test_an_exact_day_needs_its_day():
    with pytest.raises(ValidationError) as refused:
        clean("", "6", "2011", field=DateField(exact=True))

    assert refused.value.code == "exact"


def test_an_old_year_asks_for_the_calendar_and_keeps_what_was_typed():
    with pytest.raises(CalendarAskedError) as asked:
        clean("14", "12", "1368")

    assert asked.value.typed.other_day == "14"
    assert asked.value.typed.other_year == "1368"


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "expected"),
    [
        (Calendar.SOLAR_HIJRI, 1368, 12, 14, date(1990, 3, 5)),
        (Calendar.ETHIOPIAN, 1982, 6, 26, date(1990, 3, 5)),
        (Calendar.ETHIOPIAN, 2000, 1, 1, date(2007, 9, 12)),
        (Calendar.ETHIOPIAN, 1999, 13, 6, date(2007, 9, 11)),
        (Calendar.HIJRI, 1410, 8, 8, date(1990, 3, 5)),
    ],
)
def test_a_day_of_another_calendar_is_the_same_day(calendar, year, month, day, expected):
    assert OtherDay(calendar, year, month, day).gregorian == expected


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        (Calendar.SOLAR_HIJRI, 1368, 12, 30),
        (Calendar.ETHIOPIAN, 1982, 13, 6),
        (Calendar.ETHIOPIAN, 1982, 14, 1),
        (Calendar.HIJRI, 1200, 1, 1),
        (Calendar.SOLAR_HIJRI, 99999, 1, 1),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(calendar, year, month, day):
    with pytest.raises(ValueError, match="no such day"):
        _ = OtherDay(calendar, year, month, day).gregorian


def test_a_converted_date_is_shown_before_it_is_taken():
    other = {"other_day": "۱۴", "other_month": "solar_hijri-12", "other_year": "۱۳۶۸"}
    with override("fr"), pytest.raises(ConversionProposedError) as proposed:
        clean(**other)
    assert "5 mars 1990" in proposed.value.messages[0]
    typed = proposed.value.typed
    assert (typed.day, typed.month, typed.year) == ("5", "3", "1990")

    assert clean("5", "3", "1990", **other) == "1990-03-05"

    assert written_as(TypedDate("5", "3", "1990", **other)) == "14 Hut / Esfand 1368"


def test_two_calendars_that_disagree_are_shown():
    with pytest.raises(ValidationError) as refused:
        clean("6", "3", "1990", other_day="14", other_month="solar_hijri-12", other_year="1368")

    assert refused.value.code == "calendars_differ"


@pytest.mark.parametrize(
    "name",
    [
        "Zarmina",
        "محمد‌رضا کوهساری",
        "ተስፋሁነይ",
        "মোঃ রহিম উদ্দিন",
        "O’Brien-Ndiaye",
        "N'Guessan",
        "李",
        "José  Mª",
        "a" * 200,
        "Łukasz",
    ],
)
def test_a_name_is_kept_as_written(name):
    expected = name.replace("  ", " ")

    assert PersonTextField().clean(name) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Amina \t Noor\n", "Amina Noor"),
        ("\u202eAmina\u202c", "Amina"),
        ("\u200fأمينة\u200e", "أمينة"),
        ("\u2066Amina\u2069", "Amina"),
        ("Ami\x00na", "Ami na"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ক্‌ষ", "ক্‌ষ"),
        ("\ufeffAmina", "Amina"),
    ],
)
def test_what_cannot_be_seen_goes_and_joiners_stay(typed, expected):
    assert clean_text(typed) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a" * 201, "too_long"),
        ("a" * 400, "too_long"),
        ("Amina 😀", "unprintable"),
        ("\ue000", "unprintable"),
        ("---", "no_letter"),
    ],
)
def test_a_name_that_cannot_be_printed_gets_a_clear_sentence(typed, code):
    with override("fr"), pytest.raises(ValidationError) as refused:
        PersonTextField().clean(typed)

    assert refused.value.code == code


def test_an_empty_name_says_that_it_is_not_known():
    assert PersonTextField().clean(" \u200f ") is UNKNOWN


def test_unknown_is_always_among_the_answers():
    answer = AnswerField(options=[("a", "A")])

    assert answer.clean("a") == "a"
    assert answer.clean("unknown") is UNKNOWN
    assert YesNoField().clean("yes") is True
    assert YesNoField().clean("no") is False
    assert YesNoField(must_answer=False).clean("") is NOTHING
    for wrong in ("", "b"):
        with pytest.raises(ValidationError):
            answer.clean(wrong)


def test_nobody_and_somebody_exclude_each_other():
    field = SeveralField(options=[("mother", "Mère"), ("nobody", "Personne")], alone="nobody")

    assert field.clean(["mother"]) == ["mother"]
    assert field.clean(["unknown"]) is UNKNOWN
    for wrong in (["mother", "nobody"], ["mother", "unknown"], ["x"], []):
        with pytest.raises(ValidationError):
            field.clean(wrong)


@pytest.mark.parametrize("language", ["fr", "en", "ar", "ps", "snk", "ti", "ckb"])
def test_countries_and_months_have_names_in_every_language(language):
    names = dict(country_names(language))
    months = month_names(language)

    assert len(names) > 240
    assert all(names.values())
    assert [number for number, _ in months] == list(range(1, 13))
    assert all("mars" in words for number, words in months if number == 3)


def test_a_country_is_one_of_the_list():
    with override("fr"):
        field = CountryField()
        assert field.clean("AF") == "AF"
        assert field.clean("") is UNKNOWN
        for wrong in ("XX", "af", "AFG"):
            with pytest.raises(ValidationError):
                field.clean(wrong)


def test_a_date_comes_back_to_its_three_fields():
    class Form(forms.Form):
        birth_date = DateField()

    def shown(value):
        return Form(initial={"birth_date": value})["birth_date"].value()

    assert shown("1990-03-05") == TypedDate("5", "3", "1990")
    assert shown("1990-03") == TypedDate("", "3", "1990")
    assert shown("1990") == TypedDate(year="1990", only_year="yes")
    assert shown(UNKNOWN) == TypedDate(unknown="yes")
    assert shown(None) == TypedDate()
