"""Nobody is registered twice without being asked."""

import pytest

from tests.patients.people import CHIP, DESK, READER, registered
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.patients.clients.queries import candidates
from vetsync.patients.clients.schemas import Candidate, ClientNew, DuplicateLook, PatientNew, Registration
from vetsync.patients.clients.service import register_client_with_patient
from vetsync.patients.errors import PossibleDuplicate

pytestmark = pytest.mark.anyio


@pytest.fixture
async def tenant(gate: Gate, tenants: tuple[Tenant, Tenant]) -> Tenant:
    anneke = {"first_name": "Anneke", "prefix": "de", "last_name": "Vries", "email": "anneke@example.org"}
    await registered(gate, tenants[0], {**anneke, "phone": "06 00417219"}, {"chip": CHIP})
    await registered(gate, tenants[0], {"first_name": "Kees", "last_name": "Bakker"}, {"name": "Moos"})
    return tenants[0]


async def looked_for(gate: Gate, tenant: Tenant, **typed: str) -> list[Candidate]:
    async with gate.view(tenant, READER) as view:
        return await candidates(view, DuplicateLook(**typed))


@pytest.mark.parametrize(
    ("typed", "why"),
    [({"phone": "+31 6 0041 7219"}, ["phone"]), ({"email": "ANNEKE@example.org"}, ["email"]),
     ({"chip": "528 140 000 123 456"}, ["chip"]), ({"first_name": "Annneke", "last_name": "Vries"}, ["name"]),
     ({"last_name": "de Vreis", "phone": "0600417219"}, ["phone"])],
)  # fmt: skip
async def test_she_is_recognised_while_the_form_is_filled_in(
    gate: Gate, tenant: Tenant, typed: dict[str, str], why: list[str]
) -> None:
    found = await looked_for(gate, tenant, **typed)
    assert [(one.client_name, one.patient_names) for one in found] == [("Anneke de Vries", ["Bella"])]
    assert found[0].matched_on == why


@pytest.mark.parametrize(
    "typed", [{"phone": "06 0041"}, {"chip": "5281"}, {"email": "anneke@"}, {"last_name": "Jo"}]
)
async def test_half_a_number_finds_nobody_and_breaks_nothing(
    gate: Gate, tenant: Tenant, typed: dict[str, str]
) -> None:
    assert await looked_for(gate, tenant, **typed) == []


async def test_the_desk_is_asked_before_a_double_is_made(gate: Gate, tenant: Tenant) -> None:
    again = Registration(
        client=ClientNew(last_name="Vries", phone="06-00 41 72 19"),
        patient=PatientNew(name="Bella", species="dog"),
    )
    with pytest.raises(PossibleDuplicate) as asked:
        async with gate.work(tenant, DESK) as work:
            await register_client_with_patient(work, again)
    assert asked.value.data["candidates"][0]["client_name"] == "Anneke de Vries"
    again.confirmed_new = True
    async with gate.work(tenant, DESK) as work:
        assert (await register_client_with_patient(work, again)).client_number == 3


async def test_a_name_that_is_merely_like_another_does_not_stop_the_desk(gate: Gate, tenant: Tenant) -> None:
    async with gate.work(tenant, DESK) as work:
        new = await register_client_with_patient(
            work,
            Registration(
                client=ClientNew(first_name="Joost", prefix="de", last_name="Vries", phone="030 7654321"),
                patient=PatientNew(name="Wolf", species="dog"),
            ),
        )
    assert new.client_number == 3


async def test_another_practices_clients_are_no_candidates(
    gate: Gate, tenant: Tenant, tenants: tuple[Tenant, Tenant]
) -> None:
    assert (
        await looked_for(gate, tenants[1], phone="06 00417219", email="anneke@example.org", chip=CHIP) == []
    )
