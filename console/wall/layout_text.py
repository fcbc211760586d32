"""A wall as text: plain values for files, and one line that colleagues hand to each other."""

from __future__ import annotations

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.layout import MOST_TILES, Cell, TileShape, checked_layout
from console.domain.tile_content import OtherContent, by_name, named
from console.domain.wall_state import WallState, tiles_of
from console.wall.packed_text import PackedText, PackedTextError, TextFault

_VERSION = 2
_CAMERAS_ALONE = 1
"""Written as long as there is nothing else, so that older Rondas can read it."""
_TEXT = PackedText("RONDA-LAYOUT", _VERSION, 200_000, 200_000)
_MOST_CAMERAS = 8 * MOST_TILES
_MOST_CAMERA_ID = 200
_CELL_PARTS = 4
_OTHER_PARTS = 3


def plain(state: WallState) -> dict[str, object]:
    """For JSON. What is no camera is named beside them: where that is not known its tile is empty."""
    layout = state.layout
    others = [[tile, *named(other)] for tile, other in state.others.items()]
    return {
        "name": layout.name,
        "rows": layout.rows,
        "columns": layout.columns,
        "cells": [[cell.row, cell.column, cell.row_span, cell.column_span] for cell in layout.cells],
        "shape": layout.shape.value,
        "spacing": layout.spacing,
        "cameras": list(state.cameras),
        "locked": state.locked,
        **({"others": others} if others else {}),
    }


def read_plain(found: object) -> WallState:
    """Raises ValueError for anything that is no wall."""
    if not isinstance(found, dict):
        raise ValueError("no wall")  # noqa: TRY004  one kind of error for everything that is wrong
    cells, cameras = found.get("cells"), found.get("cameras")
    if not isinstance(cells, list) or not isinstance(cameras, list) or len(cameras) > _MOST_CAMERAS:
        raise ValueError("cells or cameras")
    layout = checked_layout(
        _text(found.get("name")),
        _number(found.get("rows")),
        _number(found.get("columns")),
        [_cell(cell) for cell in cells[: MOST_TILES + 1]],
        TileShape(found.get("shape")),
        _number(found.get("spacing")),
    )
    locked = found.get("locked")
    if not isinstance(locked, bool):
        raise ValueError("locked")  # noqa: TRY004
    tiles = tiles_of([_camera(camera) for camera in cameras], _others(found.get("others", [])))
    return WallState(layout, tiles, locked)


def as_text(state: WallState) -> str:
    """One line to be copied; it says its version and carries a check."""
    return _TEXT.pack(plain(state), _VERSION if state.others else _CAMERAS_ALONE)


def from_text(text: str) -> WallState:
    """What ``as_text`` made, alone or within other words, broken into lines or not.

    Raises KnownError ``layout.no_text``, ``layout.text_newer`` or ``layout.text_damaged``.
    """
    try:
        return read_plain(_TEXT.unpack(text))
    except PackedTextError as error:
        if error.fault is TextFault.NONE:
            raise KnownError("layout.no_text") from None
        if error.fault is TextFault.NEWER:
            raise KnownError("layout.text_newer", version=error.version) from None
        raise KnownError("layout.text_damaged") from error
    except ValueError as error:
        raise KnownError("layout.text_damaged") from error


def _cell(found: object) -> Cell:
    if not isinstance(found, list) or len(found) != _CELL_PARTS:
        raise ValueError("cell")
    return Cell(*(_number(part) for part in found))


def _camera(found: object) -> CameraId | None:
    if found is None:
        return None
    text = _text(found)
    if not (text.isprintable() and 0 < len(text) <= _MOST_CAMERA_ID):
        raise ValueError("camera")
    return CameraId(text)


def _others(found: object) -> dict[int, OtherContent]:
    if not isinstance(found, list) or len(found) > _MOST_CAMERAS:
        raise ValueError("others")
    others: dict[int, OtherContent] = {}
    for one in found:
        if not isinstance(one, list) or len(one) != _OTHER_PARTS or one[0] in others:
            raise ValueError("other")
        others[_number(one[0])] = by_name(_text(one[1]), _text(one[2]))
    return others


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise ValueError("no text")  # noqa: TRY004
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError("no number")  # noqa: TRY004
    return found
