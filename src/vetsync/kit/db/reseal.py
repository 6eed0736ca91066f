"""Sealing anew what an older key version sealed, one small transaction after the other.

Nothing says which columns are sealed: everything that a cipher wrote begins with the owner's key id, eight random
bytes, so it is found by looking, and no list can be forgotten. What is done already begins with the newest version and
is passed over; that is how a run that was killed goes on. What the database itself refuses to change (the activity
log, signed records, addenda, sent messages) keeps its version, which therefore stays.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from uuid import UUID

import structlog

from vetsync.kit.crypto.cipher import Cipher
from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.db.work import View, Work
from vetsync.kit.db.write import check_names

COLUMNS = """
select c.relname as table, a.attname as column,
       has_column_privilege(c.oid, a.attnum, 'update') and exists (
         select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
           and has_column_privilege(c.oid, i.attnum, 'select')) as changeable
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'bytea'::regtype
  and has_column_privilege(c.oid, a.attnum, 'select')
order by c.relname, a.attname limit 1000
"""
AT_ONCE = 200
FIRST = UUID(int=0)

Door = Callable[[], AbstractAsyncContextManager[Work]]

log = structlog.get_logger()


@dataclass(frozen=True)
class Column:
    """A column of bytes in the schema that a door opens. `changeable` says whether that door may write it at all."""

    table: str
    column: str
    changeable: bool

    def __post_init__(self) -> None:
        check_names(self.table, self.column)

    @property
    def old(self) -> str:
        """The next rows of an older version. $1 mark, $2 mark of the newest, $3 after which id, $4 how many."""
        return (
            f"select id, {self.column} as blob from {self.table} where substr({self.column}, 1, 9) = $1"  # noqa: S608 - names checked above
            f" and substr({self.column}, 1, 11) <> $2 and id > $3 order by id limit $4"
        )

    @property
    def save(self) -> str:
        """By its old content as well: whoever saved the field meanwhile has sealed it with the newest key."""
        return (
            f"update {self.table} t set {self.column} = v.new"  # noqa: S608 - names checked above
            f" from unnest($1::uuid[], $2::bytea[], $3::bytea[]) v(id, old, new)"
            f" where t.id = v.id and t.{self.column} = v.old"
        )

    @property
    def uses(self) -> str:
        """How many fields each version opens. $1 mark."""
        return (
            f"select (get_byte({self.column}, 9) << 8) + get_byte({self.column}, 10) as version, count(*) as uses"  # noqa: S608 - names checked above
            f" from {self.table} where substr({self.column}, 1, 9) = $1 group by 1"
        )


async def columns(view: View) -> list[Column]:
    return [Column(*record) for record in await view.records(COLUMNS)]


async def seal_rows_anew(door: Door, cipher: Cipher) -> int:
    """Every field that this door may change; how many there were."""
    async with door() as work:
        found = await columns(work)
    done = 0
    for column in found:
        if column.changeable:
            async for saved in _batches(door, cipher, column):
                done += saved
    return done


async def _batches(door: Door, cipher: Cipher, column: Column) -> AsyncIterator[int]:
    after = FIRST
    while True:
        async with door() as work:
            rows = await work.records(column.old, cipher.mark, cipher.mark_now, after, AT_ONCE)
            if not rows:
                return
            after = rows[-1]["id"]
            changes = [
                (row["id"], row["blob"], new)
                for row in rows
                if (new := _anew(cipher, column, row["id"], row["blob"])) is not None
            ]
            if changes:
                yield await work.execute(column.save, *(list(one) for one in zip(*changes, strict=True)))


def _anew(cipher: Cipher, column: Column, row_id: UUID, blob: bytes) -> bytes | None:
    try:
        return cipher.seal_anew(column.table, column.column, row_id, blob)
    except Tampered:
        # One field that somebody has spoilt must not keep all others under the old key.
        log.error("reseal.unreadable", table=column.table, column=column.column, row=str(row_id))
        return None


async def uses(view: View, cipher: Cipher) -> dict[str, dict[int, int]]:
    """By `table.column`: how many fields each key version still opens, of the columns that this door may read."""
    found: dict[str, dict[int, int]] = {}
    for column in await columns(view):
        counted = {row["version"]: row["uses"] for row in await view.records(column.uses, cipher.mark)}
        if counted:
            found[f"{column.table}.{column.column}"] = counted
    return found
