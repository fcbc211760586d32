"""Dresses the application: Fusion, a palette and the style sheets, all from one theme, and again whenever it changes."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from console.qt.icons import icon
from console.qt.resources import resource_texts, resources_folder
from console.widgets.theme.rescale import Sizes
from console.widgets.theme.theme import Theme

FONT_FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "DejaVu Sans"]
_SIZE = re.compile(r"\$u\(([\d.]+)\)")
_CONTROL_UNITS, _PADDING_UNITS, _HEADING_UNITS = 5, 1.5, 4.75
_FRAME_PX = 2


def apply_theme(app: QApplication, theme: Theme) -> None:
    """May be called again with another theme."""
    app.setStyle(QStyleFactory.create("Fusion"))
    _dress(app, theme)


def keep_dressed(app: QApplication, theme: Theme) -> None:
    """Dresses it now and after every change of ``theme``: open windows too."""
    apply_theme(app, theme)
    sizes = Sizes(theme.scale)

    def again() -> None:
        sizes.set_scale(theme.scale)
        _dress(app, theme)

    app.destroyed.connect(theme.changed.connect(lambda _look: again()))


def _dress(app: QApplication, theme: Theme) -> None:
    app.setFont(font(theme))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    app.setWindowIcon(icon("ronda", theme.colours.accent, for_window=True))


def font(theme: Theme, size_px: int | None = None, *, bold: bool = False) -> QFont:
    return QFont(_made_font(size_px or theme.font_px, bold=bold))


@lru_cache(maxsize=128)
def _made_font(size_px: int, *, bold: bool) -> QFont:
    """Painters ask for theirs with every picture."""
    made = QFont()
    made.setFamilies(FONT_FAMILIES)
    made.setPixelSize(size_px)
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
        control=f"{_control_px(theme)}px",
        finger=f"{theme.finger_px}px",
        finger_bar=f"{max(theme.px(2.5), theme.finger_px // 2)}px",
        finger_pad=f"{max(theme.px(1.5), (theme.finger_px - theme.px(4.5) - _FRAME_PX) // 2)}px",
        # A least height of nothing would be the height of a heading, whatever is written in it.
        heading=f"{max(theme.px(_HEADING_UNITS), theme.finger_px)}px",
        stroke=f"{theme.stroke_px}px",
    )


def _control_px(theme: Theme) -> int:
    """A button's or field's inside; with its padding and frame it is as high as a finger where that is asked."""
    return max(theme.px(_CONTROL_UNITS), theme.finger_px - theme.px(_PADDING_UNITS) - _FRAME_PX)
