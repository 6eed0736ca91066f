"""What runs in the background of a node."""

import asyncio
from contextlib import suppress

import pytest
import structlog

from vetsync.app.program import ended, kept_running

pytestmark = pytest.mark.anyio


async def test_what_breaks_in_the_background_begins_anew() -> None:
    begun: asyncio.Queue[int] = asyncio.Queue()

    async def breaking() -> None:
        begun.put_nowait(1)
        raise LookupError

    task = asyncio.create_task(kept_running(breaking, pause_seconds=0))
    for _ in range(3):
        await asyncio.wait_for(begun.get(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_ends_in_good_order_when_cancelled_does_not_begin_anew() -> None:
    begun: list[int] = []
    waiting = asyncio.Event()

    async def polite() -> None:
        begun.append(1)
        waiting.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return

    task = asyncio.create_task(kept_running(polite, pause_seconds=0))
    await waiting.wait()
    task.cancel()
    await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), 5)
    assert begun == [1]


async def test_what_loses_a_cancellation_is_cancelled_again() -> None:
    lost: list[int] = []

    async def forgetful() -> None:
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if lost:
                    raise
                lost.append(1)

    task = asyncio.create_task(forgetful())
    await asyncio.sleep(0)
    await ended([task], round_seconds=0.01)
    assert lost == [1]
    assert task.cancelled()


async def test_what_does_not_end_at_all_is_named_and_left() -> None:
    over = asyncio.Event()

    async def deaf() -> None:
        while not over.is_set():
            with suppress(asyncio.CancelledError):
                await over.wait()

    task = asyncio.create_task(deaf(), name="the deaf one")
    await asyncio.sleep(0)
    with structlog.testing.capture_logs() as said:
        await ended([task], round_seconds=0.01)
    assert [(line["event"], line["run"]) for line in said] == [("background.stuck", "the deaf one")]
    over.set()
    await task
