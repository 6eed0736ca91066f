"""Signed heads outside the database catch what the database alone can hide."""

import json
import stat
from pathlib import Path

import msgspec
import pytest

from tests.audit.chains import rechained
from tests.audit.conftest import Tamper
from tests.audit.people import MANAGER, RECEPTIONIST
from tests.conftest import Clock
from vetsync.audit.anchor import AnchorBook, AnchorForged, anchor_heads, verify_chains
from vetsync.audit.chain import ChainEntry
from vetsync.audit.verify import ENTRIES_AFTER, Fault, Head
from vetsync.kit.crypto.signing import load_signing_key
from vetsync.kit.db.gate import CORE, Gate
from vetsync.kit.db.work import Tenant

pytestmark = pytest.mark.anyio
CUT = "delete from audit_entry where seq > %s"
MOVE_HEAD = """
update audit_head set (seq, prev, hash) = (select seq, prev, hash from audit_entry order by seq desc limit 1)
"""
REPLACE = "update audit_entry set outcome = %s, prev = %s, hash = %s where seq = %s"


async def note(gate: Gate, tenant: Tenant, count: int) -> None:
    async with gate.work(tenant, RECEPTIONIST) as work:
        for _ in range(count):
            work.audit("patient.rename", "patient", None, after="Canarypet")


async def fault(gate: Gate, tenant: Tenant, book: AnchorBook) -> Fault | None:
    return (await verify_chains(gate, [tenant], book))[0].fault


async def test_heads_that_moved_are_signed_once(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, clock: Clock
) -> None:
    everybody = [CORE, *tenants]
    assert (await anchor_heads(gate, everybody, book)).written == 0
    await note(gate, tenants[0], 3)
    assert (await anchor_heads(gate, everybody, book)).written == 1
    assert (await anchor_heads(gate, everybody, book)).written == 0
    clock.advance(minutes=1)
    await note(gate, tenants[0], 1)
    await note(gate, tenants[1], 1)
    run = await anchor_heads(gate, everybody, book)
    assert (run.written, run.moved_back) == (2, [])
    assert [anchor.seq for anchor in book.read(tenants[0].id)] == [3, 4]
    assert book.read(tenants[0].id)[1].at == clock.now
    verdicts = await verify_chains(gate, everybody, book)
    assert [(verdict.entries, verdict.anchored_seq, verdict.is_intact) for verdict in verdicts] == [
        (0, 0, True), (4, 4, True), (1, 1, True),
    ]  # fmt: skip


async def test_a_tail_cut_together_with_the_head_is_found(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, tamper: Tamper
) -> None:
    await note(gate, tenants[0], 5)
    await anchor_heads(gate, [tenants[0]], book)
    tamper(tenants[0].schema, CUT, 3)
    tamper(tenants[0].schema, MOVE_HEAD)
    assert await fault(gate, tenants[0], book) == Fault(4, "anchor")
    assert (await anchor_heads(gate, [tenants[0]], book)).moved_back == [tenants[0].id]


async def test_a_chain_rewritten_with_its_head_is_found(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, tamper: Tamper
) -> None:
    tenant = tenants[0]
    await note(gate, tenant, 5)
    await anchor_heads(gate, [tenant], book)
    async with gate.view(tenant, MANAGER) as view:
        entries = await view.rows(ChainEntry, ENTRIES_AFTER, 0, 100, 100)
    entries[1] = msgspec.structs.replace(entries[1], outcome="refused")
    for entry in rechained(entries, tenant.id):
        tamper(tenant.schema, REPLACE, entry.outcome, entry.prev, entry.hash, entry.seq)
    tamper(tenant.schema, MOVE_HEAD)
    assert await fault(gate, tenant, book) == Fault(5, "anchor")
    assert (await anchor_heads(gate, [tenant], book)).moved_back == [tenant.id]
    # Going on as if nothing had happened does not cover it up, not even for a node that was started afterwards.
    await note(gate, tenant, 2)
    await anchor_heads(gate, [tenant], book)
    assert await fault(gate, tenant, book) == Fault(5, "anchor")


async def test_a_forged_line_is_refused(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, tmp_path: Path
) -> None:
    await note(gate, tenants[0], 2)
    await anchor_heads(gate, [tenants[0]], book)
    path = book.path(tenants[0].id)
    good = path.read_bytes()
    line = json.loads(good)
    for changed in (
        line | {"seq": 1},
        line | {"hash": "00" * 32},
        line | {"at": "2026-03-02T09:00:00Z"},
        line | {"kid": "x"},
    ):
        path.write_bytes(json.dumps(changed).encode() + b"\n")
        with pytest.raises(AnchorForged):
            book.read(tenants[0].id)
    path.write_bytes(good)
    path.rename(book.path(tenants[1].id))
    with pytest.raises(AnchorForged):
        book.read(tenants[1].id)
    stranger = AnchorBook(tmp_path / "anchors", load_signing_key(tmp_path / "keys" / "other.pem"))
    with pytest.raises(AnchorForged):
        stranger.read(tenants[1].id)


async def test_lines_of_an_older_key_stay_valid(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, tmp_path: Path
) -> None:
    await note(gate, tenants[0], 1)
    await anchor_heads(gate, [tenants[0]], book)
    old = load_signing_key(tmp_path / "keys" / "audit.pem")
    new = load_signing_key(tmp_path / "keys" / "audit-2.pem")
    later = AnchorBook(tmp_path / "anchors", new, {old.kid: old.verifying})
    await note(gate, tenants[0], 1)
    assert (await anchor_heads(gate, [tenants[0]], later)).written == 1
    assert {anchor.kid for anchor in later.read(tenants[0].id)} == {old.kid, new.kid}


async def test_a_line_torn_by_a_crash_costs_itself_only(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook, tmp_path: Path
) -> None:
    await note(gate, tenants[0], 1)
    await anchor_heads(gate, [tenants[0]], book)
    path = book.path(tenants[0].id)
    path.write_bytes(path.read_bytes() + b'{"v":1,"chain":"019')
    await note(gate, tenants[0], 1)
    restarted = AnchorBook(tmp_path / "anchors", load_signing_key(tmp_path / "keys" / "audit.pem"))
    await anchor_heads(gate, [tenants[0]], restarted)
    assert [anchor.seq for anchor in restarted.read(tenants[0].id)] == [1, 2]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_of_two_heads_signed_for_one_entry_the_first_counts(
    gate: Gate, tenants: tuple[Tenant, Tenant], book: AnchorBook
) -> None:
    await note(gate, tenants[0], 1)
    await anchor_heads(gate, [tenants[0]], book)
    first = book.heads(tenants[0].id)
    other = AnchorBook(
        book.path(tenants[0].id).parent, book._key
    )  # a second node, which had not read the line yet
    other._last[tenants[0].id] = None
    await note(gate, tenants[0], 1)
    async with gate.view(tenants[0], MANAGER) as view:
        head = await view.value("select hash from audit_head")
    other.write(tenants[0].id, Head(1, head, 1), view.now)
    assert len(other.read(tenants[0].id)) == 2
    assert book.heads(tenants[0].id) == first
