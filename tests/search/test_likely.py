"""What people of a role usually do next is learned once, for that role and practice, and forgotten when asked."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.conftest import Clock, Database
from tests.patients.web import browser
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.errors import Forbidden
from vetsync.kit.http.principal import Principal
from vetsync.search.likely import queries, service
from vetsync.search.likely.routes import ROUTES
from vetsync.search.likely.rules import faded
from vetsync.search.likely.schemas import LikelyAct, LikelyAsk, Noted

pytestmark = pytest.mark.anyio

SYSTEM = system_actor("test")
DESK = frozenset({"practice.read"})
WIM = Actor(UUID(int=941), "user", DESK, "wim")
IDA = Actor(UUID(int=942), "user", DESK, "ida")
MANAGER = Actor(UUID(int=943), "user", DESK | {"practice.manage"}, "manager")
CHECKED_IN = Noted(act="consult.open", workspace="front-desk", thing="visit", last="visit.check-in")
HERE = LikelyAsk(workspace="front-desk", thing="visit", last="visit.check-in")
BASE = "/api/staff/zwaluwhof/likely"
SENT = {"act": "consult.open", "workspace": "front-desk", "thing": "visit", "last": "visit.check-in"}


async def note(gate: Gate, tenant: Tenant, actor: Actor, *items: Noted, role: str = "vet") -> None:
    async with gate.work(tenant, actor) as work:
        await service.note_acts(work, role, items)


async def asked(gate: Gate, tenant: Tenant, actor: Actor = WIM, role: str = "vet") -> list[LikelyAct]:
    async with gate.view(tenant, actor) as view:
        return (await queries.likely_next(view, role, HERE)).items


async def rows(gate: Gate, tenant: Tenant) -> int:
    async with gate.view(tenant, SYSTEM) as view:
        return int(await view.value("select count(*) from likely_count"))


async def test_what_a_role_did_is_suggested_to_that_role_of_that_practice_and_to_nobody_else(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], WIM, *[CHECKED_IN] * 2)
    assert await asked(gate, tenants[0]) == []
    await note(gate, tenants[0], IDA, *[CHECKED_IN] * 2)
    (found,) = await asked(gate, tenants[0])
    assert (found.act, found.reason.times, found.reason.of, found.reason.level) == (
        "consult.open",
        4,
        4,
        "part",
    )
    assert await asked(gate, tenants[0], role="receptionist") == []
    assert await asked(gate, tenants[1]) == []


async def test_the_part_of_the_day_is_the_practices_own_when_the_act_was_done(
    gate: Gate, tenants: tuple[Tenant, Tenant], clock: Clock
) -> None:
    early = replace_noted(CHECKED_IN, ago_seconds=2 * 3600)
    await note(gate, tenants[0], WIM, *[early] * 3)
    async with gate.view(tenants[0], SYSTEM) as view:
        contexts = await view.records(
            "select context from likely_count order by length(context) desc limit 1"
        )
    # Nine o'clock in Amsterdam, less two hours.
    assert contexts[0]["context"] == "visit.check-in|front-desk|visit|-|early"
    (found,) = await asked(gate, tenants[0])
    assert found.reason.level == "before"


async def test_the_database_fades_counts_as_the_rules_do(
    gate: Gate, tenants: tuple[Tenant, Tenant], clock: Clock
) -> None:
    tenant = tenants[0]
    await note(gate, tenant, WIM, *[CHECKED_IN] * 20)
    clock.advance(days=10)
    await note(gate, tenant, WIM, *[CHECKED_IN] * 2)
    clock.advance(days=5)
    (found,) = await asked(gate, tenant)
    assert found.reason.times == round(faded(faded(20, 10) + 2, 5))
    clock.advance(days=400)
    assert await asked(gate, tenant) == []
    async with gate.work(tenant, SYSTEM) as work:
        assert await service.forget_faded(work) == 5
    assert await rows(gate, tenant) == 0


async def test_whoever_switched_it_off_teaches_nothing_and_is_suggested_nothing(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    tenant = tenants[0]
    await note(gate, tenant, WIM, *[CHECKED_IN] * 5)
    before = await rows(gate, tenant)
    async with gate.work(tenant, IDA) as work:
        await service.switch_mine(work, False)
    await note(gate, tenant, IDA, replace_noted(CHECKED_IN, act="message.write"))
    assert (await rows(gate, tenant), await asked(gate, tenant, IDA)) == (before, [])
    assert len(await asked(gate, tenant)) == 1
    async with gate.work(tenant, IDA) as work:
        await service.switch_mine(work, True)
    assert len(await asked(gate, tenant, IDA)) == 1


async def test_the_practice_switches_it_off_for_everybody(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    tenant = tenants[0]
    await note(gate, tenant, WIM, *[CHECKED_IN] * 5)
    with pytest.raises(Forbidden):
        async with gate.work(tenant, WIM) as work:
            await service.switch_practice(work, False)
    async with gate.work(tenant, MANAGER) as work:
        await service.switch_practice(work, False)
    await note(gate, tenant, IDA, *[CHECKED_IN] * 5)
    assert await asked(gate, tenant) == []
    async with gate.view(tenant, WIM) as view:
        standing = await queries.settings(view)
    assert (standing.is_on_for_me, standing.is_on_for_practice) == (True, False)
    assert (standing.mine_acts, standing.practice_acts) == (5, 5)


async def test_what_somebody_taught_is_taken_out_and_what_others_taught_stays(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    tenant = tenants[0]
    await note(gate, tenant, WIM, *[CHECKED_IN] * 4)
    await note(gate, tenant, WIM, *[CHECKED_IN] * 4, role="paravet")
    await note(gate, tenant, IDA, *[CHECKED_IN] * 3)
    async with gate.work(tenant, WIM) as work:
        await service.forget_mine(work)
    (found,) = await asked(gate, tenant)
    assert found.reason.times == 3
    assert await asked(gate, tenant, role="paravet") == []
    with pytest.raises(Forbidden):
        async with gate.work(tenant, WIM) as work:
            await service.forget_all(work)
    async with gate.work(tenant, MANAGER) as work:
        await service.forget_all(work)
    assert await rows(gate, tenant) == 0


async def test_forgetting_and_switching_stand_in_the_activity_log_once(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    tenant = tenants[0]
    await note(gate, tenant, WIM, CHECKED_IN)
    async with gate.work(tenant, WIM) as work:
        await service.forget_mine(work)
        await service.switch_mine(work, False)
        await service.switch_mine(work, False)
        assert [(entry.action, entry.after) for entry in work.entries] == [
            ("likely.forget_mine", {"counts": 5}), ("likely.switch", {"is_on": False}),
        ]  # fmt: skip


async def test_who_taught_does_not_stand_beside_it(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    await note(gate, tenants[0], WIM, CHECKED_IN)
    async with gate.view(tenants[0], SYSTEM) as view:
        (kept,) = await view.records(
            "select role, context, act, taught_by from likely_count where context = ''"
        )
    assert (kept["role"], kept["act"]) == ("vet", "consult.open")
    assert WIM.id is not None
    assert kept["taught_by"] != WIM.id.bytes


@pytest.mark.parametrize(
    ("column", "words"),
    [("context", "Bella de Vries"), ("context", "31612345678"), ("act", "consult.open 7"), ("act", "Bella")],
)
async def test_the_database_itself_refuses_what_is_no_word_of_the_vocabulary(
    gate: Gate, tenants: tuple[Tenant, Tenant], database: Database, column: str, words: str
) -> None:
    await note(gate, tenants[0], WIM, CHECKED_IN)
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute(f"update {tenants[0].schema}.likely_count set {column} = $1", words)
    finally:
        await connection.close()


def principal(tenant: Tenant, actor: Actor) -> dict[str, Any]:
    return {"principal": Principal(actor, actor.id, None, frozenset(), tenant, role="vet")}


async def test_a_batch_that_is_sent_twice_counts_once(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    tenant, body = tenants[0], {"items": [SENT] * 4}
    async with browser(gate, WIM, tenant, ROUTES, **principal(tenant, WIM)) as client:
        for _ in range(2):
            answer = await client.post(f"{BASE}/notes", json=body, headers={"idempotency-key": "batch-1"})
            assert (answer.status_code, answer.content) == (204, b"")
        asking = {"workspace": "front-desk", "thing": "visit", "last": "visit.check-in"}
        (found,) = (await client.post(f"{BASE}/next", json=asking)).json()["items"]
        assert (found["act"], found["reason"]["times"]) == ("consult.open", 4)
        not_possible = await client.post(f"{BASE}/next", json={**asking, "possible": ["message.write"]})
        assert not_possible.json() == {"is_on": True, "items": []}


@pytest.mark.parametrize(
    "item",
    [{**SENT, "act": "bella.open"}, {**SENT, "thing": "Bella"}, {**SENT, "note": "Bella"},
     {**SENT, "ago_seconds": 90_000}, {**SENT, "last": "de Vries"}],
)  # fmt: skip
async def test_nothing_but_words_of_the_vocabulary_is_taken(
    gate: Gate, tenants: tuple[Tenant, Tenant], item: dict[str, Any]
) -> None:
    async with browser(gate, WIM, tenants[0], ROUTES, **principal(tenants[0], WIM)) as client:
        assert (await client.post(f"{BASE}/notes", json={"items": [SENT, item]})).status_code == 400
        assert (await client.post(f"{BASE}/notes", json={"items": [SENT] * 51})).status_code == 400
        assert (await client.post(f"{BASE}/notes", json={"items": []})).status_code == 204
    assert await rows(gate, tenants[0]) == 0


async def test_the_settings_over_http(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    tenant = tenants[0]
    await note(gate, tenant, MANAGER, *[CHECKED_IN] * 4)
    async with browser(gate, MANAGER, tenant, ROUTES, **principal(tenant, MANAGER)) as client:
        assert (await client.put(f"{BASE}/mine", json={"is_on": False})).status_code == 204
        assert (await client.put(BASE, json={"is_on": False})).status_code == 204
        off = {"is_on_for_me": False, "is_on_for_practice": False, "mine_acts": 4, "practice_acts": 4}
        assert (await client.get(BASE)).json() == off
        here = {"workspace": "front-desk", "thing": "visit", "last": "visit.check-in"}
        assert (await client.post(f"{BASE}/next", json=here)).json() == {"is_on": False, "items": []}
        assert (await client.delete(f"{BASE}/mine")).status_code == 204
        assert (await client.delete(BASE)).status_code == 204
        assert (await client.get(BASE)).json() == {**off, "mine_acts": 0, "practice_acts": 0}


def replace_noted(noted: Noted, **changes: Any) -> Noted:
    return Noted(**{field: getattr(noted, field) for field in noted.__struct_fields__} | changes)
