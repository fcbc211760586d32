"""The thread that hashes, attaches and cleans, so that neither the screen nor the video waits for a disk."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

from console.base.errors import KnownError

CLEAN_EVERY_S = 3600.0
RETRY_S = (1.0, 2.0, 5.0, 10.0, 30.0)
CLOSE_WAIT_S = 10.0
Task = Callable[[], None]


class SpoolWorker:
    """Tasks run one after the other; one that raises KnownError is told and tried again until it succeeds."""

    def __init__(self, clean: Task, on_failure: Callable[[KnownError], None]) -> None:
        self._clean = clean
        self._on_failure = on_failure
        self._tasks: queue.Queue[Task | None] = queue.Queue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="evidence", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def submit(self, task: Task) -> None:
        """Any thread."""
        self._tasks.put(task)

    def close(self) -> None:
        """What was submitted before is still carried out, once."""
        self._closing.set()
        self._tasks.put(None)
        if self._thread.is_alive():
            self._thread.join(CLOSE_WAIT_S)

    def _run(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=CLEAN_EVERY_S)
            except queue.Empty:
                task = self._clean
            if task is None:
                return
            self._carry_out(task)

    def _carry_out(self, task: Task) -> None:
        tries = 0
        while True:
            try:
                task()
            except KnownError as error:
                self._on_failure(error)
                pause_s = RETRY_S[min(tries, len(RETRY_S) - 1)]
                tries += 1
                if self._closing.wait(pause_s):
                    return
            else:
                return
