"""A small program with identity's routes alone, and the people who use it."""

import itertools
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import asyncpg
import httpx2
import pytest
from litestar import Litestar, Router, get
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.handlers.base import BaseRouteHandler
from litestar.params import FromPath

from tests.conftest import Clock, Database
from vetsync.identity.access.guard import provide_principal
from vetsync.identity.access.service import give_role
from vetsync.identity.login.events import ResetRequested
from vetsync.identity.login.handlers import answer_reset_request
from vetsync.identity.login.passwords import Passwords
from vetsync.identity.routes import ROUTES
from vetsync.identity.setup import Identity, open_identity
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.crypto.signing import SigningKey, load_signing_key
from vetsync.kit.db.gate import CORE, CORE_ID, Gate, open_pool
from vetsync.kit.db.work import Event, Tenant, system_actor
from vetsync.kit.events.relay import Relay
from vetsync.kit.http.principal import Principal
from vetsync.kit.http.problems import HANDLERS
from vetsync.kit.storage import SealedFiles, local_storage, sealed_files
from vetsync.tenancy.structure.cache import TenantCache

PASSWORD = "kaas-en-brood-42"
BASE_URL = "http://vetsync.example"


@dataclass(frozen=True)
class Person:
    """An account of the test, with its password known."""

    id: UUID
    email: str
    password: str = PASSWORD


@dataclass
class Browser:
    """Keeps cookies and the access token of whoever logged in with it, as the client does."""

    http: httpx2.AsyncClient
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def send(self, method: str, path: str, json: Any = None, **more: Any) -> httpx2.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        if self.token:
            headers.setdefault("authorization", f"Bearer {self.token}")
        return await self.http.request(method, path, json=json, headers=headers, **more)

    async def log_in(self, person: Person) -> httpx2.Response:
        answer = await self.send(
            "POST", "/api/auth/login", {"email": person.email, "password": person.password}
        )
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
        return answer


@dataclass(frozen=True)
class Town:
    """Everything a test of identity needs."""

    gate: Gate
    clock: Clock
    identity: Identity
    signing: SigningKey
    app: Litestar
    program: SimpleNamespace
    pool: asyncpg.Pool
    files: SealedFiles
    superuser_dsn: str
    tenants: tuple[Tenant, Tenant]

    def browser(self, address: str = "203.0.113.7") -> Browser:
        transport = httpx2.ASGITransport(cast(Any, self.app), client=(address, 40_000))
        return Browser(httpx2.AsyncClient(transport=transport, base_url=BASE_URL))

    async def person(
        self, email: str | None = None, *, is_verified: bool = True, name: str = "Sanne"
    ) -> Person:
        address = email or f"person{next(_numbers)}@example.com"
        hashed = await self.identity.desk.passwords.hash(PASSWORD)
        new = NewAccount(
            email=address,
            first_name=name,
            last_name="de Vries",
            password_hash=hashed,
            is_verified=is_verified,
        )
        async with self.gate.core_work("auth", system_actor("test")) as work:
            return Person(await create_account(work, new), address)

    async def staff(self, role: str, practice: Tenant | None = None, name: str = "Sanne") -> Person:
        person = await self.person(name=name)
        await self.make_member(person, role, practice)
        return person

    async def make_member(self, person: Person, role: str, practice: Tenant | None = None) -> None:
        async with self.gate.core_work("system", system_actor("test")) as work:
            await give_role(work, practice or self.tenants[0], person.id, role)

    async def system_admin(self) -> Person:
        person = await self.person()
        async with self.gate.core_work("system", system_actor("test")) as work:
            await work.execute("insert into system_admin (user_id, created_at) values ($1, now())", person.id)
        return person

    async def signed_in(self, person: Person, address: str = "203.0.113.7") -> Browser:
        browser = self.browser(address)
        answer = await browser.log_in(person)
        assert answer.status_code == 200, answer.text
        return browser

    async def look(self, statement: str, *binds: Any) -> list[asyncpg.Record]:
        """Behind all walls, as the superuser."""
        connection = await asyncpg.connect(
            self.superuser_dsn, server_settings={"search_path": "core, extensions"}
        )
        try:
            return list(await connection.fetch(statement, *binds))
        finally:
            await connection.close()

    async def count(self, statement: str, *binds: Any) -> int:
        return int((await self.look(statement, *binds))[0][0])

    async def deliver(self, *seen: type[Event]) -> list[Event]:
        """Lets the relay deliver what waits in core; the events of the given kinds that came by."""
        came: list[Event] = []

        async def keep(gate: Gate, tenant: Tenant, event: Event) -> None:
            came.append(event)

        subscriptions: dict[type[Event], list[Any]] = {kind: [keep] for kind in seen}
        subscriptions.setdefault(ResetRequested, []).append(answer_reset_request)

        async def nobody() -> list[Tenant]:
            return []

        await Relay(self.gate, subscriptions, nobody).drain(CORE)
        return came


_numbers = itertools.count(1)


@get("/staff/{slug:str}/probe", opt={"permission": "records.sign"}, operation_id="probe")
async def probe(slug: FromPath[str], principal: NamedDependency[Principal]) -> dict[str, Any]:
    return {"tenant": principal.practice.slug, "department_id": principal.department_id}


@get("/undeclared", operation_id="undeclared")
async def undeclared() -> str:
    return "open"


@get("/greeting", opt={"permission": "public"}, operation_id="greeting")
async def greeting(principal: NamedDependency[Principal]) -> dict[str, Any]:
    return {"user_id": principal.user_id}


def make_app(program: SimpleNamespace) -> Litestar:
    async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        await program.guard(connection, handler)

    def part(name: str) -> Provide:
        async def provide(state: State) -> Any:
            return getattr(program, name)

        return Provide(provide)

    return Litestar(
        [Router("/api", route_handlers=[*ROUTES, probe, undeclared, greeting])],
        guards=[guard],
        dependencies={
            "principal": Provide(provide_principal),
            **{name: part(name) for name in ("gate", "desk", "presences", "files")},
        },
        exception_handlers=HANDLERS,
        request_max_body_size=64_000,
        openapi_config=None,
    )


@pytest.fixture
async def town(
    database: Database,
    keys: FileKeyProvider,
    clock: Clock,
    make_gate: Callable[[asyncpg.Pool], Gate],
    tmp_path: Path,
) -> AsyncIterator[Town]:
    """Hashing costs next to nothing here, so that fifty rivals are quick; what is counted stays the same."""
    pool = await open_pool(database.app_dsn, 8)
    gate = make_gate(pool)
    signing = load_signing_key(tmp_path / "secrets" / "tokens.pem")
    passwords = Passwords(memory_kib=64, rounds=1)
    identity = open_identity(gate, TenantCache(gate), signing, BASE_URL, passwords=passwords, clock=clock)
    files = sealed_files(local_storage(tmp_path / "files"), ciphers(keys), CORE_ID)
    program = SimpleNamespace(
        gate=gate, guard=identity.guard, desk=identity.desk, presences=identity.presences, files=files
    )
    try:
        yield Town(
            gate,
            clock,
            identity,
            signing,
            make_app(program),
            program,
            pool,
            files,
            database.superuser_dsn,
            database.tenants,
        )
    finally:
        await pool.close()


def random_email() -> str:
    return f"{secrets.token_hex(6)}@example.com"
