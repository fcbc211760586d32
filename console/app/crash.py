"""What happens when Ronda itself is wrong: the error is logged with where it came from and kept on disk; nothing is hidden."""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from console.app.crash_reports import CrashReports
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import last_lines, logger
from console.base.os_errors import disk_errors

_log = logger("crash")


class CrashLog:
    """Catches what nobody caught, in every thread, and what kills the interpreter; ``close`` puts everything back."""

    def __init__(self, folder: Path, on_bug: Callable[[BaseException], None], clock: Clock) -> None:
        """``on_bug`` runs in the failing thread: it takes note and returns. Raises KnownError disk.*."""
        self._on_bug = on_bug
        self._clock = clock
        self.reports = CrashReports(folder / "crashes")
        path = folder / "fault.log"
        self.reports.keep_fault(path, folder / "logs" / "console.log")
        with disk_errors(path):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file: TextIO = path.open("a", encoding="utf-8")
        faulthandler.enable(self._file)
        sys.excepthook = self._main_hook
        threading.excepthook = self._thread_hook

    def close(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        self._file.close()

    def _main_hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._report(error)

    def _thread_hook(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._report(found.exc_value)

    def _report(self, error: BaseException) -> None:
        _log.critical("a bug in Ronda", exc_info=error)
        try:
            self.reports.keep_bug(error, last_lines(), self._clock.now_utc())
        except KnownError as disk:
            _log.error("the crash report could not be kept: %s", disk)
        self._on_bug(error)
