"""How the desk finds a patient."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.patients.people import CHIP, DESK, READER, registered
from tests.records.visits import Clinic, booked
from vetsync.kit.db.gate import Gate
from vetsync.kit.errors import Invalid
from vetsync.kit.http.paging import encode_cursor
from vetsync.kit.sought import search_words
from vetsync.patients.clients.service import mark_deceased
from vetsync.patients.schemas import Deceased
from vetsync.records.patient_list.queries import patient_list

pytestmark = pytest.mark.anyio


@pytest.fixture
async def people(gate: Gate, clinic: Clinic) -> Clinic:
    """Beside Sanne's Bella."""
    anneke = {"first_name": "Anneke", "prefix": "de", "last_name": "Vries", "email": "anneke@example.org"}
    await registered(
        gate,
        clinic.tenant,
        {**anneke, "phone": "06 00417219"},
        {"name": "Noppes", "species": "cat", "chip": CHIP},
    )
    await registered(gate, clinic.tenant, {"first_name": "Kees", "last_name": "Bakker"}, {"name": "Béla"})
    return clinic


async def found(gate: Gate, clinic: Clinic, q: str, limit: int = 30) -> list[str]:
    async with gate.view(clinic.tenant, READER) as view:
        return [line.name for line in (await patient_list(view, q, None, limit)).items]


async def joined(gate: Gate, clinic: Clinic, q: str) -> list[str]:
    """All pages of one line each."""
    names, cursor = [], None
    async with gate.view(clinic.tenant, READER) as view:
        while True:
            page = await patient_list(view, q, cursor, 1)
            names += [line.name for line in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return names


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("noppes", ["Noppes"]), ("Nopes", ["Noppes"]), ("nop", ["Noppes"]), ("NOPPES de vries", ["Noppes"]),
        ("vries", ["Noppes"]), ("vreis", ["Noppes"]), ("annneke", ["Noppes"]),
        ("berg bella", ["Bella"]), ("bela", ["Béla", "Bella"]),
        ("528 140 000 123 456", ["Noppes"]), ("0600417219", ["Noppes"]), ("+31 6 0041 7219", ["Noppes"]),
        ("anneke@example.org", ["Noppes"]), ("anneke@example.com", []), ("xqzzy", []), ("%", []), ("_", []),
        ("bella xqzzy", []), ("2", ["Noppes"]), ("7219", ["Noppes"]), ("41 72 19", ["Noppes"]), ("9999", []),
        ("fries", ["Noppes"]), ("Anneke de Fries", ["Noppes"]), ("blela", ["Béla", "Bella"]),
    ],
)  # fmt: skip
async def test_half_a_name_or_a_whole_number_is_enough(
    gate: Gate, people: Clinic, q: str, names: list[str]
) -> None:
    assert await found(gate, people, q) == names


async def test_the_first_page_of_all_the_living_says_how_many_they_are(gate: Gate, people: Clinic) -> None:
    async with gate.work(people.tenant, DESK) as work:
        await mark_deceased(work, people.patient_id, Deceased())
    async with gate.view(people.tenant, READER) as view:
        first = await patient_list(view, "", None, 1)
        second = await patient_list(view, "", first.next_cursor, 1)
        sought = await patient_list(view, "bella", None, 1)
    assert (first.total, second.total, sought.total) == (2, None, None)


async def test_without_words_the_living_come_by_name(gate: Gate, people: Clinic) -> None:
    assert await found(gate, people, "") == ["Béla", "Bella", "Noppes"]
    async with gate.work(people.tenant, DESK) as work:
        await mark_deceased(work, people.patient_id, Deceased())
    assert await found(gate, people, "  ") == ["Béla", "Noppes"]
    assert "Bella" in await found(gate, people, "bella")


@pytest.mark.parametrize("q", ["", "b"])
async def test_pages_join_without_gap_or_double(gate: Gate, people: Clinic, q: str) -> None:
    whole = await found(gate, people, q)
    assert await joined(gate, people, q) == whole
    assert len(whole) >= 2


async def test_who_is_called_so_comes_first_then_whose_client_is_then_who_is_merely_called_alike(
    gate: Gate, clinic: Clinic
) -> None:
    keeper: dict[str, object] = {"first_name": "Jan", "last_name": "Vlinderberg"}
    await registered(gate, clinic.tenant, keeper, {"name": "Rex"})
    await registered(gate, clinic.tenant, keeper, {"name": "Ada"})
    for name in ("Vlinder", "Kleine Vlinder", "Flinder", "Vlieger"):
        await registered(gate, clinic.tenant, {"first_name": "Kees", "last_name": "Smit"}, {"name": name})
    names = ["Vlinder", "Kleine Vlinder", "Ada", "Rex", "Flinder"]
    whole = await found(gate, clinic, "vlinder")
    assert [*whole[:2], *sorted(whole[2:4]), whole[4]] == names
    assert await found(gate, clinic, "vlinder", limit=2) == names[:2]
    assert await found(gate, clinic, "vlinder smit") == ["Vlinder", "Kleine Vlinder", "Flinder"]
    assert sorted(await found(gate, clinic, "vliender")) == sorted(whole)
    assert await found(gate, clinic, "vliegre") == ["Vlieger"]
    assert await joined(gate, clinic, "vlinder") == whole


async def test_a_particle_may_be_another_but_a_letter_may_not(gate: Gate, people: Clinic) -> None:
    assert await found(gate, people, "bella van den berg") == ["Bella"]
    assert await found(gate, people, "bela v") == ["Bella"]
    assert await found(gate, people, "belle x") == []


async def test_a_line_shows_the_last_visit_and_the_next(gate: Gate, people: Clinic) -> None:
    past, soon, later = (datetime(2026, month, 2, 9, 0, tzinfo=UTC) for month in (1, 4, 5))
    await booked(gate, people, past, "completed")
    await booked(gate, people, later)
    await booked(gate, people, soon)
    await booked(gate, people, datetime(2026, 3, 20, 9, 0, tzinfo=UTC), "cancelled")
    async with gate.view(people.tenant, READER) as view:
        line = (await patient_list(view, "bella", None, 1)).items[0]
    assert (line.last_visit_at, line.next_visit_at, line.client_name) == (past, soon, "Sanne van der Berg")


async def test_the_place_in_the_list_names_nobody_for_it_stands_in_the_address(
    gate: Gate, people: Clinic
) -> None:
    async with gate.view(people.tenant, READER) as view:
        first = await patient_list(view, "", None, 1)
        assert first.next_cursor == encode_cursor(first.items[0].id)
        with pytest.raises(Invalid):
            await patient_list(view, "", encode_cursor(UUID(int=1)), 1)


async def test_a_broken_cursor_is_the_senders_fault(gate: Gate, people: Clinic) -> None:
    with pytest.raises(Invalid):
        async with gate.view(people.tenant, READER) as view:
            await patient_list(view, "", "not-a-cursor", 1)


def test_words_are_folded_and_carry_no_wildcards() -> None:
    assert search_words("  Zoë 100%_x ") == ["zoe", "100", "x"]
    assert search_words("%%%") == ["-"]


async def test_a_line_shows_the_photo_that_the_owner_took(gate: Gate, people: Clinic) -> None:
    pet_id, file_id = UUID(int=901), UUID(int=902)
    async with gate.work(people.tenant, DESK) as work:
        await work.update("patient", people.patient_id, None, {"pet_id": pet_id, "photo_file_id": file_id})
    async with gate.view(people.tenant, READER) as view:
        photos = {
            line.name: line.photo_url
            for q in ("", "bella", "noppes")
            for line in (await patient_list(view, q, None, 30)).items
        }
    shown = f"/api/staff/zwaluwhof/patients/{people.patient_id}/photo?v={file_id}"
    assert photos == {"Bella": shown, "Béla": None, "Noppes": None}
