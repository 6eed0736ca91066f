"""The real program, in this process: all parts opened on a test's database, spoken to over ASGI."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import asyncpg
import httpx2
import structlog
from litestar import Litestar

from tests.conftest import OUDEKADE, ZWALUWHOF, Database
from vetsync.app.main import create_app
from vetsync.app.parts import Parts
from vetsync.app.program import Program, open_keys
from vetsync.identity.login.tokens import AccessTokens
from vetsync.kit.clock import utc_now
from vetsync.kit.config import Config
from vetsync.kit.crypto.signing import SigningKey, load_signing_key
from vetsync.kit.db.server import Database as ServedDatabase
from vetsync.kit.db.work import Tenant
from vetsync.kit.ids import new_id

BASE_URL = "http://vetsync.example"
TOLD_SECONDS_MAX = 30
METRICS_TOKEN = "token-of-the-test-alone"
ADD_SESSION = """
insert into core.login_session (id, user_id, session_version, created_at, last_used_at, expires_at)
select $1, $2, a.session_version, $3, $3, $4 from core.user_account a where a.id = $2
"""


@dataclass(frozen=True)
class OpenApp:
    """`http` speaks to `app`; `logged` is what the program logged meanwhile."""

    app: Litestar
    parts: Parts
    http: httpx2.AsyncClient
    database: Database
    signing: SigningKey
    tokens: AccessTokens
    logged: list[dict[str, Any]] = field(default_factory=list)

    async def look(self, statement: str, *binds: Any) -> list[asyncpg.Record]:
        """Behind all walls, as the superuser."""
        connection = await asyncpg.connect(self.database.superuser_dsn)
        try:
            return list(await connection.fetch(statement, *binds))
        finally:
            await connection.close()

    async def events_told(self, tenant: Tenant) -> None:
        """Waits for all of a practice's events, also those that the running relay has taken and not finished."""
        async with asyncio.timeout(TOLD_SECONDS_MAX):
            while await self.look(f"select id from {tenant.schema}.outbox where done_at is null limit 1"):
                await self.parts.relay.drain(tenant)
                await asyncio.sleep(0.02)

    async def session(self, user_id: UUID) -> UUID:
        """Of a person who logged in a moment ago."""
        session_id, now = new_id(), utc_now()
        await self.look(ADD_SESSION, session_id, user_id, now, now + timedelta(days=1))
        return session_id

    def bearer(self, user_id: UUID, session_id: UUID, now: datetime | None = None) -> dict[str, str]:
        token, _ = self.tokens.issue(user_id, session_id, now or utc_now())
        return {"authorization": f"Bearer {token}"}


@asynccontextmanager
async def opened_app(database: Database, folder: Path, **settings: Any) -> AsyncIterator[OpenApp]:
    """A node without a worker: the relay runs, jobs wait. `settings` are those of Config.

    All of a test's people come from one address, so it is not held back unless the test asks for that.
    """
    settings = {"anonymous_per_second": 0, "metrics_token": METRICS_TOKEN, "base_url": BASE_URL} | settings
    config = Config(
        data_dir=folder, database_url=database.app_dsn, database_owner_url=database.owner_dsn, worker=False,
        **settings,
    )  # fmt: skip
    keys = open_keys(config)
    for tenant in (ZWALUWHOF, OUDEKADE):
        keys.create(tenant.id)
    signing = load_signing_key(config.keys_path / "signing.pem")
    program = Program(config, ServedDatabase(database.app_dsn, database.owner_dsn))
    app = create_app(config, program.opened)
    transport = httpx2.ASGITransport(cast(Any, app), raise_app_exceptions=False)
    with _logged() as logged:
        async with app.lifespan(), httpx2.AsyncClient(transport=transport, base_url=BASE_URL) as http:
            tokens = AccessTokens([signing], BASE_URL)
            yield OpenApp(app, app.state.parts, http, database, signing, tokens, logged)


@contextmanager
def _logged() -> Iterator[list[dict[str, Any]]]:
    """Keeps what is logged instead of printing it."""
    kept: list[dict[str, Any]] = []
    before = structlog.get_config()

    def keep(_: Any, level: str, entry: Any) -> Any:
        kept.append({**entry, "level": level})
        raise structlog.DropEvent

    structlog.configure(processors=[structlog.contextvars.merge_contextvars, keep])
    try:
        yield kept
    finally:
        structlog.configure(**before)
