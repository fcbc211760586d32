"""Dresses the application: Fusion, a palette and the style sheets, all from one theme."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from console.qt.icons import icon
from console.qt.resources import resource_texts, resources_folder
from console.widgets.theme.theme import Theme

FONT_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "DejaVu Sans"]
_SIZE = re.compile(r"\$u\(([\d.]+)\)")


def apply_theme(app: QApplication, theme: Theme) -> None:
    """May be called again with another theme."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font(theme))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    app.setWindowIcon(icon("ronda", theme.colours.accent, for_window=True))


def font(theme: Theme, size_px: int | None = None, *, bold: bool = False) -> QFont:
    made = QFont()
    made.setFamilies(FONT_FAMILIES)
    made.setPixelSize(size_px or theme.font_px)
    made.setBold(bold)
    return made


def palette(theme: Theme) -> QPalette:
    colours = theme.colours
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.panel),
        (role.Base, colours.panel),
        (role.AlternateBase, colours.raised),
        (role.Button, colours.raised),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.PlaceholderText, colours.text_dim),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent_ground),
        (role.HighlightedText, colours.text),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
    ):
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.text_dim))
    return made


def style_sheet(theme: Theme) -> str:
    """The numbered templates filled in: ``$name`` is a colour or font size, ``$u(1.5)`` so many units in pixels."""
    text = "\n".join(resource_texts("qss", ".qss"))
    sized = _SIZE.sub(lambda found: f"{theme.px(float(found[1]))}px", text)
    return Template(sized).substitute(
        theme.colour_names(),
        qss=resources_folder().joinpath("qss").as_posix(),
        font=f"{theme.font_px}px",
        font_small=f"{theme.small_font_px}px",
        font_large=f"{theme.large_font_px}px",
    )
