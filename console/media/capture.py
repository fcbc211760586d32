"""Clips and stills, asked of the worker that holds the feed; while that one has no picture, of the camera's other feed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.domain.camera import FeedKey
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo, StillInfo, SurfaceId
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.protocol.beside import clip_info, still_info
from console.media.protocol.messages import Command, SaveClip, SaveReplayStill, SaveStill, StillSaved

_OTHER_FEED_MAY = frozenset({"media.no_picture", "media.worker_lost"})
"""Failures of one feed alone: a tile that is given its large feed shows the small one until the first picture."""

_WRITING_S = 5.0
"""A feed of which something is yet to come stays connected so much longer than that."""

Ask = Callable[[FeedKey], "Future[Any]"]
Hold = Callable[[Collection[FeedKey], float], None]
"""Keeps these feeds connected, if they are, until that time of the monotonic clock; on the input and output thread."""


class Capture:
    """Any thread."""

    def __init__(self, io: IoThread, fleet: Fleet, hold: Hold) -> None:
        self._io = io
        self._fleet = fleet
        self._hold = hold

    def clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        """Done when the stretch is over and its file lies there."""
        self._io.post(lambda: self._hold((feed, feed.other), stretch.until_s + _WRITING_S))

        def ask(one: FeedKey) -> Future[ClipInfo]:
            def command(number: int) -> SaveClip:
                return SaveClip(number, one, stretch.from_s, stretch.until_s, stretch.or_older, str(path))

            return self._ask(self._home(one), command, lambda saved: clip_info(command(saved.request), saved))

        return _of_camera(feed, ask)

    def still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:
        """``at_s`` 0 is now."""

        def ask(one: FeedKey) -> Future[StillInfo]:
            def command(number: int) -> SaveStill:
                return SaveStill(number, one, at_s, str(path))

            return self._ask(self._home(one), command, lambda saved: still_info(command(saved.request), saved))

        return _of_camera(feed, ask)

    def replayed(
        self, surface: SurfaceId, feed: FeedKey, run: int, worker: Callable[[], Worker | None], path: Path
    ) -> Future[StillInfo]:
        """What the replay of ``feed`` shows; ``worker`` is asked on the input and output thread."""

        def info(saved: StillSaved) -> StillInfo:
            return StillInfo(str(path), saved.width_px, saved.height_px, saved.at_unix_s, feed)

        return self._ask(worker, lambda number: SaveReplayStill(number, surface, run, str(path)), info)

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


def _of_camera(feed: FeedKey, ask: Ask) -> Future[Any]:
    """The feed's answer, or its camera's other feed's; where neither has one, the failure of the feed."""
    promised: Future[Any] = Future()

    def first_came(done: Future[Any]) -> None:
        if _is_worth_another(done):
            ask(feed.other).add_done_callback(lambda other: _pass_on(other if _is_good(other) else done, promised))
        else:
            _pass_on(done, promised)

    ask(feed).add_done_callback(first_came)
    return promised


def _is_worth_another(done: Future[Any]) -> bool:
    """No picture; or only the last ones of a feed that broke before the stretch, while another one may have newer ones."""
    error = done.exception()
    if error is not None:
        return isinstance(error, KnownError) and error.code in _OTHER_FEED_MAY
    info = done.result()
    return isinstance(info, ClipInfo) and info.end_unix_s < info.asked_start_unix_s


def _is_good(done: Future[Any]) -> bool:
    return done.exception() is None


def _same(answer: Any) -> Any:
    return answer


def _pass_on(done: Future[Any], promised: Future[Any], info: Callable[[Any], Any] = _same) -> None:
    # False when the asker has cancelled: nobody waits any more.
    if not promised.set_running_or_notify_cancel():
        return
    error = done.exception()
    if error is not None:
        promised.set_exception(error)
    else:
        promised.set_result(info(done.result()))
