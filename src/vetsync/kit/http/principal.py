"""Who is asking, as the guard found out before the request was even parsed."""

from dataclasses import dataclass
from uuid import UUID

from vetsync.kit.db.work import Actor, Tenant


@dataclass(frozen=True, slots=True)
class Principal:
    """`tenant` is the practice that the path names; `department_id` is set where the membership is bound to one.

    `role` names what the person is there: the key of a built-in role, or the id of one of the practice's own.
    """

    actor: Actor
    user_id: UUID | None
    session_id: UUID | None
    kinds: frozenset[str]
    tenant: Tenant | None
    department_id: UUID | None = None
    role: str | None = None

    @property
    def practice(self) -> Tenant:
        """The tenant, where the route lies under a practice's path."""
        if self.tenant is None:
            raise LookupError("this route has no practice in its path")
        return self.tenant

    @property
    def user(self) -> UUID:
        """The user's id, where the route asks for a signed-in person."""
        if self.user_id is None:
            raise LookupError("this route lets strangers in")
        return self.user_id

    @property
    def role_here(self) -> str:
        """The role in that practice, where the route asks for a permission of the practice."""
        if self.role is None:
            raise LookupError("whoever holds a practice's permission has a role there")
        return self.role
