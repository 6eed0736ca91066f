"""One's own profile, and the accounts as the platform sees them (V1, V11)."""

from typing import Any
from uuid import UUID

import pytest

from tests.identity.conftest import PASSWORD, Browser, Town, random_email
from vetsync.identity.login.queries import open_mail_token
from vetsync.identity.users.queries import (
    counts_by_kind,
    counts_by_state,
    person_cards,
    recipient,
    user_id_by_email,
    users,
)
from vetsync.kit.db.faults import ContextLost
from vetsync.kit.db.work import Actor, system_actor
from vetsync.kit.errors import VetSyncError
from vetsync.kit.http.paging import encode_cursor

pytestmark = pytest.mark.anyio


async def change(browser: Browser, version: int, **data: Any) -> Any:
    return await browser.send("PATCH", "/api/me", data, headers={"if-match": f'"{version}"'})


async def test_registering_verifying_and_logging_in_shows_a_pet_owner(town: Town) -> None:
    data = {
        "email": "Fenna.Bakker@Example.com", "password": PASSWORD, "first_name": " Fenna ", "last_name": "Bakker",
        "phone": "06 12345678", "locale": "en",
    }  # fmt: skip
    browser = town.browser()
    assert (await browser.send("POST", "/api/auth/register", data)).json() == {}
    login = {"email": "fenna.bakker@example.com", "password": PASSWORD}
    early = await browser.send("POST", "/api/auth/login", login)
    assert (early.status_code, early.json()["code"]) == (403, "email_not_verified")
    (row,) = await town.look("select id from mail_token order by id limit 1")
    async with town.gate.core_view("system", system_actor("mail")) as view:
        letter = await open_mail_token(view, row["id"])
    assert letter is not None
    assert (await browser.send("POST", "/api/auth/verify-email", {"token": letter.token})).status_code == 200
    session = (await browser.send("POST", "/api/auth/login", login)).json()
    me = session["me"]
    assert me["email"] == "Fenna.Bakker@Example.com"
    assert (me["first_name"], me["phone"], me["locale"], me["theme"]) == (
        "Fenna",
        "+31612345678",
        "en",
        "system",
    )
    assert (me["kinds"], me["memberships"], me["picture_url"]) == (["pet_owner"], [], None)


async def test_an_address_that_was_never_verified_belongs_to_whoever_reads_its_mail(town: Town) -> None:
    squatter = await town.person(is_verified=False)
    mine = {
        "email": squatter.email, "password": "mijn eigen geheim 7", "first_name": "A", "last_name": "B", "locale": "nl"
    }  # fmt: skip
    await town.browser().send("POST", "/api/auth/register", mine)
    (row,) = await town.look("select id from mail_token")
    async with town.gate.core_view("system", system_actor("mail")) as view:
        letter = await open_mail_token(view, row["id"])
    assert letter is not None
    await town.browser().send("POST", "/api/auth/verify-email", {"token": letter.token})
    assert (await town.browser().log_in(squatter)).status_code == 401
    login = {"email": squatter.email, "password": mine["password"]}
    assert (await town.browser().send("POST", "/api/auth/login", login)).status_code == 200


async def test_weak_passwords_are_refused_with_a_code_of_their_own(town: Town) -> None:
    weak = {
        "kort": "password_too_short", "Wachtwoord2026!": "password_too_common", "1234567890": "password_too_common",
        "aaaaaaaaaaaa": "password_too_common", "sanne.de.vries@example.com": "password_too_common",
        "SanneVries": "password_too_common",
    }  # fmt: skip
    for password, code in weak.items():
        data = {
            "email": "sanne.de.vries@example.com", "password": password, "first_name": "Sanne", "last_name": "Vries"
        }  # fmt: skip
        answer = await town.browser().send("POST", "/api/auth/register", data)
        assert (answer.status_code, answer.json()["code"]) == (400, code), password


async def test_a_profile_is_changed_field_by_field(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    changed = await change(browser, 1, first_name="Zoë", phone="+31 20 123 4567", theme="dark")
    assert changed.status_code == 200, changed.text
    me = changed.json()
    assert (me["first_name"], me["last_name"], me["phone"], me["theme"]) == (
        "Zoë",
        "de Vries",
        "+31201234567",
        "dark",
    )
    assert me["version"] == 2
    assert (await change(browser, 2, phone=None)).json()["phone"] is None
    found = await town.look("select name_search, phone from user_account where name_search <> ''")
    assert [tuple(row) for row in found] == [("zoe de vries", None)]


async def test_a_profile_saved_elsewhere_meanwhile_is_not_overwritten(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    assert (await change(browser, 1, locale="en")).status_code == 200
    stale = await change(browser, 1, locale="nl")
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (409, "stale", 2)
    assert (await browser.send("PATCH", "/api/me", {"locale": "nl"})).status_code == 400


async def test_bad_values_are_refused_and_never_break_the_server(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    for data in (
        {"first_name": "   "}, {"first_name": ""}, {"first_name": "a\x00b"}, {"first_name": "x" * 81},
        {"phone": "geen nummer"}, {"locale": "fr"}, {"theme": 7}, {"unknown": 1},
    ):  # fmt: skip
        assert (await change(browser, 1, **data)).status_code == 400, data
    for email in ("x", "a@", "@b", "a b@c.nl", "a@b\x00.nl", "a" * 300 + "@b.nl", "ä@" + "ö" * 100 + ".nl"):
        answer = await town.browser().send("POST", "/api/auth/login", {"email": email, "password": "x"})
        assert answer.status_code in {400, 401}, email
    raw = await town.browser().send(
        "POST", "/api/auth/login", content=b'{"email":"a@b.nl","password":"\\ud800\\ud800 lone"}',
        headers={"content-type": "application/json"},
    )  # fmt: skip
    assert raw.status_code in {400, 401}


async def test_one_request_sent_twice_changes_the_profile_once(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    browser.headers["idempotency-key"] = "intent-1"
    first, second = await change(browser, 1, theme="dark"), await change(browser, 1, theme="dark")
    assert first.content == second.content
    assert first.json()["version"] == 2


async def test_neither_tokens_nor_passwords_are_kept_for_repetition(town: Town) -> None:
    person = await town.person()
    browser = town.browser()
    browser.headers["idempotency-key"] = "login-1"
    await browser.log_in(person)
    await browser.log_in(person)
    change_it = {"current_password": PASSWORD, "new_password": "een heel nieuw geheim"}
    assert (await browser.send("POST", "/api/me/password", change_it)).status_code == 200
    assert await town.count("select count(*) from idempotency_key") == 0


async def test_notification_settings_are_kept(town: Town) -> None:
    browser = await town.signed_in(await town.person())
    path = "/api/me/notification-settings"
    assert (await browser.send("GET", path)).json() == {"email": True, "sms": False, "push": False}
    wanted = {"email": False, "sms": True, "push": True}
    assert (await browser.send("PUT", path, wanted)).json() == wanted
    assert (await browser.send("GET", path)).json() == wanted


async def test_addresses_numbers_and_tokens_cannot_be_read_in_the_database(town: Town) -> None:
    browser = await town.signed_in(await town.person("canary.address@example.com"))
    await change(browser, 1, phone="06 98765432")
    rows = [dict(row) for row in await town.look("select * from user_account")]
    entries = [dict(row) for row in await town.look("select * from audit_entry")]
    for canary in ("canary", "98765432", PASSWORD):
        assert canary not in str(rows)
        assert canary not in str(entries)
    assert str(rows[0]["password_hash"]).startswith("$argon2id$")


async def test_a_person_sees_and_changes_only_their_own_rows_whatever_the_statement_says(town: Town) -> None:
    mine, other = await town.person(), await town.person()
    actor = Actor(mine.id, "user", frozenset({"signed_in"}), "test")
    async with town.gate.core_view("person", actor) as view:
        assert [row["id"] for row in await view.records("select id from user_account")] == [mine.id]
    async with town.gate.core_work("person", actor) as work:
        assert await work.execute("update user_account set theme = 'dark' where id = $1", other.id) == 0
    for statement in (
        "select password_hash from user_account", "select token from mail_token", "select * from refresh_token",
        "update user_account set state = 'active'", "update user_account set session_version = 9",
        "select * from invitation", "insert into membership (id, user_id, tenant_id) values ($1, $1, $1)",
        "insert into system_admin (user_id, created_at) values ($1, now())",
    ):  # fmt: skip
        binds = [mine.id] if "$1" in statement else []
        with pytest.raises(ContextLost):
            async with town.gate.core_work("person", actor) as work:
                await work.execute(statement, *binds)


async def test_no_role_but_the_one_for_signing_in_reads_a_password_hash(town: Town) -> None:
    await town.person()
    for role in ("public", "person", "platform", "system"):
        with pytest.raises(VetSyncError) as refused:
            async with town.gate.core_view(role, system_actor("test")) as view:
                await view.records("select password_hash from user_account")
        assert refused.value.problem_code == "context_lost"


async def test_the_platform_finds_accounts_by_name_kind_and_exact_address(town: Town) -> None:
    sanne = await town.staff("vet", name="Sanne")
    zoe = await town.staff("clinic_admin", name="Zoë")
    admin_person = await town.system_admin()
    admin = await town.signed_in(admin_person)

    async def ids(q: str = "", **more: str) -> set[str]:
        answer = await admin.send("POST", "/api/platform/users/find", {"q": q, **more})
        assert answer.status_code == 200, answer.text
        return {row["id"] for row in answer.json()["items"]}

    assert await ids() == {str(sanne.id), str(zoe.id), str(admin_person.id)}
    assert await ids("zoe") == {str(zoe.id)}
    assert await ids("VRIES") == {str(sanne.id), str(zoe.id), str(admin_person.id)}
    assert await ids(sanne.email.upper()) == {str(sanne.id)}
    assert await ids("nobody@example.com") == set()
    assert await ids(kind="vet_professional") == {str(sanne.id)}
    assert await ids(kind="system_admin") == {str(admin_person.id)}
    listed = await admin.send("GET", "/api/platform/users?kind=vet_professional&q=zoe")
    assert [row["id"] for row in listed.json()["items"]] == [str(sanne.id)]
    assert (await admin.send("GET", "/api/platform/users?kind=boss")).status_code == 400
    unknown = encode_cursor(UUID(int=1))
    assert (await admin.send("GET", f"/api/platform/users?cursor={unknown}")).json()["code"] == "bad_cursor"
    assert (await admin.send("GET", "/api/platform/users?cursor=nonsense")).status_code == 400


async def test_pages_of_accounts_follow_each_other_without_gaps_or_repetitions(town: Town) -> None:
    made = {str((await town.person(name=name)).id) for name in ("Bo", "Bo", "An", "Cor", "bo")}
    actor = system_actor("test")
    seen: list[str] = []
    cursor = None
    for _ in range(5):
        async with town.gate.core_view("platform", actor) as view:
            page = await users(view, None, "", cursor, 2)
        seen += [str(user.id) for user in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(made) == 5
    assert set(seen) == made


async def test_an_administrator_cannot_disable_themselves(town: Town) -> None:
    person = await town.system_admin()
    admin = await town.signed_in(person)
    assert (await admin.send("POST", f"/api/platform/users/{person.id}/disable")).json()[
        "code"
    ] == "not_yourself"
    assert (await admin.send("POST", f"/api/platform/users/{town.tenants[0].id}/disable")).status_code == 404


async def test_other_domains_ask_for_names_recipients_and_counts(town: Town) -> None:
    person = await town.staff("vet")
    actor = system_actor("test")
    async with town.gate.core_view("system", actor) as view:
        letter_to = await recipient(view, person.id)
        cards = await person_cards(view, [person.id, town.tenants[0].id])
    async with town.gate.core_view("auth", actor) as view:
        assert await user_id_by_email(view, person.email.upper()) == person.id
        assert await user_id_by_email(view, random_email()) is None
    assert letter_to is not None
    assert (letter_to.email, letter_to.locale, letter_to.is_active) == (person.email, "nl", True)
    assert {user_id: card.last_name for user_id, card in cards.items()} == {person.id: "de Vries"}
    async with town.gate.core_view("platform", actor) as view:
        assert (await counts_by_kind(view))["vet_professional"] == 1
        assert await counts_by_state(view) == {"active": 1}
