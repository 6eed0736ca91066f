"""What a person may hear follows from the session and the memberships, at the start and ever after."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import OUDEKADE, START, ZWALUWHOF
from vetsync.kit.db.gate import CORE_ID
from vetsync.kit.db.work import Actor, Tenant
from vetsync.kit.errors import NotFound, Unauthenticated
from vetsync.kit.http.principal import Principal
from vetsync.kit.realtime.admission import Admit, admitter

pytestmark = pytest.mark.anyio


@dataclass
class Grant:
    permissions: frozenset[str]


@dataclass
class Presence:
    user_id: UUID = field(default_factory=uuid4)
    expires_at: object = START + timedelta(hours=1)
    kinds: frozenset[str] = frozenset()
    grants: dict[UUID, Grant] = field(default_factory=dict)


READER = Grant(frozenset({"schedule.read"}))
STRANGER = Grant(frozenset({"practice.read"}))


def asked(present: list[Presence | None]) -> tuple[Admit, Principal]:
    """The admitter, with what it finds at each look; the last answer stays."""

    async def presence_of(_: UUID) -> Presence | None:
        return present.pop(0) if len(present) > 1 else present[0]

    async def tenant_by_slug(slug: str) -> Tenant | None:
        return {one.slug: one for one in (ZWALUWHOF, OUDEKADE)}.get(slug)

    principal = Principal(Actor(uuid4(), "user", frozenset(), "test"), uuid4(), uuid4(), frozenset(), None)
    return admitter(presence_of, tenant_by_slug, lambda: START), principal  # type: ignore[arg-type]  # a stand-in


async def test_staff_hear_the_practices_whose_calendar_they_may_read() -> None:
    admit, principal = asked([Presence(grants={ZWALUWHOF.id: READER, OUDEKADE.id: STRANGER})])
    assert (await admit(principal, None)).tenant_ids == {ZWALUWHOF.id}
    assert (await admit(principal, "zwaluwhof")).tenant_ids == {ZWALUWHOF.id}
    assert (await admit(principal, "oudekade")).tenant_ids == frozenset()


async def test_an_owner_hears_no_practice_and_the_platform_hears_only_the_shared_part() -> None:
    admit, principal = asked([Presence()])
    assert (await admit(principal, "zwaluwhof")).tenant_ids == frozenset()
    admit, principal = asked([Presence(kinds=frozenset({"system_admin"}))])
    assert (await admit(principal, None)).tenant_ids == {CORE_ID}


async def test_an_unknown_practice_and_a_session_that_is_over_are_refused() -> None:
    admit, principal = asked([Presence()])
    with pytest.raises(NotFound):
        await admit(principal, "nowhere")
    admit, principal = asked([None])
    with pytest.raises(Unauthenticated):
        await admit(principal, None)


@pytest.mark.parametrize(
    "later",
    [None, Presence(grants={}), Presence(grants={ZWALUWHOF.id: READER}, expires_at=START)],
    ids=["session ended", "membership ended", "session expired"],
)
async def test_a_stream_does_not_outlive_what_it_was_opened_with(later: Presence | None) -> None:
    standing = Presence(grants={ZWALUWHOF.id: READER})
    admit, principal = asked([standing, standing, later])
    admission = await admit(principal, None)
    assert await admission.still_valid()
    assert not await admission.still_valid()
