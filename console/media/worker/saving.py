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
from console.domain.footage import Gap
from console.media.protocol.beside import facts_path, written
from console.media.protocol.messages import ClipSaved, Event, SaveClip, SaveFailed, SaveStill, StillSaved
from console.media.worker.clip import write_clip
from console.media.worker.feed import Feed
from console.media.worker.footage import covering
from console.media.worker.recording import Recorder, Recording
from console.media.worker.ring import RingUnit
from console.media.worker.still import write_picture, write_still


class Saver:
    """``save_*`` from any thread; the answer goes to ``tell``."""

    def __init__(self, clock: Clock, tell: Callable[[Event], None], on_bug: Callable[[BaseException], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._on_bug = on_bug
        self._waiting: queue.SimpleQueue[tuple[int, Callable[[], Event]]] = queue.SimpleQueue()
        self._recorder = Recorder(self._finish_clip, on_bug)
        threading.Thread(target=self._run, name="saving", daemon=True).start()

    def save_clip(self, asked: SaveClip, feed: Feed | None) -> None:
        """What there is is held now, whatever else waits to be written; what is yet to come is waited for."""
        self._recorder.take(Recording(asked, feed))

    def save_still(self, asked: SaveStill, feed: Feed | None) -> None:
        """The newest picture of that moment."""
        at_ns = int(asked.at_s * 1e9) or time.monotonic_ns()
        groups = covering(feed.ring.groups(), at_ns) if feed else []
        units = [unit for unit in groups[0].units() if unit.is_key or unit.unit.arrival_ns <= at_ns] if groups else []
        codec = groups[0].codec if groups else ""
        ahead_s = feed.stated_time.ahead_s() if feed else None
        self._waiting.put((asked.request, lambda: _still(self._clock, asked, units, codec, ahead_s)))

    def _finish_clip(self, recording: Recording) -> None:
        self._waiting.put((recording.asked.request, lambda: _clip(self._clock, recording)))

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


def _clip(clock: Clock, recording: Recording) -> ClipSaved:
    asked, found = recording.asked, recording.footage()
    if not found.units or not (asked.or_older or found.reaches(int(asked.from_s * 1e9))):
        raise KnownError("media.no_picture")
    path = Path(asked.path)
    with WholeFile(path) as part:
        count = write_clip(part, found.codec, found.units)
        wall_s = _wall(clock)
        saved = ClipSaved(
            request=asked.request,
            start_unix_s=wall_s(found.units[0].unit.arrival_ns),
            end_unix_s=wall_s(found.units[-1].unit.arrival_ns),
            asked_start_unix_s=wall_s(int(asked.from_s * 1e9)),
            asked_end_unix_s=wall_s(int(asked.until_s * 1e9)),
            packet_count=count,
            codec=found.codec,
            gaps=tuple(Gap(wall_s(hole.start_ns), wall_s(hole.end_ns), hole.reason) for hole in found.holes),
            camera_ahead_s=recording.camera_ahead_s(),
        )
        _write_beside(path, written(asked, saved))
    return saved


def _still(clock: Clock, asked: SaveStill, units: list[RingUnit], codec: str, ahead_s: float | None) -> StillSaved:
    if not units:
        raise KnownError("media.no_picture")
    path = Path(asked.path)
    with WholeFile(path) as part:
        width_px, height_px = write_still(part, codec, units)
        at_unix_s = _wall(clock)(units[-1].unit.arrival_ns)
        saved = StillSaved(asked.request, width_px, height_px, at_unix_s, ahead_s)
        if asked.at_s:
            _write_beside(path, written(asked, saved))
    return saved


def _write_beside(path: Path, facts: bytes) -> None:
    """Before the file itself has its name: whoever finds that after a crash finds also what it is."""
    with WholeFile(facts_path(path)) as part:
        part.write_bytes(facts)


def _picture(clock: Clock, request: int, path: Path, frame: VideoFrame, arrival_ns: int) -> StillSaved:
    with WholeFile(path) as part:
        write_picture(part, frame)
    return StillSaved(request, frame.width, frame.height, _wall(clock)(arrival_ns))


def _wall(clock: Clock) -> Callable[[int], float]:
    """The wall time (Unix seconds) that belongs to an arrival, by what both clocks say now."""
    ahead_s = clock.now_utc().timestamp() - clock.monotonic_s()
    return lambda monotonic_ns: ahead_s + monotonic_ns / 1e9


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
