"""The calendar file tells days and nothing else."""

from datetime import UTC, date, datetime

import icalendar
import pytest

from guide.deadlines import Deadline, Kind
from guide.ics import Entry, Title, calendar_file, entries
from guide.law import Citation

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def deadline(**changed) -> Deadline:
    told = {
        "rule": "REU-DL-01",
        "kind": Kind.COMPUTED,
        "safe_on": date(2027, 2, 27),
        "never_later_than": date(2027, 2, 28),
        "passed": False,
        "counts_from": date(2008, 2, 29),
        "notes": (),
        "citation": Citation("CESEDA", "L. 561-2, 3°", TODAY),
        "who": "k7f3",
    }
    return Deadline(**(told | changed))


def written(*days: Entry, secret: bytes = b"one dossier", **options) -> bytes:
    return calendar_file(days, secret=secret, made_at=MADE_AT, **options)


def test_a_file_holds_whole_days_with_a_neutral_title():
    (event,) = icalendar.Calendar.from_ical(written(Entry("k", date(2027, 2, 27)))).walk("VEVENT")

    assert event["SUMMARY"] == "Date à retenir"
    assert event["DTSTART"].dt == date(2027, 2, 27)
    assert event["DTEND"].dt == date(2027, 2, 28)
    assert event["CLASS"] == "PRIVATE"


@pytest.mark.parametrize(
    "word",
    [
        "REU",
        "DL-01",
        "k7f3",
        "CESEDA",
        "561",
        "2008",
        "asile",
        "asylum",
        "famil",
        "réunif",
        "OFPRA",
    ],
)
def test_a_file_says_nothing_of_the_procedure(word):
    calendar = written(*entries([deadline()], TODAY)).decode()

    assert "20270227" in calendar
    assert word.lower() not in calendar.lower()


def test_the_same_entry_keeps_its_uid_when_its_day_moves():
    first = uids(written(Entry("k", date(2027, 2, 27))))
    moved = uids(written(Entry("k", date(2027, 3, 4))))
    other = uids(written(Entry("other", date(2027, 2, 27))))

    assert first == moved
    assert first != other


def test_the_uid_of_another_dossier_is_another():
    entry = Entry("k", date(2027, 2, 27))

    assert uids(written(entry)) != uids(written(entry, secret=b"another dossier"))


def test_a_file_without_a_secret_is_refused():
    with pytest.raises(ValueError, match="secret"):
        written(secret=b"")


def test_reminders_are_a_choice():
    entry = Entry("k", date(2027, 2, 27), Title.APPOINTMENT)

    silent = icalendar.Calendar.from_ical(written(entry))
    reminded = icalendar.Calendar.from_ical(written(entry, remind_days_before=(7, 1)))

    assert not silent.walk("VALARM")
    assert [alarm["DESCRIPTION"] for alarm in reminded.walk("VALARM")] == ["Rendez-vous"] * 2


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({}, True),
        ({"safe_on": TODAY}, True),
        ({"safe_on": date(2026, 11, 21)}, False),
        ({"safe_on": None, "kind": Kind.RULE_ONLY}, False),
        ({"kind": Kind.INDICATIVE}, True),
    ],
)
def test_only_days_ahead_enter_a_calendar(changed, kept):
    assert bool(entries([deadline(**changed)], TODAY)) is kept


def uids(file: bytes) -> list[str]:
    return [str(event["UID"]) for event in icalendar.Calendar.from_ical(file).walk("VEVENT")]
