"""What the gate promises: a transaction sees its own tenant or nothing, however the one before it ended."""

import asyncio
import random
from uuid import uuid4

import asyncpg
import pytest

from vetsync.kit.db.faults import ContextLost
from vetsync.kit.db.gate import Gate, open_pool
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.errors import Stale, VetSyncError

pytestmark = pytest.mark.anyio
NAME_OF_PRACTICE = "select name from practice"
WHO = "select current_user::text"
ACTOR = system_actor("test")


async def test_without_a_tenant_every_table_is_denied(database) -> None:
    connection = await asyncpg.connect(database.app_dsn)
    try:
        tables = await connection.fetch(
            "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind in ('r', 'p', 'v', 'm') and (n.nspname = 'core' or n.nspname like 't\\_%')"
        )
        assert len(tables) > 60
        for schema, table in tables:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f'select 1 from "{schema}"."{table}" limit 1')
    finally:
        await connection.close()


async def test_an_unknown_tenant_raises(gate: Gate) -> None:
    stranger = Tenant(uuid4(), "nobody", "t_nobody", "t_nobody", "Nobody", "Europe/Amsterdam", "practice")
    with pytest.raises(VetSyncError):
        async with gate.view(stranger, ACTOR):
            raise AssertionError("the door opened for a tenant that does not exist")


async def test_the_role_of_one_tenant_with_the_path_of_another_reads_nothing(gate: Gate, tenants) -> None:
    mine, other = tenants
    crossed = Tenant(mine.id, mine.slug, other.schema, mine.role, mine.name, mine.zone, "practice")
    async with gate.view(crossed, ACTOR) as view:
        with pytest.raises(ContextLost):
            await view.value(NAME_OF_PRACTICE)


async def one_transaction(gate: Gate, tenant: Tenant, dice: random.Random) -> str | None:
    """A transaction that ends well, fails, or is cancelled; the role it saw, if it got that far."""
    fate = dice.random()
    async with gate.work(tenant, ACTOR) as work:
        role = await work.value(WHO)
        if fate < 0.2:
            raise LookupError
        if fate < 0.3:
            await work.execute("select 1 / 0")
        return str(role)


async def test_the_role_is_gone_after_commit_error_cancel_and_timeout(database, make_gate, tenants) -> None:
    """One connection, two tenants alternating a thousand times, each transaction ended at random."""
    pool = await open_pool(database.app_dsn, 1)
    gate = make_gate(pool)
    dice = random.Random(7)
    seen = 0
    try:
        for turn in range(1000):
            tenant = tenants[turn % 2]
            task = asyncio.ensure_future(one_transaction(gate, tenant, dice))
            if dice.random() < 0.2:
                for _ in range(dice.randrange(12)):
                    await asyncio.sleep(0)
                task.cancel()
            try:
                assert await task == tenant.role
                seen += 1
            except (LookupError, VetSyncError, asyncio.CancelledError):
                pass
            if turn % 50 == 0:
                async with pool.acquire() as bare:
                    assert await bare.fetchval(WHO) == "vetsync_app"
                    assert await bare.fetchval("select current_setting('app.tenant', true)") in (None, "")
    finally:
        await pool.close()
    assert seen > 400


async def ended_while_something_is_half_done(
    gate: Gate, tenant: Tenant, begun: asyncio.Event, fate: str
) -> None:
    async with gate.work(tenant, ACTOR) as work:
        await work.execute("update practice set description = 'half'")
        begun.set()
        if fate == "asks":
            await work.value("select pg_sleep(60)")
        elif fate == "waits":
            await asyncio.Event().wait()
        raise LookupError


@pytest.mark.parametrize("fate", ["asks", "waits", "fails"])
async def test_who_is_cancelled_again_while_rolling_back_leaves_no_transaction_open(
    database, make_gate, tenants, fate: str
) -> None:
    """Whether it was asking the database, waiting for something else or failing by itself; at every step of the way."""
    pool = await open_pool(database.app_dsn, 1)
    gate = make_gate(pool)
    met = 0
    try:
        for steps in range(60):
            begun = asyncio.Event()
            task = asyncio.ensure_future(ended_while_something_is_half_done(gate, tenants[0], begun, fate))
            await begun.wait()
            if fate != "fails":
                task.cancel()
            for _ in range(steps):
                await asyncio.sleep(0)
            met += task.cancel()
            with pytest.raises((asyncio.CancelledError, LookupError)):
                await task
            async with pool.acquire() as bare:
                assert not bare.is_in_transaction()
                assert await bare.fetchval(WHO) == "vetsync_app"
            async with gate.view(tenants[0], ACTOR) as view:
                assert await view.value("select description from practice") == ""
    finally:
        await pool.close()
    assert met > 3


async def test_a_setting_made_for_the_session_would_leak(database, tenants) -> None:
    """The negative control: without transaction-local settings the next borrower is the last tenant."""
    pool = await asyncpg.create_pool(database.app_dsn, min_size=1, max_size=1)
    try:
        async with pool.acquire() as connection:
            await connection.execute("select set_config('role', $1, false)", tenants[0].role)
        async with pool.acquire() as connection:
            assert await connection.fetchval(WHO) == tenants[0].role
    finally:
        await pool.close()


async def test_rolling_back_a_savepoint_keeps_the_role(gate: Gate, tenants) -> None:
    async with gate.work(tenants[0], ACTOR) as work:
        with pytest.raises(VetSyncError):
            async with work.attempt():
                await work.execute("select 1 / 0")
        assert await work.value(WHO) == tenants[0].role


async def test_an_injected_switch_of_role_takes_everything_back(gate: Gate, tenants) -> None:
    mine, other = tenants
    with pytest.raises(ContextLost):
        async with gate.work(mine, ACTOR) as work:
            await work.execute("update practice set description = 'changed'")
            await work.execute("select set_config('role', $1, true)", other.role)
    async with gate.view(mine, ACTOR) as view:
        assert await view.value("select description from practice") != "changed"


async def test_work_that_swallowed_a_failure_is_not_taken_for_done(gate: Gate, tenants) -> None:
    with pytest.raises(VetSyncError, match="25P02"):
        async with gate.core_work("system", ACTOR) as work:
            with pytest.raises(VetSyncError):
                await work.execute("select 1 / 0")


@pytest.mark.parametrize("name", ["t_x'; drop schema core; --", "T_X", 't_"x', "t_x;commit"])
async def test_a_name_that_could_be_more_than_a_name_opens_no_door(gate: Gate, tenants, name: str) -> None:
    mine = tenants[0]
    for schema, role in ((name, mine.role), (mine.schema, name)):
        crooked = Tenant(mine.id, mine.slug, schema, role, mine.name, mine.zone, "practice")
        with pytest.raises(ContextLost):
            async with gate.view(crooked, ACTOR):
                raise AssertionError("the door opened")


async def test_a_view_cannot_write(gate: Gate, tenants) -> None:
    async with gate.view(tenants[0], ACTOR) as view:
        with pytest.raises(VetSyncError):
            await view.value("update practice set description = 'changed' returning description")


async def test_what_was_noted_in_a_failed_attempt_is_forgotten(gate: Gate, tenants) -> None:
    async with gate.work(tenants[0], ACTOR) as work:
        work.audit("test.kept", "practice", None)
        with pytest.raises(LookupError):
            async with work.attempt():
                work.audit("test.dropped", "practice", None)
                raise LookupError
        assert [entry.action for entry in work.entries] == ["test.kept"]


async def test_a_stale_version_is_refused_and_says_which_is_current(gate: Gate, tenants) -> None:
    tenant = tenants[0]
    async with gate.work(tenant, ACTOR) as work:
        version = await work.value("select version from practice")
        assert await work.update("practice", tenant.id, version, {"description": "one"}) == version + 1
    with pytest.raises(Stale) as refused:
        async with gate.work(tenant, ACTOR) as work:
            await work.update("practice", tenant.id, version, {"description": "two"})
    assert refused.value.data == {"version": version + 1}


async def test_no_row_of_a_failed_statement_is_in_the_error_or_its_cause(gate: Gate, tenants) -> None:
    with pytest.raises(VetSyncError) as refused:
        async with gate.work(tenants[0], ACTOR) as work:
            await work.execute("insert into outbox (id, topic) values ($1, 'canary-5713')", uuid4())
    error: BaseException | None = refused.value
    assert error is not None
    assert error.__suppress_context__
    assert error.__cause__ is None
    assert "canary" not in str(error)
