"""The workers that live: born, told what to do, listened to, and killed when they hang or eat too much memory."""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.camera import FeedKey
from console.domain.wall_plan import FeedAddress
from console.media import plan
from console.media.autopsy import processor_ticks, waited_s
from console.media.births import NewWorker, kill
from console.media.link import Link, LinkLostError
from console.media.protocol.messages import CloseFeed, Command, DropSurface, Heartbeat, OpenFeed, Quit, ShowSurface

_QUIET_AFTER_S = 1.0
SILENT_AFTER_S = 2.0
STARVED_AFTER_S = 12.0
"""Silence of a worker whose threads wait for a processor: a new one would get none either, and costs a second of it."""
_STARVES_SHARE = 0.5
"""Of the time, so long must its threads together have waited."""
BIRTH_WITHIN_S = 10.0
STUCK_AFTER_S = 10.0
WORKER_MEMORY_BYTES = 1500 * 1024 * 1024
MOST_MESSAGES_A_SECOND = 5000
"""A worker that is well says a few dozen; reading more would take the time of the screen's thread."""

_BEATS_KEPT = 20
"""Ten seconds of them."""

_LOG = logger("media")


@dataclass
class Worker:
    """One living worker; ``holding`` is what it was told."""

    number: int
    link: Link
    lifeline_fd: int
    last_words_fd: int
    born_s: float
    pidfd: int = -1
    pid: int = 0
    heard_s: float | None = None
    stuck_s: float = 0.0
    rss_bytes: int = 0
    beats: deque[Heartbeat] = field(default_factory=lambda: deque(maxlen=_BEATS_KEPT))
    """The last ones."""
    messages: int = 0
    counted_since_s: float = 0.0
    ticks: dict[FeedKey, int] = field(default_factory=dict)
    """Processor time of its feeds' threads when it fell silent; empty while it is heard."""
    quiet: tuple[float, float] | None = None
    """When it fell silent, and how long its threads had waited for a processor by then."""
    holding: plan.Holding = field(default_factory=plan.Holding)
    addresses: dict[FeedKey, FeedAddress] = field(default_factory=dict)
    requests: dict[int, Future[Any]] = field(default_factory=dict)

    def take(self, beat: Heartbeat) -> None:
        self.stuck_s, self.rss_bytes = beat.stuck_s, beat.rss_bytes
        self.beats.append(beat)

    def floods(self, now_s: float) -> bool:
        """Counts a message; True when there are more than a worker can have to say."""
        if now_s - self.counted_since_s >= 1.0:
            self.messages, self.counted_since_s = 0, now_s
        self.messages += 1
        return self.messages > MOST_MESSAGES_A_SECOND

    def listen_for(self, now_s: float) -> None:
        """Notes where it stands once it is quiet for longer than it should be."""
        if self.heard_s is None or now_s - self.heard_s < _QUIET_AFTER_S:
            self.ticks, self.quiet = {}, None
        elif self.quiet is None:
            self.quiet = (now_s, waited_s(self.pid))
            self.ticks = processor_ticks(self.last_words_fd, self.pid, self.holding.feeds)

    def ailment(self, now_s: float, memory_bytes: int) -> str:
        """Why it must be replaced, or nothing."""
        if self.heard_s is None:
            return "was never born" if now_s - self.born_s > BIRTH_WITHIN_S else ""
        silent_s = now_s - self.heard_s
        if silent_s > STARVED_AFTER_S or (silent_s > SILENT_AFTER_S and not self._starves(now_s)):
            return "is silent"
        if self.stuck_s > STUCK_AFTER_S:
            return "hangs in libVLC"
        return "takes too much memory" if self.rss_bytes > memory_bytes else ""

    def _starves(self, now_s: float) -> bool:
        if self.quiet is None:
            return False
        since_s, before_s = self.quiet
        return waited_s(self.pid) - before_s >= _STARVES_SHARE * (now_s - since_s)


class Fleet:
    """All methods on the input and output thread."""

    def __init__(self, bear: Callable[[], NewWorker]) -> None:
        self._bear = bear
        self._numbers = itertools.count(1)
        self._requests = itertools.count(1)
        self.next_number = 1
        self.memory_bytes = WORKER_MEMORY_BYTES
        """What one worker may take."""
        self.workers: dict[int, Worker] = {}

    def holdings(self) -> dict[int, plan.Holding]:
        return {number: worker.holding for number, worker in self.workers.items()}

    def do(self, step: plan.Step, addresses: dict[FeedKey, FeedAddress], now_s: float) -> Worker | None:
        """Carries a step out; a worker when one was started. Raises LinkLostError of nursery or worker."""
        if isinstance(step, plan.StartWorker):
            return self._start(step.worker, now_s)
        worker = self.workers[step.worker]
        worker.holding = plan.after({worker.number: worker.holding}, step).get(worker.number, plan.Holding())
        if isinstance(step, plan.Open):
            worker.addresses[step.feed] = addresses[step.feed]
        elif isinstance(step, plan.Close):
            worker.addresses.pop(step.feed, None)
        worker.link.send(_command(step, addresses))
        return None

    def tell(self, worker: Worker, command: Command) -> bool:
        """False when the worker is gone, which is the supervisor's business."""
        if self.workers.get(worker.number) is not worker:
            return False
        try:
            worker.link.send(command)
        except LinkLostError:
            return False
        return True

    def new_addresses(self, addresses: dict[FeedKey, FeedAddress]) -> list[tuple[Worker, OpenFeed]]:
        """What to send where addresses have changed."""
        changed: list[tuple[Worker, OpenFeed]] = []
        for worker in self.workers.values():
            for feed in worker.holding.feeds:
                address = addresses.get(feed)
                if address is not None and worker.addresses.get(feed) != address:
                    worker.addresses[feed] = address
                    changed.append((worker, _open(feed, address)))
        return changed

    def home_of(self, feed: FeedKey) -> Worker | None:
        return next((worker for worker in self.workers.values() if feed in worker.holding.feeds), None)

    def is_asked(self, number: int) -> bool:
        """Whether a worker owes an answer."""
        worker = self.workers.get(number)
        return worker is not None and bool(worker.requests)

    def request_number(self) -> int:
        return next(self._requests)

    def bury(self, worker: Worker) -> None:
        """Takes a worker out, dead or alive; its requests fail, its pictures stay readable."""
        self.workers.pop(worker.number, None)
        worker.link.close()
        # Closing the lifeline kills as well; the pidfd does it even if that was not set up yet.
        os.close(worker.lifeline_fd)
        os.close(worker.last_words_fd)
        if worker.pidfd >= 0:
            kill(worker.pidfd)
            os.close(worker.pidfd)
        for future in worker.requests.values():
            future.set_exception(KnownError("media.worker_lost"))
        worker.requests.clear()

    def _start(self, number: int, now_s: float) -> Worker:
        new = self._bear()
        worker = Worker(number, new.link, new.lifeline_fd, new.last_words_fd, now_s)
        self.workers[number] = worker
        self.next_number = max(self.next_number, number + 1)
        return worker


def _command(step: plan.Step, addresses: dict[FeedKey, FeedAddress]) -> Command:
    match step:
        case plan.Open(feed=feed):
            return _open(feed, addresses[feed])
        case plan.Close(feed=feed):
            return CloseFeed(feed)
        case plan.Show(surface=surface, wanted=wish):
            return ShowSurface(surface, wish.feed, wish.box_width_px, wish.box_height_px)
        case plan.Drop(surface=surface):
            return DropSurface(surface)
        case _:
            return Quit()


def _open(feed: FeedKey, address: FeedAddress) -> OpenFeed:
    return OpenFeed(feed, address.url, address.user, address.password, address.options)
