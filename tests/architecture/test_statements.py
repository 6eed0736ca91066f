"""Every statement in the source is prepared against a fresh schema, so a wrong column is found like a type error."""

import ast
import importlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType

import asyncpg
import pytest
from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from vetsync.kit.db.table import CoreBase, TenantBase

SOURCE = Path(__file__).resolve().parents[2] / "src" / "vetsync"
ONE_ROW = {
    "identity/access/joining:INVITER", "identity/login/queries:EMAIL", "identity/login/service:SPENT",
    "insights/platform/jobs:OUTBOX", "insights/platform/queries:APPLICATIONS", "insights/platform/queries:TENANTS",
    "kit/http/perform:GIVEN", "patients/handlers:PATIENTS_OF_PET", "records/files/service:FILE",
    "records/service:APPOINTMENT", "scheduling/bookings/service:PATIENT",
    "patients/service:EDITED", "scheduling/resources/service:LOCK_NAMED",
}  # fmt: skip
"""Asked for by what is unique, or a sum."""
AS_MANY_AS_ASKED_FOR = {
    "directory/public/queries:FAVOURITES_AMONG", "directory/public/service:SPECIALISATIONS",
    "scheduling/bookings/occupation:BY_PREFERENCE", "scheduling/bookings/occupation:LOCK_RESOURCES",
    "scheduling/bookings/occupation:NOT_FREE", "scheduling/bookings/occupation:OWN_AMONG",
    "scheduling/slots/service:KINDS_OF", "tenancy/provisioning/queries:TAKEN",
}  # fmt: skip
FEW_BY_RULE = {
    "identity/users/queries:KIND_COUNTS", "scheduling/bookings/occupation:LOCK_CANDIDATES",
    "scheduling/bookings/occupation:RESOURCES_OF", "scheduling/bookings/service:HOLDS_OF",
}  # fmt: skip
"""Kinds of people, the resources of one practice and of one visit, and the holds that one person may have."""
VERBS = ("select", "with", "insert", "update", "delete")
STATEMENT = re.compile(rf"\s*(?:{'|'.join(VERBS)})\s")
PART = re.compile(rf"\b(?:{'|'.join(VERBS)})\b")
AT_LEAST = 410
"""Nearly as many statements as there are: a check that stops seeing a way of writing them falls below it."""
# These ask the server about itself before there is a schema, or speak to the queue's own tables; kit tests run them.
OUTSIDE = ("kit/db/", "kit/jobs/")
WITH_TABLES = ("kit/db/gate.py", "kit/db/work.py")


def texts_within(value: object) -> list[tuple[str, str]]:
    """(key, text) of a text, or of every text that a collection holds."""
    if isinstance(value, str):
        return [("", value)]
    items: Iterable[tuple[object, object]] = ()
    if isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, list | tuple):
        items = enumerate(value)
    return [(f"[{key}]{rest}", text) for key, one in items for rest, text in texts_within(one)]


def built() -> list[tuple[str, str, str]]:
    """(module, name, text) of every text that a module assigns, as it is once all its parts are put together."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(SOURCE).as_posix()
        # What models hold in capitals are grants and policies, which the catalogue test checks.
        if path.name == "models.py" or (where.startswith(OUTSIDE) and where not in WITH_TABLES):
            continue
        names = [
            ast.unparse(target)
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        ]
        module = loaded(path)
        found += [
            (where.removesuffix(".py"), name + key, text)
            for name in dict.fromkeys(names)
            for key, text in texts_within(getattr(module, name, None))
        ]
    return found


def loaded(path: Path) -> ModuleType:
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return importlib.import_module(name.removesuffix(".__init__"))


def statements() -> list[tuple[str, str, str]]:
    """(module, name, text) of everything built that is SQL as a whole; what others are built of is named small."""
    return [one for one in built() if one[1].split("[")[0].isupper() and STATEMENT.match(one[2])]


def parts_of_statements() -> list[tuple[str, str]]:
    """(where, text) of everything built that is SQL, or a part of it."""
    return [(f"{where}:{name}", text) for where, name, text in built() if PART.search(text)]


def written_parts() -> list[tuple[str, str]]:
    """(where, text) of every part of a statement as it stands in the source, where what has a name is not filled in."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(SOURCE).as_posix()
        if path.name == "models.py" or where.startswith(OUTSIDE):
            continue
        for assigned in ast.parse(path.read_text()).body:
            if not isinstance(assigned, ast.Assign | ast.AnnAssign):
                continue
            for node in ast.walk(assigned):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and PART.search(node.value):
                    found.append((f"{where}:{node.lineno}", node.value))
    return found


async def prepares(connection: asyncpg.Connection, schema: str, text: str) -> str | None:
    """None when PostgreSQL accepts the statement in this schema, else why it does not."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("select set_config('search_path', $1, true)", f"{schema}, extensions")
        await connection.prepare(text)
    except asyncpg.PostgresError as error:
        return str(error)
    finally:
        await transaction.rollback()
    return None


@pytest.mark.anyio
async def test_every_statement_prepares_in_the_schema_it_is_meant_for(database) -> None:  # type: ignore[no-untyped-def]
    found = statements()
    assert len(found) >= AT_LEAST, "the check no longer sees every statement"
    connection = await asyncpg.connect(database.superuser_dsn)
    refused = {}
    try:
        for where, name, text in found:
            core = await prepares(connection, "core", text)
            tenant = await prepares(connection, database.tenants[0].schema, text)
            if core and tenant:
                refused[f"{where}:{name}"] = f"core: {core} / tenant: {tenant}"
    finally:
        await connection.close()
    assert refused == {}


def test_no_statement_is_put_together_from_values() -> None:
    """f-strings and `%` around SQL are how values get into statements; only checked names may (kit/db)."""
    guilty = []
    for path in SOURCE.rglob("*.py"):
        where = path.relative_to(SOURCE).as_posix()
        if where.startswith(("kit/db/", "kit/jobs/")):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr):
                head = next((part.value for part in node.values if isinstance(part, ast.Constant)), "")
                if (
                    str(head)
                    .lstrip()
                    .lower()
                    .startswith(tuple(f"{verb} " for verb in VERBS if verb != "with"))
                ):
                    guilty.append(f"{where}:{node.lineno}")
    assert guilty == []


def test_every_statement_that_reads_many_rows_says_how_many_at_most() -> None:
    readers = [(loaded(path), path.read_text()) for path in sorted(SOURCE.rglob("*.py"))]
    unbounded = set()
    for where, name, text in statements():
        if not re.search(r"\bselect\b", text) or re.search(r"\blimit\b", text):
            continue
        call = re.compile(rf"\.(rows|records)\(\s*([\w\[\]]+,\s*)?(\w+\.)?{re.escape(name)}(?!\w)")
        if any(call.search(source) for module, source in readers if getattr(module, name, None) is text):
            unbounded.add(f"{where}:{name}")
    assert unbounded - ONE_ROW - AS_MANY_AS_ASKED_FOR - FEW_BY_RULE == set()


THRESHOLD = re.compile(r"(?<![\w$.'])(?:-\d\d+|\d+\.\d+)\b")
NO_THRESHOLDS = ("power(0.5", "1.0 as score", "'email', 1.0", "'chip', 1.0")
"""Halving in the time that is bound beside it, and what is certain."""


SPAN = re.compile(r"\binterval '\d[^']*'")
NO_SPANS = ("interval '1 microsecond'", "* interval '24 h'", "interval '1 day') g(day)")
"""The last moment before an end that is exclusive, a unit, and the step from day to day."""
SPANS_OF_ONE_FILE = {
    "audit/queries.py": "the windows have the names of their columns, `done_24h`",
    "scheduling/slots/free.py": "room around the days that are asked for, which the clock's change and nights may need",
}


def test_what_a_statement_holds_something_against_has_a_name_and_is_bound() -> None:
    """A fraction, a number far below nothing or a span of time is a judgement: it stands as a constant with its
    unit and its reason.
    """
    known = re.compile("|".join(map(re.escape, (*NO_THRESHOLDS, *NO_SPANS))))
    bare = [
        f"{where}: {line.strip()}"
        for where, text in written_parts()
        for line in known.sub("", text).splitlines()
        if THRESHOLD.search(line) or (SPAN.search(line) and where.split(":")[0] not in SPANS_OF_ONE_FILE)
    ]
    assert bare == []


NAMED_TARGET = re.compile(r'insert into (\w+)(?:(?!insert into).)*?on conflict \(([\w", ]+)\)', re.DOTALL)
FRESH = {("id",), ("token_hash",)}
"""Made anew at every try, so that two tries never meet in them."""
QUEUED = {
    "directory_practice": "whoever writes a practice holds `QUEUE_FOR_PRACTICE`; an update needs a target"
}


def unique_keys(table: Table) -> set[tuple[str, ...]]:
    """The columns of everything that can refuse a second row."""
    kinds = (PrimaryKeyConstraint, UniqueConstraint, ExcludeConstraint)
    found = {
        tuple(column.name for column in one.columns) for one in table.constraints if isinstance(one, kinds)
    }
    return found | {tuple(column.name for column in index.columns) for index in table.indexes if index.unique}


def test_what_names_one_unique_key_cannot_be_refused_by_another() -> None:
    """Two equal rows that come at the same moment may meet in a key that the statement does not name, and then one of
    them is refused although it was to do nothing. `do nothing` without a target heeds them all.
    """
    keys: dict[str, set[tuple[str, ...]]] = {}
    for base in (CoreBase, TenantBase):
        for table in base.metadata.tables.values():
            keys.setdefault(table.name, set()).update(unique_keys(table))
    named = [
        (where, table, tuple(column.strip(' "') for column in target.split(",")))
        for where, text in parts_of_statements()
        for table, target in NAMED_TARGET.findall(text)
    ]
    assert len(named) > 20, "the check sees no statements"
    assert [one for one in named if one[2] not in keys[one[1]]] == []
    assert {one[1]: one[0] for one in named if keys[one[1]] - {one[2]} - FRESH and one[1] not in QUEUED} == {}


def test_a_list_that_has_a_cursor_sets_it() -> None:
    """A list without pages says in its schema how long it can be, and has no cursor that would always be empty."""
    declared, written = set(), set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(field, ast.AnnAssign) and ast.unparse(field.target) == "next_cursor"
                for field in node.body
            ):
                declared.add(node.name)
            if isinstance(node, ast.Call) and any(one.arg == "next_cursor" for one in node.keywords):
                written.add(ast.unparse(node.func))
    assert "Page" in declared
    assert declared - written == set()


def test_tables_have_names_without_schema_and_keys() -> None:
    for base in (CoreBase, TenantBase):
        for table in base.metadata.tables.values():
            assert table.schema is None, table.name
            assert table.primary_key.columns, table.name
