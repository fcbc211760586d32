"""Which cameras are closed to the whole room: pushed by the centre at once, asked whenever something may have been missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import ValidationError

from console.base.logs import logger
from console.base.observer import Signal
from console.directory.room_list import RoomList
from console.domain.camera import CameraId
from console.domain.closure import Closure
from console.net.push_feed import PushFeed
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord
from console.wire.push import PushKind

_log = logger("directory")


class ClosureCentre(Protocol):
    """The part of the centre's client that closures need."""

    def closures(self) -> ClosureList: ...

    def close_camera(self, camera: str, body: ClosureBody) -> ClosureRecord: ...

    def open_camera(self, camera: str, body: ClosureBody) -> ClosureRecord: ...


class Closures:
    """``current`` on any thread; ``changed`` and ``told`` come from any thread. ``shut`` and ``open`` block."""

    def __init__(self, centre: ClosureCentre, push: PushFeed) -> None:
        self.told: Signal[ClosureRecord] = Signal()
        """Somebody has closed or opened a camera just now."""
        self._centre = centre
        self._current: Mapping[CameraId, Closure] = {}
        self._list = RoomList("closures", push, self._ask, self._take, (PushKind.CAMERA_CLOSURE, self._on_told))
        self.changed = self._list.changed

    def start(self) -> None:
        self._list.start()

    def current(self) -> Mapping[CameraId, Closure]:
        return self._current

    def shut(self, camera: CameraId, reason: str) -> None:
        """For every console. Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.close_camera(camera, ClosureBody(reason=reason)))

    def open(self, camera: CameraId, reason: str) -> None:
        """Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.open_camera(camera, ClosureBody(reason=reason)))

    def close(self) -> None:
        self._list.close()

    def _on_told(self, data: bytes) -> None:
        try:
            record = ClosureRecord.model_validate_json(data)
        except ValidationError:
            _log.warning("a closure that is pushed makes no sense, the centre is asked")
            self._list.kick()
            return
        self._apply(record)
        self.told.emit(record)

    def _ask(self) -> ClosureList:
        return self._centre.closures()

    def _take(self, told: ClosureList) -> bool:
        now = {CameraId(record.camera_id): _closure(record) for record in told.closures}
        is_news = now != self._current
        self._current = now
        return is_news

    def _apply(self, record: ClosureRecord) -> None:
        camera = CameraId(record.camera_id)

        def change() -> bool:
            others = {key: closure for key, closure in self._current.items() if key != camera}
            self._current = {**others, camera: _closure(record)} if record.is_closed else others
            return True

        self._list.apply(change)


def _closure(record: ClosureRecord) -> Closure:
    return Closure(CameraId(record.camera_id), record.reason, record.by, record.at_utc)
