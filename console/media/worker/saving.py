"""Clips and stills from the ring, written on a thread of their own: complete at their place, or not at all."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

from av.error import FFmpegError
from av.video.frame import VideoFrame

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.os_errors import disk_error
from console.media.protocol.messages import ClipSaved, Event, SaveClip, SaveFailed, SaveStill, StillSaved
from console.media.worker.clip import write_clip
from console.media.worker.feed import Feed
from console.media.worker.ring import RingUnit
from console.media.worker.still import write_picture, write_still


class Saver:
    """``save_*`` from any thread; the answer goes to ``tell``."""

    def __init__(self, clock: Clock, tell: Callable[[Event], None], on_bug: Callable[[BaseException], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._on_bug = on_bug
        self._waiting: queue.SimpleQueue[tuple[int, Callable[[], Event]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, name="saving", daemon=True).start()

    def save_clip(self, asked: SaveClip, feed: Feed | None) -> None:
        """The packets are taken now, whatever else waits to be written."""
        now_ns = time.monotonic_ns()
        units = feed.ring.since(now_ns - int(asked.seconds_before * 1e9)) if feed else []
        stream = feed.format() if feed else None
        codec = stream.codec if stream else ""
        self._waiting.put((asked.request, lambda: _clip(self._clock, asked, units, codec)))

    def save_still(self, asked: SaveStill, feed: Feed | None) -> None:
        """The newest picture of this moment."""
        units = feed.ring.latest_group() if feed else []
        stream = feed.format() if feed else None
        codec = stream.codec if stream else ""
        self._waiting.put((asked.request, lambda: _still(self._clock, asked, units, codec)))

    def save_picture(self, request: int, path: str, frame: VideoFrame, arrival_ns: int) -> None:
        """One that was decoded already."""
        self._waiting.put((request, lambda: _picture(self._clock, request, Path(path), frame, arrival_ns)))

    def _run(self) -> None:
        while True:
            request, job = self._waiting.get()
            try:
                answer = job()
            except KnownError as error:
                answer = SaveFailed(request, error.code)
            except OSError as error:
                answer = SaveFailed(request, disk_error(error, Path(error.filename or "")).code)
            except FFmpegError:
                answer = SaveFailed(request, "media.no_picture")
            except Exception as error:  # noqa: BLE001  the edge of this thread: the asker must get an answer
                self._on_bug(error)
                answer = SaveFailed(request, "media.no_picture")
            self._tell(answer)


def _clip(clock: Clock, asked: SaveClip, units: list[RingUnit], codec: str) -> ClipSaved:
    units = _newest_epoch(units)
    if not units:
        raise KnownError("media.no_picture")
    with WholeFile(Path(asked.path)) as part:
        count = write_clip(part, codec, units)
    first_ns, last_ns = units[0].unit.arrival_ns, units[-1].unit.arrival_ns
    return ClipSaved(asked.request, _unix_s(clock, first_ns), _unix_s(clock, last_ns), count, codec)


def _still(clock: Clock, asked: SaveStill, units: list[RingUnit], codec: str) -> StillSaved:
    if not units:
        raise KnownError("media.no_picture")
    with WholeFile(Path(asked.path)) as part:
        width_px, height_px = write_still(part, codec, units)
    return StillSaved(asked.request, width_px, height_px, _unix_s(clock, units[-1].unit.arrival_ns))


def _picture(clock: Clock, request: int, path: Path, frame: VideoFrame, arrival_ns: int) -> StillSaved:
    with WholeFile(path) as part:
        write_picture(part, frame)
    return StillSaved(request, frame.width, frame.height, _unix_s(clock, arrival_ns))


def _newest_epoch(units: list[RingUnit]) -> list[RingUnit]:
    """MP4 holds one set of parameters: of a stream that changed, only what came after the change."""
    epoch = units[-1].unit.epoch if units else 0
    return [unit for unit in units if unit.unit.epoch == epoch]


def _unix_s(clock: Clock, monotonic_ns: int) -> float:
    """The wall time that belongs to an arrival, by what both clocks say now."""
    return clock.now_utc().timestamp() - (clock.monotonic_s() - monotonic_ns / 1e9)


class WholeFile:
    """A file that appears at its place only when it is complete and on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Path:
        return self._part

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: object) -> None:
        try:
            if kind is None:
                _sync(self._part)
                self._part.replace(self._path)
                _sync(self._path.parent)
        finally:
            self._part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
