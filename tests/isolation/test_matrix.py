"""Quality goal R1: whoever asks whatever of whomever gets what the permission table says, and no word more."""

from dataclasses import replace

import pytest

from tests.conftest import OUDEKADE, ZWALUWHOF
from tests.isolation.fingerprint import FOR_CUSTOMERS, OPEN_TO_ALL, SAID, changed, fingerprint
from tests.isolation.matrix import Expected, Pair, expected, leftovers, pairs_of, tried
from tests.isolation.operations import operations_of
from tests.isolation.permission_table import TABLE
from tests.isolation.world import World

pytestmark = pytest.mark.anyio

STAFF = [f"{role} {letter}" for letter in "AB" for role in ("receptionist", "paravet", "vet", "clinic_admin")]
OWNERS = [f"{role} {letter}" for letter in "AB" for role in ("owner", "neighbour")]
OTHERS = [
    "owner of nothing", "tiny role A", "franchise_admin", "regional_manager", "receptionist A and paravet B",
    "system_admin", "ex-employee",
]  # fmt: skip
WORTHLESS = [
    "anonymous", "garbage token", "expired token", "token for another audience", "token of another issuer",
    "forged token", "ended session", "disabled user",
]  # fmt: skip
EVERYBODY = [*STAFF, *OWNERS, *OTHERS, *WORTHLESS]
ENDS_THEIR_SESSION = frozenset({"logOut", "logOutEverywhere", "endSession", "changePassword"})
LAST = frozenset({"suspendPractice", "resumePractice", "movePractice", "disableUser", "enableUser"})


COLUMNS_OF_WORDS = """
select table_name, column_name from information_schema.columns
where table_schema = $1 and data_type in ('text', 'character varying', 'jsonb')
"""
PUBLIC = frozenset(
    {
        "directory_practice",
        "directory_exception",
        "hours_exception",
        "appointment_type",
        "practice",
        "resource",
    }
)
"""Tables of what stands on a practice's page."""
WITHOUT_WORDS = frozenset(
    {"letter", "outbox", "idempotency_key", "provision", "client_counter", "tenant", "likely_count"}
)
"""Queues, in which there must be no canary (R16), what making a tenant needs, and what holds words of a fixed
vocabulary only, as its own checks see to."""
KEYS = frozenset(
    [
        "kind",
        "state",
        "dropped_state",
        "follower",
        "stage",
        "role_key",
        "name_sound",
        "slug",
        "locale",
        "theme",
        "sex",
        "urgency",
        "species",
        "category",
        "side",
        "source",
        "action",
        "subject",
        "outcome",
        "actor_kind",
        "actor_side",
        "request_id",
        "purpose",
        "what",
        "workspace",
        "media_type",
        "storage_key",
        "supply_class",
        "password_hash",
        "cancelled_by",
        "despite",
        "field_versions",
        "taken_out",
        "previous",
        "version_num",
    ]
)


def changes_something(pair: Pair) -> bool:
    """Such pairs are tried in a world of their own; logging out is open to all and ends the session of who asks."""
    may = expected(pair) is Expected.ALLOWED or (pair.identity.counts and pair.operation.name == "logOut")
    return pair.operation.is_write and may


async def test_every_route_is_declared_as_the_permission_table_says(world: World) -> None:
    found = operations_of(world.app.app)
    assert found.undeclared == []
    assert {one.name: one.permission for one in found.operations} == TABLE


async def test_the_matrix_has_ten_thousand_pairs_of_twelve_identities(world: World) -> None:
    assert {one.name for one in world.people.all} == set(EVERYBODY)
    pairs = list(pairs_of(world.people.all, operations_of(world.app.app).operations))
    assert len(pairs) >= 10_000


async def test_every_column_of_words_holds_a_canary(world: World) -> None:
    bare = set()
    for schema in ("core", ZWALUWHOF.schema, OUDEKADE.schema):
        for table, column in await world.app.look(COLUMNS_OF_WORDS, schema):
            rows = await world.app.look(f'select "{column}"::text from {schema}."{table}"')
            if (
                table not in PUBLIC | WITHOUT_WORDS
                and column not in KEYS
                and not world.canaries.found_in(str(rows))
            ):
                bare.add(f"{table}.{column}")
    assert bare == set()


@pytest.mark.parametrize("name", EVERYBODY)
async def test_nobody_reads_or_changes_what_is_not_theirs(world: World, name: str) -> None:
    identity, app = world.who(name), world.app
    pairs = [
        pair
        for pair in pairs_of([identity], operations_of(app.app).operations)
        if not changes_something(pair)
    ]
    # A session that is ended first would hide that its token opened something.
    pairs.sort(key=lambda pair: pair.operation.name in ENDS_THEIR_SESSION)
    spared = {
        "core": OPEN_TO_ALL,
        **{
            one.schema: SAID if identity.grants.get(one.slug) or identity.owns == one.slug else ()
            for one in (ZWALUWHOF, OUDEKADE)
        },
    }
    before = {schema: await fingerprint(app, schema, without) for schema, without in spared.items()}
    outcome = await tried(world, pairs)
    print(
        f"{name}: {outcome.pairs} pairs, {outcome.answered} of {outcome.reads} reads", outcome.refused_reads
    )
    assert not outcome.findings, "\n".join(outcome.findings)
    assert not outcome.is_void, outcome.refused_reads
    assert await leftovers(world) == []
    for schema, without in spared.items():
        assert changed(before[schema], await fingerprint(app, schema, without)) == set(), schema


@pytest.mark.parametrize("name", [*STAFF, *OWNERS, *OTHERS])
async def test_what_somebody_may_write_stays_where_they_may_write_it(used_world: World, name: str) -> None:
    world, identity = used_world, used_world.who(name)
    pairs = [
        pair
        for pair in pairs_of([identity], operations_of(world.app.app).operations)
        if changes_something(pair)
    ]
    pairs.sort(key=lambda pair: (pair.operation.name in LAST, pair.operation.method == "DELETE"))
    elsewhere = [
        one
        for one in (ZWALUWHOF, OUDEKADE)
        if not identity.grants.get(one.slug) and one.slug not in identity.client_of
    ]
    await world.settle()
    before = [await fingerprint(world.app, one.schema, FOR_CUSTOMERS) for one in elsewhere]
    outcome = await tried(
        world, [pair for pair in pairs if pair.operation.name not in ENDS_THEIR_SESSION], abreast=1
    )
    for pair in pairs:
        if pair.operation.name in ENDS_THEIR_SESSION:
            outcome.findings += (await tried(world, [await signed_in_anew(world, pair)])).findings
    assert not outcome.findings, "\n".join(outcome.findings)
    await world.settle()
    for practice, was in zip(elsewhere, before, strict=True):
        assert changed(was, await fingerprint(world.app, practice.schema, FOR_CUSTOMERS)) == set(), (
            practice.slug
        )


async def signed_in_anew(world: World, pair: Pair) -> Pair:
    user_id = pair.identity.user_id
    assert user_id is not None
    headers = world.app.bearer(user_id, await world.app.session(user_id))
    return replace(pair, identity=replace(pair.identity, headers=headers))
