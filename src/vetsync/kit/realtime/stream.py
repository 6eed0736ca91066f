"""What a browser reads: server-sent events, each saying only what changed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec
from litestar.response import ServerSentEventMessage

from vetsync.kit.realtime.hub import Change, Ended, Hub, Resync

ALIVE_SECONDS = 15.0
RETRY_MILLISECONDS = 2_000


@dataclass(frozen=True, slots=True)
class Admission:
    """What a person may hear: all of the practices in which they are staff with `schedule.read`, and their own.

    `still_valid` asks whether the session and the membership still stand; it is called every 15 seconds.
    """

    user_id: UUID
    tenant_ids: frozenset[UUID]
    still_valid: Callable[[], Awaitable[bool]]


class ChangeMessage(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The data of a `change` message."""

    topic: str
    id: UUID | None = None
    version: int | None = None
    tenant_id: UUID | None = None


async def messages(
    hub: Hub, admission: Admission, alive_seconds: float = ALIVE_SECONDS
) -> AsyncIterator[ServerSentEventMessage]:
    """Lasts until the browser goes, the session ends or the node stops."""
    clock = asyncio.get_running_loop().time
    with hub.subscribed(admission.user_id, admission.tenant_ids) as stream:
        yield ServerSentEventMessage(event="hello", data="{}", retry=RETRY_MILLISECONDS)
        check_at = clock() + alive_seconds
        while True:
            # Asked first: a line on which there is always something to say would never come to the end of a wait.
            if clock() >= check_at:
                if not await admission.still_valid():
                    yield ServerSentEventMessage(event="ended", data="{}")
                    return
                check_at = clock() + alive_seconds
                yield ServerSentEventMessage(comment="alive")
            try:
                async with asyncio.timeout_at(check_at):
                    item = await stream.waiting.get()
            except TimeoutError:
                continue
            match item:
                case Ended():
                    return
                case Resync():
                    yield ServerSentEventMessage(event="resync", data="{}")
                case Change():
                    yield ServerSentEventMessage(event="change", data=_written(item))


def _written(change: Change) -> str:
    message = ChangeMessage(
        topic=change.topic, id=change.id, version=change.version, tenant_id=change.tenant_id
    )
    return msgspec.json.encode(message).decode()
