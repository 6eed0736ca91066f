"""Rules of structure that import-linter has no word for."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "vetsync"
DOMAINS = {
    "integration", "insights", "search", "messaging", "billing", "protocols", "directory", "records",
    "scheduling", "inventory", "patients", "identity", "tenancy", "audit",
}  # fmt: skip
DOORS = {"service", "queries", "schemas", "events", "errors", "permissions", "settings"}
IO_MODULES = {"asyncpg", "litestar", "httpx2", "aiosmtplib", "psycopg", "obstore", "asyncio", "socket"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCE.rglob("*.py"):
        yield path, ast.parse(path.read_text())


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_a_domain_is_entered_only_through_its_doors() -> None:
    """`app` composes, so it may import anything; a domain's own parts may too."""
    trespassers = set()
    for path, tree in modules():
        home = path.relative_to(SOURCE).parts[0]
        if home == "app":
            continue
        for name in imported(tree):
            parts = name.split(".")
            if parts[0] != "vetsync" or len(parts) < 3 or parts[1] == home or parts[1] not in DOMAINS:
                continue
            if not DOORS & set(parts[2:]) and (SOURCE.joinpath(*parts[1:]).with_suffix(".py")).exists():
                trespassers.add(f"{path.relative_to(SOURCE)} imports {name}")
    assert trespassers == set()


def test_only_routes_and_the_kit_speak_http() -> None:
    speakers = {
        str(path.relative_to(SOURCE))
        for path, tree in modules()
        if any(name.split(".")[0] == "litestar" for name in imported(tree))
    }
    allowed = {
        name
        for name in speakers
        if name.startswith(("kit/", "app/")) or name.endswith(("routes.py", "guard.py"))
    }
    assert len(speakers) > 5
    assert speakers - allowed == set()


def test_rules_import_nothing_that_reads_or_writes() -> None:
    guilty = {
        f"{path.relative_to(SOURCE)} imports {name}"
        for path, tree in modules()
        if path.name == "rules.py"
        for name in imported(tree)
        if name.split(".")[0] in IO_MODULES or name.startswith("vetsync.kit.db")
    }
    assert guilty == set()


def test_no_import_stands_inside_a_function() -> None:
    guilty = {
        f"{path.relative_to(SOURCE)}:{inner.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    assert guilty == set()


def test_only_the_gate_and_its_neighbours_reach_for_the_driver() -> None:
    """A connection obtained elsewhere would have no tenant; errors of the driver would carry rows."""
    users = {
        str(path.relative_to(SOURCE))
        for path, tree in modules()
        if any(name.split(".")[0] in {"asyncpg", "psycopg", "psycopg_pool"} for name in imported(tree))
    }
    assert all(
        name.startswith("kit/") or name in {"audit/recorder.py", "audit/verify.py"} for name in users
    ), users
    openers = {
        str(path.relative_to(SOURCE))
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"create_pool", "acquire"}
    }
    assert openers <= {"kit/db/gate.py", "kit/jobs/connect.py"}, openers
