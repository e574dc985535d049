"""Days to remember as a calendar file that says nothing to who looks over a shoulder; pure."""

import hmac
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event

from guide.deadlines import Deadline, Kind

PRODUCER = "-//Agenda//Agenda 1.0//FR"  # shown by some calendars: neutral as well


class Title(StrEnum):
    """All that a calendar ever shows: no name, no procedure, no law."""

    DATE = "date"
    APPOINTMENT = "appointment"


TITLES = {Title.DATE: "Date à retenir", Title.APPOINTMENT: "Rendez-vous"}


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """A whole day. `key` tells it from the others; it never enters the file readable."""

    key: str
    day: date
    title: Title = Title.DATE


def entries(deadlines: Iterable[Deadline], today: date) -> tuple[Entry, ...]:
    """The days still ahead on which there is something to do or to expect."""
    return tuple(
        Entry(f"{deadline.rule} {deadline.who or ''}", deadline.safe_on)
        for deadline in deadlines
        if deadline.safe_on is not None
        and deadline.safe_on >= today
        and deadline.kind not in (Kind.RULE_ONLY, Kind.UNVERIFIED)
    )


def calendar_file(
    days: Iterable[Entry],
    *,
    secret: bytes,
    made_at: datetime,
    titles: Mapping[Title, str] = TITLES,
    remind_days_before: Sequence[int] = (),
) -> bytes:
    """An iCalendar file (RFC 5545) of whole days.

    The same entry keeps the same UID when its day changes, so that a second file replaces the
    first in a calendar. The UID is a keyed hash: without `secret`, which belongs to one dossier,
    it tells neither the rule nor the person. Raises ValueError without a secret.
    """
    if not secret:
        raise ValueError("the secret of the UIDs is empty")
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in sorted(days, key=lambda one: (one.day, one.key)):
        calendar.add_component(
            _event(entry, _uid(entry.key, secret), titles[entry.title], made_at, remind_days_before)
        )
    return bytes(calendar.to_ical())


def _event(
    entry: Entry, uid: str, title: str, made_at: datetime, remind_days_before: Sequence[int]
) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for days in remind_days_before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def _uid(key: str, secret: bytes) -> str:
    digest = hmac.digest(secret, f"calendar entry {key}".encode(), "sha256")
    return str(uuid.UUID(bytes=digest[:16], version=4))
