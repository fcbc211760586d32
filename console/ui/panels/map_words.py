"""What the map says of what one points at: a camera with its place and status, or how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.citymap.city import CityMap
from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.map_camera import MapStatus
from console.domain.whereabouts import distance_m
from console.i18n.translator import Translator
from console.widgets.map.over import rounded_length

STATUS_KEYS = {
    MapStatus.WORKING: "map-working",
    MapStatus.OFFLINE: "map-offline",
    MapStatus.UNKNOWN: "map-unknown",
    MapStatus.NEVER: "map-never",
    MapStatus.STALE: "map-stale",
}
_MOST_NAMED = 6


class MapWords:
    """``entry`` never waits; None while it is being read."""

    def __init__(self, translator: Translator, entry: Callable[[CameraId], DirectoryEntry | None]) -> None:
        self._translator = translator
        self._entry = entry

    def length(self, length_m: float) -> str:
        return rounded_length(length_m, self._translator.formats.share)

    def of(self, city: CityMap, cameras: Sequence[CameraId], selected: CameraId | None) -> list[str]:
        """Line by line; ``selected`` is the camera that distances are told from."""
        if len(cameras) == 1:
            return self._of_one(city, cameras[0], selected)
        text, formats = self._translator.text, self._translator.formats
        statuses = [MapStatus(int(city.points.statuses[city.index_of[camera]])) for camera in cameras]
        counted = [(status, statuses.count(status)) for status in MapStatus]
        lines = [text("map-cluster", count=formats.count(len(cameras)))]
        lines.append(" · ".join(f"{text(STATUS_KEYS[one])} {formats.count(n)}" for one, n in counted if n))
        if len(cameras) <= _MOST_NAMED:
            lines += [self._name(camera) for camera in cameras]
        return lines

    def _of_one(self, city: CityMap, camera: CameraId, selected: CameraId | None) -> list[str]:
        text, index = self._translator.text, city.index_of[camera]
        entry = self._entry(camera)
        status = text(STATUS_KEYS[MapStatus(int(city.points.statuses[index]))])
        about = f" · {text('map-approximate')}" if city.points.approximate[index] else ""
        lines = [self._name(camera), *([entry.place] if entry else []), f"{status}{about}"]
        from_index = city.index_of.get(selected) if selected is not None and selected != camera else None
        if from_index is not None:
            metres = distance_m(city.points.position(index), city.points.position(from_index))
            lines.append(text("map-distance", length=self.length(metres)))
        return lines

    def _name(self, camera: CameraId) -> str:
        entry = self._entry(camera)
        return f"{entry.camera.number} · {entry.camera.name}" if entry else str(camera)
