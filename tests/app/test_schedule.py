"""What the clock asks for runs through on a practice in use, not only in the plan."""

from pathlib import Path

import pytest

from tests.application import opened_app
from tests.conftest import Database
from vetsync.app.schedule import schedule
from vetsync.messaging.letters.post import PostOffice
from vetsync.messaging.letters.senders import make_sender

pytestmark = pytest.mark.anyio

ROUNDS_MIN = 10


async def no_spares() -> None:
    """Making them takes a process of its own; tests/kit/db/test_spares.py does it."""


async def test_every_round_of_the_clock_runs_through(database: Database, tmp_path: Path) -> None:
    async with opened_app(database, tmp_path) as app:
        parts, config = app.parts, app.parts.config
        sender = make_sender(None, tmp_path / "mail")
        post = PostOffice(parts.gate, parts.jobs, sender, config.base_url, config.mail_from)
        rounds = schedule(
            parts.jobs, parts.relay, parts.tenants.all, post, parts.provisioner, parts.anchors, no_spares
        )
        assert len({one.name for one in rounds}) == len(rounds) >= ROUNDS_MIN
        for one in rounds:
            await one.run(parts.gate)
