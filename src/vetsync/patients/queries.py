"""Reads about owners across practices; under the role `person` or `system` of the shared schema."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import Tenant, View
from vetsync.kit.errors import NotFound
from vetsync.patients.pets.queries import client_id_at, pet_card
from vetsync.patients.schemas import OwnerCard
from vetsync.tenancy.structure.queries import TenantRecord

__all__ = ["OwnedPractice", "client_id_at", "linked_practices", "owned_practices", "owner_card", "pet_card"]

ACCOUNT = "select id, email, first_name, last_name, phone, locale from user_account where id = $1"
OWNED = """
select t.id, t.slug, t.schema_name, t.role_name, t.name, t.zone, t.kind, t.state, o.client_id,
       o.created_at as since
from owner_practice o join tenant t on t.id = o.tenant_id
where o.user_id = $1 and t.state = 'active' and ($2::timestamptz is null or (o.created_at, t.id) > ($2, $3::uuid))
order by o.created_at, t.id limit $4
"""

LINKED = """
select t.id, t.slug, t.schema_name, t.role_name, t.name, t.zone, t.kind, t.state, o.client_id
from owner_practice o join tenant t on t.id = o.tenant_id
where o.user_id = $1 and t.state <> 'leaving' and ($2::uuid is null or t.id > $2) order by t.id limit $3
"""

AT_ONCE = 50


class AccountRow(msgspec.Struct):
    id: UUID
    email: bytes
    first_name: str
    last_name: str
    phone: bytes | None
    locale: str


class OwnedRow(TenantRecord):
    client_id: UUID


class AgedRow(OwnedRow):
    since: datetime


class OwnedPractice(msgspec.Struct, frozen=True):
    """A practice's door, and who the owner is behind it."""

    tenant: Tenant
    client_id: UUID


async def owner_card(view: View, user_id: UUID) -> OwnerCard:
    """What a practice may learn of the owner of this account."""
    row = await view.row(AccountRow, ACCOUNT, user_id)
    if row is None:
        raise NotFound
    return OwnerCard(
        user_id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        email=view.cipher.open("user_account", "email", row.id, row.email),
        phone=view.cipher.open("user_account", "phone", row.id, row.phone) if row.phone else "",
        locale=row.locale,
    )


async def owned_practices(view: View, user_id: UUID, at_once: int = AT_ONCE) -> list[OwnedPractice]:
    """All active practices at which the owner is a client, the longest first; read some at a time."""
    found: list[OwnedPractice] = []
    after: tuple[datetime | None, UUID | None] = (None, None)
    while True:
        rows = await view.rows(AgedRow, OWNED, user_id, *after, at_once)
        found += [OwnedPractice(row.tenant, row.client_id) for row in rows]
        if len(rows) < at_once:
            return found
        after = (rows[-1].since, rows[-1].id)


async def linked_practices(view: View, user_id: UUID, after: UUID | None = None) -> list[OwnedPractice]:
    """Every practice that may have the owner as a client, suspended ones too, some at a time by id."""
    rows = await view.rows(OwnedRow, LINKED, user_id, after, AT_ONCE)
    return [OwnedPractice(row.tenant, row.client_id) for row in rows]
