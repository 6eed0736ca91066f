"""A clinic's way in: papers, review, correction, approval, and a log that keeps it all."""

import asyncio
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from tests.conftest import Database
from tests.tenancy.people import ANOTHER, APPLICANT, PLATFORM, STRANGER, SYSTEM
from vetsync.directory.applications import documents, queries, service
from vetsync.directory.applications.routes import as_attachment
from vetsync.directory.applications.schemas import PAPERS, ApplicationView, ApplicationWrite, Approval
from vetsync.directory.errors import (
    ApplicationUnknown,
    FactsMissing,
    NotInThisState,
    PapersMissing,
    SlugChanged,
)
from vetsync.directory.events import ClinicApplied, ClinicApproved, ClinicRejected
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import CORE_ID, Gate
from vetsync.kit.db.work import Actor
from vetsync.kit.errors import Forbidden, Stale
from vetsync.kit.media import FileRefused
from vetsync.kit.storage import SealedFiles, local_storage, sealed_files
from vetsync.tenancy.events import PracticeRequested
from vetsync.tenancy.provisioning.queries import open_provisions
from vetsync.tenancy.settings.schemas import PracticeFacts

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)
FACTS = PracticeFacts(
    name="De Boomklever", street="Dorpsstraat", house_number="12a", postcode="8011 AB", city="Elzenrade",
    phone="038 123 45 67", email="info@boomklever.example", species=["dog", "cat"], kvk_number="12345678",
)  # fmt: skip
AS_READ = Approval("de-boomklever")


@pytest.fixture
def files(keys: FileKeyProvider, tmp_path: Path) -> SealedFiles:
    return sealed_files(local_storage(tmp_path / "files"), ciphers(keys), CORE_ID)


async def started(gate: Gate, facts: PracticeFacts = FACTS, actor: Actor = APPLICANT) -> ApplicationView:
    async with gate.core_work("person", actor) as work:
        return await service.start_application(work, ApplicationWrite(practice=facts))


async def with_papers(gate: Gate, files: SealedFiles, facts: PracticeFacts = FACTS) -> UUID:
    application = await started(gate, facts)
    for kind in PAPERS:
        async with gate.core_work("person", APPLICANT) as work:
            await service.add_document(work, application.id, kind, f"{kind} van Zoë.pdf", PDF, files.put)
    return application.id


async def submit(gate: Gate, application_id: UUID) -> ApplicationView:
    async with gate.core_work("person", APPLICANT) as work:
        return await service.submit_application(work, application_id)


async def reject(gate: Gate, application_id: UUID, remarks: str) -> ApplicationView:
    async with gate.core_work("platform", PLATFORM) as work:
        return await service.reject_application(work, application_id, remarks)


async def approve(
    gate: Gate, application_id: UUID, version: int, slug: str = "de-boomklever"
) -> ApplicationView:
    async with gate.core_work("platform", PLATFORM) as work:
        return await service.approve_application(work, application_id, version, Approval(slug, "Welkom"))


@pytest.mark.anyio
async def test_a_clinic_is_rejected_corrects_itself_is_approved_and_all_of_it_is_logged(
    gate: Gate, files: SealedFiles
) -> None:
    application_id = await with_papers(gate, files)
    assert (await submit(gate, application_id)).submissions == 1
    rejected = await reject(gate, application_id, "Licentie niet leesbaar")
    assert (rejected.state, rejected.remarks) == ("rejected", "Licentie niet leesbaar")
    async with gate.core_work("person", APPLICANT) as work:
        await service.add_document(work, application_id, "licence", "scan.png", PNG, files.put)
    again = await submit(gate, application_id)
    assert (again.state, again.submissions) == ("submitted", 2)
    approved = await approve(gate, application_id, again.version)
    assert (approved.state, approved.slug, approved.progress) == ("approved", "de-boomklever", "requested")
    assert [(line.actor_side, line.what, line.remarks) for line in approved.log] == [
        ("applicant", "created", ""),
        ("applicant", "document_added", "trade_register"),
        ("applicant", "document_added", "licence"),
        ("applicant", "document_added", "processor_agreement"),
        ("applicant", "submitted", ""),
        ("platform", "rejected", "Licentie niet leesbaar"),
        ("applicant", "document_added", "licence"),
        ("applicant", "resubmitted", ""),
        ("platform", "approved", "Welkom"),
    ]
    assert {line.actor_id for line in approved.log if line.actor_side == "platform"} == {PLATFORM.id}
    assert [(one.kind, one.media_type) for one in approved.documents] == [
        ("licence", "image/png"),
        ("processor_agreement", "application/pdf"),
        ("trade_register", "application/pdf"),
    ]


@pytest.mark.anyio
async def test_the_decision_the_request_for_a_tenant_and_the_news_are_one_transaction(
    gate: Gate, files: SealedFiles
) -> None:
    application_id = await with_papers(gate, files)
    async with gate.core_work("person", APPLICANT) as work:
        sent = await service.submit_application(work, application_id)
        assert [type(event) for _, event in work.events] == [ClinicApplied]
    with pytest.raises(RuntimeError, match="power cut"):
        async with gate.core_work("platform", PLATFORM) as work:
            await service.approve_application(work, application_id, sent.version, AS_READ)
            raise RuntimeError("power cut")
    async with gate.core_view("system", SYSTEM) as view:
        assert await open_provisions(view) == []
    async with gate.core_work("platform", PLATFORM) as work:
        await service.approve_application(work, application_id, sent.version, AS_READ)
        assert [type(event) for _, event in work.events] == [PracticeRequested, ClinicApproved]
    async with gate.core_view("system", SYSTEM) as view:
        assert await open_provisions(view) == [application_id]


@pytest.mark.anyio
async def test_what_is_missing_is_named_before_sending(gate: Gate, files: SealedFiles) -> None:
    bare = await started(gate, PracticeFacts(name="De Boomklever"))
    assert bare.missing[:2] == ["street", "house_number"]
    assert bare.missing[-3:] == list(PAPERS)
    with pytest.raises(PapersMissing) as papers:
        await submit(gate, bare.id)
    assert papers.value.data["kinds"] == list(PAPERS)
    without_number = await with_papers(gate, files, PracticeFacts(**{**_fields(FACTS), "kvk_number": ""}))
    with pytest.raises(FactsMissing) as facts:
        await submit(gate, without_number)
    assert facts.value.data["fields"] == ["kvk_number"]


@pytest.mark.anyio
async def test_somebody_elses_application_is_unknown(gate: Gate, files: SealedFiles) -> None:
    application_id = await with_papers(gate, files)
    async with gate.core_view("person", ANOTHER) as view:
        assert await queries.own_applications(view) == []
        with pytest.raises(ApplicationUnknown):
            await queries.own_application(view, application_id)
        assert await queries.document_kinds(view, application_id) == []
    with pytest.raises(ApplicationUnknown):
        async with gate.core_work("person", ANOTHER) as work:
            await service.submit_application(work, application_id)


@pytest.mark.anyio
async def test_what_is_approved_is_the_version_and_the_address_that_were_read(
    gate: Gate, files: SealedFiles
) -> None:
    first, second = await with_papers(gate, files), await with_papers(gate, files)
    for one in (first, second):
        sent = await submit(gate, one)
        with pytest.raises(Stale):
            await approve(gate, one, sent.version - 1)
    await approve(gate, first, sent.version)
    with pytest.raises(SlugChanged) as changed:
        await approve(gate, second, sent.version)
    assert changed.value.data == {"slug": "de-boomklever-elzenrade"}
    async with gate.core_view("system", SYSTEM) as view:
        assert await open_provisions(view) == [first]
    approved = await approve(gate, second, sent.version, "de-boomklever-elzenrade")
    assert approved.slug == "de-boomklever-elzenrade"


@pytest.mark.anyio
async def test_two_of_one_name_approved_at_the_same_moment_do_not_both_get_the_address(
    gate: Gate, files: SealedFiles
) -> None:
    first, second = await with_papers(gate, files), await with_papers(gate, files)
    for one in (first, second):
        sent = await submit(gate, one)
    answers = await asyncio.gather(
        *(approve(gate, one, sent.version) for one in (first, second)), return_exceptions=True
    )
    refused = [one for one in answers if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [SlugChanged]


@pytest.mark.anyio
async def test_an_applicant_cannot_approve_even_their_own(gate: Gate, files: SealedFiles) -> None:
    application_id = await with_papers(gate, files)
    sent = await submit(gate, application_id)
    with pytest.raises(Forbidden):
        async with gate.core_work("platform", APPLICANT) as work:
            await service.approve_application(work, application_id, sent.version, AS_READ)
    with pytest.raises(Forbidden):
        async with gate.core_work("person", STRANGER) as work:
            await service.start_application(work, ApplicationWrite(practice=FACTS))


@pytest.mark.anyio
async def test_what_was_sent_in_stays_as_it_is_until_it_is_sent_back(gate: Gate, files: SealedFiles) -> None:
    application_id = await with_papers(gate, files)
    sent = await submit(gate, application_id)
    with pytest.raises(NotInThisState):
        async with gate.core_work("person", APPLICANT) as work:
            await service.change_application(
                work, application_id, sent.version, ApplicationWrite(practice=FACTS)
            )
    with pytest.raises(NotInThisState):
        async with gate.core_work("person", APPLICANT) as work:
            await service.add_document(work, application_id, "licence", "x.pdf", PDF, files.put)
    await approve(gate, application_id, sent.version)
    with pytest.raises(NotInThisState):
        await reject(gate, application_id, "Toch niet")


@pytest.mark.anyio
async def test_two_browsers_of_one_applicant_do_not_overwrite_each_other(gate: Gate) -> None:
    draft = await started(gate)
    changed = ApplicationWrite(practice=PracticeFacts(**{**_fields(FACTS), "city": "Heidehorn"}))
    async with gate.core_work("person", APPLICANT) as work:
        saved = await service.change_application(work, draft.id, draft.version, changed)
    assert (saved.practice.city, saved.version) == ("Heidehorn", draft.version + 1)
    with pytest.raises(Stale):
        async with gate.core_work("person", APPLICANT) as work:
            await service.change_application(work, draft.id, draft.version, changed)


@pytest.mark.anyio
async def test_the_platform_sees_what_was_sent_in_the_longest_waiting_first_and_no_drafts(
    gate: Gate, files: SealedFiles, clock
) -> None:
    first = await with_papers(gate, files)
    await submit(gate, first)
    clock.advance(hours=1)
    second = await with_papers(gate, files)
    await submit(gate, second)
    draft = await started(gate)
    async with gate.core_view("platform", PLATFORM) as view:
        rows = await queries.sent_applications(view, "submitted", "", None, 10)
        assert [row.id for row in rows] == [first, second]
        assert rows[0].submitted_at is not None
        later = await queries.sent_applications(view, None, "", (rows[0].submitted_at, rows[0].id), 10)
        assert [row.id for row in later] == [second]
        with pytest.raises(ApplicationUnknown):
            await queries.sent_application(view, draft.id)


@pytest.mark.anyio
async def test_the_platform_finds_an_application_by_words_of_its_name_and_town_past_those_that_wait_longer(
    gate: Gate, files: SealedFiles, clock
) -> None:
    await submit(gate, await with_papers(gate, files))
    clock.advance(hours=1)
    wanted = msgspec.structs.replace(FACTS, name="Kattenkliniek Zoë", city="'s-Gravenmeer")
    second = await with_papers(gate, files, wanted)
    await submit(gate, second)
    async with gate.core_view("platform", PLATFORM) as view:
        for q, found in (("zoe", [second]), ("ZOË 's-grav", [second]), ("katten elzenrade", [])):
            rows = await queries.sent_applications(view, "submitted", q, None, 1)
            assert [row.id for row in rows] == found, q


@pytest.mark.anyio
async def test_who_decided_is_not_shown_to_the_applicant(gate: Gate, files: SealedFiles) -> None:
    application_id = await with_papers(gate, files)
    await submit(gate, application_id)
    async with gate.core_work("platform", PLATFORM) as work:
        await service.reject_application(work, application_id, "Nog een keer")
        assert [type(event) for _, event in work.events] == [ClinicRejected]
    async with gate.core_view("person", APPLICANT) as view:
        own = await queries.own_application(view, application_id)
    assert own.log[-1].what == "rejected"
    assert own.log[-1].actor_id is None


@pytest.mark.anyio
async def test_papers_are_unreadable_outside_and_whole_inside(
    gate: Gate, files: SealedFiles, tmp_path: Path, database: Database
) -> None:
    application_id = await with_papers(gate, files)
    stored = [path.read_bytes() for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert len(stored) == 3
    assert not any(b"%PDF" in content or b"Catalog" in content for content in stored)
    async with gate.core_view("platform", PLATFORM) as view:
        shown = (await queries.application(view, application_id)).documents[0]
        found, content = await documents.read_document(view, application_id, shown.id, files)
        sealed = (await view.records(queries.DOCUMENTS, application_id))[0]["title_sealed"]
    assert (found.title, content) == ("licence van Zoë.pdf", PDF)
    assert "Zoë".encode() not in sealed
    answer = as_attachment(found, content)
    assert (
        answer.headers["content-disposition"] == "attachment; filename*=UTF-8''licence%20van%20Zo%C3%AB.pdf"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.anyio
async def test_a_paper_that_is_none_of_the_kept_types_is_refused_and_leaves_nothing(
    gate: Gate, files: SealedFiles, tmp_path: Path
) -> None:
    application = await started(gate)
    for content in (b"", b"<html><script>1</script></html>", b"MZ\x90\x00", b"PK\x03\x04docx"):
        with pytest.raises(FileRefused):
            async with gate.core_work("person", APPLICANT) as work:
                await service.add_document(work, application.id, "licence", "licence.pdf", content, files.put)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def _fields(facts: PracticeFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__struct_fields__}
