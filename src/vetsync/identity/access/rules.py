"""Decisions about roles that need nothing but their arguments."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from vetsync.identity.access.errors import MoreThanYouMay, PermissionUnknown
from vetsync.identity.access.permissions import BUILT_IN, NAMES, STAFF

INVITATION_LIFE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role as it is now: a built-in one (`key`), or the practice's own (`id`, `version`)."""

    key: str | None
    id: UUID | None
    version: int | None
    own_name: str | None
    permissions: frozenset[str]

    @property
    def ref(self) -> str:
        return self.key or str(self.id)

    def name(self, locale: Literal["nl", "en"]) -> str:
        return NAMES[self.key][locale] if self.key else self.own_name or ""


def held_role(
    key: str | None,
    role_id: UUID | None,
    version: int | None,
    name: str | None,
    permissions: Collection[str] | None,
) -> HeldRole:
    """From a row of a membership or invitation with its role. Permissions that ceased to exist fall away."""
    own = BUILT_IN.get(key, frozenset()) if key else frozenset(permissions or ()) & STAFF
    return HeldRole(key, role_id, version, name, own)


def check_within(own: Collection[str], *others: Iterable[str]) -> None:
    """Raises MoreThanYouMay when one of `others` holds a permission that `own` lacks."""
    for other in others:
        if not set(other) <= set(own):
            raise MoreThanYouMay


def known_permissions(names: Collection[str]) -> list[str]:
    """Sorted and once each; raises PermissionUnknown for what a practice can't give."""
    if unknown := set(names) - STAFF:
        raise PermissionUnknown(field="permissions", unknown=sorted(unknown)[:10])
    return sorted(set(names))


def hash_of(token: str) -> bytes:
    """What is stored of a random token; 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode(errors="replace")).digest()
