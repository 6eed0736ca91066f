"""The list of patients, with the visit before and the visit to come, and the search of a practice's desk."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid
from vetsync.kit.http.paging import decode_cursor, encode_cursor
from vetsync.kit.sought import Sought, read_sought
from vetsync.patients.clients.queries import (
    blind_chip,
    blind_email,
    blind_phone,
    blind_phone_end,
    client_number,
)
from vetsync.patients.permissions import PATIENTS_READ
from vetsync.patients.schemas import AnimalState, Sex, Species
from vetsync.records.patient_list.schemas import FIRST, NUMBERED
from vetsync.records.patient_list.statements import (
    ACTIVE,
    ALL_PATIENTS,
    ENDING_PATIENTS,
    FIND_PATIENTS,
    LIMITS,
    NAME,
    NUMBERED_PATIENTS,
)
from vetsync.records.schemas import PatientLine, PatientPage

START = (FIRST, "", UUID(int=0))
Place = tuple[int, str, UUID]


class FoundRow(msgspec.Struct):
    """A line with what the next page begins after."""

    id: UUID
    name: str
    species: Species
    breed: str
    sex: Sex
    neutered: bool | None
    born_on: date | None
    born_is_estimate: bool
    alert: str
    photo_url: str | None
    state: AnimalState
    client_id: UUID
    client_name: str
    city: str
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    version: int
    sort_name: str
    likeness: int


SHOWN = len(PatientLine.__struct_fields__)


async def patient_list(view: View, q: str, cursor: str | None, limit: int) -> PatientPage:
    """Without `q` the living by name, on the first page with how many they are; with it whoever fits best first, the
    dead and archived too.
    """
    if q.strip():
        return _page(await found_patients(view, q, cursor, limit + 1), limit, "likeness", "sort_name", "id")
    view.require(PATIENTS_READ)
    _, name, after = START
    if cursor:
        # This cursor is part of an address, so it names no animal; what the list is in order of is looked up.
        (after,) = decode_cursor(cursor, tuple[UUID])
        name = await view.value(NAME, after)
        if name is None:
            raise Invalid(code="bad_cursor", field="cursor")
    rows = await view.rows(FoundRow, ALL_PATIENTS, view.now, view.tenant.slug, name, after, limit + 1)
    page = _page(rows, limit, "id")
    return page if cursor else msgspec.structs.replace(page, total=await view.value(ACTIVE))


async def found_patients(view: View, q: str, cursor: str | None, limit: int) -> list[FoundRow]:
    """Whoever fits `q` best first; `likeness` says how.

    A whole chip number, telephone number, e-mail address or client number is found exactly, a telephone number by its
    last digits too. Otherwise each word must begin a name of the patient or the client, or sound like one; if nobody is
    found so, those whose names have many letters in common.
    """
    view.require(PATIENTS_READ)
    likeness, name, after = _place(cursor)
    text, page = q.strip(), (view.now, view.tenant.slug, name, after, limit)
    if likeness <= NUMBERED:
        number, end = client_number(text), blind_phone_end(view, text)
        exact = (blind_chip(view, text), blind_phone(view, text), blind_email(view, text))
        if number is not None or end:
            rows = await view.rows(FoundRow, ENDING_PATIENTS, *page, number, end)
            if rows or cursor:
                return rows
        elif any(exact):
            return await view.rows(FoundRow, NUMBERED_PATIENTS, *page, *exact)
    return await _named(view, read_sought(text), (likeness, name, after), limit)


def _place(cursor: str | None) -> Place:
    return decode_cursor(cursor, tuple[int, str, UUID]) if cursor else START


async def _named(view: View, sought: Sought, after: Place, limit: int) -> list[FoundRow]:
    return await view.rows(
        FoundRow,
        FIND_PATIENTS,
        view.now,
        view.tenant.slug,
        *after,
        limit,
        sought.first,
        list(sought.beginnings),
        sought.least,
        list(sought.guessed),
        list(sought.sounds),
        list(sought.certain),
        sought.sound,
        sought.surname,
        *LIMITS,
    )


def _page(rows: list[FoundRow], limit: int, *key_fields: str) -> PatientPage:
    lines = [PatientLine(*msgspec.structs.astuple(row)[:SHOWN]) for row in rows[:limit]]
    if len(rows) <= limit:
        return PatientPage(items=lines)
    last = rows[limit - 1]
    return PatientPage(items=lines, next_cursor=encode_cursor(*(getattr(last, name) for name in key_fields)))
