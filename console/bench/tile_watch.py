"""Follows all tiles of a wall from its screen: how late each is, and whether small pictures look as they should."""

from __future__ import annotations

import math
import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from console.bench.counter_watch import CounterWatch, Place, counter_in, place_in
from console.bench.figures import Slope, slope
from console.bench.framebuffer import Framebuffer, Pixels
from console.farm.catalogue import Clip, clips

MARGIN_PX = 8
_LOOK_EVERY_S = 1.0
_TILES_A_SECOND = 32
_LOW_PRIORITY = 10
_LEAST_LOOKS = 8
_KEPT_TILES, _KEPT_EACH = 6, 12
_MOST_SEARCHED = 3
_BESIDE = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1))
_CLIPS: dict[int, Clip] = {clip.id: clip for clip in clips()}


@dataclass(frozen=True)
class Sample:
    """A tile's picture, cut from the screen, and what its counter says."""

    tile: int
    clip: int
    frame: int
    width: int
    """About; the counter tells the size to a few pixels."""
    pixels: Pixels
    """With ``MARGIN_PX`` around it."""


@dataclass
class TileSeries:
    """What was read from one tile: how far its picture lagged behind the beat of its first one."""

    times_s: list[float] = field(default_factory=list)
    lags_s: list[float] = field(default_factory=list)

    def growth(self) -> Slope:
        """Seconds of delay a second; not-a-number when too little was read to tell."""
        if len(self.times_s) < _LEAST_LOOKS:
            return Slope(math.nan, math.nan)
        return slope(self.times_s, self.lags_s)


class TileWatch:
    """Tiles of a square layout. ``watching`` looks once a second from a thread of its own."""

    def __init__(self, screen: Framebuffer, side: int, tiles: int) -> None:
        self._screen = screen
        self._watches: dict[int, tuple[CounterWatch, Place]] = {}
        self.series: dict[int, TileSeries] = defaultdict(TileSeries)
        self.samples: list[Sample] = []
        self._first: dict[int, tuple[int, float, int]] = {}
        self._stop = threading.Event()
        self._side, self._tiles = side, tiles
        # The watch's own work must not be felt by what is watched.
        self._every_s = max(_LOOK_EVERY_S, tiles / _TILES_A_SECOND)

    @property
    def readable(self) -> int:
        """Tiles whose counter can be read."""
        return len(self._watches)

    @contextmanager
    def watching(self) -> Iterator[None]:
        thread = threading.Thread(target=self._run, name="tiles", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOW_PRIORITY)
        for tile, place in places_of(self._screen, self._side, self._tiles).items():
            self._watches[tile] = (CounterWatch(self._screen, place), place)
        chance = random.Random(1)
        # At uneven times: even ones would creep through the cameras' beat and make a growth of a picture's length.
        while not self._stop.wait(self._every_s * chance.uniform(0.6, 1.4)):
            for tile in self._watches:
                self._look(tile)

    def _look(self, tile: int) -> None:
        watch, place = self._watches[tile]
        at_s = time.monotonic()
        found = watch.now()
        if found is None:
            return
        clip, frame = found
        self._note(tile, clip, frame, at_s)
        if tile < _KEPT_TILES and len(self.samples) < _KEPT_TILES * _KEPT_EACH:
            self.samples.append(Sample(tile, clip, frame, place.width, _cut(self._screen, place)))

    def _note(self, tile: int, clip: int, frame: int, at_s: float) -> None:
        known = _CLIPS.get(clip)
        if known is None:
            return
        if tile not in self._first or self._first[tile][0] != clip:
            self._first[tile] = (clip, at_s, frame)
        _, first_s, first_frame = self._first[tile]
        series = self.series[tile]
        series.times_s.append(at_s)
        series.lags_s.append(lag_s(at_s - first_s, frame - first_frame, known.fps, known.frame_count))


def lag_s(elapsed_s: float, frames: int, fps: int, loop: int) -> float:
    """How far ``frames`` shown in a loop are behind the time, to the nearest half loop either way."""
    behind = (elapsed_s * fps - frames) % loop
    return (behind - loop if behind > loop / 2 else behind) / fps


def places_of(screen: Framebuffer, side: int, tiles: int) -> dict[int, Place]:
    """Where the pictures of a square layout lie; tiles whose counter can't be read are left out.

    Only two are searched for, the others lie at equal steps between them: searching costs as much as showing some tiles.
    """
    first = _searched(screen, side, range(tiles))
    last = _searched(screen, side, range(tiles - 1, -1, -1)) if tiles > side else None
    if first is None:
        return {}
    step_x, step_y = _steps(screen, side, first, last)
    one_tile, place = first
    found: dict[int, Place] = {}
    for tile in range(tiles):
        left = place.left + step_x * (tile % side - one_tile % side)
        top = place.top + step_y * (tile // side - one_tile // side)
        near = _near(screen, Place(round(left), round(top), place.width, place.height))
        if near is not None:
            found[tile] = near
    return found


def _searched(screen: Framebuffer, side: int, order: Iterable[int]) -> tuple[int, Place] | None:
    width, height = screen.width_px // side, screen.height_px // side
    for tile in islice(order, _MOST_SEARCHED):
        left, top = tile % side * width, tile // side * height
        found = place_in(screen.grey(left, top, width, height))
        if found is not None:
            return tile, Place(left + found.left, top + found.top, found.width, found.height)
    return None


def _steps(
    screen: Framebuffer, side: int, first: tuple[int, Place], last: tuple[int, Place] | None
) -> tuple[float, float]:
    """Pixels from a tile to the next and to the one below."""
    steps = [screen.width_px / side, screen.height_px / side]
    if last is not None:
        (one, place), (other, far) = first, last
        if columns := other % side - one % side:
            steps[0] = (far.left + far.width / 2 - place.left - place.width / 2) / columns
        if rows := other // side - one // side:
            steps[1] = (far.top - place.top) / rows
    return steps[0], steps[1]


def _near(screen: Framebuffer, place: Place) -> Place | None:
    for right, down in _BESIDE:
        left, top = max(0, place.left + right), max(0, place.top + down)
        if counter_in(screen.grey(left, top, place.width, place.height)) is not None:
            return Place(left, top, place.width, place.height)
    return None


def _cut(screen: Framebuffer, place: Place) -> Pixels:
    left, top = max(0, place.left - MARGIN_PX), max(0, place.top - MARGIN_PX)
    return screen.grey(left, top, place.width + 2 * MARGIN_PX, place.height + 2 * MARGIN_PX)
