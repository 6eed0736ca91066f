"""What owners read: what is signed and shared, of their own animals, and nothing else."""

from datetime import date
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.patients.people import JORIS, SANNE, principal
from tests.records.visits import (
    EVA,
    NOOR,
    Clinic,
    drafted,
    opened_clinic,
    sign,
    signed,
    vaccinated,
)
from vetsync.kit.db.gate import Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.errors import Forbidden
from vetsync.kit.ids import new_id
from vetsync.patients.clients.schemas import WeighingMend
from vetsync.patients.errors import OwnerNotLinked, PetNotFound
from vetsync.patients.service import link_owner
from vetsync.records import service
from vetsync.records.errors import RecordNotFound, RecordNotSigned
from vetsync.records.owners.service import passport_of_pet, record_of_owner, records_of_owner
from vetsync.records.parts import DIAGNOSIS
from vetsync.records.rules import due_states
from vetsync.records.schemas import DiagnosisPut, PassportVaccination, VitalsChange
from vetsync.records.weighings.service import correct_weighing

pytestmark = pytest.mark.anyio

READINGS = "select actor_id, subject_id from audit_entry where action = 'record.read' order by seq"
TABLES = (
    "record", "record_vitals", "diagnosis", "prescription", "vaccination", "deworming", "lab_result", "record_file",
    "record_share",
)  # fmt: skip


async def test_an_owner_reads_what_is_shared_until_it_is_not(gate: Gate, clinic: Clinic) -> None:
    record = await signed(gate, clinic, summary_for_owner="Give water", plan="Private plan")
    assert (await records_of_owner(gate, SANNE, None, None, 30)).items == []
    for _ in range(2):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.share_record(work, record.id)
    shared = (await records_of_owner(gate, SANNE, clinic.pet_id, None, 30)).items
    assert [(one.id, one.summary, one.practice_slug, one.pet_name) for one in shared] == [
        (record.id, "Give water", "zwaluwhof", "Bella")
    ]
    whole = await record_of_owner(gate, SANNE, clinic.tenant, record.id)
    assert "Private plan" not in repr(whole)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.unshare_record(work, record.id)
    assert (await records_of_owner(gate, SANNE, None, None, 30)).items == []
    with pytest.raises(RecordNotFound):
        await record_of_owner(gate, SANNE, clinic.tenant, record.id)


async def test_an_owners_reading_leaves_a_trace_once_an_hour(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    record = await signed(gate, clinic, share=True)

    async def readings() -> list[tuple[UUID | None, UUID | None]]:
        async with gate.view(clinic.tenant, NOOR) as view:
            found = await view.records(READINGS)
        return [(row["actor_id"], row["subject_id"]) for row in found]

    with pytest.raises(OwnerNotLinked):
        await record_of_owner(gate, JORIS, clinic.tenant, record.id)
    assert await readings() == []
    for _ in range(3):
        await record_of_owner(gate, SANNE, clinic.tenant, record.id)
    assert await readings() == [(SANNE.id, record.id)]
    async with gate.portal(clinic.tenant, SANNE, clinic.client_id) as view:
        assert await view.value("select count(*) from record_reading") == 1
    async with gate.portal(clinic.tenant, JORIS, clinic.client_id) as view:
        assert await view.value("select count(*) from record_reading") == 0
    clock.advance(hours=1)
    await record_of_owner(gate, SANNE, clinic.tenant, record.id)
    assert await readings() == [(SANNE.id, record.id)] * 2


async def test_a_draft_is_not_shared(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic, plan="Diet")
    with pytest.raises(RecordNotSigned):
        async with gate.work(clinic.tenant, NOOR) as work:
            await service.share_record(work, draft.id)
    with pytest.raises(RecordNotFound):
        await record_of_owner(gate, SANNE, clinic.tenant, draft.id)


async def test_what_is_shared_with_one_owner_is_hidden_from_another(gate: Gate, clinic: Clinic) -> None:
    record = await signed(gate, clinic, share=True)
    with pytest.raises(OwnerNotLinked):
        await record_of_owner(gate, JORIS, clinic.tenant, record.id)
    joris_here = await link_owner(gate, principal(JORIS), clinic.tenant)
    with pytest.raises(RecordNotFound):
        await record_of_owner(gate, JORIS, clinic.tenant, record.id)
    async with gate.portal(clinic.tenant, JORIS, joris_here) as view:
        for table in TABLES:
            assert await view.value(f"select count(*) from {table}") == 0
    with pytest.raises(PetNotFound):
        await passport_of_pet(gate, JORIS, clinic.pet_id)


async def test_the_parts_of_a_record_are_as_hidden_as_the_record(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.put_part(work, draft.id, DIAGNOSIS, new_id(), 1, DiagnosisPut(text="CKD"))
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(pulse_per_minute=100))
    await vaccinated(gate, clinic, draft.id, date(2026, 3, 2), date(2027, 3, 2), "rabies")

    async def seen() -> list[int]:
        async with gate.portal(clinic.tenant, SANNE, clinic.client_id) as view:
            return [
                await view.value(f"select count(*) from {table}")
                for table in ("diagnosis", "record_vitals", "vaccination")
            ]

    assert await seen() == [0, 0, 0]
    await sign(gate, clinic, draft.id)
    assert await seen() == [0, 0, 0]
    async with gate.work(clinic.tenant, NOOR) as work:
        await service.share_record(work, draft.id)
    assert await seen() == [1, 1, 1]
    whole = await record_of_owner(gate, SANNE, clinic.tenant, draft.id)
    assert [one.text for one in whole.parts.diagnoses] == ["CKD"]


async def test_addenda_are_not_for_the_portal(gate: Gate, clinic: Clinic) -> None:
    with pytest.raises(Exception, match="context"):
        async with gate.portal(clinic.tenant, SANNE, clinic.client_id) as view:
            await view.value("select count(*) from record_addendum")


async def test_visits_of_all_practices_come_in_one_list_page_by_page(
    gate: Gate, clinic: Clinic, tenants: tuple[Tenant, Tenant], clock: Clock
) -> None:
    other = await opened_clinic(gate, tenants[1])
    made = []
    for place in (clinic, other, clinic, other):
        clock.advance(days=1)
        made.append((await signed(gate, place, share=True)).id)
    found, cursor = [], None
    while True:
        page = await records_of_owner(gate, SANNE, None, cursor, 3)
        found += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == made[::-1]


async def test_a_passport_tells_what_is_due(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(weight_grams=23_400))
    await vaccinated(gate, clinic, draft.id, date(2025, 3, 2), date(2026, 3, 1), "rabies")
    await vaccinated(gate, clinic, draft.id, date(2026, 3, 2), date(2029, 3, 2), "DHP", "Rabies")
    await vaccinated(gate, clinic, draft.id, date(2025, 3, 20), date(2026, 3, 20), "lepto")
    assert (await passport_of_pet(gate, SANNE, clinic.pet_id)).vaccinations == []
    await sign(gate, clinic, draft.id, share=True)
    passport = await passport_of_pet(gate, SANNE, clinic.pet_id)
    assert [(one.diseases, one.due, one.vet_name) for one in passport.vaccinations] == [
        (["DHP", "Rabies"], "valid", "Noor Haverkamp"),
        (["lepto"], "due_soon", "Noor Haverkamp"),
        (["rabies"], "renewed", "Noor Haverkamp"),
    ]
    assert [one.grams for one in passport.weights] == [23_400]
    assert len(passport.records) == 1


async def test_an_owner_reads_the_weight_of_a_visit_as_it_was_mended(gate: Gate, clinic: Clinic) -> None:
    draft = await drafted(gate, clinic)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.change_vitals(work, draft.id, draft.version, VitalsChange(weight_grams=32_400))
    await sign(gate, clinic, draft.id, share=True)
    async with gate.work(clinic.tenant, EVA) as work:
        weighing_id = await work.value("select id from patient_weight where source_id = $1", draft.id)
        mend = WeighingMend(grams=23_400, seen_grams=32_400, reason="Digits swapped")
        await correct_weighing(work, clinic.patient_id, weighing_id, mend)
    shown = (await record_of_owner(gate, SANNE, clinic.tenant, draft.id)).parts.vitals
    assert shown is not None
    assert shown.weight_grams == 23_400
    assert [one.grams for one in (await passport_of_pet(gate, SANNE, clinic.pet_id)).weights] == [23_400]


async def test_a_passport_knows_what_day_it_is_where_the_vaccination_was_given(
    gate: Gate, clinic: Clinic, clock: Clock
) -> None:
    """Half past midnight in Amsterdam is the day before in UTC."""
    draft = await drafted(gate, clinic)
    await vaccinated(gate, clinic, draft.id, date(2025, 3, 2), date(2026, 3, 2), "rabies")
    await sign(gate, clinic, draft.id, share=True)
    clock.advance(hours=15, minutes=30)
    assert clock.now.date() == date(2026, 3, 2)
    assert clinic.tenant.zone == "Europe/Amsterdam"
    assert [one.due for one in (await passport_of_pet(gate, SANNE, clinic.pet_id)).vaccinations] == [
        "overdue"
    ]


async def test_a_nurse_may_share_and_a_stranger_to_records_may_not(gate: Gate, clinic: Clinic) -> None:
    record = await signed(gate, clinic)
    with pytest.raises(Forbidden):
        async with gate.work(clinic.tenant, SANNE) as work:
            await service.share_record(work, record.id)
    async with gate.work(clinic.tenant, EVA) as work:
        await service.share_record(work, record.id)


def shot(given_on: date, until: date | None, *diseases: str) -> PassportVaccination:
    return PassportVaccination(
        product="x", batch="", diseases=list(diseases), given_on=given_on, valid_until_on=until, due="unknown",
        practice_name="", vet_name="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "due"),
    [(date(2026, 3, 1), "overdue"), (date(2026, 3, 2), "due_soon"), (date(2026, 4, 1), "due_soon"),
     (date(2026, 4, 2), "valid"), (None, "unknown")],
)  # fmt: skip
def test_a_vaccination_is_due_thirty_days_before_it_ends(until: date | None, due: str) -> None:
    assert due_states([shot(date(2025, 1, 1), until, "rabies")], date(2026, 3, 2)) == [due]


def test_half_a_renewal_leaves_the_old_one_standing() -> None:
    both = [
        shot(date(2025, 1, 1), date(2026, 1, 1), "DHP", "lepto"),
        shot(date(2026, 1, 5), date(2027, 1, 5), "lepto"),
    ]
    assert due_states(both, date(2026, 3, 2)) == ["overdue", "valid"]
