"""What the driver says in the middle of a crash is an answer that a client may repeat, never a fault of ours."""

import asyncpg
import pytest

from vetsync.kit.db.faults import DRIVER_ERRORS, translate
from vetsync.kit.errors import Unavailable


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InternalClientError("cannot switch to state"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.AdminShutdownError("terminating connection"),
        asyncpg.CrashShutdownError("terminating connection because of crash of another server process"),
    ],
)
def test_a_server_that_dies_in_the_middle_of_an_answer_is_unavailable(error: Exception) -> None:
    assert isinstance(error, DRIVER_ERRORS)
    translated = translate(error)
    assert isinstance(translated, Unavailable)
    assert (translated.status, translated.problem_code) == (503, "database_unavailable")
