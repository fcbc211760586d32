"""Logging set-up: loggers are named by concern (``ronda.sync``, ``ronda.worker``), lines go to stderr and to a ring in memory."""

from __future__ import annotations

import logging
import sys
import time
from collections import deque

RING_LINES = 2000
_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s"


class MemoryRing(logging.Handler):
    """Keeps the last lines for the crash report. Any thread."""

    def __init__(self, lines: int = RING_LINES) -> None:
        super().__init__()
        self._lines: deque[str] = deque(maxlen=lines)

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    def lines(self) -> list[str]:
        return list(self._lines)


def logger(concern: str) -> logging.Logger:
    """The logger of a concern; always below ``ronda`` so that one switch governs ours alone."""
    return logging.getLogger(f"ronda.{concern}")


def set_up_logs(*, verbose: bool = False) -> MemoryRing:
    """Sends ``ronda`` records to stderr (WARNING and up, INFO when verbose) and all of them to the returned ring."""
    formatter = logging.Formatter(_FORMAT, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.INFO if verbose else logging.WARNING)
    ring = MemoryRing()
    root = logging.getLogger("ronda")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.handlers.clear()
    for handler in (screen, ring):
        handler.setFormatter(formatter)
        root.addHandler(handler)
    return ring
