"""The plots of a report, drawn with the paper's own lines and rectangles: bars of shares, and a line over days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from console.server.paper.sheet import Sheet, plain

_INK, _BAR, _REST, _GRID = (30, 30, 30), (38, 92, 140), (226, 226, 226), (200, 200, 200)
_ROW_MM = 5.2
_BAR_MM = 3.4
_LABEL_MM = 74.0
_VALUE_MM = 20.0
_LINE_MM, _MEASURED_MM = 38.0, 8.0
_AXIS_MM = 14.0
_SMALL_PT = 7.5
_MOST_DAY_LABELS = 12
_FLOOR_STEP = 0.1


@dataclass(frozen=True)
class Bar:
    """A labelled share; None where nothing was measured."""

    label: str
    share: float | None
    value: str


@dataclass(frozen=True)
class DayPoint:
    """One day; None where nothing was measured."""

    day: date
    share: float | None
    measured_share: float


def draw_bars(sheet: Sheet, bars: Sequence[Bar]) -> None:
    """From 0 to 100 %, one below the other; goes on on the next page by itself."""
    sheet.set_font("Helvetica", size=_SMALL_PT)
    width = sheet.epw - _LABEL_MM - _VALUE_MM
    for bar in bars:
        if sheet.will_page_break(_ROW_MM):
            sheet.add_page()
        left, top = sheet.l_margin + _LABEL_MM, sheet.get_y()
        sheet.set_text_color(*_INK)
        sheet.set_xy(sheet.l_margin, top)
        sheet.cell(_LABEL_MM - 2, _ROW_MM, fitted(sheet, bar.label, _LABEL_MM - 3), align="R")
        sheet.set_fill_color(*_REST)
        gap = (_ROW_MM - _BAR_MM) / 2
        sheet.rect(left, top + gap, width, _BAR_MM, style="F")
        if bar.share:
            sheet.set_fill_color(*_BAR)
            sheet.rect(left, top + gap, width * bar.share, _BAR_MM, style="F")
        sheet.set_xy(left + width, top)
        sheet.cell(_VALUE_MM, _ROW_MM, plain(bar.value), align="R")
        sheet.set_xy(sheet.l_margin, top + _ROW_MM)


def draw_days(sheet: Sheet, points: Sequence[DayPoint], percent: str, labels: Sequence[str]) -> None:
    """A step for each day and none where nothing was measured; below it, how much was. ``percent``: the sign with its
    space; ``labels``: the days in words."""
    sheet.set_font("Helvetica", size=_SMALL_PT)
    left, top = sheet.l_margin + _AXIS_MM, sheet.get_y() + 2
    width = sheet.epw - _AXIS_MM - 2
    floor = _floor([point.share for point in points if point.share is not None])
    _draw_grid(sheet, floor, left, top, width, percent)
    column = width / len(points)
    sheet.set_draw_color(*_BAR)
    sheet.set_line_width(0.6)
    before: float | None = None
    for place, point in enumerate(points):
        x = left + place * column
        if point.share is not None:
            y = top + _LINE_MM * (1 - (point.share - floor) / (1 - floor))
            sheet.line(x, y, x + column, y)
            if before is not None:
                sheet.line(x, before, x, y)
            before = y
        else:
            before = None
    _draw_measured(sheet, points, left, top + _LINE_MM + 2, column)
    sheet.set_text_color(*_INK)
    step = math.ceil(len(points) / _MOST_DAY_LABELS)
    for place in range(0, len(points), step):
        sheet.set_xy(left + place * column, top + _LINE_MM + _MEASURED_MM + 2.5)
        sheet.cell(step * column, 4, plain(labels[place]))
    sheet.set_xy(sheet.l_margin, top + _LINE_MM + _MEASURED_MM + 7.5)


def days_height_mm() -> float:
    return _LINE_MM + _MEASURED_MM + 10


def fitted(sheet: Sheet, text: str, width_mm: float) -> str:
    """As much of it as fits, in the font that is set."""
    words = plain(text)
    if sheet.get_string_width(words) <= width_mm:
        return words
    while words and sheet.get_string_width(words + "...") > width_mm:
        words = words[:-1]
    return words.rstrip() + "..."


def _draw_grid(sheet: Sheet, floor: float, left: float, top: float, width: float, percent: str) -> None:
    sheet.set_draw_color(*_GRID)
    sheet.set_line_width(0.1)
    sheet.set_text_color(*_INK)
    for quarter in range(5):
        y = top + _LINE_MM * quarter / 4
        sheet.line(left, y, left + width, y)
        sheet.set_xy(sheet.l_margin, y - 2)
        share = 1 - (1 - floor) * quarter / 4
        sheet.cell(_AXIS_MM - 1, 4, f"{100 * share:g}"[:5] + percent, align="R")


def _draw_measured(sheet: Sheet, points: Sequence[DayPoint], left: float, top: float, column: float) -> None:
    sheet.set_fill_color(150, 150, 150)
    for place, point in enumerate(points):
        height = _MEASURED_MM * min(1.0, point.measured_share)
        if height:
            sheet.rect(left + place * column, top + _MEASURED_MM - height, column * 0.85, height, style="F")
    sheet.set_draw_color(*_GRID)
    sheet.set_line_width(0.1)
    sheet.line(left, top + _MEASURED_MM, left + column * len(points), top + _MEASURED_MM)


def _floor(shares: Sequence[float]) -> float:
    """Where the axis begins: a tenth below the lowest, so that a good month is no flat line at the top."""
    lowest = min(shares, default=0.0)
    return max(0.0, math.floor(lowest / _FLOOR_STEP - 1e-9) * _FLOOR_STEP) if lowest < 1 else 0.9
