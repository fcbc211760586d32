"""One screen of a steered wall as it is drawn small: its layout, the names of its cameras, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from console.domain.layout import Layout
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme


class Tone(Enum):
    """How a screen's state is to be read: as it should be, not yet, or wrong."""

    FINE = "live"
    WAITING = "caution"
    WRONG = "alarm"


@dataclass(frozen=True)
class ScreenSketch:
    """One screen in words; ``names`` by tile, empty where there is no camera."""

    number: int
    title: str
    layout: Layout
    names: tuple[str, ...]
    message: str
    state: str
    tone: Tone
    claim: str = ""


def line_px(theme: Theme) -> int:
    """How high a line of words is."""
    return theme.small_font_px + theme.px(2)


def paint_screen(
    painter: QPainter, theme: Theme, sketch: ScreenSketch, rect: QRect, tiles: Sequence[QRect], chosen: int | None
) -> None:
    """``tiles``: where each lies; ``chosen``: the tile that is, None where it is another screen's."""
    colours, line = theme.colours, line_px(theme)
    is_chosen = chosen is not None
    painter.fillRect(rect, QColor(colours.raised))
    painter.setPen(QPen(QColor(colours.accent if is_chosen else colours.line), 2 if is_chosen else 1))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.setFont(font(theme, theme.small_font_px, bold=True))
    _words(painter, theme, QRect(rect.x(), rect.y(), rect.width(), line), sketch.title, colours.text)
    painter.setFont(font(theme, theme.small_font_px))
    for tile, (box, name) in enumerate(zip(tiles, sketch.names, strict=True)):
        inner = box.adjusted(1, 1, -1, -1)
        painter.fillRect(inner, QColor(colours.accent_ground if tile == chosen else colours.tile))
        _words(painter, theme, inner, name, colours.text)
    if sketch.message:
        band = QRect(rect.x() + 1, rect.y() + line, rect.width() - 2, line)
        painter.fillRect(band, QColor(colours.caution))
        _words(painter, theme, band, sketch.message, colours.on_accent)
    state = QRect(rect.x(), rect.bottom() - 2 * line + 1, rect.width(), line)
    _words(painter, theme, state, sketch.state, getattr(colours, sketch.tone.value))
    _words(painter, theme, state.translated(0, line), sketch.claim, colours.text_dim)


def _words(painter: QPainter, theme: Theme, rect: QRect, words: str, colour: str) -> None:
    margin = theme.px(1)
    room = rect.adjusted(margin, 0, -margin, 0)
    fitted = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(QColor(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
