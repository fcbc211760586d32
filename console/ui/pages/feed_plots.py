"""What the plots of one feed show: rates of what came and was shown, and how evenly it came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.health.curves import Curve, rate, total, worst
from console.health.reading import FeedHealth
from console.i18n.translator import Translator
from console.ui.pages.plot_words import Named, say_values
from console.widgets.plots.curve_plot import Line, PlotWords
from console.widgets.theme.colours import Colours

_KBIT = 8 / 1000
_S_OF_MS = 1 / 1000


@dataclass(frozen=True)
class _Plot:
    """Its title, its lines with how each comes out of the feed's stretches, and how high it is at least."""

    title: str
    lines: tuple[tuple[Named, Callable[[FeedHealth], Curve]], ...]
    least_top: float


def feed_plots(health: FeedHealth, translator: Translator, colours: Colours) -> list[tuple[Sequence[Line], PlotWords]]:
    """``PLOTS`` of them, in the order in which they are looked at."""
    return [
        (
            [
                Line(named.key, translator.text(named.key), named.colour, curve_of(health))
                for named, curve_of in plot.lines
            ],
            PlotWords(
                translator.text(plot.title),
                say_values(translator, [named for named, _curve in plot.lines]),
                plot.least_top,
            ),
        )
        for plot in _plots(colours)
    ]


PLOTS = 6


def _plots(colours: Colours) -> tuple[_Plot, ...]:
    return (
        _Plot(
            "plot-pictures",
            (
                (Named("plot-received", colours.accent, 1), _rate("received")),
                (Named("plot-shown", colours.live, 1), _rate("shown")),
                (Named("plot-dropped", colours.alarm, 1), _rate("dropped")),
            ),
            5.0,
        ),
        _Plot("plot-bitrate", ((Named("plot-payload", colours.accent), _rate("payload_bytes", _KBIT)),), 100.0),
        _Plot("plot-jitter", ((Named("plot-worst", colours.replay, 1), _worst("jitter_ms")),), 20.0),
        _Plot("plot-key-interval", ((Named("plot-longest", colours.caution, 1), _worst("key_interval_s")),), 2.0),
        _Plot("plot-age", ((Named("plot-oldest", colours.alarm, 1), _worst("age_ms", _S_OF_MS)),), 1.0),
        _Plot(
            "plot-breaks",
            (
                (Named("plot-silences", colours.caution), _total("silences")),
                (Named("plot-connections", colours.accent), _total("connections")),
            ),
            2.0,
        ),
    )


def _rate(column: str, factor: float = 1.0) -> Callable[[FeedHealth], Curve]:
    return lambda health: rate(health.spans, health.step_s, column, factor)


def _worst(column: str, factor: float = 1.0) -> Callable[[FeedHealth], Curve]:
    return lambda health: worst(health.spans, health.step_s, column, factor)


def _total(column: str) -> Callable[[FeedHealth], Curve]:
    return lambda health: total(health.spans, health.step_s, column)
