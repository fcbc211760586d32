"""The signs of how cameras are, and counts of them: a shape and a colour each, so that nobody needs the colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from console.domain.condition import Condition, ConditionCounts
from console.i18n.formats import Formats
from console.widgets.lists.row_painter import RowPainter
from console.widgets.map.symbols import short_count
from console.widgets.theme.signs import CONDITION_SIGNS, condition_colour, paint_sign

_SIGN_SHARE = 0.62
_LEFT_OUT = (Condition.UNKNOWN, Condition.NEVER, Condition.OFFLINE, Condition.STALE)
"""In this order, where there is no room for all; the tooltip has them."""


def paint_condition(painter: QPainter, box: QRectF, condition: Condition, rows: RowPainter) -> None:
    paint_sign(painter, box, CONDITION_SIGNS[condition][0], condition_colour(condition, rows.colours))


def paint_counts(painter: QPainter, box: QRect, counts: ConditionCounts, formats: Formats, rows: RowPainter) -> int:
    """At the right of the box, as full as there is room; returns the width used."""
    metrics = QFontMetrics(rows.small)
    sign_px = rows.line_px(rows.small) * _SIGN_SHARE
    gap_px, between_px = rows.theme.px(0.75), rows.theme.px(1.75)

    def width_px(words: str) -> int:
        return round(sign_px) + gap_px + metrics.horizontalAdvance(words) + between_px

    parts = fullest(counts, formats, box.width(), width_px)
    used_px = sum(width_px(words) for _one, words in parts) - between_px
    left = box.right() + 1 - used_px
    for condition, words in parts:
        paint_condition(painter, QRectF(left, box.center().y() - sign_px / 2 + 0.5, sign_px, sign_px), condition, rows)
        room = QRect(left + round(sign_px) + gap_px, box.top(), width_px(words), box.height())
        colour = rows.colours.text if condition is Condition.WORKING else rows.colours.text_dim
        rows.text(painter, room, words, rows.small, colour)
        left += width_px(words)
    return used_px


def fullest(
    counts: ConditionCounts, formats: Formats, room_px: int, width_px: Callable[[str], int]
) -> Sequence[tuple[Condition, str]]:
    """The fullest way to write the counts in the room: shorter numbers first, then fewer of them, with a mark that says so.

    Working cameras always, the others where there are any; what is stale here is left out last.
    """
    shown = [one for one in Condition if one is Condition.WORKING or counts.get(one, 0)]
    short = [(one, short_count(counts.get(one, 0))) for one in shown]
    ways = [[(one, formats.count(counts.get(one, 0))) for one in shown], short]
    for gone in range(1, len(_LEFT_OUT) + 1):
        kept = [part for part in short if part[0] not in _LEFT_OUT[:gone]]
        if len(kept) < len(short):
            ways.append([*kept[:-1], (kept[-1][0], f"{kept[-1][1]} …")])
    fitting = (way for way in ways if sum(width_px(words) for _one, words in way) <= room_px)
    return next(fitting, ways[-1])
