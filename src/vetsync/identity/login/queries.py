"""Reads around signing in."""

import datetime
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.identity.login.schemas import AccountSession, MailTokenLetter
from vetsync.kit.db.work import View

CANDIDATE_BY_INDEX = """
select id, password_hash, email_verified_at is not null as is_verified, state, session_version, first_name, last_name
from user_account where email_index = $1
"""
CANDIDATE_BY_ID = """
select id, password_hash, email_verified_at is not null as is_verified, state, session_version, first_name, last_name
from user_account where id = $1
"""
EMAIL = "select email, email_index from user_account where id = $1"
SESSIONS = """
select id, created_at, last_used_at, device, id = $2 as is_current from login_session
where user_id = $1 and revoked_at is null and expires_at > $3 order by last_used_at desc, id limit 100
"""
LETTER = """
select id, user_id, token, expires_at from mail_token where id = $1 and token is not null and used_at is null
"""


class Candidate(msgspec.Struct):
    """An account as it was when somebody began to sign in to it."""

    id: UUID
    password_hash: str | None
    is_verified: bool
    state: Literal["active", "disabled"]
    session_version: int
    first_name: str
    last_name: str


class _Letter(msgspec.Struct):
    id: UUID
    user_id: UUID
    token: bytes
    expires_at: datetime.datetime


async def candidate_by_index(view: View, email_index: bytes) -> Candidate | None:
    return await view.row(Candidate, CANDIDATE_BY_INDEX, email_index)


async def candidate_by_id(view: View, user_id: UUID) -> Candidate | None:
    return await view.row(Candidate, CANDIDATE_BY_ID, user_id)


async def email_of(view: View, user_id: UUID) -> str:
    """The address of an account that exists."""
    return view.cipher.open(
        "user_account", "email", user_id, (await view.records(EMAIL, user_id))[0]["email"]
    )


async def sessions(view: View, user_id: UUID, current: UUID | None) -> list[AccountSession]:
    """Where the person is signed in, the latest first."""
    return await view.rows(AccountSession, SESSIONS, user_id, current, view.now)


async def open_mail_token(view: View, token_id: UUID) -> MailTokenLetter | None:
    """The secret of a letter, for whoever sends it, as the system; None when the letter is of no use any more."""
    found = await view.row(_Letter, LETTER, token_id)
    if found is None or found.expires_at <= view.now:
        return None
    token = view.cipher.open("mail_token", "token", found.id, found.token)
    return MailTokenLetter(user_id=found.user_id, token=token, expires_at=found.expires_at)
