"""The whole API, as its own description has it, asked by three roles with sense and with malice.

Every answer must be one that the description promises: a documented status, a body of the documented shape, and
never a server error.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.node import Node, demo_node
from tests.fuzz.hostile import TEXT_VALUES, hostile_body
from tests.fuzz.roles import Person, people

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LEFT_OUT = {
    "streamChanges": "never ends; tests/contract and tests/kit/realtime listen to it",
    "logOut": "would sign the role out in the middle",
    "logOutEverywhere": "would sign the role out in the middle",
    "endSession": "would sign the role out in the middle",
}
NOTHING_REAL = {"disableUser", "suspendPractice", "movePractice", "changeMember", "changeRole", "removeRole"}
"""These would take the role's own rights away, so they are asked about things that aren't there only."""
CLOSED_TO = {
    "owner": ("/api/staff/", "/api/platform/"),
    "clinic admin": ("/api/platform/",),
    "system admin": ("/api/staff/",),
}
SEED = 20261122
TAKEN_OVER = ("method", "url", "params", "cookies", "json")


@dataclass
class Campaign:
    node: Node
    client: httpx2.Client
    people: list[Person]
    operations: list[APIOperation[Any, Any, Any, Any]]
    cases: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seconds: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def campaign() -> Iterator[Campaign]:
    with demo_node() as node, node.client() as client:
        described = client.get("/api/openapi.json").json()
        schema = schemathesis.openapi.from_dict(described)
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        wanted = [one for one in operations if name_of(one) not in LEFT_OUT]
        assert len(operations) - len(wanted) == len(LEFT_OUT)
        yield Campaign(node, client, list(people(node)), wanted)


def name_of(operation: APIOperation[Any, Any, Any, Any]) -> str:
    return str(operation.definition.raw.get("operationId", operation.label))


def ask_everything(campaign: Campaign, examples: int, seed: int | None) -> None:
    for operation in campaign.operations:
        for person in campaign.people:
            # A closed door answers alike whatever is said to it.
            is_closed = operation.path.startswith(CLOSED_TO[person.name])
            ask(campaign, operation, person, 1 if is_closed else examples, seed)


def ask(
    campaign: Campaign,
    operation: APIOperation[Any, Any, Any, Any],
    person: Person,
    examples: int,
    seed: int | None,
) -> None:
    sensible = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    manners = st.sampled_from(("sensible", "hostile"))

    @given(case=sensible, manner=manners, dice=st.integers(0, 2**32))
    @settings(
        max_examples=examples,
        derandomize=seed is not None,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asks(case: Case[Any], manner: str, dice: int) -> None:
        send(campaign, person, case, manner, random.Random(dice))

    asks()


def send(campaign: Campaign, person: Person, case: Case[Any], manner: str, rng: random.Random) -> None:
    name = name_of(case.operation)
    if name not in NOTHING_REAL:
        for parameter in case.path_parameters or {}:
            if person.ids.get(parameter) and rng.random() < 0.8:
                case.path_parameters[parameter] = rng.choice(person.ids[parameter])
    if manner == "hostile" and case.query and rng.random() < 0.7:
        case.query[rng.choice(list(case.query))] = rng.choice(TEXT_VALUES)
    request = _request(campaign, case, person, rng if manner == "hostile" else None)
    if request is None:
        return
    began = time.monotonic()
    response = campaign.client.send(request)
    campaign.seconds.append(time.monotonic() - began)
    campaign.cases[name] += 1
    campaign.statuses[response.status_code] += 1
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        for failure in group.exceptions:
            said = f"{type(failure).__name__} {response.status_code} as {person.name}: {response.text[:300]}"
            campaign.faults[name].append(
                f"{said}\n    {request.method} {request.url} {request.content[:300]!r}"
            )


def _request(
    campaign: Campaign, case: Case[Any], person: Person, malice: random.Random | None
) -> httpx2.Request | None:
    """None for what no client could put on the wire."""
    made = case.as_transport_kwargs(base_url=campaign.node.url, headers=person.headers())
    sent: dict[str, Any] = {key: made[key] for key in TAKEN_OVER if made.get(key) is not None}
    sent["headers"] = dict(made["headers"])
    if made.get("files") is not None:
        files = made["files"].items() if isinstance(made["files"], dict) else made["files"]
        sent["files"] = [(str(name), _as_file(content)) for name, content in files]
    if made.get("data") is not None:
        sent["content" if isinstance(made["data"], bytes | str) else "data"] = made["data"]
    if malice is not None and "json" in sent:
        sent["content"] = hostile_body(sent.pop("json"), malice)
        sent["headers"]["Content-Type"] = "application/json"
    try:
        request = campaign.client.build_request(**sent)
        request.read()
    except (httpx2.InvalidURL, UnicodeError, TypeError, ValueError):
        return None
    return request


def _as_file(content: Any) -> tuple[str, bytes]:
    while isinstance(content, tuple):
        content = content[1]
    return "file", content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")


def conclude(campaign: Campaign) -> None:
    seconds = sorted(campaign.seconds)
    print(
        {
            "n": sum(campaign.cases.values()),
            "operations": len(campaign.cases),
            "statuses": dict(sorted(campaign.statuses.items())),
            "p99_ms": round(seconds[len(seconds) * 99 // 100] * 1000),
            "slowest_ms": round(seconds[-1] * 1000),
        }
    )
    faults = {name: sorted(set(found))[:2] for name, found in campaign.faults.items()}
    assert faults == {}, "\n".join(f"{name}: {line}" for name, lines in faults.items() for line in lines)


def test_every_answer_to_three_roles_is_one_that_the_description_promises(campaign: Campaign) -> None:
    ask_everything(campaign, examples=3, seed=SEED)
    assert len(campaign.cases) == len(campaign.operations)
    conclude(campaign)


@pytest.mark.long
def test_ten_thousand_requests_find_no_answer_that_was_not_promised(campaign: Campaign) -> None:
    ask_everything(campaign, examples=60, seed=None)
    assert sum(campaign.cases.values()) >= 10_000
    assert min(campaign.cases.values()) >= 50
    conclude(campaign)
