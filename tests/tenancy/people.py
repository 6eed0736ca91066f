"""Who acts in these tests."""

from uuid import UUID

from vetsync.identity.access.permissions import BUILT_IN, SIGNED_IN_PERSON, SYSTEM_ADMIN
from vetsync.kit.db.work import Actor, system_actor

APPLICANT = Actor(UUID(int=201), "user", SIGNED_IN_PERSON, "applicant")
ANOTHER = Actor(UUID(int=202), "user", SIGNED_IN_PERSON, "another")
PLATFORM = Actor(UUID(int=203), "user", SIGNED_IN_PERSON | SYSTEM_ADMIN, "platform")
MANAGER = Actor(UUID(int=204), "user", SIGNED_IN_PERSON | BUILT_IN["clinic_admin"], "manager")
DESK = Actor(UUID(int=205), "user", SIGNED_IN_PERSON | BUILT_IN["receptionist"], "desk")
STRANGER = Actor(None, "anonymous", frozenset(), "stranger")
SYSTEM = system_actor("test")
