"""Pictures of a practice, from the upload to the public page."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.patients.web import browser
from tests.tenancy.people import DESK, MANAGER, STRANGER
from vetsync.directory.public import routes as directory
from vetsync.directory.public.service import refresh_practice
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.db.gate import CORE_ID, Gate
from vetsync.kit.db.work import Tenant
from vetsync.kit.storage import SealedFiles, local_storage, sealed_files
from vetsync.tenancy.photos import routes

pytestmark = pytest.mark.anyio
PHOTOS = "/api/staff/zwaluwhof/photos"
Two = tuple[Tenant, Tenant]


@pytest.fixture
def files(keys: FileKeyProvider, tmp_path: Path) -> SealedFiles:
    return sealed_files(local_storage(tmp_path / "files"), ciphers(keys), CORE_ID)


def picture(colour: str) -> dict[str, tuple[str, bytes, str]]:
    out = io.BytesIO()
    Image.new("RGB", (2400, 1200), colour).save(out, "JPEG")
    return {"file": ("praktijk.jpg", out.getvalue(), "image/jpeg")}


async def test_a_picture_goes_up_is_shown_to_everybody_and_is_gone_when_removed(
    gate: Gate, tenants: Two, files: SealedFiles
) -> None:
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES, files=files) as client:
        for colour in ("red", "blue"):
            added = await client.post(PHOTOS, files=picture(colour))
            assert added.status_code == 201
        first, second = added.json()["items"]
        swapped = (await client.put(f"{PHOTOS}/{second['id']}/first")).json()["items"]
        assert [photo["id"] for photo in swapped] == [second["id"], first["id"]]
        await refresh_practice(gate, tenants[0])
        async with browser(gate, STRANGER, None, directory.ROUTES, files=files) as visitor:
            page = (await visitor.get("/api/practices/zwaluwhof")).json()
            assert page["photo_url"] == page["photos"][0] == second["url"]
            shown = await visitor.get(page["photos"][0])
            assert shown.headers["content-type"] == "image/webp"
            assert Image.open(io.BytesIO(shown.content)).size == (1600, 800)
            removed = await client.delete(f"{PHOTOS}/{second['id']}")
            assert [photo["id"] for photo in removed.json()["items"]] == [first["id"]]
            assert (await visitor.get(second["url"])).status_code == 404
            await refresh_practice(gate, tenants[0])
            assert (await visitor.get("/api/practices/zwaluwhof")).json()["photos"] == [first["url"]]
            assert (await client.delete(f"{PHOTOS}/{second['id']}")).status_code == 404


async def test_only_the_manager_changes_them_and_only_so_many_are_kept(
    gate: Gate, tenants: Two, files: SealedFiles
) -> None:
    async with browser(gate, DESK, tenants[0], routes.ROUTES, files=files) as client:
        assert (await client.post(PHOTOS, files=picture("red"))).status_code == 403
        assert (await client.get(PHOTOS)).json()["items"] == []
    async with browser(gate, MANAGER, tenants[0], routes.ROUTES, files=files) as client:
        answers = [(await client.post(PHOTOS, files=picture("red"))).status_code for _ in range(13)]
        assert answers == [201] * 12 + [409]
        assert (
            await client.post(PHOTOS, files={"file": ("x.jpg", b"no picture", "image/jpeg")})
        ).status_code == 400
