"""Reads of a practice's profile."""

from vetsync.kit.db.work import View
from vetsync.tenancy.errors import PracticeUnknown
from vetsync.tenancy.permissions import PRACTICE_READ
from vetsync.tenancy.settings.schemas import Profile

PROFILE = """
select id, slug, name, zone, description, street, house_number, postcode, city, country, lat, lon, phone, email,
       website, species, services, languages, accent, booking_note, closed_note, cancel_note, kvk_number, version
from practice limit 1
"""


async def profile_for_staff(view: View) -> Profile:
    """Raises PracticeUnknown."""
    view.require(PRACTICE_READ)
    return await profile(view)


async def profile(view: View) -> Profile:
    """Raises PracticeUnknown in a tenant that has none: a franchise, or one that is not ready yet."""
    found = await view.row(Profile, PROFILE)
    if found is None:
        raise PracticeUnknown
    return found
