"""Whoever asks for a list cannot ask for all of it, in the address or in a body."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

API = json.loads((Path(__file__).parents[2] / "openapi.json").read_text(encoding="utf-8"))
A_DAY = 500
"""The agenda's page is a whole day; no list has a longer one."""


def limits() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in API["components"]["schemas"].items():
        if "limit" in schema.get("properties", {}):
            yield name, schema["properties"]["limit"]
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "limit":
                    yield f"{method} {path}", parameter["schema"]


def test_every_limit_has_an_end() -> None:
    found = dict(limits())
    assert len(found) > 20
    assert {name for name, schema in found.items() if not 1 <= schema.get("maximum", 0) <= A_DAY} == set()
    assert {name for name, schema in found.items() if schema.get("minimum", 0) < 1} == set()
