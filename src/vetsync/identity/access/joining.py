"""The two ways into a practice: being invited, and applying as a vet."""

import datetime
import secrets
from typing import Literal
from uuid import UUID

import msgspec

from vetsync.identity.access import queries
from vetsync.identity.access.errors import (
    AlreadyDecided,
    AlreadyMember,
    ApplicationUnknown,
    InvitationInvalid,
    InvitationUnknown,
    RoleUnknown,
)
from vetsync.identity.access.events import InvitationMade, VetApplied, VetApproved, VetRejected
from vetsync.identity.access.permissions import STAFF_MANAGE
from vetsync.identity.access.rules import INVITATION_LIFE, HeldRole, hash_of, held_role
from vetsync.identity.access.schemas import (
    Invite,
    MyVetApplication,
    OpenInvitation,
    VetApplication,
    VetApply,
    VetDecision,
)
from vetsync.identity.access.service import add_member, check_gives
from vetsync.identity.users.rules import tidy_name
from vetsync.identity.users.service import state_licence
from vetsync.kit.crypto.normal import normal_email
from vetsync.kit.db.work import Tenant, View, Work
from vetsync.kit.ids import new_id

REPLACE_OLDER = """
update invitation set revoked_at = $3, token = null
where tenant_id = $1 and email_index = $2 and accepted_at is null and revoked_at is null
"""
REVOKE = """
update invitation set revoked_at = $3, token = null
where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null
"""
MEMBER_BY_EMAIL = """
select m.id from membership m join user_account a on a.id = m.user_id
where m.tenant_id = $1 and a.email_index = $2 and m.state = 'active'
"""
INVITED = """
select i.id, i.tenant_id, i.email, i.email_index, i.first_name, i.last_name, i.role_key, i.role_id,
  i.role_version as promised_version, r.version as role_version, r.name as role_name, r.permissions, i.department_id,
  i.invited_by, i.expires_at, t.slug, t.name as tenant_name
from invitation i join tenant t on t.id = i.tenant_id and t.state = 'active' left join role r on r.id = i.role_id
where i.token_hash = $1 and i.revoked_at is null and i.expires_at > $2 and (i.accepted_at is null or $3)
"""
TAKE = """
update invitation set accepted_at = $2, accepted_by = $3, token = null
where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2 returning id
"""
INVITER = """
select m.role_key, m.role_id, r.version as role_version, r.name as role_name, r.permissions
from membership m join user_account a on a.id = m.user_id and a.state = 'active' left join role r on r.id = m.role_id
where m.user_id = $1 and m.tenant_id = $2 and m.state = 'active'
"""
DECIDE = """
update vet_application set state = $3, remarks = $4, decided_by = $5, decided_at = $6, version = version + 1
where tenant_id = $1 and id = $2 and state = 'pending' returning user_id
"""


class Invited(msgspec.Struct):
    """An invitation that may be accepted, as long as its promise stands."""

    id: UUID
    tenant_id: UUID
    email: bytes
    email_index: bytes
    first_name: str | None
    last_name: str | None
    role_key: str | None
    role_id: UUID | None
    promised_version: int | None
    role_version: int | None
    role_name: str | None
    permissions: list[str] | None
    department_id: UUID | None
    invited_by: UUID | None
    expires_at: datetime.datetime
    slug: str
    tenant_name: str

    @property
    def role(self) -> HeldRole:
        return held_role(self.role_key, self.role_id, self.role_version, self.role_name, self.permissions)


async def invite_member(work: Work, tenant: Tenant, data: Invite) -> OpenInvitation:
    """Writes an invitation; an older one to the same address lapses. Raises AlreadyMember, MoreThanYouMay."""
    work.require(STAFF_MANAGE)
    role = await queries.role_named(work, tenant, data.role)
    if role is None:
        raise RoleUnknown(field="role")
    check_gives(work, role.permissions)
    email = data.email.strip()
    index = work.cipher.blind("email", normal_email(email))
    if await work.value(MEMBER_BY_EMAIL, tenant.id, index) is not None:
        raise AlreadyMember(field="email")
    await work.execute(REPLACE_OLDER, tenant.id, index, work.now)
    invitation_id, token = new_id(), secrets.token_urlsafe(32)
    made = OpenInvitation(
        id=invitation_id,
        email=email,
        first_name=tidy_name(data.first_name, "first_name") if data.first_name else None,
        last_name=tidy_name(data.last_name, "last_name") if data.last_name else None,
        role=role.ref,
        role_name=role.name(await queries.locale_of_actor(work)),
        department_id=data.department_id,
        created_at=work.now,
        expires_at=work.now + INVITATION_LIFE,
        is_expired=False,
    )
    await work.insert(
        "invitation",
        {
            "id": invitation_id, "tenant_id": tenant.id, "email_index": index,
            "email": work.cipher.seal("invitation", "email", invitation_id, email),
            "first_name": made.first_name, "last_name": made.last_name, "role_key": role.key, "role_id": role.id,
            "role_version": role.version, "department_id": data.department_id, "token_hash": hash_of(token),
            "token": work.cipher.seal("invitation", "token", invitation_id, token), "invited_by": work.actor.id,
            "created_at": made.created_at, "expires_at": made.expires_at,
        },
    )  # fmt: skip
    after = {"tenant_id": tenant.id, "account": index.hex()[:16], "role": role.ref}
    work.audit("invitation.make", "invitation", invitation_id, after=after)
    work.emit(InvitationMade(invitation_id=invitation_id, tenant_id=tenant.id))
    return made


async def revoke_invitation(work: Work, tenant: Tenant, invitation_id: UUID) -> None:
    work.require(STAFF_MANAGE)
    if not await work.execute(REVOKE, tenant.id, invitation_id, work.now):
        raise InvitationUnknown
    work.audit("invitation.revoke", "invitation", invitation_id, after={"tenant_id": tenant.id})


async def invited_by_token(view: View, token: str) -> Invited:
    """The invitation behind a token; raises InvitationInvalid for every reason alike."""
    found = await view.row(Invited, INVITED, hash_of(token), view.now, False)
    if found is None or not await _promise_stands(view, found):
        raise InvitationInvalid
    return found


async def spend_invitation(work: Work, token: str, user_id: UUID) -> Invited:
    """Takes the invitation for `user_id`, once whatever happens; `join_as_invited` is the second half."""
    token_hash = hash_of(token)
    if await work.value(TAKE, token_hash, work.now, user_id) is None:
        raise InvitationInvalid
    taken = await work.row(Invited, INVITED, token_hash, work.now, True)
    if taken is None or not await _promise_stands(work, taken):
        raise InvitationInvalid
    return taken


async def join_as_invited(work: Work, taken: Invited, user_id: UUID) -> None:
    """Makes a person, whose account exists by now, a member as the invitation promised."""
    await add_member(work, taken.tenant_id, user_id, taken.role, taken.department_id, taken.invited_by)
    work.audit(
        "invitation.accept", "invitation", taken.id, after={"tenant_id": taken.tenant_id, "user_id": user_id}
    )
    if taken.role_key == "vet":
        work.emit(VetApproved(user_id=user_id, tenant_id=taken.tenant_id))


async def apply_as_vet(work: Work, tenant: Tenant, data: VetApply) -> MyVetApplication:
    """Asks a practice to work there; raises AlreadyApplied, AlreadyMember. The person's own door."""
    work.require("signed_in")
    user_id = work.actor.id
    if user_id is None or tenant.kind != "practice":
        raise ApplicationUnknown
    if await queries.works_at(work, user_id, tenant.id):
        raise AlreadyMember
    application_id = new_id()
    licence, specialisation = tidy_name(data.licence_number, "licence_number"), data.specialisation or None
    await work.insert(
        "vet_application",
        {
            "id": application_id, "user_id": user_id, "tenant_id": tenant.id, "licence_number": licence,
            "specialisation": specialisation, "note": data.note.strip(), "created_at": work.now,
        },
    )  # fmt: skip
    after = {"tenant_id": tenant.id, "licence_number": licence, "specialisation": specialisation}
    work.audit("vet.apply", "vet_application", application_id, after=after)
    work.emit(VetApplied(application_id=application_id, user_id=user_id, tenant_id=tenant.id))
    return MyVetApplication(
        id=application_id, practice_slug=tenant.slug, practice_name=tenant.name, licence_number=licence,
        specialisation=specialisation, state="pending", remarks="", created_at=work.now, decided_at=None,
    )  # fmt: skip


async def approve_vet(work: Work, tenant: Tenant, application_id: UUID, data: VetDecision) -> VetApplication:
    """Makes the applicant a vet of the practice, with the licence that was checked."""
    work.require(STAFF_MANAGE)
    role = await queries.role_named(work, tenant, "vet")
    if role is None:
        raise RoleUnknown
    check_gives(work, role.permissions)
    decided = await _decide(work, tenant, application_id, "approved", data)
    await state_licence(work, decided.user_id, decided.licence_number, decided.specialisation)
    await add_member(work, tenant.id, decided.user_id, role, None, work.actor.id)
    work.emit(VetApproved(user_id=decided.user_id, tenant_id=tenant.id, application_id=application_id))
    return decided


async def reject_vet(work: Work, tenant: Tenant, application_id: UUID, data: VetDecision) -> VetApplication:
    work.require(STAFF_MANAGE)
    decided = await _decide(work, tenant, application_id, "rejected", data)
    work.emit(VetRejected(application_id=application_id, user_id=decided.user_id, tenant_id=tenant.id))
    return decided


async def _decide(
    work: Work,
    tenant: Tenant,
    application_id: UUID,
    state: Literal["approved", "rejected"],
    data: VetDecision,
) -> VetApplication:
    remarks = data.remarks.strip()
    done = await work.value(DECIDE, tenant.id, application_id, state, remarks, work.actor.id, work.now)
    found = await queries.vet_application(work, tenant, application_id)
    if found is None:
        raise ApplicationUnknown
    if done is None:
        raise AlreadyDecided(state=found.state)
    action = "vet.approve" if state == "approved" else "vet.reject"
    after = {"tenant_id": tenant.id, "user_id": found.user_id, "state": state, "remarks": remarks}
    work.audit(action, "vet_application", application_id, before={"state": "pending"}, after=after)
    return found


async def _promise_stands(view: View, invited: Invited) -> bool:
    """The role is still the one that was promised, and whoever invited may still give it."""
    if invited.role_version != invited.promised_version:
        return False
    if invited.invited_by is None:
        return True
    inviter = await view.records(INVITER, invited.invited_by, invited.tenant_id)
    if not inviter:
        return False
    return {STAFF_MANAGE, *invited.role.permissions} <= held_role(*inviter[0]).permissions
