"""Reads of owners' pets, and who an owner is at a practice; under the role `person` or `system` of the core."""

from uuid import UUID

from vetsync.kit.db.work import View
from vetsync.patients.errors import PetNotFound
from vetsync.patients.pets.schemas import Pet, PetRow
from vetsync.patients.schemas import PetCard

PETS_MAX = 200

PETS = """
select id, owner_user_id, name, species, breed, sex, neutered, born_on, born_is_estimate, weight_grams, colour, chip,
       photo_file_id, state, deceased_on, version
from pet where owner_user_id = $1
order by case state when 'active' then 0 when 'archived' then 1 else 2 end, name, id limit $2
"""
PET = """
select id, owner_user_id, name, species, breed, sex, neutered, born_on, born_is_estimate, weight_grams, colour, chip,
       photo_file_id, state, deceased_on, version
from pet where id = $1
"""
LINK = "select client_id from owner_practice where user_id = $1 and tenant_id = $2"


async def pets(view: View, owner_user_id: UUID) -> list[Pet]:
    """The living first."""
    return [pet_view(view, row) for row in await view.rows(PetRow, PETS, owner_user_id, PETS_MAX)]


async def pet(view: View, pet_id: UUID) -> Pet:
    """Raises PetNotFound, for somebody else's pet too."""
    return pet_view(view, await pet_row(view, pet_id))


async def pet_row(view: View, pet_id: UUID) -> PetRow:
    row = await view.row(PetRow, PET, pet_id)
    if row is None:
        raise PetNotFound
    return row


async def pet_card(view: View, pet_id: UUID) -> PetCard:
    """What a practice may learn of this pet; raises PetNotFound, for somebody else's pet too."""
    row = await pet_row(view, pet_id)
    return PetCard(
        pet_id=row.id,
        name=row.name,
        species=row.species,
        breed=row.breed,
        sex=row.sex,
        neutered=row.neutered,
        born_on=row.born_on,
        born_is_estimate=row.born_is_estimate,
        weight_grams=row.weight_grams,
        colour=row.colour,
        chip=opened_chip(view, row),
        photo_file_id=row.photo_file_id,
        state=row.state,
        deceased_on=row.deceased_on,
    )


async def client_id_at(view: View, user_id: UUID, tenant_id: UUID) -> UUID | None:
    """The owner's client id at one practice, if there is a link."""
    found: UUID | None = await view.value(LINK, user_id, tenant_id)
    return found


def opened_chip(view: View, row: PetRow) -> str | None:
    return view.cipher.open("pet", "chip", row.id, row.chip) if row.chip else None


def pet_view(view: View, row: PetRow) -> Pet:
    return Pet(
        id=row.id,
        name=row.name,
        species=row.species,
        breed=row.breed,
        sex=row.sex,
        neutered=row.neutered,
        born_on=row.born_on,
        born_is_estimate=row.born_is_estimate,
        weight_grams=row.weight_grams,
        colour=row.colour,
        chip=opened_chip(view, row),
        photo_url=f"/api/me/pets/{row.id}/photo?v={row.photo_file_id}" if row.photo_file_id else None,
        state=row.state,
        deceased_on=row.deceased_on,
        version=row.version,
    )
