"""Files outside the database: whole or not there, sealed, and only under keys that the program makes."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from obstore.store import MemoryStore

from tests.conftest import OUDEKADE, ZWALUWHOF
from vetsync.app.program import open_storage
from vetsync.kit.config import Config
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.storage import (
    CannotStore,
    FileMissing,
    Storage,
    StorageFailed,
    local_storage,
    sealed_files,
    storage_at,
)

pytestmark = pytest.mark.anyio
KEY = "users/0190-a/0190-b"


async def test_what_was_put_is_got_back_and_gone_when_deleted(tmp_path: Path) -> None:
    for storage in (local_storage(tmp_path / "files"), Storage(MemoryStore())):
        await storage.put(KEY, b"content")
        assert await storage.get(KEY) == b"content"
        await storage.delete(KEY)
        await storage.delete(KEY)
        with pytest.raises(FileMissing):
            await storage.get(KEY)


async def test_a_key_can_lead_nowhere_else(tmp_path: Path) -> None:
    storage = local_storage(tmp_path / "files")
    for key in (
        "",
        "x",
        "/etc/passwd",
        "users/../../x",
        "users//x",
        "users/a/..",
        "users/a b",
        "Users/a",
        "users/a\n",
    ):
        with pytest.raises(ValueError, match="not a storage key"):
            await storage.put(key, b"")


async def test_nobody_else_on_the_machine_may_enter_the_folder(tmp_path: Path) -> None:
    local_storage(tmp_path / "files")
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


async def test_sealed_files_open_only_for_their_owner_and_in_their_place(keys: FileKeyProvider) -> None:
    storage = Storage(MemoryStore())
    here, there = (sealed_files(storage, ciphers(keys), tenant.id) for tenant in (ZWALUWHOF, OUDEKADE))
    await here.put(KEY, b"canary")
    stored = await storage.get(KEY)
    assert b"canary" not in stored
    assert await here.get(KEY) == b"canary"
    with pytest.raises(Tampered):
        await there.get(KEY)
    await storage.put("users/0190-a/0190-c", stored)
    with pytest.raises(Tampered):
        await here.get("users/0190-a/0190-c")


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as putting, getting and deleting whole objects needs; keeps them in `objects`."""

    objects: ClassVar[dict[str, bytes]] = {}
    refuses: ClassVar[bool] = False

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["content-length"]))
        if not self.refuses:
            self.objects[self.path] = content
        self._say(403 if self.refuses else 200)

    def do_GET(self) -> None:
        if self.refuses or self.path not in self.objects:
            return self._say(403 if self.refuses else 404)
        return self._say(200, self.objects[self.path])

    def do_POST(self) -> None:
        """Deleting, which names keys in a list."""
        listed = self.rfile.read(int(self.headers["content-length"])).decode()
        place = self.path.partition("?")[0]
        for key in re.findall("<Key>(.*?)</Key>", listed):
            self.objects.pop(f"{place}/{key}", None)
        self._say(200, b"<DeleteResult><Deleted><Key>x</Key></Deleted></DeleteResult>")

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def _say(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.send_header("etag", '"1"')
        self.send_header("last-modified", "Mon, 02 Mar 2026 08:00:00 GMT")
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Bucket]]:
    """A server of one's own, named as an operator names it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for name, value in {
            "AWS_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "canary-secret",
            "AWS_REGION": "eu-west-1",
        }.items():
            monkeypatch.setenv(name, value)
        yield Bucket
        Bucket.objects.clear()
        Bucket.refuses = False
        server.shutdown()


async def test_a_bucket_that_a_setting_names_keeps_files_sealed_under_its_path(
    bucket: type[Bucket], keys: FileKeyProvider, tmp_path: Path
) -> None:
    storage = open_storage(Config(data_dir=tmp_path, storage_url="s3://photos/vetsync"))
    files = sealed_files(storage, ciphers(keys), ZWALUWHOF.id)
    await files.put(KEY, b"canary")
    assert list(bucket.objects) == [f"/photos/vetsync/{KEY}"]
    assert b"canary" not in bucket.objects[f"/photos/vetsync/{KEY}"]
    assert await files.get(KEY) == b"canary"
    assert await storage.answers()
    await files.delete(KEY)
    with pytest.raises(FileMissing):
        await files.get(KEY)
    assert not (tmp_path / "files").exists()


async def test_a_bucket_that_refuses_is_unavailable_and_says_no_secret(bucket: type[Bucket]) -> None:
    bucket.refuses = True
    storage = storage_at("s3://photos")
    assert not await storage.answers()
    with pytest.raises(StorageFailed) as failed:
        await storage.put(KEY, b"content")
    assert failed.value.status == 503
    assert "canary" not in str(failed.getrepr(style="long"))


@pytest.mark.parametrize(
    "address", ["/var/files", "https://files.example", "s3:", "s3:///x", "file:///x", "photos"]
)
async def test_an_address_that_is_no_bucket_cannot_be_opened(address: str) -> None:
    with pytest.raises(CannotStore, match=r"^it must look like s3://bucket/path"):
        storage_at(address)


def test_an_address_that_is_no_bucket_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    address = "https://files.example"
    environment = {**os.environ, "VETSYNC_STORAGE_URL": address, "VETSYNC_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", "from vetsync.app.cli import main; main()", "openapi"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "VETSYNC_STORAGE_URL: it must look like s3://bucket/path, gs://bucket/path or az://account/container"
    ]
