"""What waits for somebody in the demo: owners' pets and a message, a clinic and a vet to approve, past log-ins."""

import datetime as dt
from uuid import NAMESPACE_URL, UUID, uuid5

from vetsync.app.demo import cast
from vetsync.app.demo.people import APPLICANT, PENDING_VET
from vetsync.app.demo.world import World
from vetsync.app.parts import Parts
from vetsync.audit.recorder import ChainRecorder
from vetsync.directory.applications import service as applications
from vetsync.directory.applications.schemas import PAPERS, ApplicationWrite
from vetsync.identity.access.joining import apply_as_vet
from vetsync.identity.access.schemas import VetApply
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.normal import normal_chip
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.messaging.threads import service as threads
from vetsync.messaging.threads.schemas import OwnerMessage
from vetsync.tenancy.settings.schemas import PracticeFacts

SYSTEM = system_actor("demo")
HAS_PET = "select exists (select 1 from pet where id = $1)"
LINK = "insert into owner_practice (user_id, tenant_id, client_id) values ($1, $2, $3) on conflict do nothing"
HAS_APPLICATIONS = "select exists (select 1 from clinic_application)"
HAS_THREADS = "select exists (select 1 from thread)"
LOG_IN_DAYS = 30
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def person(user_id: UUID) -> Actor:
    return Actor(user_id, "user", frozenset({"signed_in", "owner.use"}), "demo")


async def leave_open_work(parts: Parts, world: World, tenants: dict[str, Tenant]) -> None:
    await _give_owners_their_pets(parts.gate, world, tenants)
    await _apply_as_clinic(parts)
    first = tenants[cast.CLINICS[0].slug]
    async with parts.gate.core_work("person", person(_id_of(PENDING_VET.email))) as work:
        await apply_as_vet(
            work, first, VetApply(licence_number="9 000 412", note="Graag twee dagen in de week.")
        )
    await _write_a_message(parts.gate, world, first)
    await _remember_log_ins(parts, world)


def _id_of(email: str) -> UUID:
    return uuid5(NAMESPACE_URL, email)


async def _give_owners_their_pets(gate: Gate, world: World, tenants: dict[str, Tenant]) -> None:
    """An owner's pets and their link to the practice, as the owner's own bookings would have made them."""
    weighings = world.weighings()
    for patient in world.patients:
        owner = patient.client.user_id
        if owner is None or patient.pet_id is None:
            continue
        async with gate.core_work("person", person(owner)) as work:
            if await work.value(HAS_PET, patient.pet_id):
                continue
            await work.execute(LINK, owner, tenants[patient.client.clinic].id, patient.client.id)
            chip = normal_chip(patient.chip) if patient.chip else None
            await work.insert(
                "pet",
                {
                    "id": patient.pet_id,
                    "owner_user_id": owner,
                    "name": patient.name,
                    "species": patient.species,
                    "breed": patient.breed,
                    "sex": patient.sex,
                    "neutered": patient.neutered,
                    "born_on": patient.born_on,
                    "weight_grams": weighings[patient.id][1],
                    "colour": patient.colour,
                    "chip": work.cipher.seal("pet", "chip", patient.pet_id, chip) if chip else None,
                    "chip_index": work.cipher.blind("chip", chip) if chip else None,
                    "created_at": patient.client.since,
                },
            )


async def _apply_as_clinic(parts: Parts) -> None:
    name, city, street, number, postcode, lat, lon = cast.PENDING_CLINIC
    facts = PracticeFacts(
        name=name, city=city, street=street, house_number=number, postcode=postcode, lat=lat, lon=lon,
        phone="+31592000120", email=f"balie@{cast.MAIL_DOMAIN}", species=["cat"], services=["vaccination", "dental"],
        description="Alleen katten, en dus geen geblaf in de wachtkamer.", kvk_number="00000000",
    )  # fmt: skip
    async with parts.gate.core_work("person", person(_id_of(APPLICANT.email))) as work:
        if await work.value(HAS_APPLICATIONS):
            return
        made = await applications.start_application(work, ApplicationWrite(practice=facts))
        for kind in PAPERS:
            await applications.add_document(work, made.id, kind, f"{kind}.pdf", PAPER, parts.files.put)
        await applications.submit_application(work, made.id)


async def _write_a_message(gate: Gate, world: World, tenant: Tenant) -> None:
    patient = next(one for one in world.patients if one.client.user_id and one.client.clinic == tenant.slug)
    assert patient.client.user_id is not None
    words = OwnerMessage(
        subject="Vraag over de oordruppels",
        text="Mag Bella zwemmen terwijl ze de druppels krijgt?",
        pet_id=patient.pet_id,
    )
    async with gate.work(tenant, person(patient.client.user_id)) as work:
        if not await work.value(HAS_THREADS):
            await threads.write_as_owner(work, patient.client.id, words)


async def _remember_log_ins(parts: Parts, world: World) -> None:
    """A month of log-ins, so that the platform's figures have something to count."""
    now = dt.datetime.now(dt.UTC)
    people = [*(member.person.id for member in world.staff), *(owner.id for owner in world.owners)]
    for days in range(LOG_IN_DAYS, 0, -1):
        moment = now - dt.timedelta(days=days, minutes=world.dice.randrange(300))
        past = Gate(parts.pool, ChainRecorder(), ciphers(parts.keys), lambda moment=moment: moment)  # type: ignore[misc]  # a default binds the loop's value
        async with past.core_work("auth", SYSTEM) as work:
            for user_id in world.dice.sample(people, 9):
                work.audit("login", "user_account", user_id)
            if days % 4 == 0:
                work.audit("login", "user_account", None, outcome="refused")
