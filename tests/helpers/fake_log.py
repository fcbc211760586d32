"""A program's log for the screens."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from console.base.errors import KnownError
from console.base.log_lines import LogLine


class FakeLog:
    """``failure`` makes reading fail, ``wait`` holds it back."""

    folder = Path("/srv/ronda/logs")

    def __init__(self) -> None:
        self.told: list[LogLine] = []
        self.failure: KnownError | None = None
        self.wait = threading.Event()
        self.wait.set()
        self.read = threading.Event()

    def lines(self) -> Sequence[LogLine]:
        self.wait.wait()
        if self.failure is not None:
            raise self.failure
        return tuple(self.told)

    def mark_read(self) -> None:
        self.read.set()
