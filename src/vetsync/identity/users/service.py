"""Commands about accounts."""

from typing import Any
from uuid import UUID

import msgspec

from vetsync.identity.users import queries
from vetsync.identity.users.errors import NotYourself, UserUnknown
from vetsync.identity.users.events import ProfileChanged, UserDisabled, UserEnabled
from vetsync.identity.users.rules import picture_url, searchable, tidy_name
from vetsync.identity.users.schemas import (
    AccountState,
    Kind,
    MePatch,
    NewAccount,
    NotificationSettings,
    Picture,
    PlatformUser,
    Profile,
)
from vetsync.kit.crypto.normal import normal_email, normal_phone
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id

BECOME: dict[Kind, str] = {
    "pet_owner": "insert into pet_owner (user_id, created_at) values ($1, $2) on conflict (user_id) do nothing",
    "vet_professional": """
insert into vet_professional (user_id, created_at) values ($1, $2) on conflict (user_id) do nothing
""",
    "clinic_admin": "insert into clinic_admin (user_id, created_at) values ($1, $2) on conflict (user_id) do nothing",
    "system_admin": "insert into system_admin (user_id, created_at) values ($1, $2) on conflict (user_id) do nothing",
}
STATE_LICENCE = """
insert into vet_professional (user_id, licence_number, specialisation, created_at) values ($1, $2, $3, $4)
on conflict (user_id) do update set licence_number = excluded.licence_number,
  specialisation = coalesce(excluded.specialisation, vet_professional.specialisation)
"""
PICTURE_NOW = "select picture_file_id from user_account where id = $1 for update"
SAVE_SETTINGS = """
insert into notification_setting (user_id, email, sms, push) values ($1, $2, $3, $4)
on conflict (user_id) do update set email = excluded.email, sms = excluded.sms, push = excluded.push
"""
SET_STATE = """
update user_account set state = $2, session_version = session_version + 1, version = version + 1
where id = $1 and state <> $2 returning version
"""
END_SESSIONS = "update login_session set revoked_at = $2 where user_id = $1 and revoked_at is null"


async def create_account(work: Work, new: NewAccount, user_id: UUID | None = None) -> UUID:
    """Makes the account of a pet owner; what else the person is follows from `become`. The caller audits."""
    user_id = user_id or new_id()
    first, last = tidy_name(new.first_name, "first_name"), tidy_name(new.last_name, "last_name")
    phone = normal_phone(new.phone) if new.phone else None
    await work.insert(
        "user_account",
        {
            "id": user_id,
            "email": work.cipher.seal("user_account", "email", user_id, new.email.strip()),
            "email_index": work.cipher.blind("email", normal_email(new.email)),
            "first_name": first,
            "last_name": last,
            "name_search": searchable(first, last),
            "phone": work.cipher.seal("user_account", "phone", user_id, phone) if phone else None,
            "locale": new.locale,
            "password_hash": new.password_hash,
            "email_verified_at": work.now if new.is_verified else None,
            "created_at": work.now,
        },
    )
    await become(work, user_id, "pet_owner")
    return user_id


async def become(work: Work, user_id: UUID, kind: Kind) -> None:
    """Adds a sub-model; repeating it changes nothing. `system_admin` only works as the system."""
    await work.execute(BECOME[kind], user_id, work.now)


async def state_licence(work: Work, user_id: UUID, licence_number: str, specialisation: str | None) -> None:
    """Makes the person a vet professional with the licence that a practice has checked."""
    await work.execute(STATE_LICENCE, user_id, licence_number, specialisation, work.now)


async def change_profile(work: Work, user_id: UUID, version: int, data: MePatch) -> None:
    """Raises Stale when the profile was saved elsewhere meanwhile."""
    work.require("signed_in")
    before = await _profile(work, user_id)
    given = {
        name: value for name, value in msgspec.structs.asdict(data).items() if value is not msgspec.UNSET
    }
    changes: dict[str, Any] = {name: given[name] for name in ("locale", "theme") if name in given}
    for name in ("first_name", "last_name"):
        if name in given:
            changes[name] = tidy_name(given[name], name)
    if {"first_name", "last_name"} & changes.keys():
        first, last = changes.get("first_name", before.first_name), changes.get("last_name", before.last_name)
        changes["name_search"] = searchable(first, last)
    if "phone" in given:
        phone = normal_phone(given["phone"]) if given["phone"] else None
        changes["phone"] = work.cipher.seal("user_account", "phone", user_id, phone) if phone else None
    await work.update("user_account", user_id, version, changes)
    after = await _profile(work, user_id)
    was, now = msgspec.to_builtins(before), msgspec.to_builtins(after)
    changed = [name for name in was if name != "version" and was[name] != now[name]]
    work.audit(
        "profile.change",
        "user_account",
        user_id,
        before={name: was[name] for name in changed},
        after={name: now[name] for name in changed},
    )
    if changed:
        work.emit(ProfileChanged(user_id=user_id, fields=tuple(changed), changed_at=work.now))


async def set_picture(work: Work, user_id: UUID, file_id: UUID) -> tuple[Picture, UUID | None]:
    """The picture, and the id of the file it replaces, which may be removed once this is committed."""
    work.require("signed_in")
    old = await work.value(PICTURE_NOW, user_id)
    version = await work.update("user_account", user_id, None, {"picture_file_id": file_id})
    work.audit(
        "profile.picture", "user_account", user_id, before={"file_id": old}, after={"file_id": file_id}
    )
    work.emit(ProfileChanged(user_id=user_id, fields=("picture_url",), changed_at=work.now))
    return Picture(picture_url=picture_url(user_id, file_id) or "", version=version), old


async def save_notification_settings(
    work: Work, user_id: UUID, data: NotificationSettings
) -> NotificationSettings:
    work.require("signed_in")
    before = await queries.notification_settings(work, user_id)
    await work.execute(SAVE_SETTINGS, user_id, data.email, data.sms, data.push)
    work.audit("notification_settings.save", "user_account", user_id, before=before, after=data)
    return data


async def disable_user(work: Work, user_id: UUID) -> PlatformUser:
    """Ends every session of the account and lets nobody in again; doing it twice is no error."""
    work.require("platform.manage")
    if user_id == work.actor.id:
        raise NotYourself
    return await _set_state(work, user_id, "disabled")


async def enable_user(work: Work, user_id: UUID) -> PlatformUser:
    work.require("platform.manage")
    return await _set_state(work, user_id, "active")


async def _set_state(work: Work, user_id: UUID, state: AccountState) -> PlatformUser:
    if await work.value(SET_STATE, user_id, state) is not None:
        ended = await work.execute(END_SESSIONS, user_id, work.now)
        action = "user.disable" if state == "disabled" else "user.enable"
        work.audit(action, "user_account", user_id, after={"state": state, "sessions_ended": ended})
        work.emit(UserDisabled(user_id=user_id) if state == "disabled" else UserEnabled(user_id=user_id))
    found = await queries.user(work, user_id)
    if found is None:
        raise UserUnknown
    return found


async def _profile(work: Work, user_id: UUID) -> Profile:
    found = await queries.profile(work, user_id)
    if found is None:
        raise UserUnknown
    return found
