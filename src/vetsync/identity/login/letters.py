"""Commands that end in a letter, and those that spend what the letter carried."""

import secrets
from typing import Literal
from uuid import UUID

from vetsync.identity.access.rules import hash_of
from vetsync.identity.login import queries
from vetsync.identity.login.errors import TokenSpent
from vetsync.identity.login.events import (
    EmailVerified,
    KnownAddressRegistered,
    PasswordChanged,
    PasswordResetAsked,
    ResetRequested,
    UserRegistered,
)
from vetsync.identity.login.rules import RESET_LIFE, VERIFY_LIFE
from vetsync.identity.login.schemas import Register
from vetsync.identity.login.service import END_ALL
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.normal import normal_email
from vetsync.kit.db.work import Work
from vetsync.kit.ids import new_id

ADD_LETTER = """
insert into mail_token (id, purpose, user_id, token_hash, token, password_hash, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing
"""
TAKE = """
update mail_token set used_at = $3, token = null
where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 returning user_id, password_hash
"""
SPEND_OTHERS = """
update mail_token set used_at = $3, token = null where user_id = $1 and purpose = $2 and used_at is null
"""
IS_OPEN = """
select true from mail_token where token_hash = $1 and purpose = 'reset' and used_at is null and expires_at > $2
"""
VERIFY = """
update user_account set email_verified_at = $2, password_hash = coalesce($3, password_hash), version = version + 1
where id = $1 and state = 'active' and email_verified_at is null
"""
REPLACE_HASH = """
update user_account set password_hash = $2, email_verified_at = coalesce(email_verified_at, $3),
  session_version = session_version + 1, version = version + 1
where id = $1 and state = 'active'
"""
INDEX_OF = "select email_index from user_account where id = $1"


async def register(work: Work, data: Register, password_hash: str) -> None:
    """Makes an account, or writes to the owner of the one there is; the caller can't tell which.

    An address that was registered and never verified may be registered again: each letter then carries the password
    that was chosen with it, so whoever reads the mailbox decides, not whoever came first.
    """
    index = work.cipher.blind("email", normal_email(data.email))
    known = await queries.candidate_by_index(work, index)
    work.audit(
        "user.register", "user_account", known.id if known else None, after={"account": index.hex()[:16]}
    )
    if known is not None and (known.is_verified or known.state != "active"):
        work.emit(KnownAddressRegistered(user_id=known.id))
        return
    user_id = known.id if known else await _make(work, data, password_hash)
    token_id = new_id()
    await _add_token(work, token_id, "verify", user_id, password_hash)
    work.emit(UserRegistered(user_id=user_id, token_id=token_id))


async def send_verification(work: Work, user_id: UUID) -> None:
    """Writes the letter again, to somebody who knew the password but has not verified the address."""
    token_id = new_id()
    await _add_token(work, token_id, "verify", user_id, None)
    work.emit(UserRegistered(user_id=user_id, token_id=token_id))


async def verify_email(work: Work, token: str) -> None:
    """Spends the letter's token; TokenSpent for every reason alike."""
    taken = await work.records(TAKE, hash_of(token), "verify", work.now)
    if not taken:
        raise TokenSpent
    user_id, password_hash = taken[0]
    await work.execute(SPEND_OTHERS, user_id, "verify", work.now)
    if await work.execute(VERIFY, user_id, work.now, password_hash):
        work.audit("user.verify_email", "user_account", user_id)
        work.emit(EmailVerified(user_id=user_id))


async def ask_reset(work: Work, email: str) -> None:
    """Notes the wish, known address or not, in exactly the same way; the letter is made by `write_reset_letter`."""
    index = work.cipher.blind("email", normal_email(email))
    work.audit("password.ask_reset", "user_account", None, after={"account": index.hex()[:16]})
    work.emit(ResetRequested(token_id=new_id(), account=index.hex()))


async def write_reset_letter(work: Work, token_id: UUID, email_index: bytes) -> None:
    """The second half of `ask_reset`; repeating it makes no second token."""
    known = await queries.candidate_by_index(work, email_index)
    if (
        known is not None
        and known.state == "active"
        and await _add_token(work, token_id, "reset", known.id, None)
    ):
        work.emit(PasswordResetAsked(user_id=known.id, token_id=token_id))


async def check_reset_token(work: Work, token: str) -> None:
    """Raises TokenSpent early, so that no password is hashed for a token that is worth nothing."""
    if await work.value(IS_OPEN, hash_of(token), work.now) is None:
        raise TokenSpent


async def reset_password(work: Work, token: str, password_hash: str) -> tuple[UUID, bytes]:
    """Spends the letter's token, sets the password and ends every session; whose it was, and the address's index."""
    taken = await work.records(TAKE, hash_of(token), "reset", work.now)
    if not taken:
        raise TokenSpent
    user_id: UUID = taken[0]["user_id"]
    for purpose in ("reset", "verify"):
        await work.execute(SPEND_OTHERS, user_id, purpose, work.now)
    if not await set_password(work, user_id, password_hash):
        raise TokenSpent
    return user_id, await work.value(INDEX_OF, user_id)


async def set_password(work: Work, user_id: UUID, password_hash: str) -> bool:
    """Ends every session of the account; False when it is not active."""
    if not await work.execute(REPLACE_HASH, user_id, password_hash, work.now):
        return False
    ended = await work.execute(END_ALL, user_id, work.now)
    work.audit("password.change", "user_account", user_id, after={"sessions_ended": ended})
    work.emit(PasswordChanged(user_id=user_id))
    return True


async def _make(work: Work, data: Register, password_hash: str) -> UUID:
    new = NewAccount(
        email=data.email, first_name=data.first_name, last_name=data.last_name, phone=data.phone, locale=data.locale,
        password_hash=password_hash,
    )  # fmt: skip
    return await create_account(work, new)


async def _add_token(
    work: Work, token_id: UUID, purpose: Literal["verify", "reset"], user_id: UUID, password_hash: str | None
) -> bool:
    token = secrets.token_urlsafe(32)
    sealed = work.cipher.seal("mail_token", "token", token_id, token)
    life = VERIFY_LIFE if purpose == "verify" else RESET_LIFE
    added = await work.execute(
        ADD_LETTER,
        token_id,
        purpose,
        user_id,
        hash_of(token),
        sealed,
        password_hash,
        work.now,
        work.now + life,
    )
    return added == 1
