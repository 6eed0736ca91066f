"""A practice's post for the tests: our own mail server, an owner with an account, and every step worked by hand."""

import socket
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from uuid import UUID

import psycopg
from aiosmtpd.smtp import Envelope, Session

from tests.conftest import Clock, Database
from tests.scheduling.practice import CLIENT, DESK, OWNER, PATIENT, PET, SYSTEM
from vetsync.identity.users.schemas import Locale, NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.events.relay import Relay
from vetsync.kit.jobs.queue import Jobs
from vetsync.messaging.letters.post import PostOffice
from vetsync.scheduling.bookings import service
from vetsync.scheduling.bookings.schemas import OwnerBooking

BASE_URL = "https://vetsync.example"
MAIL_FROM = "VetSync <no-reply@vetsync.example>"
PROFILE = {
    "slug": "zwaluwhof",
    "name": "Dierenkliniek Zwaluwhof",
    "zone": "Europe/Amsterdam",
    "street": "Zwaluwlaan",
    "house_number": "4",
    "postcode": "3500 ZZ",
    "city": "Utrecht",
    "email": "balie@zwaluwhof.example",
    "phone": "+31300001200",
    "cancel_note": "Afzeggen kan tot 2 uur van tevoren.",
}
LINK_CLIENT = "update client set user_id = $2 where id = $1"
LETTERS = "select template, recipient, state, reason, attempts from letter order by id"
DUE_NOW = "update jobs.procrastinate_jobs set scheduled_at = null where status = 'todo'"
DESK_CLERK = Actor(DESK.id, "user", DESK.permissions | {"messages.read", "messages.write"}, "desk")


class Mailbox:
    """What our mail server received. `answer` is what it says to a letter, `refuse` to a recipient."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"
        self.refuse: str | None = None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: Any, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if self.refuse is not None:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: Any, __: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(message_from_bytes(envelope.content, policy=default))
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


async def make_owner(
    gate: Gate, tenant: Tenant, locale: Locale = "nl", *, is_verified: bool = True, first_name: str = "Sanne"
) -> UUID:
    """Sanne, who has an account and is the practice's client."""
    new = NewAccount(
        email=f"sanne.{locale}@example.com",
        first_name=first_name,
        last_name="de Vries",
        locale=locale,
        is_verified=is_verified,
    )
    async with gate.core_work("auth", SYSTEM) as core:
        user_id = await create_account(core, new)
    async with gate.work(tenant, SYSTEM) as work:
        await work.execute(LINK_CLIENT, CLIENT, user_id)
    return user_id


@dataclass
class Post:
    """Relay, queue and post office of one practice."""

    gate: Gate
    tenant: Tenant
    database: Database
    clock: Clock
    jobs: Jobs
    office: PostOffice
    relay: Relay
    mailbox: Mailbox

    async def deliver(self) -> None:
        """Events to letters, letters to the mail server, and those that wait as if their time had come."""
        await self.deliver_at_once()
        self.make_due()
        await self.jobs.work_off()

    async def deliver_at_once(self) -> None:
        """What is told within a second."""
        for tenant in (CORE, self.tenant):
            await self.relay.drain(tenant)
        await self.jobs.work_off()

    async def letters(self, tenant: Tenant | None = None) -> list[tuple[Any, ...]]:
        """(template, recipient, state, reason, attempts) in the order in which they were asked for."""
        core = tenant is CORE
        door = self.gate.core_view("system", SYSTEM) if core else self.gate.view(self.tenant, SYSTEM)
        async with door as view:
            return [tuple(record) for record in await view.records(LETTERS)]

    async def book(self, starts_at: Any, *, kind: str = "consult", owner_id: UUID | None = None) -> UUID:
        """A visit that the owner asks for; `surgery` is confirmed at once, `consult` waits."""
        actor = Actor(owner_id or OWNER.id, "user", OWNER.permissions, "owner")
        booking = OwnerBooking(
            type_key=kind,
            starts_at=starts_at,
            client_id=CLIENT,
            patient_id=PATIENT,
            pet_id=PET,
            species="dog",
        )
        async with self.gate.work(self.tenant, actor) as work:
            return await service.book_appointment(work, booking)

    def make_due(self) -> None:
        """What waits for its next attempt, waits no longer."""
        dsn = self.database.superuser_dsn
        with psycopg.connect(dsn, autocommit=True, options="-c search_path=jobs") as connection:
            connection.execute(DUE_NOW)
