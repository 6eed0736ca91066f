"""Quality goal R1: what a route asks for, the function behind it asks for again; the guard may be mistaken."""

from dataclasses import replace
from typing import Any

import pytest
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from tests.isolation.operations import Operation, operations_of
from tests.isolation.people import CHAIN, A, Identity
from tests.isolation.world import World
from vetsync.identity.access.guard import AccessGuard

pytestmark = pytest.mark.anyio
JUDGED = ("/api/staff/", "/api/platform/")


def _blind(patch: pytest.MonkeyPatch) -> None:
    """The guard lets everybody in whom it knows, without the one permission that the route is about."""
    judge = AccessGuard.__call__

    async def let_in(
        self: AccessGuard, connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
    ) -> None:
        await judge(self, connection, handler)
        principal = connection.state.principal
        held = principal.actor.permissions - {handler.opt["permission"]}
        connection.state.principal = replace(principal, actor=replace(principal.actor, permissions=held))

    patch.setattr(AccessGuard, "__call__", let_in)


def _whoever_may(world: World, operation: Operation) -> tuple[Identity, str]:
    """Where the guard is right, this one gets in; and where that is."""
    if operation.path.startswith("/api/platform/"):
        return world.who("system_admin"), A
    admin = world.who("clinic_admin A")
    is_practices = operation.permission in admin.permissions(A)
    return (admin, A) if is_practices else (world.who("franchise_admin"), CHAIN)


async def test_behind_the_guard_each_function_asks_for_its_permission_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = [one for one in operations_of(world.app.app).operations if one.path.startswith(JUDGED)]
    assert len(operations) > 90
    _blind(monkeypatch)
    findings = []
    for operation in operations:
        who, slug = _whoever_may(world, operation)
        sent = operation.request(slug, world.objects[A])
        sent["headers"] |= who.headers
        answer = await world.app.http.request(**sent)
        refusal = answer.json() if answer.status_code == 403 else {}
        if refusal.get("permission") != operation.permission:
            findings.append(
                f"{operation.name}: {operation.permission}: {answer.status_code} {answer.text[:120]}"
            )
    assert not findings, "\n".join(findings)
