"""The attachment that puts a visit into a calendar (RFC 5545); its id stays, so a later one replaces an earlier."""

from datetime import datetime
from uuid import UUID

from icalendar import Calendar, Event


def calendar_file(
    appointment_id: UUID,
    sequence: int,
    starts_at: datetime,
    ends_at: datetime,
    title: str,
    place: str,
    now: datetime,
) -> bytes:
    """One visit, times in UTC. `sequence` grows with each change of the appointment."""
    event = Event()
    event.add("uid", f"{appointment_id}@vetsync")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", title)
    if place:
        event.add("location", place)
    calendar = Calendar()
    calendar.add("prodid", "-//VetSync//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
