"""What the database says afterwards, read past all walls, against what was promised."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import psycopg

from tests.contract.node import Node
from tests.crash.field import Field, with_parts
from tests.crash.storm import Attempt
from vetsync.app.parts import Parts
from vetsync.audit.anchor import anchor_heads, verify_chains
from vetsync.audit.verify import Verdict
from vetsync.kit.db.gate import CORE

BE_TENANT = "select set_config('search_path', %s, false)"
OVERLAPS: LiteralString = """
select kind, count(*) from (
  select r.kind, lower(b.during) < lag(upper(b.during)) over (partition by b.resource_id order by lower(b.during))
         as clashes
  from booking_resource b join resource r on r.id = b.resource_id
  where b.state in ('held', 'pending', 'confirmed')) x
where clashes group by kind
"""
APPOINTMENTS: LiteralString = "select id from appointment"
HALF_BOOKED: LiteralString = """
select count(*) from appointment a join appointment_type t on t.id = a.type_id
where (select count(*) from booking_resource b where b.appointment_id = a.id and b.state = 'confirmed')
  <> 1 + (select count(*) from type_need n where n.type_id = t.id)
"""
AUDITED: LiteralString = "select subject_id from audit_entry where action = 'appointment.book'"
SETTINGS: LiteralString = """
select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')
"""


@dataclass(frozen=True)
class Reckoning:
    overlaps: dict[str, int]
    half_booked: int
    booked: Counter[UUID]
    audited: Counter[UUID]
    durable: dict[str, str]


def reckon(node: Node, field: Field) -> Reckoning:
    with psycopg.connect(node.superuser_dsn()) as behind:
        behind.execute(BE_TENANT, (field.tenant.schema,))
        return Reckoning(
            overlaps=dict(behind.execute(OVERLAPS).fetchall()),
            half_booked=behind.execute(HALF_BOOKED).fetchall()[0][0],
            booked=Counter(row[0] for row in behind.execute(APPOINTMENTS).fetchall()),
            audited=Counter(row[0] for row in behind.execute(AUDITED).fetchall()),
            durable=dict(behind.execute(SETTINGS).fetchall()),
        )


def acknowledged(attempts: list[Attempt]) -> dict[str, set[UUID]]:
    """The appointments that each key was told of; one, if all is well."""
    told: dict[str, set[UUID]] = {}
    for attempt in attempts:
        if attempt.status == 201:
            told.setdefault(attempt.key, set()).add(attempt.appointment_id)
    return told


def verdicts(data_dir: Path, field: Field) -> list[Verdict]:
    """Both chains, entry by entry, against heads and anchors; the node must not run."""

    async def verify(parts: Parts) -> list[Verdict]:
        chains = [field.tenant, CORE]
        run = await anchor_heads(parts.gate, chains, parts.anchors)
        assert run.moved_back == []
        return await verify_chains(parts.gate, chains, parts.anchors)

    return with_parts(data_dir, verify)
