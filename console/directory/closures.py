"""Which cameras are closed to the whole room: pushed by the centre at once, asked whenever something may have been missed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Protocol

from pydantic import ValidationError

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.closure import Closure
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord
from console.wire.push import PushKind

_ASK_EVERY_S = 4.0
"""While nothing is pushed: a camera must be off every tile within five seconds."""
_log = logger("directory")


class ClosureCentre(Protocol):
    """The part of the centre's client that closures need."""

    def closures(self) -> ClosureList: ...

    def close_camera(self, camera: str, body: ClosureBody) -> ClosureRecord: ...

    def open_camera(self, camera: str, body: ClosureBody) -> ClosureRecord: ...


class Closures:
    """``current`` on any thread; ``changed`` and ``told`` come from any thread. ``shut`` and ``open`` block."""

    def __init__(self, centre: ClosureCentre, push: PushFeed) -> None:
        self.changed: Signal[None] = Signal()
        self.told: Signal[ClosureRecord] = Signal()
        """Somebody has closed or opened a camera just now."""
        self._centre = centre
        self._push = push
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._pushed = 0
        self._current: Mapping[CameraId, Closure] = {}
        self._thread = threading.Thread(target=self._run, name="closures", daemon=True)
        self._connections = [push.pushed.connect(self._on_pushed), push.switched.connect(lambda _up: self._kick())]

    def start(self) -> None:
        self._thread.start()

    def current(self) -> Mapping[CameraId, Closure]:
        return self._current

    def shut(self, camera: CameraId, reason: str) -> None:
        """For every console. Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.close_camera(camera, ClosureBody(reason=reason)))

    def open(self, camera: CameraId, reason: str) -> None:
        """Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.open_camera(camera, ClosureBody(reason=reason)))

    def close(self) -> None:
        for disconnect in self._connections:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is PushKind.CAMERA_CLOSURE:
            self._on_told(event.data)
        elif event.kind is PushKind.RESET:
            self._kick()

    def _on_told(self, data: bytes) -> None:
        try:
            record = ClosureRecord.model_validate_json(data)
        except ValidationError:
            _log.warning("a closure that is pushed makes no sense, the centre is asked")
            self._kick()
            return
        self._apply(record)
        self.told.emit(record)

    def _kick(self) -> None:
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing, None if self._push.up else _ASK_EVERY_S)
                if self._closing:
                    return
                self._kicked = False
                pushed = self._pushed
            try:
                told = self._centre.closures()
            except KnownError as error:
                _log.info("closed cameras not told: %s", error.code)
                self._pause()
                continue
            self._take(told, pushed)

    def _pause(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing, _ASK_EVERY_S)
            self._kicked = True

    def _take(self, told: ClosureList, pushed: int) -> None:
        with self._wake:
            if self._pushed != pushed:
                # Something came while we asked, which the answer may not know of yet.
                self._kicked = True
                return
            now = {CameraId(record.camera_id): _closure(record) for record in told.closures}
            is_news = now != self._current
            self._current = now
        if is_news:
            self.changed.emit(None)

    def _apply(self, record: ClosureRecord) -> None:
        camera = CameraId(record.camera_id)
        with self._wake:
            self._pushed += 1
            others = {key: closure for key, closure in self._current.items() if key != camera}
            self._current = {**others, camera: _closure(record)} if record.is_closed else others
        self.changed.emit(None)


def _closure(record: ClosureRecord) -> Closure:
    return Closure(CameraId(record.camera_id), record.reason, record.by, record.at_utc)
