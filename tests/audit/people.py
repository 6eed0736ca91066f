"""Who acts in these tests."""

from uuid import UUID

from vetsync.audit.permissions import AUDIT_READ, PLATFORM_READ
from vetsync.kit.db.work import Actor

RECEPTIONIST = Actor(UUID(int=101), "user", frozenset(), "request-desk")
MANAGER = Actor(UUID(int=102), "user", frozenset({AUDIT_READ}), "request-manager")
PLATFORM = Actor(UUID(int=103), "user", frozenset({PLATFORM_READ}), "request-platform")
STRANGER = Actor(None, "anonymous", frozenset(), "request-stranger")
