"""Signing in over HTTP. The refresh token and the mark of the browser travel in cookies that no script can read.

Only the routes about one's own list of sessions go through `perform`: what the others carry are secrets, and a stored
answer would keep them.
"""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from vetsync.identity.access.permissions import PUBLIC, SIGNED_IN
from vetsync.identity.access.schemas import Invitation
from vetsync.identity.login import queries, service
from vetsync.identity.login.desk import Caller, Desk, SignedIn
from vetsync.identity.login.errors import SessionOver
from vetsync.identity.login.rules import REFRESH_LIFE, SESSION_LIFE
from vetsync.identity.login.schemas import (
    Accepted,
    AcceptInvitation,
    AccountSession,
    ChangePassword,
    Email,
    LogIn,
    Register,
    ResetPassword,
    Session,
    Token,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.address import peer_of
from vetsync.kit.http.paging import Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal

TAGS = ["auth"]
OPEN = {"permission": PUBLIC}
MINE = {"permission": SIGNED_IN}
PATH = "/api/auth"
AGENT_LENGTH_MAX = 400


@post("/auth/register", opt=OPEN, operation_id="register", tags=TAGS, status_code=202)
async def register(
    data: JSONBody[Register], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Accepted:  # fmt: skip
    await desk.register(data, _caller(request, principal, desk))
    return Accepted()


@post("/auth/verify-email", opt=OPEN, operation_id="verifyEmail", tags=TAGS, status_code=200)
async def verify_email(
    data: JSONBody[Token], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Accepted:  # fmt: skip
    await desk.verify_email(data.token, _caller(request, principal, desk))
    return Accepted()


@post("/auth/login", opt=OPEN, operation_id="logIn", tags=TAGS, status_code=200)
async def log_in(
    data: JSONBody[LogIn], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Response[Session]:  # fmt: skip
    return _welcome(await desk.log_in(data, _caller(request, principal, desk)), desk)


@post("/auth/refresh", opt=OPEN, operation_id="refreshSession", tags=TAGS, status_code=200)
async def refresh_session(
    request: Request[Any, Any, Any], principal: NamedDependency[Principal], desk: NamedDependency[Desk]
) -> Response[Session]:
    token = request.cookies.get(_refresh_name(desk))
    if not token:
        raise SessionOver
    return _welcome(await desk.refresh(token, _caller(request, principal, desk)), desk)


@post("/auth/logout", opt=OPEN, operation_id="logOut", tags=TAGS, status_code=204)
async def log_out(
    request: Request[Any, Any, Any], principal: NamedDependency[Principal], desk: NamedDependency[Desk]
) -> Response[None]:
    """Open to all, because somebody whose access token ran out must be able to log out too."""
    token = request.cookies.get(_refresh_name(desk))
    await desk.log_out(token, principal.session_id, _caller(request, principal, desk))
    return Response(None, status_code=204, cookies=[_refresh_cookie(desk, None)])


@post("/auth/logout-everywhere", opt=MINE, operation_id="logOutEverywhere", tags=TAGS, status_code=204)
async def log_out_everywhere(
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    desk: NamedDependency[Desk],
) -> Response[None]:
    async def end(work: Work) -> None:
        await service.end_all_sessions(work, principal.user)

    response = await perform(request, lambda: gate.core_work("auth", principal.actor), end)
    desk.presences.forget_user(principal.user)
    response.set_cookie(_refresh_cookie(desk, None))
    return response


@get("/auth/sessions", opt=MINE, operation_id="listSessions", tags=TAGS)
async def list_sessions(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[AccountSession]:
    async with gate.core_view("person", principal.actor) as view:
        return Page(items=await queries.sessions(view, principal.user, principal.session_id))


@delete("/auth/sessions/{session_id:uuid}", opt=MINE, operation_id="endSession", tags=TAGS, status_code=204)
async def end_session(
    session_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    desk: NamedDependency[Desk],
) -> Response[None]:
    response = await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.end_one_session(work, principal.user, session_id),
    )
    desk.presences.forget_user(principal.user)
    return response


@post("/auth/forgot", opt=OPEN, operation_id="forgotPassword", tags=TAGS, status_code=202)
async def forgot_password(
    data: JSONBody[Email], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Accepted:  # fmt: skip
    await desk.forgot(data.email, _caller(request, principal, desk))
    return Accepted()


@post("/auth/reset", opt=OPEN, operation_id="resetPassword", tags=TAGS, status_code=200)
async def reset_password(
    data: JSONBody[ResetPassword], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Accepted:  # fmt: skip
    await desk.reset(data, _caller(request, principal, desk))
    return Accepted()


@post("/auth/invitations/find", opt=OPEN, operation_id="getInvitation", tags=TAGS, status_code=200)
async def get_invitation(
    data: JSONBody[Token], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Invitation:  # fmt: skip
    """What the letter's link invites to. A POST, so that the secret stays out of URLs and of every log of them."""
    return await desk.invitation(data.token, _caller(request, principal, desk))


@post("/auth/invitations/accept", opt=OPEN, operation_id="acceptInvitation", tags=TAGS, status_code=200)
async def accept_invitation(
    data: JSONBody[AcceptInvitation], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Response[Session]:  # fmt: skip
    return _welcome(await desk.accept(data, _caller(request, principal, desk)), desk)


@post("/me/password", opt=MINE, operation_id="changePassword", tags=["me"], status_code=200)
async def change_password(
    data: JSONBody[ChangePassword], request: Request[Any, Any, Any], principal: NamedDependency[Principal],
    desk: NamedDependency[Desk],
) -> Response[Session]:  # fmt: skip
    """Signs out everywhere else; here a new session begins."""
    caller = _caller(request, principal, desk)
    return _welcome(await desk.change_password(principal.actor, principal.user, data, caller), desk)


def _caller(request: Request[Any, Any, Any], principal: Principal, desk: Desk) -> Caller:
    return Caller(
        address=peer_of(request),
        user_agent=request.headers.get("user-agent", "")[:AGENT_LENGTH_MAX],
        device_mark=request.cookies.get(_device_name(desk)),
        request_id=principal.actor.request_id,
    )


def _welcome(signed_in: SignedIn, desk: Desk) -> Response[Session]:
    cookies = [_refresh_cookie(desk, signed_in.refresh_token)]
    if signed_in.device_mark:
        cookies.append(
            _cookie(desk, _device_name(desk), signed_in.device_mark, int(SESSION_LIFE.total_seconds()))
        )
    return Response(signed_in.session, status_code=200, cookies=cookies)


def _refresh_name(desk: Desk) -> str:
    return "__Host-refresh" if desk.is_https else "refresh"


def _device_name(desk: Desk) -> str:
    return "__Host-device" if desk.is_https else "device"


def _refresh_cookie(desk: Desk, token: str | None) -> Cookie:
    """Without a token: the cookie is to be forgotten."""
    return _cookie(desk, _refresh_name(desk), token or "", int(REFRESH_LIFE.total_seconds()) if token else 0)


def _cookie(desk: Desk, name: str, value: str, seconds: int) -> Cookie:
    """A name with `__Host-` obliges the path `/`; without https the cookie goes to the sign-in routes only."""
    path = "/" if desk.is_https else PATH
    return Cookie(
        key=name,
        value=value,
        max_age=seconds,
        path=path,
        secure=desk.is_https,
        httponly=True,
        samesite="strict",
    )


ROUTES = [
    register, verify_email, log_in, refresh_session, log_out, log_out_everywhere, list_sessions, end_session,
    forgot_password, reset_password, get_invitation, accept_invitation, change_password,
]  # fmt: skip
