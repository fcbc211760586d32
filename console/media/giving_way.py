"""Workers that give way to the screen: their decoders take only the processor time that nobody else wants."""

from __future__ import annotations

from console.base.logs import logger
from console.media.fleet import Fleet
from console.media.io_thread import IoThread
from console.media.protocol.messages import GiveWay

_LOG = logger("media")


class GivingWay:
    """``begin`` from any thread, at once; the rest on the io thread.

    Not from the start: beside other programs that keep all processors busy, decoders that give way to everybody show a few
    pictures a second where they could show all. And for good: only an administrator may raise what was lowered.
    """

    def __init__(self, io: IoThread, fleet: Fleet) -> None:
        self._io = io
        self._fleet = fleet
        self._told: set[int] | None = None

    def begin(self) -> None:
        """Again is no change."""
        if self._told is None:
            self._told = set()
            _LOG.info("the screen waits for the decoders: they give way from now on")
            self._io.post(self.tick)

    def tick(self) -> None:
        """Tells the workers that do not know yet."""
        if self._told is None:
            return
        workers = self._fleet.workers
        self._told &= workers.keys()
        for worker in list(workers.values()):
            if worker.heard_s is not None and worker.number not in self._told:
                self._told.add(worker.number)
                self._fleet.tell(worker, GiveWay())
