"""Quality goal R1: what a route asks for, the function behind it asks for again; the guard may be mistaken."""

from dataclasses import replace
from typing import Any

import pytest
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from tests.isolation.operations import Operation, operations_of
from tests.isolation.people import A, Identity
from tests.isolation.world import World
from vetsync.identity.access.guard import AccessGuard

pytestmark = pytest.mark.anyio
JUDGED = ("/api/staff/", "/api/platform/")
ANY = frozenset({"retryJob"})
"""Looks for the job first, and there is none."""


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


def _whoever_may(world: World, operation: Operation) -> Identity:
    """With every permission there is: where the guard is right, this one gets in."""
    if operation.path.startswith("/api/platform/"):
        return world.who("system_admin")
    names = ("clinic_admin A", "vet A", "franchise_admin")
    return next(who for name in names if operation.permission in (who := world.who(name)).permissions(A))


async def test_behind_the_guard_each_function_asks_for_its_permission_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = [one for one in operations_of(world.app.app).operations if one.path.startswith(JUDGED)]
    assert len(operations) > 90
    _blind(monkeypatch)
    findings = []
    for operation in operations:
        sent = operation.request(A, world.objects[A])
        sent["headers"] |= _whoever_may(world, operation).headers
        answer = await world.app.http.request(**sent)
        refusal = answer.json() if answer.status_code == 403 else {}
        if refusal.get("permission") != operation.permission:
            findings.append(
                f"{operation.name}: {operation.permission}: {answer.status_code} {answer.text[:120]}"
            )
    assert not findings, "\n".join(findings)
