"""Finds bookmarks and flags, on this machine or of the whole room, by what they and their cameras say."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.event import EventEntry
from console.domain.event_search import EventQuery, EventShow, is_shown, sayings, says_all
from console.ui.stage import Services

_SEARCHED = 5000
"""Some months of one console."""
_OF_ROOM = 200


class EventFinder:
    """Any thread but the main one: it reads the disk, and for the room it asks the centre."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._categories = {one.code: (one.name_id, one.name_en) for one in services.categories}

    def find(self, query: EventQuery, limit: int) -> list[EventEntry]:
        """The newest first, at most ``limit``. Raises KnownError store.*, disk.*; for the room net.*, centre.*, auth.*."""
        said = _Sayings(self._services, self._categories)
        words = query.words
        found = (entry for entry in self._all(query, limit) if is_shown(entry, query.show))
        return [entry for entry in found if not words or says_all(words, said.of(entry))][:limit]

    def _all(self, query: EventQuery, limit: int) -> list[EventEntry]:
        if query.show is EventShow.ROOM_FLAGS:
            return self._services.room.open_flags(_OF_ROOM)
        if query.show is EventShow.ROOM_BOOKMARKS:
            return self._services.room.bookmarks(_OF_ROOM)
        return self._services.events.recent(limit if query == EventQuery() else _SEARCHED)


class _Sayings:
    """For one search: each camera is looked up once."""

    def __init__(self, services: Services, categories: dict[str, tuple[str, str]]) -> None:
        self._directory = services.directory
        self._categories = categories
        self._cameras: dict[CameraId, list[str]] = {}

    def of(self, entry: EventEntry) -> list[str]:
        return [*sayings(entry), *self._categories.get(entry.category, ()), *self._camera(entry.camera_id)]

    def _camera(self, camera_id: CameraId) -> list[str]:
        if camera_id not in self._cameras:
            found = self._directory.camera(camera_id)
            self._cameras[camera_id] = [str(found.camera.number), found.camera.name, found.place] if found else []
        return self._cameras[camera_id]
