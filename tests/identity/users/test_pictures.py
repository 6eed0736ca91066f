"""Pictures are drawn anew, small and bare, and lie sealed outside the database (T7, T19)."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.identity.conftest import Browser, Town
from vetsync.identity.users.routes import SIDE_MAX
from vetsync.kit.ids import new_id
from vetsync.kit.media import PICTURE_BYTES_MAX, NotAPicture, drawn_anew

pytestmark = pytest.mark.anyio
CANARY = b"canary-51.9225-4.47917"


def jpeg(width: int = 900, height: int = 600, *, turned: bool = False) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(out, "JPEG", exif=exif, comment=CANARY)
    return out.getvalue()


def flood(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def test_a_picture_becomes_small_upright_webp_without_what_the_camera_wrote() -> None:
    drawn = await drawn_anew(jpeg(turned=True), SIDE_MAX)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("WEBP", (341, 512), "RGB")
        assert not picture.getexif()
    assert CANARY not in drawn


async def test_transparent_and_palette_pictures_are_laid_on_white() -> None:
    for mode in ("RGBA", "P", "LA", "L", "1"):
        out = io.BytesIO()
        Image.new(mode, (20, 10)).save(out, "PNG")
        with Image.open(io.BytesIO(await drawn_anew(out.getvalue(), SIDE_MAX))) as picture:
            assert picture.size == (20, 10)


def hostile() -> dict[str, bytes]:
    gif, bmp = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(gif, "GIF")
    Image.new("RGB", (9, 9)).save(bmp, "BMP")
    whole = jpeg()
    return {
        "nothing": b"",
        "text": b"hello",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "html": b"<!doctype html><script>alert(1)</script>",
        "gif": gif.getvalue(),
        "bmp": bmp.getvalue(),
        "jpeg cut": whole[: len(whole) // 2],
        "jpeg head only": whole[:20],
        "png flood": flood(60_000, 60_000),
        "png flood, just too large": flood(8_000, 8_000),
        "png of no width": flood(0, 10),
        "png cut": flood(10, 10)[:40],
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "zip": b"PK\x03\x04" + bytes(100),
        "too many bytes": bytes(PICTURE_BYTES_MAX + 1),
    }


@pytest.mark.parametrize("name", hostile())
async def test_what_is_no_proper_picture_is_refused(name: str) -> None:
    with pytest.raises(NotAPicture):
        await drawn_anew(hostile()[name], SIDE_MAX)


async def upload(browser: Browser, content: bytes) -> tuple[int, dict[str, str]]:
    # The name and type that the sender claims are never looked at.
    answer = await browser.send(
        "PUT", "/api/me/picture", files={"file": ("../../x.svg", content, "image/svg+xml")}
    )
    return answer.status_code, answer.json()


async def test_a_picture_is_uploaded_shown_and_replaced(town: Town, tmp_path: Path) -> None:
    browser = await town.signed_in(await town.person())
    status, first = await upload(browser, jpeg())
    assert status == 200, first
    assert (await browser.send("GET", "/api/me")).json()["picture_url"] == first["picture_url"]
    shown = await town.browser().send("GET", first["picture_url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.content[:4] == b"RIFF"
    _, second = await upload(browser, jpeg(100, 100))
    assert (await town.browser().send("GET", first["picture_url"])).status_code == 404
    assert (await town.browser().send("GET", second["picture_url"])).status_code == 200
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


async def test_stored_pictures_are_sealed(town: Town, tmp_path: Path) -> None:
    browser = await town.signed_in(await town.person())
    await upload(browser, jpeg())
    (file,) = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert b"WEBP" not in file.read_bytes()


async def test_a_guessed_or_foreign_file_id_shows_nothing(town: Town) -> None:
    one, two = await town.signed_in(await town.person()), await town.signed_in(await town.person())
    _, mine = await upload(one, jpeg())
    _, theirs = await upload(two, jpeg())
    user_id, file_id = mine["picture_url"].split("/")[-2:]
    other_file = theirs["picture_url"].split("/")[-1]
    for path in (f"{user_id}/{other_file}", f"{user_id}/{new_id()}", f"{new_id()}/{file_id}", f"{user_id}/x"):
        assert (await town.browser().send("GET", f"/api/pictures/{path}")).status_code == 404


async def test_refused_uploads_change_nothing(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    status, problem = await upload(browser, b"<svg/>")
    assert (status, problem["code"]) == (400, "not_a_picture")
    status, _ = await upload(browser, bytes(PICTURE_BYTES_MAX + 20_000))
    assert status == 413
    assert (await browser.send("GET", "/api/me")).json()["picture_url"] is None
