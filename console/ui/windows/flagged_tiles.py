"""Tiles with an open flag keep their pictures longer than others when the machine cannot keep up."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.event import EventEntry, flagged_cameras
from console.widgets.wall.wall_view import WallView


class FlaggedTiles:
    """For one window. Main thread."""

    def __init__(self, view: WallView) -> None:
        self._view = view

    def set_entries(self, entries: Sequence[EventEntry]) -> None:
        """What the events panel has read."""
        flagged = flagged_cameras(entries)
        if flagged != self._view.planner.flagged:
            self._view.planner.flagged = flagged
            self._view.look_again()
