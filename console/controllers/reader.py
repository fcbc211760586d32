"""Finds the controllers of this machine, also those plugged in later, and tells what people do with them."""

from __future__ import annotations

import os
import select
import threading
from dataclasses import dataclass
from enum import Enum
from math import ceil
from pathlib import Path

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.controllers.device import Controller, Heard, file_of
from console.domain.ptz_speed import STILL, PtzSpeed

_log = logger("controllers")
DEVICES = Path("/dev/input")
LOOK_EVERY_S = 1.0
"""So soon a controller that is plugged in is found."""
_TRIES = 3
"""The system gives the right to read a moment after the device; before so many looks nobody is told."""
_GATHER_MS = 10
"""What comes within this is told as one: some sticks tremble a thousand times a second, and each speed is painted."""
_CLOSE_WAIT_S = 3.0


class Arrival(Enum):
    """The value is the end of its text key."""

    FOUND = "found"
    LOST = "lost"


@dataclass(frozen=True)
class ControllerNews:
    """A controller came or went."""

    arrival: Arrival
    name: str


class ControllerReader:
    """Signals come from its thread. ``steered``: whenever what the sticks ask for is another; also when one is gone.

    ``pressed``: a button, from 1. ``pointed``: right and down, one step of the cross. ``news``: one came or went.
    ``failed``: KnownError ``controller.denied``, once for each device.
    """

    def __init__(self, clock: Clock, folder: Path = DEVICES, look_every_s: float = LOOK_EVERY_S) -> None:
        self.steered: Signal[PtzSpeed] = Signal()
        self.pressed: Signal[int] = Signal()
        self.pointed: Signal[tuple[int, int]] = Signal()
        self.news: Signal[ControllerNews] = Signal()
        self.failed: Signal[KnownError] = Signal()
        self._clock = clock
        self._folder = folder
        self._look_every_s = look_every_s
        self._open: dict[Path, Controller] = {}
        self._denied: dict[Path, int] = {}
        """How often each could not be read."""
        self._left: dict[Path, tuple[int, int]] = {}
        """Which device file each was that went away or sent what it should not: that one is not opened again."""
        self._speed = STILL
        self._ends, self._end = os.pipe()
        self._thread = threading.Thread(target=self._run, name="controllers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        os.write(self._end, b".")
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_WAIT_S)
        if not self._thread.is_alive():
            os.close(self._end)
            os.close(self._ends)

    def _run(self) -> None:
        try:
            look_s = self._clock.monotonic_s()
            while self._wait(max(0.0, look_s - self._clock.monotonic_s())):
                if self._clock.monotonic_s() >= look_s:
                    self._look()
                    look_s = self._clock.monotonic_s() + self._look_every_s
        finally:
            # Whatever ends this thread, nothing moves on.
            for controller in self._open.values():
                controller.close()
            self._open.clear()
            self._tell_speed()

    def _wait(self, wait_s: float) -> bool:
        """Reads what comes until then; False at the end."""
        fds = {controller.fd: controller for controller in self._open.values()}
        poll = select.poll()
        for fd in (self._ends, *fds):
            poll.register(fd, select.POLLIN)
        found = [fd for fd, _event in poll.poll(ceil(wait_s * 1000))]
        for fd in found:
            if fd in fds:
                self._read(fds[fd])
        if found and self._ends not in found:
            end = select.poll()
            end.register(self._ends, select.POLLIN)
            end.poll(_GATHER_MS)
        return self._ends not in found

    def _read(self, controller: Controller) -> None:
        heard = controller.read()
        if heard is None:
            controller.close()
            del self._open[controller.path]
            self._left[controller.path] = controller.file
            self._tell_speed()
            self.news.emit(ControllerNews(Arrival.LOST, controller.name))
            return
        self._tell_speed()
        self._tell(heard)

    def _tell(self, heard: Heard) -> None:
        for button in heard.pressed:
            self.pressed.emit(button)
        for way in heard.pointed:
            self.pointed.emit(way)

    def _tell_speed(self) -> None:
        """Of several sticks the one that is pushed furthest counts."""
        speeds = [controller.speed for controller in self._open.values()]
        speed = max(speeds, key=lambda one: max(abs(one.pan), abs(one.tilt), abs(one.zoom)), default=STILL)
        if speed != self._speed:
            self._speed = speed
            self.steered.emit(speed)

    def _look(self) -> None:
        found = set(self._folder.glob("js*")) if self._folder.is_dir() else set()
        self._denied = {path: tries for path, tries in self._denied.items() if path in found}
        self._left = {path: file for path, file in self._left.items() if path in found}
        for path in sorted(found - set(self._open)):
            self._try(path)

    def _try(self, path: Path) -> None:
        try:
            if path in self._left and self._left[path] == file_of(path):
                return
            controller = Controller(path)
        except PermissionError:
            self._denied[path] = self._denied.get(path, 0) + 1
            if self._denied[path] == _TRIES:
                self.failed.emit(KnownError("controller.denied", path=str(path)))
            return
        except OSError as error:
            # Gone again, or not there yet; the next look sees.
            _log.info("%s: %s", path, error)
            return
        self._denied.pop(path, None)
        self._left.pop(path, None)
        self._open[path] = controller
        self.news.emit(ControllerNews(Arrival.FOUND, controller.name))
