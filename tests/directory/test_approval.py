"""From the administrator's yes to a clinic that owners find and book, by nothing but its events."""

from pathlib import Path

import pytest

from tests.conftest import Clock, Database
from tests.directory.test_applications import FACTS, PAPERS, PDF
from tests.tenancy.people import PLATFORM, STRANGER, SYSTEM
from tests.tenancy.test_provisioning import Maker
from vetsync.directory.applications import queries
from vetsync.directory.applications import service as applications
from vetsync.directory.applications.schemas import ApplicationWrite, Approval, ApprovalPreview
from vetsync.directory.errors import AdminUnknown
from vetsync.directory.franchises.schemas import FranchiseStart
from vetsync.directory.franchises.service import start_franchise
from vetsync.directory.public import handlers as directory
from vetsync.directory.public.feed import feed, page
from vetsync.directory.public.schemas import Search
from vetsync.identity.access.handlers import give_first_admin
from vetsync.identity.access.permissions import SIGNED_IN_PERSON
from vetsync.identity.users.schemas import NewAccount
from vetsync.identity.users.service import create_account
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import CORE, CORE_ID, Gate
from vetsync.kit.db.work import Actor
from vetsync.kit.events.relay import Relay
from vetsync.kit.storage import local_storage, sealed_files
from vetsync.scheduling import handlers as scheduling
from vetsync.scheduling.events import ScheduleChanged
from vetsync.tenancy.events import PracticeProvisioned, PracticeRequested
from vetsync.tenancy.provisioning.service import Provisioner
from vetsync.tenancy.structure.cache import TenantCache

pytestmark = pytest.mark.anyio
ROLES = "select role_key from membership where user_id = $1 and tenant_id = $2 and state = 'active'"


@pytest.fixture
async def applicant(gate: Gate) -> Actor:
    async with gate.core_work("auth", SYSTEM) as work:
        new = NewAccount(
            email="sanne@example.com", first_name="Sanne", last_name="de Vries", is_verified=True
        )
        return Actor(await create_account(work, new), "user", SIGNED_IN_PERSON, "applicant")


async def test_an_approved_clinic_opens_its_doors(
    gate: Gate, clock: Clock, keys: FileKeyProvider, database: Database, applicant: Actor, tmp_path: Path
) -> None:
    files = sealed_files(local_storage(tmp_path / "files"), ciphers(keys), CORE_ID)
    async with gate.core_work("person", applicant) as work:
        started = await applications.start_application(work, ApplicationWrite(practice=FACTS))
        for kind in PAPERS:
            await applications.add_document(work, started.id, kind, "papier.pdf", PDF, files.put)
        sent = await applications.submit_application(work, started.id)
    async with gate.core_view("platform", PLATFORM) as view:
        preview = (await queries.sent_application(view, started.id)).approval
    assert preview == ApprovalPreview("Sanne de Vries", "sanne@example.com", "de-boomklever")
    async with gate.core_work("platform", PLATFORM) as work:
        approved = await applications.approve_application(
            work, started.id, sent.version, Approval("de-boomklever")
        )
    assert (approved.slug, approved.approval) == ("de-boomklever", None)
    tenants = TenantCache(gate)
    provisioner = Provisioner(gate, keys, Maker(database))
    relay = Relay(
        gate,
        {
            PracticeRequested: (provisioner.handle_practice_requested,),
            PracticeProvisioned: (
                give_first_admin,
                scheduling.handle_practice_provisioned,
                directory.handle_practice_changed,
            ),
            ScheduleChanged: (directory.handle_practice_changed,),
        },
        tenants.all,
    )
    await relay.drain(CORE)
    practice = await tenants.by_slug("de-boomklever")
    for _ in range(2):
        await relay.drain(practice)
    async with gate.core_view("system", SYSTEM) as view:
        assert await view.value(ROLES, applicant.id, practice.id) == "clinic_admin"
    cards = (await feed(gate, STRANGER, Search(q="boomklever elzenrade"), None, 10)).items
    assert [card.slug for card in cards] == ["de-boomklever"]
    shown = await page(gate, STRANGER, "de-boomklever", Search())
    assert {line.weekday for line in shown.opening_hours} == {1, 2, 3, 4, 5}
    assert {kind.category for kind in shown.appointment_types} >= {"consult", "vaccine"}
    assert all(kind.name_nl and kind.name_en for kind in shown.appointment_types)


async def test_a_franchise_is_made_for_somebody_who_has_an_account_and_is_not_listed(
    gate: Gate, keys: FileKeyProvider, database: Database, applicant: Actor
) -> None:
    with pytest.raises(AdminUnknown):
        async with gate.core_work("platform", PLATFORM) as work:
            await start_franchise(work, FranchiseStart(name="Vrije Weide", admin_email="nobody@example.com"))
    async with gate.core_work("platform", PLATFORM) as work:
        made = await start_franchise(
            work, FranchiseStart(name="Vrije Weide", admin_email="Sanne@Example.com")
        )
    provisioner = Provisioner(gate, keys, Maker(database))
    tenants = TenantCache(gate)
    reactions = (give_first_admin, scheduling.handle_practice_provisioned, directory.handle_practice_changed)
    relay = Relay(gate, {PracticeProvisioned: reactions}, tenants.all)
    await provisioner.go_on()
    franchise = await tenants.by_slug(made.slug)
    await relay.drain(franchise)
    assert (franchise.kind, franchise.slug) == ("franchise", "vrije-weide")
    async with gate.core_view("system", SYSTEM) as view:
        assert await view.value(ROLES, applicant.id, franchise.id) == "franchise_admin"
    assert (await feed(gate, STRANGER, Search(), None, 10)).items == []
