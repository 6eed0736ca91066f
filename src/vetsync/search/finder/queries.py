"""The ask bar's finder: everything a practice knows that may be meant by a line, and what the line asks to be done."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.sought import LEAST_IN_SOUND, Sought, read_sought
from vetsync.patients.clients.queries import blind_email, blind_phone, blind_phone_end, client_number
from vetsync.records.patient_list.queries import found_patients
from vetsync.records.patient_list.schemas import NUMBERED, OWNED, SOUNDING
from vetsync.scheduling.slots.queries import local_date
from vetsync.search.commands.understand import Understood, understand
from vetsync.search.finder import rules
from vetsync.search.finder.around import Surroundings, TypeFound
from vetsync.search.finder.rules import NEEDED, Asked
from vetsync.search.finder.schemas import KINDS, FindAnswer, FindRequest, Found, Kind, Matched
from vetsync.search.finder.statements import FIND_OTHERS, NUMBERED_CLIENTS
from vetsync.tenancy.permissions import PRACTICE_READ

NOTHING = Sought("", (), (), (), ())


class OtherRow(msgspec.Struct):
    """A client, an upcoming appointment, or something that was opened lately."""

    kind: Kind
    id: UUID
    title: str
    subtitle: str
    matched: Matched
    state: str | None
    used_at: dt.datetime | None
    rank: float
    sort_name: str
    species: str | None
    client_id: UUID | None
    patient_id: UUID | None
    starts_at: dt.datetime | None
    type_id: UUID | None


async def find(view: View, around: Surroundings, request: FindRequest) -> FindAnswer:
    """What the person may see of each kind; whoever asks holds `practice.read`.

    A line that is understood as a command is searched by the name in it. Two statements at most for a practice's own
    things; the rest is looked through in memory.
    """
    view.require(PRACTICE_READ)
    wanted = _wanted(view, request)
    types = around.types
    read = _read(view, request, types)
    text = read.who or read.digits or ("" if read.intent != "find" else request.q.strip())
    asked = Asked(text, read_sought(text) if text else None, read.type_key, request.locale)
    found: dict[Kind, list[Found]] = {kind: [] for kind in wanted}
    if "patient" in wanted and text:
        found["patient"] = await _patients(view, asked, request.limit + 1)
    named = rules.types(asked, types)
    if wanted & {"patient", "client", "appointment", "staff"}:
        rows = await _others(view, asked, found.get("patient", []), types, named, wanted, request.limit + 1)
        used = {row.id: row.used_at for row in rows if row.kind == "staff" and row.used_at}
        _sort_in(rows, found, {one.id: one.name(request.locale) for one in types})
        if "staff" in wanted:
            found["staff"] = rules.people(asked, around.people, used)
    if "type" in wanted:
        found["type"] = named
    if "place" in wanted:
        found["place"] = rules.places(asked, None if _is_system(view) else view.actor.permissions, read.place)
    if "practice" in wanted and asked.sought:
        found["practice"] = rules.practices(asked, around.practices, view.tenant.slug)
    return FindAnswer(groups=rules.as_groups(asked, found, request.limit), command=rules.as_command(read))


def _wanted(view: View, request: FindRequest) -> set[Kind]:
    asked_for = KINDS if request.kinds is None else request.kinds
    return {kind for kind in asked_for if _is_system(view) or NEEDED[kind] in view.actor.permissions}


def _is_system(view: View) -> bool:
    return view.actor.kind == "system"


def _read(view: View, request: FindRequest, types: list[TypeFound]) -> Understood:
    return understand(request.q, [one.read_as for one in types], local_date(view.now, view), request.locale)


async def _patients(view: View, asked: Asked, limit: int) -> list[Found]:
    return [
        Found(
            id=str(one.id), kind="patient", title=one.name, subtitle=one.client_name, state=one.state,
            matched=_why(one.likeness), species=one.species, client_id=one.client_id, patient_id=one.id,
        )
        for one in await found_patients(view, asked.text, None, limit)
    ]  # fmt: skip


def _why(likeness: int) -> Matched:
    if likeness <= NUMBERED:
        return "number"
    if likeness <= OWNED:
        return "owner" if likeness == OWNED else "name"
    return "sound" if likeness <= SOUNDING else "letters"


async def _others(
    view: View,
    asked: Asked,
    patients: list[Found],
    types: list[TypeFound],
    named: list[Found],
    wanted: set[Kind],
    limit: int,
) -> list[OtherRow]:
    sought, text = asked.sought or NOTHING, asked.text
    ids = {one.key: one.id for one in types}
    # With a name beside it a type only narrows that one's visits; alone it asks for all of its own.
    type_ids = [] if asked.type_key and text else [ids[one.id] for one in named]
    sees_clients = bool(wanted & {"client", "patient"})
    binds: tuple[Any, ...] = (
        view.now, view.actor.id, limit, sought.first, sought.surname, sought.least, list(sought.beginnings),
        list(sought.guessed), list(sought.certain), await _numbered(view, text, limit) if sees_clients else [],
        list(sought.sounds), sees_clients, "appointment" in wanted,
        [one.patient_id for one in patients], ids.get(asked.type_key or ""), type_ids,
        [rules.fit(asked, one) for one in patients],
        LEAST_IN_SOUND, rules.STILL_SOUGHT,
    )  # fmt: skip
    return await view.rows(OtherRow, FIND_OTHERS, *binds)


async def _numbered(view: View, text: str, limit: int) -> list[UUID]:
    """Clients of that telephone number or its end, that e-mail address or that number; names are not looked up."""
    index = (
        blind_phone(view, text),
        blind_email(view, text),
        client_number(text),
        blind_phone_end(view, text),
    )
    if all(part is None for part in index):
        return []
    return [row["id"] for row in await view.records(NUMBERED_CLIENTS, *index, limit)]


def _sort_in(rows: list[OtherRow], found: dict[Kind, list[Found]], type_names: dict[UUID, str]) -> None:
    """Adds the rows to their kinds: what was opened lately newest first, clients by rank, appointments by time."""

    def place(row: OtherRow) -> tuple[float, float, float, str]:
        newest = -row.used_at.timestamp() if row.used_at else 0.0
        return newest, row.rank, row.starts_at.timestamp() if row.starts_at else 0.0, row.sort_name

    for row in sorted(rows, key=place):
        if row.kind in found and row.kind != "staff":
            found[row.kind].append(
                Found(
                    id=str(row.id), kind=row.kind, title=row.title, subtitle=row.subtitle, matched=row.matched,
                    state=row.state, is_recent=row.used_at is not None, species=row.species, client_id=row.client_id,
                    patient_id=row.patient_id, starts_at=row.starts_at,
                    type_name=type_names.get(row.type_id) if row.type_id else None,
                )
            )  # fmt: skip
