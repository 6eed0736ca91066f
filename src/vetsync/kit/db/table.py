"""Declaring tables: two metadata trees, short column helpers, and who may touch which rows.

A table names its security beside its columns, in `__table_args__ = (…, {"info": access(…)})`; `secure.py`
turns that into grants and forced row-level security. A table that declares nothing is granted to nobody.
Names written for constraints and indexes are kept as written; unnamed ones get PostgreSQL's own forms.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    Time,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE, Range
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from vetsync.kit.db.roles import CORE_ROLES, CoreRole

DML = "select, insert, update, delete"

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}
TYPES: dict[Any, Any] = {
    str: Text(),
    bytes: LargeBinary(),
    uuid.UUID: Uuid(),
    datetime: DateTime(timezone=True),
    date: Date(),
    time: Time(),
    dict: JSONB(),
    dict[str, Any]: JSONB(),
    list[str]: ARRAY(Text()),
    list[int]: ARRAY(Integer()),
    list[bytes]: ARRAY(LargeBinary()),
    list[uuid.UUID]: ARRAY(Uuid()),
    Range[datetime]: TSTZRANGE(),
}


class CoreBase(DeclarativeBase):
    """Tables of the one shared schema `core`: accounts, the directory, the tree of practices."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES


class TenantBase(DeclarativeBase):
    """Tables that every practice and franchise has in its own schema. No reference leads out of it."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = TYPES


@dataclass(frozen=True)
class Privilege:
    """What one role may do with a table. `verbs` as in GRANT, `rows` the policy expression."""

    verbs: tuple[str, ...]
    rows: str = "true"
    updatable: str | None = None
    insertable: str | None = None

    @property
    def commands(self) -> frozenset[str]:
        """The verbs without their column lists."""
        return frozenset(verb.split("(")[0].strip() for verb in self.verbs)


@dataclass(frozen=True)
class Access:
    """The declared security of a table: privileges per role key (`staff`, `portal`, or a core role)."""

    privileges: Mapping[str, Privilege] = field(default_factory=dict)


VERB = re.compile(r"(select|insert|update|delete)(\s*\([a-z0-9_, ]+\))?")


def _verbs(listed: str) -> tuple[str, ...]:
    """Split "select, update (state, version)" at the commas that stand outside parentheses."""
    verbs = tuple(part.strip() for part in re.split(r",(?![^(]*\))", listed.lower()))
    for verb in verbs:
        if not VERB.fullmatch(verb):
            raise ValueError(f"{verb!r} is not a table privilege")
    return verbs


def access(
    *,
    staff: str | None = DML,
    portal: tuple[str, str] | None = None,
    staff_update: str | None = None,
    staff_insert: str | None = None,
    grants: Mapping[CoreRole, str | tuple[str, str]] | None = None,
    **core: str | tuple[str, str] | None,
) -> dict[str, Access]:
    """The `info` of a table.

    Tenant tables: `staff` lists what the practice's role may do (all rows), `staff_update` narrows which
    rows it may update or delete, `staff_insert` which it may add. `portal` is what an owner may read: columns
    separated by commas, and the row condition. Core tables: one entry per core role, by name or in `grants`; a
    string gives all rows, a pair adds the row condition. Verbs may name columns: "select, update (state)".
    """
    given: dict[str, str | tuple[str, str] | None] = {**core}
    given.update((role, grant) for role, grant in (grants or {}).items())
    privileges: dict[str, Privilege] = {}
    for role, grant in given.items():
        if role not in CORE_ROLES:
            raise ValueError(f"{role!r} is not a core role")
        if grant is not None:
            verbs, rows = grant if isinstance(grant, tuple) else (grant, "true")
            privileges[role] = Privilege(_verbs(verbs), rows)
    if staff and not given:
        privileges["staff"] = Privilege(_verbs(staff), updatable=staff_update, insertable=staff_insert)
    if portal:
        columns, rows = portal
        privileges["portal"] = Privilege(_verbs(f"select ({columns})"), rows)
    return {"access": Access(privileges)}


def id_() -> MappedColumn[uuid.UUID]:
    """Primary key, a UUIDv7 made in Python."""
    return mapped_column(Uuid(), primary_key=True)


def ref_(
    target: str, *, nullable: bool = False, index: bool = False, ondelete: str | None = None
) -> MappedColumn[Any]:
    """Foreign key inside the same schema: `ref_("client.id")`."""
    return mapped_column(Uuid(), ForeignKey(target, ondelete=ondelete), nullable=nullable, index=index)


def at(*, nullable: bool = False, now: bool = False) -> MappedColumn[Any]:
    """A moment, timestamptz. `now` lets the database fill it in with the transaction's time."""
    return mapped_column(
        DateTime(timezone=True), nullable=nullable, server_default=text("now()") if now else None
    )


def version_() -> MappedColumn[int]:
    """The counter of optimistic locking, from 1."""
    return mapped_column(Integer(), nullable=False, server_default=text("1"))


def text_(
    longest: int | None = None,
    *,
    nullable: bool = False,
    default: str | None = None,
    unique: bool = False,
    index: bool = False,
) -> MappedColumn[Any]:
    """Text, at most `longest` characters; `default` is a literal value."""
    return mapped_column(
        String(longest) if longest else Text(),
        nullable=nullable,
        unique=unique or None,
        index=index or None,
        server_default=default,
    )


def one_of(column: str, *values: str) -> CheckConstraint:
    """The check that stands in for an enum: `column` holds one of `values` (or null where it may)."""
    for value in values:
        if not re.fullmatch(r"[a-z0-9_]+", value):
            raise ValueError(f"{value!r} is not a key")
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})")
