"""Stretches that are still going on: their pictures are held before the ring lets go of them, until the end has come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from console.domain.footage import GapReason
from console.media.protocol.messages import SaveClip
from console.media.worker.feed import Feed
from console.media.worker.footage import Footage, Wanted, covering, footage
from console.media.worker.picture_group import PictureGroup

LOOK_EVERY_S = 0.25
_MOST_BYTES = 128 * 1024 * 1024
"""Of one recording; a camera that sends more in a stretch loses its end."""


class Recording:
    """One thread after another."""

    def __init__(self, asked: SaveClip, feed: Feed | None) -> None:
        self.asked = asked
        now_ns, until_ns = time.monotonic_ns(), int(asked.until_s * 1e9)
        self._wanted = Wanted(int(asked.from_s * 1e9), until_ns, newest=until_ns <= now_ns)
        self._feed = feed
        self._groups: list[PictureGroup] = []
        self._before = self._after = GapReason.NOT_OPEN
        self._is_full = False

    def look(self) -> bool:
        """Takes hold of what has come; True when nothing more will."""
        now_ns = time.monotonic_ns()
        if self._feed is None:
            return True
        # Asked before looking: what came until then is seen.
        is_closed = self._feed.stopped
        self._take(self._feed)
        if is_closed and now_ns < self._wanted.until_ns:
            self._after = GapReason.CLOSED
        return is_closed or now_ns >= self._wanted.until_ns

    def footage(self) -> Footage:
        after = GapReason.MEMORY if self._is_full else self._after
        return footage(self._groups, self._wanted, self._before, after)

    def camera_ahead_s(self) -> float | None:
        return self._feed.stated_time.ahead_s() if self._feed else None

    def _take(self, feed: Feed) -> None:
        held = feed.ring.held()
        self._after = held.after
        if not self._groups:
            self._groups, self._before = covering(held.groups, self._wanted.from_ns), held.before
            return
        known = set(map(id, self._groups))
        newest_ns = self._groups[-1].arrival_ns(0)
        for group in held.groups:
            if id(group) in known or not newest_ns < group.arrival_ns(0) <= self._wanted.until_ns:
                continue
            self._is_full = self._is_full or sum(one.size_bytes for one in self._groups) > _MOST_BYTES
            if not self._is_full:
                self._groups.append(group)


class Recorder:
    """``take`` from any thread; ``on_over`` is called for each recording once, at once for one that is over already."""

    def __init__(self, on_over: Callable[[Recording], None], on_bug: Callable[[BaseException], None]) -> None:
        self._on_over = on_over
        self._on_bug = on_bug
        self._lock = threading.Condition()
        self._going_on: list[Recording] = []
        threading.Thread(target=self._run, name="recording", daemon=True).start()

    def take(self, recording: Recording) -> None:
        if recording.look():
            self._on_over(recording)
            return
        with self._lock:
            self._going_on.append(recording)
            self._lock.notify()

    def _run(self) -> None:
        try:
            while True:
                self._look()
        except Exception as error:  # noqa: BLE001  the edge of this thread: the console must hear of a bug
            self._on_bug(error)

    def _look(self) -> None:
        with self._lock:
            self._lock.wait_for(lambda: self._going_on)
            over = [recording for recording in self._going_on if recording.look()]
            self._going_on = [recording for recording in self._going_on if recording not in over]
            if not over:
                self._lock.wait(LOOK_EVERY_S)
        for recording in over:
            self._on_over(recording)
