"""The post office: takes letters in, and gets them out, each once, however often it is asked."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, timedelta

import structlog

from vetsync.kit.clock import utc_now
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, Work
from vetsync.kit.jobs.orders import GiveUp, JobKind, Scheduled
from vetsync.kit.jobs.queue import Jobs
from vetsync.messaging.letters import account, service, visits
from vetsync.messaging.letters.compose import ACTOR, Desk, Dropped
from vetsync.messaging.letters.render import render
from vetsync.messaging.letters.schemas import Letter, NewLetter, RemindOwners, SendLetter
from vetsync.messaging.letters.senders import Busy, Refused, Sender, envelope

COMPOSERS = account.COMPOSERS | visits.COMPOSERS
ATTEMPTS_MAX = 60
"""With pauses that grow to an hour, a mail server may be away for more than two days."""
UNDO_OFFERED = timedelta(seconds=10)
"""As long as a screen offers to take a step back at a press."""
WAIT = UNDO_OFFERED + timedelta(seconds=5)
"""What was pressed at the last moment is on its way yet."""

log = structlog.get_logger()

Tenants = Callable[[], Awaitable[list[Tenant]]]


class PostOffice:
    """One per process. `mail_from` is the address on the envelope: `VetSync <no-reply@…>`."""

    def __init__(self, gate: Gate, jobs: Jobs, sender: Sender, base_url: str, mail_from: str):
        self._desk = Desk(gate, base_url)
        self._jobs = jobs
        self._sender = sender
        self._mail_from = mail_from

    def kinds(self) -> tuple[JobKind, ...]:
        """What the job queue has to learn."""
        return (
            JobKind(SendLetter, self.send, queue="mail", attempts_max=ATTEMPTS_MAX + 1),
            JobKind(RemindOwners, self.remind, queue="mail"),
        )

    def schedule(self, tenants: Tenants) -> tuple[Scheduled, ...]:
        """Reminders each hour, every practice by itself."""

        async def remind_everywhere(_: Gate) -> None:
            for tenant in await tenants():
                if tenant.kind == "practice":
                    await self._jobs.defer(tenant, RemindOwners(), once=f"remind {tenant.id}")

        return (Scheduled("remind_everywhere", "7 * * * *", remind_everywhere),)

    async def accept(self, gate: Gate, tenant: Tenant, cause: str, letters: Sequence[NewLetter]) -> None:
        """Queues letters, once per cause: an event that is delivered again finds them there.

        A letter that was queued while its job was not (the process died between) gets one at the repetition. What
        tells of a step that can be taken back at a press waits until it can't.
        """
        async with _door(gate, tenant) as work:
            waiting = await service.queue_letters(work, cause, letters)
        for letter in waiting:
            # Two jobs for one letter take turns, and the second finds it sent.
            await self._jobs.defer(
                tenant,
                SendLetter(letter_id=letter.id),
                at=utc_now() + WAIT if letter.waits else None,
                alone=f"letter {letter.matter}",
            )

    async def send(self, gate: Gate, tenant: Tenant, order: SendLetter) -> None:
        """Looks whether the letter still makes sense, writes it and hands it over."""
        async with _door(gate, tenant) as work:
            letter = await service.letter(work, order.letter_id)
        if letter is None or letter.state in {"sent", "dropped"}:
            return
        try:
            draft = await COMPOSERS[letter.template](self._desk, tenant, letter)
            message = envelope(letter.id, self._mail_from, draft, render(draft))
            if letter.waits:
                async with _door(gate, tenant) as work:
                    await service.note_handing_over(work, letter.id)
            await self._sender.send(message)
        except Dropped as error:
            reason = "perhaps_sent" if letter.reason == "handing_over" else str(error)
            async with _door(gate, tenant) as work:
                await service.note_dropped(work, letter.id, reason)
            return
        except Refused as error:
            await self._fail(gate, tenant, letter, str(error))
        except Busy as error:
            await self._try_later(gate, tenant, letter, str(error))
        async with _door(gate, tenant) as work:
            await service.note_sent(work, letter.id, draft.to, draft.locale)

    async def remind(self, gate: Gate, tenant: Tenant, _: RemindOwners) -> None:
        """Queues the reminders of visits that are a day away."""
        async with gate.view(tenant, ACTOR) as view:
            due = await service.reminders_due(view)
        for one in due:
            data = {
                "appointment_id": str(one.appointment_id),
                "starts_at": one.starts_at.astimezone(UTC).isoformat(),
            }
            await self.accept(
                gate, tenant, one.cause, [NewLetter(template="reminder", recipient="owner", data=data)]
            )

    async def _fail(self, gate: Gate, tenant: Tenant, letter: Letter, reason: str) -> None:
        async with _door(gate, tenant) as work:
            await service.note_failed(work, letter.id, reason)
        raise GiveUp(reason)

    async def _try_later(self, gate: Gate, tenant: Tenant, letter: Letter, reason: str) -> None:
        async with _door(gate, tenant) as work:
            attempts = await service.note_tried(work, letter.id, reason)
        if attempts >= ATTEMPTS_MAX:
            await self._fail(gate, tenant, letter, reason)
        raise Busy(reason)


def _door(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[Work]:
    return gate.core_work("system", ACTOR) if tenant.id == CORE.id else gate.work(tenant, ACTOR)
