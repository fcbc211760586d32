"""``python -m tests.helpers.dying_worker FD HOW``: threads of a good and a bad feed, of which the bad one does ``HOW``."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import threading
from collections.abc import Callable

from console.domain.camera import CameraId, FeedKey
from console.media.protocol.last_words import LastWords

BAD = FeedKey(CameraId('kamera: 7\n"satu"'), "sub")
GOOD = FeedKey(CameraId("good"), "main")

_WAYS: dict[str, Callable[[], object]] = {
    "crashes": lambda: ctypes.string_at(0),
    "aborts": os.abort,
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "is stopped": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "spins": lambda: re.match(r"(a+)+$", "a" * 64 + "b"),
}


def main(fd: int, how: str) -> None:
    words, both = LastWords(fd), threading.Barrier(2)
    words.report_crashes()

    def serve(feed: FeedKey, does: Callable[[], object]) -> None:
        with words.serving(feed):
            both.wait()
            does()

    threading.Thread(target=serve, args=(GOOD, threading.Event().wait), daemon=True).start()
    serve(BAD, _WAYS[how])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
