"""Decisions about accounts that need nothing but their arguments."""

from uuid import UUID

from vetsync.identity.users.errors import NameEmpty
from vetsync.kit.text import fold


def tidy_name(name: str, field: str) -> str:
    """The name with single spaces; raises NameEmpty when nothing is left of it."""
    tidy = " ".join(name.split())
    if not tidy:
        raise NameEmpty(field=field)
    return tidy


def searchable(first_name: str, last_name: str) -> str:
    """What is stored beside a name for searching and sorting."""
    return fold(f"{first_name} {last_name}")


def picture_url(user_id: UUID, file_id: UUID | None) -> str | None:
    """Works without signing in, because pictures of vets stand on public pages; the file's id can't be guessed."""
    return f"/api/pictures/{user_id}/{file_id}" if file_id else None


def picture_key(user_id: UUID, file_id: UUID) -> str:
    """Where the picture lies in the file store."""
    return f"users/{user_id}/{file_id}"
