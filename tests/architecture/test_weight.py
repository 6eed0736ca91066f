"""What a running node does not carry about with it."""

import subprocess
import sys

WITHOUT = ("sqlalchemy", "alembic", "pydantic")
"""Tools for migrating, which only `vetsync.kit.db.upkeep_process` needs, and what a page of ours does instead."""
LOADED = f"import sys, vetsync.app.cli; print(*(name for name in {WITHOUT} if name in sys.modules))"


def test_a_node_does_not_load_what_only_migrations_need() -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert said.stdout.split() == []
