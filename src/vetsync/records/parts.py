"""The kinds of parts that a record has, and how each is laid down: which columns are sealed, under which names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from vetsync.kit.db.work import View, Work
from vetsync.records.errors import RecordFull
from vetsync.records.schemas import (
    NOTE_FIELDS,
    DewormingPut,
    DiagnosisPut,
    LabResultPut,
    PrescriptionPut,
    Put,
    VaccinationPut,
    Vitals,
)

TAKE_DIAGNOSIS = (
    "delete from diagnosis where record_id = $1 and id = $2 returning created_at, body, kind, code"
)
TAKE_PRESCRIPTION = """
delete from prescription where record_id = $1 and id = $2
returning created_at, product, dose, instruction, quantity_hundredths, unit, days, repeats, supply_class
"""
TAKE_VACCINATION = """
delete from vaccination where record_id = $1 and id = $2
returning created_at, product, batch, diseases, given_on, valid_until_on
"""
TAKE_DEWORMING = (
    "delete from deworming where record_id = $1 and id = $2 returning created_at, product, given_on, next_on"
)
TAKE_LAB_RESULT = """
delete from lab_result where record_id = $1 and id = $2 returning created_at, test, value, unit, low, high, remark
"""
COUNT_DIAGNOSIS = "select count(*) from diagnosis where record_id = $1"
COUNT_PRESCRIPTION = "select count(*) from prescription where record_id = $1"
COUNT_VACCINATION = "select count(*) from vaccination where record_id = $1"
COUNT_DEWORMING = "select count(*) from deworming where record_id = $1"
COUNT_LAB_RESULT = "select count(*) from lab_result where record_id = $1"

NOT_PARTS = {*NOTE_FIELDS, *Vitals.__struct_fields__}
PARTS_MAX = 100
"""Of each kind in one record, files and addenda too; so lists of parts are whole and bounded all the same."""
PARTS_EVER_MAX = 500
"""Of all kinds together in one draft, those that were taken out too: of each the row keeps when it was saved."""


@dataclass(frozen=True)
class PartKind:
    """`take` removes a part and returns what it was; `sealed` maps fields to the columns that hold them sealed. `put`
    is what a part of this kind is written with.
    """

    table: str
    put: type[Put]
    take: str
    count: str
    sealed: Mapping[str, str] = field(default_factory=dict)


DIAGNOSIS = PartKind("diagnosis", DiagnosisPut, TAKE_DIAGNOSIS, COUNT_DIAGNOSIS, {"text": "body"})
PRESCRIPTION = PartKind(
    "prescription", PrescriptionPut, TAKE_PRESCRIPTION, COUNT_PRESCRIPTION,
    {"dose": "dose", "instruction": "instruction"},
)  # fmt: skip
VACCINATION = PartKind("vaccination", VaccinationPut, TAKE_VACCINATION, COUNT_VACCINATION)
DEWORMING = PartKind("deworming", DewormingPut, TAKE_DEWORMING, COUNT_DEWORMING)
LAB_RESULT = PartKind(
    "lab_result", LabResultPut, TAKE_LAB_RESULT, COUNT_LAB_RESULT, {"value": "value", "remark": "remark"}
)


async def require_room(work: Work, count: str, record_id: UUID) -> None:
    """Raises RecordFull when the record, which is locked, has PARTS_MAX of what the statement counts."""
    if await work.value(count, record_id) >= PARTS_MAX:
        raise RecordFull(count_max=PARTS_MAX)


def require_room_for_new(versions: Mapping[str, int], part_id: UUID) -> None:
    """Raises RecordFull when the record had PARTS_EVER_MAX parts, and this is none of them."""
    had = versions.keys() - NOT_PARTS
    if str(part_id) not in had and len(had) >= PARTS_EVER_MAX:
        raise RecordFull(count_max=PARTS_EVER_MAX)


def part_columns(work: Work, kind: PartKind, part_id: UUID, said: dict[str, Any]) -> dict[str, Any]:
    values = dict(said)
    for name, column in kind.sealed.items():
        values[column] = work.cipher.seal(kind.table, column, part_id, values.pop(name))
    return values


def plain_part(view: View, kind: PartKind, part_id: UUID, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row said, in the words of its schema."""
    plain = {name: value for name, value in row.items() if name != "created_at"}
    for name, column in kind.sealed.items():
        plain[name] = view.cipher.open(kind.table, column, part_id, plain.pop(column))
    return plain
