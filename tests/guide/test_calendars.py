"""Days of other calendars: known pairs both ways, months of every length, spans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.calendars import MONTHS, NAMES, Calendar, OtherDay, Reckoning, WrittenDate

SOLAR, HIJRI, ETHIOPIAN = Calendar.SOLAR_HIJRI, Calendar.HIJRI, Calendar.ETHIOPIAN

PAIRS = [
    # The same day in three calendars.
    (SOLAR, (1368, 12, 14), date(1990, 3, 5)),
    (ETHIOPIAN, (1982, 6, 26), date(1990, 3, 5)),
    (HIJRI, (1410, 8, 8), date(1990, 3, 5)),
    # New years.
    (SOLAR, (1405, 1, 1), date(2026, 3, 21)),
    (SOLAR, (1403, 1, 1), date(2024, 3, 20)),
    (SOLAR, (1300, 1, 1), date(1921, 3, 21)),
    (ETHIOPIAN, (2019, 1, 1), date(2026, 9, 11)),
    (ETHIOPIAN, (2000, 1, 1), date(2007, 9, 12)),
    (ETHIOPIAN, (2016, 1, 1), date(2023, 9, 12)),
    (HIJRI, (1446, 1, 1), date(2024, 7, 7)),
    # Last days, of short years and of leap years.
    (SOLAR, (1399, 12, 30), date(2021, 3, 20)),
    (SOLAR, (1403, 12, 30), date(2025, 3, 20)),
    (SOLAR, (1404, 12, 29), date(2026, 3, 20)),
    (SOLAR, (1404, 6, 31), date(2025, 9, 22)),
    (ETHIOPIAN, (1999, 13, 6), date(2007, 9, 11)),
    (ETHIOPIAN, (2015, 13, 6), date(2023, 9, 11)),
    (ETHIOPIAN, (2018, 13, 5), date(2026, 9, 10)),
]


@pytest.mark.parametrize(("calendar", "written", "ours"), PAIRS)
def test_a_known_day_is_the_same_both_ways(calendar, written, ours):
    assert OtherDay(calendar, *written).gregorian == ours
    assert OtherDay.of(ours, calendar) == OtherDay(calendar, *written)


@pytest.mark.parametrize("calendar", Calendar)
@given(day=st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_every_day_comes_back(calendar, day):
    assert OtherDay.of(day, calendar).gregorian == day


@pytest.mark.parametrize("calendar", Calendar)
@given(day=st.dates(date(1924, 8, 1), date(2077, 11, 15)))
def test_days_follow_each_other(calendar, day):
    first, second = OtherDay.of(day, calendar), OtherDay.of(day + timedelta(1), calendar)

    assert (first.year, first.month, first.day) < (second.year, second.month, second.day)


@pytest.mark.parametrize(
    ("calendar", "day"), [(HIJRI, date(1900, 1, 1)), (SOLAR, date(1, 1, 1)), (ETHIOPIAN, date.min)]
)
def test_a_day_before_the_calendar_is_refused(calendar, day):
    with pytest.raises(ValueError, match="no such year"):
        OtherDay.of(day, calendar)


@pytest.mark.parametrize(
    ("reckoning", "written", "first", "last"),
    [
        (Reckoning.GREGORIAN, "2019", date(2019, 1, 1), date(2019, 12, 31)),
        (Reckoning.GREGORIAN, "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        (Reckoning.GREGORIAN, "2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        (Reckoning.AFGHAN, "1368", date(1989, 3, 21), date(1990, 3, 20)),
        (Reckoning.AFGHAN, "1368-12", date(1990, 2, 20), date(1990, 3, 20)),
        (Reckoning.IRANIAN, "1403-12", date(2025, 2, 19), date(2025, 3, 20)),
        (Reckoning.IRANIAN, "1368-12-14", date(1990, 3, 5), date(1990, 3, 5)),
        (Reckoning.HIJRI, "1410-09", date(1990, 3, 27), date(1990, 4, 25)),
        (Reckoning.HIJRI, "1500", date(2076, 11, 27), date(2077, 11, 16)),
        (Reckoning.ETHIOPIAN, "1982", date(1989, 9, 11), date(1990, 9, 10)),
        (Reckoning.ETHIOPIAN, "1999-13", date(2007, 9, 6), date(2007, 9, 11)),
        (Reckoning.ETHIOPIAN, "2018-13", date(2026, 9, 6), date(2026, 9, 10)),
    ],
)
def test_a_year_and_a_month_are_spans_of_our_days(reckoning, written, first, last):
    found = WrittenDate.parse(reckoning, written)

    assert (found.first, found.last) == (first, last)
    assert found.isoformat() == written


@pytest.mark.parametrize(
    ("reckoning", "written"),
    [
        (Reckoning.GREGORIAN, "2019-02-31"),
        (Reckoning.GREGORIAN, "2019-13"),
        (Reckoning.GREGORIAN, "0"),
        (Reckoning.AFGHAN, "1404-12-30"),
        (Reckoning.AFGHAN, "1404-13"),
        (Reckoning.HIJRI, "1200"),
        (Reckoning.HIJRI, "1445-01-30"),
        (Reckoning.ETHIOPIAN, "1982-13-06"),
        (Reckoning.ETHIOPIAN, "1999-13-07"),
        (Reckoning.ETHIOPIAN, "1982-14"),
        (Reckoning.ETHIOPIAN, "9999"),
        (Reckoning.GREGORIAN, "2019-"),
        (Reckoning.GREGORIAN, ""),
        (Reckoning.GREGORIAN, "٢٠١٩"),
    ],
)
def test_what_no_calendar_has_is_refused(reckoning, written):
    with pytest.raises(ValueError, match=r"\w"):
        WrittenDate.parse(reckoning, written)


def test_a_day_needs_its_month():
    with pytest.raises(ValueError, match="needs its month"):
        WrittenDate(Reckoning.AFGHAN, 1368, day=14)


def test_afghan_and_iranian_months_have_their_own_names():
    day = date(1990, 3, 5)
    afghan, iranian = (WrittenDate.of(day, one) for one in (Reckoning.AFGHAN, Reckoning.IRANIAN))

    assert afghan.in_words() == "14 Hut 1368"
    assert iranian.in_words() == "14 Esfand 1368"
    assert afghan.in_words(own_letters=True) == "14 حوت 1368"
    assert WrittenDate.of(day, Reckoning.ETHIOPIAN).in_words() == "26 Yekatit 1982"
    assert WrittenDate(Reckoning.IRANIAN, 1368, 12).in_words() == "Esfand 1368"
    assert WrittenDate(Reckoning.IRANIAN, 1368).in_words() == "1368"


def test_only_a_day_of_another_calendar_is_one_of_ours():
    assert str(WrittenDate(Reckoning.AFGHAN, 1368, 12, 14).gregorian.isoformat()) == "1990-03-05"
    assert WrittenDate(Reckoning.AFGHAN, 1368, 12).gregorian is None
    assert WrittenDate(Reckoning.GREGORIAN, 1990, 3).gregorian.isoformat() == "1990-03"


def test_every_calendar_names_all_its_months():
    assert {one: len(names) for one, names in NAMES.items()} == {
        Reckoning.AFGHAN: 12,
        Reckoning.IRANIAN: 12,
        Reckoning.HIJRI: 12,
        Reckoning.ETHIOPIAN: 13,
    }
    assert MONTHS[SOLAR][11] == "Hut / Esfand · حوت / اسفند"
    assert Reckoning.GREGORIAN.names == ()
