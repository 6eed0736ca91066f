"""Files outside the database: whole or not there, sealed, and only under keys that the program makes."""

from pathlib import Path

import pytest
from obstore.store import MemoryStore

from tests.conftest import OUDEKADE, ZWALUWHOF
from vetsync.kit.crypto.cipher import ciphers
from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.crypto.key_file import FileKeyProvider
from vetsync.kit.storage import FileMissing, Storage, local_storage, sealed_files

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
