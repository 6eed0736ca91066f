"""What migrations promise: the same tables as the models, all or nothing per schema, and no work twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from alembic import command
from psycopg import sql

from tests.conftest import Database
from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import OWNER, PROVISIONER, VERSION_TABLE, become_owner, bootstrap
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.jobs_schema import jobs_are_current
from vetsync.kit.db.marks import MigrationFailed, Place, Tree
from vetsync.kit.db.migrate import migrate_core, migrate_tenants
from vetsync.kit.db.provision import create_tenant, drop_tenant
from vetsync.kit.db.secure import create_tenant_roles
from vetsync.kit.db.self_test import refusals

COLUMNS = """
select c.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where n.nspname = %s and c.relkind = 'r'
"""
CONSTRAINTS = """
select c.relname || '.' || k.conname, pg_get_constraintdef(k.oid)
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s
"""
INDEXES = "select tablename || '.' || indexname, indexdef from pg_indexes where schemaname = %s"
POLICIES = """
select tablename || '.' || policyname, array_to_string(roles, ',') || ' ' || cmd || coalesce(' using ' || qual, '')
       || coalesce(' check ' || with_check, '')
from pg_policies where schemaname = %s
"""
GRANTS = """
select c.relname || ' to ' || g.grantee::regrole, string_agg(g.privilege_type, ',' order by g.privilege_type)
from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) g
where n.nspname = %s and c.relkind = 'r' and g.grantee <> c.relowner group by 1
"""
TRIGGERS = """
select c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and not t.tgisinternal
"""
QUESTIONS = {
    "columns": COLUMNS, "constraints": CONSTRAINTS, "indexes": INDEXES,
    "policies": POLICIES, "grants": GRANTS, "triggers": TRIGGERS,
}  # fmt: skip
numbers = count(1)


@pytest.fixture(scope="module")
def migrated(server: EmbeddedServer) -> Iterator[Database]:
    """A database that came about by migrations alone, with one tenant; shared by the tests that only look."""
    bootstrap(server.dsn(SUPERUSER, "postgres"), database="migrated")
    made = Database(
        "migrated", server.dsn("vetsync_app", "migrated"), server.dsn(PROVISIONER, "migrated"),
        server.dsn(SUPERUSER, "migrated"),
    )  # fmt: skip
    migrate_core(made.owner_dsn)
    create_tenant(made.owner_dsn, "t_migrated", "t_migrated")
    yield made
    drop_tenant(made.owner_dsn, "t_migrated", "t_migrated")
    with psycopg.connect(server.dsn(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("drop database migrated with (force)")


@pytest.fixture
def places(migrated: Database) -> Iterator[list[Place]]:
    """Three tenants whose schemas are there and empty."""
    made = [Place(name, name) for name in (f"t_empty_{next(numbers)}" for _ in range(3))]
    with psycopg.connect(migrated.owner_dsn) as connection:
        for place in made:
            create_tenant_roles(connection, place.role)
        connection.execute(f"set local role {OWNER}")
        for place in made:
            connection.execute(sql.SQL("create schema {}").format(sql.Identifier(place.schema)))
    yield made
    for place in made:
        drop_tenant(migrated.owner_dsn, place.schema, place.role)


def catalogue(dsn: str, schema: str, question: str) -> dict[str, str]:
    """The answer, without the schema's and the tenant's own name in it."""
    with psycopg.connect(dsn) as connection:
        rows = connection.execute(QUESTIONS[question].encode(), (schema,)).fetchall()
    said = {name.replace(schema, "t_x"): text.replace(schema, "t_x") for name, text in rows}
    return {name: text for name, text in said.items() if not name.startswith(VERSION_TABLE)}


def tables_in(dsn: str, schema: str) -> int:
    return len({name.split(".")[0] for name in catalogue(dsn, schema, "columns")})


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("migrated_schema", "modelled_schema"), [("core", "core"), ("t_migrated", "t_zwaluwhof")]
)
def test_migrations_lead_to_what_the_models_declare(
    migrated: Database, database: Database, question: str, migrated_schema: str, modelled_schema: str
) -> None:
    by_migration = catalogue(migrated.superuser_dsn, migrated_schema, question)
    by_model = catalogue(database.superuser_dsn, modelled_schema, question)
    assert by_migration == by_model, "run `python -m vetsync.app.make_migration`"
    if question != "triggers":
        assert len(by_model) > 10


@pytest.mark.parametrize(("tree", "schema"), [("core", "core"), ("tenant", "t_migrated")])
def test_alembic_finds_nothing_left_to_migrate(migrated: Database, tree: Tree, schema: str) -> None:
    with trees.engine(migrated.owner_dsn).begin() as connection:
        become_owner(trees.driver(connection), schema)
        command.check(trees.config(tree, connection))
        assert trees.head(tree) is not None


def test_a_migrated_database_passes_the_self_test(migrated: Database) -> None:
    assert refusals(migrated.app_dsn) == []


def test_every_object_belongs_to_the_owner_role(migrated: Database) -> None:
    with psycopg.connect(migrated.superuser_dsn) as connection:
        others = connection.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where (n.nspname in ('core', 'jobs') or n.nspname like 't\\_%%') and c.relowner <> %s::regrole",
            (OWNER,),
        ).fetchall()
    assert others == []


def test_what_is_at_the_head_is_not_touched_again(migrated: Database, places: list[Place]) -> None:
    assert migrate_tenants(migrated.owner_dsn, places) == [place.schema for place in places]
    assert migrate_tenants(migrated.owner_dsn, places) == []
    assert migrate_core(migrated.owner_dsn) is False


def test_several_processes_migrate_as_one_would(migrated: Database, places: list[Place]) -> None:
    many = places * 4  # the same schema several times also means: two at once, and one of them waits
    assert len(migrate_tenants(migrated.owner_dsn, many, workers=2)) == len(many)
    shapes = [catalogue(migrated.superuser_dsn, place.schema, "constraints") for place in places]
    assert (
        shapes[0] == shapes[1] == shapes[2] == catalogue(migrated.superuser_dsn, "t_migrated", "constraints")
    )


def test_a_failure_names_its_schema_takes_it_back_and_stops(migrated: Database, places: list[Place]) -> None:
    first, second, third = places
    with psycopg.connect(migrated.owner_dsn) as connection:
        connection.execute(f"set local role {OWNER}")
        in_the_way = sql.SQL("create table {} (id int)").format(sql.Identifier(second.schema, "practice"))
        connection.execute(in_the_way)
    with pytest.raises(MigrationFailed, match=second.schema) as failed:
        migrate_tenants(migrated.owner_dsn, places)
    assert failed.value.schema == second.schema
    dsn = migrated.superuser_dsn
    assert tables_in(dsn, first.schema) > 10
    assert tables_in(dsn, second.schema) == 1
    assert tables_in(dsn, third.schema) == 0
    with psycopg.connect(migrated.owner_dsn) as connection:
        connection.execute(f"set local role {OWNER}")
        connection.execute(sql.SQL("drop table {}").format(sql.Identifier(second.schema, "practice")))
    assert migrate_tenants(migrated.owner_dsn, places) == [second.schema, third.schema]


def test_a_failed_new_tenant_leaves_neither_schema_nor_role(migrated: Database) -> None:
    with pytest.raises(ValueError, match="t_7c1e2a"):
        create_tenant(migrated.owner_dsn, "core", "none")
    with psycopg.connect(migrated.superuser_dsn, autocommit=True) as connection:
        connection.execute("create schema t_taken")
        with pytest.raises(psycopg.errors.DuplicateSchema):
            create_tenant(migrated.owner_dsn, "t_taken", "t_taken")
        roles = connection.execute("select rolname from pg_roles where rolname like 't\\_taken%'").fetchall()
        connection.execute("drop schema t_taken")
    assert roles == []


def test_dropping_a_tenant_leaves_nothing_behind(migrated: Database) -> None:
    create_tenant(migrated.owner_dsn, "t_leaving", "t_leaving")
    drop_tenant(migrated.owner_dsn, "t_leaving", "t_leaving")
    with psycopg.connect(migrated.superuser_dsn) as connection:
        left = connection.execute(
            "select rolname::text from pg_roles where rolname like 't\\_leaving%'"
            " union all select nspname::text from pg_namespace where nspname = 't_leaving'"
        ).fetchall()
    assert left == []


def test_jobs_are_open_to_their_worker_alone(migrated: Database) -> None:
    with psycopg.connect(migrated.app_dsn) as connection:
        connection.execute("set local role jobs_worker")
        assert connection.execute("select count(*) from jobs.procrastinate_jobs").fetchone() == (0,)
        connection.execute("set local role core_person")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select count(*) from jobs.procrastinate_jobs")


WAITED_FOR = """
select count(*) from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'jobs' and c.relname = 'procrastinate_jobs' and not l.granted
"""
SAID = "select obj_description(%s::regnamespace, 'pg_namespace')"
HELD = """
select count(*) from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relname = %s and l.mode = 'AccessExclusiveLock' and l.granted
"""


def forget_mark(dsn: str, schema: str, said: str = "") -> None:
    with psycopg.connect(dsn) as connection:
        note = sql.SQL("comment on schema {} is {}")
        connection.execute(note.format(sql.Identifier(schema), sql.Literal(said)))


def test_what_a_newer_version_has_migrated_is_left_as_it_is(migrated: Database, places: list[Place]) -> None:
    """So that a node of this version may be started again while the newer one is brought to all nodes."""
    first, *_ = places
    migrate_tenants(migrated.owner_dsn, places)
    with psycopg.connect(migrated.superuser_dsn) as connection:
        version = sql.Identifier(first.schema, VERSION_TABLE)
        connection.execute(sql.SQL("update {} set version_num = 'of_tomorrow'").format(version))
        connection.execute(sql.SQL("revoke all on {} from {}").format(
            sql.Identifier(first.schema, "practice"), sql.Identifier(first.role)
        ))  # fmt: skip
    forget_mark(migrated.superuser_dsn, first.schema, "made of tomorrow")
    before = catalogue(migrated.superuser_dsn, first.schema, "grants")
    migrate_tenants(migrated.owner_dsn, places)
    with psycopg.connect(migrated.superuser_dsn) as connection:
        assert connection.execute(SAID, (first.schema,)).fetchone() == ("made of tomorrow",)
    assert catalogue(migrated.superuser_dsn, first.schema, "grants") == before


def test_a_migration_gives_way_to_whoever_uses_two_tables_and_then_goes_on(
    migrated: Database, places: list[Place]
) -> None:
    place = places[0]
    migrate_tenants(migrated.owner_dsn, [place])
    forget_mark(migrated.superuser_dsn, place.schema)
    names = sorted(
        {name.split(".")[0] for name in catalogue(migrated.superuser_dsn, place.schema, "columns")}
    )
    first, last = (sql.Identifier(place.schema, name) for name in (names[0], names[-1]))
    share = sql.SQL("lock table {} in access share mode")
    with psycopg.connect(migrated.superuser_dsn, autocommit=True) as watching, ThreadPoolExecutor(1) as pool:
        with psycopg.connect(migrated.superuser_dsn) as request:
            request.execute(share.format(last))
            migrating = pool.submit(migrate_tenants, migrated.owner_dsn, [place])
            while watching.execute(HELD, (place.schema, names[0])).fetchone() == (0,):
                assert not migrating.done()
            request.execute(share.format(first))
            assert not migrating.done(), "it waits for the table that the request has"
        assert migrating.result(60) == [place.schema]


@pytest.mark.parametrize(
    "newer", ["procrastinate 99.1.0 with 1 0123456789abcdef", "procrastinate {} with 99 0123"]
)
def test_a_newer_queue_is_left_as_it_is(migrated: Database, newer: str) -> None:
    """An older node that wrote its own version there would make the newer one run scripts a second time."""
    with psycopg.connect(migrated.superuser_dsn) as connection:
        [ours] = connection.execute(SAID, ("jobs",)).fetchone() or [""]
    said = newer.format(ours.split(" ")[1])
    forget_mark(migrated.superuser_dsn, "jobs", said)
    try:
        migrate_core(migrated.owner_dsn)
        with psycopg.connect(migrated.superuser_dsn) as connection:
            assert jobs_are_current(connection)
            assert connection.execute(SAID, ("jobs",)).fetchone() == (said,)
    finally:
        forget_mark(migrated.superuser_dsn, "jobs", ours)


def test_the_queue_gives_way_to_a_worker_and_is_brought_up_to_date_afterwards(migrated: Database) -> None:
    with psycopg.connect(migrated.superuser_dsn) as connection:
        [ours] = connection.execute(SAID, ("jobs",)).fetchone() or [""]
    forget_mark(migrated.superuser_dsn, "jobs", ours.split(" with ")[0])
    with psycopg.connect(migrated.superuser_dsn, autocommit=True) as watching, ThreadPoolExecutor(1) as pool:
        with psycopg.connect(migrated.superuser_dsn) as worker:
            worker.execute("lock table jobs.procrastinate_jobs in access share mode")
            migrating = pool.submit(migrate_core, migrated.owner_dsn)
            for waits in (True, False, True):
                while (watching.execute(WAITED_FOR).fetchone() != (0,)) != waits:
                    assert not migrating.done(), "it gave up"
        migrating.result(60)
        assert watching.execute(SAID, ("jobs",)).fetchone() == (ours,)
