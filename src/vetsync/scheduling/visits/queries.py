"""The board of the day: who is expected, who is there since when, who has gone."""

from datetime import date
from uuid import UUID

from vetsync.kit.changes import UNDO_WINDOW
from vetsync.kit.db.work import View
from vetsync.kit.errors import NotFound
from vetsync.scheduling.bookings.queries import local_bounds
from vetsync.scheduling.permissions import SCHEDULE_READ
from vetsync.scheduling.visits.rules import LONGEST_DAY
from vetsync.scheduling.visits.schemas import Board, BoardRow, Room

BOARD_MAX = 500
"""More than a house sees in a day; a screen with more of them is no board any more."""

_columns = """
select v.id as visit_id, a.id as appointment_id,
       coalesce(v.stage, case when a.state = 'completed' then 'gone' else 'expected' end) as stage, v.stage_at,
       v.arrived_at, a.starts_at, a.ends_at, t.key as type_key, t.name_nl as type_name_nl, t.name_en as type_name_en,
       t.category, p.id as patient_id, p.name as patient_name, p.state as patient_state, p.species, p.alert,
       c.id as client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as client_name,
       c.alert as client_alert, w.id as vet_id, w.name as vet_name, w.colour as vet_colour, m.id as room_id,
       m.name as room_name, coalesce(nullif(v.note, ''), a.note, '') as note,
       coalesce(a.record_id, r.id) as record_id,
       (v.previous ->> 'at')::timestamptz + $1::interval as undo_until, v.version,
       a.state as appointment_state, a.version as appointment_version
"""
_joined = """
left join appointment_type t on t.id = coalesce(a.type_id, v.type_id)
join patient p on p.id = coalesce(a.patient_id, v.patient_id)
join client c on c.id = coalesce(a.client_id, v.client_id)
left join record r on r.visit_id = v.id
left join resource w on w.id = coalesce(a.vet_id, r.vet_id, v.vet_id)
left join resource m on m.id = v.room_id
"""
BOARD = (
    "with shown as ("
    + _columns
    + "from appointment a left join visit v on v.appointment_id = a.id"
    + _joined
    + """
where a.starts_at >= $2 and a.starts_at < $3
  and (a.state in ('confirmed', 'completed') or v.stage in ('arrived', 'waiting', 'in_room', 'to_pay'))
union all
"""
    + _columns
    + "from visit v left join appointment a on a.id = v.appointment_id"
    + _joined
    + """
where v.arrived_at >= $2 and v.arrived_at < $3 and v.appointment_id is null and v.stage <> 'withdrawn')
select visit_id, appointment_id, stage, stage_at, arrived_at, starts_at, ends_at, type_key, type_name_nl, type_name_en,
       category, patient_id, patient_name, patient_state, species, alert, client_id, client_name, client_alert,
       vet_id, vet_name, vet_colour, room_id, room_name, note, record_id, undo_until, version,
       appointment_state, appointment_version
from shown order by starts_at nulls last, arrived_at, appointment_id, visit_id limit $4
"""
)
VISIT = (
    _columns + "from visit v left join appointment a on a.id = v.appointment_id" + _joined + "where v.id = $2"
)
WALK_INS_HERE = """
select id from visit
where patient_id = $1 and appointment_id is null and stage in ('arrived', 'waiting', 'in_room', 'to_pay')
  and arrived_at > $2
order by arrived_at desc limit 20
"""
ROOMS = "select id, name from resource where kind = 'room' and active order by sort, name limit 200"


async def board(view: View, on: date) -> Board:
    """One local day of the whole practice; a day of more than BOARD_MAX says that it is cut."""
    view.require(SCHEDULE_READ)
    starts, ends = local_bounds(on, on, view.tenant.zone)
    rows = await view.rows(BoardRow, BOARD, UNDO_WINDOW, starts, ends, BOARD_MAX + 1)
    return Board(
        items=rows[:BOARD_MAX],
        is_cut=len(rows) > BOARD_MAX,
        rooms=await view.rows(Room, ROOMS),
        zone=view.tenant.zone,
    )


async def board_row(view: View, visit_id: UUID) -> BoardRow:
    """Raises NotFound."""
    view.require(SCHEDULE_READ)
    found = await view.row(BoardRow, VISIT, UNDO_WINDOW, visit_id)
    if found is None:
        raise NotFound
    return found


async def walk_ins_here(view: View, patient_id: UUID) -> list[UUID]:
    """The visits for which the patient is in the house without an appointment, the latest first. For other domains,
    whose own permission it is asked with.
    """
    found = await view.records(WALK_INS_HERE, patient_id, view.now - LONGEST_DAY)
    return [row["id"] for row in found]
