"""What is dragged onto a wall: cameras and areas from a list, or a tile of the wall itself."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QMimeData

from console.domain.camera import CameraId

CAMERAS_TYPE = "application/x-ronda-cameras"
_AREAS_TYPE = "application/x-ronda-areas"
_FLAGS_TYPE = "application/x-ronda-flags"
_TILE_TYPE = "application/x-ronda-tile"


def cameras_data(cameras: Sequence[CameraId], areas: Sequence[str] = (), flags: Sequence[UUID] = ()) -> QMimeData:
    """``areas`` by their codes and ``flags`` by their ids: what they hold is read when they are dropped."""
    data = QMimeData()
    data.setData(CAMERAS_TYPE, "\n".join(cameras).encode())
    data.setData(_AREAS_TYPE, "\n".join(areas).encode())
    data.setData(_FLAGS_TYPE, "\n".join(str(flag) for flag in flags).encode())
    return data


def tile_data(wall_name: str, tile: int) -> QMimeData:
    data = QMimeData()
    data.setData(_TILE_TYPE, f"{wall_name}\n{tile}".encode())
    return data


def dragged_cameras(data: QMimeData) -> list[CameraId]:
    return [CameraId(line) for line in _lines(data, CAMERAS_TYPE)]


def dragged_areas(data: QMimeData) -> list[str]:
    return _lines(data, _AREAS_TYPE)


def dragged_flags(data: QMimeData) -> list[UUID]:
    return [UUID(line) for line in _lines(data, _FLAGS_TYPE)]


def dragged_tile(data: QMimeData, wall_name: str) -> int | None:
    """The tile of this very wall that is dragged, if one is."""
    name, _line_end, tile = bytes(data.data(_TILE_TYPE).data()).decode().partition("\n")
    return int(tile) if name == wall_name and tile.isdigit() else None


def dragged_from(data: QMimeData) -> tuple[str, int] | None:
    """The wall and the tile of it that is dragged, of whichever window of this program."""
    name, _line_end, tile = bytes(data.data(_TILE_TYPE).data()).decode().partition("\n")
    return (name, int(tile)) if tile.isdigit() else None


def can_drop(data: QMimeData, wall_name: str) -> bool:
    return data.hasFormat(CAMERAS_TYPE) or dragged_tile(data, wall_name) is not None


def _lines(data: QMimeData, kind: str) -> list[str]:
    return [line for line in bytes(data.data(kind).data()).decode().split("\n") if line]
