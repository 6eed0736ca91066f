"""Quality goal R1b: with a wall taken away the matrix finds the hole. A matrix that finds nothing proves nothing."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from litestar.connection import ASGIConnection

from tests.application import BASE_URL
from tests.isolation.lint import catalogue_faults
from tests.isolation.matrix import leftovers, pairs_of, tried
from tests.isolation.operations import operations_of
from tests.isolation.world import World
from vetsync.identity.access import presence, queries
from vetsync.identity.access.guard import AccessGuard
from vetsync.identity.access.presence import Grant
from vetsync.identity.login import tokens
from vetsync.kit.clock import utc_now
from vetsync.kit.db import gate
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant, View
from vetsync.tenancy.structure.cache import TenantCache
from vetsync.tenancy.structure.queries import TenantRecord

pytestmark = pytest.mark.anyio
Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Defect:
    """What somebody did wrong, and who would notice where."""

    name: str
    seeded: Callable[[World, Patch], None]
    operation: str
    identity: str


def _handler(world: World, name: str) -> Any:
    for route in world.app.app.routes:
        for handler in route.route_handler_map.values():  # type: ignore[union-attr]  # HTTP routes only
            found = handler[0] if isinstance(handler, tuple) else handler
            if found.operation_id == name:
                return found
    raise LookupError(name)


def _asks(operation: str, permission: str) -> Callable[[World, Patch], None]:
    return lambda world, patch: patch.setitem(_handler(world, operation).opt, "permission", permission)


def _asks_nowhere_else(operation: str, permission: str) -> Callable[[World, Patch], None]:
    """The same, and the function behind the route asks for nothing: each of the two would do alone."""

    def seed(world: World, patch: Patch) -> None:
        _asks(operation, permission)(world, patch)
        patch.setattr(View, "require", lambda *_: None)

    return seed


def _statement(module: Any, name: str, clause: str, instead: str) -> Callable[[World, Patch], None]:
    def seed(_: World, patch: Patch) -> None:
        before = getattr(module, name)
        assert clause in before
        patch.setattr(module, name, before.replace(clause, instead))

    return seed


def _late_clock(world: World, patch: Patch) -> None:
    patch.setattr(world.app.parts.guard, "_clock", lambda: utc_now() - timedelta(minutes=5))


def _another_audience(world: World, patch: Patch) -> None:
    """With a verifier of its own, because one remembers the tokens that it accepted."""
    patch.setattr(tokens, "AUDIENCE", f"{tokens.AUDIENCE}-sync")
    patch.setattr(world.app.parts.guard, "_tokens", tokens.AccessTokens([world.app.signing], BASE_URL))


def _portal_of_staff(_: World, patch: Patch) -> None:
    """The owners' door opens under the role of the staff."""

    @asynccontextmanager
    async def portal(self: Gate, tenant: Tenant, actor: Any, client_id: UUID) -> AsyncIterator[Any]:
        async with self.view(tenant, actor) as view:
            yield view

    patch.setattr(Gate, "portal", portal)


def _one_practice_for_all(_: World, patch: Patch) -> None:
    """A cache whose key lacks the practice: the first one found is everybody's."""
    find = TenantCache._find
    first: list[TenantRecord | None] = []

    async def found(self: TenantCache, key: str | UUID) -> TenantRecord | None:
        first.append(first[0] if first else await find(self, "zwaluwhof"))
        return first[0]

    patch.setattr(TenantCache, "_find", found)


class _AnyGrant(dict[UUID, Grant]):
    def get(self, _: Any, default: Any = None) -> Any:
        return next(iter(self.values()), default)


def _grants_of_anywhere(_: World, patch: Patch) -> None:
    made = presence._presence
    patch.setattr(
        presence, "_presence",
        lambda rows: presence.Presence(
            made(rows).user_id, made(rows).expires_at, made(rows).kinds, _AnyGrant(made(rows).grants)
        ),
    )  # fmt: skip


def _practice_from_the_request(_: World, patch: Patch) -> None:
    """The guard asks the path; the practice that is then worked in comes from what the client sent."""
    judged = AccessGuard._principal

    async def principal(self: AccessGuard, connection: ASGIConnection[Any, Any, Any, Any], *who: Any) -> Any:
        found = await judged(self, connection, *who)
        if found.tenant and connection.path_params.get("slug") == "oudekade":
            return type(found)(
                found.actor, found.user_id, found.session_id, found.kinds, await self._tenants.by_slug("zwaluwhof"),
                found.department_id,
            )  # fmt: skip
        return found

    patch.setattr(AccessGuard, "_principal", principal)


IN_CODE = [
    Defect("a staff route is public", _asks("listPatients", "public"), "listPatients", "anonymous"),
    Defect(
        "a route asks for too little", _asks_nowhere_else("listPatients", "practice.read"),
        "listPatients", "tiny role A",
    ),
    Defect(
        "a platform route is for everybody", _asks_nowhere_else("listUsers", "signed_in"),
        "listUsers", "owner of nothing",
    ),
    Defect(
        "a list forgets the practice",
        _statement(queries, "APPLICATIONS", "p.tenant_id = $1", "$1::uuid is not null"),
        "listVetApplications", "vet A",
    ),
    Defect(
        "one row is found in any practice",
        _statement(queries, "INVITATIONS", "i.tenant_id = $1", "$1::uuid is not null"),
        "listInvitations", "clinic_admin B",
    ),
    Defect(
        "the end of a membership is ignored", _statement(presence, "WHO", "and m.state = 'active'", ""),
        "listPatients", "ex-employee",
    ),
    Defect(
        "the end of an account is ignored",
        _statement(presence, "WHO", "a.state = 'active' and a.session_version = s.session_version", "true"),
        "listPatients", "disabled user",
    ),
    Defect(
        "the end of a session is ignored", _statement(presence, "WHO", "and s.revoked_at is null", ""),
        "getMe", "ended session",
    ),
    Defect("an expired token is accepted", _late_clock, "getMe", "expired token"),
    Defect("tokens for something else are accepted", _another_audience, "getMe", "token for another audience"),
    Defect("the portal is opened as staff", _portal_of_staff, "getMyRecord", "neighbour A"),
    Defect("a cache forgets the practice", _one_practice_for_all, "listPatients", "clinic_admin A"),
    Defect("a membership counts everywhere", _grants_of_anywhere, "listPatients", "clinic_admin B"),
    Defect("the practice comes from the request", _practice_from_the_request, "listPatients", "clinic_admin B"),
]  # fmt: skip
POLICIES = """
select policyname, qual, tablename from pg_policies
where schemaname = $1 and tablename = any ($2::text[]) and policyname like $3 || '%' and qual is not null
"""
OPEN_POLICIES = [
    ("t_zwaluwhof", ["record", "record_share", "patient"], "portal", "getMyRecord", "neighbour A"),
    ("core", ["pet"], "person", "getPet", "owner B"),
    ("core", ["clinic_application"], "person", "getMyApplication", "owner of nothing"),
]


async def found(world: World, operation: str, identity: str) -> list[str]:
    """What the matrix finds at one operation for one identity."""
    world.app.parts.presences.forget_all()
    operations = [one for one in operations_of(world.app.app).operations if one.name == operation]
    outcome = await tried(world, list(pairs_of([world.who(identity)], operations)))
    return outcome.findings + await leftovers(world)


@pytest.mark.parametrize("defect", IN_CODE, ids=lambda defect: defect.name)
async def test_the_matrix_finds_it_when(world: World, monkeypatch: Patch, defect: Defect) -> None:
    assert await found(world, defect.operation, defect.identity) == []
    with monkeypatch.context() as patch:
        defect.seeded(world, patch)
        findings = await found(world, defect.operation, defect.identity)
    world.app.parts.presences.forget_all()
    assert findings


@pytest.mark.parametrize(("schema", "tables", "policy", "operation", "identity"), OPEN_POLICIES)
async def test_the_matrix_finds_an_open_policy(
    world: World, schema: str, tables: list[str], policy: str, operation: str, identity: str
) -> None:
    rows = await world.app.look(POLICIES, schema, tables, policy)
    try:
        for row in rows:
            await world.app.look(f'alter policy "{row[0]}" on {schema}.{row[2]} using (true)')
        assert await found(world, operation, identity)
    finally:
        for row in rows:
            await world.app.look(f'alter policy "{row[0]}" on {schema}.{row[2]} using ({row[1]})')
    assert await found(world, operation, identity) == []


async def test_a_role_that_outlives_its_transaction_is_found(world: World, monkeypatch: Patch) -> None:
    assert await leftovers(world) == []
    with monkeypatch.context() as patch:
        patch.setattr(gate, "BEGIN", gate.BEGIN.replace("true)", "false)"))
        assert await found(world, "listPatients", "clinic_admin A")
    await world.app.parts.pool.expire_connections()
    assert await found(world, "listPatients", "clinic_admin A") == []


async def test_a_route_that_declares_nothing_is_found_and_stays_closed(
    world: World, monkeypatch: Patch
) -> None:
    with monkeypatch.context() as patch:
        patch.delitem(_handler(world, "getPatient").opt, "permission")
        assert operations_of(world.app.app).undeclared == [
            "GET /api/staff/{slug:str}/patients/{patient_id:uuid}"
        ]
        path = f"/api/staff/zwaluwhof/patients/{world.objects['zwaluwhof']['patient_id']}"
        answer = await world.app.http.get(path, headers=dict(world.who("clinic_admin A").headers))
        assert (answer.status_code, answer.json()["code"]) == (403, "route_undeclared")


WAYS_AROUND = [
    (
        "create view t_zwaluwhof.all_of_it as select id from t_zwaluwhof.client",
        "drop view t_zwaluwhof.all_of_it",
    ),
    (
        "create materialized view t_zwaluwhof.copy as select id from t_zwaluwhof.client",
        "drop materialized view t_zwaluwhof.copy",
    ),
    (
        "create function core.peek() returns bigint language sql security definer as 'select 1'",
        "drop function core.peek()",
    ),
    (
        "alter table t_zwaluwhof.client no force row level security",
        "alter table t_zwaluwhof.client force row level security",
    ),
    (
        "grant select on t_oudekade.client to t_zwaluwhof",
        "revoke select on t_oudekade.client from t_zwaluwhof",
    ),
    ("create unique index oracle on core.clinic_application (created_at)", "drop index core.oracle"),
    (
        "create table t_zwaluwhof.crossing (id uuid references t_oudekade.client (id))",
        "drop table t_zwaluwhof.crossing",
    ),
]


@pytest.mark.parametrize("statements", WAYS_AROUND, ids=lambda pair: pair[0].split(" as ")[0])
async def test_the_lint_finds(world: World, statements: tuple[str, str]) -> None:
    seed, undo = statements
    assert await catalogue_faults(world.app) == []
    await world.app.look(seed)
    try:
        assert await catalogue_faults(world.app)
    finally:
        await world.app.look(undo)
