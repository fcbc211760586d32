"""The two plots of the city: cameras by state, stacked, and how many of the measured ones worked."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from console.health.curves import Curve, Numbers
from console.i18n.translator import Translator
from console.ui.pages.plot_words import Named, say_values
from console.widgets.plots.curve_plot import Line, PlotWords
from console.widgets.theme.colours import Colours
from console.wire.reports import StatusCounts

PLOTS = 2
_PERCENT = 100.0


def city_plots(
    counts: StatusCounts, translator: Translator, colours: Colours
) -> list[tuple[Sequence[Line], PlotWords]]:
    """``PLOTS`` of them."""
    return [_states(counts, translator, colours), _shares(counts, translator, colours)]


def _states(counts: StatusCounts, translator: Translator, colours: Colours) -> tuple[Sequence[Line], PlotWords]:
    """Each state stands on those below it; drawn from the top down, so that each covers what belongs to the others."""
    layers = (
        (Named("city-working", colours.live), counts.working),
        (Named("city-stale", colours.caution), counts.stale),
        (Named("city-offline", colours.alarm), counts.offline),
        (Named("city-unknown", colours.control_line), counts.unknown),
    )
    height = np.zeros(len(counts.working))
    lines: list[Line] = []
    for named, values in layers:
        own = np.array(values, float)
        height = height + own
        line = Line(named.key, translator.text(named.key), named.colour, _curve(counts, own))
        lines.append(replace(line, drawn=_curve(counts, height)))
    names = [named for named, _values in layers]
    words = PlotWords(translator.text("city-states"), say_values(translator, names), max(1.0, float(counts.cameras)))
    return lines[::-1], words


def _shares(counts: StatusCounts, translator: Translator, colours: Colours) -> tuple[Sequence[Line], PlotWords]:
    working = np.array(counts.working, float)
    known = working + np.array(counts.stale, float) + np.array(counts.offline, float)
    seen = known > 0
    share = np.divide(_PERCENT * working, known, out=np.full(len(known), np.nan), where=seen)
    measured = _PERCENT * np.minimum(1.0, known / max(1, counts.cameras))
    whole = _curve(counts, share)
    shown = Curve(whole.begins_s[seen], whole.ends_s[seen], whole.values[seen])
    names = (Named("city-share", colours.live, 1), Named("city-measured", colours.text_dim, 1))
    lines = [
        Line(names[1].key, translator.text(names[1].key), names[1].colour, _curve(counts, measured)),
        Line(names[0].key, translator.text(names[0].key), names[0].colour, shown),
    ]
    return lines, PlotWords(translator.text("city-shares"), _say_shares(translator, names), _PERCENT)


def _say_shares(translator: Translator, names: Sequence[Named]) -> Callable[[dict[str, float | None]], str]:
    say = say_values(translator, names)

    def said(values: dict[str, float | None]) -> str:
        if not values.get("city-measured"):
            return html.escape(translator.text("city-nothing-measured"))
        return say(values)

    return said


def _curve(counts: StatusCounts, values: Numbers) -> Curve:
    begins = counts.begin_s + counts.step_s * np.arange(len(values), dtype=float)
    ends = np.minimum(begins + counts.step_s, float(counts.end_s))
    return Curve(begins, ends, values)
