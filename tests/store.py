"""What is made once and copied by whoever needs it: finished databases, and folders in which a node has begun."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

KEPT_SECONDS = 3600


@cache
def store() -> Path:
    """In memory where there is room, so that many small databases cost little and fsync costs nothing."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000
    folder = (memory if roomy else Path(tempfile.gettempdir())) / f"vetsync-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    return folder


def key_of(paths: Iterable[Path]) -> str:
    """Stands for everything that something is made from."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked() -> Iterator[None]:
    """Who makes something makes it alone."""
    with (store() / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def copy(kept: Path, to: Path) -> None:
    """With its owners: the server runs as another user than root."""
    subprocess.run(["cp", "-a", str(kept), str(to)], check=True)


def clear() -> None:
    """What killed runs left behind, and what was made, or marked as used, an hour ago."""
    for left in (*store().glob("run-*"), *store().glob("node-*")):
        if not Path(f"/proc/{left.name.split('-')[1]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    for kept in store().glob("kept-*"):
        if kept.suffix == ".partial" or kept.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(kept, ignore_errors=True)
