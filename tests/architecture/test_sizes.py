"""Sizes hold because they are counted, not because they were agreed on."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70


def python_files() -> Iterator[Path]:
    for folder in ("src", "tests", "bench"):
        yield from (ROOT / folder).rglob("*.py")


def test_no_python_file_is_longer_than_500_lines() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in python_files()}
    assert len(lengths) > 50, "the check looks at the wrong folder"
    too_long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > FILE_LINES_MAX}
    assert too_long == {}


def test_no_function_is_longer_than_70_lines() -> None:
    too_long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES_MAX:
                    too_long[f"{path.relative_to(ROOT)}:{node.name}"] = length
    assert too_long == {}
