"""Who acts in the tests of this domain, and short ways to what they ask for."""

from uuid import UUID

from asyncpg import Record

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.http.principal import Principal
from vetsync.patients.clients.schemas import ClientNew, PatientNew, Registered, Registration
from vetsync.patients.clients.service import register_client_with_patient
from vetsync.patients.pets.schemas import Pet, PetAdd
from vetsync.patients.pets.service import add_pet
from vetsync.patients.schemas import OwnerCard

SANNE_ID, JORIS_ID = UUID(int=901), UUID(int=902)
SANNE = Actor(SANNE_ID, "user", frozenset({"owner.use", "signed_in"}), "sanne")
JORIS = Actor(JORIS_ID, "user", frozenset({"owner.use", "signed_in"}), "joris")
DESK = Actor(UUID(int=903), "user", frozenset({"patients.read", "patients.write"}), "desk")
READER = Actor(UUID(int=904), "user", frozenset({"patients.read"}), "reader")
SYSTEM = system_actor("test")
SANNES_CARD = OwnerCard(
    user_id=SANNE_ID,
    first_name="Sanne",
    last_name="van der Berg",
    email="sanne@example.org",
    phone="06 12345678",
)
CHIP = "528140000123456"
AUDIT = "select action, subject_id from audit_entry order by chain_no"


def principal(actor: Actor) -> Principal:
    return Principal(actor, actor.id, None, frozenset({"pet_owner"}), None)


async def sannes_pet(gate: Gate, **more: object) -> Pet:
    async with gate.core_work("person", SANNE) as work:
        return await add_pet(work, PetAdd(**{"name": "Bella", "species": "dog", **more}))


async def registered(
    gate: Gate, tenant: Tenant, client: dict[str, object], patient: dict[str, object]
) -> Registered:
    async with gate.work(tenant, DESK) as work:
        return await register_client_with_patient(
            work,
            Registration(
                client=ClientNew(**{"last_name": "Vries", "phone": "020 1234567", **client}),
                patient=PatientNew(**{"name": "Bella", "species": "dog", **patient}),
                confirmed_new=True,
            ),
        )


async def topics(gate: Gate, tenant: Tenant | None = None) -> list[str]:
    """What the outbox holds, in order."""
    door = gate.work(tenant, SYSTEM) if tenant else gate.core_work("system", SYSTEM)
    async with door as work:
        found: list[Record] = await work.records("select topic from outbox order by id")
    return [row["topic"] for row in found]
