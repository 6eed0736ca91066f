"""What crosses the door when somebody signs in."""

import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from vetsync.identity.access.schemas import Me
from vetsync.identity.users.schemas import EmailText, Locale, PersonName, PhoneText

# The policy (at least ten characters, not a common one) has codes of its own, so it is no part of the schema.
PasswordText = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
TokenText = Annotated[str, msgspec.Meta(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class Register(msgspec.Struct, forbid_unknown_fields=True):
    email: EmailText
    password: PasswordText
    first_name: PersonName
    last_name: PersonName
    phone: PhoneText | None = None
    locale: Locale = "nl"


class LogIn(msgspec.Struct, forbid_unknown_fields=True):
    email: EmailText
    password: PasswordText


class Token(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText


class Email(msgspec.Struct, forbid_unknown_fields=True):
    email: EmailText


class ResetPassword(msgspec.Struct, forbid_unknown_fields=True):
    token: TokenText
    password: PasswordText


class AcceptInvitation(msgspec.Struct, forbid_unknown_fields=True):
    """`password` is a new one, or the account's own where the address has an account already."""

    token: TokenText
    password: PasswordText
    first_name: PersonName
    last_name: PersonName


class ChangePassword(msgspec.Struct, forbid_unknown_fields=True):
    current_password: PasswordText
    new_password: PasswordText


class Session(msgspec.Struct, kw_only=True):
    """The access token lives until `expires_at`; the refresh token travels in a cookie.

    `draft_key` is the person's own and always the same (P-256, PKCS #8, base64): their browser seals with its public
    half what they were writing when the session ends, and opens it with this when they are back.
    """

    access_token: str
    expires_at: datetime.datetime
    draft_key: str
    me: Me


class AccountSession(msgspec.Struct):
    """A place where the person is signed in."""

    id: UUID
    created_at: datetime.datetime
    last_used_at: datetime.datetime
    device: str | None
    is_current: bool


class Accepted(msgspec.Struct):
    """The same for known and unknown addresses: what happened stands in the letter."""


class MailTokenLetter(msgspec.Struct, kw_only=True):
    """What a letter with a link needs. `token` is a secret: it goes into the letter and nowhere else."""

    user_id: UUID
    token: str
    expires_at: datetime.datetime
