"""How every unsafe route runs its command: once per intent, committed before it is answered."""

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

import msgspec
from litestar import Request, Response
from litestar.datastructures import UploadFile
from litestar.enums import MediaType

from vetsync.kit.db.faults import TryAgain
from vetsync.kit.db.work import Work
from vetsync.kit.errors import Conflict, Invalid

CLAIM = """
insert into idempotency_key (actor_id, route, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
on conflict (actor_id, route, key) do nothing returning true
"""
GIVEN = (
    "select request_hash, status, body from idempotency_key where actor_id = $1 and route = $2 and key = $3"
)
KEEP = """
update idempotency_key set status = $4, body = $5 where actor_id = $1 and route = $2 and key = $3
"""
FORGET = "delete from idempotency_key where created_at < now() - $1::interval"

KEPT = timedelta(hours=72)
"""A device that was without a network over a weekend may still repeat what it had begun to send."""
REPEATS_MAX = 3
KEY_LENGTH_MAX = 120

T = TypeVar("T")
Door = Callable[[], AbstractAsyncContextManager[Work]]
Place = tuple[UUID, str, str]
"""Who means something, by which route, under which key."""


class KeyReused(Invalid):
    """The same Idempotency-Key came with another request body."""

    status = 422
    code = "idempotency_key_reused"


async def perform(
    request: Request[Any, Any, Any],
    door: Door,
    command: Callable[[Work], Awaitable[Any]],
    *,
    status: int = 200,
) -> Response[Any]:
    """Runs `command` in one transaction of `door` and answers with what it returned, as JSON.

    With an `Idempotency-Key` the answer is stored in the same transaction, and a repeated request gets the
    stored bytes. A deadlock or serialisation failure has written nothing, so the whole command is repeated.
    """
    intent = await _intent_of(request)
    for attempt in range(REPEATS_MAX + 1):
        try:
            async with door() as work:
                return await _once(work, intent, command, status)
        except TryAgain:
            if attempt == REPEATS_MAX:
                raise
            await asyncio.sleep(random.uniform(0.01, 0.08))  # noqa: S311 - spreads rivals, no secret
    raise AssertionError("unreachable")


async def _once(
    work: Work, intent: tuple[str, str, bytes] | None, command: Callable[[Work], Awaitable[Any]], status: int
) -> Response[Any]:
    if intent is None or work.actor.id is None:
        return _answer(_encode(await command(work)), status)
    route, key, request_hash = intent
    place: Place = (work.actor.id, route, key)
    if await work.value(CLAIM, *place, request_hash, work.now) is None:
        given = (await work.records(GIVEN, *place))[0]
        if given["request_hash"] != request_hash:
            raise KeyReused
        if given["status"] is None:
            raise Conflict(code="in_flight")
        return _answer(_opened(work, place, given["body"]), given["status"])
    body = _encode(await command(work))
    await work.execute(KEEP, *place, status, _sealed(work, place, body))
    return _answer(body, status)


def _sealed(work: Work, place: Place, body: bytes) -> bytes:
    """An answer holds what is sealed everywhere else, so it is sealed too, and lost with the key like the rest."""
    return work.cipher.seal("idempotency_key", "body", _row_of(place), body.decode())


def _opened(work: Work, place: Place, blob: bytes) -> bytes:
    return work.cipher.open("idempotency_key", "body", _row_of(place), blob).encode()


def _row_of(place: Place) -> UUID:
    """The row has no id of its own; this one stands for actor, route and key."""
    actor_id, route, key = place
    return uuid5(actor_id, f"{route} {key}")


async def _intent_of(request: Request[Any, Any, Any]) -> tuple[str, str, bytes] | None:
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not key.isascii() or not key.isprintable() or not 1 <= len(key) <= KEY_LENGTH_MAX:
        raise Invalid(code="bad_idempotency_key")
    route = f"{request.method} {request.url.path}"
    return route, key, await _hash_of(request)


async def _hash_of(request: Request[Any, Any, Any]) -> bytes:
    """Stands for what was sent. A form with files is off the wire before the handler begins; its parts are hashed."""
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return hashlib.sha256(await request.body()).digest()
    digest = hashlib.sha256()
    for name, value in (await request.form()).multi_items():
        content = await _whole(value) if isinstance(value, UploadFile) else str(value).encode()
        for part in (name.encode(), content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


async def _whole(file: UploadFile) -> bytes:
    """The content, whatever the handler has read of it already."""
    await file.seek(0)
    content = await file.read()
    await file.seek(0)
    return content


def _encode(result: Any) -> bytes:
    return b"" if result is None else msgspec.json.encode(result)


def _answer(body: bytes, status: int) -> Response[Any]:
    empty = not body
    return Response(
        body or b"",
        status_code=204 if empty and status == 200 else status,
        media_type=MediaType.JSON,
    )


async def forget_keys(work: Work) -> int:
    """Daily tidiness."""
    return await work.execute(FORGET, KEPT)
