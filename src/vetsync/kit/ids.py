"""Ids are UUIDv7 made in Python: sortable by time, unguessable, and no shared sequence to read volumes from."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    return UUID(int=uuid_utils.uuid7().int)
