"""Threat T13: nobody sets what only the program writes, however it is sent along."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.isolation.operations import operations_of
from tests.isolation.people import A
from tests.isolation.test_traces import asker
from tests.isolation.world import World
from vetsync.kit.ids import new_id

pytestmark = pytest.mark.anyio
NEVER_SENT = frozenset(
    {"id", "tenant_id", "user_id", "owner_user_id", "created_at", "created_by", "signed_at", "signed_by",
     "session_version", "password_hash", "email_verified_at", "role_id", "kinds", "schema_name"}
)  # fmt: skip
PARTS = frozenset({"version", "state", "permissions", "client_id", "patient_id", "practice_slug", "source"})
"""Server-owned in most places, and a field of the request in some."""


def shown(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> set[str]:
    """The fields of what the operation answers with."""
    answers = [content for status, content in operation["responses"].items() if status.startswith("2")]
    names: set[str] = set()
    for answer in answers:
        for body in answer.get("content", {}).values():
            reference = body.get("schema", {}).get("$ref", "")
            names |= set(schemas.get(reference.rsplit("/", 1)[-1], {}).get("properties", {}))
    return names


async def test_a_field_that_only_the_program_writes_is_refused_by_every_write(world: World) -> None:
    document = json.loads(json.dumps(world.app.app.openapi_schema.to_schema(), default=str))
    described = {
        one["operationId"]: one
        for methods in document["paths"].values()
        for one in methods.values()
        if isinstance(one, dict) and "operationId" in one
    }
    accepted, tried = [], 0
    for operation in operations_of(world.app.app).operations:
        if not operation.is_write or operation.is_form or not operation.body:
            continue
        sent = operation.request(A, world.objects[A])
        headers = {**sent["headers"], **asker(world, operation).headers}
        extra = NEVER_SENT | PARTS | shown(described[operation.name], document["components"]["schemas"])
        for name in sorted(extra - set(operation.body["properties"])):
            body = {**sent["json"], name: str(new_id())}
            answer = await world.app.http.request(sent["method"], sent["url"], json=body, headers=headers)
            tried += 1
            if answer.status_code != 400 or f"`{name}`" not in answer.text:
                accepted.append(f"{operation.name} {name}: {answer.status_code} {answer.text[:120]}")
    assert not accepted, "\n".join(accepted)
    assert tried > 1_000
