"""Applications and the directory over HTTP."""

from pathlib import Path

import pytest

from tests.directory.places import Place, publish
from tests.directory.test_applications import FACTS, PDF
from tests.patients.web import browser
from tests.tenancy.people import APPLICANT, MANAGER, PLATFORM, STRANGER
from vetsync.directory.applications import routes as applications
from vetsync.directory.public import routes as directory
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import CORE_ID, Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.storage import SealedFiles, local_storage, sealed_files
from vetsync.tenancy.settings import routes as settings

pytestmark = pytest.mark.anyio
MINE = "/api/me/clinic-applications"
FILLED_IN = {"practice": {name: getattr(FACTS, name) for name in FACTS.__struct_fields__}}


@pytest.fixture
def files(keys: FileKeyProvider, tmp_path: Path) -> SealedFiles:
    return sealed_files(local_storage(tmp_path / "files"), ciphers(keys), CORE_ID)


async def test_a_clinic_applies_and_is_approved_over_http(gate: Gate, files: SealedFiles) -> None:
    async with browser(gate, APPLICANT, None, applications.ROUTES, files=files) as client:
        started = await client.post(MINE, json=FILLED_IN, headers={"idempotency-key": "once"})
        again = await client.post(MINE, json=FILLED_IN, headers={"idempotency-key": "once"})
        assert (started.status_code, again.json()) == (201, started.json())
        place = f"{MINE}/{started.json()['id']}"
        early = await client.post(f"{place}/submit")
        assert (early.status_code, early.json()["code"]) == (400, "papers_missing")
        for kind in ("trade_register", "licence", "processor_agreement"):
            sent = await client.put(
                f"{place}/documents",
                data={"kind": kind},
                files={"file": ("licentie.pdf", PDF, "text/html")},
                headers={"idempotency-key": kind},
            )
            assert sent.status_code == 200
        repeated = await client.put(
            f"{place}/documents",
            data={"kind": kind},
            files={"file": ("licentie.pdf", PDF, "text/html")},
            headers={"idempotency-key": kind},
        )
        assert repeated.content == sent.content
        other = await client.put(
            f"{place}/documents",
            data={"kind": kind},
            files={"file": ("licentie.pdf", PDF + b"%", "text/html")},
            headers={"idempotency-key": kind},
        )
        assert other.json()["code"] == "idempotency_key_reused"
        strange = await client.put(
            f"{place}/documents", data={"kind": "passport"}, files={"file": ("x.pdf", PDF, "application/pdf")}
        )
        assert strange.status_code == 400
        unversioned = await client.patch(place, json=FILLED_IN)
        assert unversioned.status_code == 400
        stale = await client.patch(place, json=FILLED_IN, headers={"if-match": '"9"'})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale")
        assert (await client.post(f"{place}/submit")).json()["state"] == "submitted"
        assert [row["state"] for row in (await client.get(MINE)).json()["items"]] == ["submitted"]
        own = f"{place}/documents/{sent.json()['documents'][0]['id']}"
        paper = await client.get(own)
        assert (paper.content, paper.headers["content-type"]) == (PDF, "application/pdf")
        assert paper.headers["content-disposition"].startswith("attachment;")
    async with browser(gate, PLATFORM, None, applications.ROUTES, files=files) as platform:
        row = (await platform.get("/api/platform/applications", params={"state": "submitted"})).json()[
            "items"
        ][0]
        one = f"/api/platform/applications/{row['id']}"
        shown = (await platform.get(one)).json()
        paper = await platform.get(f"{one}/documents/{shown['documents'][0]['id']}")
        assert paper.content == PDF
        wordless = await platform.post(f"{one}/reject", json={"remarks": " \n"})
        assert wordless.status_code == 400
        decision = {"slug": shown["approval"]["slug"], "remarks": ""}
        seen = {"if-match": str(shown["version"])}
        done = await platform.post(f"{one}/approve", json=decision, headers=seen)
        assert (done.json()["state"], done.json()["slug"]) == ("approved", "de-boomklever")
        seen = {"if-match": str(done.json()["version"])}
        twice = await platform.post(f"{one}/approve", json=decision, headers=seen)
        assert (twice.status_code, twice.json()["state"]) == (409, "approved")


async def test_the_papers_of_a_draft_are_not_the_platforms_business(gate: Gate, files: SealedFiles) -> None:
    async with browser(gate, APPLICANT, None, applications.ROUTES, files=files) as client:
        draft = (await client.post(MINE, json=FILLED_IN)).json()
        sent = await client.put(
            f"{MINE}/{draft['id']}/documents",
            data={"kind": "licence"},
            files={"file": ("x.pdf", PDF, "application/pdf")},
        )
    document_id = sent.json()["documents"][0]["id"]
    async with browser(gate, PLATFORM, None, applications.ROUTES, files=files) as platform:
        paper = await platform.get(f"/api/platform/applications/{draft['id']}/documents/{document_id}")
        assert paper.status_code == 404


async def test_the_feed_takes_its_questions_from_the_address(gate: Gate, files: SealedFiles) -> None:
    await publish(
        gate, Place(1, "De Zwaluwhof", "Zwolle", 52.51, 6.08), Place(2, "Amstel", "Amsterdam", 52.36, 4.9)
    )
    async with browser(gate, STRANGER, None, directory.ROUTES, files=files) as client:
        near = await client.get(
            "/api/practices", params={"lat": "52.5", "lon": "6.1", "radius_km": "10", "open_now": "true"}
        )
        assert [card["name"] for card in near.json()["items"]] == ["De Zwaluwhof"]
        first = (await client.get("/api/practices", params={"limit": "1", "sort": "name"})).json()
        rest = (
            await client.get("/api/practices", params={"sort": "name", "cursor": first["next_cursor"]})
        ).json()
        assert [card["name"] for card in first["items"] + rest["items"]] == ["Amstel", "De Zwaluwhof"]
        for params in (
            {"limit": "101"},
            {"lat": "91"},
            {"sort": "price"},
            {"q": "x" * 121},
            {"sort": "distance"},
        ):
            assert (await client.get("/api/practices", params=params)).status_code == 400, params
        assert (await client.get("/api/practices/nowhere")).status_code == 404


async def test_favourites_are_marked_and_unmarked_by_address(gate: Gate, files: SealedFiles) -> None:
    await publish(gate, Place(1, "De Zwaluwhof", "Zwolle"))
    async with browser(gate, APPLICANT, None, directory.ROUTES, files=files) as client:
        for _ in range(2):
            assert (await client.put("/api/me/favourites/p1-x")).status_code == 204
        assert [
            card["is_favourite"] for card in (await client.get("/api/me/favourites")).json()["items"]
        ] == [True]
        assert (await client.delete("/api/me/favourites/p1-x")).status_code == 204
        assert (await client.get("/api/me/favourites")).json()["items"] == []
        assert (await client.put("/api/me/favourites/nowhere")).status_code == 404


async def test_the_profile_is_saved_by_version_and_unknown_fields_are_refused(
    gate: Gate, tenants: tuple[Tenant, Tenant]
) -> None:
    address = "/api/staff/zwaluwhof/profile"
    async with browser(gate, MANAGER, tenants[0], settings.ROUTES) as client:
        seen = (await client.get(address)).json()
        match = {"if-match": f'"{seen["version"]}"'}
        saved = await client.patch(address, json={"city": "Zwolle", "lat": None, "lon": None}, headers=match)
        assert (saved.status_code, saved.json()["city"], saved.json()["version"]) == (200, "Zwolle", 2)
        assert (await client.patch(address, json={"city": "Kampen"}, headers=match)).status_code == 409
        for wrong in (
            {"slug": "other"},
            {"version": 9},
            {"species": ["dragon"]},
            {"website": "javascript:alert(1)"},
        ):
            answer = await client.patch(address, json=wrong, headers={"if-match": "2"})
            assert answer.status_code == 400, wrong
