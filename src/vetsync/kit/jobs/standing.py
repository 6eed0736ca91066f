"""What every installation has to do by the clock, whatever its domains are."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

import structlog

from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant, Work, system_actor
from vetsync.kit.events.relay import Relay, forget_delivered
from vetsync.kit.http.perform import forget_keys
from vetsync.kit.jobs.orders import Scheduled
from vetsync.kit.jobs.queue import Jobs

EACH_MINUTE = "* * * * *"
EACH_TEN_MINUTES = "*/10 * * * *"
EACH_NIGHT = "17 3 * * *"

Tidy = Callable[[Work], Awaitable[int]]
Tenants = Callable[[], Awaitable[list[Tenant]]]

log = structlog.get_logger()


class SomeFailed(Exception):
    """The round was made, but not everywhere with success."""


def standing(
    jobs: Jobs,
    relay: Relay,
    tenants: Tenants,
    each_minute: Sequence[Tidy] = (),
    each_night: Sequence[Tidy] = (),
    each_night_in_core: Sequence[Tidy] = (),
) -> tuple[Scheduled, ...]:
    """Each minute: jobs of killed workers, events whose notice was lost. Each night: what is no longer needed.

    `each_minute` and `each_night` are what domains add in every tenant, `each_night_in_core` in the shared schema.
    """

    async def sweep_outbox(_: Gate) -> None:
        await everywhere([CORE, *await tenants()], relay.drain)

    async def take_up_stalled(_: Gate) -> None:
        await jobs.take_up_stalled()

    async def tidy_up(gate: Gate) -> None:
        async def tidy(tenant: Tenant) -> None:
            own = each_night_in_core if tenant is CORE else each_night
            for forget in (forget_keys, forget_delivered, *own):
                async with _door(gate, tenant) as work:
                    await forget(work)

        await jobs.forget_finished()
        await everywhere([CORE, *await tenants()], tidy)

    async def tend(gate: Gate) -> None:
        async def tidy(tenant: Tenant) -> None:
            for step in each_minute:
                async with gate.work(tenant, system_actor("tend")) as work:
                    await step(work)

        await everywhere(await tenants(), tidy)

    found = [
        Scheduled("sweep_outbox", EACH_MINUTE, sweep_outbox),
        Scheduled("take_up_stalled", EACH_MINUTE, take_up_stalled),
        Scheduled("tidy_up", EACH_NIGHT, tidy_up),
    ]
    return (*found, Scheduled("tend", EACH_MINUTE, tend)) if each_minute else tuple(found)


async def everywhere(tenants: Sequence[Tenant], do: Callable[[Tenant], Awaitable[object]]) -> None:
    """One tenant after the other; trouble in one does not keep the others waiting. Raises SomeFailed at the end."""
    failed = 0
    for tenant in tenants:
        try:
            await do(tenant)
        except Exception as error:
            failed += 1
            log.warning("round.failed", tenant=str(tenant.id), error=type(error).__name__)
    if failed:
        raise SomeFailed


def _door(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[Work]:
    actor = system_actor("tidy_up")
    return gate.core_work("system", actor) if tenant is CORE else gate.work(tenant, actor)
