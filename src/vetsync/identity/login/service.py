"""Commands about sessions. None of them asks for a permission: what is shown is the proof."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from vetsync.identity.access.rules import hash_of
from vetsync.identity.login.errors import RefreshInFlight, SessionEnded, SessionExpired, SessionOver
from vetsync.identity.login.events import SessionStolen
from vetsync.identity.login.queries import Candidate
from vetsync.identity.login.rules import LOST_AFTER, REFRESH_LIFE, REUSE_GRACE, SESSION_LIFE
from vetsync.kit.db.work import View, Work
from vetsync.kit.errors import NotFound, VetSyncError
from vetsync.kit.ids import new_id

ADD_SESSION = """
insert into login_session
  (id, user_id, session_version, device, device_key, created_at, last_used_at, expires_at)
select $1, a.id, a.session_version, $4, $5, $6, $6, $7 from user_account a
where a.id = $2 and a.session_version = $3 and a.state = 'active'
"""
TAKE = """
update refresh_token set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
returning session_id
"""
TAKE_UNUSED = (
    "update refresh_token set used_at = $2 where session_id = $1 and used_at is null and expires_at > $2"
)
TAKE_AGAIN = "update refresh_token set used_at = $2 where token_hash = $1 and used_at <= $3"
TOUCH = """
update login_session s set last_used_at = $2 from user_account a
where s.id = $1 and s.revoked_at is null and s.expires_at > $2
  and a.id = s.user_id and a.state = 'active' and a.session_version = s.session_version
returning s.user_id
"""
SPENT = """
select t.session_id, t.used_at, s.user_id, s.device_key, s.revoked_at from refresh_token t
join login_session s on s.id = t.session_id where t.token_hash = $1 and t.used_at is not null
"""
WAS_ENDED = """
select s.revoked_at is not null or a.state <> 'active' or a.session_version <> s.session_version
from refresh_token t
join login_session s on s.id = t.session_id
join user_account a on a.id = s.user_id
where t.token_hash = $1
"""
HELD = """
select id, user_id from login_session
where revoked_at is null and (id = $2 or id = (select session_id from refresh_token where token_hash = $1))
limit 2
"""
END = "update login_session set revoked_at = $2 where id = $1 and revoked_at is null"
END_ONE_OF = "update login_session set revoked_at = $3 where user_id = $1 and id = $2 and revoked_at is null"
END_ALL = "update login_session set revoked_at = $2 where user_id = $1 and revoked_at is null"
RAISE_VERSION = """
update user_account set session_version = session_version + 1, version = version + 1 where id = $1
"""
FORGET_TOKENS = "delete from refresh_token where expires_at < $1"
FORGET_SESSIONS = "delete from login_session where expires_at < $1"
FORGET_LETTERS = "delete from mail_token where expires_at < $1"


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the only token that prolongs it."""

    user_id: UUID
    session_id: UUID
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a token gave nothing; `ended` is the user whose session that ended."""

    error: VetSyncError
    ended: UUID | None = None


async def open_session(work: Work, candidate: Candidate, device: str | None, device_key: bytes) -> Opened:
    """Begins a family of tokens; SessionOver when the account changed while its password was being checked."""
    session_id = new_id()
    added = await work.execute(
        ADD_SESSION, session_id, candidate.id, candidate.session_version, device, device_key, work.now,
        work.now + SESSION_LIFE,
    )  # fmt: skip
    if not added:
        raise SessionOver
    work.audit("login", "user_account", candidate.id, after={"session_id": session_id, "device": device})
    return Opened(candidate.id, session_id, await _add_token(work, session_id))


async def rotate(work: Work, token: str, device_key: bytes | None) -> Opened | Refused:
    """Spends a refresh token and gives the next; a refusal is returned, because what it did must be committed.

    A token that comes a second time was copied: the whole session ends. Only the same browser within ten seconds is
    taken for a request that crossed another: it gets nothing at first, but nothing ends; and a second later, if the
    answer to the other one was never used, it gets a token in the place of the one that was lost.
    """
    token_hash = hash_of(token)
    session_id = await work.value(TAKE, token_hash, work.now)
    if session_id is None:
        return await _answer_reuse(work, token_hash, device_key)
    return await _prolong(work, token_hash, session_id)


async def _prolong(work: Work, token_hash: bytes, session_id: UUID) -> Opened | Refused:
    user_id = await work.value(TOUCH, session_id, work.now)
    if user_id is None:
        return Refused(await _why_over(work, token_hash))
    return Opened(user_id, session_id, await _add_token(work, session_id))


async def _why_over(work: Work, token_hash: bytes) -> SessionOver:
    """Of a token that is known: whether its session was ended or merely ran out, as its person wants to know."""
    was_ended = await work.value(WAS_ENDED, token_hash)
    if was_ended is None:
        return SessionOver()
    return SessionEnded() if was_ended else SessionExpired()


async def sessions_held(view: View, token: str | None, session_id: UUID | None) -> list[tuple[UUID, UUID]]:
    """The open sessions of a cookie and of an access token, each with its user: hardly ever more than one."""
    rows = await view.records(HELD, hash_of(token) if token else None, session_id)
    return [(row["id"], row["user_id"]) for row in rows]


async def end_current_session(work: Work, session_id: UUID) -> None:
    """Logs out. Whoever was quicker has logged it."""
    if await work.execute(END, session_id, work.now):
        work.audit("logout", "login_session", session_id)


async def end_one_session(work: Work, user_id: UUID, session_id: UUID) -> None:
    """Ends one of the person's own sessions."""
    work.require("signed_in")
    if not await work.execute(END_ONE_OF, user_id, session_id, work.now):
        raise NotFound
    work.audit("session.end", "login_session", session_id)


async def end_all_sessions(work: Work, user_id: UUID) -> int:
    """Logs out everywhere, this place included; how many sessions ended."""
    await work.execute(RAISE_VERSION, user_id)
    ended = await work.execute(END_ALL, user_id, work.now)
    work.audit("session.end_all", "user_account", user_id, after={"sessions": ended})
    return ended


async def forget_old(work: Work) -> int:
    """Daily tidiness, as the system: what has been over for a month."""
    gone = 0
    for statement in (FORGET_TOKENS, FORGET_SESSIONS, FORGET_LETTERS):
        gone += await work.execute(statement, work.now - REFRESH_LIFE)
    return gone


async def _add_token(work: Work, session_id: UUID) -> str:
    token = secrets.token_urlsafe(32)
    await work.insert(
        "refresh_token",
        {
            "id": new_id(), "session_id": session_id, "token_hash": hash_of(token), "issued_at": work.now,
            "expires_at": work.now + REFRESH_LIFE,
        },
    )  # fmt: skip
    return token


async def _answer_reuse(work: Work, token_hash: bytes, device_key: bytes | None) -> Opened | Refused:
    spent = await work.records(SPENT, token_hash)
    if not spent:
        return Refused(await _why_over(work, token_hash))
    family = spent[0]
    if family["revoked_at"] is not None:
        return Refused(SessionEnded())
    same_browser = device_key is not None and device_key == family["device_key"]
    if same_browser and work.now - family["used_at"] <= REUSE_GRACE:
        if await _was_lost(work, token_hash, family["session_id"]):
            return await _prolong(work, token_hash, family["session_id"])
        return Refused(RefreshInFlight(retry_after_seconds=1))
    if await work.execute(END, family["session_id"], work.now):
        work.audit("session.stolen", "login_session", family["session_id"], outcome="refused")
        work.emit(SessionStolen(user_id=family["user_id"], session_id=family["session_id"]))
    return Refused(SessionEnded(), ended=family["user_id"])


async def _was_lost(work: Work, token_hash: bytes, session_id: UUID) -> bool:
    """Whether the answer to this token never arrived; of several that ask at once, one is told so."""
    if not await work.execute(TAKE_AGAIN, token_hash, work.now, work.now - LOST_AFTER):
        return False
    return await work.execute(TAKE_UNUSED, session_id, work.now) == 1
