"""The streams of this process, and who hears which change.

A change names what changed, never its content: the client asks again, and access is checked again.
So a notice that reaches the wrong stream could not leak more than an id, and none does.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
import structlog

log = structlog.get_logger()

CHANNEL = "changes"
NOTICE_BYTES_MAX = 200
WAITING_MAX = 200
"""Changes that may wait for one slow browser; beyond that it is told to fetch everything anew."""
STREAMS_PER_USER_MAX = 12


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """`topic` is a glossary word (appointment, thread, record …); `user_id` is the owner it concerns, if any."""

    tenant_id: UUID
    topic: str
    id: UUID | None = None
    version: int | None = None
    user_id: UUID | None = None


class _Notice(msgspec.Struct, frozen=True, array_like=True):
    """A change as it travels by NOTIFY: an array, so that it stays under 200 bytes."""

    tenant_id: UUID
    topic: str
    id: UUID | None
    version: int | None
    user_id: UUID | None


def write_notice(change: Change) -> str:
    """Raises ValueError for a topic that is too long to travel."""
    notice = _Notice(change.tenant_id, change.topic, change.id, change.version, change.user_id)
    written = msgspec.json.encode(notice)
    if len(written) > NOTICE_BYTES_MAX:
        raise ValueError(f"the notice about {change.topic!r} is longer than {NOTICE_BYTES_MAX} bytes")
    return written.decode()


def read_notice(payload: str) -> Change:
    notice = msgspec.json.decode(payload, type=_Notice)
    return Change(
        tenant_id=notice.tenant_id,
        topic=notice.topic,
        id=notice.id,
        version=notice.version,
        user_id=notice.user_id,
    )


class Resync(msgspec.Struct, frozen=True):
    """Something was missed: whoever reads this fetches everything anew."""


class Ended(msgspec.Struct, frozen=True):
    """No more will come."""


Item = Change | Resync | Ended


@dataclass(eq=False)
class Stream:
    """One browser. Staff hear all of the practices in `tenant_ids`; everybody hears what is their own."""

    user_id: UUID
    tenant_ids: frozenset[UUID]
    waiting: asyncio.Queue[Item] = field(default_factory=lambda: asyncio.Queue(maxsize=WAITING_MAX))

    def concerns(self, change: Change) -> bool:
        return change.user_id == self.user_id or change.tenant_id in self.tenant_ids

    def put(self, item: Item) -> None:
        """Never blocks: what doesn't fit is replaced by one word to fetch everything."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait(Resync())
        self.waiting.put_nowait(item)


class Hub:
    """One per process. Called from the event loop's own thread only."""

    def __init__(self) -> None:
        self._streams: dict[Stream, None] = {}
        self._ended = False

    def __len__(self) -> int:
        return len(self._streams)

    @contextmanager
    def subscribed(self, user_id: UUID, tenant_ids: frozenset[UUID] = frozenset()) -> Iterator[Stream]:
        """A stream for as long as the block lasts. A person's oldest stream gives way to the thirteenth."""
        own = [stream for stream in self._streams if stream.user_id == user_id]
        if len(own) >= STREAMS_PER_USER_MAX:
            own[0].put(Ended())
        stream = Stream(user_id, tenant_ids)
        if self._ended:
            stream.put(Ended())
        self._streams[stream] = None
        try:
            yield stream
        finally:
            self._streams.pop(stream, None)

    def hear(self, payload: str) -> None:
        """A notice from the channel; one that cannot be read is not worth the listener's life."""
        try:
            change = read_notice(payload)
        except msgspec.MsgspecError:
            log.warning("notice.unreadable", length=len(payload))
            return
        self.publish(change)

    def publish(self, change: Change) -> None:
        for stream in self._streams:
            if stream.concerns(change):
                stream.put(change)

    def resync(self) -> None:
        """Notices were lost, for instance while the listening connection was away."""
        for stream in self._streams:
            stream.put(Resync())

    def end(self) -> None:
        """Ends every stream, now and from now on: the node is stopping."""
        self._ended = True
        for stream in self._streams:
            stream.put(Ended())
