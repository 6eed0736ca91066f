"""Reads of accounts. Other domains call `recipient` and `person_cards` as the system."""

import datetime
from collections.abc import Collection
from typing import cast
from uuid import UUID

import msgspec

from vetsync.identity.access.permissions import PLATFORM_READ
from vetsync.identity.users.rules import picture_url
from vetsync.identity.users.schemas import (
    AccountState,
    Kind,
    Locale,
    NotificationSettings,
    PersonCard,
    PlatformUser,
    Profile,
    Recipient,
    Theme,
)
from vetsync.kit.crypto.normal import normal_email
from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid
from vetsync.kit.http.paging import Page, decode_cursor, page_of
from vetsync.kit.text import fold

ACCOUNT = """
select id, email, first_name, last_name, phone, locale, theme, picture_file_id, version, state
from user_account where id = $1
"""
KINDS = """
select array_remove(array[
  case when exists (select 1 from pet_owner where user_id = $1) then 'pet_owner' end,
  case when exists (select 1 from vet_professional where user_id = $1) then 'vet_professional' end,
  case when exists (select 1 from clinic_admin where user_id = $1) then 'clinic_admin' end,
  case when exists (select 1 from system_admin where user_id = $1) then 'system_admin' end], null)
"""
SETTINGS = "select email, sms, push from notification_setting where user_id = $1"
CARDS = """
select id, first_name, last_name, picture_file_id from user_account where id = any($1::uuid[]) order by id limit $2
"""
CARDS_MAX = 500
HAS_PICTURE = "select true from user_account where id = $1 and picture_file_id = $2"
BY_EMAIL = "select id from user_account where email_index = $1"
_USER_COLUMNS = """
select a.id, a.name_search, a.email, a.first_name, a.last_name,
  array_remove(array[
    case when p.user_id is not null then 'pet_owner' end,
    case when v.user_id is not null then 'vet_professional' end,
    case when c.user_id is not null then 'clinic_admin' end,
    case when s.user_id is not null then 'system_admin' end], null) as kinds,
  a.state, a.email_verified_at is not null as email_verified, a.created_at,
  (select max(l.last_used_at) from login_session l where l.user_id = a.id) as last_seen_at, a.version
from user_account a
left join pet_owner p on p.user_id = a.id
left join vet_professional v on v.user_id = a.id
left join clinic_admin c on c.user_id = a.id
left join system_admin s on s.user_id = a.id
"""
USER = _USER_COLUMNS + "where a.id = $1"
NAME = "select name_search from user_account where id = $1"
USERS = (
    _USER_COLUMNS
    + """
where ($1::text is null or case $1 when 'pet_owner' then p.user_id when 'vet_professional' then v.user_id
       when 'clinic_admin' then c.user_id when 'system_admin' then s.user_id end is not null)
  and ($2::text is null or a.name_search ^@ $2 or strpos(a.name_search, ' ' || $2) > 0)
  and ($3::bytea is null or a.email_index = $3)
  and ($4::text is null or (a.name_search, a.id) > ($4, $5::uuid))
order by a.name_search, a.id limit $6
"""
)
STATES = "select state, count(*) from user_account group by state order by state limit 10"
KIND_COUNTS = """
select 'pet_owner' as kind, count(*) from pet_owner union all
select 'vet_professional', count(*) from vet_professional union all
select 'clinic_admin', count(*) from clinic_admin union all
select 'system_admin', count(*) from system_admin
"""


class _Account(msgspec.Struct):
    id: UUID
    email: bytes
    first_name: str
    last_name: str
    phone: bytes | None
    locale: Locale
    theme: Theme
    picture_file_id: UUID | None
    version: int
    state: AccountState


class _User(msgspec.Struct):
    id: UUID
    name_search: str
    email: bytes
    first_name: str
    last_name: str
    kinds: list[Kind]
    state: AccountState
    email_verified: bool
    created_at: datetime.datetime
    last_seen_at: datetime.datetime | None
    version: int


async def profile(view: View, user_id: UUID) -> Profile | None:
    found = await view.row(_Account, ACCOUNT, user_id)
    if found is None:
        return None
    return Profile(
        id=found.id,
        email=view.cipher.open("user_account", "email", found.id, found.email),
        first_name=found.first_name,
        last_name=found.last_name,
        phone=_phone(view, found),
        locale=found.locale,
        theme=found.theme,
        picture_url=picture_url(found.id, found.picture_file_id),
        version=found.version,
    )


async def kinds(view: View, user_id: UUID) -> list[Kind]:
    """What the person is, from the sub-models."""
    return cast(list[Kind], await view.value(KINDS, user_id))


async def user_id_by_email(view: View, email: str) -> UUID | None:
    """The account of an address, whatever its state. For operators' commands, as `auth`; never to answer strangers."""
    return cast(UUID | None, await view.value(BY_EMAIL, view.cipher.blind("email", normal_email(email))))


async def recipient(view: View, user_id: UUID) -> Recipient | None:
    """Whom to write to; ask as the system."""
    found = await view.row(_Account, ACCOUNT, user_id)
    if found is None:
        return None
    return Recipient(
        user_id=found.id,
        email=view.cipher.open("user_account", "email", found.id, found.email),
        first_name=found.first_name,
        last_name=found.last_name,
        phone=_phone(view, found),
        locale=found.locale,
        is_active=found.state == "active",
        wants=await notification_settings(view, user_id),
    )


async def notification_settings(view: View, user_id: UUID) -> NotificationSettings:
    saved = await view.row(NotificationSettings, SETTINGS, user_id)
    return saved or NotificationSettings(email=True, sms=False, push=False)


async def person_cards(view: View, user_ids: Collection[UUID]) -> dict[UUID, PersonCard]:
    """Names and faces by user id, at most CARDS_MAX; ask as the system."""
    return {
        record["id"]: PersonCard(
            user_id=record["id"],
            first_name=record["first_name"],
            last_name=record["last_name"],
            picture_url=picture_url(record["id"], record["picture_file_id"]),
        )
        for record in await view.records(CARDS, list(user_ids), CARDS_MAX)
    }


async def has_picture(view: View, user_id: UUID, file_id: UUID) -> bool:
    """Whether this is the person's picture now."""
    return await view.value(HAS_PICTURE, user_id, file_id) is not None


async def users(view: View, kind: Kind | None, q: str, cursor: str | None, limit: int) -> Page[PlatformUser]:
    """Accounts by name; `q` is the beginning of a first or last name, or a whole e-mail address."""
    view.require(PLATFORM_READ)
    after = decode_cursor(cursor, tuple[UUID])[0] if cursor else None
    # A cursor is part of an address, so it names nobody; what the list is in order of is looked up.
    after_name = await view.value(NAME, after) if after else None
    if after and after_name is None:
        raise Invalid(code="bad_cursor", field="cursor")
    name, index = _what_to_find(view, q)
    rows = await view.rows(_User, USERS, kind, name, index, after_name, after, limit + 1)
    page = page_of(rows, limit, "id")
    return Page(items=[_shown(view, row) for row in page.items], next_cursor=page.next_cursor)


async def user(view: View, user_id: UUID) -> PlatformUser | None:
    """One account as the platform sees it."""
    found = await view.row(_User, USER, user_id)
    return _shown(view, found) if found else None


async def counts_by_kind(view: View) -> dict[str, int]:
    """How many people of each kind there are."""
    return {record["kind"]: record["count"] for record in await view.records(KIND_COUNTS)}


async def counts_by_state(view: View) -> dict[str, int]:
    """How many accounts are active and disabled."""
    return {record["state"]: record["count"] for record in await view.records(STATES)}


def _what_to_find(view: View, q: str) -> tuple[str | None, bytes | None]:
    if "@" not in q:
        return fold(q) or None, None
    try:
        return None, view.cipher.blind("email", normal_email(q))
    except Invalid:
        return fold(q), None


def _shown(view: View, row: _User) -> PlatformUser:
    return PlatformUser(
        id=row.id,
        email=view.cipher.open("user_account", "email", row.id, row.email),
        first_name=row.first_name,
        last_name=row.last_name,
        kinds=row.kinds,
        state=row.state,
        email_verified=row.email_verified,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        version=row.version,
    )


def _phone(view: View, found: _Account) -> str | None:
    return view.cipher.open("user_account", "phone", found.id, found.phone) if found.phone else None
