"""What owners do with their pets."""

from datetime import date

import asyncpg
import pytest
from msgspec import UNSET

from tests.conftest import Database
from tests.patients.people import CHIP, JORIS, SANNE, SANNE_ID, sannes_pet, topics
from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Stale
from vetsync.patients.errors import ChipInvalid, DateInFuture, NothingToUndo, PatientIsNotActive, PetNotFound
from vetsync.patients.pets import queries, service
from vetsync.patients.pets.schemas import Pet, PetAdd, PetChange
from vetsync.patients.schemas import Deceased

pytestmark = pytest.mark.anyio


async def looked_up(gate: Gate, pet: Pet) -> Pet:
    async with gate.core_view("person", SANNE) as view:
        return await queries.pet(view, pet.id)


async def test_an_owner_keeps_a_pet_and_reads_it_back(gate: Gate) -> None:
    pet = await sannes_pet(gate, chip="528 1400 0012 3456", weight_grams=23400, born_on=date(2019, 9, 1))
    assert pet.chip == CHIP
    assert (await looked_up(gate, pet)) == pet
    async with gate.core_view("person", SANNE) as view:
        assert [one.id for one in await queries.pets(view, SANNE_ID)] == [pet.id]


async def test_another_owner_neither_sees_nor_changes_it(gate: Gate) -> None:
    pet = await sannes_pet(gate)
    async with gate.core_view("person", JORIS) as view:
        assert await queries.pets(view, SANNE_ID) == []
        with pytest.raises(PetNotFound):
            await queries.pet(view, pet.id)
    with pytest.raises(PetNotFound):
        async with gate.core_work("person", JORIS) as work:
            await service.change_pet(work, pet.id, 1, PetChange(name="Mine"))
    assert (await looked_up(gate, pet)).name == "Bella"


async def test_only_what_is_sent_is_changed(gate: Gate) -> None:
    pet = await sannes_pet(gate, breed="Stabyhoun", chip=CHIP)
    async with gate.core_work("person", SANNE) as work:
        changed = await service.change_pet(work, pet.id, 1, PetChange(name="  Bello "))
    assert (changed.name, changed.breed, changed.chip, changed.version) == ("Bello", "Stabyhoun", CHIP, 2)
    async with gate.core_work("person", SANNE) as work:
        changed = await service.change_pet(work, pet.id, 2, PetChange(chip=None, neutered=True))
    assert (changed.name, changed.chip, changed.neutered) == ("Bello", None, True)
    assert await topics(gate) == ["pet.changed", "pet.changed"]


async def test_a_pet_that_was_saved_meanwhile_is_stale(gate: Gate) -> None:
    pet = await sannes_pet(gate)
    async with gate.core_work("person", SANNE) as work:
        await service.change_pet(work, pet.id, 1, PetChange(colour="black"))
    with pytest.raises(Stale) as stale:
        async with gate.core_work("person", SANNE) as work:
            await service.change_pet(work, pet.id, 1, PetChange(colour="white"))
    assert stale.value.data == {"version": 2}


async def test_a_bad_chip_or_a_birthday_to_come_is_refused(gate: Gate) -> None:
    with pytest.raises(ChipInvalid):
        await sannes_pet(gate, chip="12345")
    with pytest.raises(DateInFuture):
        await sannes_pet(gate, born_on=date(2030, 1, 1))
    async with gate.core_view("person", SANNE) as view:
        assert await queries.pets(view, SANNE_ID) == []


async def test_an_archived_pet_comes_back(gate: Gate) -> None:
    pet = await sannes_pet(gate)
    async with gate.core_work("person", SANNE) as work:
        assert (await service.archive_pet(work, pet.id)).state == "archived"
    with pytest.raises(PatientIsNotActive):
        async with gate.core_work("person", SANNE) as work:
            await service.change_pet(work, pet.id, 2, PetChange(name="Bello"))
    async with gate.core_work("person", SANNE) as work:
        assert (await service.restore_pet(work, pet.id)).state == "active"
    with pytest.raises(NothingToUndo):
        async with gate.core_work("person", SANNE) as work:
            await service.restore_pet(work, pet.id)
    assert await topics(gate) == []


async def test_a_death_is_dated_once_and_can_be_undone(gate: Gate) -> None:
    pet = await sannes_pet(gate)
    for _ in range(2):
        async with gate.core_work("person", SANNE) as work:
            dead = await service.mark_pet_deceased(work, pet.id, Deceased())
    assert (dead.state, dead.deceased_on) == ("deceased", date(2026, 3, 2))
    async with gate.core_work("person", SANNE) as work:
        living = await service.restore_pet(work, pet.id)
    assert (living.state, living.deceased_on) == ("active", None)
    assert await topics(gate) == ["pet.died", "pet.death_undone"]


async def test_the_chip_is_nowhere_in_plain_text(gate: Gate, database: Database) -> None:
    pet = await sannes_pet(gate, chip=CHIP)
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        row = await connection.fetchrow("select * from core.pet where id = $1", pet.id)
        audit = await connection.fetch("select * from core.audit_entry")
    finally:
        await connection.close()
    assert CHIP not in str(dict(row))
    assert CHIP.encode() not in row["chip"] + row["chip_index"]
    assert audit
    assert all(CHIP not in str(dict(entry)) for entry in audit)


async def test_a_pet_cannot_be_put_into_somebody_elses_hands(gate: Gate) -> None:
    pet = await sannes_pet(gate)
    with pytest.raises(Exception, match=r"refused|context"):
        async with gate.core_work("person", SANNE) as work:
            await work.execute("update pet set owner_user_id = $2 where id = $1", pet.id, JORIS.id)
    assert (await looked_up(gate, pet)).id == pet.id


def test_a_change_knows_what_was_not_sent() -> None:
    assert PetChange(name="x").chip is UNSET
    assert PetAdd(name="x", species="dog").chip is None
