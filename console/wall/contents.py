"""What lies on a wall: its layout and the camera of each tile, and whether that may be changed."""

from __future__ import annotations

from collections.abc import Sequence

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.layout import Layout
from console.domain.wall_state import WallState


class WallContents:
    """``changed`` after anything changed; ``refused``: something was to be changed on a locked wall. Main thread only."""

    def __init__(self, layout: Layout) -> None:
        self.changed: Signal[None] = Signal()
        self.refused: Signal[None] = Signal()
        self._layout = layout
        self._cameras: list[CameraId | None] = [None] * len(layout.cells)
        self._locked = False

    @property
    def layout(self) -> Layout:
        return self._layout

    @property
    def cameras(self) -> tuple[CameraId | None, ...]:
        """The camera of every tile of the layout."""
        return tuple(self._cameras[: len(self._layout.cells)])

    @property
    def locked(self) -> bool:
        return self._locked

    @property
    def state(self) -> WallState:
        """All of it, with the cameras that wait."""
        return WallState(self._layout, tuple(self._cameras), self._locked)

    def lock(self, locked: bool) -> None:
        if locked != self._locked:
            self._locked = locked
            self.changed.emit(None)

    def _take(self, state: WallState) -> None:
        self._layout = state.layout
        self._cameras = fitted(state.cameras, len(state.layout.cells))
        self._locked = state.locked

    def _refuses(self) -> bool:
        """True on a locked wall, after saying so."""
        if self._locked:
            self.refused.emit(None)
        return self._locked


def fitted(cameras: Sequence[CameraId | None], size: int) -> list[CameraId | None]:
    """A place for every tile, and behind them those that wait."""
    used = max((index + 1 for index, camera in enumerate(cameras) if camera is not None), default=0)
    kept = list(cameras[: max(size, used)])
    return kept + [None] * (size - len(kept))


def moved_along(cameras: Sequence[CameraId | None], origins: Sequence[int | None]) -> list[CameraId | None]:
    """Each camera where its tile has gone; those whose tile is no more take the empty ones, then wait."""
    placed = [None if origin is None or origin >= len(cameras) else cameras[origin] for origin in origins]
    used = {origin for origin in origins if origin is not None}
    homeless = [camera for index, camera in enumerate(cameras) if index not in used and camera is not None]
    for tile, camera in enumerate(placed):
        if camera is None and homeless:
            placed[tile] = homeless.pop(0)
    return [*placed, *homeless]
