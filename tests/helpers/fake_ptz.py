"""A camera that can be moved and remembers what it was told."""

from __future__ import annotations

import threading
from collections.abc import Callable

from console.base.errors import KnownError
from console.server.ptz.driver import PtzPreset
from console.server.ptz.source import PtzSource


class FakePtz:
    """A ``PtzDriver``; ``told`` is a list of what came, in order. Any thread."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.fails_with = ""
        """The code that every command fails with; empty for none."""
        self.saved = [PtzPreset("1", "Gerbang"), PtzPreset("2", "Parkiran/timur")]
        self.may_answer = threading.Event()
        """Cleared: the camera is slow, until it is set again."""
        self.may_answer.set()
        self.sources: list[PtzSource] = []
        self.closed = 0

    def of(self, source: PtzSource) -> FakePtz:
        """A ``DriverOf``."""
        self.sources.append(source)
        return self

    def move(self, pan: float, tilt: float, zoom: float) -> None:
        self._tell("move", pan, tilt, zoom)

    def stop(self) -> None:
        self._tell("stop")

    def presets(self) -> list[PtzPreset]:
        self._tell("presets")
        return list(self.saved)

    def go_to(self, token: str) -> None:
        self._tell("go", token)

    def save(self, name: str) -> PtzPreset:
        self._tell("save", name)
        self.saved.append(PtzPreset(str(len(self.saved) + 1), name))
        return self.saved[-1]

    def forget(self, token: str) -> None:
        self._tell("forget", token)
        self.saved = [one for one in self.saved if one.token != token]

    def close(self) -> None:
        self.closed += 1

    def _tell(self, *what: object) -> None:
        self.told.append(what)
        assert self.may_answer.wait(20), "the test never let the camera answer"
        if self.fails_with:
            raise KnownError(self.fails_with)

    @property
    def told_once(self) -> list[tuple[object, ...]]:
        """Without what was only said again: a movement that goes on is, every half second."""
        return [what for index, what in enumerate(self.told) if index == 0 or what != self.told[index - 1]]

    def was_told(self, *what: object) -> Callable[[], bool]:
        """To be waited for."""
        return lambda: what in self.told
