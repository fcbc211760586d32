"""A tile's lag is how far its counter is behind the beat, whatever the loop does."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from console.bench.counter_watch import CounterWatch
from console.bench.framebuffer import Framebuffer
from console.bench.tile_watch import TileSeries, lag_s, places_of
from tests.helpers.screen_file import picture, screen_file

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


def test_a_few_looks_tell_no_growth() -> None:
    assert math.isnan(TileSeries([0.0, 1.0, 2.0, 3.0], [0.0, 0.1, 0.2, 0.3]).growth().value)


def test_all_tiles_of_a_wall_are_found_by_two_of_them(tmp_path: Path) -> None:
    side, tiles = 12, 144
    pixels = screen_file(tmp_path, 1920, 1080)
    for tile in range(tiles):
        shown = picture(1 + tile % 20, tile, 0.19)
        left, top = 2 + 1918 * (tile % side) // side + 18, 2 + 1078 * (tile // side) // side + 19
        pixels[top : top + shown.shape[0], left : left + shown.shape[1], 1] = shown
    pixels[:90, :320, 1] = 0
    screen = Framebuffer(tmp_path / "Xvfb_screen0")
    places = places_of(screen, side, tiles)
    assert set(places) == set(range(2, tiles))
    assert {tile: CounterWatch(screen, place).now() for tile, place in places.items()} == {
        tile: (1 + tile % 20, tile) for tile in range(2, tiles)
    }
