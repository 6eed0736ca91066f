"""Files, outside the database: a folder by default, or a bucket (S3, Azure, GCS) by setting.

A key is a path that begins with whose file it is, such as `users/<id>/<file id>`. Domains are given `SealedFiles`, so
neither the folder nor a provider of buckets sees content.
"""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import obstore
import structlog
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from vetsync.kit.crypto.cipher import Cipher
from vetsync.kit.crypto.errors import Tampered
from vetsync.kit.errors import NotFound, Unavailable

NO_ROW = UUID(int=0)
"""A file stands in no row; its key says its place."""
KEY = re.compile(r"[a-z][a-z-]*(/[A-Za-z0-9][A-Za-z0-9_-]*){1,6}")
BUCKETS = frozenset({"s3", "s3a", "gs", "az", "azure", "adl", "abfs", "abfss"})
PATIENCE = timedelta(seconds=20)
"""How long a bucket is asked again before a request is told that it does not answer."""
LISTED_AT_ONCE = 200
NEVER_KEPT = "probe/nothing"
HEAD_BYTES = 11

log = structlog.get_logger()


class FileMissing(NotFound):
    code = "file_missing"


class StorageFailed(Unavailable):
    """The folder or bucket does not answer."""

    code = "storage_unavailable"


class CannotStore(RuntimeError):
    """The setting names no bucket that could be opened. The text never quotes it: it may hold a secret."""


class Storage:
    """Whole files by key. A file that was put is never changed: something new gets a new key."""

    def __init__(self, store: ObjectStore):
        self._store = store

    async def put(self, key: str, data: bytes) -> None:
        """All or nothing; a crash leaves no half file."""
        try:
            await obstore.put_async(self._store, _checked(key), data)
        except (BaseError, OSError):
            raise StorageFailed from None

    async def get(self, key: str) -> bytes:
        """Raises FileMissing, StorageFailed."""
        try:
            found = await obstore.get_async(self._store, _checked(key))
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError):
            raise FileMissing from None
        except (BaseError, OSError):
            raise StorageFailed from None

    async def keys(self, folder: str) -> AsyncIterator[list[str]]:
        """Of all files below a folder such as `records/<id>`, or of all there are when it is empty; some at a time."""
        try:
            async for some in obstore.list(self._store, folder or None, chunk_size=LISTED_AT_ONCE):
                yield [str(one["path"]) for one in some]
        except (BaseError, OSError):
            raise StorageFailed from None

    async def beginning(self, key: str, length: int) -> bytes:
        """As many bytes as are there, at most so many. Raises FileMissing, StorageFailed."""
        try:
            return bytes(await obstore.get_range_async(self._store, _checked(key), start=0, length=length))
        except (NotFoundError, FileNotFoundError):
            raise FileMissing from None
        except (BaseError, OSError):
            raise StorageFailed from None

    async def answers(self) -> bool:
        """Whether it can be read with the credentials there are; a folder or bucket without the file does answer."""
        try:
            await self.get(NEVER_KEPT)
        except FileMissing:
            return True
        except StorageFailed:
            return False
        return True

    async def delete(self, key: str) -> None:
        """What is not there is no error."""
        try:
            await obstore.delete_async(self._store, _checked(key))
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError):
            raise StorageFailed from None


class SealedFiles:
    """The files of one owner (a tenant, or the shared schema), sealed under its key and bound to where they lie."""

    def __init__(self, storage: Storage, cipher: Callable[[], Cipher]):
        self._storage = storage
        self._cipher = cipher

    async def put(self, key: str, content: bytes) -> None:
        await self._storage.put(key, self._cipher().seal_bytes("file", key, NO_ROW, content))

    async def get(self, key: str) -> bytes:
        """Raises FileMissing; Tampered when the file was changed or put in another's place."""
        return self._cipher().open_bytes("file", key, NO_ROW, await self._storage.get(key))

    async def delete(self, key: str) -> None:
        await self._storage.delete(key)


async def seal_files_anew(storage: Storage, folders: Sequence[str], cipher: Cipher) -> dict[int, int]:
    """The files of this owner below the folders; then how many stand under each version, like `uses`."""
    found: dict[int, int] = {}
    for folder in folders:
        async for keys in storage.keys(folder):
            for key in keys:
                if version := await _file_anew(storage, key, cipher):
                    found[version] = found.get(version, 0) + 1
    return found


async def _file_anew(storage: Storage, key: str, cipher: Cipher) -> int | None:
    """The version it is sealed with now; None for another owner's, and for one that was removed meanwhile."""
    try:
        head = await storage.beginning(key, HEAD_BYTES)
        if not head.startswith(cipher.mark):
            return None
        if head != cipher.mark_now:
            await storage.put(key, cipher.seal_anew("file", key, NO_ROW, await storage.get(key)))
    except FileMissing:
        return None
    except Tampered:
        log.error("reseal.unreadable", file=key)
        return int.from_bytes(head[9:], "big")
    return cipher.version


def sealed_files(storage: Storage, cipher_for: Callable[[UUID], Cipher], owner_id: UUID) -> SealedFiles:
    """`cipher_for` is what the gate has too; the keys are asked for anew each time, so that destroyed ones are gone."""
    return SealedFiles(storage, lambda: cipher_for(owner_id))


def local_storage(folder: Path) -> Storage:
    """Files in a folder that only this user may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Storage(LocalStore(folder, automatic_cleanup=True))


def storage_at(url: str) -> Storage:
    """A bucket: `s3://bucket/path`, `gs://…`, `az://account/container`; credentials, region and endpoint come from
    the provider's own environment variables (`AWS_…`, `GOOGLE_…`, `AZURE_…`). Raises CannotStore; asks nobody yet.
    """
    if not is_bucket(url):
        raise CannotStore("it must look like s3://bucket/path, gs://bucket/path or az://account/container")
    try:
        # Options for the client would hide those of the environment; its own give up connecting after five seconds.
        store = from_url(url, retry_config={"max_retries": 3, "retry_timeout": PATIENCE})
    except (BaseError, ValueError) as error:
        raise CannotStore(f"the bucket cannot be opened ({type(error).__name__})") from None
    return Storage(store)


def is_bucket(url: str) -> bool:
    """Whether the address has the form of one; a path or a web address is not taken for a bucket."""
    parts = urlsplit(url)
    return parts.scheme in BUCKETS and bool(parts.netloc)


def _checked(key: str) -> str:
    """Keys are made by the program; one with dots or a strange sign in it is a fault, never a path to follow."""
    if not KEY.fullmatch(key):
        raise ValueError("not a storage key")
    return key
