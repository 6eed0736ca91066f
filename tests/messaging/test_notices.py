"""What browsers are told: every event that changes what somebody looks at, to whom it concerns, by its own word."""

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest

from tests.messaging.post import DESK_CLERK, Post, make_owner
from tests.scheduling.practice import CLIENT, at
from vetsync.identity.users.events import ProfileChanged
from vetsync.kit.db.gate import CORE
from vetsync.kit.events.notices import Listener
from vetsync.kit.realtime.hub import Change, Hub
from vetsync.messaging.notices import ANNOUNCEMENTS, DESCRIBED
from vetsync.messaging.threads import service
from vetsync.messaging.threads.schemas import ThreadChange, ThreadStart
from vetsync.records.events import RecordShared
from vetsync.tenancy.events import PracticeChanged

pytestmark = pytest.mark.anyio


async def test_what_is_done_in_a_practice_is_heard_there_and_by_the_owner_but_not_next_door(
    post: Post,
) -> None:
    owner = await make_owner(post.gate, post.tenant)
    hub = Hub()
    listener = Listener(post.database.app_dsn, {"changes": hub.hear}, lambda: None)
    listening = asyncio.create_task(listener.run())
    next_door = post.database.tenants[1]
    with (
        hub.subscribed(uuid4(), frozenset({post.tenant.id})) as colleague,
        hub.subscribed(owner) as mine,
        hub.subscribed(uuid4(), frozenset({next_door.id})) as rival,
    ):
        await asyncio.wait_for(listener.connected.wait(), 5)
        appointment_id = await post.book(at(9, 9), owner_id=owner)
        async with post.gate.work(post.tenant, DESK_CLERK) as work:
            begun = await service.start_thread(work, ThreadStart(client_id=CLIENT, subject="Hoi", text="Dag"))
            await service.change_thread(work, begun.thread.id, 1, ThreadChange(state="closed"))
            work.emit(RecordShared(record_id=uuid4(), patient_id=uuid4(), client_id=CLIENT))
            work.emit(PracticeChanged(tenant_id=post.tenant.id, version=2))
        await post.relay.drain(post.tenant)
        heard = [await asyncio.wait_for(colleague.waiting.get(), 2) for _ in range(5)]
        own = [await asyncio.wait_for(mine.waiting.get(), 2) for _ in range(4)]
        await post.relay.drain(CORE)
        assert rival.waiting.empty()
        assert mine.waiting.empty()
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening
    assert all(isinstance(one, Change) for one in heard)
    assert [(one.topic, one.id) for one in heard if isinstance(one, Change)][:2] == [
        ("appointment", appointment_id),
        ("thread", begun.thread.id),
    ]
    assert [one.topic for one in own if isinstance(one, Change)] == [
        "appointment",
        "thread",
        "thread",
        "record",
    ]


def test_every_announced_event_has_a_handler_and_a_topic_of_its_own() -> None:
    assert ANNOUNCEMENTS.keys() == {*DESCRIBED, RecordShared, ProfileChanged}
    topics = [event.topic for event in ANNOUNCEMENTS]
    assert len(topics) == len(set(topics))
