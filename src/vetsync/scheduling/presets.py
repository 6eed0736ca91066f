"""What a new practice's agenda begins with, so that its first vet needs nothing but hours."""

from uuid import UUID

from vetsync.kit.db.work import Work
from vetsync.scheduling.resources import queries as resources
from vetsync.scheduling.resources.schemas import Hours, ResourceAdd, WeekHours
from vetsync.scheduling.resources.service import add_resource, set_opening_hours
from vetsync.scheduling.slots import queries as slots
from vetsync.scheduling.slots.schemas import AppointmentTypeAdd, AppointmentTypeChange
from vetsync.scheduling.slots.service import add_type, change_type

QUEUE_FOR_PRESETS = "select pg_advisory_xact_lock(hashtextextended(current_schema() || '.presets', 0))"
WEEK = [Hours(weekday, "08:00", "17:30") for weekday in range(1, 6)]
ROOMS = ("Spreekkamer 1", "Spreekkamer 2", "Operatiekamer")

# Prices are the order of size of Dutch practices in 2025; each practice sets its own.
TYPES = (
    AppointmentTypeAdd(
        key="consult", name_nl="Ziek of gewond", name_en="Ill or injured", category="consult", minutes=20,
        mode="instant", price_min_cents=48_00, price_max_cents=60_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="vaccination", name_nl="Enting", name_en="Vaccination", category="vaccine", minutes=20, mode="instant",
        price_min_cents=58_00, price_max_cents=74_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="recheck", name_nl="Controle", name_en="Recheck", category="recheck", minutes=10, mode="instant",
        price_min_cents=32_00, price_max_cents=40_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="nurse", name_nl="Nagels of wegen", name_en="Nails or weighing", category="nurse", minutes=10,
        mode="instant", price_min_cents=18_00, price_max_cents=18_00,
    ),
    AppointmentTypeAdd(
        key="dental", name_nl="Gebit", name_en="Dental", category="dental", minutes=40, after_minutes=10,
        mode="approve", lead_minutes=24 * 60, price_min_cents=180_00, price_max_cents=420_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="surgery", name_nl="Operatie", name_en="Surgery", category="surgery", minutes=60, before_minutes=10,
        after_minutes=20, mode="request", lead_minutes=48 * 60, grid_minutes=30, price_min_cents=150_00,
        price_max_cents=650_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="urgent", name_nl="Spoed", name_en="Urgent", category="urgent", minutes=30, lead_minutes=0, online=False,
        mode="instant", price_min_cents=75_00, price_max_cents=125_00, needs=["room"],
    ),
    AppointmentTypeAdd(
        key="farewell", name_nl="Afscheid", name_en="Farewell", category="farewell", minutes=40, after_minutes=20,
        online=False, mode="approve", price_min_cents=120_00, price_max_cents=180_00, needs=["room"],
    ),
)  # fmt: skip


async def write_presets(work: Work, *, rooms: bool = True) -> bool:
    """Hours, rooms and appointment types; False when the practice has types already."""
    await work.value(QUEUE_FOR_PRESETS)
    if await slots.appointment_types(work):
        return False
    await set_opening_hours(work, WeekHours(items=WEEK))
    for sort, name in enumerate(ROOMS if rooms else ()):
        await add_resource(work, ResourceAdd(kind="room", name=name, sort=sort))
    for wanted in TYPES:
        await add_type(work, wanted)
    return True


async def admit_to_agenda(work: Work, user_id: UUID, name: str) -> UUID:
    """Gives a vet a column and everything that vets do, but no hours: nobody can book them before somebody has looked.
    What paravets do alone stays theirs. A repetition finds the column there, and so does whoever is back: that it opens
    again is the matter of `follow_role`.
    """
    known = await resources.resource_of_user(work, user_id)
    if known is not None:
        return known
    added = await add_resource(
        work, ResourceAdd(kind="vet", name=name, user_id=user_id), follows_account=True
    )
    is_for_paravets_alone = await resources.paravets_alone(work)
    for kind in await slots.appointment_types(work):
        if is_for_paravets_alone(kind.resource_ids):
            continue
        doers = [*kind.resource_ids, added.id]
        await change_type(work, kind.id, kind.version, AppointmentTypeChange(resource_ids=doers))
    return added.id
