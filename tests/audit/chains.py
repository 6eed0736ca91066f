"""A chain made in memory, as it would stand in the table."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from vetsync.audit.chain import GENESIS, ChainEntry, canonical, link
from vetsync.audit.verify import Fault, Head, Verifier

CHAIN = UUID(int=0xC0FFEE)
OPENED_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def made(count: int, chain_id: UUID = CHAIN, seed: int = 1) -> list[ChainEntry]:
    """`count` entries; some have no actor, no subject id, no detail, so that absence is covered too."""
    chance = random.Random(seed)
    entries: list[ChainEntry] = []
    prev = GENESIS
    for seq in range(1, count + 1):
        facts = (
            UUID(int=chance.getrandbits(128)),
            OPENED_AT + timedelta(microseconds=seq * 1_234_567),
            UUID(int=chance.getrandbits(128)) if seq % 3 else None,
            "user" if seq % 3 else "system",
            "appointment.confirm",
            "appointment",
            UUID(int=chance.getrandbits(128)) if seq % 5 else None,
            f"request-{seq}",
            "done",
            chance.randbytes(60) if seq % 4 else None,
        )
        hash = link(prev, seq, canonical(chain_id, facts))
        entries.append(ChainEntry(seq, *facts, prev, hash))
        prev = hash
    return entries


def rechained(entries: list[ChainEntry], chain_id: UUID = CHAIN) -> list[ChainEntry]:
    """The same entries numbered and hashed anew: what somebody does who rewrites history with care."""
    prev = GENESIS
    chain: list[ChainEntry] = []
    for seq, entry in enumerate(entries, 1):
        facts = (
            entry.id, entry.at, entry.actor_id, entry.actor_kind, entry.action, entry.subject, entry.subject_id,
            entry.request_id, entry.outcome, entry.detail,
        )  # fmt: skip
        hash = link(prev, seq, canonical(chain_id, facts))
        chain.append(ChainEntry(seq, *facts, prev, hash))
        prev = hash
    return chain


def head_of(entries: list[ChainEntry]) -> Head:
    return Head(entries[-1].seq, entries[-1].hash, entries[-1].seq) if entries else Head(0, GENESIS, 0)


def check(
    entries: list[ChainEntry], head: Head, anchors: dict[int, bytes] | None = None, chain_id: UUID = CHAIN
) -> Fault | None:
    verifier = Verifier(chain_id, anchors)
    return verifier.feed(entries) or verifier.finish(head)
