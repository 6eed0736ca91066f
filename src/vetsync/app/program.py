"""A running node: everything is made here, opened together and closed in the opposite order."""

import asyncio
import zoneinfo
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial

import structlog

from vetsync.app.keys import KeyRing
from vetsync.app.merging import follow_merges
from vetsync.app.names import name_actors
from vetsync.app.parts import Parts
from vetsync.app.schedule import schedule
from vetsync.app.subscriptions import subscriptions
from vetsync.audit.anchor import AnchorBook
from vetsync.audit.recorder import ChainRecorder
from vetsync.identity.setup import open_identity
from vetsync.kit.config import Config
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.db import upkeep
from vetsync.kit.db.gate import CORE_ID, Gate, Pool, close_pool, open_pool
from vetsync.kit.db.self_test import self_test
from vetsync.kit.db.server import FOLDER, Database, open_database
from vetsync.kit.events.notices import Listener
from vetsync.kit.events.relay import Relay
from vetsync.kit.http.brake import AddressBrake
from vetsync.kit.jobs.queue import GRACE_SECONDS, Jobs
from vetsync.kit.realtime.admission import admitter
from vetsync.kit.realtime.hub import CHANNEL, Hub
from vetsync.kit.storage import Storage, local_storage, sealed_files, storage_at
from vetsync.messaging.letters.folder import LetterFolder
from vetsync.messaging.letters.post import PostOffice
from vetsync.messaging.letters.senders import make_sender
from vetsync.search.finder.around import Around
from vetsync.tenancy.provisioning.schema import schema_maker
from vetsync.tenancy.provisioning.service import Provisioner
from vetsync.tenancy.structure.cache import TenantCache

Before = Callable[[Parts], Awaitable[None]]

log = structlog.get_logger()

ROUNDS = 3
ROUND_SECONDS = GRACE_SECONDS + 1
"""Jobs that run have a moment to finish before they are cancelled again."""
PLACES = "select schema_name, role_name from core.tenant order by id"


@contextmanager
def prepare(config: Config) -> Iterator[Database]:
    """The database, started if it is ours, migrated and found fit, for as long as this lasts."""
    # The machine's own zone files may be years old, and PostgreSQL brings its own: the pinned package decides.
    zoneinfo.reset_tzpath(())
    config.data_dir.mkdir(parents=True, exist_ok=True)
    with open_database(config.database_url, config.database_owner_url, config.data_dir) as database:
        upkeep.migrate_all(database.provisioner_dsn, PLACES)
        self_test(database.app_dsn)
        yield database


class Program:
    """One per process; `opened` lasts as long as the node serves."""

    def __init__(self, config: Config, database: Database, before: Before | None = None):
        """`before` is done when all is open and nothing runs yet: events that it causes wait until it is over."""
        self._before = before
        self._config = config
        self._database = database
        self._storage = open_storage(config)
        self._hub = Hub()

    def end_streams(self) -> None:
        """Browsers' streams never end by themselves; called when the node is told to stop."""
        self._hub.end()

    async def work(self) -> None:
        """Jobs, events and schedules only, until cancelled."""
        async with self.opened(serves=False):
            await asyncio.Event().wait()

    @asynccontextmanager
    async def opened(self, *, serves: bool = True) -> AsyncIterator[Parts]:
        """Pool, relay, listener and jobs; a node that only serves leaves jobs to `vetsync worker`."""
        pool = await open_pool(self._database.app_dsn, self._config.pool_size_max)
        try:
            parts, relay = self._make(pool)
            async with parts.jobs.opened():
                if self._config.storage_url and not await parts.storage.answers():
                    # Only files are missing without it, so the node serves all the same.
                    log.error("storage.silent", setting="VETSYNC_STORAGE_URL")
                if self._before:
                    await self._before(parts)
                runs = [relay.run, self._listener(relay).run]
                if self._config.worker or not serves:
                    runs.append(parts.jobs.run_worker)
                tasks = [asyncio.create_task(kept_running(run), name=run.__qualname__) for run in runs]
                try:
                    yield parts
                finally:
                    await ended(tasks)
        finally:
            await close_pool(pool)

    @asynccontextmanager
    async def quiet(self) -> AsyncIterator[Parts]:
        """The parts with nothing running behind them: for a command that does one thing and ends."""
        pool = await open_pool(self._database.app_dsn, self._config.pool_size_max)
        try:
            parts, _ = self._make(pool)
            async with parts.jobs.opened():
                yield parts
        finally:
            await close_pool(pool)

    @staticmethod
    @asynccontextmanager
    async def unopened() -> AsyncIterator[Parts]:
        """For describing the routes only."""
        raise LookupError("this program was made to be looked at")
        yield

    def _make(self, pool: Pool) -> tuple[Parts, Relay]:
        config, database = self._config, self._database
        keys = open_keys(config)
        cipher_for = ciphers(keys)
        gate = Gate(pool, ChainRecorder(), cipher_for)
        name_actors()
        follow_merges()
        tenants = TenantCache(gate)
        signing = load_signing_key(config.keys_path / "signing.pem")
        brake = AddressBrake(
            config.anonymous_per_second,
            config.anonymous_burst,
            spares_this_machine=config.serves_this_machine_only,
        )
        identity = open_identity(gate, tenants, signing, config.base_url, brake=brake)
        anchors = AnchorBook(config.data_dir / "anchors", signing)
        storage = self._storage
        jobs = Jobs(database.app_dsn, gate, tenants.found)
        mail = config.data_dir / "mail"
        post = PostOffice(gate, jobs, make_sender(config.smtp_url, mail), config.base_url, config.mail_from)
        provisioner = Provisioner(gate, keys, schema_maker(database.provisioner_dsn))
        relay = Relay(gate, subscriptions(post, provisioner), tenants.all)
        key_ring = KeyRing(gate, keys, storage, jobs)
        jobs.learn(*post.kinds(), *key_ring.kinds())
        keep_spares = partial(upkeep.keep_spares, database.provisioner_dsn)
        jobs.plan(*schedule(jobs, relay, tenants.all, post, provisioner, anchors, keep_spares))
        parts = Parts(
            config=config,
            database=database,
            pool=pool,
            gate=gate,
            keys=keys,
            anchors=anchors,
            storage=storage,
            files=sealed_files(storage, cipher_for, CORE_ID),
            letter_folder=LetterFolder(mail),
            tenants=tenants,
            presences=identity.presences,
            around=Around(gate),
            guard=identity.guard,
            desk=identity.desk,
            hub=self._hub,
            admit=admitter(identity.presences.of, tenants.found_by_slug),
            jobs=jobs,
            provisioner=provisioner,
            relay=relay,
            key_ring=key_ring,
        )
        return parts, relay

    def _listener(self, relay: Relay) -> Listener:
        def after_gap() -> None:
            relay.sweep()
            self._hub.resync()

        channels = {"outbox": relay.wake, CHANNEL: self._hub.hear}
        return Listener(self._database.app_dsn, channels, after_gap)


async def kept_running(run: Callable[[], Awaitable[None]], pause_seconds: float = 2.0) -> None:
    """Begins anew whenever it ends: without letters and reactions a node looks well and is not. Until cancelled."""
    own = asyncio.current_task()
    # A worker that ends in good order when it is cancelled says no more of it, hence the question.
    while own is None or not own.cancelling():
        try:
            await run()
        except Exception as error:
            log.error("background.failed", run=run.__qualname__, error=type(error).__name__)
        await asyncio.sleep(0 if own and own.cancelling() else pause_seconds)


async def ended(tasks: Iterable[asyncio.Task[None]], round_seconds: float = ROUND_SECONDS) -> None:
    """Cancels until they have ended: what a library waits for may come at the same moment as the cancellation, and then
    Python 3.11 hands over the one and forgets the other (`asyncio.wait_for`).
    """
    pending = set(tasks)
    for _ in range(ROUNDS):
        for task in pending:
            task.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=round_seconds)
    for task in pending:
        log.error("background.stuck", run=task.get_name())


def open_storage(config: Config) -> Storage:
    """The bucket that was named, or a folder beside the other data. Raises CannotStore."""
    return storage_at(config.storage_url) if config.storage_url else local_storage(config.data_dir / "files")


def open_keys(config: Config) -> FileKeyProvider:
    """The key store, with the shared schema's own key made at the first start."""
    database = None if config.database_url else config.data_dir / FOLDER
    keys = FileKeyProvider(config.keys_path, database_folder=database)
    keys.create(CORE_ID)
    return keys
