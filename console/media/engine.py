"""The media engine as the rest of the console sees it: what is wanted goes in, pictures and reports come out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from pathlib import Path

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import FeedReport, FeedState
from console.domain.footage import Stretch
from console.domain.freshness_rule import DEFAULT_RULE, FreshnessRule
from console.domain.wall_plan import ClipInfo, KeepWish, StillInfo, SurfaceId, WallPlan
from console.media.addresses import AddressBook, TicketSource
from console.media.births import Nursery
from console.media.capture import Capture
from console.media.counting import FeedCounting
from console.media.decoding import DecodingDesk
from console.media.fleet import WORKER_MEMORY_BYTES
from console.media.giving_way import GivingWay
from console.media.io_thread import IoThread
from console.media.keeping import KeepBudget
from console.media.load_governor import LoadGovernor
from console.media.measuring import measured
from console.media.metrics import EngineMetrics
from console.media.picture_bell import PictureBell
from console.media.picture_memory import SurfaceReader
from console.media.picture_table import PictureTable
from console.media.protocol.messages import (
    FeedCounted,
    HardwareFailed,
    ReplayAt,
    ReplayEnded,
    ReplayMemory,
    SetRing,
    SoundFound,
    SoundHeard,
)
from console.media.replay import ReplayDesk
from console.media.reports import Reports
from console.media.sound import SoundDesk
from console.media.supervisor import Supervisor
from console.media.wishes import Wishes


class MediaEngine:
    """All methods from any thread; all but ``close`` return at once."""

    def __init__(
        self,
        tickets: TicketSource,
        clock: Clock,
        *,
        feeds_per_worker: int = 8,
        rule_of: Callable[[CameraId], FreshnessRule] = lambda _camera: DEFAULT_RULE,
        ring: SetRing | None = None,
        worker_memory_bytes: int = WORKER_MEMORY_BYTES,
        nursery: Nursery | None = None,
    ) -> None:
        """Starts loading the codecs in a child process, if ``nursery`` does not do so; no feed is opened before ``want``.

        ``rule_of`` is asked often and from any thread.
        """
        self.rule_of = rule_of
        self.bell = PictureBell()
        """Rung for every new picture; who waits for it stops before ``close``."""
        # The centre closes cameras in another thread than that of the wall.
        self._wanting = threading.RLock()
        self._shut: frozenset[CameraId] = frozenset()
        self._asked: WallPlan = {}
        self._wanted: WallPlan = {}
        self._wanted_feeds: frozenset[FeedKey] = frozenset()
        self._table = PictureTable(clock)
        self._reports = Reports(clock)
        self._io = IoThread(self._tick)
        self._book = AddressBook(tickets, clock, on_change=lambda: self._io.post(self._supervisor.look_again))
        self._supervisor = Supervisor(
            clock, self._io, self._book, self._table, self._reports, feeds_per_worker, self.bell, nursery
        )
        self._supervisor.ring = ring or SetRing()
        self._supervisor.fleet.memory_bytes = worker_memory_bytes
        self._capture = Capture(self._io, self._supervisor.fleet, self._supervisor.wishes.hold)
        self.replay = ReplayDesk(
            self._io, self._supervisor.fleet, clock, self.bell.ring, self._capture, self._table.feeds
        )
        self._supervisor.inbox.listen(self.replay.take, ReplayMemory, ReplayAt, ReplayEnded)
        self.sound = SoundDesk(self._io, self._supervisor.fleet)
        self._supervisor.inbox.listen(self.sound.take, SoundFound, SoundHeard)
        self.decoding = DecodingDesk(self._io, self._supervisor.fleet, clock, lambda: self._supervisor.workers_lost)
        self._supervisor.inbox.listen(self.decoding.take, HardwareFailed)
        self.counting = FeedCounting(clock, self._supervisor.fleet)
        self._supervisor.inbox.listen(self.counting.take, FeedCounted)
        self.giving_way = GivingWay(self._io, self._supervisor.fleet)
        self.load = LoadGovernor(clock, self._supervisor.fleet, self._table, lambda: self._wanted)
        self._clock = clock
        self._io.start()

    def want(self, plan: WallPlan) -> None:
        """Shows exactly this from now on. The plan is copied."""
        with self._wanting:
            self._asked = dict(plan)
            wanted = {surface: wish for surface, wish in plan.items() if wish.feed.camera_id not in self._shut}
            self._table.want(wanted)
            self._wanted = wanted
            self._wanted_feeds = frozenset(wish.feed for wish in wanted.values())
            self.replay.want(wanted)
            self._wish(lambda wishes: wishes.want(wanted))

    def keep(self, wishes: Collection[KeepWish]) -> None:
        """Connects these feeds, without showing them, as far as the budget goes; replaces the wishes before."""
        kept = tuple(wishes)
        self._wish(lambda wishes: wishes.keep(kept))

    def shut(self, cameras: Collection[CameraId]) -> None:
        """Shows, keeps and records nothing of these, whoever wants them, until they are left out of a later call."""
        shut = frozenset(cameras)
        with self._wanting:
            self._shut = shut
            self._wish(lambda wishes: wishes.shut(shut))
            self.want(self._asked)

    def set_keep_budget(self, budget: KeepBudget) -> None:
        """What the feeds that are kept may cost from now on."""
        self._wish(lambda wishes: wishes.spend(budget))

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        """The surface's pictures; ask anew for each repaint, since another size means another reader.

        None until the first picture, and at once when the surface is given another camera.
        """
        return self._table.reader(surface)

    def report(self, feed: FeedKey) -> FeedReport:
        """What the worker believes of the feed; ``domain.feed_state.shown_state`` weighs it with the picture's age."""
        if feed not in self._wanted_feeds:
            return FeedReport(FeedState.EMPTY)
        return self._reports.of(feed, self._book.trouble(feed))

    def retry(self, feed: FeedKey) -> None:
        """Tries a feed now that is waiting or failed."""
        self._io.post(lambda: self._supervisor.retry(feed))

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]:
        """Writes a stretch as MP4, in the camera's own packets, from the key picture before it; waits for its end.

        While the feed has no picture, those of its camera's other feed: that is the one on the screen then. The feed stays
        connected until the end, whatever the wall shows by then; closed for all that, what came until then is written.
        Fails with KnownError ``media.no_picture``, ``media.worker_lost``, ``disk.full``, ``disk.readonly`` or ``disk.io``;
        then nothing lies at ``path``.
        """
        return self._capture.clip(feed, stretch, path)

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]:
        """Writes the newest picture of now, or of a moment of the monotonic clock, at its full size as JPEG.

        Chooses the feed and fails as ``capture_clip`` does.
        """
        return self._capture.still(feed, path, at_s)

    def metrics(self) -> EngineMetrics:
        """A snapshot for the bench, the metrics file and the health page."""
        return measured(self._clock, self._table, self._supervisor, self.report, self.rule_of)

    def worker_pids(self) -> list[int]:
        """Of the workers that are ready, without the nursery."""
        return [worker.pid for worker in tuple(self._supervisor.fleet.workers.values()) if worker.pid]

    def _wish(self, change: Callable[[Wishes], None]) -> None:
        self._io.post(lambda: change(self._supervisor.wishes))
        self._io.post(self._supervisor.look_again)

    def _tick(self) -> None:
        self._supervisor.tick()
        self.sound.tick()
        self.decoding.tick()
        self.giving_way.tick()
        self.load.tick()

    def close(self, timeout_s: float = 5.0) -> None:
        """Ends all workers, waiting up to ``timeout_s``; readers stay readable. Futures that are open fail."""
        self._book.close()
        # In one: a tick between the two would start another nursery, which nobody would end.
        if self._io.stop(timeout_s, self._supervisor.shut_down):
            self.bell.close()


__all__ = ["MediaEngine", "TicketSource"]
