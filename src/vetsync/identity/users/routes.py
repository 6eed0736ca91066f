"""One's own profile and picture, and the accounts as the platform sees them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, patch, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody

from vetsync.identity.access import queries as access
from vetsync.identity.access.permissions import PLATFORM_MANAGE, PLATFORM_READ, PUBLIC, SIGNED_IN
from vetsync.identity.access.presence import Presences
from vetsync.identity.access.schemas import Me
from vetsync.identity.users import queries, service
from vetsync.identity.users.errors import UserUnknown
from vetsync.identity.users.rules import picture_key
from vetsync.identity.users.schemas import (
    Kind,
    MePatch,
    NotificationSettings,
    Picture,
    PlatformUser,
    UserSearch,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Work
from vetsync.kit.http.answers import answers
from vetsync.kit.http.if_match import IfMatch, version_of
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.perform import perform
from vetsync.kit.http.principal import Principal
from vetsync.kit.ids import new_id
from vetsync.kit.media import PICTURE_BYTES_MAX, WEBP, drawn_anew
from vetsync.kit.storage import SealedFiles

ME = ["me"]
PLATFORM = ["platform"]
OPT = {"permission": SIGNED_IN}
MULTIPART_OVERHEAD = 10_000
SIDE_MAX = 512
PICTURE_HEADERS = {"cache-control": "private, max-age=604800, immutable", "x-content-type-options": "nosniff"}


@dataclass
class PictureUpload:
    file: UploadFile


@get("/me", opt=OPT, operation_id="getMe", tags=ME)
async def get_me(principal: NamedDependency[Principal], gate: NamedDependency[Gate]) -> Me:
    async with gate.core_view("person", principal.actor) as view:
        return await access.me(view, principal.user)


@patch("/me", opt=OPT, operation_id="changeMe", tags=ME, responses=answers(Me))
async def change_me(
    if_match: IfMatch,
    data: JSONBody[MePatch],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    async def change(work: Work) -> Me:
        await service.change_profile(work, principal.user, version_of(if_match), data)
        return await access.me(work, principal.user)

    return await perform(request, lambda: gate.core_work("person", principal.actor), change)


@put(
    "/me/picture",
    opt=OPT,
    operation_id="setMyPicture",
    tags=ME,
    responses=answers(Picture),
    request_max_body_size=PICTURE_BYTES_MAX + MULTIPART_OVERHEAD,
)
async def set_my_picture(
    data: MultipartBody[PictureUpload],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    content = await drawn_anew(await data.file.read(PICTURE_BYTES_MAX + 1), SIDE_MAX)
    file_id = new_id()
    replaced: list[UUID] = []

    async def save(work: Work) -> Picture:
        picture, old = await service.set_picture(work, principal.user, file_id)
        replaced[:] = [old] if old else []
        await files.put(picture_key(principal.user, file_id), content)
        return picture

    response = await perform(request, lambda: gate.core_work("person", principal.actor), save)
    for old in replaced:
        await files.delete(picture_key(principal.user, old))
    return response


@get(
    "/pictures/{user_id:uuid}/{file_id:uuid}",
    opt={"permission": PUBLIC},
    operation_id="getPicture",
    tags=ME,
    media_type=WEBP,
)
async def get_picture(
    user_id: FromPath[UUID],
    file_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    files: NamedDependency[SealedFiles],
) -> Response[bytes]:
    async with gate.core_view("auth", principal.actor) as view:
        if not await queries.has_picture(view, user_id, file_id):
            raise UserUnknown
    content = await files.get(picture_key(user_id, file_id))
    return Response(content, media_type=WEBP, headers=PICTURE_HEADERS)


@get("/me/notification-settings", opt=OPT, operation_id="getNotificationSettings", tags=ME)
async def get_notification_settings(
    principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> NotificationSettings:
    async with gate.core_view("person", principal.actor) as view:
        return await queries.notification_settings(view, principal.user)


@put(
    "/me/notification-settings",
    opt=OPT,
    operation_id="saveNotificationSettings",
    tags=ME,
    responses=answers(NotificationSettings),
)
async def save_notification_settings(
    data: JSONBody[NotificationSettings],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("person", principal.actor),
        lambda work: service.save_notification_settings(work, principal.user, data),
    )


@get("/platform/users", opt={"permission": PLATFORM_READ}, operation_id="listUsers", tags=PLATFORM)
async def list_users(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    kind: FromQuery[Kind | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[PlatformUser]:
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.users(view, kind, "", cursor, limit)


@post(
    "/platform/users/find",
    opt={"permission": PLATFORM_READ},
    operation_id="findUsers",
    tags=PLATFORM,
    status_code=200,
)
async def find_users(
    data: JSONBody[UserSearch], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Page[PlatformUser]:
    """A POST, so that names and addresses stay out of URLs and of every log of them."""
    async with gate.core_view("platform", principal.actor) as view:
        return await queries.users(view, data.kind, data.q, data.cursor, data.limit)


@post(
    "/platform/users/{user_id:uuid}/disable",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="disableUser",
    tags=PLATFORM,
    status_code=200,
    responses=answers(PlatformUser),
)
async def disable_user(
    user_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    presences: NamedDependency[Presences],
) -> Response[bytes]:
    response = await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.disable_user(work, user_id),
    )
    presences.forget_user(user_id)
    return response


@post(
    "/platform/users/{user_id:uuid}/enable",
    opt={"permission": PLATFORM_MANAGE},
    operation_id="enableUser",
    tags=PLATFORM,
    status_code=200,
    responses=answers(PlatformUser),
)
async def enable_user(
    user_id: FromPath[UUID],
    request: Request[Any, Any, Any],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> Response[bytes]:
    return await perform(
        request,
        lambda: gate.core_work("platform", principal.actor),
        lambda work: service.enable_user(work, user_id),
    )


ROUTES = [
    get_me, change_me, set_my_picture, get_picture, get_notification_settings, save_notification_settings, list_users,
    find_users, disable_user, enable_user,
]  # fmt: skip
