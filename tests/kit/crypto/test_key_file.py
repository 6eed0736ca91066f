"""The key folder: private, whole after a crash, shared by processes, and empty of what was destroyed."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from vetsync.kit.crypto.cipher import Cipher, ciphers
from vetsync.kit.crypto.errors import KeyDestroyed, KeyMissing, KeysExposed, Tampered
from vetsync.kit.crypto.key_file import FileKeyProvider

OWNER = UUID(int=7)
ROW = UUID(int=70)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def seal(provider: FileKeyProvider) -> bytes:
    return Cipher(provider.load(OWNER)).seal("client", "email", ROW, "anna@example.org")


def opened(provider: FileKeyProvider, blob: bytes) -> str:
    return Cipher(provider.load(OWNER)).open("client", "email", ROW, blob)


def test_keys_survive_a_restart(folder: Path) -> None:
    FileKeyProvider(folder).create(OWNER)
    blob = seal(FileKeyProvider(folder))
    assert opened(FileKeyProvider(folder), blob) == "anna@example.org"


def test_only_the_program_may_read_the_folder(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    provider.rotate(OWNER)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in folder.iterdir()}
    assert modes == {"master.key": 0o600, f"{OWNER}.keys": 0o600, ".lock": 0o600}


def test_a_folder_that_others_may_enter_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with pytest.raises(KeysExposed):
        FileKeyProvider(folder)


def test_keys_inside_the_database_folder_are_refused(tmp_path: Path) -> None:
    database = tmp_path / "database"
    with pytest.raises(KeysExposed):
        FileKeyProvider(database / "keys", database_folder=database)
    with pytest.raises(KeysExposed):
        FileKeyProvider(database / "x" / ".." / "keys", database_folder=database)
    FileKeyProvider(tmp_path / "keys", database_folder=database)


def test_no_secret_lies_in_a_file_unwrapped(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    keys = provider.load(OWNER)
    content = (folder / f"{OWNER}.keys").read_bytes()
    for secret in (keys.primary.secret, keys.index_secret):
        assert secret not in content
        assert secret.hex().encode() not in content


def test_creating_twice_keeps_the_first_keys(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    blob = seal(provider)
    provider.create(OWNER)
    assert opened(FileKeyProvider(folder), blob) == "anna@example.org"


def test_of_many_creators_one_wins_and_all_agree(folder: Path) -> None:
    def created(_: int) -> tuple[bytes, bytes]:
        provider = FileKeyProvider(folder)
        provider.create(OWNER)
        keys = provider.load(OWNER)
        return keys.key_id, keys.primary.secret

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(created, range(24)))) == 1


def test_many_rotations_at_once_lose_no_version(folder: Path) -> None:
    FileKeyProvider(folder).create(OWNER)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: FileKeyProvider(folder).rotate(OWNER), range(12)))
    assert [key.version for key in FileKeyProvider(folder).load(OWNER).keys] == list(range(1, 14))


def test_another_process_notices_a_rotation_and_a_destruction_at_once(folder: Path) -> None:
    here, there = FileKeyProvider(folder), FileKeyProvider(folder)
    here.create(OWNER)
    old = seal(there)
    here.rotate(OWNER)
    assert there.load(OWNER).primary.version == 2
    assert opened(there, old) == "anna@example.org"
    here.destroy(OWNER)
    with pytest.raises(KeyDestroyed):
        there.load(OWNER)


def test_loading_again_reads_no_file(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    assert provider.load(OWNER) is provider.load(OWNER)


def test_destroyed_keys_leave_no_bytes_and_never_come_back(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    blob = seal(provider)
    wrapped = json.loads((folder / f"{OWNER}.keys").read_bytes())["keys"][0]["wrapped"].encode()
    inode = os.open(folder / f"{OWNER}.keys", os.O_RDONLY)
    provider.destroy(OWNER)
    assert wrapped not in os.read(inode, 10_000)
    os.close(inode)
    assert all(wrapped not in entry.read_bytes() for entry in folder.iterdir())
    for refused in (provider.load, provider.create, provider.rotate):
        with pytest.raises(KeyDestroyed):
            refused(OWNER)
    provider.destroy(OWNER)
    with pytest.raises(KeyDestroyed):
        opened(FileKeyProvider(folder), blob)


def test_a_crash_between_mark_and_erasure_already_keeps_the_keys_from_loading(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    (folder / f"{OWNER}.gone").touch()
    with pytest.raises(KeyDestroyed):
        FileKeyProvider(folder).load(OWNER)
    provider.destroy(OWNER)
    assert not (folder / f"{OWNER}.keys").exists()


def test_an_owner_without_keys_is_told_from_one_whose_keys_are_gone(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    for refused in (provider.load, provider.rotate, provider.destroy):
        with pytest.raises(KeyMissing):
            refused(OWNER)


def test_files_exchanged_between_owners_do_not_open(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    provider.create(UUID(int=8))
    (folder / f"{UUID(int=8)}.keys").replace(folder / f"{OWNER}.keys")
    with pytest.raises(Tampered):
        FileKeyProvider(folder).load(OWNER)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format":1,"key_id":"","keys":[],"index":{}}'])
def test_a_damaged_key_file_is_said_to_be_damaged(folder: Path, content: bytes) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    (folder / f"{OWNER}.keys").write_bytes(content)
    with pytest.raises(Tampered):
        provider.load(OWNER)


def test_the_wrong_master_key_opens_nothing(folder: Path) -> None:
    FileKeyProvider(folder).create(OWNER)
    (folder / "master.key").write_bytes(bytes(32))
    with pytest.raises(Tampered):
        FileKeyProvider(folder).load(OWNER)


def test_the_gate_is_handed_the_cipher_of_the_owner_it_names(folder: Path) -> None:
    provider = FileKeyProvider(folder)
    provider.create(OWNER)
    assert opened(provider, ciphers(provider)(OWNER).seal("client", "email", ROW, "x")) == "x"
