"""The six ways a request can fail, and the one shape in which the client hears of it.

Domains subclass the kinds and name the subclass as the sentence that failed (`SlotTaken`).
`code` is stable: the client translates it; `data` becomes extension members of the problem (RFC 9457).
"""

from typing import Any, ClassVar


class VetSyncError(Exception):
    """Base of everything that is answered with a problem document instead of an alarm."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"

    def __init__(self, message: str = "", *, field: str | None = None, code: str | None = None, **data: Any):
        super().__init__(message or self.code)
        self.message = message
        self.field = field
        self.problem_code = code or self.code
        self.data = data


class Invalid(VetSyncError):
    """What was sent breaks a rule that the sender could have known."""

    status = 400
    code = "invalid"


class Unauthenticated(VetSyncError):
    """Nobody is signed in, or what was shown as proof is not valid any more."""

    status = 401
    code = "unauthenticated"


class Forbidden(VetSyncError):
    """The person is known and may not do this."""

    status = 403
    code = "forbidden"


class NotFound(VetSyncError):
    """There is no such thing, or it is somebody else's: the two answers are the same."""

    status = 404
    code = "not_found"


class Conflict(VetSyncError):
    """The request was right when it was made; meanwhile the world has changed."""

    status = 409
    code = "conflict"


class Stale(Conflict):
    """Somebody else saved a newer version."""

    code = "stale"


class Unavailable(VetSyncError):
    """The fault is on this side and passing; the same request may be sent again."""

    status = 503
    code = "unavailable"


class TooMany(Unavailable):
    """A brake holds this sender back for a while; `retry_after_seconds` says how long."""

    status = 429
    code = "too_many"
