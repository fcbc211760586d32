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
from console.widgets.wall.screen_shot import ScreenShot, paint_age, paint_shot

_LINES_AT_LEAST = 10


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
    shot: ScreenShot | None = None
    """How it looks now, where that is known."""
    short: str = ""
    """Number, how it stands and whose it is: all that a small one has room for."""


def line_px(theme: Theme) -> int:
    """How high a line of words is."""
    return theme.small_font_px + theme.px(2)


def is_small(theme: Theme, rect: QRect) -> bool:
    """No room for three lines beside the tiles: one says the most important."""
    return rect.height() < _LINES_AT_LEAST * line_px(theme)


def tiles_room(theme: Theme, rect: QRect) -> QRect:
    """What the lines of a screen that is drawn there leave for its tiles; never upside down."""
    line = line_px(theme)
    below = 1 if is_small(theme, rect) else 2 * line
    return QRect(rect.x() + 1, rect.y() + line, max(1, rect.width() - 2), max(1, rect.height() - line - below))


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
    tone, small = getattr(colours, sketch.tone.value), is_small(theme, rect)
    head = QRect(rect.x(), rect.y(), rect.width(), line)
    _words(painter, theme, head, sketch.short if small else sketch.title, tone if small else colours.text)
    painter.setFont(font(theme, theme.small_font_px))
    if sketch.shot is None:
        for tile, (box, name) in enumerate(zip(tiles, sketch.names, strict=True)):
            inner = box.adjusted(1, 1, -1, -1)
            painter.fillRect(inner, QColor(colours.accent_ground if tile == chosen else colours.tile))
            _words(painter, theme, inner, name, colours.text)
    else:
        _paint_living(painter, theme, sketch, sketch.shot, tiles, chosen)
    if sketch.message:
        band = QRect(rect.x() + 1, rect.y() + line, rect.width() - 2, line)
        painter.fillRect(band, QColor(colours.caution))
        _words(painter, theme, band, sketch.message, colours.on_accent)
    if not small:
        state = QRect(rect.x(), rect.bottom() - 2 * line + 1, rect.width(), line)
        _words(painter, theme, state, sketch.state, tone)
        _words(painter, theme, state.translated(0, line), sketch.claim, colours.text_dim)


def _paint_living(
    painter: QPainter, theme: Theme, sketch: ScreenSketch, shot: ScreenShot, tiles: Sequence[QRect], chosen: int | None
) -> None:
    """The thumbnail, and over it what it is too small to say."""
    colours, line = theme.colours, line_px(theme)
    whole = tiles[0]
    for box in tiles:
        whole = whole.united(box)
    paint_shot(painter, whole, shot)
    if shot.names_fit:
        for box, name in zip(tiles, sketch.names, strict=True):
            if name and box.height() >= 3 * line:
                band = QRect(box.x() + 1, box.bottom() - line + 1, box.width() - 2, line)
                painter.fillRect(band, QColor(colours.tile))
                _words(painter, theme, band, name, colours.text)
    if chosen is not None:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRect(tiles[chosen].adjusted(1, 1, -2, -2))
    paint_age(painter, theme, whole, shot)


def _words(painter: QPainter, theme: Theme, rect: QRect, words: str, colour: str) -> None:
    margin = theme.px(1)
    room = rect.adjusted(margin, 0, -margin, 0)
    fitted = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(QColor(colour))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
