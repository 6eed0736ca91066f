"""What was measured against what was wanted."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Line:
    """`goal` is empty for a figure that stands beside the others to explain them."""

    goal_id: str
    what: str
    found: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        reached = self.found >= self.goal if self.at_least else self.found <= self.goal
        return "reached" if reached else "NOT REACHED"

    def cells(self) -> tuple[str, ...]:
        goal = (
            "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}".strip()
        )
        return self.goal_id, self.what, f"{self.found:.3g} {self.unit}".strip(), goal, self.verdict


HEAD = ("#", "what", "found", "goal", "")


def as_markdown(lines: Iterable[Line]) -> str:
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    drawn.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(drawn)


def keep(lines: list[Line]) -> Path:
    """The table as text and as data, named after the moment."""
    RESULTS.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    facts = {"at": stamp, "python": platform.python_version(), "machine": platform.machine()}
    whole = {**facts, "lines": [asdict(line) | {"verdict": line.verdict} for line in lines]}
    (RESULTS / f"{stamp}.json").write_text(json.dumps(whole, indent=1) + "\n")
    path = RESULTS / f"{stamp}.md"
    path.write_text(as_markdown(lines) + "\n")
    return path
