"""What the program can say of itself by a name has words in both languages of the client."""

import ast
import json
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import vetsync
from tests.application import opened_app
from tests.conftest import Database
from vetsync.kit.db.work import Event
from vetsync.kit.errors import VetSyncError
from vetsync.kit.http import problems

pytestmark = pytest.mark.anyio

WEB = Path(__file__).parents[2] / "web" / "src"
LOCALES = ("nl", "en")
FOR_OPERATORS = {"anchor_forged", "not_confirmed", "not_yet"}
"""Said by commands on the machine itself, never to a browser."""


def texts(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WEB / path).read_text(encoding="utf-8"))
    return found


def leaves(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, str):
        yield path
        return
    for key, inner in value.items():
        yield from leaves(inner, f"{path}.{key}" if path else key)


def topics(kind: type[Event] = Event) -> Iterator[str]:
    """Of every event of the program, whether anybody reacts to it or not."""
    for found in kind.__subclasses__():
        if found.__module__.startswith("vetsync.") and hasattr(found, "topic"):
            yield found.topic
        yield from topics(found)


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_job_and_every_event_has_a_name(database: Database, tmp_path: Path, locale: str) -> None:
    words = texts(f"workspaces/admin/locales/{locale}.json")
    async with opened_app(database, tmp_path) as app:
        jobs = app.parts.jobs.names()
    assert {"send_letter", "measure_pulse", "seal_anew"} <= jobs
    assert set(words["job"]["task"]) == jobs
    assert set(leaves(words["event"]["kind"])) == set(topics())


def codes() -> set[str]:
    """Of every error class, of every error that is given a code where it is raised, and the framework's."""
    found = {"http_error", *problems._CODES.values()}
    for module in pkgutil.walk_packages(vetsync.__path__, "vetsync."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    kinds: list[type[VetSyncError]] = [VetSyncError]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith("vetsync."):
            found.add(kind.code)
    for path in Path(vetsync.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                values = (one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant))
                found |= {one for one in values if isinstance(one, str) and re.fullmatch(r"[a-z_]+", one)}
    return found - FOR_OPERATORS


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_has_words(locale: str) -> None:
    said = set(texts(f"locales/{locale}/problems.json"))
    for path in WEB.glob(f"*/*/locales/{locale}.json"):
        said |= set(texts(str(path.relative_to(WEB))).get("problems", {}))
    known = codes()
    assert {"export_too_large", "slot_taken", "invalid", "database_unavailable"} <= known
    assert known - said == set()
