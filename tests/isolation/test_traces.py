"""Quality goal R16: what the program leaves behind, in logs, figures and queues, holds no word about anybody."""

import io
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.application import METRICS_TOKEN
from tests.conftest import OUDEKADE, ZWALUWHOF
from tests.isolation.operations import Operation, operations_of
from tests.isolation.people import SYSTEM, A, Identity
from tests.isolation.world import CHAIN_TENANT, World
from vetsync.kit.db.embedded import EmbeddedServer
from vetsync.kit.db.gate import CORE
from vetsync.kit.errors import VetSyncError
from vetsync.kit.ids import new_id

pytestmark = pytest.mark.anyio
QUEUES = """
select topic || payload::text || coalesce(fault, '') from core.outbox
union all select topic || payload::text || coalesce(fault, '') from t_zwaluwhof.outbox
union all select topic || payload::text || coalesce(fault, '') from t_oudekade.outbox
union all select recipient || data::text || coalesce(reason, '') from core.letter
union all select recipient || data::text || coalesce(reason, '') from t_zwaluwhof.letter
union all select task_name || args::text from jobs.procrastinate_jobs
union all select action || subject || outcome from core.activity
union all select route || key from t_zwaluwhof.idempotency_key
"""
ENDS_THE_VISIT = frozenset(
    {
        "logOut",
        "logOutEverywhere",
        "endSession",
        "changePassword",
        "suspendPractice",
        "disableUser",
        "streamChanges",
    }
)
MAY_READ_FIGURES = {"authorization": f"Bearer {METRICS_TOKEN}"}
UNREADABLE = ("{", "[]", '{"text": {"$ne": null}}')
DUPLICATE = (
    "insert into client (id, number, last_name, name_search, created_at) values ($1, $2, $3, $3, now())"
)
NO_DATE = "insert into client (id, number, last_name, name_search, created_at) values ($1, $2, $3, $3, null)"


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """What libraries say through `logging`, down to the last detail."""
    heard, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(heard), root.level
    # The client of the test names what it asks for; it is no part of the program.
    handler.addFilter(lambda entry: not entry.name.startswith("httpx"))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def asker(world: World, operation: Operation) -> Identity:
    """Somebody who may."""
    if operation.path.startswith("/api/platform"):
        return world.who("system_admin")
    return world.who("clinic_admin A" if operation.path.startswith("/api/staff") else "owner A")


def with_words(body: Any, words: list[str]) -> Any:
    """The body with a canary wherever a text goes that is no key, date or id."""
    return {name: words.pop() if value == "Gewijzigd" and words else value for name, value in body.items()}


async def test_nothing_that_the_program_leaves_behind_holds_a_word_of_anybody(
    new_world: World, server: EmbeddedServer
) -> None:
    world, asked = new_world, 0
    words = list(world.canaries.known)
    with everything_logged() as heard:
        for operation in operations_of(world.app.app).operations:
            if operation.name not in ENDS_THE_VISIT:
                asked += await visit(world, operation, words)
        await be_refused_by_the_database(world)
        for tenant in (CORE, ZWALUWHOF, OUDEKADE, CHAIN_TENANT):
            await world.app.parts.relay.drain(tenant)
    left = {
        "our log": repr(world.app.logged),
        "logs of libraries": heard.getvalue(),
        "figures": (await world.app.http.get("/api/metrics", headers=MAY_READ_FIGURES)).text,
        "the server's log": server._home.log_path.read_text(errors="replace"),
        "queues": "\n".join(str(row[0]) for row in await world.app.look(QUEUES)),
    }
    assert asked > 300
    assert all(left.values())
    assert {name: world.canaries.found_in(text) for name, text in left.items()} == {
        name: set() for name in left
    }


async def visit(world: World, operation: Operation, words: list[str]) -> int:
    """The request as it should be with somebody's words in it, twice for conflicts, and what nobody can read."""
    headers = dict(asker(world, operation).headers)
    sent = operation.request(A, world.objects[A])
    sent["headers"] |= headers
    if "json" in sent:
        sent["json"] = with_words(sent["json"], words)
    for _ in range(2):
        await world.app.http.request(**sent)
    for content in UNREADABLE if "json" in sent else ():
        headers["content-type"] = "application/json"
        await world.app.http.request(sent["method"], sent["url"], content=content, headers=headers)
    for query in ("cursor", "q"):
        if query in {name for name, *_ in operation.query}:
            address = {**sent, "params": {**sent.get("params", {}), query: next(iter(world.canaries.known))}}
            await world.app.http.request(**address)
    return 2


async def be_refused_by_the_database(world: World) -> None:
    """Rows that constraints refuse, with words of people in them."""
    word = next(iter(world.canaries.known))
    for statement in (DUPLICATE, NO_DATE):
        with pytest.raises(VetSyncError) as refused:
            async with world.app.parts.gate.work(ZWALUWHOF, SYSTEM) as work:
                await work.execute(statement, new_id(), 1001, word)
                await work.execute(statement, new_id(), 1001, word)
        printed = "".join(traceback.format_exception(refused.value))
        assert not world.canaries.found_in(printed + repr(vars(refused.value)))
