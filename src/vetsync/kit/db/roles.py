"""The names of the roles that stand for who asks: of the shared schema, and of a tenant's pet owners."""

from typing import Literal

CoreRole = Literal["auth", "public", "person", "platform", "system"]
CORE_ROLES: tuple[CoreRole, ...] = ("auth", "public", "person", "platform", "system")


def portal_role(role: str) -> str:
    """The role under which a tenant's pet owners read, made from the tenant's staff role."""
    return f"{role}_portal"
