"""Whether pictures may be decoded on the graphics card, and for which feeds that did not work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import FeedKey
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.protocol.messages import DecodeWith, HardwareFailed, Message

_LOG = logger("media")
_MOST_LOST = 3
_LOST_WITHIN_S = 60.0
"""Workers that die one after the other while the card decodes: its driver takes them down."""


class DecodingDesk:
    """``allow_hardware`` and ``failed`` from any thread, at once; the rest on the io thread. Begins without hardware.

    ``given_up`` tells that the card decodes nothing any more, because workers died with it.
    """

    def __init__(self, io: IoThread, fleet: Fleet, clock: Clock, workers_lost: Callable[[], int]) -> None:
        """``workers_lost``: how many have died so far."""
        self.given_up: Signal[KnownError] = Signal()
        self._io = io
        self._fleet = fleet
        self._clock = clock
        self._workers_lost = workers_lost
        self._lost_before = 0
        self._lost_at_s: deque[float] = deque(maxlen=_MOST_LOST)
        self._hardware = False
        self._told: dict[int, bool] = {}
        self._failed: frozenset[FeedKey] = frozenset()

    def allow_hardware(self, allowed: bool) -> None:
        """Players that play begin anew, their old picture stays meanwhile; failures are forgotten and tried again."""
        self._hardware = allowed
        self._failed = frozenset()
        self._io.post(self.tick)

    def failed(self) -> frozenset[FeedKey]:
        """Feeds that are decoded by the processor although the hardware is allowed."""
        return self._failed

    def tick(self) -> None:
        """Tells the workers that do not know yet; a new worker begins without hardware."""
        self._count_the_lost()
        workers = self._fleet.workers
        self._told = {number: told for number, told in self._told.items() if number in workers}
        for worker in list(workers.values()):
            if worker.heard_s is not None and self._told.get(worker.number, False) != self._hardware:
                self._told[worker.number] = self._hardware
                self._fleet.tell(worker, DecodeWith(self._hardware))

    def take(self, worker: Worker, message: Message, _fd: int) -> str:
        """A listener of the inbox."""
        if isinstance(message, HardwareFailed) and message.feed in worker.holding.feeds and self._hardware:
            self._failed |= {message.feed}
            _LOG.info(
                "the graphics card gave no picture of %s; the processor decodes it (media.hardware_failed)",
                message.feed,
            )
        return ""

    def _count_the_lost(self) -> None:
        lost, now_s = self._workers_lost(), self._clock.monotonic_s()
        self._lost_at_s.extend([now_s] * (lost - self._lost_before))
        self._lost_before = lost
        if not self._hardware or len(self._lost_at_s) < _MOST_LOST or now_s - self._lost_at_s[0] > _LOST_WITHIN_S:
            return
        self._hardware = False
        _LOG.warning("%d media workers died within a minute; the graphics card decodes no more", _MOST_LOST)
        self.given_up.emit(KnownError("media.hardware_given_up"))
