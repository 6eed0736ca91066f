"""Turns what PostgreSQL refused into an error of ours, by SQLSTATE and constraint name only.

The driver's exceptions carry the failing row in `.detail`, and a traceback would print it. So nothing
of the driver's leaves the gate: callers raise the translation `from None`.
"""

from collections.abc import Callable

import asyncpg

from vetsync.kit.errors import Conflict, Invalid, Unavailable, VetSyncError

DRIVER_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""All that the driver raises. The last is what it says when the server dies in the middle of an answer."""


class TryAgain(Conflict):
    """A serialisation failure or deadlock: nothing was written, the whole command may be repeated."""

    code = "try_again"


class ContextLost(VetSyncError):
    """A statement ran without the tenant it was meant for. Always a fault of the program: an alarm."""

    code = "context_lost"


_by_constraint: dict[str, Callable[[], VetSyncError]] = {}


def register_fault(constraint: str, error: Callable[[], VetSyncError]) -> None:
    """Says which error a domain wants when the named constraint refuses a row."""
    _by_constraint[constraint] = error


def translate(error: BaseException) -> BaseException:
    """Our error for a driver's error; anything that is not the driver's comes back as it is."""
    if isinstance(error, asyncpg.PostgresError):
        return _translate_state(error.sqlstate or "", getattr(error, "constraint_name", None) or "")
    if isinstance(error, (asyncpg.InterfaceError, asyncpg.InternalClientError, OSError, TimeoutError)):
        return Unavailable(code="database_unavailable")
    return error


def _translate_state(state: str, constraint: str) -> VetSyncError:
    # A sharded server reports the violated constraint with a suffix, so the name is matched as a prefix.
    for name, make in _by_constraint.items():
        if constraint == name or constraint.startswith(name + "_"):
            return make()
    if state in {"40001", "40P01"}:
        return TryAgain()
    if state in {"42P01", "42501", "3F000"}:
        return ContextLost()
    if state in {"55P03", "57014"} or state[:2] in {"08", "53", "57"}:
        return Unavailable(code="database_busy" if state in {"55P03", "57014"} else "database_unavailable")
    if state.startswith("23"):
        return Conflict(code={"23505": "duplicate", "23503": "reference"}.get(state, "refused_by_rule"))
    if state.startswith("22"):
        return Invalid(code="bad_value")
    return VetSyncError(f"database refused ({state})")
