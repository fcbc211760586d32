"""Puts an area, a site or a list of cameras on the wall: from the tile on that it was dropped on, or on the free tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry
from console.ui.camera_book import CameraBook
from console.ui.models.area_nodes import Item
from console.ui.models.place_contents import Contents, contents_of
from console.ui.stage import Services, Stage
from console.ui.windows.fill_intents import FillIntents
from console.ui.windows.wall_filling import WallFilling
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView

_Found = tuple[list[DirectoryEntry], int]


class PlaceFilling(QObject):
    """For one window. Main thread. ``wanted`` is the filter of its lists, with what this console sees."""

    def __init__(
        self,
        stage: Stage,
        services: Services,
        wall: Wall,
        view: WallView,
        book: CameraBook,
        wanted: Callable[[], CameraFilter] = lambda: EVERY_CAMERA,
    ) -> None:
        super().__init__(view)
        self._stage = stage
        self._directory = services.directory
        self._closures = services.closures
        self._wall = wall
        self._book = book
        self._wanted = wanted
        self._free = FillIntents(stage, services, wall, book)
        self._filling = WallFilling(stage, services.walls, wall)
        view.input.places_dropped.connect(self.drop)

    def fill_free(self, item: Item) -> None:
        """Its working cameras onto the free tiles."""
        self._read(contents_of([item]), lambda found: self._free.fill(found[0], found[1]))

    def drop(self, areas: Sequence[str], cameras: Sequence[CameraId], tile: int | None) -> None:
        """Between the tiles it goes to the free ones."""
        contents = Contents(tuple(areas), tuple(cameras))
        if tile is None:
            self._read(contents, lambda found: self._free.fill(found[0], found[1]))
        else:
            self._read(contents, lambda found: self._fill_from(tile, *found))

    def _fill_from(self, tile: int, entries: Sequence[DirectoryEntry], total: int) -> None:
        """What lies on the tiles before it stays there and takes no second one."""
        before, closed = set(self._wall.cameras[:tile]), self._closures.current()
        fitting = [
            entry
            for entry in entries
            if entry.camera.id not in closed and (entry.camera.has_sub or entry.camera.has_main)
        ]
        new = [entry for entry in fitting if entry.camera.id not in before]
        for entry in new[: len(self._wall.cameras) - tile]:
            self._book.learn(entry)
        shown_before = len(fitting) - len(new)
        self._filling.fill_from(tile, [entry.camera.id for entry in new], total - shown_before)

    def _read(self, contents: Contents, on_found: Callable[[_Found], None]) -> None:
        filtered, wanted = self._directory.filtered, self._wanted()
        # Closed cameras and those that are shown already are passed over.
        limit = 2 * len(self._wall.cameras) + len(self._closures.current())

        def read() -> _Found:
            if contents.areas:
                return filtered.inside(contents.areas, contents.cameras, wanted, limit)
            known = filtered.of(contents.cameras)
            entries = [known[camera] for camera in contents.cameras if camera in known]
            return _working_first([entry for entry in entries if wanted.passes(entry)], wanted)

        self._stage.background.run(read, on_found, name="fill-wall", owner=self)


def _working_first(entries: list[DirectoryEntry], wanted: CameraFilter) -> _Found:
    """Else in the order in which a person has put them."""

    def fails(entry: DirectoryEntry) -> bool:
        return wanted.seen.get(entry.camera.id, entry.believed) is not Condition.WORKING

    return sorted(entries, key=fails), len(entries)
