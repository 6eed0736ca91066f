"""Reads of memberships, roles, invitations and vets' applications."""

import datetime
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.identity.access.permissions import BUILT_IN, NAMES, ROLES_OF, STAFF_MANAGE, STAFF_READ
from vetsync.identity.access.rules import HeldRole, held_role
from vetsync.identity.access.schemas import (
    Colleague,
    InvitationLetter,
    Me,
    Member,
    Membership,
    MyVetApplication,
    OpenInvitation,
    Role,
    VetApplication,
    VetApplicationState,
)
from vetsync.identity.users import queries as users
from vetsync.identity.users.errors import UserUnknown
from vetsync.identity.users.rules import picture_url
from vetsync.identity.users.schemas import Locale
from vetsync.kit.db.work import Tenant, View
from vetsync.kit.errors import Invalid
from vetsync.kit.http.paging import Page, decode_cursor, page_of
from vetsync.tenancy.structure.queries import TenantRecord
from vetsync.tenancy.structure.schemas import TenantKind

MEMBERSHIPS = """
select t.slug, t.name as tenant_name, t.kind, t.zone, m.role_key, m.role_id, r.version as role_version,
  r.name as role_name, r.permissions
from membership m join tenant t on t.id = m.tenant_id left join role r on r.id = m.role_id
where m.user_id = $1 and m.state = 'active' and t.state = 'active' order by t.name, t.id limit 500
"""
WORKPLACES = """
select distinct t.id, t.slug, t.schema_name, t.role_name, t.name, t.zone, t.kind, t.state
from membership m join tenant t on t.id = m.tenant_id
where m.user_id = $1 and t.state <> 'leaving' and ($2::uuid is null or t.id > $2) order by t.id limit $3
"""
ANY_MEMBERSHIP = "select id from membership where user_id = $1 and tenant_id = $2 and state = 'active'"
ROLE_AT = """
select m.role_key, m.role_id, r.version as role_version, r.name as role_name, r.permissions
from membership m left join role r on r.id = m.role_id
where m.user_id = $1 and m.tenant_id = $2 and m.state = 'active'
"""
AT_ONCE = 50
_MEMBER = """
select m.id, m.user_id, a.first_name, a.last_name, a.email, a.picture_file_id, m.role_key, m.role_id,
  r.version as role_version, r.name as role_name, r.permissions, m.department_id, v.licence_number, v.specialisation,
  m.state, m.created_at, m.version
from membership m join user_account a on a.id = m.user_id left join role r on r.id = m.role_id
left join vet_professional v on v.user_id = m.user_id
"""
MEMBER = _MEMBER + "where m.tenant_id = $1 and m.id = $2"
MEMBERS = (
    _MEMBER
    + """
where m.tenant_id = $1 and m.state = $2 and ($3::text is null or (a.name_search, m.id) > ($3, $4::uuid))
order by a.name_search, m.id limit $5
"""
)
SORT_NAME = """
select a.name_search from membership m join user_account a on a.id = m.user_id where m.tenant_id = $1 and m.id = $2
"""
COLLEAGUES = """
select m.id, m.user_id, concat_ws(' ', nullif(a.first_name, ''), a.last_name) as name,
  coalesce(m.role_key, m.role_id::text) as role, coalesce(r.name, '') as role_name
from membership m join user_account a on a.id = m.user_id left join role r on r.id = m.role_id
where m.tenant_id = $1 and m.state = 'active' order by a.name_search, m.id limit 500
"""
ROLES = (
    "select id, name, permissions, version from role where tenant_id = $1 order by lower(name), id limit 200"
)
ROLE = "select id, name, permissions, version from role where tenant_id = $1 and id = $2"
INVITATIONS = """
select i.id, i.email, i.first_name, i.last_name, i.role_key, i.role_id, r.version as role_version, r.name as role_name,
  r.permissions, i.department_id, i.created_at, i.expires_at
from invitation i left join role r on r.id = i.role_id
where i.tenant_id = $1 and i.accepted_at is null and i.revoked_at is null and ($2::uuid is null or i.id < $2)
order by i.id desc limit $3
"""
LETTER = """
select i.id, i.email, i.first_name, i.token, i.role_key, i.role_id, r.name as role_name, t.name as tenant_name,
  i.expires_at, i.invited_by
from invitation i join tenant t on t.id = i.tenant_id left join role r on r.id = i.role_id
where i.id = $1 and i.accepted_at is null and i.revoked_at is null and i.token is not null
"""
APPLICATIONS = """
select p.id, p.user_id, a.first_name, a.last_name, a.email, a.picture_file_id, p.licence_number, p.specialisation,
  p.note, p.state, p.remarks, p.created_at, p.decided_at, p.version
from vet_application p join user_account a on a.id = p.user_id
where p.tenant_id = $1 and ($2::text is null or p.state = $2) and ($3::uuid is null or p.id = $3)
  and ($4::uuid is null or p.id < $4)
order by p.id desc limit $5
"""
MY_APPLICATIONS = """
select p.id, t.slug as practice_slug, t.name as practice_name, p.licence_number, p.specialisation, p.state, p.remarks,
  p.created_at, p.decided_at
from vet_application p join tenant t on t.id = p.tenant_id where p.user_id = $1 order by p.id desc limit 100
"""
LOCALE = "select locale from user_account where id = $1"


class _Membership(msgspec.Struct):
    slug: str
    tenant_name: str
    kind: TenantKind
    zone: str
    role_key: str | None
    role_id: UUID | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None


class _Member(msgspec.Struct):
    id: UUID
    user_id: UUID
    first_name: str
    last_name: str
    email: bytes
    picture_file_id: UUID | None
    role_key: str | None
    role_id: UUID | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None
    department_id: UUID | None
    licence_number: str | None
    specialisation: str | None
    state: Literal["active", "ended"]
    created_at: datetime.datetime
    version: int


class _Role(msgspec.Struct):
    id: UUID
    name: str
    permissions: list[str]
    version: int


class _RoleHeld(msgspec.Struct):
    role_key: str | None
    role_id: UUID | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None


class _Invitation(msgspec.Struct):
    id: UUID
    email: bytes
    first_name: str | None
    last_name: str | None
    role_key: str | None
    role_id: UUID | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None
    department_id: UUID | None
    created_at: datetime.datetime
    expires_at: datetime.datetime


class _Letter(msgspec.Struct):
    id: UUID
    email: bytes
    first_name: str | None
    token: bytes
    role_key: str | None
    role_id: UUID | None
    role_name: str | None
    tenant_name: str
    expires_at: datetime.datetime
    invited_by: UUID | None


class _Application(msgspec.Struct):
    id: UUID
    user_id: UUID
    first_name: str
    last_name: str
    email: bytes
    picture_file_id: UUID | None
    licence_number: str
    specialisation: str | None
    note: str
    state: VetApplicationState
    remarks: str
    created_at: datetime.datetime
    decided_at: datetime.datetime | None
    version: int


async def me(view: View, user_id: UUID) -> Me:
    """The person with everything they are; raises UserUnknown."""
    found = await users.profile(view, user_id)
    if found is None:
        raise UserUnknown
    return Me(
        **msgspec.structs.asdict(found),
        kinds=await users.kinds(view, user_id),
        memberships=await memberships(view, user_id, found.locale),
    )


async def memberships(view: View, user_id: UUID, locale: Locale) -> list[Membership]:
    """Where the person works now; suspended practices are left out."""
    return [
        Membership(
            practice_slug=row.slug, practice_name=row.tenant_name, practice_kind=row.kind,
            practice_zone=row.zone, role=role.ref, role_name=role.name(locale), permissions=sorted(role.permissions),
        )
        for row in await view.rows(_Membership, MEMBERSHIPS, user_id)
        for role in [held_role(row.role_key, row.role_id, row.role_version, row.role_name, row.permissions)]
    ]  # fmt: skip


async def works_at(view: View, user_id: UUID, tenant_id: UUID) -> bool:
    return await view.value(ANY_MEMBERSHIP, user_id, tenant_id) is not None


async def permissions_at(view: View, user_id: UUID, tenant_id: UUID) -> frozenset[str]:
    """What the person may do there now; nothing when they do not work there."""
    found = await view.row(_RoleHeld, ROLE_AT, user_id, tenant_id)
    if found is None:
        return frozenset()
    held = held_role(found.role_key, found.role_id, found.role_version, found.role_name, found.permissions)
    return held.permissions


async def workplaces(view: View, user_id: UUID, after: UUID | None = None) -> list[Tenant]:
    """Where the person works or worked, some at a time by id: what was booked with them there still shows them."""
    return [found.tenant for found in await view.rows(TenantRecord, WORKPLACES, user_id, after, AT_ONCE)]


async def members(
    view: View, tenant: Tenant, state: Literal["active", "ended"], cursor: str | None, limit: int
) -> Page[Member]:
    """Who works in the practice, by name."""
    view.require(STAFF_READ)
    name, after = None, None
    if cursor:
        # It is part of an address, so it names nobody; what the list is in order of is looked up.
        (after,) = decode_cursor(cursor, tuple[UUID])
        name = await view.value(SORT_NAME, tenant.id, after)
        if name is None:
            raise Invalid(code="bad_cursor", field="cursor")
    rows = await view.rows(_Member, MEMBERS, tenant.id, state, name, after, limit + 1)
    page = page_of(rows, limit, "id")
    locale = await locale_of_actor(view)
    return Page(items=[_member(view, row, locale) for row in page.items], next_cursor=page.next_cursor)


async def member(view: View, tenant: Tenant, membership_id: UUID) -> Member | None:
    found = await view.row(_Member, MEMBER, tenant.id, membership_id)
    return _member(view, found, await locale_of_actor(view)) if found else None


async def roles(view: View, tenant: Tenant) -> list[Role]:
    """The built-in roles of this kind of tenant, then its own."""
    view.require(STAFF_READ)
    locale = await locale_of_actor(view)
    built_in = [
        Role(
            role=key,
            name=NAMES[key][locale],
            permissions=sorted(BUILT_IN[key]),
            is_builtin=True,
            version=None,
        )
        for key in ROLES_OF.get(tenant.kind, ())
    ]
    return built_in + [_own_role(row) for row in await view.rows(_Role, ROLES, tenant.id)]


async def role(view: View, tenant: Tenant, role_id: UUID) -> Role | None:
    """One of the practice's own roles."""
    found = await view.row(_Role, ROLE, tenant.id, role_id)
    return _own_role(found) if found else None


async def role_named(view: View, tenant: Tenant, ref: str) -> HeldRole | None:
    """The role that `ref` names in this practice: the key of a built-in role, or the id of one of its own."""
    if ref in ROLES_OF.get(tenant.kind, ()):
        return held_role(ref, None, None, None, None)
    try:
        found = await view.row(_Role, ROLE, tenant.id, UUID(ref))
    except ValueError:
        return None
    return held_role(None, found.id, found.version, found.name, found.permissions) if found else None


async def open_invitations(
    view: View, tenant: Tenant, cursor: str | None, limit: int
) -> Page[OpenInvitation]:
    """Neither accepted nor revoked, the newest first; those that are too old say so."""
    view.require(STAFF_MANAGE)
    (before,) = decode_cursor(cursor, tuple[UUID]) if cursor else (None,)
    rows = await view.rows(_Invitation, INVITATIONS, tenant.id, before, limit + 1)
    page = page_of(rows, limit, "id")
    locale = await locale_of_actor(view)
    items = []
    for row in page.items:
        held = held_role(row.role_key, row.role_id, row.role_version, row.role_name, row.permissions)
        items.append(
            OpenInvitation(
                id=row.id, email=view.cipher.open("invitation", "email", row.id, row.email),
                first_name=row.first_name, last_name=row.last_name, role=held.ref, role_name=held.name(locale),
                department_id=row.department_id, created_at=row.created_at, expires_at=row.expires_at,
                is_expired=row.expires_at <= view.now,
            )
        )  # fmt: skip
    return Page(items=items, next_cursor=page.next_cursor)


async def invitation_letter(view: View, invitation_id: UUID) -> InvitationLetter | None:
    """For whoever sends the letter, as the system; None when there is nothing to send any more."""
    row = await view.row(_Letter, LETTER, invitation_id)
    if row is None:
        return None
    held = held_role(row.role_key, row.role_id, None, row.role_name, None)
    return InvitationLetter(
        email=view.cipher.open("invitation", "email", row.id, row.email),
        first_name=row.first_name,
        practice_name=row.tenant_name,
        role_name_nl=held.name("nl"),
        role_name_en=held.name("en"),
        token=view.cipher.open("invitation", "token", row.id, row.token),
        expires_at=row.expires_at,
        invited_by=row.invited_by,
    )


async def vet_applications(
    view: View, tenant: Tenant, state: VetApplicationState | None, cursor: str | None, limit: int
) -> Page[VetApplication]:
    view.require(STAFF_READ)
    (before,) = decode_cursor(cursor, tuple[UUID]) if cursor else (None,)
    rows = await view.rows(_Application, APPLICATIONS, tenant.id, state, None, before, limit + 1)
    page = page_of(rows, limit, "id")
    return Page(items=[_application(view, row) for row in page.items], next_cursor=page.next_cursor)


async def vet_application(view: View, tenant: Tenant, application_id: UUID) -> VetApplication | None:
    found = await view.row(_Application, APPLICATIONS, tenant.id, None, application_id, None, 1)
    return _application(view, found) if found else None


async def my_vet_applications(view: View, user_id: UUID) -> list[MyVetApplication]:
    return await view.rows(MyVetApplication, MY_APPLICATIONS, user_id)


async def locale_of_actor(view: View) -> Locale:
    """The language in which names of roles are said."""
    return "en" if view.actor.id and await view.value(LOCALE, view.actor.id) == "en" else "nl"


def _member(view: View, row: _Member, locale: Locale) -> Member:
    held = held_role(row.role_key, row.role_id, row.role_version, row.role_name, row.permissions)
    return Member(
        id=row.id, user_id=row.user_id, first_name=row.first_name, last_name=row.last_name,
        email=view.cipher.open("user_account", "email", row.user_id, row.email),
        picture_url=picture_url(row.user_id, row.picture_file_id), role=held.ref, role_name=held.name(locale),
        permissions=sorted(held.permissions), department_id=row.department_id, licence_number=row.licence_number,
        specialisation=row.specialisation, state=row.state, joined_at=row.created_at, version=row.version,
    )  # fmt: skip


def _own_role(row: _Role) -> Role:
    return Role(
        role=str(row.id),
        name=row.name,
        permissions=sorted(row.permissions),
        is_builtin=False,
        version=row.version,
    )


def _application(view: View, row: _Application) -> VetApplication:
    return VetApplication(
        id=row.id, user_id=row.user_id, first_name=row.first_name, last_name=row.last_name,
        email=view.cipher.open("user_account", "email", row.user_id, row.email),
        picture_url=picture_url(row.user_id, row.picture_file_id), licence_number=row.licence_number,
        specialisation=row.specialisation, note=row.note, state=row.state, remarks=row.remarks,
        created_at=row.created_at, decided_at=row.decided_at, version=row.version,
    )  # fmt: skip


async def colleagues(view: View, tenant_id: UUID) -> list[Colleague]:
    """Everybody who works in a tenant now, by name; who shows them to somebody asks for `staff.read` there."""
    return await view.rows(Colleague, COLLEAGUES, tenant_id)
