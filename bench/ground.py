"""Where measuring takes place: a server of its own in a temporary folder, filled, with doors to add more."""

import datetime as dt
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from bench import data
from vetsync.app.program import open_keys, prepare
from vetsync.audit.recorder import ChainRecorder
from vetsync.kit.config import Config
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.db.bootstrap import DATABASE
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.gate import Gate, open_pool
from vetsync.kit.db.server import Database
from vetsync.kit.db.work import Tenant
from vetsync.tenancy.provisioning.schema import schema_maker
from vetsync.tenancy.provisioning.service import Provisioner

EMAIL = "bench@vetsync.example"
DAYS = (60, 320)


@dataclass(frozen=True)
class Ground:
    """`week` is a Monday after all that is booked; the appointments of `DAYS` lie in the week before."""

    config: Config
    database: Database
    week: dt.date

    @property
    def embedded(self) -> EmbeddedServer:
        assert self.database.embedded is not None
        return self.database.embedded

    @property
    def server_pid(self) -> int:
        assert self.embedded.pid is not None
        return self.embedded.pid

    @property
    def superuser_dsn(self) -> str:
        return self.embedded.dsn(SUPERUSER, DATABASE)

    @property
    def socket_and_database(self) -> tuple[str, str]:
        return parse_qs(urlsplit(self.database.app_dsn).query)["host"][0], DATABASE

    def day_with(self, count: int) -> dt.date:
        return self.week - dt.timedelta(days=7 - DAYS.index(count))

    @property
    def slot_day(self) -> dt.date:
        """An ordinary day a week ahead, a third booked."""
        on = data.local_today() + dt.timedelta(days=7)
        return on if on.weekday() < 5 else on + dt.timedelta(days=2)


@dataclass(frozen=True)
class Builder:
    """Makes practices as the program does."""

    gate: Gate
    provisioner: Provisioner
    user_id: UUID

    async def practice(self, slug: str) -> Tenant:
        return await data.add_practice(self.gate, self.provisioner, slug, self.user_id)


@contextmanager
def open_ground(kept: Path | None) -> Iterator[Ground]:
    """In `kept`, or in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vetsync-bench-") as made:
        folder = kept or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the server's user must get in
        config = Config(data_dir=folder, log_level="WARNING")
        today = data.local_today()
        week = today + dt.timedelta(days=35 - today.weekday())
        with prepare(config) as database:
            yield Ground(config, database, week)


@asynccontextmanager
async def building(ground: Ground) -> AsyncIterator[Builder]:
    keys = open_keys(ground.config)
    pool = await open_pool(ground.database.app_dsn, 2)
    try:
        gate = Gate(pool, ChainRecorder(), ciphers(keys))
        provisioner = Provisioner(gate, keys, schema_maker(ground.database.provisioner_dsn))
        async with gate.core_view("auth", data.ACTOR) as view:
            known = await view.value("select id from user_account order by created_at limit 1")
        yield Builder(gate, provisioner, known or await data.add_account(gate, EMAIL))
    finally:
        await pool.close()
