"""The PostgreSQL that comes with the program: started, watched and stopped here, reached by a Unix socket.

The server belongs to the process that started it and ends with it, however that process ends. Other processes
on the same folder attach to it; when the owner is gone, whoever notices first starts the server again. One
lock file orders all of that.
"""

from __future__ import annotations

import logging
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import quote

import psycopg

from vetsync.kit.db import processes
from vetsync.kit.db.home import Home, ServerFailed, find_home

log = logging.getLogger(__name__)

SUPERUSER = "postgres"
PATIENCE_SECONDS = 60.0
GLANCE_SECONDS = 0.25
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "max_locks_per_transaction": "512",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "recovery_init_sync_method": "syncfs",
    "jit": "off",
    "io_method": "sync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u ",
    # The log holds no row, no statement and no parameter: they may be about people.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
INITDB = (
    f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--no-instructions",
)  # fmt: skip
Order = Literal["ensure", "stop"]


class EmbeddedServer:
    """One server on one data folder, shared by all processes that name the same folder."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str] | None = None):
        self._named = data_dir.expanduser().absolute()
        self._settings = {**SETTINGS, **(settings or {})}
        self._orders: queue.Queue[tuple[Order, Future[None]]] = queue.Queue()
        self._keeper: threading.Thread | None = None
        self._found: Home | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe_watch: subprocess.Popen[bytes] | None = None
        self._answered: int | None = None

    def start(self) -> None:
        """Start the server or attach to a running one; returns when it answers."""
        if self._keeper is None:
            self._found = find_home(self._named)
            self._keeper = threading.Thread(target=self._keep, name="embedded-postgres", daemon=True)
            self._keeper.start()
        try:
            self._order("ensure")
        except BaseException:
            self.stop()
            raise

    def ensure_running(self) -> None:
        """Look now instead of at the next glance; raises ServerFailed if it cannot be helped."""
        self._order("ensure")

    def stop(self) -> None:
        """Stop the server if it is ours; if we are only attached, let it be."""
        if self._keeper is not None:
            self._order("stop")
            self._keeper.join()
            self._keeper = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def dsn(self, role: str, database: str) -> str:
        """An address that both asyncpg and libpq understand. No password: the socket's folder is private."""
        sockets = quote(str(self._home.sockets), safe="")
        return f"postgresql://{quote(role)}@/{quote(database)}?host={sockets}"

    @property
    def is_owner(self) -> bool:
        """Whether the server is this process's child."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The postmaster's process id as its own file says, dead or alive."""
        return self._home.pid

    @property
    def _home(self) -> Home:
        if self._found is None:
            raise ServerFailed("The embedded server has not been started.")
        return self._found

    # One thread, the keeper, does all the forking: the kernel binds the server's life to that thread.

    def _order(self, order: Order) -> None:
        if self._keeper is None:
            raise ServerFailed("The embedded server has not been started.")
        done: Future[None] = Future()
        self._orders.put((order, done))
        done.result()

    def _keep(self) -> None:
        while True:
            try:
                order, done = self._orders.get(timeout=GLANCE_SECONDS)
            except queue.Empty:
                self._glance()
                continue
            try:
                if order == "ensure":
                    self._ensure()
                else:
                    self._let_go()
            except BaseException as error:
                done.set_exception(error)
            else:
                done.set_result(None)
            if order == "stop":
                return

    def _glance(self) -> None:
        try:
            self._ensure()
        except Exception as error:  # the keeper survives anything, since its end would stop the server
            log.error("The embedded server is down and does not start: %s", error)

    def _ensure(self) -> None:
        if self._lives():
            return
        with self._home.locked():
            self._process = None
            pid = self._home.pid
            if pid is not None and self._await_answer(pid):
                return
            self._clear_the_dead()
            if not self._home.data.exists():
                self._initialise()
            self._launch()

    def _lives(self) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        pid = self._home.pid
        return pid is not None and pid == self._answered and processes.is_running(pid)

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            with self._home.locked():
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(PATIENCE_SECONDS)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGQUIT)
                    process.wait()
        if self._pipe_watch is not None:
            self._pipe_watch.communicate()
            self._pipe_watch = None

    def _initialise(self) -> None:
        """initdb into a side folder, renamed when complete, so that an interrupted one is never mistaken."""
        fresh = self._home.folder / "pg.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._home.own(fresh)
        with tempfile.TemporaryFile() as output:
            command = [self._home.program("initdb"), f"--pgdata={fresh}", *INITDB]
            if processes.spawn(command, self._home.user, output=output).wait() != 0:
                output.seek(0)
                said = output.read().decode(errors="replace").strip()[-500:]
                raise ServerFailed(f"initdb failed in {fresh}: {said}")
        fresh.rename(self._home.data)

    def _clear_the_dead(self) -> None:
        """Remove `postmaster.pid` of a server that is gone.

        Never while children of a killed server still work in the folder: two servers on one folder would
        destroy it. They end by themselves as soon as they notice.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while processes.all_working_in(self._home.data):
            if time.monotonic() > deadline:
                raise ServerFailed(f"A stopped server's processes still work in {self._home.data}; end them.")
            time.sleep(0.02)
        if processes.HAS_PROC:
            (self._home.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self) -> None:
        command = [self._home.program("postgres"), "-D", str(self._home.data), "-k", str(self._home.sockets)]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        bound = processes.die_with_parent()
        with self._home.open_log() as output:
            process = processes.spawn(command, self._home.user, output=output, bound=bound)
        if bound is None:
            self._pipe_watch = processes.watch_by_pipe(process.pid, self._home.user)
        self._process = process
        if not self._await_answer(process.pid):
            self._process = None
            if process.poll() is None:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            raise ServerFailed(f"PostgreSQL does not start; {self._home.log_path} says why.")

    def _await_answer(self, pid: int) -> bool:
        """Wait while this server lives and does not answer yet; recovery after a crash may take a while."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None:
                alive = self._process.poll() is None  # collects our own child, which no other look can
            else:
                alive = processes.works_in(pid, self._home.data)
            if not alive:
                return False
            try:
                with psycopg.connect(self.dsn(SUPERUSER, "postgres"), connect_timeout=5):
                    self._answered = pid
                    return True
            except psycopg.OperationalError:
                time.sleep(0.01)
        return False
