"""Which cameras are likely called up next, the likeliest first; what is kept connected for it is the media engine's budget."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from console.base.observer import Signal
from console.domain.camera import CameraId

REMEMBERED = 8
"""Cameras that each tile showed before."""


class LikelyNext(Protocol):
    """Somebody who knows what comes next, such as a tour; ``changed`` when that is something else. Main thread."""

    @property
    def changed(self) -> Signal[None]: ...

    def cameras(self) -> Sequence[CameraId]:
        """The likeliest first."""


class Together:
    """Those of all windows. Main thread."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self._sources: dict[LikelyNext, Callable[[], None]] = {}

    def add(self, source: LikelyNext, *, first: bool = False) -> Callable[[], None]:
        """``first``: it knows better than those that are there. Call what is returned when it goes."""
        new = {source: source.changed.connect(self.changed.emit)}
        self._sources = new | self._sources if first else self._sources | new

        def remove() -> None:
            self._sources.pop(source)()
            self.changed.emit(None)

        return remove

    def cameras(self) -> Sequence[CameraId]:
        return [camera for source in self._sources for camera in source.cameras()]


class TileHistory:
    """The last cameras of every tile of one wall. Main thread only."""

    def __init__(self) -> None:
        self._shown: tuple[CameraId | None, ...] = ()
        self._left: dict[int, deque[CameraId]] = {}

    def note(self, cameras: Sequence[CameraId | None]) -> None:
        """What the tiles show now."""
        for tile, before in enumerate(self._shown):
            after = cameras[tile] if tile < len(cameras) else None
            if before is not None and before != after:
                left = self._left.setdefault(tile, deque(maxlen=REMEMBERED))
                if before in left:
                    left.remove(before)
                left.appendleft(before)
        self._shown = tuple(cameras)

    def of(self, tile: int) -> tuple[CameraId, ...]:
        """What the tile showed before, the newest first."""
        return tuple(self._left.get(tile, ()))

    def all_but(self, tile: int) -> list[CameraId]:
        """What the other tiles showed before: the newest of each, then the ones before those."""
        others = [tuple(left) for other, left in self._left.items() if other != tile]
        return [left[turn] for turn in range(REMEMBERED) for left in others if turn < len(left)]


def likely_next(
    shown: Iterable[CameraId | None], *, tour: Iterable[CameraId], near: Sequence[CameraId], before: Sequence[CameraId]
) -> list[CameraId]:
    """A tour's next page is certain; then neighbours of the selected camera and what its tile showed before, in turns."""
    in_turns = [
        camera
        for turn in range(max(len(near), len(before)))
        for source in (near, before)
        for camera in source[turn : turn + 1]
    ]
    visible = set(shown)
    return [camera for camera in dict.fromkeys((*tour, *in_turns)) if camera not in visible]
