"""What is taken back at a press is told to nobody; what came of it is told once, as it stands by then."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.messaging.post import DESK_CLERK, Post, make_owner, text_of
from tests.scheduling.practice import ANNA, BEA, CLIENT, OTHER_PATIENT, OWNER, PATIENT, SYSTEM, at
from vetsync.kit.db.work import Actor, Work
from vetsync.messaging.letters.post import UNDO_OFFERED, PostOffice
from vetsync.messaging.letters.rules import news
from vetsync.messaging.letters.schemas import SendLetter
from vetsync.patients.clients.service import mark_deceased, restore_patient
from vetsync.patients.schemas import Deceased
from vetsync.scheduling.bookings import deaths, lifecycle, moving, service
from vetsync.scheduling.bookings.schemas import AppointmentBookAtDesk
from vetsync.scheduling.events import Standing

pytestmark = pytest.mark.anyio

VET = Actor(uuid4(), "user", frozenset({"patients.write"}), "vet")
MONDAY_TEN = at(9, 9)
LATER = MONDAY_TEN + timedelta(hours=1)
WITHOUT_THE_FIRST = """
update outbox set due_at = now() + interval '1 minute'
where id = (select id from outbox where topic = 'appointment.cancelled' order by id limit 1)
"""
FIRST_AGAIN = "update outbox set due_at = now() where done_at is null"
WHOSE = "select owner_user_id from appointment where id = $1"
WAITS = "select scheduled_at - now() from procrastinate_jobs where status = 'todo'"

Step = Callable[[Work, UUID], Awaitable[Any]]


def cancel(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return lifecycle.cancel_appointment(work, appointment_id)


def move(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.move_appointment(work, appointment_id, LATER)


def assign(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.assign_vet(work, appointment_id, BEA)


def approve(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.approve_appointment(work, appointment_id)


def decline(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return lifecycle.decline_appointment(work, appointment_id, "Anna is ziek")


def move_on(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.move_appointment(work, appointment_id, LATER + timedelta(hours=1))


def lengthen(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.move_appointment(work, appointment_id, MONDAY_TEN, minutes=90)


def lengthen_later(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.move_appointment(work, appointment_id, LATER, minutes=90)


def cancel_own(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return lifecycle.cancel_own_appointment(work, CLIENT, appointment_id)


def move_own(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.move_own_appointment(work, CLIENT, appointment_id, LATER)


def take_back(work: Work, appointment_id: UUID) -> Awaitable[None]:
    return moving.undo_last_step(work, appointment_id)


async def at_the_desk(post: Post, appointment_id: UUID, *steps: Step) -> None:
    for step in steps:
        async with post.gate.work(post.tenant, DESK_CLERK) as work:
            await step(work, appointment_id)
        await post.deliver_at_once()


async def by_owner(post: Post, appointment_id: UUID, step: Step) -> None:
    await at_home(post, appointment_id, step)
    await post.deliver()


async def at_home(post: Post, appointment_id: UUID, step: Step) -> None:
    """A step of the owner's, whose letter waits."""
    async with post.gate.view(post.tenant, SYSTEM) as view:
        owner_id = await view.value(WHOSE, appointment_id)
    owner = Actor(owner_id, "user", OWNER.permissions, "owner")
    async with post.gate.work(post.tenant, owner) as work:
        await step(work, appointment_id)
    await post.deliver_at_once()


async def told(post: Post, kind: str = "surgery") -> UUID:
    """A visit of an owner who has had the letter about it."""
    owner = await make_owner(post.gate, post.tenant)
    appointment_id = await post.book(MONDAY_TEN, kind=kind, owner_id=owner)
    await post.deliver()
    post.mailbox.letters.clear()
    return appointment_id


def to_owner(post: Post) -> list[str]:
    return [str(letter["Subject"]) for letter in post.mailbox.to("sanne.nl@example.com")]


def waits(post: Post) -> list[timedelta]:
    with psycopg.connect(
        post.database.superuser_dsn, autocommit=True, options="-c search_path=jobs"
    ) as connection:
        return [row[0] for row in connection.execute(WAITS)]


@pytest.mark.parametrize(
    ("kind", "step", "subject"),
    [
        ("consult", approve, "Bevestigd: Bella op ma 9 mrt 10:00"),
        ("consult", decline, "Afspraak kan niet doorgaan: Bella op ma 9 mrt 10:00"),
        ("surgery", cancel, "Afgezegd: Bella op ma 9 mrt 10:00"),
        ("surgery", move, "Verzet: Bella naar ma 9 mrt 11:00"),
        ("surgery", assign, "Andere dierenarts voor Bella op ma 9 mrt 10:00"),
    ],
)
async def test_a_step_is_told_once_it_cannot_be_taken_back_at_a_press(
    post: Post, kind: str, step: Step, subject: str
) -> None:
    appointment_id = await told(post, kind)
    await at_the_desk(post, appointment_id, step)
    assert to_owner(post) == []
    [wait] = waits(post)
    assert UNDO_OFFERED < wait < 2 * UNDO_OFFERED
    await post.deliver()
    assert to_owner(post) == [subject]


@pytest.mark.parametrize(
    ("kind", "step"),
    [("consult", approve), ("consult", decline), ("surgery", cancel), ("surgery", move), ("surgery", assign)],
)
async def test_a_step_that_is_taken_back_in_time_is_told_to_nobody(post: Post, kind: str, step: Step) -> None:
    appointment_id = await told(post, kind)
    await at_the_desk(post, appointment_id, step, take_back)
    await post.deliver()
    assert to_owner(post) == []
    assert [letter[2:4] for letter in await post.letters()][-2:] == [
        ("dropped", "superseded"),
        ("dropped", "nothing_new"),
    ]


@pytest.mark.parametrize(
    ("steps", "subject"),
    [
        ((cancel, take_back, cancel), "Afgezegd: Bella op ma 9 mrt 10:00"),
        ((cancel, take_back, move), "Verzet: Bella naar ma 9 mrt 11:00"),
        ((move, assign), "Verzet: Bella naar ma 9 mrt 11:00"),
        ((move, cancel), "Afgezegd: Bella op ma 9 mrt 11:00"),
        ((move, cancel, take_back, assign), "Verzet: Bella naar ma 9 mrt 11:00"),
    ],
)
async def test_of_several_steps_only_what_came_of_them_is_told(
    post: Post, steps: tuple[Step, ...], subject: str
) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, *steps)
    await post.deliver()
    assert to_owner(post) == [subject]


async def test_a_letter_about_a_move_names_the_time_that_the_owner_knew(post: Post) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, move)
    await at_the_desk(post, appointment_id, move_on)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert "12:00" in letter["Subject"]
    assert "om 10:00" in text_of(letter)
    assert "om 11:00" not in text_of(letter)


async def test_a_step_that_was_told_already_is_put_right_when_it_is_taken_back(post: Post) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, cancel)
    await post.deliver()
    await at_the_desk(post, appointment_id, take_back, cancel, take_back)
    await post.deliver()
    assert to_owner(post) == ["Afgezegd: Bella op ma 9 mrt 10:00", "Gaat toch door: Bella op ma 9 mrt 10:00"]


async def test_an_approval_that_was_told_and_is_taken_back_is_a_request_again_for_the_owner(
    post: Post,
) -> None:
    appointment_id = await told(post, "consult")
    await at_the_desk(post, appointment_id, approve)
    await post.deliver()
    await at_the_desk(post, appointment_id, take_back)
    await post.deliver()
    assert to_owner(post) == [
        "Bevestigd: Bella op ma 9 mrt 10:00",
        "Nog niet bevestigd: Bella op ma 9 mrt 10:00",
    ]


async def test_of_a_request_that_is_given_another_vet_and_approved_one_letter_says_both(post: Post) -> None:
    appointment_id = await told(post, "consult")
    await at_the_desk(post, appointment_id, assign, approve)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert letter["Subject"] == "Bevestigd: Bella op ma 9 mrt 10:00"
    assert "Bea" in text_of(letter)


@pytest.mark.parametrize("steps", [(move, approve), (approve, move)])
async def test_of_a_request_that_is_moved_and_approved_one_letter_says_both(
    post: Post, steps: tuple[Step, ...]
) -> None:
    appointment_id = await told(post, "consult")
    await at_the_desk(post, appointment_id, *steps)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert letter["Subject"] == "Verzet en bevestigd: Bella op ma 9 mrt 11:00"
    assert "Was eerst: maandag 9 maart 2026 om 10:00" in text_of(letter)


async def test_an_owner_whose_move_of_a_request_was_taken_back_and_approved_reads_of_both(
    post: Post,
) -> None:
    appointment_id = await told(post, "consult")
    await by_owner(post, appointment_id, move_own)
    post.mailbox.letters.clear()
    await at_the_desk(post, appointment_id, take_back, approve)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert letter["Subject"] == "Verzet en bevestigd: Bella op ma 9 mrt 10:00"
    assert "teruggedraaid en het oude tijdstip bevestigd" in text_of(letter)


async def test_a_booking_at_the_desk_that_is_taken_back_in_time_is_told_to_nobody(post: Post) -> None:
    await make_owner(post.gate, post.tenant)

    async def book(starts_at: datetime) -> UUID:
        async with post.gate.work(post.tenant, DESK_CLERK) as work:
            wish = AppointmentBookAtDesk(type="surgery", starts_at=starts_at, patient_id=PATIENT, reason="")
            return await service.book_at_desk(work, wish)

    taken_back = await book(MONDAY_TEN)
    await at_the_desk(post, taken_back, cancel)
    await post.deliver()
    assert to_owner(post) == []
    kept = await book(MONDAY_TEN)
    await at_the_desk(post, kept, move)
    await post.deliver()
    assert to_owner(post) == ["Bevestigd: Bella op ma 9 mrt 11:00"]


async def test_the_practice_hears_of_a_cancelling_only_where_it_was_not_taken_back(post: Post) -> None:
    appointment_id = await told(post)
    owner = Actor(OWNER.id, "user", OWNER.permissions, "owner")
    async with post.gate.work(post.tenant, owner) as work:
        await lifecycle.cancel_own_appointment(work, CLIENT, appointment_id)
    await at_the_desk(post, appointment_id, take_back)
    await post.deliver()
    assert [letter["Subject"] for letter in post.mailbox.letters] == to_owner(post)


@pytest.mark.parametrize(
    ("owners", "desks", "is_told_of_their_own"),
    [
        (cancel_own, (take_back, assign), True),
        (cancel_own, (take_back, move), True),
        (cancel_own, (take_back, cancel, take_back), True),
        (move_own, (take_back, assign), True),
        (move_own, (take_back, move_on), False),
        (None, (cancel, take_back, move_on), False),
    ],
)
async def test_an_owner_whose_own_step_was_taken_back_hears_so_though_another_step_followed(
    post: Post, owners: Step | None, desks: tuple[Step, ...], is_told_of_their_own: bool
) -> None:
    appointment_id = await told(post)
    if owners:
        await by_owner(post, appointment_id, owners)
    post.mailbox.letters.clear()
    await at_the_desk(post, appointment_id, *desks)
    await post.deliver()
    [letter] = post.mailbox.to("sanne.nl@example.com")
    assert ("Je had deze afspraak" in text_of(letter)) == is_told_of_their_own


@pytest.mark.parametrize(
    ("owners", "desks", "subject"),
    [
        (cancel_own, (take_back,), "Gaat toch door: Bella op ma 9 mrt 10:00"),
        (cancel_own, (take_back, assign), "Gaat toch door: Bella op ma 9 mrt 10:00"),
        (move_own, (take_back,), "Verzet: Bella naar ma 9 mrt 10:00"),
        (move_own, (move_on,), "Verzet: Bella naar ma 9 mrt 12:00"),
    ],
)
async def test_an_owner_hears_what_became_of_their_own_step_though_its_letter_had_not_left(
    post: Post, owners: Step, desks: tuple[Step, ...], subject: str
) -> None:
    appointment_id = await told(post)
    await at_home(post, appointment_id, owners)
    await at_the_desk(post, appointment_id, *desks)
    await post.deliver()
    assert to_owner(post) == [subject]


class Dying:
    """A sender whose process is killed when the letter is out and nobody has noted it."""

    def __init__(self, post: Post):
        self._sender = post.office._sender

    async def send(self, message: EmailMessage) -> None:
        await self._sender.send(message)
        raise KilledError


class KilledError(BaseException):
    pass


async def test_what_went_out_as_the_process_was_killed_is_put_right_when_it_is_taken_back(post: Post) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, cancel)
    dying = PostOffice(
        post.gate, post.jobs, Dying(post), "https://vetsync.example", "no-reply@vetsync.example"
    )
    async with post.gate.view(post.tenant, SYSTEM) as view:
        letter_id = await view.value("select id from letter where state = 'queued'")
    with pytest.raises(KilledError):
        await dying.send(post.gate, post.tenant, SendLetter(letter_id=letter_id))
    await at_the_desk(post, appointment_id, take_back)
    await post.deliver()
    assert to_owner(post) == ["Afgezegd: Bella op ma 9 mrt 10:00", "Gaat toch door: Bella op ma 9 mrt 10:00"]


async def test_a_taking_back_that_is_heard_of_before_the_step_itself_waits_for_it(post: Post) -> None:
    appointment_id = await told(post)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await cancel(work, appointment_id)
    async with post.gate.work(post.tenant, SYSTEM) as work:
        assert await work.execute(WITHOUT_THE_FIRST) == 1
    await at_the_desk(post, appointment_id, take_back)
    await post.deliver()
    assert to_owner(post) == []
    async with post.gate.work(post.tenant, SYSTEM) as work:
        await work.execute(FIRST_AGAIN)
    await post.deliver()
    assert to_owner(post) == []
    assert [letter[2] for letter in await post.letters()][-2:] == ["dropped", "dropped"]


async def test_a_waiting_letter_survives_a_process_that_dies_before_its_job_is_asked_for(post: Post) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, cancel)
    dsn = post.database.superuser_dsn
    with psycopg.connect(dsn, autocommit=True, options="-c search_path=jobs") as connection:
        connection.execute("delete from procrastinate_jobs where status = 'todo'")
    async with post.gate.work(post.tenant, SYSTEM) as work:
        await work.execute("update outbox set done_at = null, due_at = now()")
    await post.deliver()
    assert to_owner(post) == ["Afgezegd: Bella op ma 9 mrt 10:00"]


def test_an_owner_who_knows_how_things_stand_is_told_nothing() -> None:
    now = Standing(state="confirmed", starts_at=MONDAY_TEN, vet_id=BEA)
    assert news(now, now) is None


async def dies(post: Post) -> None:
    async with post.gate.work(post.tenant, VET) as work:
        await mark_deceased(work, PATIENT, Deceased(died_on=date(2026, 3, 1)))
    async with post.gate.work(post.tenant, SYSTEM) as work:
        assert await deaths.cancel_for_death(work, PATIENT) == 1


async def lives(post: Post, appointment_id: UUID) -> bool:
    """Whether the appointment came back."""
    async with post.gate.work(post.tenant, VET) as work:
        await restore_patient(work, PATIENT)
    async with post.gate.work(post.tenant, SYSTEM) as work:
        return await deaths.restore_after_death(work, appointment_id)


async def give_place_away(post: Post) -> None:
    wish = AppointmentBookAtDesk(type="surgery", starts_at=MONDAY_TEN, patient_id=OTHER_PATIENT, vet_id=ANNA)
    async with post.gate.work(post.tenant, DESK_CLERK) as work:
        await service.book_at_desk(work, wish)


async def test_a_death_noted_by_mistake_and_put_right_is_told_to_nobody(post: Post) -> None:
    appointment_id = await told(post)
    await dies(post)
    await post.deliver()
    assert await lives(post, appointment_id)
    await post.deliver()
    assert post.mailbox.letters == []


@pytest.mark.parametrize("heard_of_it", [Post.deliver, Post.deliver_at_once])
async def test_a_death_put_right_after_the_place_was_given_away_is_told_as_cancelled(
    post: Post, heard_of_it: Callable[[Post], Awaitable[None]]
) -> None:
    appointment_id = await told(post)
    await dies(post)
    await heard_of_it(post)
    await give_place_away(post)
    assert not await lives(post, appointment_id)
    await post.deliver()
    assert to_owner(post) == ["Afgezegd: Bella op ma 9 mrt 10:00"]


async def test_a_death_put_right_without_its_place_waits_for_the_cancelling_to_be_heard_of(
    post: Post,
) -> None:
    appointment_id = await told(post)
    await dies(post)
    async with post.gate.work(post.tenant, SYSTEM) as work:
        assert await work.execute(WITHOUT_THE_FIRST) == 1
    await give_place_away(post)
    assert not await lives(post, appointment_id)
    await post.deliver()
    async with post.gate.work(post.tenant, SYSTEM) as work:
        await work.execute(FIRST_AGAIN)
    await post.deliver()
    assert to_owner(post) == ["Afgezegd: Bella op ma 9 mrt 10:00"]


@pytest.mark.parametrize("steps", [[lengthen], [lengthen, take_back]])
async def test_a_visit_that_only_takes_longer_is_told_to_nobody(post: Post, steps: list[Step]) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, *steps)
    await post.deliver()
    assert to_owner(post) == []


@pytest.mark.parametrize(
    "steps", [[move, lengthen_later], [lengthen, move], [move, lengthen_later, take_back]]
)
async def test_another_time_is_told_though_the_length_was_changed_after_it_or_before(
    post: Post, steps: list[Step]
) -> None:
    appointment_id = await told(post)
    await at_the_desk(post, appointment_id, *steps)
    await post.deliver()
    assert to_owner(post) == ["Verzet: Bella naar ma 9 mrt 11:00"]
