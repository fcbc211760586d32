"""Which cameras a tour is of and which of them do not work now: by the centre, by what is seen here, and closed ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from PySide6.QtCore import QObject

from console.base.clock import WIB
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.camera_filter import CameraFilter
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry
from console.domain.event import EventEntry, EventKind
from console.domain.map_camera import MapStatus
from console.domain.patrol import Incident
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.models.place_contents import Contents
from console.ui.seen_here import SeenHere
from console.ui.stage import Services, Stage

MOST_CAMERAS = 100_000
INCIDENT_DAYS = 30
_MOST_EVENTS = 5_000
_MOST_OPEN_FLAGS = 500
_NEWS_WINDOW_MS = 5_000


@dataclass(frozen=True)
class TourSubject:
    """What a tour is asked for: its name as people read it, its cameras in their order, and incidents of them."""

    name: str
    cameras: tuple[CameraId, ...]
    incidents: tuple[Incident, ...] = ()
    contents: Contents = field(default_factory=Contents)
    """What it was asked for by."""


class TourCameras(QObject):
    """For one window. Main thread."""

    def __init__(
        self,
        parent: QObject,
        stage: Stage,
        services: Services,
        seen: SeenHere,
        wanted: Callable[[], CameraFilter],
    ) -> None:
        """``wanted``: the filter of the window's lists; who does not pass it is in no tour."""
        super().__init__(parent)
        self._stage = stage
        self._services = services
        self._seen = seen
        self._wanted = wanted
        self._works: frozenset[CameraId] = frozenset()
        self._here: dict[CameraId, Condition] = {}
        self._closed: frozenset[CameraId] = frozenset()
        self._is_read = False
        read_again = Throttle(self, "tour-cameras", _NEWS_WINDOW_MS, self._read_works)
        listen(services.news.changed, lambda _none: read_again() if self._is_read else None, self)

    def look(self) -> None:
        """Takes in what this window shows and what is closed now."""
        self._here = self._seen.overruled()
        self._closed = frozenset(self._services.closures.current())

    def is_dead(self, camera: CameraId) -> bool:
        """What is seen here is surer than what the centre says."""
        if camera in self._closed:
            return True
        here = self._here.get(camera)
        return here is not Condition.WORKING if here is not None else camera not in self._works

    def working(self, cameras: Sequence[CameraId]) -> int:
        return sum(not self.is_dead(camera) for camera in cameras)

    def read(self, name: str, contents: Contents, on_read: Callable[[TourSubject], None]) -> None:
        """A large city takes a second, in the background."""
        services, wanted, since = self._services, self._wanted(), self._stage.clock.now_utc()

        def read() -> tuple[TourSubject, frozenset[CameraId]]:
            cameras = cameras_of(services, contents, wanted)
            known = frozenset(cameras)
            first = since - timedelta(days=INCIDENT_DAYS)
            flags = [one for one in _flags(services) if one.camera_id in known and one.at_utc >= first]
            incidents = tuple(Incident(one.camera_id, one.at_utc.astimezone(WIB).hour) for one in flags)
            return TourSubject(name, cameras, incidents, contents), _working(services)

        def done(found: tuple[TourSubject, frozenset[CameraId]]) -> None:
            self._is_read = True
            self._works = found[1]
            self.look()
            on_read(found[0])

        self._stage.background.run(read, done, name="tour", owner=self)

    def _read_works(self) -> None:
        services = self._services

        def take(works: frozenset[CameraId]) -> None:
            self._works = works

        self._stage.background.run(lambda: _working(services), take, name="tour-cameras", owner=self)


def cameras_of(services: Services, contents: Contents, wanted: CameraFilter) -> tuple[CameraId, ...]:
    """Areas by number; a list without areas in the order in which the person has put it."""
    filtered = services.directory.filtered
    entries: list[DirectoryEntry]
    if contents.areas:
        entries, _total = filtered.inside(contents.areas, contents.cameras, wanted, MOST_CAMERAS)
        entries.sort(key=lambda entry: entry.camera.number)
    else:
        known = filtered.of(contents.cameras)
        entries = [known[camera] for camera in contents.cameras if camera in known]
    shown = (entry.camera for entry in entries if entry.camera.has_sub or entry.camera.has_main)
    return tuple(dict.fromkeys(camera.id for camera in shown))


def _working(services: Services) -> frozenset[CameraId]:
    return frozenset(one.id for one in services.city.cameras() if one.status is MapStatus.WORKING)


def _flags(services: Services) -> list[EventEntry]:
    """Of this machine, and those of the room that are open now, as far as the centre answers."""
    found = {one.id: one for one in services.events.recent(_MOST_EVENTS) if one.kind is EventKind.FLAG}
    # A patrol begins without the centre, too; what this machine knows has to do then.
    with suppress(KnownError):
        found.update({one.id: one for one in services.room.open_flags(_MOST_OPEN_FLAGS)})
    return list(found.values())
