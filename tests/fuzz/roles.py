"""Three people who ask for everything, and the ids of things that are there for them to ask about."""

import base64
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx2
import msgspec

from tests.contract.conftest import log_in
from tests.contract.node import Node
from vetsync.identity.login.tokens import AccessTokens
from vetsync.kit.config import Config
from vetsync.kit.crypto.signing import load_signing_key

SLUG = "zwaluwhof"
ROLES = {
    "owner": "owner@vetsync.example",
    "clinic admin": f"clinic-admin.{SLUG}@vetsync.example",
    "system admin": "system-admin@vetsync.example",
}
STAFF = f"/api/staff/{SLUG}"
FOUND_IN = {
    "owner": {
        "pet_id": "/api/me/pets",
        "appointment_id": "/api/me/appointments?when=past",
        "record_id": "/api/me/records",
        "thread_id": "/api/me/threads",
    },
    "clinic admin": {
        "appointment_id": f"{STAFF}/appointments?from=2020-01-01&to=2035-01-01&limit=20",
        "patient_id": f"{STAFF}/patients",
        "member_id": f"{STAFF}/members",
        "role_id": f"{STAFF}/roles",
        "type_id": f"{STAFF}/appointment-types",
        "resource_id": f"{STAFF}/resources",
        "leave_id": f"{STAFF}/leave",
        "invitation_id": f"{STAFF}/invitations",
        "department_id": f"{STAFF}/departments",
        "thread_id": f"{STAFF}/threads",
    },
    "system admin": {
        "application_id": "/api/platform/applications",
        "user_id": "/api/platform/users",
        "job_id": "/api/platform/jobs",
    },
}
TOKEN_SECONDS = 240.0


@dataclass
class Person:
    """Signed in once; the token is renewed without another log-in, which the brakes would hold back."""

    name: str
    user_id: UUID
    session_id: UUID
    tokens: AccessTokens
    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _token: tuple[float, str] = (0.0, "")

    def headers(self) -> dict[str, str]:
        made_at, token = self._token
        if not token or time.monotonic() - made_at > TOKEN_SECONDS:
            token = self.tokens.issue(self.user_id, self.session_id, datetime.now(UTC))[0]
            self._token = (time.monotonic(), token)
        return {"Authorization": f"Bearer {token}"}


def people(node: Node) -> Iterator[Person]:
    config = Config(data_dir=node.data_dir)
    tokens = AccessTokens([load_signing_key(config.keys_path / "signing.pem")], config.base_url)
    with node.client() as client:
        for name, email in ROLES.items():
            body = log_in(node, email).split(".")[1]
            claims = msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
            person = Person(name, UUID(claims["sub"]), UUID(claims["sid"]), tokens)
            _look_around(client, person)
            yield person


def _look_around(client: httpx2.Client, person: Person) -> None:
    """What a role may list, it may ask about in particular."""
    person.ids["slug"] = [SLUG]
    for name, path in FOUND_IN[person.name].items():
        answer = client.get(path, headers=person.headers())
        if answer.status_code != 200:
            continue
        items: list[dict[str, Any]] = answer.json()["items"]
        found = (item.get("id") or item.get(name) for item in items)
        person.ids[name] += [str(one) for one in found if one]
        for also in ("client_id", "record_id"):
            person.ids[also] += [str(item[also]) for item in items if item.get(also)]
