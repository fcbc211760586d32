"""Fills the free tiles of a wall with what was found: working cameras only, counted, and taken back on request."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.camera import DirectoryStatus
from console.domain.directory_entry import DirectoryEntry
from console.ui.camera_book import CameraBook
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.wall_filling import undo_of
from console.wall.wall import Wall

_NOTICE = "wall-filled"


class FillIntents:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, services: Services, wall: Wall, book: CameraBook) -> None:
        self._stage = stage
        self._closures = services.closures
        self._terms = services.terms
        self._walls = services.walls
        self._wall = wall
        self._book = book

    def fill(self, entries: Sequence[DirectoryEntry], found: int | None = None) -> None:
        """In their order; a camera that the wall shows already takes no second tile. ``found`` counts more than those."""
        closed = {*self._closures.current(), *self._terms.current()}
        shown = set(self._wall.state.cameras)
        working = [
            entry
            for entry in entries
            if entry.status is DirectoryStatus.ONLINE
            and entry.camera.id not in closed
            and entry.camera.id not in shown
            and (entry.camera.has_sub or entry.camera.has_main)
        ]
        free = [tile for tile, content in enumerate(self._wall.tiles) if content is None]
        put = {tile: entry.camera.id for tile, entry in zip(free, working, strict=False)}
        for entry in working[: len(put)]:
            self._book.learn(entry)
        before, undo = self._walls.steps.last, None
        if put:
            self._wall.put_all(put.values(), list(put))
            undo = undo_of(self._stage, self._walls, before, _NOTICE)
        if not (put and self._wall.locked):
            self._tell(len(put), len(entries) if found is None else found, undo, is_full=not free)

    def _tell(self, count: int, found: int, undo: NoticeAction | None, *, is_full: bool) -> None:
        text = self._stage.translator.text
        if count:
            words = {"count": str(count), "found": str(found)}
            self._stage.notices.post(_NOTICE, Severity.DONE, lambda: text("fill-done", **words), undo)
            return
        key = "fill-full" if is_full else "fill-none"
        self._stage.notices.post(_NOTICE, Severity.INFO, lambda: text(key, found=str(found)))
