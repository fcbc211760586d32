"""What the screens need to know of what this program has told of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from console.base.log_lines import LogLine

CRASH = "CRASH"
"""The level of a line that stands for a kept crash report: its words are the report."""


class LogDesk(Protocol):
    """In the background: it reads the disk. Raises KnownError disk.*."""

    @property
    def folder(self) -> Path:
        """Where the older lines are; at once, on any thread."""

    def lines(self) -> Sequence[LogLine]:
        """Since this program was started, and the kept crash reports; the newest first."""

    def mark_read(self) -> None:
        """The crash reports have been looked at: the next start does not tell of them again."""


class NothingTold:
    """Where nothing is kept."""

    folder = Path()

    def lines(self) -> Sequence[LogLine]:
        return ()

    def mark_read(self) -> None:
        """There is none."""
