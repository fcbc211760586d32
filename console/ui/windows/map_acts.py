"""What is done with cameras that the map means: shown, flagged, their neighbourhood or what a line encloses put on the wall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from console.citymap.city import CityMap
from console.citymap.nearest import inside, nearest_working
from console.citymap.projection import WorldPoint, to_position
from console.domain.camera import CameraId
from console.domain.map_camera import MapStatus
from console.domain.whereabouts import Position
from console.ui.city_book import CityBook
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.wall_filling import WallFilling
from console.wall.wall import Wall, here


class MapActs(QObject):
    """For one window. Main thread.

    Signals: ``flag_asked()``: what the selected tile shows now; ``repair_asked(CameraId)``: wherever it is shown.
    """

    flag_asked = Signal()
    repair_asked = Signal(object)

    def __init__(self, parent: QObject, stage: Stage, services: Services, wall: Wall, city_book: CityBook) -> None:
        super().__init__(parent)
        self._stage = stage
        self._closures = services.closures
        self._terms = services.terms
        self._wall = wall
        self._city_book = city_book
        self._filling = WallFilling(stage, services.walls, wall)

    def show(self, camera: CameraId) -> None:
        """On the selected tile, or on the one that has it already."""
        if camera in self._wall.tiles:
            self._wall.select(self._wall.tiles.index(camera))
        else:
            self._wall.put(camera, here(self._wall))

    def flag(self, cameras: Sequence[CameraId]) -> None:
        """The camera comes onto the wall, where its picture is seen, and is flagged there."""
        if len(cameras) != 1:
            self.say("map-flag", "notice-flag-one")
            return
        if cameras[0] in self._wall.tiles:
            self._wall.select(self._wall.tiles.index(cameras[0]))
        else:
            self._wall.put(cameras[0])
        self.flag_asked.emit()

    def repair(self, cameras: Sequence[CameraId]) -> None:
        """Its picture, if it is on the wall, goes along; it need not come there for it."""
        if len(cameras) == 1:
            self.repair_asked.emit(cameras[0])
        else:
            self.say("map-repair", "notice-repair-one")

    def nearest_to(self, point: WorldPoint) -> None:
        """To a place of the world."""
        self._city_book.ask(lambda city: self._fill_nearest(city, to_position(point)))

    def nearest_to_camera(self, camera: CameraId) -> None:
        self._city_book.ask(lambda city: self._fill_near_camera(city, camera))

    def enclose(self, corners: Sequence[WorldPoint]) -> None:
        """Working cameras first, each by call-up number."""
        city = self._city_book.city
        indexes = inside(city.points, corners).tolist() if city is not None else []
        if city is None or not indexes:
            self.say("wall-filled", "notice-lasso-empty")
            return
        indexes.sort(key=lambda index: city.points.statuses[index] != MapStatus.WORKING)
        self._filling.fill_free([city.points.ids[index] for index in indexes])

    def say(self, key: str, text_key: str) -> None:
        text = self._stage.translator.text
        self._stage.notices.post(key, Severity.INFO, lambda: text(text_key))

    def _fill_near_camera(self, city: CityMap, camera: CameraId) -> None:
        index = city.index_of.get(camera)
        if index is None:
            self.say("map-no-place", "notice-no-place")
        else:
            self._fill_nearest(city, city.points.position(index))

    def _fill_nearest(self, city: CityMap, place: Position) -> None:
        closed = {*self._closures.current(), *self._terms.current()}
        found = nearest_working(city.points, place, len(self._wall.layout.cells), closed.__contains__)
        if found:
            self._filling.fill([city.points.ids[index] for index, _metres in found])
        else:
            self.say("wall-filled", "notice-none-near")
