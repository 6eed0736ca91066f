"""A real `vetsync` process, and what processes have used of the processor and of memory."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_MS = os.sysconf("SC_CLK_TCK") / 1000
READY = "ready http://127.0.0.1:"
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Node:
    """`seconds_to_ready` runs from the start of the process to the line that says where it listens."""

    pid: int
    port: int
    seconds_to_ready: float
    process: "subprocess.Popen[bytes]"

    def memory_mb(self, kind: str = "VmRSS") -> float:
        """`VmRSS` is everything; `RssAnon` leaves out program files, which workers of one machine share."""
        for line in (PROC / str(self.pid) / "status").read_text().splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1]) / 1024
        raise ProcessLookupError(self.pid)


@contextmanager
def running_node(data_dir: Path, *options: str, program: str = "vetsync.app.cli") -> Iterator[Node]:
    """`vetsync run` on `data_dir`, ended with SIGTERM."""
    log = data_dir / "bench-node.log"
    began = time.perf_counter()
    command = [sys.executable, "-m", program, "run", "--port", "0", "--data-dir", str(data_dir), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        port = _await_port(process, log)
        yield Node(process.pid, port, time.perf_counter() - began, process)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_port(process: "subprocess.Popen[bytes]", log: Path) -> int:
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < deadline:
        for line in log.read_text(errors="replace").splitlines():
            if line.startswith(READY):
                return int(line.removeprefix(READY))
        if process.poll() is not None:
            break
        time.sleep(0.005)
    raise RuntimeError(f"the node does not start:\n{log.read_text(errors='replace')[-2000:]}")


def cpu_ms(root: int) -> float:
    """User and system time of a process and its living descendants since they began, in milliseconds."""
    children: dict[int, list[int]] = defaultdict(list)
    used: dict[int, float] = {}
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        children[int(fields[1])].append(int(entry.name))
        used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICKS_PER_MS
    total, todo = 0.0, [root]
    while todo:
        pid = todo.pop()
        total += used.get(pid, 0.0)
        todo += children[pid]
    return total
