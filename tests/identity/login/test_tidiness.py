"""What is long over is forgotten, and nothing that still counts; and cookies under https."""

import httpx2
import pytest

from tests.identity.conftest import PASSWORD, Town, random_email
from vetsync.identity.login.service import forget_old
from vetsync.identity.login.throttle import forget_windows
from vetsync.identity.setup import open_identity
from vetsync.kit.db.work import system_actor
from vetsync.tenancy.structure.cache import TenantCache

pytestmark = pytest.mark.anyio


async def test_old_sessions_tokens_letters_and_windows_are_forgotten(town: Town) -> None:
    old = await town.person()
    await town.signed_in(old)
    wrong = {"email": old.email, "password": "something else 1"}
    await town.browser().send("POST", "/api/auth/login", wrong)
    data = {"email": random_email(), "password": PASSWORD, "first_name": "A", "last_name": "B"}
    await town.browser().send("POST", "/api/auth/register", data)
    town.clock.advance(days=250)
    await town.signed_in(old)
    async with town.gate.core_work("system", system_actor("tidy")) as work:
        assert await forget_old(work) == 3
        assert await forget_windows(work) > 0
    for table in ("login_session", "refresh_token"):
        assert await town.count(f"select count(*) from {table}") == 1
    assert await town.count("select count(*) from mail_token") == 0


async def test_under_https_the_cookies_are_bound_to_the_host_and_secure(town: Town) -> None:
    identity = open_identity(
        town.gate, TenantCache(town.gate), town.signing, "https://vetsync.example",
        passwords=town.identity.desk.passwords, clock=town.clock,
    )  # fmt: skip
    assert identity.desk.is_https
    town.program.desk = identity.desk
    answer = await town.browser().log_in(await town.person())
    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith(("__Host-refresh=", "__Host-device="))
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"path=/", "secure", "httponly", "samesite=strict"} <= parts
        assert not any(part.startswith("domain") for part in parts)
    assert isinstance(answer, httpx2.Response)


async def test_an_unknown_refresh_token_ends_nobodys_session(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    stranger = town.browser()
    for token in ("x" * 43, "", "é", "a;b", "0" * 5_000):
        cookie = (b"cookie", f"refresh={token}".encode())
        assert (await stranger.http.post("/api/auth/refresh", headers=[cookie])).status_code == 401
    assert (await browser.send("POST", "/api/auth/refresh")).status_code == 200
