"""Tables of conversations.

A thread belongs to one client, and may be about one patient. It is open until the practice closes it; closed ones
take no more messages and can be opened again. Messages are never changed or deleted. `unread_owner` and
`unread_practice` count what the other side has not seen yet; they are kept in the transaction that writes or reads.
Subject and text are sealed.
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from vetsync.kit.db.table import TenantBase, access, at, id_, one_of, text_, version_

OWN = "client_id = nullif(current_setting('app.client', true), '')::uuid"
FOR_OWNERS = "id, client_id, patient_id, subject, state, last_message_at, unread_owner, version"
OF_OWN_THREAD = "exists (select 1 from thread t where t.id = thread_id)"


class Thread(TenantBase):
    __tablename__ = "thread"

    id: Mapped[uuid.UUID] = id_()
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"))
    patient_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("patient.id"))
    subject: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = text_(default="open")
    last_message_at: Mapped[datetime.datetime] = at()
    unread_owner: Mapped[int] = mapped_column(server_default=text("0"))
    unread_practice: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime.datetime] = at()
    version: Mapped[int] = version_()

    __table_args__ = (
        one_of("state", "open", "closed"),
        CheckConstraint("unread_owner >= 0 and unread_practice >= 0", name="thread_unread_counts"),
        Index("thread_latest", "last_message_at", "id"),
        Index("thread_client", "client_id", "last_message_at"),
        Index("thread_unread", "id", postgresql_where=text("state = 'open' and unread_practice > 0")),
        {"info": access(staff="select, insert, update", portal=(FOR_OWNERS, OWN))},
    )


class Message(TenantBase):
    __tablename__ = "message"

    id: Mapped[uuid.UUID] = id_()
    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    author_user_id: Mapped[uuid.UUID | None]
    side: Mapped[str] = text_()
    text: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime.datetime] = at()
    read_at: Mapped[datetime.datetime | None] = at(nullable=True)

    __table_args__ = (
        one_of("side", "owner", "practice"),
        Index("message_of_thread", "thread_id", "id"),
        {
            "info": access(
                staff="select, insert, update (read_at)",
                portal=("id, thread_id, author_user_id, side, text, sent_at, read_at", OF_OWN_THREAD),
            )
        },
    )
