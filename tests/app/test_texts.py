"""What the program can say of itself by a name has words in both languages of the client."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.application import opened_app
from tests.conftest import Database
from vetsync.kit.db.work import Event

pytestmark = pytest.mark.anyio

WEB = Path(__file__).parents[2] / "web" / "src"
LOCALES = ("nl", "en")


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
