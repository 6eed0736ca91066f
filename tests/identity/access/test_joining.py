"""Being invited, and applying as a vet (T17, V7)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.identity.conftest import PASSWORD, Browser, Person, Town, random_email
from vetsync.identity.access.events import InvitationMade, VetApproved
from vetsync.identity.access.handlers import give_first_admin
from vetsync.identity.access.queries import invitation_letter
from vetsync.kit.db.work import Tenant, system_actor
from vetsync.kit.ids import new_id
from vetsync.tenancy.events import PracticeProvisioned

pytestmark = pytest.mark.anyio
INVITATIONS = "/api/staff/zwaluwhof/invitations"


async def invite(town: Town, browser: Browser, email: str, role: str = "vet") -> str:
    """The token in the letter."""
    made = await browser.send("POST", INVITATIONS, {"email": email, "role": role, "first_name": "Jip"})
    assert made.status_code == 201, made.text
    event = (await town.deliver(InvitationMade))[-1]
    assert isinstance(event, InvitationMade)
    async with town.gate.core_view("system", system_actor("mail")) as view:
        letter = await invitation_letter(view, event.invitation_id)
    assert letter is not None
    assert (letter.email, letter.practice_name) == (email, "Dierenkliniek Zwaluwhof")
    return letter.token


async def accept(town: Town, token: str, password: str = PASSWORD) -> Any:
    data = {"token": token, "password": password, "first_name": "Jip", "last_name": "Bos"}
    return await town.browser().send("POST", "/api/auth/invitations/accept", data)


async def admin_of(town: Town) -> Browser:
    return await town.signed_in(await town.staff("clinic_admin"))


async def test_somebody_new_joins_by_invitation_and_is_signed_in(town: Town) -> None:
    email = random_email()
    token = await invite(town, await admin_of(town), email)
    shown = (await town.browser().send("POST", "/api/auth/invitations/find", {"token": token})).json()
    assert (shown["email"], shown["role_name"], shown["has_account"]) == (email, "Dierenarts", False)
    session = await accept(town, token)
    assert session.status_code == 200, session.text
    me = session.json()["me"]
    assert set(me["kinds"]) == {"pet_owner", "vet_professional"}
    assert [place["role"] for place in me["memberships"]] == ["vet"]
    assert (await town.browser().log_in(Person(me["id"], email))).status_code == 200
    events = await town.deliver(VetApproved)
    assert [type(event) for event in events] == [VetApproved]


async def test_somebody_with_an_account_joins_with_their_own_password(town: Town) -> None:
    person = await town.person()
    token = await invite(town, await admin_of(town), person.email, "receptionist")
    assert (await town.browser().send("POST", "/api/auth/invitations/find", {"token": token})).json()[
        "has_account"
    ]
    assert (await accept(town, token, "a stranger's guess")).json()["code"] == "password_wrong"
    session = await accept(town, token)
    assert session.json()["me"]["id"] == str(person.id)


async def test_whoever_registered_the_address_before_gains_nothing_by_the_invitation(town: Town) -> None:
    squatter = await town.person(is_verified=False)
    token = await invite(town, await admin_of(town), squatter.email)
    assert (await accept(town, token, "het echte wachtwoord van jip")).status_code == 200
    assert (await town.browser().log_in(squatter)).status_code == 401


async def refused_alike(town: Town, token: str) -> None:
    for answer in (
        await town.browser().send("POST", "/api/auth/invitations/find", {"token": token}),
        await accept(town, token),
    ):
        assert (answer.status_code, answer.json()["code"]) == (400, "invitation_invalid")


async def test_an_invitation_lapses_after_seventy_two_hours(town: Town) -> None:
    token = await invite(town, await admin_of(town), random_email())
    town.clock.advance(hours=72)
    await refused_alike(town, token)


async def test_a_revoked_used_replaced_or_invented_invitation_is_refused_alike(town: Town) -> None:
    admin = await admin_of(town)
    email = random_email()
    replaced = await invite(town, admin, email)
    revoked = await invite(town, admin, email)
    await refused_alike(town, replaced)
    (row,) = (await admin.send("GET", INVITATIONS)).json()["items"]
    assert (await admin.send("DELETE", f"{INVITATIONS}/{row['id']}")).status_code == 204
    await refused_alike(town, revoked)
    used = await invite(town, admin, email)
    assert (await accept(town, used)).status_code == 200
    await refused_alike(town, used)
    await refused_alike(town, "x" * 43)


async def test_an_invitation_falls_with_the_right_of_whoever_wrote_it(town: Town) -> None:
    writer = await town.staff("clinic_admin")
    browser, other = await town.signed_in(writer), await admin_of(town)
    token = await invite(town, browser, random_email())
    members = (await other.send("GET", "/api/staff/zwaluwhof/members")).json()["items"]
    (member,) = [one for one in members if one["user_id"] == str(writer.id)]
    path = f"/api/staff/zwaluwhof/members/{member['id']}"
    await other.send("PATCH", path, {"role": "receptionist"}, headers={"if-match": "1"})
    await refused_alike(town, token)


async def test_an_invitation_falls_when_the_promised_role_is_changed(town: Town) -> None:
    admin = await admin_of(town)
    roles = "/api/staff/zwaluwhof/roles"
    role = (await admin.send("POST", roles, {"name": "Stagiair", "permissions": []})).json()["role"]
    token = await invite(town, admin, random_email(), role)
    more = await admin.send(
        "PATCH", f"{roles}/{role}", {"permissions": ["records.read"]}, headers={"if-match": "1"}
    )
    assert more.status_code == 200
    await refused_alike(town, token)


async def test_an_invitation_of_a_suspended_practice_is_refused(town: Town) -> None:
    token = await invite(town, await admin_of(town), random_email())
    await town.look("update tenant set state = 'suspended' where slug = 'zwaluwhof' returning id")
    await refused_alike(town, token)


async def test_members_are_not_invited_again(town: Town) -> None:
    admin = await admin_of(town)
    member = await town.staff("vet")
    answer = await admin.send("POST", INVITATIONS, {"email": member.email.upper(), "role": "vet"})
    assert answer.json()["code"] == "already_member"


async def test_the_token_stands_nowhere_in_the_database_once_it_is_used(town: Town) -> None:
    token = await invite(town, await admin_of(town), random_email())
    await accept(town, token)
    rows = await town.look("select token, token_hash from invitation")
    assert [row["token"] for row in rows] == [None]
    everything = str([dict(row) for row in await town.look("select payload from outbox")])
    assert token not in everything


async def test_a_vet_applies_is_approved_with_the_licence_and_becomes_a_member_at_once(town: Town) -> None:
    person = await town.person()
    vet = await town.signed_in(person)
    path = "/api/practices/zwaluwhof/vet-applications"
    sent = {"licence_number": "NL 4711", "specialisation": "Paarden", "note": "Graag vanaf mei."}
    assert (await vet.send("POST", path, sent)).status_code == 201
    assert (await vet.send("POST", path, sent)).json()["code"] == "already_applied"
    admin = await admin_of(town)
    (row,) = (await admin.send("GET", "/api/staff/zwaluwhof/vet-applications?state=pending")).json()["items"]
    assert (row["email"], row["licence_number"], row["note"]) == (person.email, "NL 4711", "Graag vanaf mei.")
    approve = f"/api/staff/zwaluwhof/vet-applications/{row['id']}/approve"
    assert (await admin.send("POST", approve, {"remarks": "Welkom"})).json()["state"] == "approved"
    assert (await admin.send("POST", approve, {})).json()["code"] == "already_decided"
    assert (await vet.send("GET", "/api/staff/zwaluwhof/probe")).status_code == 200
    assert (await vet.send("GET", "/api/me")).json()["kinds"] == ["pet_owner", "vet_professional"]
    (own,) = (await vet.send("GET", "/api/me/vet-applications")).json()["items"]
    assert (own["state"], own["remarks"], own["practice_slug"]) == ("approved", "Welkom", "zwaluwhof")
    licence = await town.look("select licence_number, specialisation from vet_professional")
    assert [tuple(row) for row in licence] == [("NL 4711", "Paarden")]
    assert [
        event.tenant_id for event in await town.deliver(VetApproved) if isinstance(event, VetApproved)
    ] == [town.tenants[0].id]


async def test_a_rejected_vet_stays_out_and_may_apply_again(town: Town) -> None:
    vet = await town.signed_in(await town.person())
    path = "/api/practices/zwaluwhof/vet-applications"
    application = (await vet.send("POST", path, {"licence_number": "NL-1"})).json()["id"]
    admin = await admin_of(town)
    foreign = await town.signed_in(await town.staff("clinic_admin", town.tenants[1]))
    reject = f"/api/staff/zwaluwhof/vet-applications/{application}/reject"
    assert (await foreign.send("POST", reject.replace("zwaluwhof", "oudekade"), {})).status_code == 404
    assert (await admin.send("POST", reject, {"remarks": "Nummer klopt niet"})).json()["state"] == "rejected"
    assert (await vet.send("GET", "/api/staff/zwaluwhof/probe")).status_code == 403
    assert (await vet.send("POST", path, {"licence_number": "NL-2"})).status_code == 201


async def test_whoever_applied_for_a_practice_becomes_its_administrator_once(town: Town) -> None:
    person = await town.person()
    practice = town.tenants[1]
    event = PracticeProvisioned(tenant_id=practice.id, applicant_user_id=person.id)
    for _ in range(2):
        await give_first_admin(town.gate, practice, event)
    me = (await (await town.signed_in(person)).send("GET", "/api/me")).json()
    assert [(place["practice_slug"], place["role"]) for place in me["memberships"]] == [
        ("oudekade", "clinic_admin")
    ]
    assert me["kinds"] == ["pet_owner", "clinic_admin"]


async def test_no_invitation_can_live_longer_than_the_database_allows(town: Town) -> None:
    await invite(town, await admin_of(town), random_email())
    (row,) = await town.look("select created_at, expires_at from invitation")
    assert row["expires_at"] - row["created_at"] == timedelta(hours=72)


async def test_nobody_is_put_into_a_department_of_another_practice_or_a_closed_one(town: Town) -> None:
    async def department(tenant: Tenant, *, active: bool) -> UUID:
        department_id = new_id()
        async with town.gate.work(tenant, system_actor("test")) as work:
            await work.insert("department", {"id": department_id, "name": f"D {active}", "active": active})
        return department_id

    mine, other = town.tenants
    here, elsewhere = await department(mine, active=True), await department(other, active=True)
    closed = await department(mine, active=False)
    admin, nurse = await admin_of(town), await town.staff("paravet")
    member = (await town.look("select id from membership where user_id = $1", nurse.id))[0][0]
    for department_id, expected in ((elsewhere, 400), (closed, 400), (here, 201)):
        wish = {"email": random_email(), "role": "receptionist", "department_id": str(department_id)}
        made = await admin.send("POST", INVITATIONS, wish)
        assert made.status_code == expected, made.text
        moved = await admin.send(
            "PATCH", f"/api/staff/zwaluwhof/members/{member}", {"department_id": str(department_id)},
            headers={"if-match": '"1"'},
        )  # fmt: skip
        assert moved.status_code == (200 if expected == 201 else 400), moved.text
