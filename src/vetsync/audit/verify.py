"""Checks a chain from its entries: that nothing was changed, taken out, put in, exchanged, or cut off.

What the entries and the head can hide together (a cut tail, or all of it written anew) shows against the
anchors, which lie outside the database.
"""

import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal

import msgspec

from vetsync.audit.chain import CANONICAL_VERSION, GENESIS, ChainEntry, encode_canonical, pack_front
from vetsync.kit.db.work import View

BATCH = 2_000

HEAD_NOW = """
select coalesce((select seq from audit_head), 0) as seq,
       coalesce((select hash from audit_head), decode(repeat('00', 32), 'hex')) as hash,
       coalesce((select max(seq) from audit_entry), 0) as last_seq
"""
ENTRIES_AFTER = """
select seq, id, at, actor_id, actor_kind, action, subject, subject_id, request_id, outcome, detail, prev, hash
from audit_entry where seq > $1 and seq <= $2 order by seq limit $3
"""

FaultKind = Literal["missing", "unlinked", "changed", "head", "anchor"]


class Head(msgspec.Struct, frozen=True):
    """How far the chain says it goes, and how far its entries go, read in one statement. Both are 0 at first."""

    seq: int
    hash: bytes
    last_seq: int


class Fault(msgspec.Struct, frozen=True):
    """The first place where a chain breaks.

    missing: the entry is not there · unlinked: it does not follow the one before · changed: its columns do not
    give its hash · head: the entries end elsewhere than the head says · anchor: they contradict a signed head.
    """

    seq: int
    kind: FaultKind


class Verdict(msgspec.Struct, frozen=True):
    """`entries` were checked; `anchored_seq` is the last one that a signed head outside vouches for."""

    chain_id: uuid.UUID
    entries: int
    anchored_seq: int
    fault: Fault | None

    @property
    def is_intact(self) -> bool:
        return self.fault is None


class Verifier:
    """Is fed the entries in order and stops at the first fault. `anchors` maps numbers to signed hashes."""

    def __init__(
        self,
        chain_id: uuid.UUID,
        anchors: Mapping[int, bytes] | None = None,
        *,
        seq: int = 0,
        hash: bytes = GENESIS,
    ):
        self._chain_id = chain_id
        self._anchors = anchors or {}
        self.seq = seq
        self.hash = hash

    def feed(self, entries: Iterable[ChainEntry]) -> Fault | None:
        chain_id, anchors, seq, hash = self._chain_id, self._anchors, self.seq, self.hash
        for entry in entries:
            seq += 1
            if entry.seq != seq:
                return Fault(seq, "missing")
            if entry.prev != hash:
                return Fault(seq, "unlinked")
            facts = (
                CANONICAL_VERSION, chain_id, entry.id, entry.at, entry.actor_id, entry.actor_kind, entry.action,
                entry.subject, entry.subject_id, entry.request_id, entry.outcome, entry.detail,
            )  # fmt: skip
            try:
                canonical = encode_canonical(facts)
            except (UnicodeEncodeError, ValueError):
                return Fault(seq, "changed")
            hash = sha256(hash + pack_front(seq, len(canonical)) + canonical).digest()
            if entry.hash != hash:
                return Fault(seq, "changed")
            if anchors and anchors.get(seq, hash) != hash:
                return Fault(seq, "anchor")
        self.seq, self.hash = seq, hash
        return None

    def finish(self, head: Head) -> Fault | None:
        """Compares where the entries ended with the head and with the last anchor."""
        if self.seq != head.last_seq:
            return Fault(self.seq + 1, "missing")
        if (self.seq, self.hash) != (head.seq, head.hash):
            return Fault(self.seq + 1, "head")
        if max(self._anchors, default=0) > self.seq:
            return Fault(self.seq + 1, "anchor")
        return None


async def verify_chain(view: View, anchors: Mapping[int, bytes]) -> Verdict:
    """Checks the whole chain of the view's schema, up to where it stood when the check began."""
    verifier = Verifier(view.tenant.id, anchors)
    head = await view.row(Head, HEAD_NOW)
    assert head is not None, "the statement always has one row"
    fault: Fault | None = None
    while fault is None:
        batch = await view.rows(ChainEntry, ENTRIES_AFTER, verifier.seq, head.last_seq, BATCH)
        if not batch:
            fault = verifier.finish(head)
            break
        fault = verifier.feed(batch)
    anchored = max((seq for seq in anchors if seq <= verifier.seq), default=0)
    return Verdict(view.tenant.id, verifier.seq, anchored, fault)
