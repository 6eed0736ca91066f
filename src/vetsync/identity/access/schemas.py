"""What crosses the door about memberships, roles, invitations and vets' applications.

A role is named by one string everywhere: the key of a built-in role, or the id of a practice's own.
"""

import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.identity.users.schemas import LINE, EmailText, Kind, Locale, PersonName, Theme
from vetsync.tenancy.structure.schemas import TenantKind

RoleRef = Annotated[
    str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[a-z0-9_-]+$", examples=["vet"])
]
LicenceNumber = Annotated[str, msgspec.Meta(min_length=2, max_length=40, pattern=LINE)]
Specialisation = Annotated[str, msgspec.Meta(max_length=120, pattern=LINE)]
Paragraphs = Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^[^\x00]*$")]
RoleName = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=LINE)]


class Membership(msgspec.Struct, kw_only=True):
    """One place where the person works, with what they may do there."""

    practice_slug: str
    practice_name: str
    practice_kind: TenantKind
    practice_zone: str
    role: str
    role_name: str
    permissions: list[str]


class Colleague(msgspec.Struct):
    """Somebody who works here, by membership, as a search shows them; `role_name` is empty for a built-in role."""

    id: UUID
    user_id: UUID
    name: str
    role: str
    role_name: str


class Me(msgspec.Struct, kw_only=True):
    """The signed-in person."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    phone: str | None
    locale: Locale
    theme: Theme
    kinds: list[Kind]
    memberships: list[Membership]
    picture_url: str | None
    version: int


class Member(msgspec.Struct, kw_only=True):
    """Somebody who works in the practice. `id` is the membership's."""

    id: UUID
    user_id: UUID
    first_name: str
    last_name: str
    email: str
    picture_url: str | None
    role: str
    role_name: str
    permissions: list[str]
    department_id: UUID | None
    licence_number: str | None
    specialisation: str | None
    state: Literal["active", "ended"]
    joined_at: datetime.datetime
    version: int


class MemberPatch(msgspec.Struct, forbid_unknown_fields=True):
    """`state` can only become `ended`; somebody who comes back is invited again."""

    role: RoleRef | UnsetType = UNSET
    department_id: UUID | UnsetType | None = UNSET
    state: Literal["ended"] | UnsetType = UNSET


class Role(msgspec.Struct, kw_only=True):
    """A built-in role has no version and cannot be changed."""

    role: str
    name: str
    permissions: list[str]
    is_builtin: bool
    version: int | None


class RoleAdd(msgspec.Struct, forbid_unknown_fields=True):
    name: RoleName
    permissions: Annotated[list[str], msgspec.Meta(max_length=60)]


class RolePatch(msgspec.Struct, forbid_unknown_fields=True):
    name: RoleName | UnsetType = UNSET
    permissions: Annotated[list[str], msgspec.Meta(max_length=60)] | UnsetType = UNSET


class Invite(msgspec.Struct, forbid_unknown_fields=True):
    email: EmailText
    role: RoleRef
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    department_id: UUID | None = None


class OpenInvitation(msgspec.Struct, kw_only=True):
    """An invitation as the practice sees it."""

    id: UUID
    email: str
    first_name: str | None
    last_name: str | None
    role: str
    role_name: str
    department_id: UUID | None
    created_at: datetime.datetime
    expires_at: datetime.datetime
    is_expired: bool


class Invitation(msgspec.Struct, kw_only=True):
    """An invitation as the invited person sees it; `has_account` asks for the password they already have."""

    email: str
    practice_name: str
    practice_slug: str
    role_name: str
    first_name: str | None
    last_name: str | None
    has_account: bool
    expires_at: datetime.datetime


class InvitationLetter(msgspec.Struct, kw_only=True):
    """What the letter to an invited person needs. `token` is a secret: it goes into the letter and nowhere else."""

    email: str
    first_name: str | None
    practice_name: str
    role_name_nl: str
    role_name_en: str
    token: str
    expires_at: datetime.datetime
    invited_by: UUID | None


class VetApply(msgspec.Struct, forbid_unknown_fields=True):
    licence_number: LicenceNumber
    specialisation: Specialisation | None = None
    note: Paragraphs = ""


class VetDecision(msgspec.Struct, forbid_unknown_fields=True):
    remarks: Paragraphs = ""


VetApplicationState = Literal["pending", "approved", "rejected"]


class VetApplication(msgspec.Struct, kw_only=True):
    """A vet who wants to work in the practice."""

    id: UUID
    user_id: UUID
    first_name: str
    last_name: str
    email: str
    picture_url: str | None
    licence_number: str
    specialisation: str | None
    note: str
    state: VetApplicationState
    remarks: str
    created_at: datetime.datetime
    decided_at: datetime.datetime | None
    version: int


class MyVetApplication(msgspec.Struct):
    """One's own application to a practice."""

    id: UUID
    practice_slug: str
    practice_name: str
    licence_number: str
    specialisation: str | None
    state: VetApplicationState
    remarks: str
    created_at: datetime.datetime
    decided_at: datetime.datetime | None
