"""Whatever the program can write into the log of activity is told in words, in both languages of the client."""

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

import vetsync

SOURCE = Path(vetsync.__path__[0])
WEB = SOURCE.parents[1] / "web" / "src"
LOCALES = ("nl", "en")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unreadable(AssertionError):
    """An action is put together in a way that this test cannot follow."""


class Module:
    """The source of a module, in which what is handed on is followed to where it is written out."""

    def __init__(self, path: Path):
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = [one for one in ast.walk(self.tree) if isinstance(one, Function)]

    def actions(self) -> Iterator[str]:
        for function in self.functions:
            for call in ast.walk(function):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Attribute)
                    and call.func.attr == "audit"
                ):
                    yield from self.values(call.args[0], function)

    def values(self, node: ast.expr, function: Function) -> set[str]:
        match node:
            case ast.Constant(str() as value):
                return {value}
            case ast.IfExp():
                return self.values(node.body, function) | self.values(node.orelse, function)
            case ast.FormattedValue():
                return self.values(node.value, function)
            case ast.JoinedStr():
                parts = [self.values(part, function) for part in node.values]
                return {"".join(each) for each in product(*parts)}
            case ast.Name():
                return self.named(node.id, function)
            case ast.Attribute(ast.Name() as owner, name):
                return {getattr(kind, name) for kind in self.kinds(owner.id, function)}
        raise Unreadable(f"{self.path}: {ast.unparse(node)}")

    def named(self, name: str, function: Function) -> set[str]:
        written = [
            one.value
            for one in ast.walk(function)
            if isinstance(one, ast.Assign)
            and any(isinstance(to, ast.Name) and to.id == name for to in one.targets)
        ]
        if written:
            return {value for one in written for value in self.values(one, function)}
        arguments = [one.arg for one in function.args.args]
        if name not in arguments:
            raise Unreadable(f"{self.path}: {name}")
        if choices := {value for kind in self.kinds(name, function) for value in get_args(kind)}:
            return choices
        given = {
            value
            for caller in self.functions
            for call in ast.walk(caller)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == function.name
            for value in self.values(call.args[arguments.index(name)], caller)
        }
        if not given:
            raise Unreadable(f"{self.path}: {function.name} is given no {name}")
        return given

    def kinds(self, argument: str, function: Function) -> tuple[Any, ...]:
        """The types of which an argument is one."""
        found = next(one.annotation for one in function.args.args if one.arg == argument)
        if found is None:
            raise Unreadable(f"{self.path}: {argument}")
        inside = ".".join(("vetsync", *self.path.relative_to(SOURCE).with_suffix("").parts))
        names = vars(import_module(inside))
        return tuple(eval(name, names) for name in ast.unparse(found).split(" | "))


def actions() -> set[str]:
    return {action for path in SOURCE.rglob("*.py") for action in Module(path).actions()}


def texts(locale: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        (WEB / f"features/insights/locales/{locale}.json").read_text(encoding="utf-8")
    )
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_act_that_can_be_logged_has_words_and_no_words_are_for_nothing(locale: str) -> None:
    known = actions()
    assert {
        "login",
        "logout",
        "visit.move",
        "visit.arrive",
        "appointment.miss",
        "practice.suspended",
    } <= known
    assert set(texts(locale)["action"]) == {action.replace(".", "_") for action in known}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_act_can_be_asked_for_where_the_whole_log_is_read(locale: str) -> None:
    screen = (WEB / "workspaces/admin/activity-screen.tsx").read_text(encoding="utf-8")
    listed = re.search(r"const ACTIONS = \[(.*?)\]", screen, re.DOTALL)
    assert listed
    beginnings: list[str] = re.findall(r'"([a-z_.]+)"', listed[1])
    assert {action for action in actions() if not action.startswith(tuple(beginnings))} == set()
    assert {one.rstrip(".") for one in beginnings} <= set(texts(locale)["group"])
