"""What the embedded server needs to know about operating-system processes and users."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PROC = Path("/proc")
HAS_PROC = (PROC / "self" / "stat").exists()
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class User:
    """An operating-system user by number."""

    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether this user gets as far as this folder, asked of the system itself (modes, lists, mounts)."""
        return spawn(["/bin/sh", "-c", 'test -x "$0" && test -r "$0"', str(folder)], self).wait() == 0


def user_for(folder: Path) -> User:
    """The user to run the server as: ourselves, or, since it refuses root, somebody without rights.

    A data folder that an ordinary user made earlier keeps belonging to that user.
    """
    if os.geteuid() != 0:
        return User(os.geteuid(), os.getegid())
    if folder.exists() and folder.stat().st_uid != 0:
        return User(folder.stat().st_uid, folder.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return User(nobody.pw_uid, nobody.pw_gid)


def spawn(
    command: list[str],
    user: User,
    *,
    output: IO[bytes] | None = None,
    bound: Callable[[], None] | None = None,
    watch: bool = False,
) -> subprocess.Popen[bytes]:
    """Start one of the server's programs as this user, in a session of its own.

    A session of its own keeps the terminal's Ctrl-C away: we stop the server ourselves, last. `bound` runs
    in the child after the change of user; `watch` gives it our pipe as standard input.
    """
    change = user.uid != os.geteuid()
    return subprocess.Popen(  # noqa: S603  # commands are built from our own constants
        command,
        cwd="/",
        env=ENVIRONMENT,
        stdin=subprocess.PIPE if watch else subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=bound,  # noqa: PLW1509  # one call into libc with the interpreter lock held, see below
        user=user.uid if change else None,
        group=user.gid if change else None,
        extra_groups=[] if change else None,
    )


def is_running(pid: int) -> bool:
    """Alive and not a zombie: one that nobody has collected still answers `kill(pid, 0)`."""
    if HAS_PROC:
        try:
            return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except (FileNotFoundError, ProcessLookupError):
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def works_in(pid: int, folder: Path) -> bool:
    """Whether this living process is a server on this folder, and not a stranger who got the same number."""
    if not HAS_PROC:
        return is_running(pid)
    try:
        return (PROC / str(pid) / "cwd").readlink() == folder and is_running(pid)
    except OSError:
        return False


def all_working_in(folder: Path) -> list[int]:
    """Living processes whose working folder this is: a server and its children. Empty without /proc."""
    found: list[int] = []
    if HAS_PROC:
        with contextlib.suppress(FileNotFoundError):
            found = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in found if works_in(pid, folder)]


def die_with_parent() -> Callable[[], None] | None:
    """What the child runs between fork and exec, so that the kernel stops the server when we are killed.

    It comes after the change of user, which would clear the setting. The kernel means the *thread* that
    forked, so that thread must live as long as the server may. None where the system cannot do this.
    """
    if not sys.platform.startswith("linux"):
        return None
    # PyDLL keeps the interpreter lock: nothing here may wait for a thread that fork left behind.
    prctl = ctypes.PyDLL(None).prctl
    parent = os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
        if os.getppid() != parent:  # we were killed before the line above
            os._exit(1)

    return bind


def watch_by_pipe(pid: int, user: User) -> subprocess.Popen[bytes]:
    """Elsewhere than on Linux: a small shell that stops the server when our end of its pipe closes."""
    return spawn(["/bin/sh", "-c", 'cat >/dev/null; kill -INT "$0"', str(pid)], user, watch=True)
