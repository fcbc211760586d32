"""The privacy masks of all cameras: pushed by the centre at once, and kept on disk for when it is away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.directory.room_list import RoomList
from console.domain.camera import CameraId
from console.domain.camera_mask import CameraMask, Polygons
from console.net.push_feed import PushFeed
from console.proof.durable import replace_whole
from console.wire.masks import MaskBody, MaskList, MaskRecord
from console.wire.push import PushKind

_log = logger("directory")


class MaskCentre(Protocol):
    """The part of the centre's client that masks need."""

    def masks(self) -> MaskList: ...

    def set_mask(self, camera: str, body: MaskBody) -> MaskRecord: ...


class Masks:
    """``current`` on any thread; ``changed`` and ``trouble`` come from any thread. ``put`` blocks."""

    def __init__(self, centre: MaskCentre, push: PushFeed, path: Path) -> None:
        """What was known last is read at once from ``path``: no picture is shown before it."""
        self.trouble: Signal[KnownError] = Signal()
        """The disk does not take them: they hold in this run."""
        self._centre = centre
        self._path = path
        self._current: Mapping[CameraId, CameraMask] = _kept(path)
        self._list = RoomList("masks", push, self._ask, self._take, (PushKind.CAMERA_MASK, self._on_told))
        self.changed = self._list.changed

    def start(self) -> None:
        self._list.start()

    def current(self) -> Mapping[CameraId, CameraMask]:
        return self._current

    def of(self, camera: CameraId) -> Polygons:
        mask = self._current.get(camera)
        return mask.polygons if mask is not None else ()

    def put(self, camera: CameraId, polygons: Polygons, reason: str) -> None:
        """For every console. Raises KnownError net.*, auth.*, centre.*, camera.*."""
        self._apply(self._centre.set_mask(camera, MaskBody(polygons=polygons, reason=reason)))

    def close(self) -> None:
        self._list.close()

    def _on_told(self, data: bytes) -> None:
        try:
            self._apply(MaskRecord.model_validate_json(data))
        except ValidationError:
            _log.warning("a mask that is pushed makes no sense, the centre is asked")
            self._list.kick()

    def _ask(self) -> MaskList:
        return self._centre.masks()

    def _take(self, told: MaskList) -> bool:
        return self._set({CameraId(record.camera_id): _mask(record) for record in told.masks})

    def _apply(self, record: MaskRecord) -> None:
        def change() -> bool:
            others = {key: mask for key, mask in self._current.items() if key != record.camera_id}
            return self._set({**others, CameraId(record.camera_id): _mask(record)} if record.polygons else others)

        self._list.apply(change)

    def _set(self, masks: Mapping[CameraId, CameraMask]) -> bool:
        if masks == self._current:
            return False
        self._current = masks
        try:
            with disk_errors(self._path):
                replace_whole(self._path, _written(masks), 0o600)
        except KnownError as error:
            self.trouble.emit(error)
        return True


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
