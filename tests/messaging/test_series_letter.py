"""A series is told once, with all its dates; what becomes of one of them later is told of that one."""

from uuid import UUID

import pytest

from tests.messaging.post import DESK_CLERK, Post, make_owner, text_of
from tests.scheduling.practice import ANNA, PATIENT, at
from vetsync.scheduling.bookings.service import cancel_appointment, move_appointment
from vetsync.scheduling.series.schemas import SeriesBook
from vetsync.scheduling.series.service import book_series, cancel_following

pytestmark = pytest.mark.anyio

MONDAYS = [at(9, 9), at(16, 9), at(30, 8)]
"""Ten o'clock in Amsterdam each time, also after the clock has changed."""


async def booked(post: Post) -> list[UUID]:
    await make_owner(post.gate, post.tenant)
    wanted = SeriesBook(type="surgery", patient_id=PATIENT, vet_id=ANNA, starts=MONDAYS)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        return (await book_series(work, wanted))[1]


def subjects(post: Post) -> list[str]:
    return [str(letter["Subject"]) for letter in post.mailbox.to("sanne.nl@example.com")]


async def test_a_series_is_one_letter_with_all_its_dates(post: Post) -> None:
    await booked(post)
    await post.deliver()
    assert subjects(post) == ["Bevestigd: Bella, 3 keer vanaf ma 9 mrt 10:00"]
    text = text_of(post.mailbox.letters[0])
    for date in (
        "maandag 9 maart 2026 om 10:00",
        "maandag 16 maart 2026 om 10:00",
        "maandag 30 maart 2026 om 10:00",
    ):
        assert text.count(date) == 1


async def test_a_series_that_is_taken_back_at_a_press_is_told_to_nobody(post: Post) -> None:
    made = await booked(post)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await cancel_following(work, made[0], seen=1)
    await post.deliver()
    assert post.mailbox.letters == []


async def test_where_the_first_was_moved_at_once_the_next_tells_of_the_rest(post: Post) -> None:
    made = await booked(post)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await move_appointment(work, made[0], at(10, 9))
    await post.deliver()
    assert sorted(subjects(post)) == [
        "Bevestigd: Bella op di 10 mrt 10:00",
        "Bevestigd: Bella, 2 keer vanaf ma 16 mrt 10:00",
    ]


async def test_one_of_a_series_that_was_told_is_called_off_by_a_letter_of_its_own(post: Post) -> None:
    made = await booked(post)
    await post.deliver()
    post.mailbox.letters.clear()
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await cancel_appointment(work, made[1])
    await post.deliver()
    assert subjects(post) == ["Afgezegd: Bella op ma 16 mrt 10:00"]
