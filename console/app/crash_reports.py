"""What is kept of crashes on this machine: a few small reports, until somebody reads them; nothing leaves by itself."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from console.base.os_errors import disk_errors
from console.base.scrubbing import scrub

MOST_REPORTS = 10
MOST_BYTES = 256 * 1024
_LAST_LINES = 200
_UNREAD, _READ = ".new.txt", ".txt"


class CrashReports:
    """A private folder, newest last. Any thread; every method raises KnownError disk.*."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep_bug(self, error: BaseException, lines: Sequence[str], at_utc: datetime) -> Path:
        """An error that nobody caught, with the log lines before it."""
        return self._keep("bug", "".join(traceback.format_exception(error)), lines, at_utc)

    def keep_fault(self, fault_file: Path, log_file: Path) -> Path | None:
        """What faulthandler wrote when the interpreter died the last time; None when it wrote nothing."""
        with disk_errors(fault_file):
            if not fault_file.exists() or fault_file.stat().st_size == 0:
                return None
            with fault_file.open(encoding="utf-8", errors="replace") as file:
                stacks = file.read(MOST_BYTES)
            at_utc = datetime.fromtimestamp(fault_file.stat().st_mtime, UTC)
            kept = self._keep("fault", stacks, _tail(log_file), at_utc)
            fault_file.unlink()
        return kept

    def unread(self) -> tuple[Path, ...]:
        return tuple(path for path in self.all() if path.name.endswith(_UNREAD))

    def all(self) -> tuple[Path, ...]:
        with disk_errors(self._folder):
            return tuple(sorted(self._folder.glob(f"*{_READ}"))) if self._folder.is_dir() else ()

    def mark_read(self) -> None:
        """They stay, but are not told again."""
        for path in self.unread():
            with disk_errors(path):
                path.rename(path.with_name(path.name.removesuffix(_UNREAD) + _READ))

    def _keep(self, kind: str, what: str, lines: Sequence[str], at_utc: datetime) -> Path:
        path = self._folder / f"{at_utc:%Y%m%dT%H%M%S%f}-{kind}{_UNREAD}"
        told = scrub("\n".join([what, "", "Last log lines:", *lines[-_LAST_LINES:], ""]))
        with disk_errors(path):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(told.encode()[:MOST_BYTES])
            for old in self.all()[:-MOST_REPORTS]:
                old.unlink(missing_ok=True)
        return path


def _tail(log_file: Path) -> list[str]:
    if not log_file.exists():
        return []
    with log_file.open(encoding="utf-8", errors="replace") as file:
        return list(deque((line.rstrip("\n") for line in file), maxlen=_LAST_LINES))
