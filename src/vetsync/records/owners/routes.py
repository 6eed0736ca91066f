"""What owners read of their animals' visits over HTTP."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from vetsync.kit.db.gate import Gate
from vetsync.kit.http.paging import LIMIT_DEFAULT, Limit, Page
from vetsync.kit.http.principal import Principal
from vetsync.records.owners import service
from vetsync.records.permissions import OWNER_USE
from vetsync.records.schemas import OwnerRecord, OwnerRecordLine, Passport

TAGS = ["records"]
OPT = {"permission": OWNER_USE}


@get("/me/records", opt=OPT, operation_id="listMyRecords", tags=TAGS)
async def list_my_records(
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
    pet_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: FromQuery[Limit] = LIMIT_DEFAULT,
) -> Page[OwnerRecordLine]:
    return await service.records_of_owner(gate, principal.actor, pet_id, cursor, limit)


@get("/practices/{slug:str}/records/{record_id:uuid}", opt=OPT, operation_id="getMyRecord", tags=TAGS)
async def get_my_record(
    slug: FromPath[str],
    record_id: FromPath[UUID],
    principal: NamedDependency[Principal],
    gate: NamedDependency[Gate],
) -> OwnerRecord:
    return await service.record_of_owner(gate, principal.actor, principal.practice, record_id)


@get("/me/pets/{pet_id:uuid}/passport", opt=OPT, operation_id="getPassport", tags=TAGS)
async def get_passport(
    pet_id: FromPath[UUID], principal: NamedDependency[Principal], gate: NamedDependency[Gate]
) -> Passport:
    return await service.passport_of_pet(gate, principal.actor, pet_id)


ROUTES = [list_my_records, get_my_record, get_passport]
