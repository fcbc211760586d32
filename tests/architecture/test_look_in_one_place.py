"""Colours, letters and measures come from the theme: none is written as a number elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.qt.resources import resource_texts

ROOT = Path(__file__).parents[2] / "console"
FOLDERS = ("ui", "widgets")
_MEASURED = {
    "setPixelSize",
    "setPointSize",
    "setSpacing",
    "setHorizontalSpacing",
    "setVerticalSpacing",
    "setContentsMargins",
    "setFixedWidth",
    "setFixedHeight",
    "setFixedSize",
    "setMinimumWidth",
    "setMinimumHeight",
    "setMinimumSize",
    "setMaximumWidth",
    "setMaximumHeight",
    "setMaximumSize",
    "setIconSize",
    "addSpacing",
    "setHandleWidth",
}
_NO_MEASURE = (0, 1)
"""Nothing, and "give way"."""
_BLACK_ALLOWED = {"wall_screen.py"}
"""What a wall machine sends where nothing may be seen."""


def literals(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        numbers = [one for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, int | float)]
        if name == "QColor" and numbers:
            yield ast.unparse(node)
        if name in _MEASURED and any(one.value not in _NO_MEASURE for one in numbers):
            yield ast.unparse(node)


def named_colours(source: str) -> set[str]:
    return set(re.findall(r"Qt\.GlobalColor\.(\w+)", source)) - {"transparent"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_has_a_colour_or_a_measure_of_its_own(folder: str) -> None:
    found = {
        f"{path.name}: {literal}"
        for path in (ROOT / folder).rglob("*.py")
        if path.parent.name != "theme"
        for literal in [*literals(path.read_text()), *named_colours(path.read_text())]
        if not (path.name in _BLACK_ALLOWED and literal == "black")
    }

    assert found == set()


def test_the_style_sheets_have_none_either() -> None:
    text = re.sub(r"/\*.*?\*/", "", "\n".join(resource_texts("qss", ".qss")), flags=re.DOTALL)

    assert re.findall(r":\s*[^;{},]*#[0-9a-fA-F]{3,8}\b", text) == []
    assert re.findall(r"font-size: \d+", text) == []


@pytest.mark.parametrize("source", ["QColor(255, 0, 0)", "font.setPixelSize(14)", "row.setContentsMargins(4, 0, 4, 0)"])
def test_a_literal_is_found(source: str) -> None:
    assert list(literals(source))
