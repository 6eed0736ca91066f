"""Many people book at once while things are killed; every one of them insists until there is an answer."""

import asyncio
import dataclasses
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import msgspec

from tests.contract.node import Node
from tests.crash.field import SLUG, Field, Owner

PATH = f"/api/practices/{SLUG}/appointments"
PATIENCE_SECONDS = 90.0
TOKEN_SECONDS = 240.0
ASK_AGAIN = {"in_flight", "try_again"}


@dataclass
class Attempt:
    """One intent: whatever happens on the way, its key stays the same."""

    owner: Owner
    body: dict[str, Any]
    key: str
    status: int = 0
    answer: bytes = b""
    sent: int = 0

    @property
    def appointment_id(self) -> UUID:
        return UUID(msgspec.json.decode(self.answer)["id"])


@dataclass
class Kill:
    """What is killed once `at` attempts have an answer, and how long it took until the next one had."""

    at: int
    act: Callable[[], object]
    began: float = 0.0
    recovered_seconds: float | None = None


@dataclass
class Storm:
    """Runs attempts `at_once`. `faults` are answers that no client should ever see."""

    node: Node
    field: Field
    kills: list[Kill] = dataclasses.field(default_factory=list)
    at_once: int = 32
    unknown: int = 0
    answered: int = 0
    seconds: float = 0.0
    faults: Counter[str] = dataclasses.field(default_factory=Counter)
    _tokens: dict[UUID, tuple[float, str]] = dataclasses.field(default_factory=dict)

    def run(self, attempts: Iterable[Attempt]) -> None:
        asyncio.run(self._run(attempts))

    async def _run(self, attempts: Iterable[Attempt]) -> None:
        limits = httpx2.Limits(max_connections=self.at_once, max_keepalive_connections=self.at_once)
        waiting = iter(attempts)
        began = time.monotonic()
        async with httpx2.AsyncClient(base_url=self.node.url, timeout=30, limits=limits) as client:

            async def worker() -> None:
                for attempt in waiting:
                    await self._insist(client, attempt)

            async with asyncio.TaskGroup() as group:
                killer = group.create_task(self._kill())
                workers = [asyncio.create_task(worker()) for _ in range(self.at_once)]
                await asyncio.gather(*workers)
                killer.cancel()
        self.seconds = time.monotonic() - began

    async def _insist(self, client: httpx2.AsyncClient, attempt: Attempt) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not await self._send(client, attempt):
            self.unknown += 1
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer after {attempt.sent} tries")
            # Polite, as a client should be: a crowd that hammers takes the processor from what must start again.
            await asyncio.sleep(random.uniform(0.5, 1.0) * min(0.05 * 2 ** min(attempt.sent, 10), 1.0))

    async def _send(self, client: httpx2.AsyncClient, attempt: Attempt) -> bool:
        """Whether there is an answer now."""
        began = time.monotonic()
        attempt.sent += 1
        headers = {"Authorization": f"Bearer {self._token(attempt.owner)}", "Idempotency-Key": attempt.key}
        try:
            answer = await client.post(PATH, json=attempt.body, headers=headers)
        except httpx2.TransportError:
            return False
        if answer.status_code == 503 or (answer.status_code == 409 and answer.json()["code"] in ASK_AGAIN):
            return False
        if answer.status_code not in {201, 409}:
            self.faults[f"{answer.status_code} {answer.text[:200]}"] += 1
            return answer.status_code < 500
        attempt.status, attempt.answer = answer.status_code, answer.content
        self.answered += 1
        for kill in self.kills:
            if kill.began and kill.recovered_seconds is None and began > kill.began:
                kill.recovered_seconds = time.monotonic() - kill.began
        return True

    async def _kill(self) -> None:
        for kill in self.kills:
            while self.answered < kill.at:
                await asyncio.sleep(0.005)
            kill.began = time.monotonic()
            await asyncio.to_thread(kill.act)
            while kill.recovered_seconds is None:
                await asyncio.sleep(0.005)

    def _token(self, owner: Owner) -> str:
        made_at, token = self._tokens.get(owner.session_id, (0.0, ""))
        if time.monotonic() - made_at > TOKEN_SECONDS or not token:
            token = self.field.token(owner)
            self._tokens[owner.session_id] = (time.monotonic(), token)
        return token


def rush(field: Field, rng: random.Random, rivals: int) -> list[Attempt]:
    """All of them want the same vet at the same time, before everything that is planned."""
    starts_at = field.first_at - timedelta(hours=1)
    return [_attempt(field, rng, "quick", starts_at, field.vets[0]) for _ in range(rivals)]


def plan(field: Field, rng: random.Random, *, contended: int, rivals: int, free: int) -> list[Attempt]:
    """Rivals for `contended` slots stand close together, among bookings of slots that nobody else wants."""
    groups: list[list[Attempt]] = []
    for number in range(contended):
        # Three kinds of rivalry: for a vet, for a vet in a room, and (any vet will do) for the three devices.
        kind = ("quick", "exam", "scan")[number % 3]
        starts_at = field.first_at + timedelta(minutes=40 * number)
        vet = None if kind == "scan" else rng.choice(field.vets)
        groups.append([_attempt(field, rng, kind, starts_at, vet) for _ in range(rivals)])
    first_free = field.first_at + timedelta(minutes=40 * contended)
    places = itertools.product(range(free // len(field.vets) + 1), field.vets)
    for step, vet in itertools.islice(places, free):
        groups.append([_attempt(field, rng, "quick", first_free + timedelta(minutes=10 * step), vet)])
    rng.shuffle(groups)
    return [attempt for group in groups for attempt in group]


def _attempt(field: Field, rng: random.Random, kind: str, starts_at: datetime, vet: UUID | None) -> Attempt:
    owner = rng.choice(field.owners)
    body: dict[str, Any] = {
        "type": kind,
        "starts_at": starts_at.isoformat(),
        "pet_id": str(owner.pet_id),
        "reason": "Kijk even",
    }
    if vet is not None:
        body["vet_id"] = str(vet)
    return Attempt(owner, body, f"{rng.getrandbits(128):032x}")


def twice(attempts: list[Attempt], rng: random.Random, share: float) -> list[Attempt]:
    """Some are impatient: the same intent, with the same key, is on its way twice at once."""
    doubled: list[Attempt] = []
    for attempt in attempts:
        doubled.append(attempt)
        if rng.random() < share:
            doubled.append(Attempt(attempt.owner, attempt.body, attempt.key))
    return doubled
