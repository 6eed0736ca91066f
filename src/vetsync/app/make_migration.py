"""Write the next migration from what the models declare.

`python -m vetsync.app.make_migration tenant "add rooms"` compares one tree with a fresh database at its head;
`python -m vetsync.app.make_migration initial` writes both trees' first revision anew, as long as there is no
second one. Read what it wrote: checks and exclusion constraints of existing tables are not compared.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import get_args

from alembic import command
from alembic.operations.ops import (
    CreateTableOp,
    DropTableOp,
    MigrationScript,
)
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from vetsync.kit.db import trees
from vetsync.kit.db.bootstrap import CORE_SCHEMA, DATABASE, PROVISIONER, become_owner, bootstrap
from vetsync.kit.db.embedded import SUPERUSER, EmbeddedServer
from vetsync.kit.db.marks import Tree, folder
from vetsync.kit.db.migrate import load_tables

SCRATCH = "t_scratch"
FIRST = "0001"


def write_revision(dsn: str, tree: Tree, message: str, number: str) -> None:
    """Compare the models with a schema that stands at the tree's head, and write the difference down."""
    schema = CORE_SCHEMA if tree == "core" else SCRATCH
    with trees.engine(dsn).begin() as connection:
        become_owner(trees.driver(connection), schema)
        connection.exec_driver_sql(f"create schema if not exists {schema}")
        trees.upgrade(connection, tree)
        config = trees.config(tree, connection)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(
            config, message, autogenerate=True, rev_id=number, process_revision_directives=leave_out_access
        )


def leave_out_access(context: MigrationContext, revision: object, directives: list[MigrationScript]) -> None:
    """Access is applied by the secure step from the models; a migration does not repeat it."""
    for script in directives:
        for operations in script.upgrade_ops_list + script.downgrade_ops_list:
            for operation in operations.ops:
                if isinstance(operation, CreateTableOp | DropTableOp):
                    operation.info = {}


def next_number(tree: Tree) -> str:
    """Revisions are numbered from 0001."""
    revisions = ScriptDirectory.from_config(trees.config(tree)).walk_revisions()
    return f"{sum(1 for _ in revisions) + 1:04d}"


@contextmanager
def initial_forgotten() -> Iterator[None]:
    """Remove the first revision of both trees, and put it back if the new one cannot be written."""
    scripts = [path for tree in get_args(Tree) for path in (folder(tree) / "versions").glob("*.py")]
    if any(not script.name.startswith(FIRST) for script in scripts):
        raise SystemExit("A tree has more than its first revision: add another instead.")
    former = {script: script.read_text() for script in scripts}
    for script in scripts:
        script.unlink()
    try:
        yield
    except BaseException:
        for script, text in former.items():
            script.write_text(text)
        raise


def tidy(tree: Tree) -> None:
    """Format what was written like everything else."""
    scripts = folder(tree) / "versions"
    for script in scripts.glob("*.py"):
        kept = [line for line in script.read_text().splitlines() if not line.strip().startswith("# ###")]
        script.write_text("\n".join(kept) + "\n")
    for verb in (["check", "--fix", "--exit-zero"], ["format"]):
        command_line = [sys.executable, "-m", "ruff", *verb, "--silent", str(scripts)]
        subprocess.run(command_line, check=True)  # noqa: S603  # fixed words


def main(arguments: list[str]) -> None:
    match arguments:
        case ["initial"]:
            wanted: list[tuple[Tree, str]] = [("core", "initial"), ("tenant", "initial")]
        case [("core" | "tenant") as tree, message]:
            wanted = [("core" if tree == "core" else "tenant", message)]
        case _:
            raise SystemExit(__doc__)
    load_tables()
    with initial_forgotten() if arguments == ["initial"] else nullcontext():
        write_revisions(wanted)


def write_revisions(wanted: list[tuple[Tree, str]]) -> None:
    """Each of them against a server of its own that lives as long as this takes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        with EmbeddedServer(Path(folder) / "server", {"fsync": "off"}) as server:
            bootstrap(server.dsn(SUPERUSER, "postgres"))
            dsn = server.dsn(PROVISIONER, DATABASE)
            for tree, message in wanted:
                write_revision(dsn, tree, message, next_number(tree))
                tidy(tree)


if __name__ == "__main__":
    main(sys.argv[1:])
