"""`vetsync` without relay and jobs: separates what a request costs from what follows it. For measuring only."""

import asyncio
import os

from vetsync.app.cli import main
from vetsync.kit.events.relay import Relay


async def _rest(self: Relay) -> None:
    await asyncio.Event().wait()


if __name__ == "__main__":
    os.environ["VETSYNC_WORKER"] = "false"
    Relay.run = _rest  # type: ignore[method-assign]  # on purpose
    main()
