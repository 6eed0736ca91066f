"""Records, their files and their papers over HTTP."""

import io
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image

from tests.patients.people import JORIS, SANNE, principal
from tests.patients.web import browser
from tests.records.visits import EVA, NOOR, Clinic, drafted, sign, text_of_pdf
from vetsync.kit.db.gate import Gate
from vetsync.kit.storage import Storage, local_storage
from vetsync.patients.service import link_owner
from vetsync.records import routes as records
from vetsync.records.details import routes as details
from vetsync.records.files import routes as files
from vetsync.records.lists import routes as lists
from vetsync.records.owners import routes as owners
from vetsync.records.patient_list import routes as patient_list
from vetsync.records.report import routes as report

pytestmark = pytest.mark.anyio

STAFF = [*records.ROUTES, *lists.ROUTES, *details.ROUTES, *files.ROUTES, *patient_list.ROUTES, *report.ROUTES]
OWNER = [*owners.ROUTES, *files.ROUTES]
SEEN = {"if-match": '"9999"'}
"""Whoever has seen all that was ever saved."""
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def storage(folder: Path) -> Storage:
    return local_storage(folder)


async def test_a_visit_from_the_first_word_to_the_owners_screen(
    gate: Gate, clinic: Clinic, storage: Storage
) -> None:
    base = "/api/staff/zwaluwhof"
    async with browser(gate, NOOR, clinic.tenant, STAFF, storage=storage) as client:
        opened = await client.post(f"{base}/records", json={"patient_id": str(clinic.patient_id)})
        assert opened.status_code == 201
        path = f"{base}/records/{opened.json()['id']}"
        note = await client.patch(path, json={"plan": "Diet"}, headers={"if-match": '"1"'})
        assert note.json()["version"] == 2
        clash = await client.patch(path, json={"plan": "Fluids"}, headers={"if-match": '"1"'})
        assert (clash.status_code, clash.json()["code"], clash.json()["field"], clash.json()["current"]) == (
            409, "field_changed_meanwhile", "plan", "Diet",
        )  # fmt: skip
        assert clash.json()["fields"] == {"plan": {"current": "Diet", "version": 2}}
        bodies = {
            "diagnoses": {"text": "CKD"},
            "prescriptions": {"product": "Benakor"},
            "vaccinations": {"product": "Nobivac", "given_on": "2026-03-02", "diseases": ["rabies"]},
            "dewormings": {"product": "Milpro", "given_on": "2026-03-02"},
            "lab-results": {"test": "UPC", "value": "0.2"},
        }
        for kind, body in bodies.items():
            part = f"{path}/{kind}/{uuid4()}"
            assert (await client.put(part, json=body, headers=SEEN)).status_code == 200, kind
            removed = (await client.delete(part, headers=SEEN)).json()["removed"]
            assert body.items() <= removed.items(), kind
            assert (await client.delete(part, headers=SEEN)).json()["removed"] is None, kind
            assert (await client.put(part, json=removed, headers=SEEN)).status_code == 200, kind
            assert (await client.put(part, json=removed, headers=SEEN)).status_code == 200, kind
        weighed = await client.patch(
            f"{path}/vitals", json={"weight_grams": 23400}, headers={"if-match": '"1"'}
        )
        assert weighed.status_code == 200
        assert (await client.patch(f"{path}/vitals", json={"weight_grams": 1})).json()["code"] == "invalid"
        whole = (await client.get(path)).json()
        assert [len(whole["parts"][kind.replace("-", "_")]) for kind in bodies] == [1] * 5
        assert (await client.post(f"{path}/sign", json={"share": True})).json()["code"] == "invalid"
        early = await client.post(f"{path}/sign", json={"share": True}, headers={"if-match": '"1"'})
        assert (early.status_code, early.json()["code"], early.json()["version"]) == (
            409,
            "stale",
            whole["version"],
        )
        seen = {"if-match": f'"{whole["version"]}"'}
        signature = (await client.post(f"{path}/sign", json={"share": True}, headers=seen)).json()
        assert (signature["state"], signature["appointment"]) == ("signed", "none")
        assert (await client.post(f"{path}/addenda", json={"text": "Later"})).status_code == 201
        late = await client.patch(f"{path}/vitals", json={}, headers=seen)
        assert (late.status_code, late.json()["code"]) == (409, "record_signed")
        listed = (await client.get(f"{base}/patients/{clinic.patient_id}/records")).json()["items"]
        assert (listed[0]["addenda"], listed[0]["shared_at"] is None) == (1, False)
        assert listed[0]["title"] == "CKD"
        given = (await client.get(f"{base}/patients/{clinic.patient_id}/vaccinations")).json()["items"]
        assert [(one["diseases"], one["record_id"], one["record_state"]) for one in given] == [
            (["rabies"], listed[0]["id"], "signed")
        ]
        assert (await client.get(f"{base}/records", params={"state": "draft"})).json()["items"] == []
        assert (await client.get(f"{base}/records", params={"state": "signed"})).status_code == 400
        found = (await client.post(f"{base}/patients/find", json={"q": "bela"})).json()["items"]
        assert [UUID(one["id"]) for one in found] == [clinic.patient_id]
        printed = await client.get(f"{base}/patients/{clinic.patient_id}/report.pdf", params={"lang": "en"})
        assert printed.headers["content-type"] == "application/pdf"
        assert "CKD (provisional)" in text_of_pdf(printed.content)
    async with browser(gate, SANNE, clinic.tenant, OWNER, storage=storage) as client:
        mine = (await client.get("/api/me/records")).json()["items"]
        shown = (await client.get(f"/api/practices/zwaluwhof/records/{mine[0]['id']}")).json()
        assert (shown["parts"]["diagnoses"][0]["text"], "plan" in shown) == ("CKD", False)
        passport = (await client.get(f"/api/me/pets/{clinic.pet_id}/passport")).json()
        assert passport["vaccinations"][0]["diseases"] == ["rabies"]


async def test_a_search_is_bounded_like_every_list(gate: Gate, clinic: Clinic, storage: Storage) -> None:
    async with browser(gate, EVA, clinic.tenant, STAFF, storage=storage) as client:
        for limit in (0, 101):
            asked = {"q": "bela", "limit": limit}
            wide = await client.post("/api/staff/zwaluwhof/patients/find", json=asked)
            assert (wide.status_code, wide.json()["field"]) == (400, "limit")


async def test_a_file_is_kept_sealed_and_reaches_the_owner_with_the_record(
    gate: Gate, clinic: Clinic, storage: Storage, folder: Path
) -> None:
    draft = await drafted(gate, clinic, plan="Diet")
    file_id = uuid4()
    path = f"records/{draft.id}/files/{file_id}"
    async with browser(gate, EVA, clinic.tenant, STAFF, storage=storage) as client:
        for _ in range(2):
            sent = await client.put(
                f"/api/staff/zwaluwhof/{path}", files={"file": ("../uitslag Łódź.pdf", PDF)}
            )
            assert sent.status_code == 200, sent.text
        whole = (await client.get(f"/api/staff/zwaluwhof/records/{draft.id}")).json()
        read = await client.get(f"/api/staff/zwaluwhof/{path}")
    assert [(one["name"], one["media_type"]) for one in whole["parts"]["files"]] == [
        ("uitslag Łódź.pdf", "application/pdf")
    ]
    assert (read.content, read.headers["content-disposition"]) == (
        PDF, "attachment; filename*=UTF-8''uitslag%20%C5%81%C3%B3d%C5%BA.pdf",
    )  # fmt: skip
    kept = [one for one in folder.rglob("*") if one.is_file()]
    assert len(kept) == 1
    assert PDF[:8] not in kept[0].read_bytes()
    joris = await link_owner(gate, principal(JORIS), clinic.tenant)
    async with browser(gate, SANNE, clinic.tenant, OWNER, storage=storage) as client:
        assert (await client.get(f"/api/practices/zwaluwhof/{path}")).status_code == 404
        await sign(gate, clinic, draft.id, share=True)
        assert (await client.get(f"/api/practices/zwaluwhof/{path}")).content == PDF
    async with browser(gate, JORIS, clinic.tenant, OWNER, storage=storage) as client:
        assert joris != clinic.client_id
        assert (await client.get(f"/api/practices/zwaluwhof/{path}")).status_code == 404


async def test_a_file_goes_out_of_a_draft_but_not_out_of_a_signed_record(
    gate: Gate, clinic: Clinic, storage: Storage, folder: Path
) -> None:
    draft = await drafted(gate, clinic, plan="Diet")
    paths = [f"/api/staff/zwaluwhof/records/{draft.id}/files/{uuid4()}" for _ in range(2)]
    async with browser(gate, EVA, clinic.tenant, STAFF, storage=storage) as client:
        for path in paths:
            await client.put(path, files={"file": ("a.pdf", PDF)})
        assert (await client.delete(paths[0])).status_code == 200
        assert (await client.get(paths[0])).status_code == 404
        await sign(gate, clinic, draft.id)
        assert (await client.delete(paths[1])).json()["code"] == "record_signed"
        assert (await client.get(paths[1])).status_code == 200
    assert len([one for one in folder.rglob("*") if one.is_file()]) == 1


async def test_a_picture_is_kept_as_it_is(gate: Gate, clinic: Clinic, storage: Storage) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(out, "PNG")
    draft = await drafted(gate, clinic)
    path = f"/api/staff/zwaluwhof/records/{draft.id}/files/{uuid4()}"
    async with browser(gate, EVA, clinic.tenant, STAFF, storage=storage) as client:
        await client.put(path, files={"file": ("scan.exe", out.getvalue())})
        read = await client.get(path)
    assert (read.content, read.headers["content-type"]) == (out.getvalue(), "image/png")


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90", b"<html>", b"%PD", b"\xff\xd8\xff", b"%PDF-1.4" + b"0" * 10_485_760]
)
async def test_other_kinds_of_files_are_refused(
    gate: Gate, clinic: Clinic, storage: Storage, folder: Path, content: bytes
) -> None:
    draft = await drafted(gate, clinic)
    async with browser(gate, EVA, clinic.tenant, STAFF, storage=storage) as client:
        path = f"/api/staff/zwaluwhof/records/{draft.id}/files/{uuid4()}"
        sent = await client.put(path, files={"file": ("scan.pdf", content)})
    assert sent.status_code in {400, 413}
    assert not [one for one in folder.rglob("*") if one.is_file()]
