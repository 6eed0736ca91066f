"""Every unsafe route may be repeated with its key: one effect, and the same bytes for whoever asks again.

The routes are those of the running app, the requests the smallest that succeed (tests/isolation), each with what it
needs standing ready (stages.py). What cannot succeed here is named with its reason.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from tests.application import opened_app
from tests.conftest import ZWALUWHOF, fresh_database
from tests.contract.stages import Stage, staged
from tests.isolation.matrix import Expected, Pair, expected
from tests.isolation.operations import Operation, operations_of
from tests.isolation.people import A
from tests.isolation.world import World, made_world
from vetsync.kit.db.embedded import EmbeddedServer

pytestmark = pytest.mark.anyio

SECRETS = "carries a secret, which no stored answer may keep"
NOT_BY_KEY = {
    "logIn": SECRETS,
    "refreshSession": SECRETS,
    "logOut": "has nothing to lose: a second one ends nothing",
    "register": SECRETS,
    "verifyEmail": SECRETS,
    "forgotPassword": "answers alike to everybody, and letters are braked by their own counter",
    "resetPassword": SECRETS,
    "acceptInvitation": SECRETS,
    "changePassword": SECRETS,
    "askLikely": "reads only; it is a POST because what is possible is a long list",
    "findAnything": "reads only; it is a POST because what it is told is personal",
    "findAppointments": "reads only; it is a POST because what it is told is personal",
    "findCandidates": "reads only; it is a POST because what it is told is personal",
    "findDisplaced": "reads only: what would become of appointments",
    "forgetOpened": "has nothing to lose: a second one forgets nothing",
    "keepArrangement": "says how things stand on a screen: a second time the same",
    "noteOpened": "says again what was said: the same thing, opened at this moment",
    "previewSeries": "reads only: what each date would be",
    "findUsers": "reads only; it is a POST because what it is told is personal",
    "findPatients": "reads only; it is a POST because what it is told is personal",
    "getInvitation": SECRETS,
}
ENDS_THE_ASKER = {"logOutEverywhere", "disableUser", "suspendPractice", "changeMember"}
"""Asked last: afterwards the one who asks is signed out, or may no longer."""
NOT_LOGGED = {
    "assignVet": "changes nothing here: the practice has one vet, who has the appointment already",
    "enableUser": "changes nothing here: the account is enabled",
    "keepLayout": "is where a person puts things on their own screens",
    "markFavourite": "is the person's own wish",
    "noteActs": "is counted without a name, which the log has",
    "readMyThread": "says how far somebody has read",
    "readThread": "says how far somebody has read",
    "resetLayout": "is where a person puts things on their own screens",
    "unmarkFavourite": "is the person's own wish",
}
"""What leaves no trace in the log of activity, so that only its answers tell that it was done once."""
RIVALS = 20
SUCCEEDS_SHARE = 0.9
CANNOT_HERE = {
    "retryEvent": "no event was given up",
    "retryJob": "no job failed, for this node has no worker",
}
AUDITED = """
select request_id from core.audit_entry where at >= $1 union all
select request_id from t_zwaluwhof.audit_entry where at >= $1
"""
NOW = "select clock_timestamp() as now"


@pytest.fixture(scope="module")
async def lived(
    server: EmbeddedServer, anyio_backend: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """A world of this module's own, because everything in it is changed."""
    folder = tmp_path_factory.mktemp("lived")
    with fresh_database(server) as database:
        async with opened_app(database, folder, pool_size_max=6) as app:
            yield await made_world(app, folder)


def unsafe(world: World) -> list[Operation]:
    """Changes to what is fresh first, then what is added, then what brings something to its end."""
    found = [one for one in operations_of(world.app.app).operations if one.is_write]
    ends = ("sign", "cancel", "decline", "complete", "mark", "archive", "reject", "delete")
    return sorted(
        found,
        key=lambda one: (
            one.name in ENDS_THE_ASKER,
            one.method == "DELETE",
            one.name.startswith(ends),
            one.method != "PATCH",
        ),
    )


def asker(world: World, operation: Operation) -> dict[str, str] | None:
    for identity in world.people.all:
        if expected(Pair(identity, operation, A, A)) is Expected.ALLOWED:
            return dict(identity.headers)
    return None


async def ask(world: World, request: dict[str, Any], headers: dict[str, str], key: str) -> httpx2.Response:
    headers = {**request["headers"], **headers, "idempotency-key": key}
    return await world.app.http.request(**{**request, "headers": headers})


async def test_every_unsafe_route_has_one_effect_and_one_answer_for_twenty_rivals_and_a_repetition(
    lived: World,
) -> None:
    faults: list[str] = []
    succeeded, refused, stage = [], {}, Stage(lived)
    for operation in unsafe(lived):
        headers = asker(lived, operation)
        if operation.name in NOT_BY_KEY or headers is None:
            continue
        ready = await staged(stage, operation.name)
        await lived.settle()
        request = operation.request(ready.slug, {**lived.objects[A], **ready.ids})
        if ready.body is not None:
            request["json"] = ready.body
        if ready.seen is not None:
            request["headers"]["if-match"] = f'"{ready.seen}"'
        headers = dict(ready.headers or headers)
        key, since = str(uuid.uuid4()), (await lived.app.look(NOW))[0]["now"]
        rivals = await asyncio.gather(*(ask(lived, request, headers, key) for _ in range(RIVALS)))
        if version := rivals[0].status_code == 409 and rivals[0].json().get("version"):
            # What was asked before has changed it: asked as somebody who has seen that.
            key, request["headers"]["if-match"] = str(uuid.uuid4()), f'"{version}"'
            rivals = await asyncio.gather(*(ask(lived, request, headers, key) for _ in range(RIVALS)))
        answers = {(one.status_code, one.content) for one in rivals}
        if not any(one.is_success for one in rivals):
            refused[operation.name] = f"{rivals[0].status_code} {rivals[0].text[:120]}"
            continue
        succeeded.append(operation.name)
        if operation.name in ENDS_THE_ASKER:
            # A rival that comes after the end is a stranger; nobody may get anything else.
            answers = {one for one in answers if one[0] != 401}
        if len(answers) != 1:
            faults.append(f"{operation.name}: rivals got {sorted(answers)[:3]}")
        acted = {row["request_id"] for row in await lived.app.look(AUDITED, since)}
        took = len(acted & {one.headers["x-request-id"] for one in rivals})
        if took != (0 if operation.name in NOT_LOGGED else 1):
            faults.append(f"{operation.name}: {took} of the rivals took effect")
        if operation.name in ENDS_THE_ASKER:
            continue
        again = await ask(lived, request, headers, key)
        if (again.status_code, again.content) not in answers:
            faults.append(f"{operation.name}: a repetition got {again.status_code} {again.text[:120]}")
        if again.headers["x-request-id"] in {
            row["request_id"] for row in await lived.app.look(AUDITED, since)
        }:
            faults.append(f"{operation.name}: a repetition took effect")
    print(
        {"n": len(succeeded) * (RIVALS + 1), "routes": len(succeeded), "refused": refused, "faults": faults}
    )
    assert faults == []
    assert {name: why for name, why in refused.items() if name not in CANNOT_HERE} == {}
    assert set(CANNOT_HERE) <= set(refused), "what succeeds is no exception"
    assert len(succeeded) >= SUCCEEDS_SHARE * (len(succeeded) + len(refused))


async def test_a_key_that_comes_with_another_body_is_refused(lived: World) -> None:
    owner = dict(lived.who("neighbour A").headers)
    key = str(uuid.uuid4())
    answers = [await _add_pet(lived, owner, key, name) for name in ("Pluk", "Plof")]
    assert [one.status_code for one in answers] == [201, 422]
    assert answers[1].json()["code"] == "idempotency_key_reused"


async def test_what_is_not_repeatable_by_key_is_named_with_a_reason(lived: World) -> None:
    names = {operation.name for operation in unsafe(lived)}
    assert set(NOT_BY_KEY) <= names
    assert ZWALUWHOF.slug == A


async def _add_pet(world: World, headers: dict[str, str], key: str, name: str) -> httpx2.Response:
    body: dict[str, Any] = {"name": name, "species": "dog"}
    return await world.app.http.post("/api/me/pets", json=body, headers={**headers, "idempotency-key": key})
