"""The thread that alone calls libVLC; it tells how long it has been at one call, so that a hang is seen."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable


class CommandThread:
    """Runs what it is given, in order. Any thread."""

    def __init__(self, on_bug: Callable[[BaseException], None]) -> None:
        self._on_bug = on_bug
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._busy_since_s = 0.0
        threading.Thread(target=self._run, name="commands", daemon=True).start()

    def run_later(self, call: Callable[[], None]) -> None:
        """Never blocks."""
        self._waiting.put(call)

    def run_after(self, delay_s: float, call: Callable[[], None]) -> None:
        """Runs ``call`` on this thread in ``delay_s`` seconds; never blocks."""
        later = threading.Timer(delay_s, self.run_later, [call])
        later.daemon = True
        later.start()

    def stuck_s(self) -> float:
        """Seconds since the call that runs now began; 0 when idle."""
        since_s = self._busy_since_s
        return time.monotonic() - since_s if since_s else 0.0

    def waiting(self) -> int:
        """Calls not begun."""
        return self._waiting.qsize()

    def _run(self) -> None:
        while True:
            call = self._waiting.get()
            self._busy_since_s = time.monotonic()
            try:
                call()
            except Exception as error:  # noqa: BLE001  the edge of this thread: one call's bug must not stop all players
                self._on_bug(error)
            self._busy_since_s = 0.0
