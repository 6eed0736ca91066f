"""Reads over the practices of a franchise, each asked in its own schema."""

from uuid import UUID

from vetsync.insights.franchise.schemas import FranchisePractice
from vetsync.insights.permissions import FRANCHISE_READ
from vetsync.insights.practice.queries import practice_dashboard
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Actor, Tenant, system_actor
from vetsync.kit.http.paging import Page, decode_cursor, encode_cursor
from vetsync.tenancy.structure.queries import practices_of, tenants_by_ids

SYSTEM = system_actor("franchise")


async def franchise_practices(
    gate: Gate, franchise: Tenant, actor: Actor, cursor: str | None, limit: int
) -> Page[FranchisePractice]:
    """By name. Whoever may see the franchise sees how its practices do, and nothing that stands in their files."""
    async with gate.view(franchise, actor) as view:
        view.require(FRANCHISE_READ)
    after = decode_cursor(cursor, tuple[str, UUID]) if cursor else ("", UUID(int=0))
    async with gate.core_view("system", SYSTEM) as core:
        nodes = sorted(await practices_of(core, franchise.id), key=lambda one: (one.name, one.id))
        shown = [one for one in nodes if (one.name, one.id) > after]
        open_ones = {
            tenant.id: tenant for tenant in await tenants_by_ids(core, [one.id for one in shown[:limit]])
        }
    items = []
    for one in shown[:limit]:
        found = FranchisePractice(
            id=one.id,
            slug=one.slug,
            name=one.name,
            state=one.state,
            visits_today=None,
            requests_open=None,
            month=None,
        )
        if tenant := open_ones.get(one.id):
            async with gate.view(tenant, SYSTEM) as view:
                board = await practice_dashboard(view)
            found.visits_today, found.requests_open, found.month = (
                board.today.total, board.requests_open, board.month,
            )  # fmt: skip
        items.append(found)
    last = items[-1] if len(shown) > limit else None
    return Page(items=items, next_cursor=encode_cursor(last.name, last.id) if last else None)
