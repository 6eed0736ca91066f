"""The queue of letters: one row per letter, whatever becomes of it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from vetsync.kit.db.work import View, Work
from vetsync.kit.ids import new_id
from vetsync.messaging.letters.schemas import DueReminder, Letter, NewLetter, Waiting
from vetsync.scheduling.bookings.queries import unattended_among

ADD = """
insert into letter (id, cause, template, recipient, data, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (cause, template, recipient) do update set state = 'queued', reason = null, data = excluded.data
where letter.state = 'dropped' and letter.reason = 'nobody_there'
"""
WAITING = """
select id, data ? 'before' as waits,
       case when data ? 'before' then concat_ws(' ', data ->> 'appointment_id', recipient) else id::text end as matter
from letter where cause = $1 and state = 'queued' order by id limit 50
"""
LETTER = "select id, template, data, state, attempts, reason from letter where id = $1"
HANDING_OVER = "update letter set reason = 'handing_over' where id = $1"
SENT = """
update letter set state = 'sent', reason = null, sent_at = $2, to_sealed = $3, locale = $4, attempts = attempts + 1
where id = $1 and state in ('queued', 'failed')
"""
ENDED = "update letter set state = $2, reason = $3 where id = $1 and state in ('queued', 'failed')"
TRIED = "update letter set state = 'queued', reason = $2, attempts = attempts + 1 where id = $1 returning attempts"
KEPT = timedelta(days=90)
"""Afterwards nobody asks any more whether a letter went out."""
REMINDED_BEFORE = timedelta(hours=24)
"""A day before, and only of what was booked earlier than that: whoever booked since remembers."""
TOO_LATE_FOR_A_REMINDER = timedelta(hours=2)
"""Who is on the way already reads no letter."""
FORGET = "delete from letter where created_at < $1"
REMINDERS_DUE = """
select due.id as appointment_id, due.starts_at, due.cause
from (select a.id, a.starts_at, 'reminder ' || a.id || ' ' || floor(extract(epoch from a.starts_at)) as cause
      from appointment a join patient p on p.id = a.patient_id
      where a.state = 'confirmed' and p.state <> 'deceased'
        and a.starts_at > $1::timestamptz + $3::interval and a.starts_at <= $1::timestamptz + $2::interval
        and a.created_at < a.starts_at - $2::interval) due
where not exists (
  select 1 from letter l where l.cause = due.cause and l.state <> 'queued' and l.reason is distinct from 'nobody_there')
order by due.starts_at, due.id limit 500
"""


async def queue_letters(work: Work, cause: str, letters: Sequence[NewLetter]) -> list[Waiting]:
    """Adds what is not there yet, or was dropped because nobody was there; the letters of this cause that wait, so that
    a repetition finds the same ones.
    """
    for letter in letters:
        await work.execute(ADD, new_id(), cause, letter.template, letter.recipient, letter.data, work.now)
    return await work.rows(Waiting, WAITING, cause)


async def letter(view: View, letter_id: UUID) -> Letter | None:
    return await view.row(Letter, LETTER, letter_id)


async def note_handing_over(work: Work, letter_id: UUID) -> None:
    """Should the process die now, nobody knows whether it arrived."""
    await work.execute(HANDING_OVER, letter_id)


async def note_sent(work: Work, letter_id: UUID, to: str, locale: str) -> None:
    sealed = work.cipher.seal("letter", "to_sealed", letter_id, to)
    await work.execute(SENT, letter_id, work.now, sealed, locale)


async def note_dropped(work: Work, letter_id: UUID, reason: str) -> None:
    """It makes no sense any more; `reason` is a code."""
    await work.execute(ENDED, letter_id, "dropped", reason)


async def note_failed(work: Work, letter_id: UUID, reason: str) -> None:
    """It was refused for good."""
    await work.execute(ENDED, letter_id, "failed", reason)


async def note_tried(work: Work, letter_id: UUID, reason: str) -> int:
    """It did not go through this time; how often it has been tried."""
    return int(await work.value(TRIED, letter_id, reason))


async def reminders_due(view: View) -> list[DueReminder]:
    """Visits within a day that were booked earlier than that, and whose owners have not been reminded.

    Nobody is sent to where nobody is there for them: the practice has those before its eyes, and once it has seen to
    one its owner is reminded as usual.
    """
    due = await view.rows(DueReminder, REMINDERS_DUE, view.now, REMINDED_BEFORE, TOO_LATE_FOR_A_REMINDER)
    unattended = await unattended_among(view, [one.appointment_id for one in due])
    return [one for one in due if one.appointment_id not in unattended]


async def forget_letters(work: Work) -> int:
    """Daily tidiness."""
    return await work.execute(FORGET, work.now - KEPT)
