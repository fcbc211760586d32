"""How many cameras were in which state over time: averages over steps, so that no flap falls between two looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from console.server.problems import Refusal
from console.server.reports.cameras import ReportScope, counted_cameras
from console.server.reports.reading import spell_arrays
from console.server.spells.running import runs_between
from console.wire.reports import StatusCounts

MOST_STEPS = 2_000
LEAST_STEP_S = 60
_STATES = ("online", "stale", "offline")
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class CountsWish:
    """From when to when, in which steps. Raises Refusal 422 ``report.steps_bad`` (most)."""

    begin_s: int
    end_s: int
    step_s: int
    scope: ReportScope

    def __post_init__(self) -> None:
        length_s = self.end_s - self.begin_s
        if length_s <= 0 or self.step_s < LEAST_STEP_S or length_s > MOST_STEPS * self.step_s:
            raise Refusal(422, "report.steps_bad", most=str(MOST_STEPS))

    def edges(self) -> Numbers:
        return np.array([*range(self.begin_s, self.end_s, self.step_s), self.end_s], dtype=np.int64)


def count_states(connection: Connection, wish: CountsWish, now_utc: datetime) -> StatusCounts:
    """A second for a city's month. Raises as ``ReportScope.check``."""
    wish.scope.check(connection)
    now_s = int(now_utc.timestamp())
    cameras = counted_cameras(connection, wish.scope)
    edges = wish.edges()
    runs = np.array(runs_between(connection, wish.begin_s, wish.end_s, now_s), dtype=np.int64).reshape(-1, 2)
    # Cut at the steps and where the centre began and ended: within such a piece all or nothing was measured.
    cuts = np.unique(np.concatenate((edges, runs.ravel())))
    measured = _within(runs, cuts[:-1])
    step_of = np.searchsorted(edges, cuts[:-1], side="right") - 1
    lengths_s = np.diff(cuts) * measured
    seconds = {state: np.zeros(len(cuts) - 1, dtype=np.int64) for state in _STATES}
    for state, begins, ends in _in_their_states(connection, [camera.id for camera in cameras], wish):
        seconds[state] += np.diff(_seconds_before(begins, ends, cuts)) * measured
    here = sum(camera.is_here for camera in cameras)
    sums = {state: np.bincount(step_of, weights=of_state) for state, of_state in seconds.items()}
    measured_s = np.bincount(step_of, weights=lengths_s)
    steps_s = np.diff(edges)
    rates = {state: of_state / steps_s for state, of_state in sums.items()}
    known = sum(rates.values())
    return StatusCounts(
        begin_s=wish.begin_s,
        step_s=wish.step_s,
        end_s=wish.end_s,
        cameras=here,
        working=_told(rates["online"]),
        stale=_told(rates["stale"]),
        offline=_told(rates["offline"]),
        unknown=_told(np.maximum(0.0, here - known)),
        measured_share=_told(measured_s / steps_s),
    )


def _in_their_states(
    connection: Connection, camera_ids: list[str], wish: CountsWish
) -> Iterator[tuple[str, Numbers, Numbers]]:
    for some in spell_arrays(connection, camera_ids, wish.begin_s, wish.end_s):
        for state in _STATES:
            if state in some:
                yield state, *some[state]


def _seconds_before(begins: Numbers, ends: Numbers, cuts: Numbers) -> Numbers:
    """Of all spells together, the seconds that lie before each cut: exact, in whole numbers."""
    return _passed(begins, cuts) - _passed(ends, cuts)


def _passed(moments: Numbers, cuts: Numbers) -> Numbers:
    """The sum of how long ago each of the moments was at each cut; what is yet to come counts nothing."""
    ordered = np.sort(moments)
    sums = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(ordered)))
    before = np.searchsorted(ordered, cuts, side="right")
    passed: Numbers = before * cuts - sums[before]
    return passed


def _within(runs: Numbers, moments: Numbers) -> Numbers:
    place = np.searchsorted(runs[:, 0], moments, side="right") - 1
    if not len(runs):
        return np.zeros(len(moments), dtype=np.int64)
    inside: Numbers = ((place >= 0) & (moments < runs[place, 1])).astype(np.int64)
    return inside


def _told(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(value), 2) for value in values)
