"""A furnished practice, our own mail server, and the post office between them."""

from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import Clock, Database
from tests.messaging.post import BASE_URL, MAIL_FROM, PROFILE, Mailbox, Post, free_port
from tests.scheduling.practice import SYSTEM, furnish
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.events.relay import Relay
from vetsync.kit.jobs.queue import Jobs
from vetsync.messaging.handlers import subscriptions
from vetsync.messaging.letters.post import PostOffice
from vetsync.messaging.letters.senders import Sender, SmtpSender, smtp_server


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mail_server(mailbox: Mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def sender(mail_server: Controller) -> Sender:
    return SmtpSender(smtp_server(f"smtp://127.0.0.1:{mail_server.port}?encryption=none"))


@pytest.fixture
async def practice(gate: Gate, tenants: tuple[Tenant, Tenant]) -> Tenant:
    """Furnished, with a profile."""
    async with gate.work(tenants[0], SYSTEM) as work:
        await furnish(work)
        await work.update("practice", tenants[0].id, None, PROFILE)
    return tenants[0]


@pytest.fixture
async def post(
    gate: Gate, practice: Tenant, database: Database, sender: Sender, mailbox: Mailbox, clock: Clock
) -> AsyncIterator[Post]:
    known = {tenant.id: tenant for tenant in database.tenants}

    async def tenant_by_id(tenant_id: UUID) -> Tenant | None:
        return known.get(tenant_id)

    async def all_tenants() -> list[Tenant]:
        return list(database.tenants)

    jobs = Jobs(database.app_dsn, gate, tenant_by_id)
    office = PostOffice(gate, jobs, sender, BASE_URL, MAIL_FROM)
    jobs.learn(*office.kinds())
    relay = Relay(gate, subscriptions(office), all_tenants)
    async with jobs.opened():
        yield Post(gate, practice, database, clock, jobs, office, relay, mailbox)
