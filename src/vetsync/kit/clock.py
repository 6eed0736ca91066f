"""The only place that reads the wall clock; everything else is told what time it is."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)
