"""What a change says: the fields sent, how they stand beside what was there, and how long it can be taken back."""

from datetime import timedelta
from typing import Any

import msgspec
from msgspec import UNSET

UNDO_WINDOW = timedelta(hours=1)
"""As long as a step that somebody took can be taken back."""


def given(change: msgspec.Struct) -> dict[str, Any]:
    """The fields that were sent, text without blanks around it."""
    sent = {name: getattr(change, name) for name in change.__struct_fields__}
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in sent.items()
        if value is not UNSET
    }


def differing(row: msgspec.Struct, sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after, of those fields only that really change."""
    changed = {name: value for name, value in sent.items() if getattr(row, name, None) != value}
    return {name: getattr(row, name, None) for name in changed}, changed
