"""What crosses the door about people."""

import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vetsync.kit.http.paging import LIMIT_DEFAULT, LimitInBody

# No control characters: they have no place in a line of text, and some are refused by the database.
LINE = r"^[^\x00-\x1f\x7f]*$"
EmailText = Annotated[
    str, msgspec.Meta(min_length=3, max_length=254, pattern=LINE, examples=["sanne@example.com"])
]
PersonName = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=LINE)]
PhoneText = Annotated[str, msgspec.Meta(min_length=3, max_length=40, pattern=LINE, examples=["06 12345678"])]
Locale = Literal["nl", "en"]
Theme = Literal["system", "light", "dark"]
Kind = Literal["pet_owner", "vet_professional", "clinic_admin", "system_admin"]
AccountState = Literal["active", "disabled"]


class MePatch(msgspec.Struct, forbid_unknown_fields=True):
    """Only what is named is changed; `phone` null removes the number."""

    first_name: PersonName | UnsetType = UNSET
    last_name: PersonName | UnsetType = UNSET
    phone: PhoneText | UnsetType | None = UNSET
    locale: Locale | UnsetType = UNSET
    theme: Theme | UnsetType = UNSET


class NotificationSettings(msgspec.Struct, forbid_unknown_fields=True):
    """The ways in which a person wants to hear from us. Letters about the account itself are always sent."""

    email: bool
    sms: bool
    push: bool


class UserSearch(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """`q` is the beginning of a first or last name, or a whole e-mail address."""

    q: Annotated[str, msgspec.Meta(max_length=254)] = ""
    kind: Kind | None = None
    cursor: str | None = None
    limit: LimitInBody = LIMIT_DEFAULT


class Picture(msgspec.Struct):
    picture_url: str
    version: int


class PlatformUser(msgspec.Struct, kw_only=True):
    """An account as the platform's administrators see it."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    kinds: list[Kind]
    state: AccountState
    email_verified: bool
    created_at: datetime.datetime
    last_seen_at: datetime.datetime | None
    version: int


class Profile(msgspec.Struct, kw_only=True):
    """An account without its memberships, for other domains' screens."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    phone: str | None
    locale: Locale
    theme: Theme
    picture_url: str | None
    version: int


class Recipient(msgspec.Struct, kw_only=True):
    """Whom a letter goes to, and in which language."""

    user_id: UUID
    email: str
    first_name: str
    last_name: str
    phone: str | None
    locale: Locale
    is_active: bool
    wants: NotificationSettings


class PersonCard(msgspec.Struct, kw_only=True):
    """A name and a face, as others see them."""

    user_id: UUID
    first_name: str
    last_name: str
    picture_url: str | None


class NewAccount(msgspec.Struct, kw_only=True):
    """What an account begins with. `password_hash` empty: the person sets one by letter."""

    email: str
    first_name: str
    last_name: str
    phone: str | None = None
    locale: Locale = "nl"
    password_hash: str | None = None
    is_verified: bool = False
