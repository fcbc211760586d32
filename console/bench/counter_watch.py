"""Finds a farm's picture on a screen and follows the counter drawn into it: which picture was to be seen, and when."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from console.base.errors import KnownError
from console.bench.framebuffer import Framebuffer, Pixels
from console.farm.catalogue import clips
from console.farm.clips.counter import read_counter

_LOOK_EVERY_S = 0.001
_FIND_EVERY_S = 0.2
_LEFT, _TOP, _RIGHT, _BOTTOM = 0.76, 0.68, 0.995, 0.84
"""Where in a picture the counter lies, with a margin."""
_LEAST_SHARE = 0.75
"""Of the room there is: titles and edges take the rest."""
_LEAST_TOPS = 2
_LOOPS = {clip.id: clip.frame_count for clip in clips()}
_DARK = 60


@dataclass(frozen=True)
class Place:
    """Where a picture lies, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Seen:
    """A picture as it came to the screen."""

    at_ns: int
    """Monotonic; at most two milliseconds late."""
    clip: int
    frame: int


def counter_in(picture: Pixels) -> tuple[int, int] | None:
    """Clip and frame; None as well for what a chance pattern says: there is no such clip or frame."""
    found = read_counter(picture)
    return found if found is not None and found[1] < _LOOPS.get(found[0], 0) else None


def place_in(area: Pixels) -> Place | None:
    """Where in ``area`` a 16:9 picture with a readable counter lies: about as large as fits, in the middle across."""
    if area.max() < _DARK:
        return None
    height, width = area.shape
    largest = min(width, height * 16 // 9)
    step = max(2, largest // 160)
    fits: list[Place] = []
    for picture_width in range(largest, int(largest * _LEAST_SHARE), -step):
        place = _at_some_height(area, picture_width, (width - picture_width) // 2)
        if place is not None:
            fits.append(place)
        elif fits:
            break
    # The counter can be read a little beside its place too: the middle of all the fits is right.
    return fits[len(fits) // 2] if fits else None


def _at_some_height(area: Pixels, width: int, left: int) -> Place | None:
    height = round(width * 9 / 16)
    tops: dict[tuple[int, int], list[int]] = defaultdict(list)
    for top in range(max(1, area.shape[0] - height + 1)):
        counter = counter_in(area[top : top + height, left : left + width])
        if counter is not None:
            tops[counter].append(top)
    longest = max(tops.values(), key=len, default=[])
    # A true counter can be read a pixel beside its place too; a chance pattern can't.
    return Place(left, longest[len(longest) // 2], width, height) if len(longest) >= _LEAST_TOPS else None


class CounterWatch:
    """One picture on a screen."""

    def __init__(self, screen: Framebuffer, place: Place) -> None:
        self._screen = screen
        self._place = place
        self._canvas = np.zeros((place.height, place.width), np.uint8)
        self._rows = slice(round(_TOP * place.height), round(_BOTTOM * place.height))
        self._columns = slice(round(_LEFT * place.width), round(_RIGHT * place.width))

    @classmethod
    def found(cls, screen: Framebuffer, name: str, timeout_s: float) -> CounterWatch:
        """Waits for the first picture. Raises KnownError ``bench.no_picture`` with the program's name."""
        deadline_s = time.monotonic() + timeout_s
        while time.monotonic() < deadline_s:
            place = place_in(screen.grey())
            if place is not None:
                return cls(screen, place)
            time.sleep(_FIND_EVERY_S)
        raise KnownError("bench.no_picture", program=name)

    def now(self) -> tuple[int, int] | None:
        """Clip and frame that are to be seen, or None while they can't be read."""
        self._canvas[self._rows, self._columns] = self._part()
        return counter_in(self._canvas)

    def follow(self, seconds: float, until: Callable[[], bool] = lambda: False) -> list[Seen]:
        """Every change of the counter for so long."""
        seen: list[Seen] = []
        last: tuple[int, int] | None = None
        before = b""
        end_s = time.monotonic() + seconds
        while time.monotonic() < end_s and not until():
            at_ns = time.monotonic_ns()
            part = self._part().tobytes()
            if part != before:
                found = self.now()
                # A picture half drawn can't be read: the next look finds it whole.
                before = part if found is not None else b""
                if found is not None and found != last:
                    seen.append(Seen(at_ns, *found))
                    last = found
            time.sleep(_LOOK_EVERY_S)
        return seen

    def _part(self) -> Pixels:
        place = self._place
        return self._screen.grey(
            place.left + self._columns.start,
            place.top + self._rows.start,
            self._columns.stop - self._columns.start,
            self._rows.stop - self._rows.start,
        )
