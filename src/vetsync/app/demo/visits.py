"""Who of today's patients is in the house at the moment at which the demo is made."""

import datetime as dt
from dataclasses import replace
from typing import Any

from vetsync.app.demo.world import Visit
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id
from vetsync.scheduling.bookings.schemas import Stage
from vetsync.scheduling.visits.rules import LONGEST_DAY

EARLY = dt.timedelta(minutes=25)
"""So long before their time the first arrive."""
WAITING = dt.timedelta(minutes=12)
PAYING = dt.timedelta(minutes=15)
LATE_OF = 7
"""Of so many one is late, and still expected."""


def lived(visits: list[Visit], now: dt.datetime) -> list[Visit]:
    """Who has gone by now was seen: an agenda that is filled by the day knows no hour."""
    return [
        replace(visit, state="completed")
        if visit.state == "confirmed" and stage_at(visit, now) == "gone"
        else visit
        for visit in visits
    ]


async def fill_house(work: Work, visits: list[Visit]) -> None:
    rows = [
        row
        for number, visit in enumerate(visits)
        if visit.state in {"confirmed", "completed"}
        and visit.ends_at > work.now - LONGEST_DAY
        and (row := _row(visit, work.now, is_late=number % LATE_OF == 0))
    ]
    await work.insert_many("visit", rows)


def stage_at(visit: Visit, now: dt.datetime) -> Stage:
    """Where a punctual patient of a punctual practice is."""
    if now >= visit.ends_at + PAYING:
        return "gone"
    if now >= visit.ends_at:
        return "to_pay"
    if now >= visit.starts_at:
        return "in_room"
    if now >= visit.starts_at - WAITING:
        return "waiting"
    return "arrived" if now >= visit.starts_at - EARLY else "expected"


def _row(visit: Visit, now: dt.datetime, *, is_late: bool) -> dict[str, Any] | None:
    stage = stage_at(visit, now)
    if stage == "expected" or (is_late and stage in {"arrived", "waiting", "in_room"}):
        return None
    arrived_at = visit.starts_at - EARLY
    since = {
        "arrived": arrived_at,
        "waiting": visit.starts_at - WAITING,
        "in_room": visit.starts_at,
        "to_pay": visit.ends_at,
        "gone": visit.ends_at + PAYING,
    }
    return {
        "id": new_id(),
        "appointment_id": visit.id,
        "client_id": visit.patient.client.id,
        "patient_id": visit.patient.id,
        "room_id": visit.room_id if stage == "in_room" else None,
        "stage": stage,
        "stage_at": since[stage],
        "arrived_at": arrived_at,
        "in_room_at": visit.starts_at if stage in {"in_room", "to_pay", "gone"} else None,
        "gone_at": since["gone"] if stage == "gone" else None,
    }
