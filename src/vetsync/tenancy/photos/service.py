"""Commands on a practice's pictures."""

from uuid import UUID

from vetsync.kit.db.work import Work
from vetsync.tenancy.errors import PhotoUnknown, TooManyPhotos
from vetsync.tenancy.events import PracticeChanged
from vetsync.tenancy.permissions import PRACTICE_MANAGE
from vetsync.tenancy.photos.queries import PHOTOS_MAX, Photo, photos

LOCK = "select version from practice for no key update"
COUNT = "select count(*) from practice_photo"
ADD = """
insert into practice_photo (id, sort, added_at)
select $1, coalesce(max(sort), 0) + 1, $2 from practice_photo
"""
REMOVE = "delete from practice_photo where id = $1"
PUT_FIRST = "update practice_photo set sort = (select min(sort) - 1 from practice_photo) where id = $1"


async def add_photo(work: Work, photo_id: UUID) -> list[Photo]:
    """Behind the others; raises TooManyPhotos."""
    version = await _locked(work)
    if int(await work.value(COUNT)) >= PHOTOS_MAX:
        raise TooManyPhotos(count_max=PHOTOS_MAX)
    await work.execute(ADD, photo_id, work.now)
    return await _told(work, version, "practice.add_photo", photo_id)


async def put_photo_first(work: Work, photo_id: UUID) -> list[Photo]:
    version = await _locked(work)
    if not await work.execute(PUT_FIRST, photo_id):
        raise PhotoUnknown
    return await _told(work, version, "practice.put_photo_first", photo_id)


async def remove_photo(work: Work, photo_id: UUID) -> list[Photo]:
    """Its row; the file is erased by the caller once this is committed."""
    version = await _locked(work)
    if not await work.execute(REMOVE, photo_id):
        raise PhotoUnknown
    return await _told(work, version, "practice.remove_photo", photo_id)


async def _locked(work: Work) -> int:
    """One at a time per practice, so that the number of pictures holds."""
    work.require(PRACTICE_MANAGE)
    return int(await work.value(LOCK))


async def _told(work: Work, version: int, action: str, photo_id: UUID) -> list[Photo]:
    work.audit(action, "practice_photo", photo_id)
    work.emit(PracticeChanged(tenant_id=work.tenant.id, version=version))
    return await photos(work)
