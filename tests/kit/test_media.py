"""Pictures are drawn one at a time, whoever asks and however long they wait."""

import asyncio
import io
import threading

import pytest
from PIL import Image, ImageOps

from vetsync.kit.media import drawn_anew

ASKERS = 4
PATIENCE_SECONDS = 10


def picture(side: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(content, "PNG")
    return content.getvalue()


async def ask_at_once() -> list[bytes]:
    return await asyncio.gather(*(drawn_anew(picture(40), 20) for _ in range(ASKERS)))


def test_one_program_after_another_draws_pictures_for_which_several_wait_in_the_same_process() -> None:
    first, second = (asyncio.run(ask_at_once()) for _ in range(2))
    assert len({*first, *second}) == 1
    assert Image.open(io.BytesIO(first[0])).size == (20, 20)


def test_who_stops_waiting_for_a_picture_does_not_let_another_be_drawn_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[int] = []
    first_begun, may_end = threading.Event(), threading.Event()
    upright = ImageOps.exif_transpose

    def slowly_upright(drawn: Image.Image) -> Image.Image:
        begun.append(drawn.width)
        first_begun.set()
        may_end.wait(PATIENCE_SECONDS)
        return upright(drawn)

    async def give_up_and_ask_again() -> None:
        loop = asyncio.get_running_loop()
        given_up = asyncio.ensure_future(drawn_anew(picture(1), 20))
        assert await loop.run_in_executor(None, first_begun.wait, PATIENCE_SECONDS)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        after = asyncio.ensure_future(drawn_anew(picture(2), 20))
        # Time enough to open a picture of four points, had it been let in.
        await asyncio.to_thread(drawn_by_hand, 2)
        assert begun == [1]
        may_end.set()
        await after

    monkeypatch.setattr(ImageOps, "exif_transpose", slowly_upright)
    asyncio.run(give_up_and_ask_again())
    assert begun == [1, 2]


def drawn_by_hand(side: int) -> None:
    for _ in range(20):
        Image.open(io.BytesIO(picture(side))).convert("RGBA")
