"""A node as an operator runs it: a process of its own, with the database that comes along."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import httpx2
import psycopg
from psycopg import sql

from tests.store import clear, copy, key_of, locked, store
from vetsync.kit.config import Config
from vetsync.kit.db import processes
from vetsync.kit.db.bootstrap import DATABASE
from vetsync.kit.db.embedded import SUPERUSER
from vetsync.kit.db.home import find_home
from vetsync.kit.db.server import FOLDER

READY = "ready "
PATIENCE_SECONDS = 90.0
ROOT = Path(__file__).parents[2]
TREES = ("src", "migrations")
WITH_OUTBOX = "select schemaname from pg_tables where tablename = 'outbox' order by 1"


def free_port() -> int:
    """One that nobody listens on now; asked for by number, because a node that is killed must come back to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(source: Path | None, address: str | None) -> dict[str, str]:
    """What a process needs in order to run this program as it stands at `source`, reached at `address`."""
    path = {"PYTHONPATH": str(source)} if source else {}
    return {**os.environ, **path, **({"VETSYNC_BASE_URL": address} if address else {})}


@contextmanager
def node_folder(*, demo: bool = False) -> Iterator[Path]:
    """One in which a node has begun; the server's own user gets in too, so the database lies in it and goes with it."""
    folder = Path(tempfile.mkdtemp(prefix=f"node-{os.getpid()}-", dir=store()))
    folder.chmod(0o711)
    try:
        begin(folder / "data", demo=demo)
        yield folder / "data"
    finally:
        shutil.rmtree(folder)


def begin(folder: Path, *, demo: bool) -> None:
    """Fills a folder that is not there yet as a node that began and ended leaves it."""
    with locked():
        clear()
        copy(_kept(demo=demo), folder)


@contextmanager
def demo_node() -> Iterator["Node"]:
    """One that runs with the demo, for as long as this lasts."""
    with node_folder(demo=True) as folder:
        node = Node(folder, demo=True)
        try:
            node.start()
            yield node
        finally:
            node.stop()


def _kept(*, demo: bool) -> Path:
    """Made once: to begin, and still more to load the demo, takes longer than most of what is asked of a node."""
    files = (path for tree in TREES for path in (ROOT / tree).rglob("*"))
    made_from = [path for path in files if path.is_file() and path.suffix != ".pyc"]
    kept = store() / f"kept-{'demo' if demo else 'node'}-{datetime.now(UTC):%d-%H}-{key_of(made_from)}"
    if not kept.exists():
        partial = kept.with_suffix(".partial")
        partial.mkdir(mode=0o711)
        node = Node(partial, demo=demo)
        try:
            node.start()
            wait_for_handlers(node)
            node.terminate()
        finally:
            node.stop()
        partial.rename(kept)
    return kept


def wait_for_handlers(node: "Node") -> None:
    """Until everything that the demo did has been told: what is under way stays leased to the node that began it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(node.superuser_dsn(), autocommit=True) as behind:
        schemas = [row[0] for row in behind.execute(WITH_OUTBOX)]
        waiting = sql.SQL(" union all ").join(
            sql.SQL("select id from {} where done_at is null").format(sql.Identifier(schema, "outbox"))
            for schema in schemas
        )
        while behind.execute(waiting).fetchone() is not None:
            if time.monotonic() > deadline:
                raise RuntimeError("The demo's events are not told.")
            time.sleep(0.05)


@dataclass
class Node:
    """`vetsync run` on a folder. May be killed and started again; whoever makes one stops it."""

    data_dir: Path
    demo: bool = False
    source: Path | None = None
    """Another version's sources, instead of those that are tested."""
    address: str | None = Config().base_url
    """What people type; the same for all nodes of a folder, because tokens name it. None leaves it to the program."""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    ready_line: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Seconds until it said that it is ready."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "vetsync.app.cli", "run", *(["--demo"] if self.demo else [])]
        command += ["--port", str(self.port), "--data-dir", str(self.data_dir)]
        said = self.said_path
        with said.open("wb") as output, (self.data_dir / "complaints.txt").open("ab") as complaints:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=complaints, env=environment(self.source, self.address)
            )
        while True:
            lines = [line for line in said.read_text().splitlines() if line.startswith(READY)]
            if lines:
                self.ready_line = lines[0]
                return time.monotonic() - began
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                raise RuntimeError((self.data_dir / "complaints.txt").read_text()[-2000:])
            time.sleep(0.02)

    def terminate(self) -> float:
        """Asks it to end, as an operator's service manager does; seconds until it had."""
        process = self._running
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
        return time.monotonic() - began

    def kill(self) -> None:
        """kill -9 of the program; nothing of it gets to tidy up."""
        self._running.kill()
        self._running.wait(PATIENCE_SECONDS)

    def kill_database(self) -> None:
        """kill -9 of PostgreSQL under the running program."""
        pid = self.postmaster
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """However it stands."""
        if self.process is not None and self.process.poll() is None:
            self.kill()
        deadline = time.monotonic() + 10
        while self.database_processes() and time.monotonic() < deadline:
            time.sleep(0.02)

    def client(self, **headers: str) -> httpx2.Client:
        return httpx2.Client(base_url=self.url, timeout=20, headers=headers)

    @property
    def said_path(self) -> Path:
        """What it printed; nodes that share a folder each have their own."""
        return self.data_dir / f"said-{self.port}.txt"

    @property
    def postmaster(self) -> int | None:
        return find_home(self.data_dir / FOLDER).pid

    def database_processes(self) -> list[int]:
        """Every process that works in the database's folder."""
        return list(processes.all_working_in(find_home(self.data_dir / FOLDER).data))

    def superuser_dsn(self) -> str:
        """For looking behind the walls; only while the node runs."""
        sockets = quote(str(find_home(self.data_dir / FOLDER).sockets), safe="")
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={sockets}"

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self.process is not None, "the node was not started"
        return self.process


if __name__ == "__main__":
    # For the tests in the browser, which are not written in Python.
    begin(Path(sys.argv[1]), demo=True)
