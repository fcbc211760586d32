"""The replays of one worker: each decodes on a thread of its own, beside the live player and without disturbing it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping

from av.video.frame import VideoFrame

from console.domain.camera import FeedKey
from console.domain.wall_plan import SurfaceId
from console.media.protocol.messages import (
    ControlReplay,
    Event,
    Message,
    ReplayAt,
    ReplayEnded,
    ReplayMemory,
    SaveFailed,
    SaveReplayStill,
    SetRing,
    StartReplay,
    StopReplay,
)
from console.media.worker.feed import Feed
from console.media.worker.replay_decoder import ReplayDecoder
from console.media.worker.replay_picture import ReplayPicture
from console.media.worker.replay_player import ReplayPlayer
from console.media.worker.replay_track import ReplayTrack, Spot
from console.media.worker.ring import PacketRing
from console.media.worker.ring_room import RingLimits, RingRoom

Tell = Callable[[Event, int], None]
"""An event and the descriptor that goes with it, or -1."""

SavePicture = Callable[[int, str, VideoFrame, int], None]
"""Request, path, picture and when it arrived (ns); returns at once."""


class Replay:
    """Public methods from any thread; all return at once."""

    def __init__(
        self,
        asked: StartReplay,
        track: ReplayTrack,
        tell: Tell,
        on_bug: Callable[[BaseException], None],
        save: SavePicture,
    ) -> None:
        self.run_number = asked.run
        self._asked = asked
        self._tell = tell
        self._on_bug = on_bug
        self._save = save
        self._moves: queue.SimpleQueue[ControlReplay | SaveReplayStill | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_over = False
        self._shown: tuple[VideoFrame, int] | None = None
        """The picture and when it arrived (ns)."""
        self._decoder = ReplayDecoder()
        self._picture = ReplayPicture(asked.box_width_px, asked.box_height_px, self._on_memory)
        self._player = ReplayPlayer(track, self._show)
        threading.Thread(target=self._run, name=f"replay {asked.surface}", daemon=True).start()

    def control(self, asked: ControlReplay | SaveReplayStill) -> None:
        """In turn, so that what is saved is what was shown when it was asked for."""
        with self._lock:
            if not self._is_over:
                self._moves.put(asked)
                return
        _refuse(asked, self._tell)

    def stop(self) -> None:
        """The thread ends soon; its end is not told."""
        self._moves.put(None)

    def _run(self) -> None:
        try:
            self._play()
        except Exception as error:  # noqa: BLE001  the edge of this thread: the console must hear of a bug
            self._on_bug(error)
            self._end("media.no_replay")
        finally:
            self._picture.close()
            self._refuse_the_rest()

    def _play(self) -> None:
        player = self._player
        if not player.start(self._asked.seconds_back, time.monotonic()):
            self._end("media.no_replay")
            return
        while not player.ended:
            wait_s = player.tick(time.monotonic())
            try:
                asked = self._moves.get(timeout=wait_s) if wait_s else self._moves.get_nowait()
            except queue.Empty:
                continue
            if asked is None:
                return
            if isinstance(asked, SaveReplayStill):
                self._save_shown(asked)
            else:
                player.move(asked.move, asked.amount, time.monotonic())
        self._end("")

    def _show(self, spot: Spot) -> None:
        frame = self._decoder.frame(spot.group, spot.index)
        if frame is not None:
            self._shown = (frame, spot.arrival_ns)
            self._picture.show(frame, *self._decoder.shape(frame))
            player, asked = self._player, self._asked
            self._tell(ReplayAt(asked.surface, asked.run, spot.arrival_ns / 1e9, player.paused, player.speed), -1)

    def _on_memory(self, fd: int) -> None:
        self._tell(ReplayMemory(self._asked.surface, self._asked.run), fd)

    def _save_shown(self, asked: SaveReplayStill) -> None:
        if self._shown is None:
            _refuse(asked, self._tell)
        else:
            self._save(asked.request, asked.path, *self._shown)

    def _refuse_the_rest(self) -> None:
        with self._lock:
            self._is_over = True
        while not self._moves.empty():
            _refuse(self._moves.get_nowait(), self._tell)

    def _end(self, code: str) -> None:
        self._tell(ReplayEnded(self._asked.surface, self._asked.run, code), -1)


class Replays:
    """Rings and replays of a worker. The handlers run on the main thread."""

    def __init__(
        self, feeds: Mapping[FeedKey, Feed], tell: Tell, on_bug: Callable[[BaseException], None], save: SavePicture
    ) -> None:
        self._room = RingRoom()
        self._feeds = feeds
        self._tell = tell
        self._on_bug = on_bug
        self._save = save
        self._replays: dict[SurfaceId, Replay] = {}

    def new_ring(self) -> PacketRing:
        """For a feed; it shares the worker's memory with the others."""
        return PacketRing(self._room)

    def handlers(self) -> dict[type[Message], Callable[..., None]]:
        return {
            SetRing: self._set_ring,
            StartReplay: self._start,
            ControlReplay: self._control,
            SaveReplayStill: self._control,
            StopReplay: self._stop,
        }

    def _set_ring(self, wanted: SetRing) -> None:
        self._room.set_limits(RingLimits(wanted.span_s, wanted.feed_bytes, wanted.worker_bytes))

    def _start(self, asked: StartReplay) -> None:
        before = self._replays.pop(asked.surface, None)
        if before is not None:
            before.stop()
        feed = self._feeds.get(asked.feed)
        if feed is None:
            self._tell(ReplayEnded(asked.surface, asked.run, "media.no_replay"), -1)
            return
        track = ReplayTrack(feed.ring, self._room.limits.feed_bytes)
        self._replays[asked.surface] = Replay(asked, track, self._tell, self._on_bug, self._save)

    def _control(self, asked: ControlReplay | SaveReplayStill) -> None:
        replay = self._replays.get(asked.surface)
        if replay is not None and replay.run_number == asked.run:
            replay.control(asked)
        else:
            _refuse(asked, self._tell)

    def _stop(self, asked: StopReplay) -> None:
        replay = self._replays.get(asked.surface)
        if replay is not None and replay.run_number == asked.run:
            del self._replays[asked.surface]
            replay.stop()


def _refuse(asked: ControlReplay | SaveReplayStill | None, tell: Tell) -> None:
    """Too late: only who wants a picture waits for an answer."""
    if isinstance(asked, SaveReplayStill):
        tell(SaveFailed(asked.request, "media.no_replay"), -1)
