"""Signed heads of the chains, one append-only file per chain, outside the database.

Whoever can rewrite the database can rewrite a chain with its head; not what was signed and laid elsewhere
before. The folder is the least that is needed; copying it to another host makes it hold against the
operator of this one too.
"""

import asyncio
import datetime
import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import msgspec
import structlog

from vetsync.audit.chain import encode_canonical
from vetsync.audit.verify import HEAD_NOW, Head, Verdict, verify_chain
from vetsync.kit.crypto.files import append_line, private_folder
from vetsync.kit.crypto.signing import SigningKey, VerifyingKey
from vetsync.kit.db.gate import CORE_ID, Gate
from vetsync.kit.db.work import Tenant, View, system_actor
from vetsync.kit.errors import Unavailable

PURPOSE = b"vetsync/audit-head/v1"

log = structlog.get_logger()


class AnchorForged(Unavailable):
    """A line of an anchor file says what its key never signed."""

    code = "anchor_forged"


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the file: the head `hash` (hex) of entry `seq`, as seen `at`, signed by key `kid`."""

    v: int
    chain: uuid.UUID
    seq: int
    hash: str
    at: datetime.datetime
    kid: str
    sig: bytes

    @property
    def signed(self) -> bytes:
        return encode_canonical((self.v, self.chain, self.seq, self.hash, self.at, self.kid))


class AnchorRun(msgspec.Struct, frozen=True):
    """`moved_back` are chains whose head contradicts their last anchor: an alarm, never written over."""

    written: int
    moved_back: list[uuid.UUID]


class AnchorBook:
    """The folder of anchor files. `known_keys` are older public keys by their kid, for lines they signed."""

    def __init__(self, folder: Path, key: SigningKey, known_keys: Mapping[str, VerifyingKey] | None = None):
        self._folder = private_folder(folder)
        self._key = key
        self._keys = {**(known_keys or {}), key.kid: key.verifying}
        self._last: dict[uuid.UUID, Anchor | None] = {}

    def path(self, chain_id: uuid.UUID) -> Path:
        return self._folder / f"{chain_id}.jsonl"

    def read(self, chain_id: uuid.UUID) -> list[Anchor]:
        """All anchors of a chain, each signature checked. A line that a crash tore is passed over."""
        try:
            lines = self.path(chain_id).read_bytes().splitlines()
        except FileNotFoundError:
            return []
        anchors: list[Anchor] = []
        for line in lines:
            try:
                anchor = msgspec.json.decode(line, type=Anchor)
            except msgspec.MsgspecError:
                continue
            key = self._keys.get(anchor.kid)
            if anchor.chain != chain_id or key is None or not key.verify(PURPOSE, anchor.signed, anchor.sig):
                raise AnchorForged
            anchors.append(anchor)
        return anchors

    def heads(self, chain_id: uuid.UUID) -> dict[int, bytes]:
        """The signed hash of each anchored entry. Where two lines differ the first counts: it was laid down
        before anybody could know what the chain would be rewritten to.
        """
        return {anchor.seq: bytes.fromhex(anchor.hash) for anchor in reversed(self.read(chain_id))}

    def write(self, chain_id: uuid.UUID, head: Head, now: datetime.datetime) -> bool | None:
        """Adds the head. False when it has not moved since, None when it went back or changed: an alarm."""
        if chain_id not in self._last:
            self._last[chain_id] = max(self.read(chain_id), key=lambda anchor: anchor.seq, default=None)
        last = self._last[chain_id]
        if last is not None and head.seq <= last.seq:
            return False if (head.seq, head.hash.hex()) == (last.seq, last.hash) else None
        if head.seq == 0:
            return False
        unsigned = Anchor(1, chain_id, head.seq, head.hash.hex(), now, self._key.kid, b"")
        anchor = msgspec.structs.replace(unsigned, sig=self._key.sign(PURPOSE, unsigned.signed))
        append_line(self.path(chain_id), msgspec.json.encode(anchor))
        self._last[chain_id] = anchor
        return True


def _door(gate: Gate, tenant: Tenant) -> AbstractAsyncContextManager[View]:
    actor = system_actor("audit.anchor")
    return gate.core_view("system", actor) if tenant.id == CORE_ID else gate.view(tenant, actor)


async def anchor_heads(gate: Gate, tenants: Sequence[Tenant], book: AnchorBook) -> AnchorRun:
    """Signs every chain's head that has moved; to be run at least each minute, with CORE among `tenants`."""
    written, moved_back = 0, []
    for tenant in tenants:
        async with _door(gate, tenant) as view:
            head, now = await view.row(Head, HEAD_NOW), view.now
        outcome = await asyncio.to_thread(book.write, tenant.id, head, now) if head else None
        if outcome is None:
            log.error("audit.head_moved_back", tenant_id=str(tenant.id))
            moved_back.append(tenant.id)
        written += outcome is True
    return AnchorRun(written, moved_back)


async def verify_chains(gate: Gate, tenants: Sequence[Tenant], book: AnchorBook) -> list[Verdict]:
    """Checks every chain against its entries, head and anchors; a broken one is an alarm in the log."""
    verdicts = []
    for tenant in tenants:
        # Read before the head, so that no anchor is newer than what is checked against it.
        anchors = await asyncio.to_thread(book.heads, tenant.id)
        async with _door(gate, tenant) as view:
            verdict = await verify_chain(view, anchors)
        if verdict.fault is not None:
            log.error(
                "audit.chain_broken", tenant_id=str(tenant.id), seq=verdict.fault.seq, kind=verdict.fault.kind
            )
        verdicts.append(verdict)
    return verdicts
