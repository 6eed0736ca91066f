"""Commands of owners about their pets. The row policy shows an owner no pets but the own."""

from typing import Any
from uuid import UUID

from vetsync.kit.changes import differing, given
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Conflict
from vetsync.kit.ids import new_id
from vetsync.patients.errors import NothingToUndo, PatientIsNotActive, PetNotFound
from vetsync.patients.events import PetChanged, PetDeathUndone, PetDied
from vetsync.patients.permissions import OWNER_USE
from vetsync.patients.pets.queries import PETS_MAX, opened_chip, pet
from vetsync.patients.pets.schemas import Pet, PetAdd, PetChange, PetRow
from vetsync.patients.rules import chip_number, not_in_future, possible_birth
from vetsync.patients.schemas import Deceased

LOCK = """
select id, owner_user_id, name, species, breed, sex, neutered, born_on, born_is_estimate, weight_grams, colour, chip,
       photo_file_id, state, deceased_on, version
from pet where id = $1 for no key update
"""
COUNT = "select count(*) from pet where owner_user_id = $1"


class TooManyPets(Conflict):
    """Two hundred pets an account; whoever has more is a shelter and needs a practice's own administration."""

    code = "too_many_pets"


async def add_pet(work: Work, data: PetAdd) -> Pet:
    """Raises ChipInvalid, DateInFuture, TooManyPets."""
    work.require(OWNER_USE)
    assert work.actor.id is not None
    if await work.value(COUNT, work.actor.id) >= PETS_MAX:
        raise TooManyPets
    pet_id = new_id()
    sent = given(data)
    values = _stored(work, pet_id, sent)
    await work.insert("pet", {"id": pet_id, "owner_user_id": work.actor.id, "created_at": work.now, **values})
    work.audit("pet.add", "pet", pet_id, after=sent)
    return await pet(work, pet_id)


async def change_pet(work: Work, pet_id: UUID, version: int, data: PetChange) -> Pet:
    """Raises Stale when the pet was saved meanwhile, PatientIsNotActive for archived and deceased pets."""
    work.require(OWNER_USE)
    row = await _locked(work, pet_id)
    if row.state != "active":
        raise PatientIsNotActive
    sent = given(data)
    before, after = differing(row, sent)
    if "chip" in sent:
        before["chip"], after["chip"] = opened_chip(work, row), sent["chip"]
    await work.update("pet", pet_id, version, _stored(work, pet_id, sent))
    work.audit("pet.change", "pet", pet_id, before=before, after=after)
    work.emit(PetChanged(pet_id=pet_id, owner_user_id=row.owner_user_id))
    return await pet(work, pet_id)


async def archive_pet(work: Work, pet_id: UUID) -> Pet:
    """Out of the owner's way; nothing is lost. An archived pet stays so, a deceased one too."""
    work.require(OWNER_USE)
    row = await _locked(work, pet_id)
    if row.state == "active":
        await _set_state(work, row, {"state": "archived"}, "pet.archive")
    return await pet(work, pet_id)


async def restore_pet(work: Work, pet_id: UUID, *, reported_at: UUID | None = None) -> Pet:
    """Undoes both archiving and a death that was entered by mistake; `reported_at` a practice."""
    work.require(OWNER_USE)
    row = await _locked(work, pet_id)
    if row.state == "active":
        raise NothingToUndo
    await _set_state(work, row, {"state": "active", "deceased_on": None}, "pet.restore")
    if row.state == "deceased":
        work.emit(PetDeathUndone(pet_id=pet_id, owner_user_id=row.owner_user_id, reported_at=reported_at))
    return await pet(work, pet_id)


async def mark_pet_deceased(
    work: Work, pet_id: UUID, data: Deceased, *, reported_at: UUID | None = None
) -> Pet:
    """Every practice that knows the pet hears of it, but the one that reported it; twice is once."""
    work.require(OWNER_USE)
    row = await _locked(work, pet_id)
    if row.state != "deceased":
        died_on = data.died_on or work.now.date()
        not_in_future(died_on, work.now.date(), "died_on")
        await _set_state(work, row, {"state": "deceased", "deceased_on": died_on}, "pet.deceased")
        work.emit(
            PetDied(pet_id=pet_id, owner_user_id=row.owner_user_id, died_on=died_on, reported_at=reported_at)
        )
    return await pet(work, pet_id)


async def set_pet_photo(work: Work, pet_id: UUID, file_id: UUID) -> tuple[Pet, UUID | None]:
    """The pet with its new picture, and the file that it replaces."""
    work.require(OWNER_USE)
    row = await _locked(work, pet_id)
    await work.update("pet", pet_id, None, {"photo_file_id": file_id})
    work.audit("pet.photo", "pet", pet_id, before={"file": row.photo_file_id}, after={"file": file_id})
    work.emit(PetChanged(pet_id=pet_id, owner_user_id=row.owner_user_id))
    return await pet(work, pet_id), row.photo_file_id


async def _locked(work: Work, pet_id: UUID) -> PetRow:
    row = await work.row(PetRow, LOCK, pet_id)
    if row is None:
        raise PetNotFound
    return row


async def _set_state(work: Work, row: PetRow, values: dict[str, Any], action: str) -> None:
    await work.update("pet", row.id, None, values)
    before = {"state": row.state, "deceased_on": row.deceased_on}
    work.audit(action, "pet", row.id, before=before, after=values)


def _stored(work: Work, pet_id: UUID, sent: dict[str, Any]) -> dict[str, Any]:
    """The columns for what was sent; raises ChipInvalid, DateInFuture, DateTooEarly."""
    values = dict(sent)
    possible_birth(sent.get("born_on"), work.now.date(), "born_on")
    if "chip" in values:
        number = chip_number(values["chip"]) if values["chip"] else None
        values["chip"] = work.cipher.seal("pet", "chip", pet_id, number) if number else None
        values["chip_index"] = work.cipher.blind("chip", number) if number else None
    return values
