"""Our own line icons, drawn from SVG in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from console.qt.resources import resource_text

_SIZES_PX = (16, 24, 32, 48, 96)
_WINDOW_SIZES_PX = (*_SIZES_PX, 256)


def icon_pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """``resources/icons/NAME.svg`` with ``currentColor`` as ``colour`` (``#rrggbb``); drawn once, while Qt has room."""
    key = f"ronda-icon/{name}/{colour}/{size_px}/{ratio}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    pixmap = _drawn(name, colour, size_px, ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _drawn(name: str, colour: str, size_px: int, ratio: float) -> QPixmap:
    svg = resource_text("icons", f"{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    side_px = round(size_px * ratio)
    pixmap = QPixmap(side_px, side_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, disabled_colour: str | None = None, *, for_window: bool = False) -> QIcon:
    """The icon at every size that a screen asks for; ``for_window``: also as large as a desktop shows programs."""
    made = QIcon()
    for size_px in _WINDOW_SIZES_PX if for_window else _SIZES_PX:
        made.addPixmap(icon_pixmap(name, QColor(colour).name(), size_px))
        if disabled_colour:
            made.addPixmap(icon_pixmap(name, disabled_colour, size_px), QIcon.Mode.Disabled)
    return made
