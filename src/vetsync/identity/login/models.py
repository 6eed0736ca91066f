"""Tables of signing in.

A session begins with a log-in and ends by logging out, by a stolen token being noticed, by the account being
disabled or its `session_version` raised, or by age. Each session is a family of refresh tokens of which only the
newest, unused one is worth anything. Tokens are kept as hashes; those that a letter must carry are also kept sealed
until they are used, because an event may not hold a secret.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, ref_, text_

OWN = "user_id = (select nullif(current_setting('app.actor', true), '')::uuid)"


class LoginSession(CoreBase):
    """`device` is a label for people; `device_key` recognises the same browser again."""

    __tablename__ = "login_session"

    id: Mapped[uuid.UUID] = id_()
    user_id: Mapped[uuid.UUID] = ref_("user_account.id", index=True)
    session_version: Mapped[int]
    device: Mapped[str | None] = text_(120, nullable=True)
    device_key: Mapped[bytes | None]
    created_at: Mapped[datetime.datetime] = at()
    last_used_at: Mapped[datetime.datetime] = at()
    expires_at: Mapped[datetime.datetime] = at()
    revoked_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        Index("login_session_age", "expires_at"),
        {
            "info": access(
                auth="select, insert, update",
                person=("select, update (revoked_at)", OWN),
                platform="select (id, user_id, created_at, last_used_at, revoked_at), update (revoked_at)",
                system="select, delete",
            )
        },
    )


class RefreshToken(CoreBase):
    __tablename__ = "refresh_token"

    id: Mapped[uuid.UUID] = id_()
    session_id: Mapped[uuid.UUID] = ref_("login_session.id", index=True, ondelete="cascade")
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    issued_at: Mapped[datetime.datetime] = at()
    expires_at: Mapped[datetime.datetime] = at()
    used_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        Index("refresh_token_age", "expires_at"),
        {"info": access(auth="select, insert, update", system="select (id, expires_at), delete")},
    )


class LoginThrottle(CoreBase):
    """How often something was tried in the window that began at `window_started_at`; `key` is never readable."""

    __tablename__ = "login_throttle"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(primary_key=True)
    tries: Mapped[int]
    refusals: Mapped[int] = mapped_column(server_default=text("0"))
    window_started_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        Index("login_throttle_age", "window_started_at"),
        {"info": access(auth="select, insert, update, delete", system="select, delete")},
    )


class MailToken(CoreBase):
    """`password_hash` is what was asked for with this very letter, when an unverified address registers again."""

    __tablename__ = "mail_token"

    id: Mapped[uuid.UUID] = id_()
    purpose: Mapped[str] = text_()
    user_id: Mapped[uuid.UUID] = ref_("user_account.id", index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    token: Mapped[bytes | None]
    password_hash: Mapped[str | None] = text_(nullable=True)
    created_at: Mapped[datetime.datetime] = at()
    expires_at: Mapped[datetime.datetime] = at()
    used_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        CheckConstraint("purpose in ('verify', 'reset')", name="mail_token_purpose_known"),
        Index("mail_token_age", "expires_at"),
        {
            "info": access(
                auth="select, insert, update",
                system="select (id, purpose, user_id, token, expires_at, used_at), delete",
            )
        },
    )
