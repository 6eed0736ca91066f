"""Guessing passwords is counted before it is checked (R8, T16)."""

import asyncio

import pytest

from tests.identity.conftest import Browser, Person, Town
from tests.identity.login.test_single_use import letter_token
from vetsync.identity.login.events import PasswordResetAsked
from vetsync.identity.login.rules import ACCOUNT, DEVICE, LETTER, NETWORK, PAIR, PREFIX

pytestmark = pytest.mark.anyio


async def guess(browser: Browser, email: str, password: str = "not-this-one-either") -> int:
    answer = await browser.send("POST", "/api/auth/login", {"email": email, "password": password})
    return answer.status_code


async def test_two_hundred_guesses_at_once_get_at_most_ten_verifications(town: Town) -> None:
    victim = await town.person()
    before = town.identity.desk.passwords.computations
    addresses = [f"198.51.100.{number}" for number in range(200)]
    statuses = await asyncio.gather(*(guess(town.browser(address), victim.email) for address in addresses))
    assert town.identity.desk.passwords.computations - before <= ACCOUNT.tries_max
    assert statuses.count(401) == ACCOUNT.tries_max
    assert statuses.count(429) == 200 - ACCOUNT.tries_max


async def exhaust(town: Town, victim: Person) -> None:
    for number in range(ACCOUNT.tries_max):
        assert await guess(town.browser(f"198.51.100.{number}"), victim.email) == 401


async def test_the_right_password_is_refused_while_the_account_is_braked(town: Town) -> None:
    victim = await town.person()
    await exhaust(town, victim)
    answer = await town.browser("192.0.2.1").log_in(victim)
    assert answer.status_code == 429
    assert 0 < answer.json()["retry_after_seconds"] <= 15 * 60 + 1
    assert answer.headers["retry-after"] == str(answer.json()["retry_after_seconds"])


async def test_the_brake_lets_go_when_its_window_is_over(town: Town) -> None:
    victim = await town.person()
    await exhaust(town, victim)
    town.clock.advance(minutes=15, seconds=1)
    assert (await town.browser().log_in(victim)).status_code == 200


async def test_the_brake_outlives_a_restart(town: Town) -> None:
    victim = await town.person()
    await exhaust(town, victim)
    # Nothing of the brake is in memory: a new program on the same database knows as much.
    assert await town.count("select tries from login_throttle where kind = 'account'") == ACCOUNT.tries_max


async def test_strangers_cannot_lock_out_somebody_who_signed_in_with_this_browser_before(town: Town) -> None:
    victim = await town.person()
    own = await town.signed_in(victim)
    await exhaust(town, victim)
    assert await guess(town.browser("192.0.2.1"), victim.email) == 429
    assert (await own.log_in(victim)).status_code == 200


async def test_the_mark_of_a_browser_buys_no_more_guesses_than_a_stranger_has(town: Town) -> None:
    victim = await town.person()
    own = await town.signed_in(victim)
    statuses = [await guess(own, victim.email) for _ in range(15)]
    assert statuses == [401] * DEVICE.tries_max + [429] * 5


async def test_a_mark_that_was_made_up_counts_as_none(town: Town) -> None:
    victim = await town.person()
    await exhaust(town, victim)
    browser = town.browser("192.0.2.9")
    for mark in (
        f"{victim.id.hex}.00.AAAA",
        "",
        "a.b.c",
        f"{victim.id.hex}.{'0' * 32}.{'A' * 86}==",
        "x" * 1000,
    ):
        browser.http.cookies.set("device", mark)
        assert await guess(browser, victim.email) == 429


async def test_somebody_elses_mark_does_not_open_the_brake(town: Town) -> None:
    victim, thief = await town.person(), await town.person()
    browser = await town.signed_in(thief)
    await exhaust(town, victim)
    assert await guess(browser, victim.email) == 429


async def test_one_password_tried_on_many_accounts_trips_the_brake_of_the_address(town: Town) -> None:
    browser = town.browser("198.51.100.200")
    statuses = [await guess(browser, f"spray{number}@example.com") for number in range(PREFIX.tries_max + 5)]
    assert statuses == [401] * PREFIX.tries_max + [429] * 5


async def spray(town: Town, batches: int, addresses: int = 50) -> None:
    for batch in range(batches):
        guesses = (
            guess(town.browser(f"10.{batch}.0.{number}"), f"spray{batch}.{number}@example.com")
            for number in range(addresses)
        )
        await asyncio.gather(*guesses)


async def test_spraying_from_everywhere_locks_out_nobody(town: Town) -> None:
    regular = await town.person()
    await spray(town, 9)
    assert (await town.browser("192.0.2.77").log_in(regular)).status_code == 200


async def test_the_many_prefixes_of_one_subscriber_share_a_brake(town: Town) -> None:
    regular = await town.person()
    for batch in range(NETWORK.tries_max // 50):
        await asyncio.gather(
            *(
                guess(
                    town.browser(f"2001:db8:7:{batch * 50 + number:x}::1"), f"v6.{batch}.{number}@example.com"
                )
                for number in range(50)
            )
        )
    assert await guess(town.browser("2001:db8:7:ffff::1"), "one.more@example.com") == 429
    assert (await town.browser("2001:db8:8:1::1").log_in(regular)).status_code == 200


async def test_one_address_is_stopped_at_an_account_before_others_have_to_wait(town: Town) -> None:
    victim = await town.person()
    statuses = [await guess(town.browser("198.51.100.1"), victim.email) for _ in range(20)]
    assert statuses == [401] * PAIR.tries_max + [429] * (20 - PAIR.tries_max)
    assert (await town.browser("192.0.2.1").log_in(victim)).status_code == 200


async def test_the_wait_at_an_account_doubles_and_ends_at_a_quarter_of_an_hour(town: Town) -> None:
    victim = await town.person()
    await exhaust(town, victim)
    waits = []
    for number in range(8):
        answer = await town.browser(f"192.0.2.{number}").log_in(
            Person(victim.id, victim.email, "wrong-again-1")
        )
        assert answer.status_code == 429
        waits.append(answer.json()["retry_after_seconds"] - 1)
        town.clock.advance(seconds=waits[-1] - 1)
        assert await guess(town.browser(f"192.0.2.{number}"), victim.email) == 429
        town.clock.advance(seconds=1)
        assert await guess(town.browser(f"192.0.2.{number}"), victim.email) == 401
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


async def test_a_new_password_by_letter_takes_the_brakes_off(town: Town) -> None:
    victim = await town.person()
    for _ in range(PAIR.tries_max):
        assert await guess(town.browser("192.0.2.5"), victim.email) == 401
    for number in range(ACCOUNT.tries_max - PAIR.tries_max):
        assert await guess(town.browser(f"198.51.100.{number}"), victim.email) == 401
    own = town.browser("192.0.2.5")
    await own.send("POST", "/api/auth/forgot", {"email": victim.email})
    token = await letter_token(town, PasswordResetAsked)
    new = {"token": token, "password": "een-ander-wachtwoord-7"}
    assert (await own.send("POST", "/api/auth/reset", new)).status_code == 200
    assert (await own.log_in(Person(victim.id, victim.email, new["password"]))).status_code == 200


async def test_hammering_at_one_account_does_not_brake_the_others(town: Town) -> None:
    victim, other = await town.person(), await town.person()
    for _ in range(40):
        await guess(town.browser("198.51.100.1"), victim.email)
    assert await town.count("select tries from login_throttle where kind = 'prefix'") == PAIR.tries_max
    assert (await town.browser("198.51.100.1").log_in(other)).status_code == 200


async def test_a_right_password_gives_the_tries_back(town: Town) -> None:
    person = await town.person()
    for _ in range(3):
        await guess(town.browser(), person.email)
        assert (await town.browser().log_in(person)).status_code == 200
    assert await town.count("select count(*) from login_throttle where kind in ('account', 'pair')") == 0
    assert await town.count("select tries from login_throttle where kind = 'prefix'") == 3


async def test_failed_and_successful_log_ins_stand_in_the_activity_log_without_the_address(
    town: Town,
) -> None:
    person = await town.person("canary.person@example.com")
    await guess(town.browser(), person.email)
    await guess(town.browser(), "canary.nobody@example.com")
    await town.signed_in(person)
    seen = await town.look("select outcome, subject_id from audit_entry where action = 'login' order by seq")
    assert [tuple(row) for row in seen] == [("refused", person.id), ("refused", None), ("done", person.id)]
    rows = str([dict(row) for row in await town.look("select * from audit_entry")])
    assert "canary" not in rows
    keys = await town.look("select key from login_throttle")
    assert not any(b"canary" in row["key"] for row in keys)


async def test_logging_in_again_and_again_does_not_flood_an_unverified_mailbox(town: Town) -> None:
    """Whoever registers a stranger's address knows its password; each log-in offers to send the letter again."""
    someone = await town.person(is_verified=False)
    for _ in range(LETTER.tries_max + 3):
        assert (await town.browser().log_in(someone)).status_code == 403
    assert await town.count("select count(*) from mail_token where purpose = 'verify'") == LETTER.tries_max
