"""Keeps files, functions and classes small: a tail of long ones is how every program in the field went wrong."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from scripts.sources import Finding, python_files, report  # noqa: E402  the path above must come first

MOST_FILE_LINES = 400
MOST_MEDIAN_FILE_LINES = 150
MOST_FUNCTION_LINES = 50
MOST_CLASS_LINES = 250
MOST_CLASS_METHODS = 15

Function = ast.FunctionDef | ast.AsyncFunctionDef


def over_budget(path: Path, source: str) -> Iterator[Finding]:
    """What in one file is too big, and a module docstring that is not there."""
    lines = len(source.splitlines())
    if lines > MOST_FILE_LINES:
        yield Finding(path, 0, f"{lines} lines, at most {MOST_FILE_LINES}: split it by what its parts are for")
    tree = ast.parse(source)
    if not ast.get_docstring(tree):
        yield Finding(path, 1, "no module docstring: say in one sentence what the file is for")
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from _long_function(path, node)
        elif isinstance(node, ast.ClassDef):
            yield from _big_class(path, node)


def median_over_budget(lengths: list[int]) -> Iterator[Finding]:
    """The median file of the tree when it is too long."""
    if lengths and (median := statistics.median(lengths)) > MOST_MEDIAN_FILE_LINES:
        yield Finding(Path(), 0, f"the median file has {median:g} lines, at most {MOST_MEDIAN_FILE_LINES}")


def _length(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _long_function(path: Path, node: Function) -> Iterator[Finding]:
    if _length(node) > MOST_FUNCTION_LINES:
        yield Finding(path, node.lineno, f"{node.name} has {_length(node)} lines, at most {MOST_FUNCTION_LINES}")


def _big_class(path: Path, node: ast.ClassDef) -> Iterator[Finding]:
    if _length(node) > MOST_CLASS_LINES:
        yield Finding(path, node.lineno, f"{node.name} has {_length(node)} lines, at most {MOST_CLASS_LINES}")
    methods = sum(isinstance(child, Function) for child in node.body)
    if methods > MOST_CLASS_METHODS:
        yield Finding(path, node.lineno, f"{node.name} has {methods} methods, at most {MOST_CLASS_METHODS}")


def main() -> int:
    findings: list[Finding] = []
    lengths: list[int] = []
    for path in python_files():
        source = path.read_text(encoding="utf-8")
        findings += over_budget(path.relative_to(ROOT), source)
        lengths.append(len(source.splitlines()))
    return report([*findings, *median_over_budget(lengths)])


if __name__ == "__main__":
    sys.exit(main())
