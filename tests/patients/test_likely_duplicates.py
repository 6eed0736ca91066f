"""Who looks like whom, for the practice that tidies up."""

import pytest

from tests.patients.people import CHIP, DESK, SYSTEM, registered
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden
from vetsync.patients.clients.schemas import PatientNew, Registration
from vetsync.patients.clients.service import register_client_with_patient
from vetsync.patients.merging import queries, rules, service
from vetsync.patients.merging.schemas import Pair

pytestmark = pytest.mark.anyio

TIDY = Actor(DESK.id, "user", DESK.permissions | {"patients.merge"}, "tidy")


async def alike(gate: Gate, tenant: Tenant) -> list[tuple[str, str, str, list[str]]]:
    async with gate.view(tenant, TIDY) as view:
        found = await queries.likely_duplicates(view)
    return [(one.kind, one.one.name, one.other.name, one.alike) for one in found.items]


async def test_a_number_an_address_a_chip_or_a_like_name_in_one_postcode_make_a_pair(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    tenant = tenants[0]
    for client, patient in (
        ({"first_name": "Piet", "last_name": "Meijer", "postcode": "1011 AB", "phone": "06 10000001"}, {}),
        ({"first_name": "Piet", "last_name": "Meyer", "postcode": "1011AB", "phone": "06 10000002"}, {}),
        ({"last_name": "Bakker", "phone": "06 20000001", "email": "b@example.org"}, {}),
        (
            {
                "last_name": "Smit",
                "phone": "06 20000002",
                "phone_second": "06 20000001",
                "email": "b@example.org",
            },
            {},
        ),
        ({"last_name": "Visser", "phone": "06 30000001"}, {"chip": CHIP}),
        ({"last_name": "Mulder", "phone": "06 30000002"}, {"chip": CHIP}),
        ({"first_name": "Piet", "last_name": "Meier", "postcode": "9999 ZZ", "phone": "06 10000003"}, {}),
    ):
        await registered(gate, tenant, client, patient)
    assert sorted(await alike(gate, tenant)) == [
        ("client", "Bakker", "Smit", ["email", "phone"]),
        ("client", "Piet Meijer", "Piet Meyer", ["name"]),
        ("client", "Visser", "Mulder", ["chip"]),
    ]
    assert await alike(gate, tenants[1]) == []


async def test_two_of_one_name_and_kind_at_one_client_make_a_pair(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    known = await registered(gate, tenants[0], {}, {"name": "Bella"})
    async with gate.work(tenants[0], SYSTEM) as work:
        for name, species in (("bella", "dog"), ("Bella", "cat"), ("Moos", "dog")):
            again = PatientNew(name=name, species=species)
            await register_client_with_patient(
                work, Registration(client_id=known.client_id, patient=again, confirmed_new=True)
            )
    assert await alike(gate, tenants[0]) == [("patient", "Bella", "bella", ["name"])]


async def test_a_pair_that_is_not_the_same_is_not_offered_again_until_that_is_taken_back(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    tenant = tenants[0]
    one = await registered(gate, tenant, {"last_name": "Bakker"}, {})
    other = await registered(gate, tenant, {"last_name": "Smit"}, {})
    pair = Pair(kind="client", one_id=other.client_id, other_id=one.client_id)
    for _ in range(2):
        async with gate.work(tenant, TIDY) as work:
            await service.say_not_same(work, pair)
    assert await alike(gate, tenant) == []
    async with gate.work(tenant, TIDY) as work:
        await service.take_back_not_same(work, pair)
    assert await alike(gate, tenant) == [("client", "Bakker", "Smit", ["phone"])]


async def test_the_list_ends_and_says_so(
    gate: Gate, tenants: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "LIKELY_MAX", 2)
    assert rules.LIKELY_MAX == 100
    for name in ("Bakker", "Smit", "Visser"):
        await registered(gate, tenants[0], {"last_name": name}, {})
    async with gate.view(tenants[0], TIDY) as view:
        found = await queries.likely_duplicates(view)
    assert (len(found.items), found.is_all) == (2, False)


async def test_only_who_may_merge_is_shown_them(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    async with gate.view(tenants[0], DESK) as view:
        with pytest.raises(Forbidden):
            await queries.likely_duplicates(view)
