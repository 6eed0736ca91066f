"""No change to a chain goes unnoticed (quality goal R6)."""

import random
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.audit.chains import CHAIN, check, head_of, made, rechained
from vetsync.audit.chain import GENESIS, ChainEntry, canonical, link
from vetsync.audit.verify import Fault, Verifier

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def stored(value: Any) -> bytes:
    """A column as its bytes on disk."""
    if isinstance(value, int):
        return value.to_bytes(8, "big")
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, datetime):
        return ((value - EPOCH) // timedelta(microseconds=1)).to_bytes(8, "big")
    return value.encode() if isinstance(value, str) else bytes(value)


def read(data: bytes, like: Any) -> Any:
    """Bytes on disk as the column they stand for; a time that no calendar knows cannot be stored at all."""
    if isinstance(like, int):
        return int.from_bytes(data, "big")
    if isinstance(like, UUID):
        return UUID(bytes=data)
    if isinstance(like, datetime):
        return EPOCH + timedelta(microseconds=int.from_bytes(data, "big"))
    return data.decode(errors="surrogateescape") if isinstance(like, str) else data


def flipped(entry: ChainEntry) -> Iterator[ChainEntry | None]:
    """The entry with each bit of each column flipped; None where the result is no value of the column."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if value is None:
            continue
        data = stored(value)
        for bit in range(len(data) * 8):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            try:
                yield msgspec.structs.replace(entry, **{name: read(bytes(changed), value)})
            except OverflowError:
                yield None


def test_an_untouched_chain_verifies() -> None:
    for count in (0, 1, 2, 60):
        entries = made(count)
        assert check(entries, head_of(entries), {entry.seq: entry.hash for entry in entries[::7]}) is None


def test_every_flipped_bit_of_sixty_rows_is_noticed() -> None:
    tried = impossible = 0
    before = GENESIS
    for entry in made(60):
        for changed in flipped(entry):
            tried += 1
            if changed is None:
                impossible += 1
                continue
            verifier = Verifier(CHAIN, seq=entry.seq - 1, hash=before)
            assert verifier.feed([changed]) is not None
        before = entry.hash
    assert tried > 80_000
    assert impossible < tried / 100


def test_every_value_taken_away_or_put_in_is_noticed() -> None:
    entries = made(60)
    for index, entry in enumerate(entries):
        for name in ("actor_id", "subject_id", "detail"):
            empty = b"" if name == "detail" else UUID(int=0)
            value = empty if getattr(entry, name) is None else None
            changed = [
                *entries[:index],
                msgspec.structs.replace(entry, **{name: value}),
                *entries[index + 1 :],
            ]
            assert check(changed, head_of(entries)) == Fault(entry.seq, "changed")


def test_text_moved_from_one_column_to_the_next_is_noticed() -> None:
    entries = made(3)
    moved = msgspec.structs.replace(entries[1], action="appointment.confirma", subject="ppointment")
    assert check([entries[0], moved, entries[2]], head_of(entries)) == Fault(2, "changed")


def test_every_deletion_is_noticed() -> None:
    entries = made(60)
    for index in range(60):
        left = entries[:index] + entries[index + 1 :]
        assert check(left, head_of(entries)) is not None
        renumbered = [msgspec.structs.replace(entry, seq=seq) for seq, entry in enumerate(left, 1)]
        assert check(renumbered, head_of(entries)) is not None


def test_every_swap_is_noticed() -> None:
    entries = made(40)
    for one in range(40):
        for other in range(one + 1, 40):
            swapped = list(entries)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            assert check(swapped, head_of(entries)) is not None
            numbered = [msgspec.structs.replace(entry, seq=seq) for seq, entry in enumerate(swapped, 1)]
            assert check(numbered, head_of(entries)) is not None


def test_every_insertion_is_noticed() -> None:
    entries, strange = made(40), made(41, seed=2)
    for index in range(41):
        for guest in (strange[index], entries[index - 1]):
            longer = [*entries[:index], guest, *entries[index:]]
            numbered = [msgspec.structs.replace(entry, seq=seq) for seq, entry in enumerate(longer, 1)]
            assert check(numbered, head_of(entries)) is not None
            assert check(numbered, head_of(numbered)) is not None


def test_a_cut_tail_shows_against_the_head_and_with_a_forged_head_against_the_anchor() -> None:
    entries = made(60)
    anchors = {60: entries[-1].hash}
    for length in range(60):
        cut = entries[:length]
        head = head_of(entries)
        assert check(cut, head) == Fault(length + 1, "missing")
        assert check(cut, msgspec.structs.replace(head, last_seq=length)) == Fault(length + 1, "head")
        assert check(cut, head_of(cut)) is None, "alone, a shorter chain is a chain"
        assert check(cut, head_of(cut), anchors) == Fault(length + 1, "anchor")


def test_a_chain_rewritten_with_care_shows_against_the_anchor() -> None:
    entries = made(60)
    anchors = {entry.seq: entry.hash for entry in entries[9::10]}
    for index in (0, 8, 9, 10, 42, 59):
        forged = [
            *entries[:index],
            msgspec.structs.replace(entries[index], outcome="none"),
            *entries[index + 1 :],
        ]
        rewritten = rechained(forged)
        assert check(rewritten, head_of(rewritten)) is None, "alone, a rewritten chain is a chain"
        fault = check(rewritten, head_of(rewritten), anchors)
        assert fault == Fault(index // 10 * 10 + 10, "anchor")


def test_a_chain_of_another_tenant_does_not_pass_for_this_one() -> None:
    other = made(20, chain_id=UUID(int=5))
    assert check(other, head_of(other)) == Fault(1, "changed")


def test_the_canonical_form_is_what_the_documentation_says() -> None:
    at = datetime(2026, 3, 1, 8, 0, 0, 5, tzinfo=UTC)
    facts = (UUID(int=2), at, None, "user", "a", "b", UUID(int=3), "r", "done", b"\x01")
    expected = (
        b"\x9c\x01" + b"\xc4\x10" + UUID(int=1).bytes + b"\xc4\x10" + UUID(int=2).bytes
        + b"\xd7\xff" + ((5_000 << 34) | int(at.timestamp())).to_bytes(8, "big")
        + b"\xc0\xa4user\xa1a\xa1b" + b"\xc4\x10" + UUID(int=3).bytes + b"\xa1r\xa4done\xc4\x01\x01"
    )  # fmt: skip
    assert canonical(UUID(int=1), facts) == expected
    length = len(expected).to_bytes(4, "big")
    assert (
        link(GENESIS, 1, expected) == sha256(bytes(32) + (1).to_bytes(8, "big") + length + expected).digest()
    )


def test_the_zone_in_which_a_time_is_given_does_not_matter() -> None:
    entry = made(1)[0]
    local = msgspec.structs.replace(entry, at=entry.at.astimezone(tz=None))
    assert check([local], head_of([entry])) is None


def test_half_a_million_rows_are_checked_in_a_second() -> None:
    """Processor time, best of five: other work on the machine is not what is measured."""
    entries = made(20_000)
    best = min(_seconds(entries) for _ in range(5))
    assert len(entries) / best > 500_000


def _seconds(entries: list[ChainEntry]) -> float:
    begun = time.process_time()
    assert Verifier(CHAIN).feed(entries) is None
    return time.process_time() - begun


def test_random_damage_to_random_chains_is_noticed() -> None:
    chance = random.Random(7)
    for seed in range(200):
        entries = made(chance.randint(1, 12), seed=seed)
        damaged = list(entries)
        index = chance.randrange(len(damaged))
        name = chance.choice(("id", "request_id", "outcome", "prev", "hash"))
        value = {"id": uuid.uuid4(), "prev": chance.randbytes(32), "hash": chance.randbytes(32)}.get(
            name, "other"
        )
        damaged[index] = msgspec.structs.replace(damaged[index], **{name: value})
        assert check(damaged, head_of(entries)) is not None


@pytest.mark.parametrize("anchor_at", [1, 30, 60])
def test_an_anchor_that_agrees_is_no_fault(anchor_at: int) -> None:
    entries = made(60)
    assert check(entries, head_of(entries), {anchor_at: entries[anchor_at - 1].hash}) is None
