"""Logging set-up: loggers are named by concern (``ronda.sync``, ``ronda.worker``), lines go to stderr, to a ring in memory and
to files that change over by size."""

from __future__ import annotations

import logging
import sys
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

from console.base.log_lines import JsonLines, LogLine, TextLines
from console.base.os_errors import disk_errors

RING_LINES = 2000
FILE_BYTES = 5 * 2**20
FILES_KEPT = 8
"""Of each program; with the one that is written: the most that a folder holds is this many times ``FILE_BYTES``."""


class MemoryRing(logging.Handler):
    """Keeps the last lines for the crash report. Any thread."""

    def __init__(self, lines: int = RING_LINES) -> None:
        super().__init__()
        self._lines: deque[tuple[str, LogLine]] = deque(maxlen=lines)

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self._lines.append((line, LogLine.of(record, line)))

    def lines(self) -> list[str]:
        """As they are written."""
        return [line for line, _told in self._lines.copy()]

    def told(self) -> list[LogLine]:
        """As they are shown; the oldest first."""
        return [told for _line, told in self._lines.copy()]


class LogFile(RotatingFileHandler):
    """``NAME.log`` in a private folder; a disk that takes no line stops no program."""

    def __init__(self, folder: Path, name: str, most_bytes: int = FILE_BYTES) -> None:
        """Raises KnownError disk.*."""
        with disk_errors(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            super().__init__(folder / f"{name}.log", maxBytes=most_bytes, backupCount=FILES_KEPT - 1, encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the name of the base class
        """A full disk is told by whoever needs it for more than a line."""


def logger(concern: str) -> logging.Logger:
    """The logger of a concern; always below ``ronda`` so that one switch governs ours alone."""
    return logging.getLogger(f"ronda.{concern}")


def about_camera(camera_id: str) -> dict[str, str]:
    """``extra`` of a record that is about one camera, so that its lines can be found."""
    return {"camera": camera_id}


def set_up_logs(*, verbose: bool = False, as_json: bool = False) -> MemoryRing:
    """Sends ``ronda`` records to stderr (WARNING and up, INFO when verbose) and all of them to the returned ring."""
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.INFO if verbose else logging.WARNING)
    screen.setFormatter(JsonLines() if as_json else TextLines())
    ring = MemoryRing()
    ring.setFormatter(TextLines())
    root = logging.getLogger("ronda")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    end_logs()
    for handler in (screen, ring):
        root.addHandler(handler)
    return ring


def keep_logs(folder: Path, name: str, *, as_json: bool = False) -> None:
    """From now on lines go to a file as well. Raises KnownError disk.*."""
    file = LogFile(folder, name)
    file.setFormatter(JsonLines() if as_json else TextLines())
    logging.getLogger("ronda").addHandler(file)


def end_logs() -> None:
    """Nothing is written any more; files are closed."""
    root = logging.getLogger("ronda")
    for handler in root.handlers[:]:
        if isinstance(handler, LogFile):
            handler.close()
    root.handlers.clear()


def last_lines() -> list[str]:
    """What the ring of this program holds; empty without one."""
    ring = _ring()
    return ring.lines() if ring else []


def last_told() -> list[LogLine]:
    """The same, to be shown."""
    ring = _ring()
    return ring.told() if ring else []


def _ring() -> MemoryRing | None:
    handlers = logging.getLogger("ronda").handlers
    return next((handler for handler in handlers if isinstance(handler, MemoryRing)), None)
