"""Roles and memberships: nobody gives what they do not hold (T13, V1)."""

import asyncio
import base64
from typing import Any

import pytest

from tests.identity.conftest import Browser, Person, Town, random_email
from vetsync.identity.access.permissions import BUILT_IN

pytestmark = pytest.mark.anyio
ROLES = "/api/staff/zwaluwhof/roles"
MEMBERS = "/api/staff/zwaluwhof/members"


async def manager(town: Town, *permissions: str) -> tuple[Browser, Person]:
    """Somebody with a role of the practice's own: they may manage staff, and little else."""
    admin = await town.signed_in(await town.staff("clinic_admin"))
    wanted = ["staff.manage", "staff.read", *permissions]
    role = (
        await admin.send("POST", ROLES, {"name": f"Planner {len(permissions)}", "permissions": wanted})
    ).json()
    person = await town.staff("receptionist", name="Peter")
    assert (await change(admin, await member_of(admin, person), role=role["role"])).status_code == 200
    return await town.signed_in(person), person


async def member_of(browser: Browser, person: Person) -> dict[str, Any]:
    members = (await browser.send("GET", MEMBERS)).json()["items"]
    (found,) = [member for member in members if member["user_id"] == str(person.id)]
    return dict(found)


async def change(browser: Browser, member: dict[str, Any], **data: Any) -> Any:
    return await browser.send(
        "PATCH", f"{MEMBERS}/{member['id']}", data, headers={"if-match": f'"{member["version"]}"'}
    )


async def test_the_built_in_roles_and_the_practices_own_are_listed(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    made = await admin.send("POST", ROLES, {"name": "Stagiair", "permissions": ["schedule.read"]})
    assert made.status_code == 201, made.text
    roles = (await admin.send("GET", ROLES)).json()["items"]
    assert [role["name"] for role in roles] == [
        "Praktijkmanager", "Dierenarts", "Paraveterinair", "Receptie", "Stagiair"
    ]  # fmt: skip
    assert roles[-1] == made.json()


async def test_a_role_of_ones_own_gives_what_it_says_and_follows_its_changes_at_once(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    role = (await admin.send("POST", ROLES, {"name": "Tekenaar", "permissions": ["records.sign"]})).json()
    person = await town.staff("receptionist", name="Tom")
    browser = await town.signed_in(person)
    assert (await browser.send("GET", "/api/staff/zwaluwhof/probe")).status_code == 403
    assert (await change(admin, await member_of(admin, person), role=role["role"])).status_code == 200
    assert (await browser.send("GET", "/api/staff/zwaluwhof/probe")).status_code == 200
    less = await admin.send(
        "PATCH", f"{ROLES}/{role['role']}", {"permissions": []}, headers={"if-match": "1"}
    )
    assert less.json()["permissions"] == []
    assert (await browser.send("GET", "/api/staff/zwaluwhof/probe")).status_code == 403


async def test_a_manager_cannot_make_or_change_a_role_beyond_their_own(town: Town) -> None:
    browser, _ = await manager(town)
    for permissions in (["records.read"], sorted(BUILT_IN["vet"]), ["staff.manage", "practice.manage"]):
        answer = await browser.send("POST", ROLES, {"name": "Meer", "permissions": permissions})
        assert answer.json()["code"] == "more_than_you_may"
    own = next(role for role in (await browser.send("GET", ROLES)).json()["items"] if not role["is_builtin"])
    grown = await browser.send(
        "PATCH", f"{ROLES}/{own['role']}", {"permissions": [*own["permissions"], "records.sign"]},
        headers={"if-match": "1"},
    )  # fmt: skip
    assert grown.json()["code"] == "more_than_you_may"


async def test_nobody_gives_permissions_of_the_platform(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    for name in ("platform.manage", "platform.read", "signed_in", "owner.use", "public", "records.fly"):
        answer = await admin.send("POST", ROLES, {"name": "Baas", "permissions": [name]})
        assert (answer.status_code, answer.json()["code"]) == (400, "permission_unknown")


async def test_a_manager_cannot_raise_themselves_or_others_by_membership_or_invitation(town: Town) -> None:
    browser, person = await manager(town)
    other = await town.staff("receptionist", name="Olaf")
    mine = await member_of(browser, person)
    assert (await change(browser, mine, role="clinic_admin")).json()["code"] == "more_than_you_may"
    # Olaf's role holds more than a planner's, so he is out of reach altogether.
    assert (await change(browser, await member_of(browser, other), state="ended")).json()[
        "code"
    ] == "more_than_you_may"
    for role in ("clinic_admin", "vet", "receptionist"):
        invite = {"email": random_email(), "role": role}
        answer = await browser.send("POST", "/api/staff/zwaluwhof/invitations", invite)
        assert answer.json()["code"] == "more_than_you_may"


async def test_a_manager_cannot_approve_a_vet(town: Town) -> None:
    applicant = await town.signed_in(await town.person())
    path = "/api/practices/zwaluwhof/vet-applications"
    application = (await applicant.send("POST", path, {"licence_number": "NL-1"})).json()
    browser, _ = await manager(town)
    answer = await browser.send(
        "POST", f"/api/staff/zwaluwhof/vet-applications/{application['id']}/approve", {}
    )
    assert answer.json()["code"] == "more_than_you_may"
    assert await town.count("select count(*) from membership where role_key = 'vet'") == 0


async def test_staff_without_the_right_cannot_change_anything(town: Town) -> None:
    vet = await town.staff("vet")
    browser = await town.signed_in(vet)
    mine = await member_of(browser, vet)
    assert (await change(browser, mine, role="clinic_admin")).status_code == 403
    assert (await browser.send("POST", ROLES, {"name": "Baas", "permissions": []})).status_code == 403
    invite = {"email": random_email(), "role": "paravet"}
    assert (await browser.send("POST", "/api/staff/zwaluwhof/invitations", invite)).status_code == 403


async def test_an_administrator_of_one_practice_reaches_no_member_or_role_of_another(town: Town) -> None:
    here, there = town.tenants
    foreign = await town.signed_in(await town.staff("clinic_admin", there))
    role = (
        await foreign.send("POST", "/api/staff/oudekade/roles", {"name": "Eigen", "permissions": []})
    ).json()
    victim = await town.staff("vet", there)
    (row,) = await town.look("select id, version from membership where user_id = $1", victim.id)
    admin = await town.signed_in(await town.staff("clinic_admin", here))
    member = {"id": row["id"], "version": row["version"]}
    assert (await change(admin, member, state="ended")).status_code == 404
    renamed = await admin.send(
        "PATCH", f"{ROLES}/{role['role']}", {"name": "Mijn"}, headers={"if-match": "1"}
    )
    assert (renamed.status_code, renamed.json()["code"]) == (404, "role_unknown")
    own = await town.staff("receptionist", here)
    assert (await change(admin, await member_of(admin, own), role=role["role"])).json()[
        "code"
    ] == "role_unknown"
    for franchise_role in ("franchise_admin", "regional_manager"):
        answer = await change(admin, await member_of(admin, own), role=franchise_role)
        assert answer.json()["code"] == "role_unknown"


async def test_the_last_administrator_stays_even_when_two_end_each_other_at_once(town: Town) -> None:
    one, two = await town.staff("clinic_admin"), await town.staff("clinic_admin")
    first, second = await town.signed_in(one), await town.signed_in(two)
    answers = await asyncio.gather(
        change(first, await member_of(first, two), state="ended"),
        change(second, await member_of(second, one), role="receptionist"),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert [answer.json()["code"] for answer in answers if answer.status_code == 409] == ["last_admin"]


async def test_a_role_that_is_the_last_to_manage_staff_keeps_that_right(town: Town) -> None:
    admin_person = await town.staff("clinic_admin")
    admin = await town.signed_in(admin_person)
    everything = sorted(BUILT_IN["clinic_admin"])
    role = (await admin.send("POST", ROLES, {"name": "Alles", "permissions": everything})).json()
    assert (await change(admin, await member_of(admin, admin_person), role=role["role"])).status_code == 200
    answer = await admin.send(
        "PATCH", f"{ROLES}/{role['role']}", {"permissions": []}, headers={"if-match": "1"}
    )
    assert answer.json()["code"] == "last_admin"


async def test_two_screens_that_save_one_member_do_not_overwrite_each_other(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    seen = await member_of(admin, await town.staff("receptionist"))
    assert (await change(admin, seen, role="paravet")).status_code == 200
    assert (await change(admin, seen, role="vet")).json()["code"] == "stale"


async def test_fields_that_belong_to_the_server_are_refused(town: Town) -> None:
    person = await town.staff("clinic_admin")
    admin = await town.signed_in(person)
    seen = await member_of(admin, person)
    for name in ("user_id", "tenant_id", "permissions", "version", "created_by", "state_since"):
        assert (await change(admin, seen, **{name: "x"})).status_code == 400
    mine = {
        "email": "x@example.com",
        "kinds": ["system_admin"],
        "password_hash": "x",
        "session_version": 9,
        "id": "x",
    }
    for name, value in mine.items():
        answer = await admin.send("PATCH", "/api/me", {name: value}, headers={"if-match": "1"})
        assert answer.status_code == 400, name


async def test_changes_of_membership_stand_in_the_activity_log(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin"))
    await change(admin, await member_of(admin, await town.staff("receptionist")), role="vet")
    actions = [row["action"] for row in await town.look("select action from audit_entry order by seq")]
    assert actions[-1] == "member.change"
    topics = [row["topic"] for row in await town.look("select topic from outbox order by id desc limit 2")]
    assert topics == ["vet.approved", "member.role_changed"]


async def test_whoever_has_a_role_is_told_of_when_what_it_may_do_changes_and_not_when_its_name_does(
    town: Town,
) -> None:
    """Who may no longer sign has no vet's column any more."""
    admin = await town.signed_in(await town.staff("clinic_admin"))
    role = (await admin.send("POST", ROLES, {"name": "Vet", "permissions": ["records.sign"]})).json()
    person = await town.staff("receptionist")
    await change(admin, await member_of(admin, person), role=role["role"])
    told = "select payload ->> 'user_id' as id from outbox where topic = 'member.role_changed' order by id"
    for version, data, times in ((1, {"name": "Arts"}, 1), (2, {"permissions": ["schedule.read"]}, 2)):
        sent = await admin.send(
            "PATCH", f"{ROLES}/{role['role']}", data, headers={"if-match": f'"{version}"'}
        )
        assert sent.status_code == 200, sent.text
        assert [row["id"] for row in await town.look(told)] == [str(person.id)] * times


async def test_colleagues_are_paged_by_name_and_the_address_of_a_page_names_none(town: Town) -> None:
    admin = await town.signed_in(await town.staff("clinic_admin", name="Noor"))
    for name in ("Zita", "Bram", "Bram", "Anna"):
        await town.staff("vet", name=name)
    names: list[str] = []
    query = "limit=2"
    while query:
        page = (await admin.send("GET", f"{MEMBERS}?{query}")).json()
        names += [one["first_name"] for one in page["items"]]
        cursor = page["next_cursor"] or ""
        assert b"vries" not in base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).lower()
        query = f"limit=2&cursor={cursor}" if cursor else ""
    assert names == ["Anna", "Bram", "Bram", "Noor", "Zita"]
