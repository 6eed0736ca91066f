"""Entries are chained inside the transaction they tell of, by every role that may change anything."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest

from tests.audit.conftest import Tamper
from tests.audit.people import MANAGER, RECEPTIONIST, STRANGER
from tests.conftest import Clock, Database
from vetsync.audit import queries
from vetsync.audit.chain import ChainEntry
from vetsync.audit.recorder import ChainRecorder
from vetsync.audit.schemas import EntryFilter
from vetsync.audit.verify import ENTRIES_AFTER, Fault, verify_chain
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.faults import ContextLost
from vetsync.kit.db.gate import CORE_ID, Gate, open_pool
from vetsync.kit.db.roles import CoreRole
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.errors import VetSyncError

pytestmark = pytest.mark.anyio
SUBJECT = UUID(int=7)


async def note(gate: Gate, tenant: Tenant, *actions: str) -> None:
    async with gate.work(tenant, RECEPTIONIST) as work:
        for action in actions:
            work.audit(action, "patient", SUBJECT, before={"name": "Noortje"}, after={"name": "Canarypet"})


async def note_and_fail(gate: Gate, tenant: Tenant) -> None:
    async with gate.work(tenant, RECEPTIONIST) as work:
        work.audit("second", "patient", SUBJECT)
        raise VetSyncError


async def rename(gate: Gate, tenant: Tenant) -> None:
    async with gate.work(tenant, RECEPTIONIST) as work:
        await work.execute("update practice set name = 'Changed'")
        work.audit("practice.rename", "practice", None)


async def chain(gate: Gate, tenant: Tenant) -> list[ChainEntry]:
    async with gate.view(tenant, MANAGER) as view:
        return await view.rows(ChainEntry, ENTRIES_AFTER, 0, 10_000, 10_000)


async def verified(gate: Gate, tenant: Tenant) -> Fault | None:
    async with gate.view(tenant, MANAGER) as view:
        return (await verify_chain(view, {})).fault


async def test_thirty_works_at_once_make_one_chain_without_a_gap(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    here, there = tenants
    await asyncio.gather(
        *(note(gate, here, "a.one", "a.two") for _ in range(30)), *(note(gate, there, "b") for _ in range(5))
    )
    entries = await chain(gate, here)
    assert [entry.seq for entry in entries] == list(range(1, 61))
    assert len({entry.id for entry in entries}) == 60
    assert (await verified(gate, here), await verified(gate, there)) == (None, None)
    assert len(await chain(gate, there)) == 5
    # Entries of one work stay together: nobody gets between them.
    assert [entry.action for entry in entries] == ["a.one", "a.two"] * 30


async def test_a_work_that_fails_leaves_no_entry_and_no_gap(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], "first")
    with pytest.raises(VetSyncError):
        await note_and_fail(gate, tenants[0])
    await note(gate, tenants[0], "third")
    assert [(entry.seq, entry.action) for entry in await chain(gate, tenants[0])] == [
        (1, "first"),
        (2, "third"),
    ]
    assert await verified(gate, tenants[0]) is None


async def test_an_entry_says_who_did_what_and_when(
    gate: Gate, tenants: tuple[Tenant, Tenant], clock: Clock
) -> None:
    await note(gate, tenants[0], "patient.rename")
    entry = (await chain(gate, tenants[0]))[0]
    assert (entry.actor_id, entry.actor_kind, entry.request_id) == (RECEPTIONIST.id, "user", "request-desk")
    assert (entry.action, entry.subject, entry.subject_id, entry.outcome) == (
        "patient.rename",
        "patient",
        SUBJECT,
        "done",
    )
    assert entry.at == clock.now


async def test_what_was_changed_is_not_readable_in_the_table(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    await note(gate, tenants[0], "patient.rename")
    entry = (await chain(gate, tenants[0]))[0]
    assert entry.detail is not None
    assert b"Canarypet" not in entry.detail


@pytest.mark.parametrize("role", ["auth", "person", "platform", "system"])
async def test_every_core_role_that_changes_things_can_record_it(gate: Gate, role: CoreRole) -> None:
    for actor in (STRANGER, RECEPTIONIST):
        async with gate.core_work(role, actor) as work:
            work.audit("login", "session", None, after={"role": role}, outcome="refused")
    async with gate.core_view("system", system_actor("test")) as view:
        verdict = await verify_chain(view, {})
    assert (verdict.chain_id, verdict.entries, verdict.fault) == (CORE_ID, 2, None)


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set action = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_head",
    ],
)
async def test_staff_can_only_add_to_the_log(
    gate: Gate, tenants: tuple[Tenant, Tenant], statement: str
) -> None:
    await note(gate, tenants[0], "first")
    with pytest.raises(ContextLost):
        async with gate.work(tenants[0], RECEPTIONIST) as work:
            await work.execute(statement)
    assert await verified(gate, tenants[0]) is None


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update audit_entry set outcome = 'none' where seq = 2", Fault(2, "changed")),
        ("update audit_entry set at = at + interval '1 microsecond' where seq = 2", Fault(2, "changed")),
        ("update audit_entry set detail = null where seq = 2", Fault(2, "changed")),
        ("delete from audit_entry where seq = 2", Fault(2, "missing")),
        ("delete from audit_entry where seq = 4", Fault(4, "head")),
        ("update audit_head set seq = 3", Fault(5, "head")),
        ("delete from audit_head", Fault(5, "head")),
    ],
)
async def test_what_an_operator_changes_behind_our_back_is_found(
    gate: Gate, tenants: tuple[Tenant, Tenant], tamper: Tamper, statement: str, fault: Fault | None
) -> None:
    await note(gate, tenants[0], "one", "two", "three", "four")
    tamper(tenants[0].schema, statement)
    assert await verified(gate, tenants[0]) == fault


async def test_after_the_key_is_destroyed_the_chain_verifies_and_details_are_gone(
    database: Database, tenants: tuple[Tenant, Tenant], tmp_path: Path, clock: Clock
) -> None:
    keys = FileKeyProvider(tmp_path / "keys")
    for owner in (CORE_ID, tenants[0].id, tenants[1].id):
        keys.create(owner)
    pool = await open_pool(database.app_dsn, 2)
    try:
        gate = Gate(pool, ChainRecorder(), ciphers(keys), clock)
        for tenant in tenants:
            await note(gate, tenant, "one", "two")
        keys.destroy(tenants[0].id)
        assert await verified(gate, tenants[0]) is None
        shown = {}
        for tenant in tenants:
            async with gate.view(tenant, MANAGER) as view:
                shown[tenant.slug] = (await queries.entries(view, EntryFilter())).items
    finally:
        await pool.close()
    assert {(entry.detail_state, entry.after) for entry in shown["zwaluwhof"]} == {("erased", None)}
    assert {entry.detail_state for entry in shown["oudekade"]} == {"open"}


async def test_a_recorder_that_cannot_write_takes_the_work_with_it(
    gate: Gate, tenants: tuple[Tenant, Tenant], tamper: Tamper
) -> None:
    tamper(tenants[0].schema, "alter table audit_entry rename to audit_entry_away")
    with pytest.raises(VetSyncError):
        await rename(gate, tenants[0])
    async with gate.view(tenants[0], MANAGER) as view:
        assert await view.value("select name from practice") != "Changed"


async def test_the_hash_that_postgresql_computes_is_the_documented_one(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    """The chain verified above in Python was hashed in SQL; both must also agree on numbers past 32 bits."""
    async with gate.view(tenants[0], MANAGER) as view:
        packed = await view.value("select int8send($1) || int4send($2)", 2**40 + 3, 70_000)
    assert packed == (2**40 + 3).to_bytes(8, "big") + (70_000).to_bytes(4, "big")
    assert isinstance(packed, bytes)
