"""What a worker leaves behind: which of its threads serves which feed, and after it the interpreter's report of a crash.

One file in memory for each worker, kept by the console. Each thread of a feed has a line of JSON; when the process crashes,
``faulthandler`` appends which thread it was in, so that the feed is known by name.
"""

from __future__ import annotations

import faulthandler
import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from console.domain.camera import FeedKey

_REWRITE_AT_BYTES = 64 * 1024


class LastWords:
    """Methods on any thread of the worker."""

    def __init__(self, fd: int) -> None:
        """``fd`` is this object's from now on."""
        self._fd = fd
        self._lock = threading.Lock()
        self._lines: dict[int, bytes] = {}
        # What the interpreter appends must follow on what was written by then.
        fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_APPEND)

    def report_crashes(self) -> None:
        """From now on the interpreter writes a crash of this process here."""
        faulthandler.enable(self._fd)

    @contextmanager
    def serving(self, feed: FeedKey) -> Iterator[None]:
        """Around all that the calling thread does for ``feed``."""
        thread, task = threading.get_ident(), threading.get_native_id()
        line = json.dumps([thread, task, feed.camera_id, feed.quality_name]).encode() + b"\n"
        self._write(thread, line)
        try:
            yield
        finally:
            with self._lock:
                del self._lines[thread]

    def _write(self, thread: int, line: bytes) -> None:
        with self._lock:
            self._lines[thread] = line
            if os.fstat(self._fd).st_size + len(line) > _REWRITE_AT_BYTES:
                os.ftruncate(self._fd, 0)
                line = b"".join(self._lines.values())
            os.write(self._fd, line)
