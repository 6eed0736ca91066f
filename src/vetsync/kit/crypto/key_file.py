"""Keys in a folder of files, wrapped by a master key: the default store, and enough for a single node.

    <folder>/master.key       32 random bytes
    <folder>/<owner>.keys     the owner's keys, each wrapped under the master key
    <folder>/<owner>.gone     says that the owner's keys were destroyed and never come back

The folder must lie outside the database's: then neither a dump, nor the data files, nor their backup hold
what opens them. A backup of this folder is kept apart and short, or erasure would end at the backup.
"""

import base64
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vetsync.kit.crypto.errors import KeyDestroyed, KeyMissing, KeysExposed, Tampered
from vetsync.kit.crypto.files import create_file, erase_file, private_folder, replace_file
from vetsync.kit.crypto.keys import (
    SECRET_BYTES,
    DataKey,
    KeySet,
    new_key_set,
    with_next_version,
    without_versions,
)

_NONCE_BYTES = 12


class WrappedKey(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    wrapped: str


class KeyFile(msgspec.Struct, forbid_unknown_fields=True):
    """The JSON in an owner's file. Version 0 stands for the root of the blind indexes."""

    format: int
    key_id: str
    keys: list[WrappedKey]
    index: WrappedKey


class FileKeyProvider:
    """Keeps key sets in memory; one `stat` per load tells whether they changed or are gone."""

    def __init__(self, folder: Path, *, database_folder: Path | None = None):
        if database_folder is not None and folder.resolve().is_relative_to(database_folder.resolve()):
            raise KeysExposed("keys must not lie inside the database folder")
        self._folder = private_folder(folder)
        self._master = AESGCM(_master_key(folder / "master.key"))
        self._cache: dict[UUID, tuple[tuple[int, int, int], KeySet]] = {}

    def create(self, owner_id: UUID) -> None:
        if self._gone(owner_id).exists():
            raise KeyDestroyed
        create_file(self._path(owner_id), self._wrapped(new_key_set(owner_id)))

    def load(self, owner_id: UUID) -> KeySet:
        known = self._cache.get(owner_id)
        try:
            stamp = _stamp(self._path(owner_id))
        except FileNotFoundError:
            self._cache.pop(owner_id, None)
            raise self._absent(owner_id) from None
        if known is not None and known[0] == stamp:
            return known[1]
        keys = self._read(owner_id)
        self._cache[owner_id] = (stamp, keys)
        return keys

    def rotate(self, owner_id: UUID) -> None:
        with self._locked():
            replace_file(self._path(owner_id), self._wrapped(with_next_version(self._read(owner_id))))

    def retire(self, owner_id: UUID, versions: frozenset[int]) -> None:
        with self._locked():
            kept = without_versions(self._read(owner_id), versions)
            replace_file(self._path(owner_id), self._wrapped(kept))

    def destroy(self, owner_id: UUID) -> None:
        """The mark comes first: after a crash nobody loads the keys, and a second call ends it."""
        with self._locked():
            if not self._path(owner_id).exists() and not self._gone(owner_id).exists():
                raise KeyMissing
            create_file(self._gone(owner_id), b"")
            erase_file(self._path(owner_id))
            self._cache.pop(owner_id, None)

    def _read(self, owner_id: UUID) -> KeySet:
        if self._gone(owner_id).exists():
            raise KeyDestroyed
        try:
            data = self._path(owner_id).read_bytes()
        except FileNotFoundError:
            raise self._absent(owner_id) from None
        try:
            return self._unwrapped(owner_id, msgspec.json.decode(data, type=KeyFile))
        except (msgspec.DecodeError, InvalidTag, ValueError):
            raise Tampered from None

    def _absent(self, owner_id: UUID) -> KeyDestroyed | KeyMissing:
        return KeyDestroyed() if self._gone(owner_id).exists() else KeyMissing()

    def _wrapped(self, keys: KeySet) -> bytes:
        def wrap(version: int, secret: bytes) -> WrappedKey:
            nonce = os.urandom(_NONCE_BYTES)
            sealed = self._master.encrypt(nonce, secret, _slot(keys.owner_id, keys.key_id, version))
            return WrappedKey(version, base64.b64encode(nonce + sealed).decode())

        file = KeyFile(
            format=1,
            key_id=keys.key_id.hex(),
            keys=[wrap(key.version, key.secret) for key in keys.keys],
            index=wrap(0, keys.index_secret),
        )
        return msgspec.json.format(msgspec.json.encode(file))

    def _unwrapped(self, owner_id: UUID, file: KeyFile) -> KeySet:
        if file.format != 1:
            raise ValueError(file.format)
        key_id = bytes.fromhex(file.key_id)

        def unwrap(key: WrappedKey) -> bytes:
            blob = base64.b64decode(key.wrapped, validate=True)
            where = _slot(owner_id, key_id, key.version)
            return self._master.decrypt(blob[:_NONCE_BYTES], blob[_NONCE_BYTES:], where)

        keys = tuple(DataKey(key.version, unwrap(key)) for key in file.keys)
        return KeySet(owner_id, key_id, keys, unwrap(file.index))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One change of keys at a time, over all processes that share the folder."""
        handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _path(self, owner_id: UUID) -> Path:
        return self._folder / f"{owner_id}.keys"

    def _gone(self, owner_id: UUID) -> Path:
        return self._folder / f"{owner_id}.gone"


def _slot(owner_id: UUID, key_id: bytes, version: int) -> bytes:
    """A wrapped key opens only for its owner and version, so files and entries cannot be exchanged."""
    return b"vetsync/wrapped-key/v1" + owner_id.bytes + key_id + version.to_bytes(2, "big")


def _stamp(path: Path) -> tuple[int, int, int]:
    state = path.stat()
    return state.st_ino, state.st_mtime_ns, state.st_size


def _master_key(path: Path) -> bytes:
    if not path.exists():
        create_file(path, os.urandom(SECRET_BYTES))
    key = path.read_bytes()
    if len(key) != SECRET_BYTES:
        raise Tampered
    return key
