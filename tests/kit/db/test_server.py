"""Servers of one's own that cannot be used: told in one line, without what is secret."""

from pathlib import Path

import pytest

from vetsync.kit.db.home import ServerFailed
from vetsync.kit.db.server import open_database

NOBODY = "postgresql://vetsync_app:geheim@127.0.0.1:1/vetsync"


@pytest.mark.parametrize(
    ("url", "owner_url", "said"),
    [
        (NOBODY, NOBODY, "The database of VETSYNC_DATABASE_URL cannot be used"),
        (NOBODY, None, "VETSYNC_DATABASE_URL is set and VETSYNC_DATABASE_OWNER_URL is not"),
        ("vetsync geheim", NOBODY, "VETSYNC_DATABASE_URL is no address of a database"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_by_its_setting(
    tmp_path: Path, url: str, owner_url: str | None, said: str
) -> None:
    with pytest.raises(ServerFailed, match=said) as refused, open_database(url, owner_url, tmp_path):
        raise AssertionError("it opened")
    assert "\n" not in str(refused.value)
    assert "geheim" not in str(refused.value)
