"""Keeps one nursery alive, and says to all feeds why none can be played when that cannot be done."""

from __future__ import annotations

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.logs import logger
from console.media.births import NewWorker, Nursery
from console.media.io_thread import IoThread
from console.media.link import LinkLostError
from console.media.protocol.messages import VERSION, Message, NotReady, Ready
from console.media.reports import Reports

_READY_WITHIN_S = 20.0
_RETRY = Backoff(first_s=1.0, most_s=30.0)
_LOG = logger("media")


class NurseryKeeper:
    """All methods on the input and output thread."""

    def __init__(
        self, clock: Clock, io: IoThread, reports: Reports, bell_fd: int, nursery: Nursery | None = None
    ) -> None:
        """``nursery``: one that was started before; it is this one's from now on."""
        self._clock = clock
        self._io = io
        self._reports = reports
        self._bell_fd = bell_fd
        self._early = nursery
        self._nursery: Nursery | None = None
        self._born_s = 0.0
        self._failures = 0
        self._retry_at_s = 0.0
        self.ready = False

    @property
    def pid(self) -> int | None:
        return self._nursery.pid if self._nursery is not None else None

    def bear(self) -> NewWorker:
        """Raises LinkLostError."""
        if self._nursery is None:
            raise LinkLostError
        try:
            return self._nursery.bear(self._bell_fd)
        except LinkLostError:
            self._lose("worker.not_started")
            raise

    def tick(self, now_s: float) -> None:
        if self._nursery is None and now_s >= self._retry_at_s:
            self._start(now_s)
        elif self._nursery is not None and not self.ready and now_s - self._born_s > _READY_WITHIN_S:
            self._lose("worker.not_started")

    def close(self) -> None:
        if self._early is not None:
            self._early.close()
            self._early = None
        if self._nursery is not None:
            self._io.unwatch(self._nursery.link)
            self._nursery.close()
            self._nursery = None

    def _start(self, now_s: float) -> None:
        try:
            self._nursery = nursery = self._early or Nursery()
            self._early = None
        except OSError:
            self._lose("worker.not_started")
            return
        self._born_s = now_s
        self._io.watch(nursery.link, self._take, lambda: self._lose("worker.not_started"))

    def _take(self, message: Message, _fd: int) -> None:
        if isinstance(message, NotReady):
            self._lose(message.code)
        elif isinstance(message, Ready) and message.version == VERSION:
            self.ready, self._failures = True, 0
            self._reports.no_workers("", 0.0)
        else:
            # Files of two versions of Ronda lie on this machine.
            self._lose("worker.wrong_version")

    def _lose(self, code: str) -> None:
        was_ready, self.ready = self.ready, False
        self.close()
        self._failures += 1
        self._retry_at_s = self._clock.monotonic_s() + (0.0 if was_ready else _RETRY.delay_s(self._failures))
        if not was_ready:
            self._reports.no_workers(code, self._retry_at_s)
        _LOG.warning("no media workers can be started: %s", code)
