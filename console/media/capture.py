"""Clips and stills, asked of the worker that holds the feed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.domain.camera import FeedKey
from console.domain.wall_plan import ClipInfo, StillInfo
from console.media.fleet import Fleet
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.protocol.messages import ClipSaved, Command, SaveClip, SaveStill, StillSaved


class Capture:
    """Any thread."""

    def __init__(self, io: IoThread, fleet: Fleet) -> None:
        self._io = io
        self._fleet = fleet

    def clip(self, feed: FeedKey, seconds_before: float, path: Path) -> Future[ClipInfo]:
        def info(saved: ClipSaved) -> ClipInfo:
            return ClipInfo(str(path), saved.start_unix_s, saved.end_unix_s, saved.packet_count, saved.codec)

        return self._ask(feed, lambda number: SaveClip(number, feed, seconds_before, str(path)), info)

    def still(self, feed: FeedKey, path: Path) -> Future[StillInfo]:
        def info(saved: StillSaved) -> StillInfo:
            return StillInfo(str(path), saved.width_px, saved.height_px, saved.at_unix_s)

        return self._ask(feed, lambda number: SaveStill(number, feed, str(path)), info)

    def _ask(self, feed: FeedKey, command: Callable[[int], Command], info: Callable[[Any], Any]) -> Future[Any]:
        promised: Future[Any] = Future()
        answer: Future[Any] = Future()
        answer.add_done_callback(lambda done: _pass_on(done, promised, info))
        self._io.post(lambda: self._send(feed, command, answer))
        return promised

    def _send(self, feed: FeedKey, command: Callable[[int], Command], answer: Future[Any]) -> None:
        home = self._fleet.home_of(feed)
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


def _pass_on(done: Future[Any], promised: Future[Any], info: Callable[[Any], Any]) -> None:
    # False when the asker has cancelled: nobody waits any more.
    if not promised.set_running_or_notify_cancel():
        return
    error = done.exception()
    if error is not None:
        promised.set_exception(error)
    else:
        promised.set_result(info(done.result()))
