"""Hashing costs what it should, beside the event loop, and never more at once than the machine bears."""

import asyncio
import unicodedata

import pytest

from vetsync.identity.login.errors import TooBusy
from vetsync.identity.login.passwords import WAITING_MAX, Passwords
from vetsync.identity.login.rules import device_label
from vetsync.kit.http.address import prefix_of

pytestmark = pytest.mark.anyio


async def test_a_hash_is_argon2id_with_64_mib_and_three_rounds() -> None:
    assert (await Passwords().hash("kaas en brood")).startswith("$argon2id$v=19$m=65536,t=3,p=1$")


async def test_a_password_is_recognised_however_its_letters_were_typed() -> None:
    passwords = Passwords(memory_kib=64, rounds=1)
    stored = await passwords.hash(unicodedata.normalize("NFC", "crème brûlée"))
    assert await passwords.verify(stored, unicodedata.normalize("NFD", "crème brûlée"))
    assert not await passwords.verify(stored, "creme brulee")


async def test_nothing_to_compare_with_costs_a_computation_and_is_never_right() -> None:
    passwords = Passwords(memory_kib=64, rounds=1)
    assert not await passwords.verify(None, "kaas en brood")
    assert not await passwords.verify("not a hash", "kaas en brood")
    assert passwords.computations == 2


async def test_an_older_hash_is_recognised_as_outdated() -> None:
    stored = await Passwords(memory_kib=64, rounds=1).hash("kaas en brood")
    assert Passwords(memory_kib=128, rounds=1).is_outdated(stored)
    assert not Passwords(memory_kib=64, rounds=1).is_outdated(stored)


async def test_the_loop_goes_on_while_passwords_are_computed() -> None:
    passwords = Passwords()
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    await passwords.hash("kaas en brood")
    ticking.cancel()
    assert ticks > 20


async def test_a_crowd_is_turned_away_before_it_fills_the_memory() -> None:
    passwords = Passwords(memory_kib=64, rounds=1)
    crowd = [passwords.verify(None, "x") for _ in range(WAITING_MAX + 20)]
    answers = await asyncio.gather(*crowd, return_exceptions=True)
    assert [isinstance(answer, TooBusy) for answer in answers].count(True) == 20
    assert await passwords.verify(None, "x") is False


async def test_a_crowd_of_strangers_leaves_room_for_somebody_who_is_known() -> None:
    passwords = Passwords(memory_kib=64, rounds=1)
    stored = await passwords.hash("kaas en brood")
    crowd = [passwords.verify(None, "x") for _ in range(WAITING_MAX + 20)]
    known = passwords.verify(stored, "kaas en brood", first=True)
    answers = await asyncio.gather(*crowd, known, return_exceptions=True)
    assert answers[-1] is True


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("not an address", "unknown"),
        ("203.0.113.7, 10.0.0.1", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_is_braked_by_the_part_a_subscriber_cannot_change(
    address: str | None, prefix: str
) -> None:
    assert prefix_of(address) == prefix


def test_a_browsers_name_keeps_nothing_else_of_the_header() -> None:
    chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36"
    assert device_label(chrome) == "Chrome · Windows"
    assert device_label("curl/8 <script>") is None
