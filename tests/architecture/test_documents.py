"""What the documents name is there: tests, files, commands, settings. A reader who follows one comes somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from vetsync.app.cli import cli
from vetsync.kit.config import PREFIX, Config

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEST = re.compile(r"`(test_\w{12,})`")
FILE = re.compile(r"`((?:src|tests|web|docs|bench|migrations)/[\w./-]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
MADE = re.compile(r"`(?:\w+=\S+ )*make ([a-z-]+)")
COMMAND = re.compile(r"`vetsync ([a-z]+)")
SETTING = re.compile(rf"`({PREFIX}[A-Z_]+)`")
SENTENCE = re.compile(r"`([a-z][^`]*(?: [^ `]+){6,})`")


def named(pattern: re.Pattern[str], *, without: str = "CHANGELOG.md") -> Iterator[tuple[Path, str]]:
    """Each thing that some document names, and where."""
    for document in DOCUMENTS:
        if document.name != without:
            yield from ((document, name) for name in pattern.findall(document.read_text()))


def texts(folder: str, *endings: str) -> str:
    kept = [
        path
        for path in (ROOT / folder).rglob("*")
        if path.suffix in endings and "node_modules" not in path.parts
    ]
    return "\n".join(path.read_text() for path in kept)


def test_every_test_that_a_document_names_exists() -> None:
    written = set(re.findall(r"def (test_\w+)\(", texts("tests", ".py")))
    asked = list(named(TEST))
    assert len(asked) > 14, "the rows of the requirements name their tests"
    assert [(path.name, name) for path, name in asked if name not in written] == []


def test_every_row_of_the_requirements_names_a_test_of_its_own_number() -> None:
    rows = (ROOT / "docs/rows.md").read_text()
    for number in range(1, 15):
        assert re.search(rf"^\| V{number} .*`test_v{number}_\w+`", rows, re.MULTILINE), f"V{number}"


@pytest.mark.parametrize("pattern", [FILE, LINK], ids=["file", "link"])
def test_every_file_that_a_document_names_exists(pattern: re.Pattern[str]) -> None:
    ignored = {
        str((path.parent / line).relative_to(ROOT)) + "/"
        for path in ROOT.glob("*/.gitignore")
        for line in path.read_text().split()
    }

    def stands(document: Path, name: str) -> bool:
        start = document.parent if pattern is LINK else ROOT
        return (start / name).exists() or name in ignored

    asked = list(named(pattern))
    assert len(asked) > 10
    assert [(path.name, name) for path, name in asked if not stands(path, name)] == []


def test_every_command_that_a_document_names_exists() -> None:
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert [(path.name, name) for path, name in named(MADE) if name not in made] == []
    assert [(path.name, name) for path, name in named(COMMAND) if name not in cli.commands] == []


def test_every_setting_that_a_document_names_is_read() -> None:
    settings = {PREFIX + field.name.upper() for field in msgspec.structs.fields(Config)}
    # A few are read by the tests alone, by their whole name.
    by_name = set(re.findall(rf"\"({PREFIX}[A-Z_]+)\"", texts("src", ".py") + texts("tests", ".py")))
    known = {name for _, name in named(SETTING)}
    assert len(known) > 8
    assert sorted(known - settings - by_name) == []


def test_every_walk_that_the_page_of_clicks_names_exists() -> None:
    walks = texts("web/e2e", ".ts")
    # An ellipsis stands for the rest of a name, a language for the part that differs.
    asked = [
        re.split(r"…|, in nl$", name)[0] for name in SENTENCE.findall((ROOT / "docs/clicks.md").read_text())
    ]
    assert len(asked) > 5
    assert [name for name in asked if name not in walks] == []
