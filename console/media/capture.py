"""Clips and stills, asked of the worker that holds the feed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.domain.camera import FeedKey
from console.domain.wall_plan import ClipInfo, StillInfo, SurfaceId
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.protocol.messages import ClipSaved, Command, SaveClip, SaveReplayStill, SaveStill, StillSaved


class Capture:
    """Any thread."""

    def __init__(self, io: IoThread, fleet: Fleet) -> None:
        self._io = io
        self._fleet = fleet

    def clip(self, feed: FeedKey, seconds_before: float, path: Path) -> Future[ClipInfo]:
        def info(saved: ClipSaved) -> ClipInfo:
            return ClipInfo(str(path), saved.start_unix_s, saved.end_unix_s, saved.packet_count, saved.codec)

        return self._ask(self._home(feed), lambda number: SaveClip(number, feed, seconds_before, str(path)), info)

    def still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
        return self._ask(self._home(feed), lambda number: SaveStill(number, feed, str(path)), _still_at(path))

    def replayed(
        self, surface: SurfaceId, run: int, worker: Callable[[], Worker | None], path: Path
    ) -> Future[StillInfo]:
        """What the replay shows; ``worker`` is asked on the input and output thread."""
        return self._ask(worker, lambda number: SaveReplayStill(number, surface, run, str(path)), _still_at(path))

    def _home(self, feed: FeedKey) -> Callable[[], Worker | None]:
        return lambda: self._fleet.home_of(feed)

    def _ask(
        self, home: Callable[[], Worker | None], command: Callable[[int], Command], info: Callable[[Any], Any]
    ) -> Future[Any]:
        promised: Future[Any] = Future()
        answer: Future[Any] = Future()
        answer.add_done_callback(lambda done: _pass_on(done, promised, info))
        self._io.post(lambda: self._send(home(), command, answer))
        return promised

    def _send(self, home: Worker | None, command: Callable[[int], Command], answer: Future[Any]) -> None:
        if home is None:
            answer.set_exception(KnownError("media.no_picture"))
            return
        number = self._fleet.request_number()
        home.requests[number] = answer
        try:
            home.link.send(command(number))
        except LinkLostError:
            del home.requests[number]
            answer.set_exception(KnownError("media.worker_lost"))


def _still_at(path: Path) -> Callable[[StillSaved], StillInfo]:
    return lambda saved: StillInfo(str(path), saved.width_px, saved.height_px, saved.at_unix_s)


def _pass_on(done: Future[Any], promised: Future[Any], info: Callable[[Any], Any]) -> None:
    # False when the asker has cancelled: nobody waits any more.
    if not promised.set_running_or_notify_cancel():
        return
    error = done.exception()
    if error is not None:
        promised.set_exception(error)
    else:
        promised.set_result(info(done.result()))
