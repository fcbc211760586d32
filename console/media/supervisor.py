"""Keeps the workers doing what the wall wants: places feeds, replaces workers that die, hang or grow."""

from __future__ import annotations

from console.base.clock import Clock
from console.base.logs import about_camera, logger
from console.domain.camera import FeedKey
from console.domain.feed_state import FeedState
from console.domain.wall_plan import FeedAddress
from console.media import plan
from console.media.addresses import AddressBook
from console.media.autopsy import examine
from console.media.births import Nursery
from console.media.decoder_reports import DecoderReports
from console.media.fleet import Fleet, Worker
from console.media.inbox import Inbox
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.nursery_keeper import NurseryKeeper
from console.media.picture_bell import PictureBell
from console.media.picture_table import PictureTable
from console.media.protocol.messages import DecoderChanged, FeedCounted, Heartbeat, Message, RetryFeed, SetRing
from console.media.quarantine import Quarantine
from console.media.reports import Reports
from console.media.wishes import Wishes

_LAG_S = 1.0
_SAMPLE_EVERY_S = 1.0
_LOOK_AGAIN_EVERY_S = 0.5
"""For what changes by time alone: quarantines that end, feeds that are kept no longer."""
_LOG = logger("media")


class Supervisor:
    """All methods on the input and output thread, except ``__init__``."""

    def __init__(
        self,
        clock: Clock,
        io: IoThread,
        book: AddressBook,
        table: PictureTable,
        reports: Reports,
        feeds_per_worker: int,
        bell: PictureBell,
        nursery: Nursery | None = None,
    ) -> None:
        self._clock = clock
        self._io = io
        self._book = book
        self._table = table
        self._reports = reports
        self._feeds_per_worker = feeds_per_worker
        self.wishes = Wishes(clock, book, table, reports)
        self._quarantine = Quarantine()
        self._nursery = NurseryKeeper(clock, io, reports, bell.fileno(), nursery)
        self.inbox = Inbox(clock, table, reports, book, bell)
        self.decoders = DecoderReports(reports)
        self.inbox.listen(self.decoders.take, DecoderChanged)
        self.fleet = Fleet(self._nursery.bear)
        self.ring = SetRing()
        self.workers_lost = 0
        self._last_tick_s = clock.monotonic_s()
        self._sample_at_s = 0.0
        self._look_again_at_s = 0.0

    @property
    def nursery_pid(self) -> int | None:
        return self._nursery.pid

    def look_again(self) -> None:
        """Something has changed: the next tick reconciles. Of a full wall that takes too long to do it with each heartbeat."""
        self._look_again_at_s = 0.0

    def retry(self, feed: FeedKey) -> None:
        """A person wants it tried now."""
        self.look_again()
        self._quarantine.release(feed)
        self._book.retry(feed)
        home = self.fleet.home_of(feed)
        if home is not None:
            self._send(home, RetryFeed(feed))

    def tick(self) -> None:
        """Heals and reconciles."""
        now_s = self._clock.monotonic_s()
        if now_s - self._last_tick_s > _LAG_S:
            # This console itself stood still (suspended, swapped out): the silence was ours, not the workers'.
            for worker in self.fleet.workers.values():
                worker.heard_s = now_s if worker.heard_s is not None else None
        self._last_tick_s = now_s
        self._nursery.tick(now_s)
        for worker in list(self.fleet.workers.values()):
            worker.listen_for(now_s)
            if ailment := worker.ailment(now_s, self.fleet.memory_bytes):
                self._lose(worker, ailment)
        if now_s >= self._look_again_at_s:
            self._look_again_at_s = now_s + _LOOK_AGAIN_EVERY_S
            self._reconcile(now_s)
        if now_s >= self._sample_at_s:
            self._sample_at_s = now_s + _SAMPLE_EVERY_S
            self._table.sample()

    def shut_down(self) -> None:
        """Ends all processes; what they showed stays readable."""
        for worker in list(self.fleet.workers.values()):
            self._io.unwatch(worker.link)
            self.fleet.bury(worker)
        self._nursery.close()

    def _reconcile(self, now_s: float) -> None:
        addresses = self._book.known()
        self._renew(addresses)
        limits = plan.Limits(self._feeds_per_worker, self.fleet.next_number, self._quarantine.suspects(now_s))
        playable, holdings = self._playable(addresses, now_s), self.fleet.holdings()
        opened = {feed for holding in holdings.values() for feed in holding.feeds}
        wanted = self.wishes.demand(addresses, playable, opened)
        todo = plan.steps(wanted.surfaces, playable, holdings, limits, staying=wanted.staying, beside=wanted.beside)
        if todo:
            self.look_again()
        for step in todo:
            starts = isinstance(step, plan.StartWorker)
            if isinstance(step, plan.StopWorker) and self.fleet.is_asked(step.worker):
                # It writes what it has of a feed that was just closed.
                continue
            if self._nursery.ready if starts else step.worker in self.fleet.workers:
                self._do(step, addresses, now_s)

    def _playable(self, addresses: dict[FeedKey, FeedAddress], now_s: float) -> set[FeedKey]:
        playable: set[FeedKey] = set()
        for feed in addresses:
            rest_s = self._quarantine.remaining_s(feed, now_s)
            if rest_s > 0:
                self._reports.note(feed, FeedState.FAILED, "worker.quarantined", now_s + rest_s)
            else:
                playable.add(feed)
        return playable

    def _do(self, step: plan.Step, addresses: dict[FeedKey, FeedAddress], now_s: float) -> None:
        worker = self.fleet.workers.get(step.worker)
        try:
            started = self.fleet.do(step, addresses, now_s)
        except LinkLostError:
            if worker is not None:
                self._lose(worker, "is gone")
            return
        if started is not None:
            self._io.watch(
                started.link,
                lambda message, fd: self._take(started, message, fd),
                lambda: self._lose(started, "is gone"),
            )
            self._send(started, self.ring)
        if isinstance(step, plan.StopWorker) and worker is not None:
            self._io.unwatch(worker.link)
            self.fleet.bury(worker)

    def _renew(self, addresses: dict[FeedKey, FeedAddress]) -> None:
        for worker, message in self.fleet.new_addresses(addresses):
            self._send(worker, message)

    def _send(self, worker: Worker, message: Message) -> None:
        try:
            worker.link.send(message)
        except LinkLostError:
            self._lose(worker, "is gone")

    def _take(self, worker: Worker, message: Message, fd: int) -> None:
        if not isinstance(message, Heartbeat | FeedCounted):
            self.look_again()
        if worker.number in self.fleet.workers and (ailment := self.inbox.take(worker, message, fd)):
            self._lose(worker, ailment)

    def _lose(self, worker: Worker, why: str) -> None:
        if worker.number not in self.fleet.workers:
            return
        self.workers_lost += 1
        self.look_again()
        _LOG.warning(
            "media worker %d (pid %d) %s; its %d feeds start anew",
            worker.number,
            worker.pid,
            why,
            len(worker.holding.feeds),
        )
        finding = examine(worker.last_words_fd, worker.pid, worker.holding.feeds, worker.ticks)
        if finding.guilty is not None:
            told, about = "media worker %d: it was in the thread of %s", about_camera(finding.guilty.camera_id)
            _LOG.warning(told, worker.number, finding.guilty, extra=about)
        self._io.unwatch(worker.link)
        self.fleet.bury(worker)
        self._quarantine.worker_died(worker.holding.feeds, self._clock.monotonic_s(), finding)
        for feed in worker.holding.feeds:
            self._reports.note(feed, FeedState.CONNECTING)
