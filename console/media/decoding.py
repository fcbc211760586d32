"""Whether pictures may be decoded on the graphics card, and for which feeds that did not work."""

from __future__ import annotations

from console.base.logs import logger
from console.domain.camera import FeedKey
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.protocol.messages import DecodeWith, HardwareFailed, Message

_LOG = logger("media")


class DecodingDesk:
    """``allow_hardware`` and ``failed`` from any thread, at once; the rest on the io thread. Begins without hardware."""

    def __init__(self, io: IoThread, fleet: Fleet) -> None:
        self._io = io
        self._fleet = fleet
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
