"""What may be used once is used once, however many try at the same moment (R9, T9, T17)."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from tests.identity.conftest import PASSWORD, Browser, Town, random_email
from vetsync.identity.access.events import InvitationMade
from vetsync.identity.access.queries import invitation_letter
from vetsync.identity.login.events import PasswordResetAsked, UserRegistered
from vetsync.identity.login.queries import open_mail_token
from vetsync.identity.login.rules import REFRESH_LIFE, SESSION_LIFE
from vetsync.kit.db.work import system_actor

pytestmark = pytest.mark.anyio
RIVALS = 50
ROUNDS = 4


async def race(attempt: Callable[[int], Awaitable[int]]) -> Counter[int]:
    return Counter(await asyncio.gather(*(attempt(number) for number in range(RIVALS))))


async def letter_token(town: Town, kind: type[UserRegistered] | type[PasswordResetAsked]) -> str:
    """The token in the last letter of this kind."""
    await town.deliver()
    (event,) = await town.look(
        "select payload from outbox where topic = $1 order by id desc limit 1", kind.topic
    )
    async with town.gate.core_view("system", system_actor("mail")) as view:
        token_id = UUID(msgspec.json.decode(event["payload"])["token_id"])
        letter = await open_mail_token(view, token_id)
    assert letter is not None
    return letter.token


def cookie(browser: Browser) -> str:
    value = browser.http.cookies.get("refresh")
    assert value
    return value


async def refresh_with(town: Town, token: str, device: str | None = None) -> int:
    browser = town.browser()
    browser.http.cookies.set("refresh", token)
    if device:
        browser.http.cookies.set("device", device)
    return (await browser.send("POST", "/api/auth/refresh")).status_code


async def test_fifty_refreshes_of_one_token_have_one_winner(town: Town) -> None:
    person = await town.person()
    for _ in range(ROUNDS):
        token = cookie(await town.signed_in(person))

        async def refresh(_: int, token: str = token) -> int:
            return await refresh_with(town, token)

        assert await race(refresh) == {200: 1, 401: RIVALS - 1}


async def test_fifty_refreshes_from_the_same_browser_have_one_winner_who_stays_signed_in(town: Town) -> None:
    person = await town.person()
    for _ in range(ROUNDS):
        browser = await town.signed_in(person)
        token, device = cookie(browser), browser.http.cookies.get("device")

        async def refresh(_: int, token: str = token, device: str | None = device) -> int:
            return await refresh_with(town, token, device)

        assert await race(refresh) == {200: 1, 409: RIVALS - 1}
        assert (await browser.send("GET", "/api/me")).status_code == 200


async def test_a_refresh_token_used_twice_ends_its_whole_session(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    stolen = cookie(browser)
    assert (await browser.send("POST", "/api/auth/refresh")).status_code == 200
    assert await refresh_with(town, stolen) == 401
    assert (await browser.send("POST", "/api/auth/refresh")).status_code == 401
    assert (await browser.send("GET", "/api/me")).status_code == 401
    assert await town.count("select count(*) from outbox where topic = 'user.session_stolen'") == 1


async def test_the_same_browser_is_forgiven_for_ten_seconds_only(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    token, device = cookie(browser), browser.http.cookies.get("device")
    assert await refresh_with(town, token, device) == 200
    assert await refresh_with(town, token, device) == 409
    town.clock.advance(seconds=11)
    assert await refresh_with(town, token, device) == 401


async def test_a_browser_whose_answer_was_lost_gets_another_one_a_second_later(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    token, device = cookie(browser), browser.http.cookies.get("device")
    assert await refresh_with(town, token, device) == 200
    town.clock.advance(seconds=2)
    assert await refresh_with(town, token) == 401, "another browser must not"
    browser = await town.signed_in(await town.person())
    token, device = cookie(browser), browser.http.cookies.get("device")
    assert await refresh_with(town, token, device) == 200
    town.clock.advance(seconds=2)

    async def refresh(_: int) -> int:
        return await refresh_with(town, token, device)

    assert await race(refresh) == {200: 1, 409: RIVALS - 1}


async def refusal(browser: Browser) -> str:
    answer = await browser.send("POST", "/api/auth/refresh")
    assert answer.status_code == 401
    code: str = answer.json()["code"]
    return code


@pytest.mark.parametrize("life", [REFRESH_LIFE, SESSION_LIFE])
async def test_a_session_that_ran_out_says_so(town: Town, life: timedelta) -> None:
    browser = await town.signed_in(await town.person())
    if life == SESSION_LIFE:
        # Its token is a fresh one, as that of a person at work is.
        town.clock.advance(seconds=SESSION_LIFE.total_seconds() - 60)
        await town.look(
            "update refresh_token set expires_at = $1 where expires_at < $1 returning id",
            town.clock() + REFRESH_LIFE,
        )
        town.clock.advance(seconds=60)
    else:
        town.clock.advance(seconds=life.total_seconds())
    assert await refusal(browser) == "session_expired"


async def test_a_session_that_was_ended_never_says_that_it_ran_out(town: Town) -> None:
    person = await town.person()
    browser, other = await town.signed_in(person), await town.signed_in(person)
    assert (await other.send("POST", "/api/auth/logout-everywhere")).status_code == 204
    assert await refusal(browser) == "session_ended"
    town.clock.advance(seconds=SESSION_LIFE.total_seconds())
    assert await refusal(browser) == "session_ended"
    stolen = await town.signed_in(await town.person())
    assert await refresh_with(town, cookie(stolen)) == 200
    town.clock.advance(seconds=11)
    assert await refusal(stolen) == "session_ended"
    assert await refusal(stolen) == "session_ended"


async def test_who_has_no_session_is_told_nothing_about_one(town: Town) -> None:
    assert await refusal(town.browser()) == "session_over"
    stranger = town.browser()
    stranger.http.cookies.set("refresh", "x" * 43)
    assert await refusal(stranger) == "session_over"


async def test_what_a_person_writes_is_sealed_with_one_key_over_all_sessions_and_with_nobody_elses(
    town: Town,
) -> None:
    person = await town.person()
    answers = [
        await (await town.signed_in(who)).send("POST", "/api/auth/refresh")
        for who in (person, person, await town.person())
    ]
    first, again, other = (answer.json()["draft_key"] for answer in answers)
    assert first == again != other


async def test_two_rotations_in_the_same_second_leave_only_the_newest_token(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    first = cookie(browser)
    await browser.send("POST", "/api/auth/refresh")
    second = cookie(browser)
    await browser.send("POST", "/api/auth/refresh")
    assert len({first, second, cookie(browser)}) == 3
    assert await refresh_with(town, second) == 401


async def test_refreshing_and_logging_out_at_once_leaves_no_living_token(town: Town) -> None:
    person = await town.person()
    for _ in range(10):
        browser = await town.signed_in(person)
        token = cookie(browser)
        rival = town.browser()
        rival.http.cookies.set("refresh", token)
        await asyncio.gather(
            rival.send("POST", "/api/auth/refresh"), browser.send("POST", "/api/auth/logout-everywhere")
        )
        assert (await rival.send("POST", "/api/auth/refresh")).status_code == 401


async def test_fifty_clicks_on_one_verification_have_one_winner(town: Town) -> None:
    for _ in range(ROUNDS):
        data = {
            "email": random_email(),
            "password": PASSWORD,
            "first_name": "Bo",
            "last_name": "Smit",
            "locale": "nl",
        }
        assert (await town.browser().send("POST", "/api/auth/register", data)).status_code == 202
        token = await letter_token(town, UserRegistered)

        async def click(_: int, token: str = token) -> int:
            return (await town.browser().send("POST", "/api/auth/verify-email", {"token": token})).status_code

        assert await race(click) == {200: 1, 400: RIVALS - 1}
        town.clock.advance(hours=1)


async def test_fifty_resets_with_one_letter_have_one_winner_and_its_password_holds(town: Town) -> None:
    person = await town.person()
    for _ in range(ROUNDS):
        await town.browser().send("POST", "/api/auth/forgot", {"email": person.email})
        token = await letter_token(town, PasswordResetAsked)
        winners: list[str] = []

        async def reset(number: int, token: str = token, winners: list[str] = winners) -> int:
            password = f"nieuw geheim {number:03} x"
            answer = await town.browser().send(
                "POST", "/api/auth/reset", {"token": token, "password": password}
            )
            if answer.status_code == 200:
                winners.append(password)
            return answer.status_code

        assert await race(reset) == {200: 1, 400: RIVALS - 1}
        login = {"email": person.email, "password": winners[0]}
        assert (await town.browser().send("POST", "/api/auth/login", login)).status_code == 200
        town.clock.advance(hours=1)


async def test_fifty_acceptances_of_one_invitation_make_one_member(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    for _ in range(ROUNDS):
        email = random_email()
        made = await admin.send("POST", "/api/staff/zwaluwhof/invitations", {"email": email, "role": "vet"})
        assert made.status_code == 201, made.text
        events = await town.deliver(InvitationMade)
        assert isinstance(events[-1], InvitationMade)
        async with town.gate.core_view("system", system_actor("mail")) as view:
            letter = await invitation_letter(view, events[-1].invitation_id)
        assert letter is not None
        data = {"token": letter.token, "password": PASSWORD, "first_name": "Jip", "last_name": "Bos"}

        async def accept(_: int, data: dict[str, str] = data) -> int:
            return (await town.browser().send("POST", "/api/auth/invitations/accept", data)).status_code

        statuses = await race(accept)
        assert statuses[200] == 1
        assert statuses[200] + statuses[400] + statuses[403] == RIVALS
    assert await town.count("select count(*) from membership where role_key = 'vet'") == ROUNDS
