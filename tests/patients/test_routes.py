"""Pets, clients and patients over HTTP."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from tests.patients.people import (
    CHIP,
    DESK,
    JORIS,
    SANNE,
    SANNE_ID,
    SANNES_CARD,
    principal,
    registered,
    sannes_pet,
)
from tests.patients.web import browser
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import CORE, CORE_ID, Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.storage import SealedFiles, local_storage, sealed_files
from vetsync.patients.clients import routes as clients
from vetsync.patients.events import PetChanged
from vetsync.patients.handlers import handle_pet_changed
from vetsync.patients.pets import routes as pets
from vetsync.patients.pets.queries import pet_card
from vetsync.patients.photos import routes as photos
from vetsync.patients.service import enrol_pet, link_owner

pytestmark = pytest.mark.anyio

PETS = [*pets.ROUTES, *photos.ROUTES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def files(folder: Path, keys: FileKeyProvider) -> SealedFiles:
    return sealed_files(local_storage(folder), ciphers(keys), CORE_ID)


def photo(width: int = 3000, height: int = 2000) -> bytes:
    """With what a camera writes beside it: orientation and a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Sanne's garden, Utrecht"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "brown").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def test_a_pet_is_added_changed_and_kept_from_being_overwritten(gate: Gate, files: SealedFiles) -> None:
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        made = (
            await client.post("/api/me/pets", json={"name": "Bella", "species": "dog", "chip": CHIP})
        ).json()
        path = f"/api/me/pets/{made['id']}"
        assert (await client.patch(path, json={"name": "Bello"}, headers={"if-match": '"1"'})).json()[
            "version"
        ] == 2
        stale = await client.patch(path, json={"name": "Belle"}, headers={"if-match": '"1"'})
        assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (409, "stale", 2)
        blind = await client.patch(path, json={"name": "Belle"})
        assert blind.status_code == 400
        assert [one["name"] for one in (await client.get("/api/me/pets")).json()["items"]] == ["Bello"]


@pytest.mark.parametrize(
    ("body", "field"),
    [({"name": " ", "species": "dog"}, "name"), ({"name": "B", "species": "dragon"}, "species"),
     ({"name": "B", "species": "dog", "chip": "123"}, "chip"),
     ({"name": "B", "species": "dog", "weight_grams": 0}, "weight_grams"),
     ({"name": "B", "species": "dog", "owner_user_id": str(JORIS.id)}, "data")],
)  # fmt: skip
async def test_a_bad_form_is_refused_at_its_field(
    gate: Gate, files: SealedFiles, body: dict[str, object], field: str
) -> None:
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        answer = await client.post("/api/me/pets", json=body)
        assert (answer.status_code, answer.json()["field"]) == (400, field)


async def test_a_repeated_intent_adds_one_pet(gate: Gate, files: SealedFiles) -> None:
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        headers = {"idempotency-key": "once"}
        ids = {
            (
                await client.post("/api/me/pets", json={"name": "Bella", "species": "dog"}, headers=headers)
            ).json()["id"]
            for _ in range(2)
        }
        assert len(ids) == len((await client.get("/api/me/pets")).json()["items"]) == 1


async def test_a_death_and_its_undoing_over_http(gate: Gate, files: SealedFiles) -> None:
    pet = await sannes_pet(gate)
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        dead = await client.post(f"/api/me/pets/{pet.id}/deceased", json={"died_on": "2026-03-01"})
        assert (dead.status_code, dead.json()["state"]) == (200, "deceased")
        assert (await client.post(f"/api/me/pets/{pet.id}/restore")).json()["state"] == "active"
        assert (await client.post(f"/api/me/pets/{pet.id}/archive")).json()["state"] == "archived"


async def test_a_photo_is_drawn_anew_small_upright_and_without_its_place(
    gate: Gate, files: SealedFiles, folder: Path
) -> None:
    pet = await sannes_pet(gate)
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        for _ in range(2):
            sent = await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("max.jpg", photo())})
            assert sent.status_code == 200, sent.text
        shown = await client.get(sent.json()["photo_url"])
    assert shown.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(shown.content)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (683, 1024), {})
    assert b"garden" not in shown.content
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert len(kept) == 1, "the photo that was replaced is gone"
    assert b"WEBP" not in kept[0].read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"0" * 50, b"<svg onload=alert(1)>"]
)
async def test_what_is_no_picture_is_refused(
    gate: Gate, files: SealedFiles, folder: Path, content: bytes
) -> None:
    pet = await sannes_pet(gate)
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        sent = await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("max.jpg", content)})
    assert sent.status_code == 400
    assert not [path for path in folder.rglob("*") if path.is_file()]


async def test_a_picture_of_a_hundred_million_points_is_refused_before_it_is_unpacked(
    gate: Gate, files: SealedFiles
) -> None:
    pet = await sannes_pet(gate)
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        sent = await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("big.png", out.getvalue())})
    assert (sent.status_code, sent.json()["code"]) == (400, "not_a_picture")


async def test_a_photo_of_somebody_elses_pet_is_neither_set_nor_shown(gate: Gate, files: SealedFiles) -> None:
    pet = await sannes_pet(gate)
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("max.jpg", photo(50, 50))})
    async with browser(gate, JORIS, None, PETS, files=files) as client:
        assert (await client.get(f"/api/me/pets/{pet.id}/photo")).status_code == 404
        sent = await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("max.jpg", photo(50, 50))})
        assert sent.status_code == 404


async def test_the_practice_that_knows_a_pet_sees_its_photo_and_another_does_not(
    gate: Gate, tenants: tuple[Tenant, Tenant], files: SealedFiles
) -> None:
    pet = await sannes_pet(gate)
    client_id = await link_owner(gate, principal(SANNE), tenants[0])
    async with gate.core_view("person", SANNE) as view:
        card = await pet_card(view, pet.id)
    async with gate.work(tenants[0], SANNE) as work:
        patient_id = await enrol_pet(work, client_id, SANNES_CARD, card)
    path = f"/api/staff/zwaluwhof/patients/{patient_id}"
    async with browser(gate, DESK, tenants[0], [*clients.ROUTES, *photos.ROUTES], files=files) as client:
        assert (await client.get(path)).json()["photo_url"] is None
        assert (await client.get(f"{path}/photo")).json()["code"] == "file_missing"
    async with browser(gate, SANNE, None, PETS, files=files) as client:
        await client.put(f"/api/me/pets/{pet.id}/photo", files={"file": ("max.jpg", photo(50, 50))})
    await handle_pet_changed(gate, CORE, PetChanged(pet_id=pet.id, owner_user_id=SANNE_ID))
    async with browser(gate, DESK, tenants[0], [*clients.ROUTES, *photos.ROUTES], files=files) as client:
        shown = await client.get((await client.get(path)).json()["photo_url"])
        household = (await client.get(f"/api/staff/zwaluwhof/clients/{client_id}")).json()["patients"]
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert household[0]["photo_url"].startswith(f"{path}/photo?v=")
    async with browser(gate, DESK, tenants[1], photos.ROUTES, files=files) as client:
        assert (await client.get(f"{path}/photo")).status_code == 404


async def test_the_desk_registers_is_warned_and_changes(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    form = {
        "client": {"last_name": "Vries", "phone": "06 12345678"},
        "patient": {"name": "Bella", "species": "dog"},
    }
    async with browser(gate, DESK, tenants[0], clients.ROUTES) as client:
        made = (await client.post("/api/staff/zwaluwhof/patients", json=form)).json()
        warned = await client.post("/api/staff/zwaluwhof/patients", json=form)
        assert (warned.status_code, warned.json()["code"]) == (409, "possible_duplicate")
        assert UUID(warned.json()["candidates"][0]["client_id"]) == UUID(made["client_id"])
        path = f"/api/staff/zwaluwhof/patients/{made['patient_id']}"
        saved = await client.patch(path, json={"alert": "Bites"}, headers={"if-match": '"1"'})
        assert saved.json() == {"id": made["patient_id"], "version": 2}
        assert (await client.get(path)).json()["alert"] == "Bites"
        found = await client.post("/api/staff/zwaluwhof/patients/candidates", json={"phone": "0612345678"})
        assert found.json()["items"][0]["matched_on"] == ["phone"]
        owner = (await client.get(f"/api/staff/zwaluwhof/clients/{made['client_id']}")).json()
        assert (owner["last_name"], owner["patients"][0]["alert"]) == ("Vries", "Bites")
        await client.post(f"{path}/deceased", json={})
        assert (await client.get(path)).json()["deceased_on"] == "2026-03-02"


async def test_another_practices_patient_is_not_there(gate: Gate, tenants: tuple[Tenant, Tenant]) -> None:
    made = await registered(gate, tenants[1], {}, {})
    async with browser(gate, DESK, tenants[0], clients.ROUTES) as client:
        for path in (f"patients/{made.patient_id}", f"clients/{made.client_id}"):
            assert (await client.get(f"/api/staff/zwaluwhof/{path}")).status_code == 404
