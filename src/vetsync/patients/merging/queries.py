"""Reads for merging: what two say of themselves, what would follow, what can be undone, and who looks like whom."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from vetsync.kit.db.work import View
from vetsync.kit.errors import Invalid
from vetsync.patients.clients.queries import CLIENT, PATIENT, SEALED_OF_CLIENT
from vetsync.patients.clients.schemas import ClientRow, PatientRow
from vetsync.patients.errors import ClientNotFound, PatientNotFound
from vetsync.patients.merging.followers import followers
from vetsync.patients.merging.rules import FIELDS, LIKELY_MAX, UNMERGE_WINDOW, choices, refusal, suggestion
from vetsync.patients.merging.schemas import (
    Card,
    FieldPair,
    Fields,
    Kind,
    Likely,
    LikelyList,
    Likeness,
    MergeLine,
    MergeList,
    MergePreview,
    Tally,
    Value,
)
from vetsync.patients.permissions import PATIENTS_MERGE, PATIENTS_READ

EDITED_AT = """
select name_edited_at, email_edited_at, phone_edited_at from client where id = $1 limit 1
"""
CLIENT_CARDS = """
select c.id, c.id as client_id, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as name,
       c.number, null as species, '' as breed, c.city as place,
       coalesce((select array_agg(n.name order by n.name_search, n.id)
                 from (select p.name, p.name_search, p.id from patient p
                       where p.client_id = c.id and p.state <> 'merged' order by p.name_search, p.id limit 12) n),
                '{}') as animals,
       c.user_id is not null as has_account, c.version
from client c where c.id = any($1::uuid[]) limit $2
"""
PATIENT_CARDS = """
select p.id, p.client_id, p.name, null::int as number, p.species, p.breed,
       concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name) as place,
       '{}'::text[] as animals, p.pet_id is not null as has_account, p.version
from patient p join client c on c.id = p.client_id where p.id = any($1::uuid[]) limit $2
"""
_lines = """
select m.id, m.kind, m.kept_id, m.dropped_id,
       coalesce(p.name, concat_ws(' ', nullif(c.first_name, ''), nullif(c.prefix, ''), c.last_name)) as dropped_name,
       c.number as dropped_number, m.merged_at, m.merged_at + $1::interval as undo_until
from merge m
left join client c on m.kind = 'client' and c.id = m.dropped_id
left join patient p on m.kind = 'patient' and p.id = m.dropped_id
where m.undone_at is null and m.merged_at > $2::timestamptz - $1::interval
"""
MERGES_OF = _lines + " and m.kept_id = any($3::uuid[]) order by m.merged_at desc, m.id desc limit 50"
MERGE_LINE = _lines + " and m.id = $3"
LATER = (
    _lines
    + """
  and (m.dropped_id = $3
       or m.kind = 'patient' and (m.kept_id = any($4::uuid[])) <> (m.dropped_id = any($4::uuid[])))
order by m.merged_at desc, m.id desc limit 50
"""
)
"""What stands in the way of taking $3 apart: that it was merged away itself since, or that one of the patients which
would go back ($4) was made one with a patient that would stay."""

LIKELY_CLIENTS = """
with known as materialized (
  select id, name_sound, postcode, phone_index, phone_second_index, email_index, user_id from client
  where state = 'active'),
number as materialized (
  select phone_index as said, id from known where phone_index is not null
  union select phone_second_index, id from known where phone_second_index is not null),
hit as (
  select a.id as one_id, b.id as other_id, 'phone' as why from number a join number b on b.said = a.said and a.id < b.id
  union all
  select a.id, b.id, 'email' from known a join known b on b.email_index = a.email_index and a.id < b.id
  union all
  select a.id, b.id, 'name' from known a
  join known b on b.name_sound = a.name_sound and b.postcode = a.postcode and a.id < b.id
  where a.name_sound <> '' and a.postcode <> ''
  union all
  select least(p.client_id, q.client_id), greatest(p.client_id, q.client_id), 'chip'
  from patient p join patient q on q.chip_index = p.chip_index and p.client_id < q.client_id
  where p.state <> 'merged' and q.state <> 'merged')
select h.one_id, h.other_id, array_agg(distinct h.why) as alike
from hit h join known a on a.id = h.one_id join known b on b.id = h.other_id
where (a.user_id is null or b.user_id is null)
  and not exists (select from not_same n where n.one_id = h.one_id and n.other_id = h.other_id)
group by h.one_id, h.other_id
order by count(distinct h.why) desc, h.one_id, h.other_id limit $1
"""
"""A telephone number, an e-mail address or a chip that two have, or names that sound alike in one postcode."""
LIKELY_PATIENTS = """
select p.id as one_id, q.id as other_id,
       array_remove(array[case when q.name_search = p.name_search then 'name' end,
                          case when q.chip_index = p.chip_index then 'chip' end], null) as alike
from patient p
join patient q on q.client_id = p.client_id and q.species = p.species and p.id < q.id
  and (q.name_search = p.name_search or q.chip_index = p.chip_index)
where p.state <> 'merged' and q.state <> 'merged' and (p.state = 'deceased') = (q.state = 'deceased')
  and (p.pet_id is null or q.pet_id is null)
  and not exists (select from not_same n where n.one_id = p.id and n.other_id = q.id)
order by 1, 2 limit $1
"""
"""Of one client and one species, called the same or with one chip."""


class _Pair(msgspec.Struct):
    one_id: UUID
    other_id: UUID
    alike: list[Likeness]


async def merge_preview(view: View, kind: Kind, kept_id: UUID, dropped_id: UUID) -> MergePreview:
    """What would come of it, whichever of the two was meant to be kept. Raises Invalid, ClientNotFound,
    PatientNotFound.
    """
    view.require(PATIENTS_MERGE)
    if kept_id == dropped_id:
        raise Invalid(field="dropped_id")
    kept, dropped = await fields_of(view, kind, kept_id), await fields_of(view, kind, dropped_id)
    refused = refusal(kind, kept, dropped)
    is_turned = refused == "account_must_stay"
    if is_turned:
        kept_id, dropped_id, kept, dropped = dropped_id, kept_id, dropped, kept
        refused = refusal(kind, kept, dropped)
    cards = await cards_of(view, kind, [kept_id, dropped_id])
    return MergePreview(
        kind=kind,
        kept=cards[kept_id],
        dropped=cards[dropped_id],
        is_turned=is_turned,
        fields=[
            FieldPair(
                field=field,
                kept=shown(kept[field]),
                dropped=shown(dropped[field]),
                suggested=suggestion(field, kept[field], dropped[field]),
                choices=choices(field, kept[field], dropped[field]),
            )
            for field in FIELDS[kind]
        ],
        animals=cards[dropped_id].animals,
        follows=[
            Tally(what=one.what, count=await view.value(one.tally, dropped_id))
            for one in followers(kind)
            if one.tally is not None
        ],
        refused=refused,
    )


async def fields_of(view: View, kind: Kind, one_id: UUID) -> Fields:
    """All that a merge looks at, in the clear. Raises ClientNotFound, PatientNotFound."""
    if kind == "patient":
        patient = await view.row(PatientRow, PATIENT, one_id)
        if patient is None:
            raise PatientNotFound
        fields: Fields = msgspec.structs.asdict(patient)
        return fields | {"chip": _opened(view, "patient", "chip", one_id, patient.chip)}
    client = await view.row(ClientRow, CLIENT, one_id)
    if client is None:
        raise ClientNotFound
    opened = {name: _opened(view, "client", name, one_id, getattr(client, name)) for name in SEALED_OF_CLIENT}
    # An address and notes that nobody wrote are empty, a telephone number that there is not is none.
    texts = {name: opened[name] or "" for name in ("address", "notes")}
    edited = dict((await view.records(EDITED_AT, one_id))[0])
    return msgspec.structs.asdict(client) | opened | texts | edited


async def cards_of(view: View, kind: Kind, ids: Sequence[UUID]) -> dict[UUID, Card]:
    statement = CLIENT_CARDS if kind == "client" else PATIENT_CARDS
    return {row.id: row for row in await view.rows(Card, statement, list(ids), len(ids))}


async def merges_of(view: View, ids: Sequence[UUID]) -> MergeList:
    """What was merged into these and can still be undone."""
    view.require(PATIENTS_READ)
    return MergeList(items=await view.rows(MergeLine, MERGES_OF, UNMERGE_WINDOW, view.now, list(ids)))


async def merge_line(view: View, merge_id: UUID) -> MergeLine | None:
    """None for one that was undone, or is too long ago."""
    return await view.row(MergeLine, MERGE_LINE, UNMERGE_WINDOW, view.now, merge_id)


async def merges_in_the_way(view: View, kept_id: UUID, patients: Sequence[UUID]) -> list[MergeLine]:
    """The latest first, which is the order to undo them in. `patients` are those that would go back.

    Each is later than the merge that it stands in the way of, so it can be undone for as long as that one.
    """
    return await view.rows(MergeLine, LATER, UNMERGE_WINDOW, view.now, kept_id, list(patients))


async def likely_duplicates(view: View) -> LikelyList:
    """Clients first, of both kinds those that have most in common first."""
    view.require(PATIENTS_MERGE)
    found: list[Likely] = []
    kinds: tuple[tuple[Kind, str], ...] = (("client", LIKELY_CLIENTS), ("patient", LIKELY_PATIENTS))
    for kind, statement in kinds:
        pairs = await view.rows(_Pair, statement, LIKELY_MAX + 1 - len(found))
        cards = await cards_of(view, kind, [one for pair in pairs for one in (pair.one_id, pair.other_id)])
        found += [
            Likely(kind=kind, one=cards[pair.one_id], other=cards[pair.other_id], alike=sorted(pair.alike))
            for pair in pairs
        ]
    return LikelyList(items=found[:LIKELY_MAX], is_all=len(found) <= LIKELY_MAX)


def shown(value: object) -> Value:
    """As JSON has it."""
    if isinstance(value, date | UUID):
        return str(value)
    assert value is None or isinstance(value, str | int | bool)
    return value


def _opened(view: View, table: str, column: str, row_id: UUID, blob: bytes | None) -> str | None:
    return view.cipher.open(table, column, row_id, blob) if blob else None
