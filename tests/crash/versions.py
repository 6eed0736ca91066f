"""The next version of the program: these sources, with one more revision in each tree of migrations."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import vetsync
from tests.contract.node import environment

SOURCE = Path(vetsync.__file__).parents[1]
REVISION = '''"""One column more, in a table that everybody uses."""

import sqlalchemy as sa
from alembic import op

revision = "0002_next"
down_revision = "{down}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("{table}", sa.Column("of_tomorrow", sa.Text(), nullable=True))
    op.execute("select pg_sleep({seconds})")


def downgrade() -> None:
    op.drop_column("{table}", "of_tomorrow")
'''
TABLES = {"core": "tenant", "tenant": "client"}


def make_next(folder: Path, seconds: float) -> Path:
    """Where its sources are. Each schema takes so many seconds, with its locks held, so that a kill can hit one."""
    for name in ("src/vetsync", "migrations"):
        shutil.copytree(SOURCE.parent / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for tree, table in TABLES.items():
        versions = folder / "migrations" / tree / "versions"
        (first,) = versions.glob("0001_*.py")
        down = next(
            line.split('"')[1] for line in first.read_text().splitlines() if line.startswith("revision")
        )
        text = REVISION.format(down=down, table=table, seconds=seconds)
        (versions / "0002_next.py").write_text(text)
    return folder / "src"


class Migration:
    """`vetsync migrate` of a version, with all processes that it begins."""

    def __init__(self, source: Path, data_dir: Path):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vetsync.app.cli", "migrate", "--data-dir", str(data_dir)],
            env=environment(source, None), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate(timeout=30)

    def finish(self) -> tuple[int, str]:
        """Exit code, and what it said."""
        said, _ = self._process.communicate(timeout=120)
        return self._process.returncode, said.decode()
