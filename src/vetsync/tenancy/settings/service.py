"""Commands on a practice's profile."""

from typing import Any

import msgspec

from vetsync.kit.db.work import Work
from vetsync.tenancy.events import PracticeChanged
from vetsync.tenancy.permissions import PRACTICE_MANAGE
from vetsync.tenancy.settings import queries
from vetsync.tenancy.settings.rules import check_place
from vetsync.tenancy.settings.schemas import PracticeFacts, Profile, ProfileChange

FIRST = """
insert into practice (id, slug, name, zone, description, street, house_number, postcode, city, country, lat, lon,
                      phone, email, website, species, services, languages, kvk_number)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
on conflict (id) do nothing
"""


async def write_first_profile(work: Work, facts: PracticeFacts) -> bool:
    """The profile of a tenant that is being made; False when it was there already."""
    facts_row = (
        facts.name, facts.zone, facts.description, facts.street, facts.house_number, facts.postcode, facts.city,
        facts.country, facts.lat, facts.lon, facts.phone, facts.email, facts.website, facts.species, facts.services,
        facts.languages, facts.kvk_number,
    )  # fmt: skip
    return bool(await work.execute(FIRST, work.tenant.id, work.tenant.slug, *facts_row))


async def change_profile(work: Work, version: int, data: ProfileChange) -> Profile:
    """Saves what was sent; raises Stale when somebody else saved meanwhile."""
    work.require(PRACTICE_MANAGE)
    before = await queries.profile(work)
    changes: dict[str, Any] = {
        name: _tidied(value)
        for name, value in msgspec.structs.asdict(data).items()
        if value is not msgspec.UNSET
    }
    after = msgspec.structs.replace(before, **changes)
    check_place(after.zone, after.lat, after.lon)
    after.version = await work.update("practice", before.id, version, changes)
    work.audit(
        "practice.change",
        "practice",
        before.id,
        before={name: getattr(before, name) for name in changes},
        after=changes,
    )
    work.emit(PracticeChanged(tenant_id=work.tenant.id, version=after.version))
    return after


def _tidied(value: Any) -> Any:
    """No spaces around texts, and no entry of a list twice."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return list(dict.fromkeys(entry.strip() for entry in value if entry.strip()))
    return value
