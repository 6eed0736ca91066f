"""What happens around signing in. All stand in core; a letter's secret is fetched with `open_mail_token`."""

from typing import ClassVar
from uuid import UUID

from vetsync.kit.db.work import Event


class UserRegistered(Event, frozen=True, kw_only=True):
    """A letter with the link that verifies the address is to be sent."""

    topic: ClassVar[str] = "user.registered"
    user_id: UUID
    token_id: UUID


class KnownAddressRegistered(Event, frozen=True, kw_only=True):
    """Somebody registered an address that has an account: its owner is told, and nobody else."""

    topic: ClassVar[str] = "user.known_address_registered"
    user_id: UUID


class EmailVerified(Event, frozen=True, kw_only=True):
    topic: ClassVar[str] = "user.email_verified"
    user_id: UUID


class ResetRequested(Event, frozen=True, kw_only=True):
    """Somebody named an address, which may or may not have an account; identity itself reacts.

    `account` is the blind index of the address, in hex. So the request does the same work for every address.
    """

    topic: ClassVar[str] = "user.reset_requested"
    token_id: UUID
    account: str


class PasswordResetAsked(Event, frozen=True, kw_only=True):
    """A letter with the link that sets a new password is to be sent."""

    topic: ClassVar[str] = "user.password_reset_asked"
    user_id: UUID
    token_id: UUID


class PasswordChanged(Event, frozen=True, kw_only=True):
    """The owner is told, in case it was somebody else."""

    topic: ClassVar[str] = "user.password_changed"
    user_id: UUID


class SessionStolen(Event, frozen=True, kw_only=True):
    """A refresh token was used twice; the session has been ended."""

    topic: ClassVar[str] = "user.session_stolen"
    user_id: UUID
    session_id: UUID
