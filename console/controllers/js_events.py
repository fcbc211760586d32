"""The events of Linux's joystick interface (``/dev/input/js*``): eight bytes each, the first ones tell how everything stands."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_EVENT = struct.Struct("=IhBB")
EVENT_BYTES = _EVENT.size
_BUTTON, _AXIS, _INIT = 0x01, 0x02, 0x80
_MOST = 64
"""Buttons and axes that a controller may have."""
FULL = 32767


class GarbledError(Exception):
    """What was read is no event: nobody knows any more how the stick stands."""


@dataclass(frozen=True)
class JsEvent:
    """``number`` counts from 0. ``is_initial``: how it stands at the opening, nobody has moved it."""

    number: int
    value: int
    is_axis: bool
    is_initial: bool = False


class JsDecoder:
    """An event that comes in pieces is put together."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, read: bytes) -> list[JsEvent]:
        """The whole events of what has come. Raises GarbledError."""
        whole = self._rest + read
        used = len(whole) - len(whole) % EVENT_BYTES
        self._rest = whole[used:]
        return [_event(*fields) for fields in _EVENT.iter_unpack(whole[:used])]


def _event(_time_ms: int, value: int, kind: int, number: int) -> JsEvent:
    if kind & ~_INIT not in (_BUTTON, _AXIS) or number >= _MOST:
        raise GarbledError
    return JsEvent(number, value, bool(kind & _AXIS), bool(kind & _INIT))
