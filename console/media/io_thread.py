"""One thread that waits for many sockets at once, and takes calls from other threads."""

from __future__ import annotations

import os
import queue
import selectors
import threading
from collections.abc import Callable
from contextlib import suppress

from console.base.logs import logger
from console.media.link import Link, LinkLostError
from console.media.protocol.messages import Message

_TICK_S = 0.1
_LOG = logger("media")


class IoThread:
    """``post``, ``start`` and ``stop`` from any thread, the rest on this thread."""

    def __init__(self, on_tick: Callable[[], None]) -> None:
        """``on_tick`` is called at least ten times a second, and after whatever has happened."""
        self._on_tick = on_tick
        self._selector = selectors.DefaultSelector()
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake_fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._selector.register(self._wake_fd, selectors.EVENT_READ)
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="media engine", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def post(self, call: Callable[[], None]) -> None:
        """Runs ``call`` on this thread soon; never blocks."""
        self._calls.put(call)
        with suppress(BlockingIOError, OSError):
            os.eventfd_write(self._wake_fd, 1)

    def stop(self, timeout_s: float, last: Callable[[], None] = lambda: None) -> bool:
        """Ends after the calls posted so far and ``last``, behind which nothing runs; False when it has not ended in time."""

        def end() -> None:
            self._stopping = True
            last()

        self.post(end)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def watch(self, link: Link, on_message: Callable[[Message, int], None], on_lost: Callable[[], None]) -> None:
        """Hands over what comes on ``link`` with its descriptor, which the receiver closes."""
        self._selector.register(link, selectors.EVENT_READ, (on_message, on_lost))

    def unwatch(self, link: Link) -> None:
        """Before the link is closed."""
        with suppress(KeyError, ValueError):
            self._selector.unregister(link)

    def _run(self) -> None:
        while not self._stopping:
            self._poll()
            while not self._calls.empty() and not self._stopping:
                self._guarded(self._calls.get())
            if not self._stopping:
                self._guarded(self._on_tick)
        self._selector.close()
        os.close(self._wake_fd)

    def _poll(self) -> None:
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, Link):
                wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if key.fileobj.wants_to_write else 0)
                if wanted != key.events:
                    self._selector.modify(key.fileobj, wanted, key.data)
        for key, events in self._selector.select(_TICK_S):
            if not isinstance(key.fileobj, Link):
                os.eventfd_read(self._wake_fd)
            elif key.fd == key.fileobj.fileno():
                self._serve(key.fileobj, events, *key.data)

    def _serve(
        self, link: Link, events: int, on_message: Callable[[Message, int], None], on_lost: Callable[[], None]
    ) -> None:
        try:
            if events & selectors.EVENT_WRITE:
                link.flush()
            received = link.receive() if events & selectors.EVENT_READ else []
        except LinkLostError:
            self._guarded(on_lost)
            return
        for message, fd in received:
            try:
                self._guarded(lambda message=message, fd=fd: on_message(message, fd))  # type: ignore[misc]
            finally:
                if fd >= 0:
                    os.close(fd)

    @staticmethod
    def _guarded(call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:  # noqa: BLE001  the edge of this thread: one bug must not take all pictures away
            _LOG.exception("the media engine stumbled")
