"""Merging two clients or two patients, and taking them apart again.

Nothing is copied and nothing deleted: rows that name the one who is dropped name the one who is kept afterwards, and
the journal says which, in the same transaction (docs/decisions/0022-merging-is-a-journal.md). Locks are taken clients
first, then patients, each in the order of their ids, as everybody does who takes both.
"""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.changes import given
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Conflict, Invalid, Stale
from vetsync.kit.ids import new_id
from vetsync.patients.clients.rows import client_columns, patient_columns
from vetsync.patients.clients.service import UNITS
from vetsync.patients.errors import (
    CannotMerge,
    ClientNotFound,
    LaterMergeFirst,
    MergeNotFound,
    NothingToUndo,
    PatientNotFound,
)
from vetsync.patients.events import MergeChanged
from vetsync.patients.merging.followers import followers
from vetsync.patients.merging.queries import cards_of, fields_of, merge_line, merges_in_the_way, shown
from vetsync.patients.merging.rules import UNMERGE_WINDOW, merged_fields, refusal
from vetsync.patients.merging.schemas import (
    ClientFields,
    ClientsChanged,
    FieldBack,
    Fields,
    Kind,
    MergeDone,
    MergeLine,
    MergeWish,
    Pair,
    PairSaid,
    PatientFields,
    PatientsChanged,
    Tally,
    Unmerged,
    UnmergePreview,
)
from vetsync.patients.permissions import PATIENTS_MERGE

LOCK_CLIENTS = """
select id, version from client where id = any($1::uuid[]) order by id limit 2 for no key update
"""
LOCK_PATIENTS_OF = "select id from patient where client_id = any($1::uuid[]) order by id for no key update"
LOCK_PATIENTS = """
select id, version from patient where id = any($1::uuid[]) order by id limit 2 for no key update
"""
LATEST_WEIGHT = """
select grams from patient_weight where patient_id = $1 order by measured_at desc, id desc limit 1
"""
KEEP_MOVES = """
insert into merge_move (merge_id, follower, row_id) select $1, $2, moved from unnest($3::uuid[]) moved
"""
FIND_MERGE = "select kind, kept_id, dropped_id, dropped_state, changed from merge where id = $1"
LOCK_MERGE = """
select kind, kept_id, dropped_id, dropped_state, changed from merge
where id = $1 and undone_at is null for no key update
"""
MOVES = "select follower, array_agg(row_id) as ids from merge_move where merge_id = $1 group by follower limit 100"
STILL_THERE = "select id from patient where id = any($1::uuid[]) and client_id = $2 limit 1000"
END_MERGE = "update merge set undone_at = $2, undone_by = $3 where id = $1"
SAY_NOT_SAME = """
insert into not_same (one_id, other_id, kind, said_at, said_by) values ($1, $2, $3, $4, $5) on conflict do nothing
"""
UNSAY = "delete from not_same where one_id = $1 and other_id = $2 and kind = $3"


class _Merge(msgspec.Struct):
    kind: Kind
    kept_id: UUID
    dropped_id: UUID
    dropped_state: str
    changed: bytes


class _Locked(msgspec.Struct):
    id: UUID
    version: int


class _OnlyLooked(Exception):
    """Takes back what was done to see what would come of it."""


async def merge(work: Work, wish: MergeWish) -> MergeDone:
    """Raises Stale when one of the two was saved meanwhile, CannotMerge with the reason, Invalid for a choice that
    there is not, ClientNotFound, PatientNotFound.
    """
    work.require(PATIENTS_MERGE)
    kind, kept_id, dropped_id = wish.kind, wish.kept_id, wish.dropped_id
    if kept_id == dropped_id:
        raise Invalid(field="dropped_id")
    versions = await _locked(work, kind, kept_id, dropped_id)
    if versions != {kept_id: wish.versions.kept, dropped_id: wish.versions.dropped}:
        raise Stale(version=versions[kept_id])
    kept, dropped = await fields_of(work, kind, kept_id), await fields_of(work, kind, dropped_id)
    if why := refusal(kind, kept, dropped):
        raise CannotMerge(code=why)
    try:
        after = merged_fields(kind, kept, dropped, wish.take)
    except LookupError as unknown:
        raise Invalid(f"no choice for {unknown.args[0]}", field="take") from None
    merge_id = new_id()
    moved = {
        one.column: [row["id"] for row in await work.records(one.move, dropped_id, kept_id, None)]
        for one in followers(kind)
        if one.move is not None
    }
    after |= await _consequences(work, kind, kept, after, dropped_id)
    before = {field: kept[field] for field in after}
    await _save(work, kind, kept, after)
    await work.update(kind, dropped_id, None, {"state": "merged", "merged_into": kept_id})
    journal = work.cipher.seal("merge", "changed", merge_id, _journal(before, after))
    await work.insert(
        "merge",
        {"id": merge_id, "kind": kind, "kept_id": kept_id, "dropped_id": dropped_id,
         "dropped_state": dropped["state"], "changed": journal, "merged_at": work.now, "merged_by": work.actor.id},
    )  # fmt: skip
    for column, ids in moved.items():
        await work.execute(KEEP_MOVES, merge_id, column, ids)
    counts = {column: len(ids) for column, ids in moved.items()}
    what = {"dropped": dropped_id, "merge": merge_id, "moved": counts, **after}
    work.audit(
        "client.merge" if kind == "client" else "patient.merge", kind, kept_id, before=before, after=what
    )
    work.emit(MergeChanged(kind=kind, kept_id=kept_id, dropped_id=dropped_id))
    return MergeDone(
        id=merge_id, kind=kind, kept_id=kept_id, dropped_id=dropped_id, undo_until=work.now + UNMERGE_WINDOW
    )


async def unmerge(work: Work, merge_id: UUID) -> Unmerged:
    """Raises MergeNotFound, NothingToUndo for one that was undone or is too long ago, LaterMergeFirst with `merges`."""
    work.require(PATIENTS_MERGE)
    row, _, _, _ = await _taken_apart(work, merge_id)
    action = "client.unmerge" if row.kind == "client" else "patient.unmerge"
    work.audit(action, row.kind, row.kept_id, after={"restored": row.dropped_id, "merge": merge_id})
    work.emit(MergeChanged(kind=row.kind, kept_id=row.kept_id, dropped_id=row.dropped_id))
    return Unmerged(id=merge_id, kept_id=row.kept_id, restored_id=row.dropped_id)


async def preview_unmerge(work: Work, merge_id: UUID) -> UnmergePreview:
    """What would come of it: it is done, looked at, and taken back. Raises as `unmerge`, but for what stands in the
    way, which it tells.
    """
    work.require(PATIENTS_MERGE)
    line = await merge_line(work, merge_id)
    if line is None:
        raise await _why_not(work, merge_id)
    kept = (await cards_of(work, line.kind, [line.kept_id]))[line.kept_id]
    seen = UnmergePreview(merge=line, kept=kept, animals=[], goes_back=[], since=[], fields=[], blocked_by=[])
    try:
        async with work.attempt():
            row, back, since, fields = await _taken_apart(work, merge_id)
            if row.kind == "client":
                seen.animals = (await cards_of(work, "client", [row.dropped_id]))[row.dropped_id].animals
            seen.goes_back, seen.since, seen.fields = (
                _tallied(row.kind, back),
                _tallied(row.kind, since),
                fields,
            )
            raise _OnlyLooked
    except _OnlyLooked:
        return seen
    except LaterMergeFirst as error:
        seen.blocked_by = msgspec.convert(error.data["merges"], list[MergeLine])
        return seen


async def say_not_same(work: Work, pair: Pair) -> PairSaid:
    """Twice is once. Raises Invalid for somebody and themselves, ClientNotFound, PatientNotFound."""
    work.require(PATIENTS_MERGE)
    one_id, other_id = await _in_order(work, pair)
    if await work.execute(SAY_NOT_SAME, one_id, other_id, pair.kind, work.now, work.actor.id):
        action = "client.not_same" if pair.kind == "client" else "patient.not_same"
        work.audit(action, pair.kind, one_id, after={"other": other_id})
        work.emit(MergeChanged(kind=pair.kind, kept_id=one_id, dropped_id=other_id))
    return PairSaid(is_offered=False)


async def take_back_not_same(work: Work, pair: Pair) -> PairSaid:
    work.require(PATIENTS_MERGE)
    one_id, other_id = await _in_order(work, pair)
    if await work.execute(UNSAY, one_id, other_id, pair.kind):
        action = "client.perhaps_same" if pair.kind == "client" else "patient.perhaps_same"
        work.audit(action, pair.kind, one_id, after={"other": other_id})
        work.emit(MergeChanged(kind=pair.kind, kept_id=one_id, dropped_id=other_id))
    return PairSaid(is_offered=True)


async def _locked(work: Work, kind: Kind, one_id: UUID, other_id: UUID) -> dict[UUID, int]:
    """The versions of both, held until the commit; of clients their patients too, which bookings hold."""
    ids = [one_id, other_id]
    found = await work.rows(_Locked, LOCK_CLIENTS if kind == "client" else LOCK_PATIENTS, ids)
    if len(found) < 2:
        raise ClientNotFound if kind == "client" else PatientNotFound
    if kind == "client":
        await work.execute(LOCK_PATIENTS_OF, ids)
    return {one.id: one.version for one in found}


async def _consequences(work: Work, kind: Kind, kept: Fields, after: Fields, dropped_id: UUID) -> Fields:
    """What changes without anybody choosing it."""
    if kind == "patient":
        grams = await work.value(LATEST_WEIGHT, kept["id"])
        return {} if grams in (None, kept["weight_grams"]) else {"weight_grams": grams}
    more: Fields = {}
    if kept["possible_duplicate_of"] == dropped_id:
        more["possible_duplicate_of"] = None
    # As whenever the practice writes it: what the account says no longer stands.
    written = {unit for unit, parts in UNITS.items() if after.keys() & set(parts)}
    return more | {f"{unit}_edited_at": work.now for unit in written}


async def _save(work: Work, kind: Kind, row: Fields, changed: Fields) -> None:
    """Even where no field changes, the version does: who is kept is no longer whom others have on their screens."""
    row_id = row["id"]
    assert isinstance(row_id, UUID)
    columns: dict[str, Any]
    if kind == "client":
        parts = ("first_name", "prefix", "last_name")
        first, prefix, last = (str(changed.get(part, row[part])) for part in parts)
        columns = client_columns(work, row_id, dict(changed), (first, prefix, last))
    else:
        columns = patient_columns(work, row_id, dict(changed))
        if "weight_grams" in changed:
            columns["weight_grams"] = changed["weight_grams"]
    await work.update(kind, row_id, None, columns)


def _journal(before: Fields, after: Fields) -> str:
    return msgspec.json.encode({"before": before, "after": after}).decode()


def _changed(work: Work, merge_id: UUID, row: _Merge) -> tuple[Fields, Fields]:
    """Before and after of the one who was kept."""
    text = work.cipher.open("merge", "changed", merge_id, row.changed)
    if row.kind == "client":
        clients = msgspec.json.decode(text, type=ClientsChanged)
        return _given(clients.before), _given(clients.after)
    patients = msgspec.json.decode(text, type=PatientsChanged)
    return _given(patients.before), _given(patients.after)


def _given(fields: ClientFields | PatientFields) -> Fields:
    return {name: getattr(fields, name) for name in given(fields)}


Moved = dict[str, set[UUID]]


async def _taken_apart(work: Work, merge_id: UUID) -> tuple[_Merge, Moved, Moved, list[FieldBack]]:
    """The merge that is undone now; the rows that went back by column, of those the merge had moved and of those made
    since; and its fields.
    """
    row = await work.row(_Merge, FIND_MERGE, merge_id)
    if row is None:
        raise MergeNotFound
    await _locked(work, row.kind, row.kept_id, row.dropped_id)
    # Whoever undoes it at the same moment waited above; of the two, the second finds nothing left to undo.
    if await work.row(_Merge, LOCK_MERGE, merge_id) is None or await merge_line(work, merge_id) is None:
        raise NothingToUndo
    moves: dict[str, list[UUID]] = {
        one["follower"]: one["ids"] for one in await work.records(MOVES, merge_id)
    }
    patients: list[UUID] = []
    if row.kind == "client":
        found = await work.records(STILL_THERE, moves.get("patient.client_id", []), row.kept_id)
        patients = [one["id"] for one in found]
    if in_the_way := await merges_in_the_way(work, row.kept_id, patients):
        raise LaterMergeFirst(merges=msgspec.to_builtins(in_the_way))
    await work.update(row.kind, row.dropped_id, None, {"state": row.dropped_state, "merged_into": None})
    back, since = await _moved_back(work, row, moves, patients)
    fields = await _fields_back(work, merge_id, row)
    if row.kind == "patient" and any(since.values()):
        # Weighings of since went to where their records are, so neither weighs what it seemed to.
        for one_id in (row.kept_id, row.dropped_id):
            await work.update(
                "patient", one_id, None, {"weight_grams": await work.value(LATEST_WEIGHT, one_id)}
            )
    await work.execute(END_MERGE, merge_id, work.now, work.actor.id)
    return row, back, since, fields


async def _moved_back(
    work: Work, row: _Merge, moves: dict[str, list[UUID]], patients: list[UUID]
) -> tuple[Moved, Moved]:
    """First all that the merge moved and that names the one who was kept still; then what belongs to what went back."""
    back: Moved = {}
    since: Moved = {}
    to = (row.kept_id, row.dropped_id)
    for one in followers(row.kind):
        if one.move is not None:
            found = await work.records(one.move, *to, moves.get(one.column, []))
            back[one.column] = {each["id"] for each in found}
    for one in followers(row.kind):
        if one.back_with is not None:
            more = (patients,) if row.kind == "client" else ()
            since[one.column] = {each["id"] for each in await work.records(one.back_with, *to, *more)}
    return back, since


async def _fields_back(work: Work, merge_id: UUID, row: _Merge) -> list[FieldBack]:
    """Three ways: what still says what the merge made of it says what it said before; what was changed since stays."""
    before, after = _changed(work, merge_id, row)
    now = await fields_of(work, row.kind, row.kept_id)
    # Two spellings of one moment or telephone number are the same, whichever way they went through.
    stays = {field for field in after if now[field] != after[field]}
    await _save(work, row.kind, now, {field: value for field, value in before.items() if field not in stays})
    return [
        FieldBack(field=field, now=shown(now[field]), before=shown(before[field]), stays=field in stays)
        for field in after
        if not field.endswith("_edited_at") and field != "possible_duplicate_of"
    ]


async def _why_not(work: Work, merge_id: UUID) -> Conflict | MergeNotFound:
    return NothingToUndo() if await work.row(_Merge, FIND_MERGE, merge_id) else MergeNotFound()


async def _in_order(work: Work, pair: Pair) -> tuple[UUID, UUID]:
    if pair.one_id == pair.other_id:
        raise Invalid(field="other_id")
    if len(await cards_of(work, pair.kind, [pair.one_id, pair.other_id])) < 2:
        raise ClientNotFound if pair.kind == "client" else PatientNotFound
    one_id, other_id = sorted((pair.one_id, pair.other_id))
    return one_id, other_id


def _tallied(kind: Kind, moved: Moved) -> list[Tally]:
    """Of those tables that a person is told of."""
    told = {one.column: one.what for one in followers(kind) if one.tally is not None}
    return [
        Tally(what=told[column], count=len(ids)) for column, ids in moved.items() if column in told and ids
    ]
