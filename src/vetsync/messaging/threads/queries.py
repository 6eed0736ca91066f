"""Reads of conversations, for the practice and for owners."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.identity.users.queries import person_cards
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, View
from vetsync.kit.http.paging import Page, decode_cursor, page_of
from vetsync.messaging.errors import ThreadUnknown
from vetsync.messaging.permissions import MESSAGES_READ
from vetsync.messaging.threads.schemas import (
    MessagePage,
    MessageView,
    PracticeThreads,
    Side,
    ThreadPage,
    ThreadState,
    ThreadView,
)
from vetsync.patients.queries import owned_practices
from vetsync.patients.schemas import Species

FOR_PRACTICE = """
select t.id, t.client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       t.patient_id, p.name as patient_name, p.species, t.subject, t.state, t.last_message_at,
       t.unread_practice as unread, t.version, m.id as last_id, m.text as last_text, m.side as last_side
from thread t join client c on c.id = t.client_id left join patient p on p.id = t.patient_id
left join lateral (select x.id, x.text, x.side from message x where x.thread_id = t.id order by x.id desc limit 1) m
  on true
where ($1::text is null or t.state = $1) and ($2::uuid is null or t.client_id = $2)
  and ($3::timestamptz is null or (t.last_message_at, t.id) < ($3, $4::uuid))
order by t.last_message_at desc, t.id desc limit $5
"""
UNREAD = "select count(*) from thread where state = 'open' and unread_practice > 0"
FOR_OWNER = """
select t.id, t.client_id, '' as client_name, t.patient_id, p.name as patient_name, p.species, t.subject, t.state,
       t.last_message_at, t.unread_owner as unread, t.version, m.id as last_id, m.text as last_text,
       m.side as last_side
from thread t left join patient p on p.id = t.patient_id
left join lateral (select x.id, x.text, x.side from message x where x.thread_id = t.id order by x.id desc limit 1) m
  on true
where t.client_id = $1 and ($2::timestamptz is null or (t.last_message_at, t.id) < ($2, $3::uuid))
order by t.last_message_at desc, t.id desc limit $4
"""
ONE = """
select t.id, t.client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       t.patient_id, p.name as patient_name, p.species, t.subject, t.state, t.last_message_at,
       t.unread_practice as unread, t.version, m.id as last_id, m.text as last_text, m.side as last_side
from thread t join client c on c.id = t.client_id left join patient p on p.id = t.patient_id
left join lateral (select x.id, x.text, x.side from message x where x.thread_id = t.id order by x.id desc limit 1) m
  on true
where t.id = $1
"""
ONE_FOR_OWNER = """
select t.id, t.client_id, '' as client_name, t.patient_id, p.name as patient_name, p.species, t.subject, t.state,
       t.last_message_at, t.unread_owner as unread, t.version, m.id as last_id, m.text as last_text,
       m.side as last_side
from thread t left join patient p on p.id = t.patient_id
left join lateral (select x.id, x.text, x.side from message x where x.thread_id = t.id order by x.id desc limit 1) m
  on true
where t.id = $1
"""
MESSAGES = """
select m.id, m.thread_id, m.author_user_id, m.side, m.text, m.sent_at, m.read_at
from message m join thread t on t.id = m.thread_id
where ($1::uuid is null or t.id = $1) and ($2::uuid is null or t.client_id = $2) and ($3::uuid is null or m.id < $3)
order by m.id desc limit $4
"""
BEGINNING_MAX = 160


class _Thread(msgspec.Struct):
    id: UUID
    client_id: UUID
    client_name: str
    patient_id: UUID | None
    patient_name: str | None
    species: Species | None
    subject: bytes
    state: ThreadState
    last_message_at: datetime
    unread: int
    version: int
    last_id: UUID | None
    last_text: bytes | None
    last_side: Side | None


class _Message(msgspec.Struct):
    id: UUID
    thread_id: UUID
    author_user_id: UUID | None
    side: Side
    text: bytes
    sent_at: datetime
    read_at: datetime | None


async def threads(
    view: View, state: ThreadState | None, client_id: UUID | None, cursor: str | None, limit: int
) -> PracticeThreads:
    """The practice's conversations, the latest first."""
    view.require(MESSAGES_READ)
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    rows = await view.rows(_Thread, FOR_PRACTICE, state, client_id, *after, limit + 1)
    page = page_of(rows, limit, "last_message_at", "id")
    items = [_shown(view, row) for row in page.items]
    return PracticeThreads(items=items, next_cursor=page.next_cursor, unread=await view.value(UNREAD))


async def threads_of_owner(
    gate: Gate, actor: Actor, user_id: UUID, cursor: str | None, limit: int
) -> ThreadPage:
    """A person's conversations at all practices, the latest first; each practice is asked by itself."""
    after = decode_cursor(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    async with gate.core_view("person", actor) as core:
        practices = await owned_practices(core, user_id)
    found: list[ThreadView] = []
    for practice in practices:
        async with gate.portal(practice.tenant, actor, practice.client_id) as view:
            rows = await view.rows(_Thread, FOR_OWNER, practice.client_id, *after, limit + 1)
            found += [_shown(view, row) for row in rows]
    found.sort(key=lambda thread: (thread.last_message_at, thread.id), reverse=True)
    return page_of(found[: limit + 1], limit, "last_message_at", "id")


async def thread_for_staff(view: View, thread_id: UUID) -> ThreadView:
    """Raises ThreadUnknown."""
    view.require(MESSAGES_READ)
    return await thread(view, thread_id, "practice")


async def thread(view: View, thread_id: UUID, side: Side) -> ThreadView:
    """Raises ThreadUnknown; under the portal's role also for somebody else's."""
    row = await view.row(_Thread, ONE_FOR_OWNER if side == "owner" else ONE, thread_id)
    if row is None:
        raise ThreadUnknown
    return _shown(view, row)


async def messages(
    view: View, thread_id: UUID | None, client_id: UUID | None, cursor: str | None, limit: int
) -> tuple[MessagePage, dict[UUID, UUID]]:
    """Messages, the newest first, of one thread or of one client; and who wrote each."""
    before = decode_cursor(cursor, tuple[UUID])[0] if cursor else None
    rows = await view.rows(_Message, MESSAGES, thread_id, client_id, before, limit + 1)
    page = page_of(rows, limit, "id")
    items = [message_shown(view, row) for row in page.items]
    authors = {row.id: row.author_user_id for row in page.items if row.author_user_id}
    return Page(items=items, next_cursor=page.next_cursor), authors


async def name_authors(core: View, page: MessagePage, authors: dict[UUID, UUID]) -> MessagePage:
    """The page with people's names, which stand in the shared schema."""
    cards = await person_cards(core, set(authors.values()))
    for message in page.items:
        card = cards.get(authors.get(message.id, message.id))
        if card is not None:
            message.author_name = f"{card.first_name} {card.last_name}".strip()
    return page


def beginning(text: str) -> str:
    """As much of a message as a list has room for, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= BEGINNING_MAX else f"{line[: BEGINNING_MAX - 1].rstrip()}…"


def message_shown(view: View, row: _Message) -> MessageView:
    return MessageView(
        id=row.id,
        thread_id=row.thread_id,
        side=row.side,
        author_name=None,
        text=view.cipher.open("message", "text", row.id, row.text),
        sent_at=row.sent_at,
        read_at=row.read_at,
    )


def _shown(view: View, row: _Thread) -> ThreadView:
    last = (
        view.cipher.open("message", "text", row.last_id, row.last_text)
        if row.last_id and row.last_text
        else ""
    )
    return ThreadView(
        id=row.id,
        practice_slug=view.tenant.slug,
        practice_name=view.tenant.name,
        client_id=row.client_id,
        client_name=row.client_name,
        patient_id=row.patient_id,
        patient_name=row.patient_name,
        species=row.species,
        zone=view.tenant.zone,
        last_text=beginning(last),
        last_side=row.last_side,
        subject=view.cipher.open("thread", "subject", row.id, row.subject),
        state=row.state,
        last_message_at=row.last_message_at,
        unread=row.unread,
        version=row.version,
    )
