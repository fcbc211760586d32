"""Resources are found, icons are drawn in the colour asked for, all style sheets name known values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from console.qt.icons import icon_pixmap
from console.qt.resources import resources_folder
from console.widgets.theme.apply import style_sheet
from console.widgets.theme.theme import Theme

ICONS = sorted(path.stem for path in (resources_folder() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:  # noqa: ARG001  Qt must run
    image = icon_pixmap(name, "#ff0000", 24, 2.0).toImage()

    assert image.width() == 48
    painted = [QColor(image.pixelColor(x, y)) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha()]
    assert len(painted) > 40
    if name != "ronda":
        assert {colour.green() for colour in painted} == {0}


@pytest.mark.parametrize("scale", [0.9, 1.0, 2.0, 4.0])
def test_style_sheet_is_filled_in_whole(scale: float) -> None:
    sheet = style_sheet(Theme(scale=scale))

    assert "$" not in sheet
    assert "#0b0f14" in sheet


_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")


def test_no_colour_is_written_in_the_code_or_the_templates() -> None:
    console = Path(__file__).resolve().parents[3] / "console"
    files = [path for folder in ("ui", "widgets", "qt") for path in (console / folder).rglob("*.py")]
    files += list((resources_folder() / "qss").glob("*.qss"))

    offenders = [
        path.name
        for path in files
        if path.name != "colours.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if _COLOUR.search(line)
    ]

    assert offenders == []
