"""From an event to a notice: one more subscriber of the outbox."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Event, Tenant, View, system_actor
from vetsync.kit.events.relay import Handler
from vetsync.kit.realtime.hub import Change, write_notice

NOTIFY = "select pg_notify('changes', $1)"

Describe = Callable[[UUID, Any], Sequence[Change]]
"""What an event changes, given the tenant's id and the event."""


async def publish_change(view: View, *changes: Change) -> None:
    """Sends the notices when the transaction commits. PostgreSQL drops exact repeats by itself."""
    for change in changes:
        await view.value(NOTIFY, write_notice(change))


def announcer(describe: Describe) -> Handler:
    """A handler that tells browsers of an event. Telling twice does no harm."""

    async def announce(gate: Gate, tenant: Tenant, event: Event) -> None:
        changes = describe(tenant.id, event)
        if not changes:
            return
        actor = system_actor("announce")
        door = gate.core_view("system", actor) if tenant.id == CORE.id else gate.view(tenant, actor)
        async with door as view:
            await publish_change(view, *changes)

    return announce


def announcing(described: Mapping[type[Event], Describe]) -> dict[type[Event], tuple[Handler, ...]]:
    """The part of the subscription list that keeps browsers up to date."""
    return {event: (announcer(describe),) for event, describe in described.items()}
