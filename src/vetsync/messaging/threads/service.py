"""Commands of conversations. Owners' commands run under the practice's role, with the owner's client id."""

from uuid import UUID

import msgspec

from vetsync.kit.db.work import Work
from vetsync.kit.errors import Invalid, NotFound
from vetsync.kit.ids import new_id
from vetsync.messaging.errors import ThreadClosed, ThreadUnknown, ThreadUnread
from vetsync.messaging.events import MessageSent, ThreadChanged, ThreadRead
from vetsync.messaging.permissions import MESSAGES_READ, MESSAGES_WRITE, OWNER_USE
from vetsync.messaging.threads import queries
from vetsync.messaging.threads.schemas import (
    MessageAdded,
    MessageView,
    MessageWrite,
    OwnerMessage,
    Side,
    ThreadChange,
    ThreadStart,
    ThreadState,
    ThreadView,
)

LOCK = """
select t.id, t.client_id, t.state, c.user_id, t.unread_practice from thread t join client c on c.id = t.client_id
where t.id = $1 for update of t
"""
CLIENT_ACTIVE = "select true from client where id = $1 and state = 'active' for share"
"""Held until the commit, so that a merge that is made meanwhile comes after the conversation and finds it."""
CLIENT_USER = "select user_id from client where id = $1"
PATIENT_OF = "select id from patient where id = $1 and client_id = $2 and state <> 'merged' for share"
PATIENT_OF_PET = "select id from patient where pet_id = $1 and client_id = $2"
COUNT_UP = """
update thread set last_message_at = $2, unread_owner = unread_owner + $3, unread_practice = unread_practice + $4
where id = $1
"""
READ_MESSAGES = """
update message set read_at = $3
where thread_id = $1 and side = $2 and read_at is null
  and id <= (select seen.id from message seen where seen.id = $4 and seen.thread_id = $1)
"""
READ_THREAD = """
update thread set unread_owner = case $2 when 'owner' then unread_owner - $3 else unread_owner end,
                  unread_practice = case $2 when 'practice' then unread_practice - $3 else unread_practice end
where id = $1
"""


class _Locked(msgspec.Struct):
    id: UUID
    client_id: UUID
    state: ThreadState
    user_id: UUID | None
    unread_practice: int


async def start_thread(work: Work, data: ThreadStart) -> MessageAdded:
    """The practice begins a conversation. Raises NotFound for an unknown or archived client, Invalid for a patient
    of somebody else.
    """
    work.require(MESSAGES_WRITE)
    if await work.value(CLIENT_ACTIVE, data.client_id) is None:
        raise NotFound
    if data.patient_id and await work.value(PATIENT_OF, data.patient_id, data.client_id) is None:
        raise Invalid(code="patient_of_another_client", field="patient_id")
    thread = await _open(work, data.client_id, data.patient_id, data.subject)
    return await _add(work, thread, "practice", data.text)


async def answer_thread(work: Work, thread_id: UUID, data: MessageWrite) -> MessageAdded:
    """The practice writes. Raises ThreadUnknown, ThreadClosed."""
    work.require(MESSAGES_WRITE)
    return await _add(work, await _locked(work, thread_id), "practice", data.text)


async def write_as_owner(work: Work, client_id: UUID, data: OwnerMessage) -> MessageAdded:
    """An owner writes, in a thread of their own or a new one. Raises ThreadUnknown, ThreadClosed, Invalid."""
    work.require(OWNER_USE)
    if data.thread_id is not None:
        thread = await _locked(work, data.thread_id)
        if thread.client_id != client_id:
            raise ThreadUnknown
        return await _add(work, thread, "owner", data.text)
    if data.subject is None:
        raise Invalid(code="subject_missing", field="subject")
    patient_id: UUID | None = None
    if data.pet_id is not None:
        patient_id = await work.value(PATIENT_OF_PET, data.pet_id, client_id)
    thread = await _open(work, client_id, patient_id, data.subject)
    return await _add(work, thread, "owner", data.text)


async def read_thread(work: Work, thread_id: UUID, message_id: UUID) -> ThreadView:
    """Somebody of the practice has seen what the owner wrote, up to this message. Raises ThreadUnknown."""
    work.require(MESSAGES_READ)
    return await _read(work, await _locked(work, thread_id), "practice", message_id)


async def read_thread_as_owner(work: Work, client_id: UUID, thread_id: UUID, message_id: UUID) -> ThreadView:
    """The owner has seen what the practice wrote, up to this message. Raises ThreadUnknown, for somebody else's too."""
    work.require(OWNER_USE)
    thread = await _locked(work, thread_id)
    if thread.client_id != client_id:
        raise ThreadUnknown
    return await _read(work, thread, "owner", message_id)


async def change_thread(work: Work, thread_id: UUID, version: int, data: ThreadChange) -> ThreadView:
    """Closes or opens a conversation. Raises ThreadUnknown, Stale, and ThreadUnread when something would be put away
    that nobody has read.
    """
    work.require(MESSAGES_WRITE)
    before = await _locked(work, thread_id)
    if data.state == "closed" and before.unread_practice > 0 and not data.with_unread:
        raise ThreadUnread(unread=before.unread_practice)
    await work.update("thread", thread_id, version, {"state": data.state})
    action = "thread.close" if data.state == "closed" else "thread.open"
    work.audit(action, "thread", thread_id, before={"state": before.state}, after={"state": data.state})
    work.emit(ThreadChanged(thread_id=thread_id, owner_user_id=before.user_id, state=data.state))
    return await queries.thread(work, thread_id, "practice")


async def _locked(work: Work, thread_id: UUID) -> _Locked:
    found = await work.row(_Locked, LOCK, thread_id)
    if found is None:
        raise ThreadUnknown
    return found


async def _open(work: Work, client_id: UUID, patient_id: UUID | None, subject: str) -> _Locked:
    thread_id = new_id()
    await work.insert(
        "thread",
        {
            "id": thread_id,
            "client_id": client_id,
            "patient_id": patient_id,
            "subject": work.cipher.seal("thread", "subject", thread_id, subject),
            "last_message_at": work.now,
            "created_at": work.now,
        },
    )
    return _Locked(thread_id, client_id, "open", await work.value(CLIENT_USER, client_id), 0)


async def _add(work: Work, thread: _Locked, side: Side, text: str) -> MessageAdded:
    if thread.state == "closed":
        raise ThreadClosed
    message_id = new_id()
    sealed = work.cipher.seal("message", "text", message_id, text)
    await work.insert(
        "message",
        {
            "id": message_id,
            "thread_id": thread.id,
            "author_user_id": work.actor.id,
            "side": side,
            "text": sealed,
            "sent_at": work.now,
        },
    )
    for_owner = side == "practice"
    await work.execute(COUNT_UP, thread.id, work.now, int(for_owner), int(not for_owner))
    work.audit("message.send", "thread", thread.id, after={"message_id": str(message_id), "side": side})
    work.emit(
        MessageSent(
            thread_id=thread.id,
            message_id=message_id,
            client_id=thread.client_id,
            owner_user_id=thread.user_id,
            side=side,
        )
    )
    message = MessageView(
        id=message_id,
        thread_id=thread.id,
        side=side,
        author_name=None,
        text=text,
        sent_at=work.now,
        read_at=None,
    )
    return MessageAdded(thread=await queries.thread(work, thread.id, side), message=message)


async def _read(work: Work, thread: _Locked, side: Side, message_id: UUID) -> ThreadView:
    """A message that came while somebody was reading stays unread: it may not have been on the screen."""
    other = "practice" if side == "owner" else "owner"
    if count := await work.execute(READ_MESSAGES, thread.id, other, work.now, message_id):
        await work.execute(READ_THREAD, thread.id, side, count)
        work.emit(ThreadRead(thread_id=thread.id, owner_user_id=thread.user_id, side=side))
    return await queries.thread(work, thread.id, side)
