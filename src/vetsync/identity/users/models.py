"""Tables of people.

One account per person and e-mail address; what the person is (pet owner, vet professional, clinic admin, system
admin) is a row in a sub-model, and one person may have several. An account is never deleted, only disabled; raising
`session_version` ends every session it has. The address and the telephone number are sealed; `email_index` is the
blind index by which the address is found.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import CoreBase, access, at, id_, text_, version_

ACTOR = "(select nullif(current_setting('app.actor', true), '')::uuid)"
OWN = f"user_id = {ACTOR}"

_FACTS = (
    "id, email, first_name, last_name, name_search, phone, locale, theme, picture_file_id, email_verified_at, state, "
    "created_at, version"
)
_READ = "select (" + _FACTS + ")"


class UserAccount(CoreBase):
    __tablename__ = "user_account"

    id: Mapped[uuid.UUID] = id_()
    email: Mapped[bytes]
    email_index: Mapped[bytes] = mapped_column(unique=True)
    first_name: Mapped[str] = text_(80)
    last_name: Mapped[str] = text_(80)
    name_search: Mapped[str] = text_()
    phone: Mapped[bytes | None]
    locale: Mapped[str] = text_(default="nl")
    theme: Mapped[str] = text_(default="system")
    picture_file_id: Mapped[uuid.UUID | None]
    password_hash: Mapped[str | None] = text_(nullable=True)
    email_verified_at: Mapped[datetime.datetime | None] = at(nullable=True)
    state: Mapped[str] = text_(default="active")
    session_version: Mapped[int] = mapped_column(server_default=text("1"))
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        CheckConstraint("locale in ('nl', 'en')", name="user_account_locale_known"),
        CheckConstraint("theme in ('system', 'light', 'dark')", name="user_account_theme_known"),
        CheckConstraint("state in ('active', 'disabled')", name="user_account_state_known"),
        Index("user_account_by_name", "name_search", "id"),
        {
            "info": access(
                auth="select, insert, update",
                person=(
                    _READ
                    + ", update (first_name, last_name, name_search, phone, locale, theme, picture_file_id, version)",
                    f"id = {ACTOR}",
                ),
                platform="select ("
                + _FACTS
                + ", email_index, session_version), update (state, session_version, version)",
                system=_READ,
            )
        },
    )


class PetOwner(CoreBase):
    __tablename__ = "pet_owner"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {
            "info": access(
                auth="select, insert", person=("select, insert", OWN), platform="select", system="select"
            )
        },
    )


class VetProfessional(CoreBase):
    """`licence_number` is what the person stated; a practice checks it when it approves the application."""

    __tablename__ = "vet_professional"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    licence_number: Mapped[str | None] = text_(40, nullable=True)
    specialisation: Mapped[str | None] = text_(120, nullable=True)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {
            "info": access(
                auth="select, insert, update",
                person=("select", OWN),
                platform="select",
                system="select, insert",
            )
        },
    )


class ClinicAdmin(CoreBase):
    __tablename__ = "clinic_admin"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {
            "info": access(
                auth="select, insert", person=("select", OWN), platform="select", system="select, insert"
            )
        },
    )


class SystemAdmin(CoreBase):
    """Made by the operator's command line only: no route leads to this table."""

    __tablename__ = "system_admin"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    created_at: Mapped[datetime.datetime] = at()

    __table_args__ = (
        {"info": access(auth="select", person=("select", OWN), platform="select", system="select, insert")},
    )


class NotificationSetting(CoreBase):
    """Ways in which a person wants to hear from us; no row means: by e-mail only."""

    __tablename__ = "notification_setting"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    email: Mapped[bool]
    sms: Mapped[bool]
    push: Mapped[bool]

    __table_args__ = ({"info": access(person=("select, insert, update", OWN), system="select")},)
