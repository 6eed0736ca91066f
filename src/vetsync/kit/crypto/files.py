"""Small secret files, written so that a crash leaves the old content or the new, never half of it.

Folders are 0700 and files 0600; a file's data and its folder entry are both synced before a call returns.
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vetsync.kit.crypto.errors import KeysExposed

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW


def private_folder(folder: Path) -> Path:
    """The folder, made if need be; one that others may enter is refused rather than quietly narrowed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        raise KeysExposed("a folder of secrets must have mode 0700")
    return folder


def create_file(path: Path, data: bytes) -> bool:
    """Writes a new file whole; False, and nothing touched, when another process was first."""
    draft = _draft(path, data)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
        sync_folder(path.parent)
    return True


def replace_file(path: Path, data: bytes) -> None:
    _draft(path, data).replace(path)
    sync_folder(path.parent)


def erase_file(path: Path) -> None:
    """Overwrites the content in place, then unlinks.

    A copy-on-write file system or a flash drive may keep the old blocks for a while; whoever must rule
    that out keeps the key store on an encrypted volume and destroys that volume's key.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    with os.fdopen(handle, "wb", buffering=0) as file:
        file.write(os.urandom(path.stat().st_size))
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Adds one line in a single write. What a crash left of an earlier line is closed off, not joined to."""
    is_new = not path.exists()
    with os.fdopen(os.open(path, _APPEND, 0o600), "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        torn = size > 0 and os.pread(file.fileno(), 1, size - 1) != b"\n"
        file.write((b"\n" if torn else b"") + line + b"\n")
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _removed_on_error(draft: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _draft(path: Path, data: bytes) -> Path:
    """The data in a synced file beside its destination, so that putting it there is one rename or link."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with _removed_on_error(draft), os.fdopen(os.open(draft, _NEW, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return draft
