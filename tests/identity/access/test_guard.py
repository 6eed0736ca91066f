"""Every route is guarded, by who somebody is at this moment (T4)."""

import pytest

from tests.identity.conftest import PASSWORD, Person, Town
from vetsync.identity.access.permissions import (
    BUILT_IN,
    FRANCHISE_READ,
    PLATFORM_MANAGE,
    PLATFORM_READ,
    STAFF,
)
from vetsync.identity.access.presence import Presences
from vetsync.identity.login import service
from vetsync.identity.login.rules import PAIR
from vetsync.kit.db.work import system_actor

pytestmark = pytest.mark.anyio
PROBE = "/api/staff/zwaluwhof/probe"


async def test_a_route_without_a_permission_is_closed_to_everybody(town: Town) -> None:
    admin = await town.signed_in(await town.system_admin())
    for browser in (town.browser(), admin):
        assert (await browser.send("GET", "/api/undeclared")).status_code == 403


async def test_a_stranger_is_asked_to_sign_in(town: Town) -> None:
    answer = await town.browser().send("GET", PROBE)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_public_route_knows_who_asks_and_lets_a_spoiled_token_pass_as_a_stranger(town: Town) -> None:
    person = await town.person()
    browser = await town.signed_in(person)
    assert (await browser.send("GET", "/api/greeting")).json() == {"user_id": str(person.id)}
    assert (await town.browser().send("GET", "/api/greeting")).json() == {"user_id": None}
    spoiled = {"authorization": "Bearer spoiled"}
    assert (await town.browser().send("GET", "/api/greeting", headers=spoiled)).json() == {"user_id": None}


async def test_each_role_reaches_what_its_permissions_say_and_only_in_its_own_practice(town: Town) -> None:
    for role in ("clinic_admin", "vet", "paravet", "receptionist"):
        browser = await town.signed_in(await town.staff(role))
        expected = 200 if "records.sign" in BUILT_IN[role] else 403
        assert (await browser.send("GET", PROBE)).status_code == expected, role
        assert (await browser.send("GET", "/api/staff/oudekade/probe")).status_code == 403, role


async def test_a_practice_that_does_not_exist_answers_like_one_where_one_does_not_work(town: Town) -> None:
    browser = await town.signed_in(await town.staff("vet"))
    foreign = await browser.send("GET", "/api/staff/oudekade/probe")
    missing = await browser.send("GET", "/api/staff/no-such-practice/probe")
    assert foreign.status_code == missing.status_code == 403


async def test_owners_and_system_admins_are_no_staff(town: Town) -> None:
    for person in (await town.person(), await town.system_admin()):
        assert (await (await town.signed_in(person)).send("GET", PROBE)).status_code == 403


async def test_the_platform_is_closed_to_everybody_but_its_administrators(town: Town) -> None:
    clinic = await town.signed_in(await town.staff("clinic_admin"))
    assert (await clinic.send("GET", "/api/platform/users")).status_code == 403
    platform = await town.signed_in(await town.system_admin())
    assert (await platform.send("GET", "/api/platform/users")).status_code == 200


def test_no_role_of_a_practice_reaches_the_platform() -> None:
    assert not STAFF & {PLATFORM_READ, PLATFORM_MANAGE, "public", "signed_in", "owner.use"}
    assert all(permissions <= STAFF | {FRANCHISE_READ} for permissions in BUILT_IN.values())


async def membership_of(town: Town, person: Person) -> tuple[str, int]:
    (row,) = await town.look("select id, version from membership where user_id = $1", person.id)
    return str(row["id"]), row["version"]


async def test_an_ex_employee_is_refused_at_once_with_the_token_still_valid(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    leaver = await town.staff("vet")
    browser = await town.signed_in(leaver)
    assert (await browser.send("GET", PROBE)).status_code == 200
    member_id, version = await membership_of(town, leaver)
    ended = await admin.send(
        "PATCH",
        f"/api/staff/zwaluwhof/members/{member_id}",
        {"state": "ended"},
        headers={"if-match": str(version)},
    )
    assert (ended.status_code, ended.json()["state"]) == (200, "ended")
    assert (await browser.send("GET", PROBE)).status_code == 403
    assert (await browser.send("GET", "/api/me")).json()["memberships"] == []


async def test_a_disabled_account_loses_every_way_in(town: Town) -> None:
    admin = await town.signed_in(await town.system_admin())
    person = await town.staff("vet")
    browser, other = await town.signed_in(person), await town.signed_in(person)
    await town.browser().send("POST", "/api/auth/forgot", {"email": person.email})
    disabled = await admin.send("POST", f"/api/platform/users/{person.id}/disable")
    assert (disabled.status_code, disabled.json()["state"]) == (200, "disabled")
    assert (await browser.send("GET", PROBE)).status_code == 401
    assert (await other.send("GET", "/api/me")).status_code == 401
    assert (await browser.send("POST", "/api/auth/refresh")).status_code == 401
    assert (await town.browser().log_in(person)).status_code == 401
    await town.deliver()
    assert await town.count("select count(*) from mail_token") == 0


async def test_enabling_lets_in_again_but_revives_no_session(town: Town) -> None:
    admin = await town.signed_in(await town.system_admin())
    person = await town.person()
    browser = await town.signed_in(person)
    await admin.send("POST", f"/api/platform/users/{person.id}/disable")
    assert (await admin.send("POST", f"/api/platform/users/{person.id}/enable")).json()["state"] == "active"
    assert (await browser.send("GET", "/api/me")).status_code == 401
    assert (await town.browser().log_in(person)).status_code == 200


async def test_logging_out_ends_the_access_token_at_once(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    assert (await browser.send("GET", "/api/me")).status_code == 200
    assert (await browser.send("POST", "/api/auth/logout")).status_code == 204
    assert (await browser.send("GET", "/api/me")).json()["code"] == "session_over"


async def test_logging_out_is_the_act_of_whoever_leaves_also_with_the_cookie_alone(town: Town) -> None:
    person = await town.person()
    browser = await town.signed_in(person)
    browser.token = None
    assert (await browser.send("POST", "/api/auth/logout")).status_code == 204
    left = await town.look("select actor_id, actor_kind from audit_entry where action = 'logout'")
    assert [tuple(row) for row in left] == [(person.id, "user")]


async def test_another_node_follows_within_fifteen_seconds(town: Town) -> None:
    person = await town.person()
    await town.signed_in(person)
    (session_id,) = (await town.look("select id from login_session"))[0]
    seconds = 0.0
    elsewhere = Presences(town.gate, lambda: seconds)
    assert await elsewhere.of(session_id) is not None
    async with town.gate.core_work("auth", system_actor("test")) as work:
        await service.end_all_sessions(work, person.id)
    assert await elsewhere.of(session_id) is not None
    seconds = 15.0
    assert await elsewhere.of(session_id) is None


async def test_a_session_ends_with_its_age(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    town.clock.advance(days=31)
    assert (await browser.send("POST", "/api/auth/refresh")).status_code == 401


async def test_a_practices_path_for_owners_knows_the_practice_and_needs_no_membership(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    path = "/api/practices/zwaluwhof/vet-applications"
    assert (await browser.send("POST", path, {"licence_number": "NL-12345"})).status_code == 201
    assert (
        await browser.send("POST", path.replace("zwaluwhof", "nowhere"), {"licence_number": "1"})
    ).status_code == 404
    assert (await town.browser().send("POST", path, {"licence_number": "NL-12345"})).status_code == 401


async def test_sessions_are_listed_and_ended_one_by_one(town: Town) -> None:
    person = await town.person()
    here = town.browser()
    here.headers["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    await here.log_in(person)
    there = await town.signed_in(person)
    foreign = await town.signed_in(await town.person())
    sessions = (await here.send("GET", "/api/auth/sessions")).json()["items"]
    assert [row["is_current"] for row in sessions].count(True) == 1
    assert {row["device"] for row in sessions} == {"Firefox · Linux", None}
    (other,) = [row["id"] for row in sessions if not row["is_current"]]
    assert (await foreign.send("DELETE", f"/api/auth/sessions/{other}")).status_code == 404
    assert (await here.send("DELETE", f"/api/auth/sessions/{other}")).status_code == 204
    assert (await there.send("GET", "/api/me")).status_code == 401
    assert (await here.send("GET", "/api/me")).status_code == 200


async def test_logging_out_everywhere_ends_every_session(town: Town) -> None:
    person = await town.person()
    browsers = [await town.signed_in(person) for _ in range(3)]
    assert (await browsers[0].send("POST", "/api/auth/logout-everywhere")).status_code == 204
    assert [(await one.send("GET", "/api/me")).status_code for one in browsers] == [401] * 3
    assert [(await one.send("POST", "/api/auth/refresh")).status_code for one in browsers[1:]] == [401] * 2


async def test_changing_the_password_asks_for_the_old_one_and_signs_out_elsewhere(town: Town) -> None:
    person = await town.person()
    here, there = await town.signed_in(person), await town.signed_in(person)
    wrong = {"current_password": "not my password", "new_password": "een heel nieuw geheim"}
    assert (await here.send("POST", "/api/me/password", wrong)).json()["code"] == "password_wrong"
    right = wrong | {"current_password": PASSWORD}
    changed = await here.send("POST", "/api/me/password", right)
    assert changed.status_code == 200, changed.text
    here.token = changed.json()["access_token"]
    assert (await here.send("GET", "/api/me")).status_code == 200
    assert (await there.send("GET", "/api/me")).status_code == 401
    assert (await town.browser().log_in(person)).status_code == 401


async def test_a_thief_with_an_open_browser_cannot_guess_the_password_either(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    wrong = {"current_password": "not my password", "new_password": "een heel nieuw geheim"}
    statuses = [(await browser.send("POST", "/api/me/password", wrong)).status_code for _ in range(12)]
    assert statuses == [403] * PAIR.tries_max + [429] * (12 - PAIR.tries_max)


async def test_the_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(town: Town) -> None:
    answer = await town.browser().log_in(await town.person())
    cookies = answer.headers.get_list("set-cookie")
    assert sorted(cookie.split("=", 1)[0] for cookie in cookies) == ["device", "refresh"]
    for cookie in cookies:
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert "path=/api/auth" in cookie.lower()
    assert "refresh" not in answer.text
