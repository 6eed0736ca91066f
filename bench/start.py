"""P9: from nothing to the first answer, with the demo; and again when everything is there."""

import asyncio
import tempfile
import time
from pathlib import Path

from bench.client import call, send_one
from bench.node import running_node
from bench.table import Line

HEALTH = call("GET", "/api/health")


def measure_start() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="vetsync-start-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the server's user must get in
        first, warm = _seconds_to_answer(folder), _seconds_to_answer(folder)
    return [
        Line("P9", "first start ever, with the demo, to the first answer", first, "s", 30),
        Line("P9", "start again, to the first answer", warm, "s", 3),
    ]


def _seconds_to_answer(folder: Path) -> float:
    with running_node(folder, "--demo") as node:
        began = time.perf_counter()
        asyncio.run(send_one(node.port, HEALTH))
        return node.seconds_to_ready + time.perf_counter() - began
