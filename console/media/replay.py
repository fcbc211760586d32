"""Instant replay of tiles: asked of the worker that holds the feed, its pictures beside the live ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.camera import FeedKey
from console.domain.replay import ReplayMove, ReplayStatus
from console.domain.wall_plan import StillInfo, SurfaceId, WallPlan
from console.media.capture import Capture
from console.media.fleet import Fleet
from console.media.io_thread import IoThread
from console.media.picture_memory import SurfaceReader
from console.media.protocol.messages import Command, ControlReplay, ReplayEnded, StartReplay, StopReplay
from console.media.replay_runs import ReplayRun, ReplayRuns


class ReplayDesk:
    """Any thread; every method returns at once. Signals: ``failures`` (from any thread) when there is nothing to replay.

    A replay ends when its surface is given another camera or none, when its worker dies, and when it reaches the
    newest picture; a feed that breaks, or another size, does not end it.
    """

    def __init__(
        self,
        io: IoThread,
        fleet: Fleet,
        clock: Clock,
        on_picture: Callable[[], None],
        capture: Capture,
        shown: Callable[[], Mapping[SurfaceId, FeedKey]],
    ) -> None:
        """``on_picture`` is called when a replay has a new picture; ``shown`` says whose pictures each surface has."""
        self._io = io
        self._fleet = fleet
        self._clock = clock
        self._capture = capture
        self._shown = shown
        self._wanted: WallPlan = {}
        self._runs = ReplayRuns(fleet, on_picture)
        self.failures = self._runs.failures
        self.take = self._runs.take

    def want(self, wanted: WallPlan) -> None:
        """The wall shows exactly this from now on."""
        self._wanted = wanted
        for surface in self._runs.unwanted(wanted):
            self.live(surface)

    def start(self, surface: SurfaceId, seconds_back: float) -> None:
        """Replays from so long ago; a replay that goes on is set back as much. Nothing for an unknown surface."""
        wish = self._wanted.get(surface)
        if wish is None:
            return
        run = self._runs.begin(surface, replace(wish, feed=_on_screen(wish.feed, self._shown().get(surface))))
        if run is None:
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
        run = self._runs.remove(surface)
        if run is not None:
            self._io.post(lambda: self._send(run, StopReplay(surface, run.number)))

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        """The replayed pictures; None when the surface is live. Ask anew for each repaint."""
        shown = self._runs.shown(surface)
        return shown[0] if shown else None

    def status(self, surface: SurfaceId) -> ReplayStatus | None:
        """None when the surface is live, which it is until the replay's first picture has come."""
        shown = self._runs.shown(surface)
        if shown is None:
            return None
        at = shown[1]
        behind_s = max(0.0, self._clock.monotonic_s() - at.arrival_s)
        return ReplayStatus(self._clock.now_utc() - timedelta(seconds=behind_s), behind_s, at.paused, at.speed)

    def capture_still(self, surface: SurfaceId, path: Path) -> Future[StillInfo]:
        """Writes the picture that is shown, at its full size, with its own time.

        Fails as the engine's does, and with ``media.no_replay``.
        """
        run = self._runs.alive(surface)
        if run is None:
            gone: Future[StillInfo] = Future()
            gone.set_exception(KnownError("media.no_replay"))
            return gone
        return self._capture.replayed(surface, run.wish.feed, run.number, lambda: run.worker, path)

    def _begin(self, surface: SurfaceId, run: ReplayRun, seconds_back: float) -> None:
        wish = run.wish
        run.worker = self._fleet.home_of(wish.feed)
        if run.worker is None:
            self._runs.ended(ReplayEnded(surface, run.number, "media.no_replay"))
            return
        box = (wish.box_width_px, wish.box_height_px)
        self._send(run, StartReplay(surface, run.number, wish.feed, *box, seconds_back))

    def _control(self, surface: SurfaceId, move: ReplayMove, amount: float) -> None:
        run = self._runs.alive(surface)
        if run is not None:
            # In turn behind the start, which is posted as well.
            self._io.post(lambda: self._send(run, ControlReplay(surface, run.number, move, float(amount))))

    def _send(self, run: ReplayRun, command: Command) -> None:
        """On the input and output thread; a lost worker is the supervisor's business."""
        if run.worker is not None:
            self._fleet.tell(run.worker, command)


def _on_screen(wanted: FeedKey, shown: FeedKey | None) -> FeedKey:
    """The other feed of the camera while the wanted one is being connected: of that one alone there is a past."""
    return wanted.other if shown == wanted.other else wanted
