"""What a practice says of itself."""

import pytest

from tests.tenancy.people import DESK, MANAGER, SYSTEM
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden, Stale
from vetsync.tenancy.errors import PlaceIncomplete, ZoneUnknown
from vetsync.tenancy.events import PracticeChanged
from vetsync.tenancy.settings import handlers, queries, service
from vetsync.tenancy.settings.rules import slug_choices, slug_of
from vetsync.tenancy.settings.schemas import ProfileChange
from vetsync.tenancy.structure.queries import tenant_by_id

Two = tuple[Tenant, Tenant]


@pytest.mark.anyio
async def test_only_what_is_sent_is_changed_and_the_change_is_told(gate: Gate, tenants: Two) -> None:
    change = ProfileChange(city=" Zwolle ", lat=52.51, lon=6.09, services=["imaging", "imaging"])
    async with gate.work(tenants[0], MANAGER) as work:
        saved = await service.change_profile(work, 1, change)
        assert [event for _, event in work.events] == [PracticeChanged(tenant_id=tenants[0].id, version=2)]
        assert [(entry.action, entry.before["city"]) for entry in work.entries] == [("practice.change", "")]
    async with gate.view(tenants[0], DESK) as view:
        assert await queries.profile(view) == saved
    assert (saved.name, saved.city, saved.services) == ("Dierenkliniek Zwaluwhof", "Zwolle", ["imaging"])
    async with gate.view(tenants[1], DESK) as view:
        assert (await queries.profile(view)).city == ""


@pytest.mark.anyio
async def test_who_saves_an_older_version_is_told_so(gate: Gate, tenants: Two) -> None:
    async with gate.work(tenants[0], MANAGER) as work:
        await service.change_profile(work, 1, ProfileChange(phone="038 123 45 67"))
    with pytest.raises(Stale) as refusal:
        async with gate.work(tenants[0], MANAGER) as work:
            await service.change_profile(work, 1, ProfileChange(phone="038 765 43 21"))
    assert refusal.value.data == {"version": 2}


@pytest.mark.anyio
async def test_half_a_position_and_an_invented_zone_are_refused(gate: Gate, tenants: Two) -> None:
    with pytest.raises(PlaceIncomplete):
        async with gate.work(tenants[0], MANAGER) as work:
            await service.change_profile(work, 1, ProfileChange(lat=52.5))
    with pytest.raises(ZoneUnknown):
        async with gate.work(tenants[0], MANAGER) as work:
            await service.change_profile(work, 1, ProfileChange(zone="Europe/Zwolle"))
    with pytest.raises(Forbidden):
        async with gate.work(tenants[0], DESK) as work:
            await service.change_profile(work, 1, ProfileChange(city="Kampen"))


@pytest.mark.anyio
async def test_the_directory_of_tenants_follows_name_and_zone(gate: Gate, tenants: Two) -> None:
    async with gate.work(tenants[0], MANAGER) as work:
        await service.change_profile(work, 1, ProfileChange(name="De Zwaluw", zone="Europe/Brussels"))
    event = PracticeChanged(tenant_id=tenants[0].id, version=2)
    for _ in range(2):
        await handlers.handle_practice_changed(gate, tenants[0], event)
    async with gate.core_view("system", SYSTEM) as view:
        found = await tenant_by_id(view, tenants[0].id)
    assert found is not None
    assert (found.name, found.zone, found.slug) == ("De Zwaluw", "Europe/Brussels", "zwaluwhof")


def test_addresses_are_made_of_plain_letters_and_never_empty() -> None:
    assert slug_of("Dierenkliniek Zoë's & Zn.") == "dierenkliniek-zoe-s-zn"
    assert slug_of("犬") == "practice"
    assert slug_choices("Zwaluw", "Den Haag")[:3] == ["zwaluw", "zwaluw-den-haag", "zwaluw-2"]
    assert slug_choices("X", "")[0] == "practice-x"
