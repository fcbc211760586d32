"""The axes of a plot: colours of the theme, time in words of Semarang, numbers as they are written there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg

from console.i18n.translator import Translator
from console.widgets.plots.time_ticks import tick_step_s, tick_times, tick_words
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme

_LABEL_UNITS = 22.0
_AXIS_UNITS = 13.0
_AXIS_HEIGHT_UNITS = 5.0
_WHOLE, _TENTH = 1, 0.1


def dress_axes(item: Any, translator: Translator, theme: Theme, now_s: Callable[[], float]) -> None:
    """``item``: pyqtgraph's PlotItem."""
    small = font(theme, theme.small_font_px)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.setPen(pg.mkPen(theme.colours.line))
        axis.setTextPen(pg.mkPen(theme.colours.text_dim))
        axis.setStyle(tickFont=small, tickLength=-theme.px(1))
        axis.enableAutoSIPrefix(False)
        # Its words take longer to lay out than all curves to draw.
        axis.setCacheMode(axis.CacheMode.DeviceCoordinateCache)

    def times(begin_s: float, end_s: float, size_px: float) -> list[tuple[int, list[float]]]:
        step_s = tick_step_s(end_s - begin_s, max(2, int(size_px / theme.px(_LABEL_UNITS))))
        return [(step_s, tick_times(begin_s, end_s, step_s))]

    def numbers(values: list[float], _scale: float, spacing: float) -> list[str]:
        decimals = 0 if spacing >= _WHOLE else 1 if spacing >= _TENTH else 2
        return [translator.formats.measure(value, decimals) for value in values]

    left, below = item.getAxis("left"), item.getAxis("bottom")
    left.setWidth(theme.px(_AXIS_UNITS))
    left.tickStrings = numbers
    below.setHeight(theme.px(_AXIS_HEIGHT_UNITS))
    below.tickValues = times
    below.tickStrings = lambda values, _scale, step_s: tick_words(values, step_s, now_s(), translator.formats)
