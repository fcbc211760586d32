"""The way of an event as steps: done ones filled, the next one a ring, a refusal a cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.event import EventKind, EventWay
from console.widgets.lists.row_painter import RowPainter

FLAG_STEPS = (EventWay.SAVED, EventWay.SENT, EventWay.DELIVERED, EventWay.ACKNOWLEDGED)
BOOKMARK_STEPS = (EventWay.SAVED, EventWay.SENT)


@dataclass(frozen=True)
class StepView:
    """One step as it is painted."""

    word: str
    done: bool
    current: bool


def steps_of(kind: EventKind, way: EventWay, words: dict[EventWay, str]) -> list[StepView]:
    """A refused event has come no further than this machine."""
    steps = FLAG_STEPS if kind is EventKind.FLAG else BOOKMARK_STEPS
    reached = steps.index(way) if way in steps else 0
    return [StepView(words[step], index <= reached, index == reached) for index, step in enumerate(steps)]


def paint_steps(painter: QPainter, box: QRect, steps: Sequence[StepView], rows: RowPainter, *, refused: bool) -> None:
    """Dots joined by a line, each with its word beneath."""
    colours = rows.colours
    side_px = rows.line_px(rows.small) * 0.55
    column_px = box.width() / 4
    centre_y = box.top() + side_px / 2 + 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, step in enumerate(steps):
        left = box.left() + index * column_px
        colour = colours.alarm if refused else colours.live
        if index + 1 < len(steps):
            joined = steps[index + 1].done
            pen = QPen(QColor(colour if joined else colours.control_line), 2)
            pen.setStyle(Qt.PenStyle.SolidLine if joined else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left + side_px + 3, centre_y), QPointF(left + column_px - 3, centre_y))
        painter.setPen(QPen(QColor(colour if step.done else colours.control_line), 1.6))
        painter.setBrush(QColor(colour) if step.done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(left + 1, centre_y - side_px / 2 + 0.5, side_px - 1, side_px - 1))
        words = QRect(round(left), box.top() + round(side_px) + 2, round(column_px) - 2, rows.line_px(rows.small) + 2)
        line_font = rows.small_bold if step.current else rows.small
        rows.text(painter, words, step.word, line_font, colours.text if step.current else colours.text_dim)
    painter.restore()
