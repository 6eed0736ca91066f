"""What the running app can be asked, and the smallest request that gets past the reading of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any, Protocol
from uuid import UUID

from litestar import Litestar

from tests.conftest import ZWALUWHOF
from tests.isolation.permission_table import NAMELESS
from tests.isolation.world import PDF, TYPE, png
from vetsync.kit.clock import utc_now

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
NO_OBJECTS = frozenset(
    {"slug", "on_date", "job_id", "token", "letter_id", "tenant_id", "event_id", "workspace"}
)
"""Path parameters that name nothing which belongs to somebody."""
STREAMS = frozenset({"streamChanges"})
IMAGES = frozenset({"setPetPhoto", "setMyPicture", "addPracticePhoto"})
WORDS = ("name", "last_name", "first_name", "plan", "text", "notes", "name_en", "insurance", "city")
REFERENCES = frozenset(
    {"patient_id", "client_id", "pet_id", "thread_id", "resource_id", "resource_ids", "department_id", "appointment_id",
     "record_id", "vet_id", "vet", "kept_id", "dropped_id", "one_id", "other_id"}
)  # fmt: skip
TWO_STARTS = [(utc_now() + timedelta(days=days)).isoformat() for days in (44, 45)]
IN_A_WEEK = (utc_now() + timedelta(days=7)).date().isoformat()
FIXED: Mapping[str, Any] = {
    "type": TYPE, "password": "kaas-en-brood-42", "new_password": "kaas-en-brood-43",
    "current_password": "kaas-en-brood-42",
    "email": "nobody@example.org", "admin_email": "nobody@example.org", "role": "receptionist", "phone": "+31201234567",
    "permissions": ["practice.read"], "franchise_slug": "keten", "token": "x" * 43, "species": "dog", "job_id": "1",
    "tenant_id": str(ZWALUWHOF.id), "event_id": str(UUID(int=1)), "message_id": str(UUID(int=2)),
    "key": "nieuw", "days": 7, "items": [], "hours": [], "confirmed_new": True, "limit": 50,
    "id": str(UUID(int=3)), "earliest_on": IN_A_WEEK, "latest_on": IN_A_WEEK,
    "workspace": "today", "starts": TWO_STARTS,
}  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """`objects` are the path parameters that name somebody's things, `refers` the fields of body or query that do."""

    name: str
    method: str
    path: str
    permission: str | None
    body: Mapping[str, Any] = field(default_factory=dict, hash=False)
    is_form: bool = False
    query: tuple[tuple[str, bool, str], ...] = ()
    matches_version: bool = False

    @property
    def parameters(self) -> list[str]:
        return [part.strip("{}").split(":")[0] for part in self.path.split("/") if part.startswith("{")]

    @property
    def objects(self) -> list[str]:
        return [name for name in self.parameters if name not in NO_OBJECTS]

    @property
    def refers(self) -> set[str]:
        return (set(self.body.get("properties", {})) | {name for name, *_ in self.query}) & REFERENCES

    @property
    def is_write(self) -> bool:
        return self.method in UNSAFE

    def url(self, slug: str, ids: Mapping[str, str]) -> str:
        url = self.path
        for part in self.path.split("/"):
            if part.startswith("{"):
                name = part.strip("{}").split(":")[0]
                url = url.replace(part, slug if name == "slug" else self._object(name, ids))
        return url

    def _object(self, name: str, ids: Mapping[str, str]) -> str:
        if name == "application_id" and "vet-applications" in self.path:
            name = "vet_application_id"
        if name in {"record_id", "file_id"} and self.path.startswith("/api/practices"):
            name = f"shared_{name}"
        if name in {"token", "job_id", "tenant_id", "event_id", "workspace"}:
            return str(FIXED[name])
        return ids[name]

    def request(self, slug: str, ids: Mapping[str, str]) -> dict[str, Any]:
        """Arguments for `AsyncClient.request`, with every reference that there is room for."""
        sent: dict[str, Any] = {"method": self.method, "url": self.url(slug, ids), "headers": {}}
        query = {
            name: _query_value(name, shape, slug, ids)
            for name, is_required, shape in self.query
            if is_required or name in REFERENCES or name in {"from", "to", "practice"}
        }  # fmt: skip
        if query:
            sent["params"] = {name: value for name, value in query.items() if value is not None}
        if self.matches_version:
            sent["headers"]["if-match"] = '"1"'
        if self.is_form:
            is_image = self.name in IMAGES
            sent["files"] = {"file": ("a.png", _picture()) if is_image else ("a.pdf", PDF)}
            if "kind" in self.body.get("properties", {}):
                sent["data"] = {"kind": "trade_register"}
        elif self.body:
            sent["json"] = _body(
                self.body, ids, is_change=self.method == "PATCH" or not self.body.get("required")
            )
        return sent


def _query_value(name: str, shape: str, slug: str, ids: Mapping[str, str]) -> Any:
    today = utc_now().date()
    if name == "practice":
        return slug
    if name in {"from", "to"}:
        on = today + timedelta(days=10 if name == "to" else -1)
        return on.isoformat() if shape == "date" else f"{on}T00:00:00Z"
    if name == "vet":
        return None
    if name == "kind":
        return "client"
    return ids.get(name, FIXED.get(name))


def _body(schema: Mapping[str, Any], ids: Mapping[str, str], *, is_change: bool) -> dict[str, Any]:
    properties = schema.get("properties", {})
    required = set(schema.get("required", ()))
    chosen = [name for name in properties if name in required or (name in REFERENCES and name in ids)]
    if is_change and not chosen:
        chosen = [name for name in WORDS if name in properties][:1]
    body = {name: _value(name, properties[name], ids) for name in chosen}
    if "resource_ids" in properties and "resource_id" in ids:
        body["resource_ids"] = [ids["resource_id"]]
    return body


def _value(name: str, schema: Mapping[str, Any], ids: Mapping[str, str]) -> Any:
    if name in ids:
        return ids[name]
    if name in FIXED and schema.get("type") != "boolean":
        return FIXED[name]
    if name == "ends_at":
        return (utc_now() + timedelta(days=40)).isoformat()
    kinds = schema.get("oneOf") or schema.get("anyOf") or [schema]
    schema = kinds[0]
    if "properties" in schema:
        return _body(schema, ids, is_change=False)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "string":
        if schema.get("format") == "date":
            return "2026-03-02"
        return "Gewijzigd"
    plain = {"number": 5, "boolean": True, "array": [], "object": {}}
    return {"integer": schema.get("minimum", 20), **plain}.get(str(kind))


@cache
def _picture() -> bytes:
    return png()


class _Route(Protocol):
    path: str
    route_handler_map: Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    operations: list[Operation]
    undeclared: list[str]


def operations_of(app: Litestar) -> Found:
    """Every route but OPTIONS and HEAD, which are the framework's; `undeclared` lack a name or a permission."""
    described = _described(app)
    found = Found([], [])
    for method, path, handler in _handlers(app):
        permission, name = handler.opt.get("permission"), handler.operation_id
        if not permission or (not name and path not in NAMELESS):
            found.undeclared.append(f"{method} {path}")
        elif path not in NAMELESS:
            more = described.get(name)
            if more is None:
                found.undeclared.append(f"{method} {path} is missing from the description")
            else:
                found.operations.append(Operation(name, method, path, permission, **more))
    return found


def _handlers(app: Litestar) -> Iterator[tuple[str, str, Any]]:
    for route in app.routes:
        handlers = getattr(route, "route_handler_map", None)
        if handlers is None:
            raise AssertionError(f"{route.path} is a route of a kind that the matrix does not know")
        for method, handler in handlers.items():
            if method not in {"OPTIONS", "HEAD"}:
                yield method, route.path, handler[0] if isinstance(handler, tuple) else handler


@lru_cache(maxsize=2)
def _described(app: Litestar) -> dict[str, dict[str, Any]]:
    document = json.loads(json.dumps(app.openapi_schema.to_schema(), default=str))
    schemas = document["components"]["schemas"]
    return {
        operation["operationId"]: _description(operation, schemas)
        for methods in document["paths"].values()
        for operation in methods.values()
        if isinstance(operation, dict) and "operationId" in operation
    }


def _description(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    parameters = operation.get("parameters", [])
    content = operation.get("requestBody", {}).get("content", {})
    body: Mapping[str, Any] = next((one["schema"] for one in content.values()), {})
    return {
        "body": _resolved(body, schemas),
        "is_form": "multipart/form-data" in content,
        "query": tuple(
            (one["name"], bool(one.get("required")), _shape(one["schema"]))
            for one in parameters
            if one["in"] == "query"
        ),
        "matches_version": any(one["name"].lower() == "if-match" for one in parameters),
    }


def _shape(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return next((str(kind["format"]) for kind in kinds if "format" in kind), "")


def _resolved(schema: Any, schemas: Mapping[str, Any], depth: int = 0) -> Any:
    if depth > 8:
        return {}
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _resolved(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas, depth + 1)
        return {name: _resolved(value, schemas, depth + 1) for name, value in schema.items()}
    if isinstance(schema, list):
        return [_resolved(one, schemas, depth + 1) for one in schema]
    return schema
