"""Which names of areas stand on the map at a zoom: as many as have room, those with the most cameras first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetrics

from console.citymap.shapes import AreaShape
from console.domain.area import AreaLevel
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

VILLAGES_FROM_ZOOM = 13.0
"""From afar only the kecamatan are drawn."""
_APART_UNITS = 1.5
_TRIES = (0, -1, 1, -2, 2, -3, 3)
"""Lines up and down from the middle of the area."""


@dataclass(frozen=True)
class Label:
    """``rect`` in pixels of the whole world at this zoom."""

    words: str
    rect: QRectF
    font: QFont


def levels_at(zoom: float) -> tuple[AreaLevel, ...]:
    return (AreaLevel.DISTRICT, AreaLevel.VILLAGE) if zoom >= VILLAGES_FROM_ZOOM else (AreaLevel.DISTRICT,)


def placed_labels(
    shapes: tuple[AreaShape, ...], theme: Theme, zoom: float, world_px: float, is_taken: Callable[[QRectF], bool]
) -> list[Label]:
    """Over or under what ``is_taken`` by a sign; names that find no room are left out."""
    fonts = {
        AreaLevel.DISTRICT: font(theme, theme.font_px, bold=True),
        AreaLevel.VILLAGE: font(theme, theme.small_font_px),
    }
    metrics = {level: QFontMetrics(one) for level, one in fonts.items()}
    apart = theme.px(_APART_UNITS)
    found: list[Label] = []
    shown = [shape for shape in shapes if shape.level in levels_at(zoom)]
    for shape in sorted(shown, key=lambda one: (one.level is AreaLevel.VILLAGE, -one.camera_count, one.code)):
        size = metrics[shape.level].size(0, shape.name)
        rect = QRectF(0, 0, size.width() + theme.px(2), size.height() + theme.px(0.5))
        rect.moveCenter(QPointF(shape.middle[0] * world_px, shape.middle[1] * world_px))
        line = rect.height() + apart
        for lines in _TRIES:
            moved = rect.translated(0, lines * line)
            around = moved.adjusted(-apart, -apart, apart, apart)
            if not any(around.intersects(other.rect) for other in found) and not is_taken(moved):
                found.append(Label(shape.name, moved, fonts[shape.level]))
                break
    return found
