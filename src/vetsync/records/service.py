"""Commands on medical records: open, write, sign, add, share."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from vetsync.kit.changes import given
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Stale
from vetsync.kit.ids import new_id
from vetsync.patients.clients.queries import doubtful_beside
from vetsync.patients.clients.service import measure_weight
from vetsync.patients.errors import PatientNotFound
from vetsync.records.errors import (
    AppointmentHasRecord,
    AppointmentOfOtherPatient,
    FieldChangedMeanwhile,
    OnlyVetsSign,
    RecordEmpty,
    RecordNotFound,
    RecordNotSigned,
    RecordSigned,
)
from vetsync.records.events import RecordChanged, RecordShared, VaccinationGiven
from vetsync.records.events import RecordSigned as SignedEvent
from vetsync.records.parts import PartKind, part_columns, plain_part, require_room, require_room_for_new
from vetsync.records.permissions import RECORDS_READ, RECORDS_SIGN, RECORDS_WRITE
from vetsync.records.queries import opened_note, parts_of, record
from vetsync.records.readings import note_readings
from vetsync.records.rules import fields_in_conflict, require_sure
from vetsync.records.schemas import (
    NOTE_FIELDS,
    AddendumWrite,
    AppointmentAfterSigning,
    NoteChange,
    PartRemoved,
    Put,
    RecordOpen,
    RecordSaved,
    RecordSign,
    RecordState,
    RecordView,
    SignatureSaved,
    Vitals,
    VitalsChange,
)
from vetsync.scheduling.bookings.service import complete_begun_appointment, link_record, note_signature
from vetsync.scheduling.visits.queries import walk_ins_here
from vetsync.scheduling.visits.service import after_signature, after_walk_in

PATIENT = "select client_id from patient where id = $1 and state <> 'merged'"
APPOINTMENT = (
    "select patient_id, client_id, starts_at, vet_id, state from appointment where id = $1 for no key update"
)
IS_AHEAD = "select state = 'confirmed' and starts_at > $2 from appointment where id = $1"
RECORD_OF_APPOINTMENT = "select id from record where appointment_id = $1"
NOT_WRITTEN_UP = """
select id from unnest($1::uuid[]) with ordinality as here (id, number)
where not exists (select from record where visit_id = here.id)
order by number limit 1
"""
"""Of who has a record already the next is a note beside it, and of no visit."""
OWN_RESOURCE = "select id from resource where user_id = $1 and kind in ('vet', 'paravet') limit 1"
OWN_VET = "select id from resource where user_id = $1 and kind = 'vet' and active"
QUEUE_FOR_ADDENDA = "select pg_advisory_xact_lock(hashtextextended('addenda ' || $1::uuid, 0))"
"""A signed record cannot be locked itself."""
COUNT_ADDENDA = "select count(*) from record_addendum where record_id = $1"
LOOK = """
select r.id, r.patient_id as written_for, coalesce(p.merged_into, p.id) as patient_id, p.client_id, r.appointment_id,
       r.visit_id, r.vet_id, r.visited_at, r.subjective, r.objective, r.assessment, r.plan, r.summary_for_owner,
       r.state, r.signed_at, r.field_versions, r.taken_out, r.saved_at, r.version
from record r join patient p on p.id = r.patient_id where r.id = $1
"""
LOCK = LOOK + " for no key update of r"
TAKE_VITALS = """
delete from record_vitals where record_id = $1
returning weight_grams, temperature_tenths, pulse_per_minute, respiration_per_minute, body_condition, mucosa,
          capillary_refill_tenths
"""
ADD_SHARE = """
insert into record_share (id, record_id, patient_id, shared_at, shared_by) values ($1, $2, $3, $4, $5)
on conflict (record_id) where ended_at is null do nothing returning true
"""
END_SHARE = """
update record_share set ended_at = $2, ended_by = $3 where record_id = $1 and ended_at is null returning true
"""


class LockedRecord(msgspec.Struct):
    """A record's row, held until the commit; inside the domain only. `patient_id` and `client_id` are whose it is now,
    `written_for` the patient it names, which may have been merged into that one.
    """

    id: UUID
    written_for: UUID
    patient_id: UUID
    client_id: UUID
    appointment_id: UUID | None
    visit_id: UUID | None
    vet_id: UUID | None
    visited_at: datetime
    subjective: bytes | None
    objective: bytes | None
    assessment: bytes | None
    plan: bytes | None
    summary_for_owner: bytes | None
    state: RecordState
    signed_at: datetime | None
    field_versions: dict[str, int]
    taken_out: dict[str, str]
    saved_at: datetime
    version: int


async def open_record(work: Work, data: RecordOpen) -> RecordView:
    """A new draft. Raises AppointmentHasRecord with `record_id`, AppointmentOfOtherPatient, PatientNotFound."""
    work.require(RECORDS_WRITE)
    client_id = await work.value(PATIENT, data.patient_id)
    if client_id is None:
        raise PatientNotFound(field="patient_id")
    visited_at, vet_id, visit_id = work.now, None, None
    if data.appointment_id is None:
        visit_id = await work.value(NOT_WRITTEN_UP, await walk_ins_here(work, data.patient_id))
    else:
        visited_at, vet_id = await _appointment(work, data.appointment_id, data.patient_id)
    if vet_id is None:
        vet_id = await work.value(OWN_RESOURCE, work.actor.id)
    record_id = new_id()
    values = {
        "patient_id": data.patient_id, "client_id": client_id, "appointment_id": data.appointment_id,
        "visit_id": visit_id, "vet_id": vet_id, "author_user_id": work.actor.id, "visited_at": visited_at,
    }  # fmt: skip
    await work.insert("record", {"id": record_id, **values, "saved_at": work.now, "saved_by": work.actor.id})
    if data.appointment_id is not None:
        await link_record(work, data.appointment_id, record_id)
    work.audit("record.open", "record", record_id, after=values)
    work.emit(RecordChanged(record_id=record_id, patient_id=data.patient_id, version=1))
    return await record(work, record_id)


async def read_record(work: Work, record_id: UUID) -> RecordView:
    """Reading somebody's file leaves a trace: hence a command."""
    work.require(RECORDS_READ)
    found = await record(work, record_id)
    await note_readings(work, [record_id], "practice")
    return found


async def change_note(work: Work, record_id: UUID, base_version: int, data: NoteChange) -> RecordSaved:
    """Saves the texts that were sent. What others saved meanwhile in other texts stands beside it.

    Raises FieldChangedMeanwhile with all the texts that others saved since `base_version`, RecordSigned.
    """
    work.require(RECORDS_WRITE)
    row = await _draft(work, record_id)
    current: dict[str, str] = {
        name: opened_note(work, name, row.id, getattr(row, name)) for name in NOTE_FIELDS
    }
    sent: dict[str, str] = {name: text for name in NOTE_FIELDS if (text := getattr(data, name)) is not UNSET}
    changed = {name: text for name, text in sent.items() if text != current[name]}
    if others := fields_in_conflict(row.field_versions, base_version, set(changed)):
        raise _changed_meanwhile(row, {name: current[name] for name in others})
    if not changed:
        return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)
    columns: dict[str, Any] = {
        name: work.cipher.seal("record", name, row.id, text) if text else None
        for name, text in changed.items()
    }
    columns["field_versions"] = row.field_versions | dict.fromkeys(changed, row.version + 1)
    work.audit(
        "record.write", "record", row.id, before={name: current[name] for name in changed}, after=changed
    )
    return await _save(work, row, columns)


async def change_vitals(work: Work, record_id: UUID, base_version: int, data: VitalsChange) -> RecordSaved:
    """The vital signs that were sent; what others measured stands beside them. A weight becomes the patient's.

    Raises FieldChangedMeanwhile with all that others measured of these since `base_version`, RecordSigned. Two
    measurements can't stand in one place, so whoever comes second is shown the first and decides.
    """
    work.require(RECORDS_WRITE)
    row = await _draft(work, record_id)
    taken = await work.records(TAKE_VITALS, record_id)
    known = msgspec.structs.asdict(Vitals()) | (dict(taken[0]) if taken else {})
    changed = {name: value for name, value in given(data).items() if value != known[name]}
    if others := fields_in_conflict(row.field_versions, base_version, set(changed)):
        raise _changed_meanwhile(row, {name: known[name] for name in others})
    values = known | changed
    if any(value not in (None, "") for value in values.values()):
        await work.insert("record_vitals", {"record_id": record_id, **values})
    if not changed:
        return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)
    if "weight_grams" in changed:
        await measure_weight(work, row.patient_id, changed["weight_grams"], record_id)
    work.audit(
        "record.vitals", "record", record_id, before={name: known[name] for name in changed}, after=changed
    )
    return await _save(
        work, row, {"field_versions": row.field_versions | dict.fromkeys(changed, row.version + 1)}
    )


async def put_part(
    work: Work, record_id: UUID, kind: PartKind, part_id: UUID, base_version: int, data: Put
) -> RecordSaved:
    """Adds the part, or replaces what it was; the id is the client's, so that a repeated call changes nothing.

    Raises FieldChangedMeanwhile with what the part says now, null when it was taken out, if somebody else saved it or
    took it out since `base_version`; RecordFull, RecordSigned.
    """
    work.require(RECORDS_WRITE)
    row = await _draft(work, record_id)
    taken = await work.records(kind.take, record_id, part_id)
    before = plain_part(work, kind, part_id, taken[0]) if taken else None
    said = given(data)
    is_same = before == said
    if not is_same:
        _require_seen(row, part_id, base_version, before)
    if before is None:
        await require_room(work, kind.count, record_id)
        require_room_for_new(row.field_versions, part_id)
    taken_out = dict(row.taken_out)
    first = taken_out.pop(str(part_id), None)
    created_at = taken[0]["created_at"] if taken else datetime.fromisoformat(first) if first else work.now
    columns = part_columns(work, kind, part_id, said)
    await work.insert(
        kind.table, {"id": part_id, "record_id": record_id, "created_at": created_at, **columns}
    )
    if is_same:
        return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)
    work.audit("record.part", kind.table, part_id, before=before, after={"record": record_id, **said})
    versions = row.field_versions | {str(part_id): row.version + 1}
    return await _save(work, row, {"field_versions": versions, "taken_out": taken_out})


async def remove_part(
    work: Work, record_id: UUID, kind: PartKind, part_id: UUID, base_version: int
) -> PartRemoved[msgspec.Struct]:
    """Takes a part out of a draft, and says what it was; one that is not there is no error. When that was is kept, so
    that nobody who has it on screen still puts it back unaware, and since when it stood, for who does so knowingly.

    Raises FieldChangedMeanwhile with what the part says now when somebody else saved it since `base_version`.
    """
    work.require(RECORDS_WRITE)
    row = await _draft(work, record_id)
    taken = await work.records(kind.take, record_id, part_id)
    if not taken:
        saved = RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)
        return PartRemoved(**msgspec.structs.asdict(saved), removed=None)
    before = plain_part(work, kind, part_id, taken[0])
    _require_seen(row, part_id, base_version, before)
    work.audit("record.part_removed", kind.table, part_id, before={"record": record_id, **before})
    versions = row.field_versions | {str(part_id): row.version + 1}
    taken_out = row.taken_out | {str(part_id): taken[0]["created_at"].isoformat()}
    saved = await _save(work, row, {"field_versions": versions, "taken_out": taken_out})
    return PartRemoved(**msgspec.structs.asdict(saved), removed=kind.put(**before))


async def sign_record(work: Work, record_id: UUID, base_version: int, data: RecordSign) -> SignatureSaved:
    """Closes the record for good. Raises OnlyVetsSign, RecordEmpty, RecordSigned, WeightDoubtful, and Stale with
    `version` when it is no longer what the vet had on screen: nobody signs what they have not seen.

    An appointment that has begun is completed by it, whatever the vet may do in the agenda; one that has not is left as
    it is, for a record may be written before it and it cannot be over before it was. Whoever is in the house for the
    consult goes to the counter, with an appointment or without.
    """
    work.require(RECORDS_SIGN)
    row = await _draft(work, record_id)
    vet_id = await _signer(work, row)
    if row.version != base_version:
        raise Stale(version=row.version)
    parts = (await parts_of(work, [record_id]))[record_id]
    written = any(getattr(row, name) for name in NOTE_FIELDS)
    if not written and not any(getattr(parts, name) for name in parts.__struct_fields__):
        raise RecordEmpty
    await _require_sure(work, row, parts.vitals, data.sure_of_grams)
    signature = {"state": "signed", "signed_at": work.now, "signed_by": work.actor.id, "vet_id": vet_id}
    sure = {} if data.sure_of_grams is None else {"sure_of_grams": data.sure_of_grams}
    work.audit("record.sign", "record", record_id, before={"state": "draft"}, after=signature | sure)
    saved = await _save(work, row, {**signature, "taken_out": {}})
    appointment = await _after_signature(work, row)
    work.emit(
        SignedEvent(
            record_id=record_id, patient_id=row.patient_id, client_id=row.client_id,
            appointment_id=row.appointment_id, signed_at=work.now,
        )
    )  # fmt: skip
    for one in parts.vaccinations:
        work.emit(
            VaccinationGiven(
                record_id=record_id, patient_id=row.patient_id, client_id=row.client_id,
                diseases=tuple(one.diseases), given_on=one.given_on, valid_until_on=one.valid_until_on,
            )
        )  # fmt: skip
    if data.share:
        await _share(work, row)
    return SignatureSaved(**msgspec.structs.asdict(saved), appointment=appointment)


async def add_addendum(work: Work, record_id: UUID, data: AddendumWrite) -> RecordView:
    """What has to be added to a signed record; raises RecordFull, RecordNotSigned while it can be written in."""
    work.require(RECORDS_WRITE)
    row = await _signed(work, record_id)
    await work.value(QUEUE_FOR_ADDENDA, record_id)
    await require_room(work, COUNT_ADDENDA, record_id)
    addendum_id, text = new_id(), data.text.strip()
    body = work.cipher.seal("record_addendum", "body", addendum_id, text)
    await work.insert(
        "record_addendum",
        {"id": addendum_id, "record_id": row.id, "body": body, "author_user_id": work.actor.id,
         "written_at": work.now},
    )  # fmt: skip
    work.audit("record.addendum", "record", row.id, after={"addendum": addendum_id, "text": text})
    work.emit(RecordChanged(record_id=row.id, patient_id=row.patient_id, version=row.version))
    return await record(work, row.id)


async def share_record(work: Work, record_id: UUID) -> RecordSaved:
    """Lets the owner read it; raises RecordNotSigned. Twice is once."""
    work.require(RECORDS_WRITE)
    row = await _signed(work, record_id)
    await _share(work, row)
    return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)


async def unshare_record(work: Work, record_id: UUID) -> RecordSaved:
    """Takes it out of the owner's sight again; that it was shared, and how long, stays known."""
    work.require(RECORDS_WRITE)
    row = await _signed(work, record_id)
    if await work.value(END_SHARE, record_id, work.now, work.actor.id):
        work.audit("record.unshare", "record", record_id, before={"shared": True}, after={"shared": False})
        work.emit(RecordChanged(record_id=row.id, patient_id=row.patient_id, version=row.version))
    return RecordSaved(id=row.id, version=row.version, state=row.state, saved_at=row.saved_at)


async def lock_draft(work: Work, record_id: UUID) -> LockedRecord:
    """For the commands on files."""
    return await _draft(work, record_id)


async def save_touched(work: Work, row: LockedRecord) -> RecordSaved:
    """For the commands on files: a new version of the record, which colleagues hear of."""
    return await _save(work, row, {})


def _changed_meanwhile(row: LockedRecord, now: dict[str, Any]) -> FieldChangedMeanwhile:
    """What stands now in the fields that somebody else saved, each with the version of its save."""
    fields = {name: {"current": value, "version": row.field_versions[name]} for name, value in now.items()}
    first, told = next(iter(fields.items()))
    return FieldChangedMeanwhile(field=first, fields=fields, **told)


def _require_seen(row: LockedRecord, part_id: UUID, base_version: int, now: dict[str, Any] | None) -> None:
    """Raises FieldChangedMeanwhile unless the part stands, or is gone, as in `base_version`."""
    if fields_in_conflict(row.field_versions, base_version, {str(part_id)}):
        raise _changed_meanwhile(row, {str(part_id): now})


async def _draft(work: Work, record_id: UUID) -> LockedRecord:
    """Held until the commit. A signed row can't be locked for writing at all: the policy for updates hides it."""
    row = await work.row(LockedRecord, LOCK, record_id)
    if row is None:
        await _signed(work, record_id)
        raise RecordSigned
    return row


async def _signed(work: Work, record_id: UUID) -> LockedRecord:
    """Needs no lock, since a signed row doesn't change any more."""
    row = await work.row(LockedRecord, LOOK, record_id)
    if row is None:
        raise RecordNotFound
    if row.signed_at is None:
        raise RecordNotSigned
    return row


async def _save(work: Work, row: LockedRecord, columns: dict[str, Any]) -> RecordSaved:
    version = await work.update(
        "record", row.id, None, {**columns, "saved_at": work.now, "saved_by": work.actor.id}
    )
    work.emit(RecordChanged(record_id=row.id, patient_id=row.patient_id, version=version))
    return RecordSaved(id=row.id, version=version, state=columns.get("state", "draft"), saved_at=work.now)


async def _appointment(work: Work, appointment_id: UUID, patient_id: UUID) -> tuple[datetime, UUID | None]:
    """When the appointment is and whose; raises AppointmentHasRecord, AppointmentOfOtherPatient."""
    booked = await work.records(APPOINTMENT, appointment_id)
    if not booked or booked[0]["patient_id"] != patient_id:
        raise AppointmentOfOtherPatient(field="appointment_id")
    known = await work.value(RECORD_OF_APPOINTMENT, appointment_id)
    if known is not None:
        raise AppointmentHasRecord(record_id=known)
    return booked[0]["starts_at"], booked[0]["vet_id"]


async def _require_sure(work: Work, row: LockedRecord, vitals: Vitals | None, sure_of: int | None) -> None:
    """Raises WeightDoubtful: once signed, the weight stands in the curve that doses are reckoned by."""
    grams = vitals.weight_grams if vitals else None
    if grams is not None:
        require_sure(grams, sure_of, await doubtful_beside(work, row.patient_id, grams, row.id))


async def _signer(work: Work, row: LockedRecord) -> UUID | None:
    """The resource of the vet who signs; raises OnlyVetsSign for everybody else, whatever their role allows."""
    if work.actor.kind == "system":
        return row.vet_id
    vet_id: UUID | None = await work.value(OWN_VET, work.actor.id)
    if vet_id is None:
        raise OnlyVetsSign
    return vet_id


async def _after_signature(work: Work, row: LockedRecord) -> AppointmentAfterSigning:
    """Ends the consult in the agenda and in the house. Of a completed appointment an event moves the visit."""
    if row.appointment_id is None:
        if row.visit_id is not None:
            await after_walk_in(work, row.visit_id)
        return "none"
    await note_signature(work, row.appointment_id)
    if await complete_begun_appointment(work, row.appointment_id):
        return "completed"
    if not await work.value(IS_AHEAD, row.appointment_id, work.now):
        return "unchanged"
    await after_signature(work, row.appointment_id)
    return "not_begun"


async def _share(work: Work, row: LockedRecord) -> None:
    if await work.value(ADD_SHARE, new_id(), row.id, row.written_for, work.now, work.actor.id):
        work.audit("record.share", "record", row.id, before={"shared": False}, after={"shared": True})
        work.emit(RecordShared(record_id=row.id, patient_id=row.patient_id, client_id=row.client_id))
