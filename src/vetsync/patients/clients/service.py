"""Commands of a practice about its clients and patients."""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.kit.changes import UNDO_WINDOW, differing, given
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid, Stale
from vetsync.kit.ids import new_id
from vetsync.patients.clients.queries import CLIENT, LIKENESS_TO_ASK, PATIENT, SEALED_OF_CLIENT, candidates
from vetsync.patients.clients.rows import (
    as_written,
    client_columns,
    given_client,
    keep_weight,
    mend_weight,
    next_client_number,
    patient_columns,
    take_back_weight,
)
from vetsync.patients.clients.schemas import (
    Changed,
    ClientChange,
    ClientNew,
    ClientRow,
    DuplicateLook,
    PatientChange,
    PatientNew,
    PatientRow,
    Registered,
    Registration,
    WeighingMend,
    WeighingNote,
    WeighingNoted,
)
from vetsync.patients.errors import (
    ClientNotFound,
    MergedAway,
    NothingToUndo,
    PatientIsNotActive,
    PatientNotFound,
    PossibleDuplicate,
)
from vetsync.patients.events import (
    ClientChanged,
    ClientRegistered,
    PatientChanged,
    PatientDeathUndone,
    PatientDied,
    PatientRegistered,
    WeightMeasured,
)
from vetsync.patients.permissions import PATIENTS_WRITE
from vetsync.patients.rules import is_merged, not_in_future
from vetsync.patients.schemas import Deceased

LOCK_CLIENT = CLIENT + " for no key update"
UNITS = {"name": ("first_name", "prefix", "last_name"), "email": ("email",), "phone": ("phone",)}
"""What an account says of its owner too, and the client's fields that hold it."""
LOCK_PATIENT = PATIENT + " for no key update of p"
LOCK_KEPT = "select coalesce(merged_into, id) from patient where id = $1 for no key update"


async def register_client_with_patient(work: Work, data: Registration) -> Registered:
    """Raises PossibleDuplicate with `candidates` unless `confirmed_new`, ClientNotFound for an unknown `client_id`."""
    work.require(PATIENTS_WRITE)
    if (data.client is None) == (data.client_id is None):
        raise Invalid("either a new client or the id of a known one", field="client")
    if not data.confirmed_new:
        await _refuse_duplicates(work, data)
    if data.client is not None:
        client_id, number = await _add_client(work, data.client)
    else:
        assert data.client_id is not None
        known = await _locked_client(work, data.client_id)
        client_id, number = known.id, known.number
    patient_id = await _add_patient(work, client_id, data.patient)
    return Registered(client_id=client_id, client_number=number, patient_id=patient_id)


async def change_client(work: Work, client_id: UUID, version: int, data: ClientChange) -> Changed:
    """Raises Stale, ClientNotFound, Invalid for a bad e-mail address or telephone number."""
    work.require(PATIENTS_WRITE)
    row = await _locked_client(work, client_id)
    sent = given_client(data)
    names = tuple(sent.get(part, getattr(row, part)) for part in ("first_name", "prefix", "last_name"))
    before, after = differing(row, sent)
    for column in sent.keys() & set(SEALED_OF_CLIENT):
        before[column] = _plain(work, "client", column, client_id, getattr(row, column))
    columns = client_columns(work, client_id, sent, names)
    edited = {
        f"{unit}_edited_at": work.now
        for unit, parts in UNITS.items()
        if any((before.get(part) or "") != (as_written(part, after.get(part)) or "") for part in parts)
    }
    saved = await work.update("client", client_id, version, columns | edited)
    work.audit("client.change", "client", client_id, before=before, after=after)
    work.emit(ClientChanged(client_id=client_id, version=saved))
    return Changed(id=client_id, version=saved)


async def archive_client(work: Work, client_id: UUID) -> Changed:
    return await _set_client_state(work, client_id, "archived")


async def restore_client(work: Work, client_id: UUID) -> Changed:
    return await _set_client_state(work, client_id, "active")


async def change_patient(work: Work, patient_id: UUID, version: int, data: PatientChange) -> Changed:
    """Raises Stale, PatientNotFound, PatientIsNotActive for the archived and the deceased, ChipInvalid."""
    work.require(PATIENTS_WRITE)
    row = await _locked_patient(work, patient_id)
    if row.state != "active":
        raise PatientIsNotActive
    sent = given(data)
    before, after = differing(row, sent)
    if "chip" in sent:
        before["chip"] = _plain(work, "patient", "chip", patient_id, row.chip)
    saved = await work.update("patient", patient_id, version, patient_columns(work, patient_id, sent))
    if "weight_grams" in after:
        saved = await keep_weight(work, patient_id, after["weight_grams"])
        work.emit(WeightMeasured(patient_id=patient_id, grams=after["weight_grams"]))
    work.audit("patient.change", "patient", patient_id, before=before, after=after)
    work.emit(PatientChanged(patient_id=patient_id, version=saved))
    return Changed(id=patient_id, version=saved)


async def note_weighing(work: Work, patient_id: UUID, version: int, data: WeighingNote) -> WeighingNoted:
    """A weighing of this moment, outside a visit, by somebody who saw the patient as it is: what is far from the last
    weight is asked about beside that. Raises Stale, PatientNotFound, PatientIsNotActive.
    """
    work.require(PATIENTS_WRITE)
    row = await _locked_patient(work, patient_id)
    if row.state != "active":
        raise PatientIsNotActive
    if row.version != version:
        raise Stale(version=row.version)
    weighing_id = new_id()
    saved = await keep_weight(work, patient_id, data.grams, weighing_id=weighing_id)
    weighed = {"weighing": weighing_id, "grams": data.grams}
    work.audit("patient.weigh", "patient", patient_id, after=weighed)
    work.emit(WeightMeasured(patient_id=patient_id, grams=data.grams))
    work.emit(PatientChanged(patient_id=patient_id, version=saved))
    return WeighingNoted(id=weighing_id, version=saved)


async def take_back_weighing(work: Work, patient_id: UUID, weighing_id: UUID) -> Changed:
    """Within the hour, by who noted it; the weight is then that of the weighing before. Raises PatientNotFound,
    NothingToUndo.
    """
    work.require(PATIENTS_WRITE)
    await _locked_patient(work, patient_id)
    taken = await take_back_weight(work, patient_id, weighing_id, work.now - UNDO_WINDOW)
    if taken is None:
        raise NothingToUndo
    grams, saved = taken
    work.audit("patient.weigh_undo", "patient", patient_id, before={"weighing": weighing_id, "grams": grams})
    work.emit(PatientChanged(patient_id=patient_id, version=saved))
    return Changed(id=patient_id, version=saved)


async def correct_weighing(work: Work, patient_id: UUID, weighing_id: UUID, data: WeighingMend) -> Changed:
    """A weighing that was written down wrongly says what it should have, of whatever state the patient is since.

    The caller has already been allowed to write about it. Raises PatientNotFound, NotFound, Stale, Invalid for the same
    number again.
    """
    await _locked_patient(work, patient_id)
    if data.grams == data.seen_grams:
        raise Invalid(field="grams")
    saved = await mend_weight(work, patient_id, weighing_id, data)
    before = {"weighing": weighing_id, "grams": data.seen_grams}
    sure = {} if data.sure_of_grams is None else {"sure_of_grams": data.sure_of_grams}
    after = {"weighing": weighing_id, "grams": data.grams, "reason": data.reason.strip(), **sure}
    work.audit("patient.weigh_correct", "patient", patient_id, before=before, after=after)
    work.emit(WeightMeasured(patient_id=patient_id, grams=data.grams))
    work.emit(PatientChanged(patient_id=patient_id, version=saved))
    return Changed(id=patient_id, version=saved)


async def lock_patient(work: Work, patient_id: UUID) -> None:
    """For other domains, before they judge what they are about to change. Raises PatientNotFound."""
    await _locked_patient(work, patient_id)


async def measure_weight(work: Work, patient_id: UUID, grams: int | None, source_id: UUID) -> None:
    """A weighing at a visit (`source_id` is its record); None takes back what that visit said.

    The caller has already been allowed to write the visit. Of a patient that was merged meanwhile it is the kept one's.
    """
    kept_id = await work.value(LOCK_KEPT, patient_id)
    await keep_weight(work, kept_id, grams, source_id)
    if grams is not None:
        work.emit(WeightMeasured(patient_id=kept_id, grams=grams))


async def archive_patient(work: Work, patient_id: UUID) -> Changed:
    """Out of the lists; raises PatientIsNotActive for a deceased one."""
    work.require(PATIENTS_WRITE)
    row = await _locked_patient(work, patient_id)
    if row.state == "deceased":
        raise PatientIsNotActive
    return await _set_patient_state(work, row, {"state": "archived"}, "patient.archive")


async def restore_patient(work: Work, patient_id: UUID, *, follows_pet: bool = False) -> Changed:
    """Undoes archiving, and a death that was entered by mistake: what the death stopped may go on."""
    work.require(PATIENTS_WRITE)
    row = await _locked_patient(work, patient_id)
    if row.state == "active":
        raise NothingToUndo
    changed = await _set_patient_state(work, row, {"state": "active", "deceased_on": None}, "patient.restore")
    if row.state == "deceased":
        work.emit(
            PatientDeathUndone(
                patient_id=row.id, client_id=row.client_id, pet_id=row.pet_id, follows_pet=follows_pet
            )
        )
    return changed


async def mark_deceased(
    work: Work, patient_id: UUID, data: Deceased, *, follows_pet: bool = False
) -> Changed:
    """One step: appointments, reminders and the owner's own pet follow by the event. Twice is once."""
    work.require(PATIENTS_WRITE)
    row = await _locked_patient(work, patient_id)
    if row.state == "deceased":
        return Changed(id=row.id, version=row.version)
    died_on = data.died_on or work.now.date()
    not_in_future(died_on, work.now.date(), "died_on")
    values = {"state": "deceased", "deceased_on": died_on}
    changed = await _set_patient_state(work, row, values, "patient.deceased")
    work.emit(
        PatientDied(
            patient_id=row.id,
            client_id=row.client_id,
            pet_id=row.pet_id,
            died_on=died_on,
            follows_pet=follows_pet,
        )
    )
    return changed


async def _refuse_duplicates(work: Work, data: Registration) -> None:
    new = data.client or ClientNew(last_name="-", phone="")
    look = DuplicateLook(
        first_name=new.first_name if data.client else "",
        prefix=new.prefix,
        last_name=new.last_name if data.client else "",
        phone=new.phone,
        email=new.email or "",
        chip=data.patient.chip or "",
    )
    found = await candidates(work, look, LIKENESS_TO_ASK)
    if found:
        raise PossibleDuplicate(candidates=msgspec.to_builtins(found))


async def _add_client(work: Work, new: ClientNew) -> tuple[UUID, int]:
    client_id, number = new_id(), await next_client_number(work)
    sent = given_client(new)
    columns = client_columns(work, client_id, sent, (sent["first_name"], sent["prefix"], sent["last_name"]))
    await work.insert("client", {"id": client_id, "number": number, "created_at": work.now, **columns})
    work.audit("client.register", "client", client_id, after={"number": number, **sent})
    work.emit(ClientRegistered(client_id=client_id))
    return client_id, number


async def _add_patient(work: Work, client_id: UUID, new: PatientNew) -> UUID:
    patient_id = new_id()
    sent = given(new)
    columns = patient_columns(work, patient_id, sent)
    await work.insert(
        "patient", {"id": patient_id, "client_id": client_id, "created_at": work.now, **columns}
    )
    if new.weight_grams is not None:
        await keep_weight(work, patient_id, new.weight_grams)
    work.audit("patient.register", "patient", patient_id, after={"client": client_id, **sent})
    work.emit(PatientRegistered(patient_id=patient_id, client_id=client_id))
    return patient_id


async def _locked_client(work: Work, client_id: UUID) -> ClientRow:
    row = await work.row(ClientRow, LOCK_CLIENT, client_id)
    if row is None:
        raise ClientNotFound
    if is_merged(row.state):
        raise MergedAway
    return row


async def _locked_patient(work: Work, patient_id: UUID) -> PatientRow:
    row = await work.row(PatientRow, LOCK_PATIENT, patient_id)
    if row is None:
        raise PatientNotFound
    if is_merged(row.state):
        raise MergedAway
    return row


async def _set_client_state(work: Work, client_id: UUID, state: str) -> Changed:
    work.require(PATIENTS_WRITE)
    row = await _locked_client(work, client_id)
    saved = await work.update("client", client_id, None, {"state": state})
    work.audit(f"client.{state}", "client", client_id, before={"state": row.state}, after={"state": state})
    work.emit(ClientChanged(client_id=client_id, version=saved))
    return Changed(id=client_id, version=saved)


async def _set_patient_state(work: Work, row: PatientRow, values: dict[str, Any], action: str) -> Changed:
    saved = await work.update("patient", row.id, None, values)
    work.audit(
        action, "patient", row.id, before={"state": row.state, "deceased_on": row.deceased_on}, after=values
    )
    work.emit(PatientChanged(patient_id=row.id, version=saved))
    return Changed(id=row.id, version=saved)


def _plain(work: Work, table: str, column: str, row_id: UUID, blob: bytes | None) -> str | None:
    return work.cipher.open(table, column, row_id, blob) if blob else None
