"""Instant replay of tiles: asked of the worker that holds the feed, its pictures beside the live ones."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.replay import ReplayMove, ReplayStatus
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.picture_memory import SurfaceReader
from console.media.protocol.messages import (
    Command,
    ControlReplay,
    Message,
    ReplayAt,
    ReplayEnded,
    ReplayMemory,
    StartReplay,
    StopReplay,
)


@dataclass
class _Run:
    number: int
    wish: WantedSurface
    worker: Worker | None = None
    """None until the worker was asked."""
    reader: SurfaceReader | None = None
    at: ReplayAt | None = None

    @property
    def camera(self) -> CameraId:
        return self.wish.feed.camera_id


class ReplayDesk:
    """Any thread; every method returns at once. Signals: ``failures`` (from any thread) when there is nothing to replay.

    A replay ends when its surface is given another camera or none, when its worker dies, and when it reaches the
    newest picture; a feed that breaks, or another size, does not end it.
    """

    def __init__(self, io: IoThread, fleet: Fleet, clock: Clock, on_picture: Callable[[], None]) -> None:
        """``on_picture`` is called when a replay has a new picture."""
        self.failures: Signal[KnownError] = Signal()
        self._io = io
        self._fleet = fleet
        self._clock = clock
        self._on_picture = on_picture
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._wanted: WallPlan = {}
        self._runs: dict[SurfaceId, _Run] = {}

    def want(self, wanted: WallPlan) -> None:
        """The wall shows exactly this from now on."""
        with self._lock:
            self._wanted = wanted
            gone = [surface for surface, run in self._runs.items() if not _shows(wanted.get(surface), run.camera)]
        for surface in gone:
            self.live(surface)

    def start(self, surface: SurfaceId, seconds_back: float) -> None:
        """Replays from so long ago; a replay that goes on is set back as much. Nothing for an unknown surface."""
        with self._lock:
            wish = self._wanted.get(surface)
            known = self._alive(surface) is not None
            if wish is None:
                return
            run = self._runs[surface] if known else _Run(next(self._numbers), wish)
            self._runs[surface] = run
        if known:
            self.back(surface, seconds_back)
        else:
            self._io.post(lambda: self._begin(surface, run, seconds_back))

    def back(self, surface: SurfaceId, seconds: float) -> None:
        """Before the picture that is shown, as far as the memory goes."""
        self._control(surface, ReplayMove.BACK, seconds)

    def pause(self, surface: SurfaceId) -> None:
        self._control(surface, ReplayMove.PAUSE, 0.0)

    def resume(self, surface: SurfaceId) -> None:
        """At the speed it had."""
        status = self.status(surface)
        self._control(surface, ReplayMove.SPEED, status.speed if status else 1.0)

    def speed(self, surface: SurfaceId, speed: float) -> None:
        """Plays on at this share of the true speed."""
        self._control(surface, ReplayMove.SPEED, speed)

    def step(self, surface: SurfaceId, pictures: int) -> None:
        """So many pictures on, or back when below zero; pauses."""
        self._control(surface, ReplayMove.STEP, pictures)

    def live(self, surface: SurfaceId) -> None:
        """Ends the replay: from this call on the surface is live again."""
        with self._lock:
            run = self._runs.pop(surface, None)
        if run is not None:
            self._io.post(lambda: self._send(run, StopReplay(surface, run.number)))

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        """The replayed pictures; None when the surface is live. Ask anew for each repaint."""
        run = self._shown(surface)
        return run.reader if run else None

    def status(self, surface: SurfaceId) -> ReplayStatus | None:
        """None when the surface is live, which it is until the replay's first picture has come."""
        run = self._shown(surface)
        if run is None or run.at is None:
            return None
        behind_s = max(0.0, self._clock.monotonic_s() - run.at.arrival_s)
        at_utc = self._clock.now_utc() - timedelta(seconds=behind_s)
        return ReplayStatus(at_utc, behind_s, run.at.paused, run.at.speed)

    def take(self, _worker: Worker, message: Message, fd: int) -> str:
        """What a worker says of a replay; why the worker must be replaced, or nothing."""
        match message:
            case ReplayMemory():
                return self._new_memory(message, fd)
            case ReplayAt():
                run = self._run_of(message)
                if run is not None:
                    run.at = message
                    self._on_picture()
            case ReplayEnded():
                self._ended(message)
        return ""

    def _begin(self, surface: SurfaceId, run: _Run, seconds_back: float) -> None:
        wish = run.wish
        run.worker = self._fleet.home_of(wish.feed)
        if run.worker is None:
            self._ended(ReplayEnded(surface, run.number, "media.no_replay"))
            return
        box = (wish.box_width_px, wish.box_height_px)
        self._send(run, StartReplay(surface, run.number, wish.feed, *box, seconds_back))

    def _control(self, surface: SurfaceId, move: ReplayMove, amount: float) -> None:
        with self._lock:
            run = self._alive(surface)
        if run is not None:
            # In turn behind the start, which is posted as well.
            self._io.post(lambda: self._send(run, ControlReplay(surface, run.number, move, float(amount))))

    def _send(self, run: _Run, command: Command) -> None:
        """On the input and output thread; a lost worker is the supervisor's business."""
        worker = run.worker
        if worker is None or worker.number not in self._fleet.workers:
            return
        try:
            worker.link.send(command)
        except LinkLostError:
            return

    def _new_memory(self, message: ReplayMemory, fd: int) -> str:
        try:
            reader = SurfaceReader(fd)
        except BugError as error:
            return f"sent {error}"
        run = self._run_of(message)
        if run is not None:
            run.reader = reader
        return ""

    def _ended(self, message: ReplayEnded) -> None:
        with self._lock:
            run = self._runs.get(message.surface)
            if run is None or run.number != message.run:
                return
            del self._runs[message.surface]
        if message.code:
            self.failures.emit(KnownError("media.no_replay"))

    def _run_of(self, message: ReplayMemory | ReplayAt) -> _Run | None:
        run = self._runs.get(message.surface)
        return run if run is not None and run.number == message.run else None

    def _shown(self, surface: SurfaceId) -> _Run | None:
        # Most surfaces are live, and this is asked for each of them at every tick: no lock for that.
        if surface not in self._runs:
            return None
        with self._lock:
            run = self._alive(surface)
        return run if run is not None and run.reader is not None and run.at is not None else None

    def _alive(self, surface: SurfaceId) -> _Run | None:
        """Under the lock; forgets a replay whose worker is no more."""
        run = self._runs.get(surface)
        if run is not None and run.worker is not None and run.worker.number not in self._fleet.workers:
            del self._runs[surface]
            return None
        return run


def _shows(wish: WantedSurface | None, camera: CameraId) -> bool:
    return wish is not None and wish.feed.camera_id == camera
