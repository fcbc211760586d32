"""Which cameras a shared screen shows large: one of a sensitive place needs a reason before it is put there."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.layout import Layout
from console.domain.wall_state import WallState
from console.domain.wall_wanted import ScreenContent

_LARGE_PARTS = 4
"""A tile is large that takes more than one part of so many of its screen."""


def large_tiles(layout: Layout) -> frozenset[int]:
    whole = layout.rows * layout.columns
    return frozenset(
        tile for tile, cell in enumerate(layout.cells) if cell.row_span * cell.column_span * _LARGE_PARTS > whole
    )


def large_cameras(content: ScreenContent) -> frozenset[CameraId]:
    """Of a tour all that come to a large tile at some time."""
    if content.tour is None:
        return _on_large(content.state)
    if content.tour.cameras:
        has_large = bool(large_tiles(content.state.layout) & set(content.tour.room(content.state)))
        return frozenset(content.tour.cameras) if has_large else frozenset()
    return frozenset[CameraId]().union(*(_on_large(state) for state in content.tour.layouts))


def newly_large(before: ScreenContent, after: ScreenContent) -> frozenset[CameraId]:
    """Whoever put it there before had a reason, which holds until the camera is no longer large."""
    return large_cameras(after) - large_cameras(before)


def _on_large(state: WallState) -> frozenset[CameraId]:
    shown = (state.camera(tile) for tile in large_tiles(state.layout))
    return frozenset(camera for camera in shown if camera is not None)
