"""One controller that is plugged in: what its events make of its stick, buttons and cross."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from console.controllers.axes import USUAL_AXES, roles_of
from console.controllers.js_events import EVENT_BYTES, FULL, GarbledError, JsDecoder, JsEvent
from console.domain.ptz_speed import STILL, PtzSpeed
from console.domain.stick import is_at_rest, stick_speed

_READ_BYTES = 64 * EVENT_BYTES
_NAME_BYTES, _AXES_BYTES = 128, 64
_GET_NAME = 0x80006A13 | _NAME_BYTES << 16
_GET_AXIS_COUNT = 0x80016A11
_GET_AXES = 0x80406A32
"""The kernel's JSIOCGNAME, JSIOCGAXES and JSIOCGAXMAP."""
_CROSS_AT = FULL // 2


@dataclass(frozen=True)
class Heard:
    """What people did: ``pressed`` buttons, from 1; ``pointed`` ways of the cross, right and down."""

    pressed: tuple[int, ...] = ()
    pointed: tuple[tuple[int, int], ...] = ()


class Controller:
    """Open until ``close``. ``speed`` is what its stick asks for. One thread."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self.path = path
        self.file = file_of(path)
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.name = _name(self.fd) or path.name
        self._roles = roles_of(_axes(self.fd) or USUAL_AXES)
        self._decoder = JsDecoder()
        self._at: dict[int, float] = {}
        self._cross = (0, 0)
        self._was_at_rest = False
        """A stick that is pushed from the beginning, or is broken, moves nothing until it has been let go once."""

    @property
    def speed(self) -> PtzSpeed:
        return stick_speed(*self._stick()) if self._was_at_rest else STILL

    def read(self) -> Heard | None:
        """What has come since; None when it is gone, or sends what it should not."""
        try:
            events = self._decoder.feed(found) if (found := os.read(self.fd, _READ_BYTES)) else None
        except BlockingIOError:
            return Heard()
        except (OSError, GarbledError):
            return None
        return self._take(events) if events is not None else None

    def close(self) -> None:
        os.close(self.fd)

    def _take(self, events: list[JsEvent]) -> Heard:
        pressed: list[int] = []
        pointed: list[tuple[int, int]] = []
        for event in events:
            if event.is_axis:
                self._note_rest(event)
                self._at[event.number] = max(-1.0, event.value / FULL)
                self._note_rest(event)
                pointed += self._pointed()
            elif event.value and not event.is_initial:
                pressed.append(event.number + 1)
        return Heard(tuple(pressed), tuple(pointed))

    def _note_rest(self, event: JsEvent) -> None:
        """Before a movement and after it: how everything stands at first comes one axis after the other."""
        self._was_at_rest = self._was_at_rest or (not event.is_initial and is_at_rest(*self._stick()))

    def _pointed(self) -> list[tuple[int, int]]:
        """One step for each push of the cross."""
        way = (self._sign(self._roles.cross_x), self._sign(self._roles.cross_y))
        before, self._cross = self._cross, way
        return [way] if way not in (before, (0, 0)) else []

    def _sign(self, axis: int | None) -> int:
        at = self._of(axis)
        return 0 if abs(at) * FULL < _CROSS_AT else (1 if at > 0 else -1)

    def _stick(self) -> tuple[float, float, float]:
        nearer = self._of(self._roles.zoom)
        return self._of(self._roles.pan), self._of(self._roles.tilt), -nearer if self._roles.zooms_up else nearer

    def _of(self, axis: int | None) -> float:
        return self._at.get(axis, 0.0) if axis is not None else 0.0


def file_of(path: Path) -> tuple[int, int]:
    """The same path may be another device by now. Raises OSError."""
    found = path.stat()
    return found.st_ino, found.st_rdev


def _name(fd: int) -> str:
    found = _asked(fd, _GET_NAME, _NAME_BYTES)
    return found.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _axes(fd: int) -> tuple[int, ...]:
    count = _asked(fd, _GET_AXIS_COUNT, 1)
    return tuple(_asked(fd, _GET_AXES, _AXES_BYTES)[: count[0]]) if count else ()


def _asked(fd: int, request: int, size: int) -> bytes:
    """Empty where the driver does not answer."""
    answer = bytearray(size)
    try:
        fcntl.ioctl(fd, request, answer)
    except OSError:
        return b""
    return bytes(answer)
