"""The privacy masks of all cameras: pushed by the centre at once, and kept on disk for when it is away."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.domain.camera import CameraId
from console.domain.camera_mask import CameraMask, Polygons
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.proof.durable import replace_whole
from console.wire.masks import MaskBody, MaskList, MaskRecord
from console.wire.push import PushKind

_ASK_EVERY_S = 4.0
"""While nothing is pushed."""
_log = logger("directory")


class MaskCentre(Protocol):
    """The part of the centre's client that masks need."""

    def masks(self) -> MaskList: ...

    def set_mask(self, camera: str, body: MaskBody) -> MaskRecord: ...


class Masks:
    """``current`` on any thread; ``changed`` and ``trouble`` come from any thread. ``put`` blocks."""

    def __init__(self, centre: MaskCentre, push: PushFeed, path: Path) -> None:
        """What was known last is read at once from ``path``: no picture is shown before it."""
        self.changed: Signal[None] = Signal()
        self.trouble: Signal[KnownError] = Signal()
        """The disk does not take them: they hold in this run."""
        self._centre = centre
        self._push = push
        self._path = path
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._pushed = 0
        self._current: Mapping[CameraId, CameraMask] = _kept(path)
        self._thread = threading.Thread(target=self._run, name="masks", daemon=True)
        self._connections = [push.pushed.connect(self._on_pushed), push.switched.connect(lambda _up: self._kick())]

    def start(self) -> None:
        self._thread.start()

    def current(self) -> Mapping[CameraId, CameraMask]:
        return self._current

    def of(self, camera: CameraId) -> Polygons:
        mask = self._current.get(camera)
        return mask.polygons if mask is not None else ()

    def put(self, camera: CameraId, polygons: Polygons, reason: str) -> None:
        """For every console. Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.set_mask(camera, MaskBody(polygons=polygons, reason=reason)))

    def close(self) -> None:
        for disconnect in self._connections:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is PushKind.CAMERA_MASK:
            try:
                self._apply(MaskRecord.model_validate_json(event.data))
            except ValidationError:
                _log.warning("a mask that is pushed makes no sense, the centre is asked")
                self._kick()
        elif event.kind is PushKind.RESET:
            self._kick()

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
                told = self._centre.masks()
            except KnownError as error:
                _log.info("masks not told: %s", error.code)
                self._pause()
                continue
            self._take(told, pushed)

    def _pause(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing, _ASK_EVERY_S)
            self._kicked = True

    def _take(self, told: MaskList, pushed: int) -> None:
        with self._wake:
            if self._pushed != pushed:
                # Something came while we asked, which the answer may not know of yet.
                self._kicked = True
                return
        self._set({CameraId(record.camera_id): _mask(record) for record in told.masks})

    def _apply(self, record: MaskRecord) -> None:
        with self._wake:
            self._pushed += 1
            others = {key: mask for key, mask in self._current.items() if key != record.camera_id}
        self._set({**others, CameraId(record.camera_id): _mask(record)} if record.polygons else others)

    def _set(self, masks: Mapping[CameraId, CameraMask]) -> None:
        with self._wake:
            if masks == self._current:
                return
            self._current = masks
            try:
                with disk_errors(self._path):
                    replace_whole(self._path, _written(masks), 0o600)
            except KnownError as error:
                self.trouble.emit(error)
        self.changed.emit(None)


def _mask(record: MaskRecord) -> CameraMask:
    return CameraMask(CameraId(record.camera_id), record.polygons, record.reason, record.by, record.at_utc)


def _written(masks: Mapping[CameraId, CameraMask]) -> bytes:
    records = (
        MaskRecord(camera_id=one.camera_id, polygons=one.polygons, reason=one.reason, by=one.by, at_utc=one.at_utc)
        for one in masks.values()
    )
    return MaskList(masks=tuple(records)).model_dump_json().encode()


def _kept(path: Path) -> dict[CameraId, CameraMask]:
    try:
        told = MaskList.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError):
        _log.warning("the masks on disk can't be read, the centre is asked")
        return {}
    return {CameraId(record.camera_id): _mask(record) for record in told.masks}
