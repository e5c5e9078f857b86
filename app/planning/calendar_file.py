"""What is coming, as a file for any calendar (iCalendar, RFC 5545): whole days, no alarms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

from app import __version__
from app.domain.calendar import date_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in the calendar.

    Attributes:
        id: What tells it from every other; the same event has the same id in the next file.
        title: What happens.
        more: What else is to be known of it; may be empty.
    """

    day: int
    id: str
    title: str
    more: str = ""


def calendar_file(entries: Iterable[Entry], today: int) -> bytes:
    """Write days down as a calendar file.

    Args:
        entries: What is coming.
        today: The day on which the file is made out.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Whyscore//Whyscore {__version__}//EN")
    calendar.add("version", "2.0")
    stamp = dt.datetime.combine(date_of(today), dt.time(), dt.UTC)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@whyscore")
        event.add("dtstamp", stamp)
        event.add("dtstart", date_of(entry.day))
        event.add("dtend", date_of(entry.day + 1))
        event.add("summary", entry.title)
        if entry.more:
            event.add("description", entry.more)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
