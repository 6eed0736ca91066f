"""Keys grow new versions while everybody works on, and end after a wait that can be taken back."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from uuid import UUID

import pytest

from tests.application import OpenApp, opened_app
from tests.conftest import Database
from tests.patients.people import READER, SYSTEM, registered
from vetsync.app import keys as ring
from vetsync.app.keys import NotConfirmed, NotYet
from vetsync.identity.users.queries import profile
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.cipher import Cipher
from vetsync.kit.crypto.errors import KeyDestroyed
from vetsync.kit.db import reseal
from vetsync.kit.db.gate import CORE
from vetsync.kit.db.work import Tenant, Work
from vetsync.kit.ids import new_id
from vetsync.kit.storage import SealedFiles
from vetsync.patients.clients.queries import candidates, client
from vetsync.patients.clients.schemas import DuplicateLook
from vetsync.tenancy.errors import NotInThisState
from vetsync.tenancy.structure.service import resume_practice, suspend_practice

pytestmark = pytest.mark.anyio
ADD_CLIENT = {"number": 1, "last_name": "Berg", "name_search": "berg"}
NOTED = "select action from audit_entry where action like 'keys.%' order by seq"
DUE_NOW = "update jobs.procrastinate_jobs set scheduled_at = null where status = 'todo'"
WAITING = "select count(*) from jobs.procrastinate_jobs where status = 'todo' and task_name = 'seal_anew'"


@pytest.fixture
async def app(database: Database, tmp_path: Path) -> AsyncIterator[OpenApp]:
    async with opened_app(database, tmp_path) as opened:
        yield opened


def cipher(app: OpenApp, tenant: Tenant) -> Cipher:
    return Cipher(app.parts.keys.load(tenant.id))


async def add_silently(app: OpenApp, tenant: Tenant, number: int) -> UUID:
    """A client whom the activity log does not know, so that nothing there holds on to a key."""
    client_id = new_id()
    async with app.parts.gate.work(tenant, SYSTEM) as work:
        sealed = work.cipher.seal("client", "notes", client_id, f"canary {number}")
        row = {**ADD_CLIENT, "id": client_id, "number": number, "notes": sealed, "created_at": work.now}
        await work.insert("client", row)
    return client_id


async def used(app: OpenApp, tenant: Tenant) -> dict[str, dict[int, int]]:
    async with app.parts.gate.view(tenant, SYSTEM) as view:
        return await reseal.uses(view, cipher(app, tenant))


async def test_rotation_seals_anew_what_may_change_and_everything_opens_and_is_found(
    app: OpenApp, database: Database
) -> None:
    tenant, other = database.tenants
    made = await registered(
        app.parts.gate, tenant, {"email": "sanne@example.org"}, {"chip": "528140000123456"}
    )
    untouched = await registered(app.parts.gate, other, {"email": "sanne@example.org"}, {})
    file = SealedFiles(app.parts.storage, lambda: cipher(app, tenant))
    key = f"practices/{tenant.id}/records/{made.client_id}/x"
    await file.put(key, b"canary")
    before = (await used(app, tenant))["client.email"]
    assert before == {1: 1}

    assert await app.parts.key_ring.rotate(tenant) == 2
    async with app.parts.gate.view(tenant, READER) as view:
        assert (await client(view, made.client_id)).email == "sanne@example.org", "before the job has run"
    await app.parts.jobs.work_off()

    now = await used(app, tenant)
    for place in ("client.email", "client.phone", "patient.chip"):
        assert now[place].keys() == {2}, place
    assert now["audit_entry.detail"].keys() == {1, 2}, "the chain is never written over"
    head = await app.parts.storage.beginning(key, 11)
    assert head == cipher(app, tenant).mark_now
    assert await file.get(key) == b"canary"
    async with app.parts.gate.view(tenant, READER) as view:
        assert (await client(view, made.client_id)).email == "sanne@example.org"
        assert (await client(view, made.client_id)).version == 1
        found = await candidates(view, DuplicateLook(email="Sanne@Example.org"), 0.9)
        assert [one.client_id for one in found] == [made.client_id], "blind indexes find as before"
    async with app.parts.gate.view(other, READER) as view:
        assert (await client(view, untouched.client_id)).email == "sanne@example.org"
    assert cipher(app, other).version == 1


async def test_a_version_that_nothing_uses_is_forgotten_an_hour_later_and_not_before(
    app: OpenApp, database: Database
) -> None:
    tenant = database.tenants[1]
    client_id = await add_silently(app, tenant, 1)
    await app.parts.key_ring.rotate(tenant)
    await app.parts.jobs.work_off()
    assert cipher(app, tenant).versions == {1, 2}
    await app.look(DUE_NOW)
    await app.parts.jobs.work_off()
    assert cipher(app, tenant).versions == {2}
    async with app.parts.gate.view(tenant, READER) as view:
        assert (await client(view, client_id)).notes == "canary 1"
    async with app.parts.gate.view(tenant, SYSTEM) as view:
        noted = [row["action"] for row in await view.records(NOTED)]
    assert noted == ["keys.rotate", "keys.seal_anew", "keys.seal_anew", "keys.forget"]
    assert [row["count"] for row in await app.look(WAITING)] == [0]


async def test_a_version_that_the_log_or_an_unreadable_field_still_uses_stays(
    app: OpenApp, database: Database
) -> None:
    tenant = database.tenants[1]
    await add_silently(app, tenant, 1)
    spoilt = await add_silently(app, tenant, 2)
    await app.look("update t_oudekade.client set notes = notes || '\\x00' where id = $1", spoilt)
    await app.parts.key_ring.rotate(tenant)
    for _ in range(2):
        await app.look(DUE_NOW)
        await app.parts.jobs.work_off()
    assert cipher(app, tenant).versions == {1, 2}
    assert (await used(app, tenant))["client.notes"] == {1: 1, 2: 1}
    assert "reseal.unreadable" in {entry["event"] for entry in app.logged}


async def test_a_run_that_breaks_off_goes_on_where_it_was_and_keeps_what_was_saved_meanwhile(
    app: OpenApp, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant, gate = database.tenants[0], app.parts.gate
    ids = [await add_silently(app, tenant, number) for number in range(1, 8)]
    monkeypatch.setattr(reseal, "AT_ONCE", 2)
    app.parts.keys.rotate(tenant.id)
    async with gate.view(tenant, SYSTEM) as view:
        changeable = [f"{one.table}.{one.column}" for one in await reseal.columns(view) if one.changeable]
    until_then = 1 + changeable.index("client.notes") + 2
    opened = 0

    def door() -> AbstractAsyncContextManager[Work]:
        nonlocal opened
        opened += 1
        if opened > until_then:
            raise ConnectionError("the worker was killed")
        return gate.work(tenant, SYSTEM)

    with pytest.raises(ConnectionError):
        await reseal.seal_rows_anew(door, cipher(app, tenant))
    assert (await used(app, tenant))["client.notes"] == {1: 3, 2: 4}, "two batches of two"
    async with gate.work(tenant, SYSTEM) as work:
        await work.update(
            "client", ids[-1], None, {"notes": work.cipher.seal("client", "notes", ids[-1], "new")}
        )
    assert await reseal.seal_rows_anew(lambda: gate.work(tenant, SYSTEM), cipher(app, tenant)) == 2
    assert (await used(app, tenant))["client.notes"] == {2: 7}
    async with gate.view(tenant, READER) as view:
        notes = [(await client(view, one)).notes for one in ids]
    assert notes == [*(f"canary {number}" for number in range(1, 7)), "new"]


async def test_the_shared_schema_rotates_too(app: OpenApp) -> None:
    new = NewAccount(email="noor@example.org", first_name="Noor", last_name="Kastanje", phone="06 12345678")
    async with app.parts.gate.core_work("auth", SYSTEM) as work:
        user_id = await create_account(work, new)
    await app.parts.key_ring.rotate(CORE)
    await app.parts.jobs.work_off()
    async with app.parts.gate.core_view("auth", SYSTEM) as view:
        counted = await reseal.uses(view, cipher(app, CORE))
        assert counted["user_account.email"] == counted["user_account.phone"] == {2: 1}
        found = await profile(view, user_id)
    assert found is not None
    assert found.phone == "+31612345678"


async def test_every_sealed_column_of_the_shared_schema_can_be_sealed_anew(app: OpenApp) -> None:
    """But the log's, and answers that are kept for three days."""
    changeable, seen = set(), set()
    for role in ring.CORE_DOORS:
        async with app.parts.gate.core_view(role, SYSTEM) as view:
            for column in await reseal.columns(view):
                seen.add(f"{column.table}.{column.column}")
                if column.changeable:
                    changeable.add(f"{column.table}.{column.column}")
    sealed = {"user_account.email", "user_account.phone", "invitation.email", "invitation.token", "mail_token.token",
              "pet.chip", "clinic_application_document.title_sealed", "letter.to_sealed"}  # fmt: skip
    assert sealed <= changeable
    assert {"audit_entry.detail", "idempotency_key.body"} <= seen


async def test_keys_are_destroyed_only_after_a_wait_that_can_be_taken_back(
    app: OpenApp, database: Database
) -> None:
    tenant, other = database.tenants
    made = await registered(app.parts.gate, tenant, {"email": "canary@example.org"}, {})
    kept = await registered(app.parts.gate, other, {"email": "kept@example.org"}, {})
    destroy, slug = app.parts.key_ring.destroy, tenant.slug
    with pytest.raises(NotInThisState):
        await destroy(slug, confirmed=True)
    async with app.parts.gate.core_work("system", SYSTEM) as work:
        await suspend_practice(work, slug)
    assert (await destroy(slug, confirmed=True))[1] is False
    assert (await app.http.get(f"/api/practices/{slug}")).status_code == 404
    with pytest.raises(NotYet):
        await destroy(slug, confirmed=True)
    await app.parts.key_ring.take_back(slug)
    async with app.parts.gate.core_work("system", SYSTEM) as work:
        await resume_practice(work, slug)
        await suspend_practice(work, slug)
    await destroy(slug, confirmed=True)
    await app.look(
        "update core.tenant set state_since = state_since - interval '31 days' where slug = $1", slug
    )
    with pytest.raises(NotConfirmed):
        await destroy(slug, confirmed=False)
    assert (await destroy(slug, confirmed=True))[1] is True
    with pytest.raises(KeyDestroyed):
        app.parts.keys.load(tenant.id)
    with pytest.raises(KeyDestroyed):
        await app.parts.key_ring.take_back(slug)
    async with app.parts.gate.view(tenant, READER) as view:
        with pytest.raises(KeyDestroyed):
            await client(view, made.client_id)
    async with app.parts.gate.view(other, READER) as view:
        assert (await client(view, kept.client_id)).email == "kept@example.org"
    noted = await app.look(
        "select action from core.audit_entry where subject_id = $1 order by seq", tenant.id
    )
    assert [row["action"] for row in noted][-3:] == ["practice.suspended", "practice.leave", "keys.destroy"]
    state = await app.look("select state from core.tenant where slug = $1", slug)
    assert state[0]["state"] == "leaving"
