"""Values that have broken other programs, put where a well-formed request has harmless ones."""

import json
import random
from typing import Any

MARK = "f7c1a90e-mark"
RAW_VALUES = (
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udfff\\ud800"',
    "1" + "0" * 400,
    "-1" + "0" * 400,
    "1e400",
    "1e-400",
    "9223372036854775808",
    "-9223372036854775809",
    "2147483648",
    "1.5",
    "NaN",
    "null",
    "true",
    "[]",
    "{}",
    '""',
    '" "',
    '"\\u202e\\ufeff\\u200b"',
    '"\'; drop table client; --"',
    '"%00"',
    '"0001-01-01"',
    '"9999-12-31"',
    '"10000-01-01"',
    '"2026-02-30"',
    '"0001-01-01T00:00:00Z"',
    '"0001-01-01T00:00:00+23:59"',
    '"9999-12-31T23:59:59-23:59"',
    '"2026-10-25T02:30:00"',
    '"2026-10-25T02:30:00.123456789+02:00"',
    '"Europe/Nergens"',
    '"../../../etc/passwd"',
    '"00000000-0000-0000-0000-000000000000"',
    '"' + "x" * 1_000_000 + '"',
    "[" * 2_000 + "]" * 2_000,
)
TEXT_VALUES = (
    "\x00", "a\x00b", "1" + "0" * 400, "-1", "1e400", "NaN", "", " ", "9223372036854775808", "0001-01-01", "9999-12-31",
    "10000-01-01", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "\u202e\ufeff", "%00", "../..",
    "x" * 4_000, "00000000-0000-0000-0000-000000000000", "eyJhIjoxfQ", "W10", "WyIiXQ", "null", "[]",
)  # fmt: skip
"""For places in an address, where everything is text."""
OTHER_BODIES = (
    b"",
    b"{",
    b"\xff\xfe",
    b'{"a":1,"a":2}',
    b"\x00",
    b"null",
    b"[]",
    b'"text"',
    b"1" + b"0" * 400,
    b'{"\\u0000":1}',
    b'{"\\ud800":1}',
    b"[" * 10_000,
)


def hostile_body(body: Any, rng: random.Random) -> bytes:
    """The body as JSON text with one leaf, or the whole of it, replaced."""
    leaves = list(_leaves(body))
    if not leaves or rng.random() < 0.1:
        return rng.choice(OTHER_BODIES)
    if isinstance(body, dict) and body and rng.random() < 0.1:
        return _with_a_doubled_key(body, rng)
    text = json.dumps(_replaced(body, rng.choice(leaves), MARK), default=str)
    return text.replace(f'"{MARK}"', rng.choice(RAW_VALUES), 1).encode("utf-8", "surrogatepass")


def _with_a_doubled_key(body: dict[str, Any], rng: random.Random) -> bytes:
    doubled = json.dumps(rng.choice(list(body)))
    return (json.dumps(body, default=str)[:-1] + f", {doubled}: {rng.choice(RAW_VALUES)}}}").encode()


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path


def _replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _replaced(value[path[0]], path[1:], by)
    return copy
