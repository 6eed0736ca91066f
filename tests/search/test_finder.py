"""The ask bar finds what is meant, shows each person what that person may see, and changes nothing."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

import pytest

from tests.conftest import Clock
from tests.patients.people import CHIP, registered
from tests.records.visits import Clinic, booked, opened_clinic
from vetsync.identity.access.service import give_role
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.errors import Forbidden
from vetsync.patients.clients.service import archive_client, mark_deceased
from vetsync.patients.schemas import Deceased
from vetsync.search.finder.around import Around
from vetsync.search.finder.queries import find
from vetsync.search.finder.schemas import FindAnswer, FindRequest, Found, Opened
from vetsync.search.finder.service import forget_opened, forget_own, note_opened

pytestmark = pytest.mark.anyio

SYSTEM = system_actor("test")
ALL = frozenset({"practice.read", "patients.read", "schedule.read", "staff.read", "messages.read"})
WIM = Actor(UUID(int=931), "user", ALL, "wim")
IDA = Actor(UUID(int=932), "user", ALL, "ida")
CLERK = Actor(UUID(int=933), "user", ALL - {"patients.read"}, "clerk")
MAY = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)


@dataclass
class Bar:
    """The ask bar of a practice; `Around` is fresh for every question, so that nothing is remembered between them."""

    gate: Gate
    clinic: Clinic

    async def ask(self, q: str, actor: Actor = WIM, **more: object) -> FindAnswer:
        around = await Around(self.gate).of(self.clinic.tenant, actor)
        async with self.gate.view(self.clinic.tenant, actor, generic_plans=True) as view:
            return await find(view, around, FindRequest(**{"q": q, **more}))

    async def found(self, q: str, kind: str, actor: Actor = WIM, **more: object) -> list[Found]:
        groups = (await self.ask(q, actor, **more)).groups
        return [one for group in groups if group.kind == kind for one in group.items]

    async def titles(self, q: str, kind: str, actor: Actor = WIM, **more: object) -> list[str]:
        return [one.title for one in await self.found(q, kind, actor, **more)]

    async def open(self, kind: str, thing_id: UUID, actor: Actor = WIM) -> None:
        async with self.gate.work(self.clinic.tenant, actor) as work:
            await note_opened(work, Opened(kind=kind, id=thing_id))


@pytest.fixture
async def bar(gate: Gate, tenants: tuple[Tenant, Tenant]) -> Bar:
    """Sanne van der Berg with Bella, Anneke de Vries with Noppes, Piet Meijer with Max; Noor works there."""
    clinic = await opened_clinic(gate, tenants[0])
    anneke = {"first_name": "Anneke", "prefix": "de", "last_name": "Vries", "phone": "06 00417219"}
    await registered(gate, clinic.tenant, anneke, {"name": "Noppes", "species": "cat", "chip": CHIP})
    await registered(gate, clinic.tenant, {"first_name": "Piet", "last_name": "Meijer"}, {"name": "Max"})
    await employed(gate, clinic.tenant, "Noor", "Haverkamp")
    return Bar(gate, clinic)


async def employed(gate: Gate, tenant: Tenant, first: str, last: str, user_id: UUID | None = None) -> UUID:
    user_id = user_id or uuid5(tenant.id, last)
    new = NewAccount(
        email=f"{last}@example.org", first_name=first, last_name=last, password_hash="x", is_verified=True
    )
    async with gate.core_work("auth", SYSTEM) as work:
        if not await work.value("select true from user_account where id = $1", user_id):
            await create_account(work, new, user_id)
    async with gate.core_work("system", SYSTEM) as work:
        await give_role(work, tenant, user_id, "vet")
    return user_id


@pytest.mark.parametrize(
    ("q", "client"),
    [
        ("vreis", "Anneke de Vries"), ("de Fries", "Anneke de Vries"), ("Meyer", "Piet Meijer"),
        ("meier", "Piet Meijer"), ("van den berg", "Sanne van der Berg"), ("anneke v", "Anneke de Vries"),
        ("06-0041 72 19", "Anneke de Vries"), ("+31 6 00417219", "Anneke de Vries"), ("7219", "Anneke de Vries"),
        ("41.72.19", "Anneke de Vries"),
    ],
)  # fmt: skip
async def test_a_slip_another_spelling_or_a_number_in_any_spacing_finds_the_client(
    bar: Bar, q: str, client: str
) -> None:
    assert await bar.titles(q, "client") == [client]


@pytest.mark.parametrize(
    ("q", "patient", "why"),
    [
        ("nop", "Noppes", "name"), ("vries", "Noppes", "owner"), ("nopes", "Noppes", "sound"),
        ("528 1400 0012 3456", "Noppes", "number"), ("meyer", "Max", "sound"), ("max meijer", "Max", "owner"),
    ],
)  # fmt: skip
async def test_an_animal_says_why_it_was_found(bar: Bar, q: str, patient: str, why: str) -> None:
    assert [(one.title, one.matched) for one in await bar.found(q, "patient")] == [(patient, why)]


async def test_whoever_may_not_see_patients_finds_none_and_no_client(bar: Bar) -> None:
    await booked(bar.gate, bar.clinic, MAY)
    answer = await bar.ask("bella", CLERK)
    assert {"patient", "client"}.isdisjoint(group.kind for group in answer.groups)
    assert await bar.titles("haverkamp", "staff", CLERK) == ["Noor Haverkamp"]
    with pytest.raises(Forbidden):
        await bar.ask("bella", replace(CLERK, permissions=frozenset({"patients.read"})))
    await bar.open("patient", bar.clinic.patient_id, CLERK)
    opened = await bar.ask("", CLERK)
    assert {"patient", "client"}.isdisjoint(group.kind for group in opened.groups)


async def test_another_practices_people_are_never_found(bar: Bar, tenants: tuple[Tenant, Tenant]) -> None:
    await employed(bar.gate, tenants[1], "Ursula", "Kade")
    await registered(bar.gate, tenants[1], {"first_name": "Ursula", "last_name": "Kade"}, {"name": "Ursus"})
    assert (await bar.ask("kade")).groups == []
    assert (await bar.ask("ursus")).groups == []


async def test_the_dead_and_the_archived_are_found_and_marked(bar: Bar) -> None:
    async with bar.gate.work(bar.clinic.tenant, SYSTEM) as work:
        await mark_deceased(work, bar.clinic.patient_id, Deceased())
        await archive_client(work, bar.clinic.client_id)
    assert [one.state for one in await bar.found("bella", "patient")] == ["deceased"]
    assert [one.state for one in await bar.found("berg", "client")] == ["archived"]


async def test_what_somebody_opened_lately_comes_first_for_that_person_alone(bar: Bar, clock: Clock) -> None:
    names = ("Bas", "Bea", "Bob", "Boy")
    made = [
        await registered(bar.gate, bar.clinic.tenant, {"last_name": "Aalt"}, {"name": name}) for name in names
    ]
    await bar.open("patient", made[3].patient_id)
    clock.advance(minutes=1)
    await bar.open("patient", made[2].patient_id)
    assert await bar.titles("b", "patient", limit=4) == ["Bob", "Boy", "Bas", "Bea"]
    assert await bar.titles("b", "patient", limit=1) == ["Bob"]
    assert await bar.titles("b", "patient", IDA, limit=3) == ["Bas", "Bea", "Bella"]
    assert await bar.titles("", "patient") == ["Bob", "Boy"]
    assert await bar.titles("", "patient", IDA) == []


async def test_what_was_opened_is_forgotten_after_a_month_or_when_asked(bar: Bar, clock: Clock) -> None:
    await bar.open("patient", bar.clinic.patient_id)
    await bar.open("patient", bar.clinic.patient_id, IDA)
    async with bar.gate.work(bar.clinic.tenant, IDA) as work:
        await forget_own(work)
    assert (await bar.titles("", "patient"), await bar.titles("", "patient", IDA)) == (["Bella"], [])
    clock.advance(days=31)
    async with bar.gate.work(bar.clinic.tenant, SYSTEM) as work:
        await forget_opened(work)
    assert await bar.titles("", "patient") == []


async def test_no_more_than_fifty_opened_things_are_kept_of_a_person(bar: Bar, clock: Clock) -> None:
    for number in range(52):
        clock.advance(seconds=1)
        await bar.open("appointment", UUID(int=number + 1))
    async with bar.gate.view(bar.clinic.tenant, SYSTEM) as view:
        kept = [
            row["thing_id"].int for row in await view.records("select thing_id from recent_thing order by 1")
        ]
    assert kept == list(range(3, 53))


async def test_of_each_kind_no_more_than_asked_for_are_found(bar: Bar) -> None:
    for number in range(7):
        owner = {"first_name": f"Zoë{number}", "last_name": "Zomer"}
        await registered(bar.gate, bar.clinic.tenant, owner, {"name": "Zus"})
    groups = {group.kind: group for group in (await bar.ask("z")).groups}
    assert [(len(groups[kind].items), groups[kind].has_more) for kind in ("patient", "client")] == [
        (5, True)
    ] * 2
    more = {group.kind: group for group in (await bar.ask("z", limit=10)).groups}
    assert [(len(more[kind].items), more[kind].has_more) for kind in ("patient", "client")] == [
        (7, False)
    ] * 2


async def test_visits_to_come_are_found_by_animal_client_and_type(bar: Bar) -> None:
    first = await booked(bar.gate, bar.clinic, MAY)
    await booked(bar.gate, bar.clinic, MAY - dt.timedelta(days=90), "completed")
    for q in ("bella", "berg", "consult bella", "consult"):
        visits = await bar.found(q, "appointment", locale="en")
        assert [(one.id, one.title, one.type_name) for one in visits] == [(str(first), "Bella", "Consult")], q
    assert await bar.found("noppes", "appointment") == []


async def test_who_is_called_so_comes_before_who_begins_so_and_who_sounds_so_whatever_was_opened(
    bar: Bar,
) -> None:
    made = {
        name: await registered(bar.gate, bar.clinic.tenant, {"last_name": owner}, {"name": name})
        for name, owner in (("Philomena", "Adema"), ("Filomenabel", "Brons"), ("Filomena", "Carels"))
    }
    visits = ("Philomena", "Filomenabel", "Filomenabel", "Filomena")
    for days, name in enumerate(visits):
        one = made[name]
        clinic = replace(bar.clinic, client_id=one.client_id, patient_id=one.patient_id)
        await booked(bar.gate, clinic, MAY + dt.timedelta(days=days))
    await bar.open("patient", made["Philomena"].patient_id)
    assert await bar.titles("filomena", "patient") == ["Filomena", "Filomenabel", "Philomena"]
    assert await bar.titles("filomena", "patient", limit=1) == ["Filomena"]
    found = await bar.found("filomena", "appointment")
    assert [one.title for one in found] == ["Filomena", "Filomenabel", "Filomenabel", "Philomena"]
    assert [one.matched for one in found] == ["name", "name", "name", "sound"]
    assert await bar.titles("filomena", "appointment", limit=1) == ["Filomena"]


async def test_a_client_who_is_called_so_comes_before_many_whose_names_begin_so(bar: Bar) -> None:
    for number in range(7):
        names = {"first_name": f"Aad{number}", "last_name": "Vossen"}
        await registered(bar.gate, bar.clinic.tenant, names, {"name": f"Vos{number}"})
    await registered(bar.gate, bar.clinic.tenant, {"first_name": "Zoë", "last_name": "Vos"}, {"name": "Tijl"})
    assert (await bar.titles("vos", "client"))[0] == "Zoë Vos"


async def test_visits_of_one_animal_are_a_row_each_and_one_where_nobody_could_tell_two_apart(
    bar: Bar,
) -> None:
    for days in (0, 7):
        await booked(bar.gate, bar.clinic, MAY + dt.timedelta(days=days))
    twin = await booked(bar.gate, bar.clinic, MAY, "pending")
    found = await bar.found("bella", "appointment")
    assert [one.starts_at for one in found] == [MAY, MAY + dt.timedelta(days=7)]
    assert str(twin) not in [one.id for one in found]
    assert [one.starts_at for one in await bar.found("bella", "appointment", limit=1)] == [MAY]


async def test_colleagues_types_and_screens_are_found_by_name(bar: Bar) -> None:
    assert await bar.titles("haverkmap", "staff") == ["Noor Haverkamp"]
    assert [one.id for one in await bar.found("consul", "type")] == ["consult"]
    assert [one.id for one in await bar.found("agen", "place")] == ["schedule"]
    assert await bar.found("cijfers", "place") == []


async def test_whoever_works_in_two_practices_finds_the_other(
    bar: Bar, tenants: tuple[Tenant, Tenant]
) -> None:
    for tenant in tenants:
        await employed(bar.gate, tenant, "Wim", "Wissel", WIM.id)
    assert [one.id for one in await bar.found("oude kade", "practice")] == ["oudekade"]
    assert await bar.found("zwaluwhof", "practice") == []
    assert await bar.found("oude kade", "practice", IDA) == []


async def test_a_command_is_understood_and_searched_by_the_name_in_it(bar: Bar) -> None:
    answer = await bar.ask("bella consult tomorrow 10:00", locale="en")
    command = answer.command
    assert command is not None
    assert (command.intent, command.who, command.type_key) == ("book", "bella", "consult")
    assert (command.on, command.at) == (dt.date(2026, 3, 3), dt.time(10, 0))
    assert [one.title for one in answer.groups[0].items] == ["Bella"]
    assert (await bar.ask("bella")).command is None


async def test_only_the_kinds_asked_for_are_looked_for(bar: Bar) -> None:
    assert [group.kind for group in (await bar.ask("berg", kinds=["client"])).groups] == ["client"]
