"""What the plots of the machine show: each process as a line; in words the console, the busiest worker, and all together."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from console.health.curves import Curve, rate, worst
from console.health.machine_meter import CONSOLE, NURSERY
from console.health.reading import MachineHealth
from console.health.span_ring import Spans
from console.i18n.translator import Translator
from console.widgets.plots.curve_plot import Line, PlotWords
from console.widgets.theme.colours import Colours

PLOTS = 5
_MIB = 1024 * 1024
_PERCENT_OF_MS = 0.1


@dataclass(frozen=True)
class _Plot:
    title: str
    curve_of: Callable[[Spans, int], Curve]
    decimals: int
    least_top: float
    summed: bool
    """Whether all processes together mean something."""


_PLOTS = (
    _Plot("plot-cpu", lambda spans, step_s: rate(spans, step_s, "cpu_ms", _PERCENT_OF_MS), 0, 10.0, True),
    _Plot("plot-memory", lambda spans, step_s: worst(spans, step_s, "pss_bytes", 1 / _MIB), 0, 100.0, True),
    _Plot("plot-lag", lambda spans, step_s: worst(spans, step_s, "lag_ms"), 1, 20.0, False),
    _Plot("plot-threads", lambda spans, step_s: worst(spans, step_s, "threads"), 0, 20.0, True),
    _Plot("plot-waiting", lambda spans, step_s: worst(spans, step_s, "waiting"), 0, 5.0, False),
)


def machine_plots(
    health: MachineHealth, translator: Translator, colours: Colours
) -> list[tuple[Sequence[Line], PlotWords]]:
    names = sorted(health.parts, key=_order)
    return [
        (
            [
                Line(
                    name,
                    part_words(name, translator),
                    _colour(name, colours),
                    plot.curve_of(health.parts[name], health.step_s),
                )
                for name in names
            ],
            PlotWords(translator.text(plot.title), _say(plot, translator, colours), plot.least_top),
        )
        for plot in _PLOTS
    ]


def part_words(name: str, translator: Translator) -> str:
    if name in (CONSOLE, NURSERY):
        return translator.text(f"part-{name}")
    return translator.text("part-worker", number=name.rpartition("-")[2])


def busiest(values: Mapping[str, float | None]) -> tuple[str, float] | None:
    """The worker with the most; None when none was looked at."""
    found = [(value, name) for name, value in values.items() if name not in (CONSOLE, NURSERY) and value is not None]
    return (max(found)[1], max(found)[0]) if found else None


def _say(plot: _Plot, translator: Translator, colours: Colours) -> Callable[[dict[str, float | None]], str]:
    def written(value: float) -> str:
        return translator.formats.measure(value, plot.decimals)

    def say(values: dict[str, float | None]) -> str:
        known = [value for value in values.values() if value is not None]
        if not known:
            return html.escape(translator.text("health-nobody-looked"))
        said: list[str] = []
        console, worker = values.get(CONSOLE), busiest(values)
        if console is not None:
            said.append(f"{_square(colours.accent, part_words(CONSOLE, translator))} {written(console)}")
        if worker is not None:
            words = translator.text("part-most", part=part_words(worker[0], translator))
            said.append(f"{_square(colours.live, words)} {written(worker[1])}")
        if plot.summed:
            said.append(f"{html.escape(translator.text('part-all'))} {written(sum(known))}")
        return " &nbsp; ".join(said)

    return say


def _square(colour: str, words: str) -> str:
    return f'<span style="color: {colour}">■ {html.escape(words)}</span>'


def _colour(name: str, colours: Colours) -> str:
    return {CONSOLE: colours.accent, NURSERY: colours.text_dim}.get(name, colours.live)


def _order(name: str) -> tuple[int, int, str]:
    """Workers by number, then nursery and console, which are drawn on top."""
    number = name.rpartition("-")[2]
    return {CONSOLE: 2, NURSERY: 1}.get(name, 0), int(number) if number.isdecimal() else 0, name
