"""Every identity at every operation, at both practices and with both practices' things."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import httpx2

from tests.isolation.canaries import text_of
from tests.isolation.operations import STREAMS, Operation
from tests.isolation.people import A, B, Identity
from tests.isolation.permission_table import TABLE
from tests.isolation.world import World
from vetsync.identity.access.permissions import OWNER_USE, PUBLIC, SIGNED_IN
from vetsync.kit.db.bootstrap import APP
from vetsync.kit.db.gate import CONTEXT_NOW


class Expected(Enum):
    """`ELSEWHERE`: allowed here, but body or query name what is not here; nothing of it may be seen or changed."""

    OPEN = "open"
    ALLOWED = "allowed"
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not found"
    FORBIDDEN = "forbidden"
    UNAUTHENTICATED = "unauthenticated"


REFUSALS = {Expected.NOT_FOUND: 404, Expected.FORBIDDEN: 403, Expected.UNAUTHENTICATED: 401}
FOR_CLIENTS = frozenset({"getMyThread", "listMyMessages", "writeMyMessage", "readMyThread"})
"""A practice writes with its own clients only, and tells everybody else that they are none.

Whoever once tried to book there is known, and is told that there is no such thread."""
SILENT = frozenset({"releaseHold"})
"""Answers 204 for what is not there or not theirs, and changes nothing."""
FILTERS = frozenset({"findAppointments"})
"""Reads although it is a POST: whoever is not here narrows its list to nothing."""
MAY_BE_GONE = frozenset({"retryJob", "retryEvent", "endSession"})
"""No job or event stands in the queue, and a session may have been ended by logging out everywhere just before."""
RULES = frozenset({"password_wrong", "only_vets_sign"})
"""Who holds the permission may still be told this."""
OF_THE_PRACTICE = frozenset({"vet_id", "vet"})


@dataclass(frozen=True)
class Pair:
    """`place` is the practice in the path, `origin` the one whose things are named."""

    identity: Identity
    operation: Operation
    place: str
    origin: str

    def __str__(self) -> str:
        return f"{self.identity.name}: {self.operation.name} at {self.place} with things of {self.origin}"


@dataclass
class Outcome:
    """What a run of pairs found. `reads` and `answered` count those expected to be allowed."""

    pairs: int = 0
    reads: int = 0
    answered: int = 0
    findings: list[str] = field(default_factory=list)
    refused_reads: Counter[str] = field(default_factory=Counter)

    @property
    def is_void(self) -> bool:
        return self.answered < 0.95 * self.reads


def pairs_of(identities: Iterable[Identity], operations: Iterable[Operation]) -> Iterator[Pair]:
    for identity, operation in itertools.product(identities, operations):
        has_slug = "slug" in operation.parameters or "practice" in {name for name, *_ in operation.query}
        places = (A, B) if has_slug else (None,)
        origins = (A, B) if operation.objects or operation.refers else (None,)
        for place, origin in itertools.product(places, origins):
            yield Pair(identity, operation, place or origin or A, origin or place or A)


def expected(pair: Pair) -> Expected:
    """From the permission table alone: what this identity holds there, and whose things are asked for."""
    identity, operation = pair.identity, pair.operation
    needed = TABLE[operation.name]
    if needed == PUBLIC:
        return Expected.OPEN
    if not identity.counts:
        return Expected.UNAUTHENTICATED
    is_staff = operation.path.startswith("/api/staff/")
    if needed not in identity.permissions(pair.place if is_staff else None):
        return Expected.FORBIDDEN
    if needed not in {OWNER_USE, SIGNED_IN}:
        if not is_staff:
            return Expected.ALLOWED
        is_here = pair.place == pair.origin
    else:
        is_here = identity.owns == pair.origin and pair.place == pair.origin
        if operation.name in FOR_CLIENTS and pair.place not in identity.client_of:
            return Expected.FORBIDDEN
        if not operation.objects and operation.refers <= OF_THE_PRACTICE:
            is_here = pair.place == pair.origin
    if operation.objects and not is_here:
        return Expected.NOT_FOUND
    if operation.refers and not is_here:
        return Expected.ELSEWHERE
    return Expected.ALLOWED


async def tried(world: World, pairs: Sequence[Pair], abreast: int = 3) -> Outcome:
    """Asks every pair, some at a time, and judges every answer."""
    outcome, waiting = Outcome(), iter(pairs)

    async def go_on() -> None:
        for pair in waiting:
            answer = await _ask(world, pair)
            judge(world, pair, answer, outcome)

    await asyncio.gather(*(go_on() for _ in range(abreast)))
    return outcome


def judge(world: World, pair: Pair, answer: httpx2.Response, outcome: Outcome) -> None:
    outcome.pairs += 1
    wanted, status = expected(pair), answer.status_code
    if not _fits(wanted, pair, answer):
        outcome.findings.append(f"{pair}: expected {wanted.value}, got {status} {answer.text[:160]}")
    if wanted is Expected.ALLOWED and not pair.operation.is_write:
        outcome.reads += 1
        outcome.answered += answer.is_success
        if not answer.is_success:
            outcome.refused_reads[f"{pair.operation.name} {status}"] += 1
    for word in world.canaries.found_in(text_of(answer)):
        canary = world.canaries.known[word]
        if not pair.identity.may_see(canary.audience):
            outcome.findings.append(f"{pair}: saw {canary.field} ({word}) in a {status}")


def _fits(wanted: Expected, pair: Pair, answer: httpx2.Response) -> bool:
    operation, status = pair.operation, answer.status_code
    if wanted in REFUSALS:
        is_nothing = operation.name in SILENT and status == 204
        is_known = operation.name in FOR_CLIENTS and status == 404
        # What the body refers to may be looked for before what the path names.
        is_reference = status == 400 and answer.json().get("field") in operation.refers
        is_absent = wanted is Expected.NOT_FOUND and (is_nothing or is_reference)
        return status == REFUSALS[wanted] or is_known or is_absent
    if status >= 500:
        return operation.name == "getHealth"
    if wanted is Expected.OPEN:
        return status != 403 or operation.path.startswith("/api/auth/")
    if wanted is Expected.ELSEWHERE:
        return status in {400, 404, 409, 422} or (
            (not operation.is_write or operation.name in FILTERS) and status < 300
        )
    if status == 403:
        return answer.json()["code"] in RULES
    return status not in {401, 404} or (operation.name in MAY_BE_GONE and status == 404)


async def _ask(world: World, pair: Pair) -> httpx2.Response:
    sent = pair.operation.request(pair.place, world.objects[pair.origin])
    sent["headers"] |= pair.identity.headers
    if pair.operation.name in STREAMS and expected(pair) is Expected.ALLOWED:
        return await _head_of_stream(world, sent)
    answer = await world.app.http.request(**sent)
    world.app.http.cookies.clear()
    return answer


async def _head_of_stream(world: World, sent: dict[str, Any]) -> httpx2.Response:
    """A stream never ends, so only how it begins is looked at."""
    begun: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    query = "&".join(f"{name}={value}" for name, value in sent["params"].items())
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": sent["url"], "raw_path": sent["url"].encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent["headers"].items()],
        "client": ("203.0.113.7", 1), "server": ("vetsync.example", 80),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            begun.set_result(message["status"])

    task = asyncio.create_task(world.app.app(scope, receive, send))  # type: ignore[arg-type]  # as a server calls it
    try:
        return httpx2.Response(await asyncio.wait_for(begun, 5))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def leftovers(world: World) -> list[str]:
    """Connections that come back to the pool as somebody: the next borrower would be that one."""
    found: list[str] = []
    pool = world.app.parts.pool
    taken = [await pool.acquire() for _ in range(pool.get_idle_size())]
    for connection in taken:
        role, tenant = await connection.fetchrow(CONTEXT_NOW)
        if role != APP or tenant:
            found.append(f"a connection in the pool is {role} in {tenant or 'no tenant'}")
    for connection in taken:
        await pool.release(connection)
    return found
