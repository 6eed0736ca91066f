"""Reads of a practice's pictures."""

from datetime import datetime
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.tenancy.permissions import PRACTICE_READ

PHOTOS = "select id, added_at from practice_photo order by sort, id limit $1"

PHOTOS_MAX = 12


class Photo(msgspec.Struct):
    id: UUID
    added_at: datetime
    url: str = ""


async def photos_for_staff(view: View) -> list[Photo]:
    view.require(PRACTICE_READ)
    return await photos(view)


async def photos(view: View) -> list[Photo]:
    """In the order in which they are shown."""
    found = await view.rows(Photo, PHOTOS, PHOTOS_MAX)
    for photo in found:
        photo.url = photo_url(view.tenant.slug, photo.id)
    return found


def photo_url(slug: str, photo_id: UUID) -> str:
    """A new picture has a new address, so a browser may keep what it has."""
    return f"/api/practices/{slug}/photos/{photo_id}"


def photo_key(tenant_id: UUID, photo_id: UUID) -> str:
    """Where the picture lies in the file store."""
    return f"practices/{tenant_id}/{photo_id}"
