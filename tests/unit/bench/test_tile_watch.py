"""A tile's lag is how far its counter is behind the beat, whatever the loop does."""

from __future__ import annotations

import pytest

from console.bench.tile_watch import TileSeries, lag_s

_FPS, _LOOP = 15, 180


@pytest.mark.parametrize("seconds", [0.0, 3.0, 12.0, 100.0])
def test_a_tile_on_the_beat_has_no_lag_through_every_loop(seconds: float) -> None:
    frames = round(seconds * _FPS) % _LOOP
    assert lag_s(seconds, frames, _FPS, _LOOP) == pytest.approx(0)


def test_late_and_early_have_signs() -> None:
    assert lag_s(10.0, 135, _FPS, _LOOP) == pytest.approx(1.0)
    assert lag_s(10.0, 165, _FPS, _LOOP) == pytest.approx(-1.0)


def test_growth_is_told_a_second() -> None:
    times_s = [float(number) for number in range(30)]
    assert TileSeries(times_s, [time_s * 0.01 for time_s in times_s]).growth().value == pytest.approx(0.01)
