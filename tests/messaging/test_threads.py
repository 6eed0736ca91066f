"""Conversations between an owner and a practice, and who may read them."""

from uuid import UUID, uuid4

import pytest

from tests.messaging.post import DESK_CLERK, Post, make_owner
from tests.scheduling.practice import CLIENT, OTHER_CLIENT, OTHER_PATIENT, PATIENT, PET, SYSTEM
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import Forbidden, Invalid, NotFound, Stale
from vetsync.messaging.errors import ThreadClosed, ThreadUnknown, ThreadUnread
from vetsync.messaging.threads import queries, service
from vetsync.messaging.threads.schemas import (
    MessageAdded,
    MessageWrite,
    OwnerMessage,
    ThreadChange,
    ThreadStart,
)

pytestmark = pytest.mark.anyio

LINK = "insert into owner_practice (user_id, tenant_id, client_id) values ($1, $2, $3)"


def as_owner(user_id: UUID) -> Actor:
    return Actor(user_id, "user", frozenset({"owner.use", "signed_in"}), "owner")


SANNE = as_owner(UUID(int=71))


async def write(gate: Gate, tenant: Tenant, message: OwnerMessage, client_id: UUID = CLIENT) -> MessageAdded:
    async with gate.work(tenant, SANNE) as work:
        return await service.write_as_owner(work, client_id, message)


async def answer(gate: Gate, tenant: Tenant, thread_id: UUID, text: str) -> MessageAdded:
    async with gate.work(tenant, DESK_CLERK) as work:
        return await service.answer_thread(work, thread_id, MessageWrite(text=text))


async def test_both_sides_write_and_each_sees_what_it_has_not_read(gate: Gate, practice: Tenant) -> None:
    begun = await write(gate, practice, OwnerMessage(text="Bella hoest", subject="Hoest", pet_id=PET))
    thread_id = begun.thread.id
    assert (begun.thread.patient_name, begun.thread.unread, begun.message.side) == ("Bella", 0, "owner")
    second = await write(gate, practice, OwnerMessage(text="Al drie dagen", thread_id=thread_id))
    async with gate.view(practice, DESK_CLERK) as view:
        [shown] = (await queries.threads(view, "open", None, None, 10)).items
    assert (shown.subject, shown.client_name, shown.unread) == ("Hoest", "Sanne de Vries", 2)
    assert (shown.last_text, shown.last_side, shown.species) == ("Al drie dagen", "owner", "dog")
    async with gate.work(practice, DESK_CLERK) as work:
        assert (await service.read_thread(work, thread_id, second.message.id)).unread == 0
    answered = await answer(gate, practice, thread_id, "Kom morgen langs")
    async with gate.portal(practice, SANNE, CLIENT) as view:
        mine = await queries.thread(view, thread_id, "owner")
        page, _ = await queries.messages(view, thread_id, CLIENT, None, 2)
        older, _ = await queries.messages(view, thread_id, CLIENT, page.next_cursor, 2)
    assert (mine.unread, mine.last_text, mine.zone) == (1, "Kom morgen langs", "Europe/Amsterdam")
    assert [one.text for one in page.items] == ["Kom morgen langs", "Al drie dagen"]
    assert [one.text for one in older.items] == ["Bella hoest"]
    assert page.items[0].read_at is None
    assert page.items[1].read_at is not None
    async with gate.work(practice, SANNE) as work:
        read = await service.read_thread_as_owner(work, CLIENT, thread_id, answered.message.id)
        assert read.unread == 0


async def test_unread_counts_open_conversations_whatever_page_is_asked_for(
    gate: Gate, practice: Tenant
) -> None:
    begun = await write(gate, practice, OwnerMessage(text="Bella hoest", subject="Hoest"))
    await write(gate, practice, OwnerMessage(text="Al drie dagen", thread_id=begun.thread.id))
    closed = await write(gate, practice, OwnerMessage(text="Iets anders", subject="Ander"))
    await write(gate, practice, OwnerMessage(text="Nog iets", subject="Nog"))
    async with gate.work(practice, DESK_CLERK) as work:
        change = ThreadChange(state="closed", with_unread=True)
        await service.change_thread(work, closed.thread.id, closed.thread.version, change)
    async with gate.view(practice, DESK_CLERK) as view:
        page = await queries.threads(view, "open", None, None, 1)
        assert (len(page.items), page.unread) == (1, 2)
        assert (await queries.threads(view, "closed", None, None, 10)).unread == 2


async def test_what_came_after_the_last_message_on_the_screen_stays_unread(
    gate: Gate, practice: Tenant
) -> None:
    begun = await write(gate, practice, OwnerMessage(text="Bella hoest", subject="Hoest"))
    thread_id = begun.thread.id
    later = await write(gate, practice, OwnerMessage(text="Nu ook bloed", thread_id=thread_id))
    elsewhere = await write(gate, practice, OwnerMessage(text="Iets anders", subject="Ander"))
    async with gate.work(practice, DESK_CLERK) as work:
        assert (await service.read_thread(work, thread_id, elsewhere.message.id)).unread == 2
        assert (await service.read_thread(work, thread_id, begun.message.id)).unread == 1
        assert (await service.read_thread(work, thread_id, begun.message.id)).unread == 1
        page, _ = await queries.messages(work, thread_id, None, None, 10)
        assert [one.read_at is None for one in page.items] == [True, False]
        assert (await service.read_thread(work, thread_id, later.message.id)).unread == 0


async def test_a_list_shows_the_beginning_of_a_long_message_on_one_line(gate: Gate, practice: Tenant) -> None:
    await write(gate, practice, OwnerMessage(text="Zij\n\nhoest  weer. " + "a" * 500, subject="Hoest"))
    async with gate.view(practice, DESK_CLERK) as view:
        [shown] = (await queries.threads(view, None, None, None, 10)).items
    assert shown.last_text.startswith("Zij hoest weer. aaa")
    assert (len(shown.last_text), shown.last_text[-1]) == (160, "…")


async def test_an_owner_reads_and_writes_in_no_conversation_but_their_own(
    gate: Gate, practice: Tenant
) -> None:
    theirs = await write(gate, practice, OwnerMessage(text="Geheim", subject="Geheim"), OTHER_CLIENT)
    async with gate.portal(practice, SANNE, CLIENT) as view:
        page, _ = await queries.messages(view, None, None, None, 10)
        assert page.items == []
        with pytest.raises(ThreadUnknown):
            await queries.thread(view, theirs.thread.id, "owner")
    with pytest.raises(ThreadUnknown):
        await write(gate, practice, OwnerMessage(text="Hallo?", thread_id=theirs.thread.id))
    async with gate.work(practice, SANNE) as work:
        with pytest.raises(ThreadUnknown):
            await service.read_thread_as_owner(work, CLIENT, theirs.thread.id, theirs.message.id)


async def test_a_person_sees_the_conversations_of_all_their_practices(
    gate: Gate, practice: Tenant, tenants: tuple[Tenant, Tenant]
) -> None:
    elsewhere = tenants[1]
    async with gate.work(elsewhere, SYSTEM) as work:
        row = {
            "id": CLIENT,
            "number": 1,
            "last_name": "Vries",
            "name_search": "vries",
            "created_at": work.now,
        }
        await work.insert("client", row)
    async with gate.core_work("person", SANNE) as core:
        for tenant in tenants:
            await core.execute(LINK, SANNE.id, tenant.id, CLIENT)
    for number, tenant in enumerate((practice, elsewhere, practice)):
        await write(gate, tenant, OwnerMessage(text="Hoi", subject=f"Vraag {number}"))
    await write(gate, practice, OwnerMessage(text="Niet van mij", subject="Ander"), OTHER_CLIENT)
    assert SANNE.id is not None
    first = await queries.threads_of_owner(gate, SANNE, SANNE.id, None, 2)
    rest = await queries.threads_of_owner(gate, SANNE, SANNE.id, first.next_cursor, 2)
    assert [one.subject for one in (*first.items, *rest.items)] == ["Vraag 2", "Vraag 1", "Vraag 0"]
    assert {one.practice_slug for one in first.items} == {"zwaluwhof", "oudekade"}
    assert rest.next_cursor is None


async def test_a_closed_conversation_takes_no_more_messages_until_it_is_opened(
    gate: Gate, practice: Tenant
) -> None:
    begun = await write(gate, practice, OwnerMessage(text="Bedankt", subject="Dank"))
    async with gate.work(practice, DESK_CLERK) as work:
        await service.read_thread(work, begun.thread.id, begun.message.id)
        closed = await service.change_thread(work, begun.thread.id, 1, ThreadChange(state="closed"))
    with pytest.raises(ThreadClosed):
        await write(gate, practice, OwnerMessage(text="Nog iets", thread_id=begun.thread.id))
    async with gate.work(practice, DESK_CLERK) as work:
        with pytest.raises(Stale):
            await service.change_thread(work, begun.thread.id, 1, ThreadChange(state="open"))
        await service.change_thread(work, begun.thread.id, closed.version, ThreadChange(state="open"))
    await write(gate, practice, OwnerMessage(text="Nog iets", thread_id=begun.thread.id))


async def test_a_conversation_with_something_unread_is_closed_only_when_that_is_meant(
    gate: Gate, practice: Tenant
) -> None:
    begun = await write(gate, practice, OwnerMessage(text="Zij eet niet", subject="Eten"))
    async with gate.work(practice, DESK_CLERK) as work:
        with pytest.raises(ThreadUnread) as refused:
            await service.change_thread(work, begun.thread.id, 1, ThreadChange(state="closed"))
    assert refused.value.data == {"unread": 1}
    meant = ThreadChange(state="closed", with_unread=True)
    async with gate.work(practice, DESK_CLERK) as work:
        assert (await service.change_thread(work, begun.thread.id, 1, meant)).state == "closed"
    async with gate.view(practice, SYSTEM) as view:
        told = await view.records("select payload from outbox where topic = 'messaging.thread_changed'")
    assert [row["payload"]["state"] for row in told] == ["closed"]


async def test_the_practice_begins_a_conversation_only_with_the_patients_own_client(
    gate: Gate, practice: Tenant
) -> None:
    start = ThreadStart(client_id=CLIENT, subject="Uitslag", text="Alles is goed", patient_id=PATIENT)
    async with gate.work(practice, DESK_CLERK) as work:
        begun = await service.start_thread(work, start)
    assert (begun.thread.client_id, begun.message.side) == (CLIENT, "practice")
    async with gate.work(practice, DESK_CLERK) as work:
        with pytest.raises(Invalid):
            await service.start_thread(
                work, ThreadStart(client_id=CLIENT, subject="x", text="x", patient_id=OTHER_PATIENT)
            )
        with pytest.raises(NotFound):
            await service.start_thread(work, ThreadStart(client_id=uuid4(), subject="x", text="x"))
    async with gate.work(practice, Actor(uuid4(), "user", frozenset({"messages.read"}), "x")) as work:
        with pytest.raises(Forbidden):
            await service.start_thread(work, start)


async def test_words_stand_sealed_in_the_database(gate: Gate, practice: Tenant) -> None:
    await write(gate, practice, OwnerMessage(text="Bella heeft suikerziekte", subject="Suiker"))
    async with gate.view(practice, SYSTEM) as view:
        [row] = await view.records(
            "select t.subject, m.text from thread t join message m on m.thread_id = t.id"
        )
    assert b"suiker" not in (row["subject"] + row["text"]).lower()


async def test_the_owner_is_told_of_an_unread_message_without_its_words(post: Post) -> None:
    await make_owner(post.gate, post.tenant)
    begun = await write(post.gate, post.tenant, OwnerMessage(text="Vraag", subject="Vraag"))
    await answer(post.gate, post.tenant, begun.thread.id, "Bella is suikerpatiënt")
    await post.deliver()
    [letter] = post.mailbox.letters
    assert letter["Subject"] == "Nieuw bericht van Dierenkliniek Zwaluwhof"
    assert "suiker" not in letter.as_string().lower()
    more = await answer(post.gate, post.tenant, begun.thread.id, "En nog iets")
    async with post.gate.work(post.tenant, SANNE) as work:
        await service.read_thread_as_owner(work, CLIENT, begun.thread.id, more.message.id)
    await post.deliver()
    assert len(post.mailbox.letters) == 1
    assert (await post.letters())[-1][2:4] == ("dropped", "read_already")
