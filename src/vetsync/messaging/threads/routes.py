"""Conversations: the owner's side, and the practice's."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import system_actor
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.messaging.errors import NotAClient
from vetsync.messaging.permissions import MESSAGES_READ, MESSAGES_WRITE, OWNER_USE
from vetsync.messaging.threads import queries, service
from vetsync.messaging.threads.schemas import (
    MessageAdded,
    MessagePage,
    MessageView,
    MessageWrite,
    OwnerMessage,
    OwnThreadSeen,
    PracticeThreads,
    ThreadChange,
    ThreadSeen,
    ThreadStart,
    ThreadState,
    ThreadView,
)
from vetsync.patients.pets.queries import client_id_at

TAGS = ["messages"]
FromState = Annotated[ThreadState | None, QueryParameter(name="state")]


async def _client_id(gate: Gate, principal: Principal) -> UUID:
    """Who the signed-in person is at this practice; raises NotAClient."""
    async with gate.core_view("person", principal.actor) as core:
        found = await client_id_at(core, principal.user, principal.practice.id)
    if found is None:
        raise NotAClient
    return found


async def _named(gate: Gate, page: MessagePage, authors: dict[UUID, UUID]) -> MessagePage:
    if not authors:
        return page
    async with gate.core_view("system", system_actor("messages")) as core:
        return await queries.name_authors(core, page, authors)


@get("/me/threads", opt={"permission": OWNER_USE}, operation_id="listMyThreads", tags=TAGS)
async def list_my_threads(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[ThreadView]:
    return await queries.threads_of_owner(gate, principal.actor, principal.user, cursor, limit)


@get(
    "/practices/{slug:str}/threads/{thread_id:uuid}",
    opt={"permission": OWNER_USE},
    operation_id="getMyThread",
    tags=TAGS,
)
async def get_my_thread(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> ThreadView:
    client_id = await _client_id(gate, principal)
    async with gate.portal(principal.practice, principal.actor, client_id) as view:
        return await queries.thread(view, thread_id, "owner")


@get(
    "/practices/{slug:str}/messages", opt={"permission": OWNER_USE}, operation_id="listMyMessages", tags=TAGS
)
async def list_my_messages(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    thread_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[MessageView]:
    client_id = await _client_id(gate, principal)
    async with gate.portal(principal.practice, principal.actor, client_id) as view:
        if thread_id is not None:
            await queries.thread(view, thread_id, "owner")
        page, authors = await queries.messages(view, thread_id, client_id, cursor, limit)
    return await _named(gate, page, authors)


@post(
    "/practices/{slug:str}/messages",
    opt={"permission": OWNER_USE},
    operation_id="writeMyMessage",
    tags=TAGS,
    responses=answers(MessageAdded, 201),
)
async def write_my_message(
    slug: FromPath[str],
    data: JSONBody[OwnerMessage],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    client_id = await _client_id(gate, principal)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.write_as_owner(work, client_id, data),
        status=201,
    )


@post(
    "/practices/{slug:str}/messages/read",
    opt={"permission": OWNER_USE},
    operation_id="readMyThread",
    tags=TAGS,
    status_code=200,
    responses=answers(ThreadView),
)
async def read_my_thread(
    slug: FromPath[str],
    data: JSONBody[OwnThreadSeen],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    client_id = await _client_id(gate, principal)
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.read_thread_as_owner(work, client_id, data.thread_id, data.message_id),
    )


@get("/staff/{slug:str}/threads", opt={"permission": MESSAGES_READ}, operation_id="listThreads", tags=TAGS)
async def list_threads(
    slug: FromPath[str],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    in_state: FromState = None,
    client_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> PracticeThreads:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.threads(view, in_state, client_id, cursor, limit)


@post(
    "/staff/{slug:str}/threads",
    opt={"permission": MESSAGES_WRITE},
    operation_id="startThread",
    tags=TAGS,
    responses=answers(MessageAdded, 201),
)
async def start_thread(
    slug: FromPath[str],
    data: JSONBody[ThreadStart],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.start_thread(work, data),
        status=201,
    )


@get(
    "/staff/{slug:str}/threads/{thread_id:uuid}",
    opt={"permission": MESSAGES_READ},
    operation_id="getThread",
    tags=TAGS,
)
async def get_thread(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> ThreadView:
    async with gate.view(principal.practice, principal.actor) as view:
        return await queries.thread_for_staff(view, thread_id)


@patch(
    "/staff/{slug:str}/threads/{thread_id:uuid}",
    opt={"permission": MESSAGES_WRITE},
    operation_id="changeThread",
    tags=TAGS,
    responses=answers(ThreadView),
)
async def change_thread(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    if_match: IfMatch,
    data: JSONBody[ThreadChange],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.change_thread(work, thread_id, version_of(if_match), data),
    )


@get(
    "/staff/{slug:str}/threads/{thread_id:uuid}/messages",
    opt={"permission": MESSAGES_READ},
    operation_id="listMessages",
    tags=TAGS,
)
async def list_messages(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> MessagePage:
    async with gate.view(principal.practice, principal.actor) as view:
        await queries.thread_for_staff(view, thread_id)
        page, authors = await queries.messages(view, thread_id, None, cursor, limit)
    return await _named(gate, page, authors)


@post(
    "/staff/{slug:str}/threads/{thread_id:uuid}/messages",
    opt={"permission": MESSAGES_WRITE},
    operation_id="writeMessage",
    tags=TAGS,
    responses=answers(MessageAdded, 201),
)
async def write_message(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    data: JSONBody[MessageWrite],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.answer_thread(work, thread_id, data),
        status=201,
    )


@post(
    "/staff/{slug:str}/threads/{thread_id:uuid}/read",
    opt={"permission": MESSAGES_READ},
    operation_id="readThread",
    tags=TAGS,
    status_code=200,
    responses=answers(ThreadView),
)
async def read_thread(
    slug: FromPath[str],
    thread_id: FromPath[UUID],
    data: JSONBody[ThreadSeen],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.work(principal.practice, principal.actor),
        lambda work: service.read_thread(work, thread_id, data.message_id),
    )


ROUTES = [
    list_my_threads, get_my_thread, list_my_messages, write_my_message, read_my_thread, list_threads, start_thread,
    get_thread, change_thread, list_messages, write_message, read_thread,
]  # fmt: skip
