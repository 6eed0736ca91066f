"""Nobody learns from an answer whether an address has an account (T15)."""

from typing import Any

import pytest

from tests.identity.conftest import PASSWORD, Town, random_email
from vetsync.identity.login.events import KnownAddressRegistered, PasswordResetAsked, UserRegistered

pytestmark = pytest.mark.anyio


async def ask(town: Town, path: str, data: dict[str, Any], address: str) -> tuple[int, bytes, int]:
    """Status, body and how many hashes were computed."""
    before = town.identity.desk.passwords.computations
    answer = await town.browser(address).send("POST", path, data)
    assert "set-cookie" not in answer.headers
    return answer.status_code, answer.content, town.identity.desk.passwords.computations - before


def registration(email: str) -> dict[str, Any]:
    return {"email": email, "password": PASSWORD, "first_name": "Bo", "last_name": "Smit", "locale": "nl"}


async def test_known_unknown_unverified_and_disabled_addresses_get_one_answer_for_the_same_work(
    town: Town,
) -> None:
    known = await town.person()
    unverified = await town.person(is_verified=False)
    disabled = await town.person()
    admin = await town.signed_in(await town.system_admin())
    assert (await admin.send("POST", f"/api/platform/users/{disabled.id}/disable")).status_code == 200
    emails = [known.email, unverified.email, disabled.email, random_email()]
    for path, make in (
        ("/api/auth/login", lambda email: {"email": email, "password": "something else 1"}),
        ("/api/auth/register", registration),
        ("/api/auth/forgot", lambda email: {"email": email}),
    ):
        answers = [await ask(town, path, make(email), f"192.0.2.{n}") for n, email in enumerate(emails)]
        assert len(set(answers)) == 1, (path, answers)


async def test_two_hundred_known_and_unknown_addresses_are_answered_alike(town: Town) -> None:
    known = [(await town.person()).email for _ in range(100)]
    answers = set()
    for number in range(100):
        for email in (known[number], random_email()):
            wrong = {"email": email, "password": "something else 1"}
            answers.add(await ask(town, "/api/auth/login", wrong, f"10.0.{number}.1"))
    assert {(status, hashes) for status, _, hashes in answers} == {(401, 1)}
    assert len(answers) == 1


async def test_the_braked_answer_is_the_same_for_known_and_unknown_addresses(town: Town) -> None:
    answers = []
    for email in ((await town.person()).email, random_email()):
        wrong = {"email": email, "password": "something else 1"}
        answers.append([(await ask(town, "/api/auth/login", wrong, f"10.0.0.{n}"))[::2] for n in range(12)])
    assert answers[0] == answers[1]
    assert answers[0][-1] == (429, 0)


async def test_only_the_owner_of_the_mailbox_learns_that_the_address_was_known(town: Town) -> None:
    known = await town.person()
    for email in (known.email, "New.Person@Example.com"):
        await town.browser().send("POST", "/api/auth/register", registration(email))
        await town.browser().send("POST", "/api/auth/forgot", {"email": email.upper()})
    kinds = await town.deliver(UserRegistered, KnownAddressRegistered, PasswordResetAsked)
    assert [type(event) for event in kinds].count(KnownAddressRegistered) == 1
    assert [type(event) for event in kinds].count(UserRegistered) == 1
    resets = await town.deliver(PasswordResetAsked)
    assert len([event for event in [*kinds, *resets] if isinstance(event, PasswordResetAsked)]) >= 1


async def test_one_mailbox_is_not_flooded_with_letters(town: Town) -> None:
    for email in ((await town.person()).email, random_email()):
        statuses = [
            (await town.browser(f"10.1.0.{n}").send("POST", "/api/auth/forgot", {"email": email})).status_code
            for n in range(7)
        ]
        assert statuses == [202] * 5 + [429] * 2


async def test_no_secret_stands_in_an_event(town: Town) -> None:
    person = await town.person("canary.reset@example.com")
    await town.browser().send("POST", "/api/auth/forgot", {"email": person.email})
    await town.browser().send("POST", "/api/auth/register", registration(random_email()))
    await town.deliver()
    payloads = str([row["payload"] for row in await town.look("select payload from outbox")])
    assert "canary" not in payloads
    rows = await town.look("select token, token_hash from mail_token")
    assert len(rows) == 2
    # The token itself stands sealed in its row and nowhere else.
    assert all(len(row["token"]) > 43 for row in rows)
