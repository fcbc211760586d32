"""Stretches of time as curves: rates instead of sums, and a hole wherever nobody looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from console.health.span_ring import Spans

Numbers: TypeAlias = NDArray[np.float64]
_LATE_S = 1.5
"""Two stretches so little apart lie side by side: a look that came late is no hole."""


@dataclass(frozen=True)
class Curve:
    """``values`` held from ``begins_s`` to ``ends_s`` (seconds since 1970), in the order of time."""

    begins_s: Numbers
    ends_s: Numbers
    values: Numbers

    def at(self, unix_s: float) -> float | None:
        """None where nobody looked."""
        place = int(np.searchsorted(self.begins_s, unix_s, side="right")) - 1
        if place < 0 or unix_s >= self.ends_s[place]:
            return None
        return float(self.values[place])

    def steps(self) -> tuple[Numbers, Numbers]:
        """The line to draw, a step for each stretch; a NaN breaks it where nobody looked."""
        if not len(self.values):
            return np.empty(0), np.empty(0)
        breaks = np.flatnonzero(self.begins_s[1:] > self.ends_s[:-1]) + 1
        x = np.column_stack((self.begins_s, self.ends_s)).ravel()
        y = np.repeat(self.values, 2)
        return np.insert(x, 2 * breaks, self.begins_s[breaks]), np.insert(y, 2 * breaks, np.nan)


def sorted_spans(*parts: Spans) -> Spans:
    """All of them in the order of time; of those that begin at the same moment the one that was looked at longest."""
    whole = np.concatenate(parts)
    if not len(whole):
        return whole
    # Longest first among those of one moment: ``unique`` keeps the first.
    whole = whole[np.lexsort((-whole["looked_s"], whole["begin_unix_s"]))]
    _times, firsts = np.unique(whole["begin_unix_s"], return_index=True)
    return whole[firsts]


def extents(spans: Spans, step_s: int) -> tuple[Numbers, Numbers]:
    """From when to when each held: ``step_s``, or longer when the look came late; never into the next one."""
    begins = spans["begin_unix_s"].astype(float)
    ends = begins + np.maximum(step_s, spans["looked_s"])
    if len(begins) > 1:
        following = begins[1:]
        near = following - ends[:-1] <= _LATE_S
        ends[:-1] = np.where(near, following, ends[:-1])
    return begins, ends


def rate(spans: Spans, step_s: int, column: str, factor: float = 1.0) -> Curve:
    """So much a second of the seconds that were looked at."""
    seen = spans[spans["looked_s"] > 0]
    return Curve(*extents(seen, step_s), factor * seen[column] / seen["looked_s"])


def worst(spans: Spans, step_s: int, column: str, factor: float = 1.0) -> Curve:
    """The value as it is, the worst of its stretch."""
    return Curve(*extents(spans, step_s), factor * spans[column].astype(float))


def total(spans: Spans, step_s: int, column: str) -> Curve:
    """How often it happened in the stretch."""
    return Curve(*extents(spans, step_s), spans[column].astype(float))


def fresh_feeds(feeds: Sequence[Spans], since_s: int) -> Curve:
    """How many of them were fresh, second by second; a hole where none was looked at."""
    rows = [spans[spans["begin_unix_s"] >= since_s] for spans in feeds]
    if not sum(map(len, rows)):
        return Curve(np.empty(0), np.empty(0), np.empty(0))
    whole = np.concatenate(rows)
    looked = np.maximum(1, whole["looked_s"])
    # A look that came late tells of each of its seconds.
    after = np.arange(looked.sum()) - np.repeat(np.cumsum(looked) - looked, looked)
    seconds = np.repeat(whole["begin_unix_s"], looked) + after
    times, places = np.unique(seconds, return_inverse=True)
    live = np.bincount(places, np.repeat(whole["live_s"] / looked, looked), len(times)).astype(float)
    begins = times.astype(float)
    return Curve(begins, begins + 1, live)


def coarse(spans: Spans, length_s: int, summed: tuple[str, ...]) -> Spans:
    """Joined into stretches of ``length_s``: the columns ``summed`` are added, of the others the largest counts."""
    if not len(spans):
        return spans
    begins = spans["begin_unix_s"] - spans["begin_unix_s"] % length_s
    times, firsts = np.unique(begins, return_index=True)
    joined = np.zeros(len(times), spans.dtype)
    for column in spans.dtype.names or ():
        add = np.add if column in summed else np.maximum
        joined[column] = add.reduceat(spans[column], firsts)
    joined["begin_unix_s"] = times
    return joined
