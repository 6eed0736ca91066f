"""What runs in the background of a node."""

import asyncio

import pytest

from vetsync.app.program import kept_running

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
