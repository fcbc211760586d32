"""Keeps one push connection open for the whole console and hands its events to whoever listens."""

from __future__ import annotations

import threading

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.net.client import CentreClient
from console.net.event_stream import EventStream
from console.net.server_sent import PushEvent
from console.wire.push import PushKind

_log = logger("push")


class PushFeed:
    """Listeners run in the feed's thread: they take note and return, and never raise.

    ``switched`` comes before any event of a new connection: listeners then fetch what they may have missed.
    """

    def __init__(self, client: CentreClient, backoff: Backoff | None = None) -> None:
        self.pushed: Signal[PushEvent] = Signal()
        self.switched: Signal[bool] = Signal()
        self._client = client
        self._backoff = backoff or Backoff(first_s=1.0, most_s=30.0)
        self._wake = threading.Condition()
        self._closing = False
        self._kicked = False
        self._up = False
        self._last_id = ""
        self._stream: EventStream | None = None
        self._thread = threading.Thread(target=self._run, name="push-feed", daemon=True)

    @property
    def up(self) -> bool:
        """True while the centre pushes to us. Any thread."""
        return self._up

    def start(self) -> None:
        self._thread.start()

    def kick(self) -> None:
        """Tries again now instead of after the backoff: the network is back, somebody signed in. Any thread."""
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def close(self) -> None:
        """Ends the connection and the thread; waits for it."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
            if self._stream is not None:
                self._stream.close()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            try:
                failures = 0 if self._follow() else failures + 1
            except KnownError as error:
                failures += 1
                _log.info("push is down: %s", error.code)
            self._switch(up=False)
            self._pause(self._backoff.delay_s(max(1, failures)))

    def _follow(self) -> bool:
        """True when the connection stood before it ended."""
        with self._wake:
            if self._closing:
                return False
            self._stream = self._client.events(self._last_id)
        stood = False
        for event in self._stream:
            if not stood:
                stood = True
                self._switch(up=True)
            if event is not None:
                self._take(event)
        return stood

    def _take(self, event: PushEvent) -> None:
        if event.kind is PushKind.RESET:
            # The centre forgot what came after our number: begin anew from now.
            self._last_id = ""
        elif event.id:
            self._last_id = event.id
        self.pushed.emit(event)

    def _switch(self, *, up: bool) -> None:
        if up != self._up:
            self._up = up
            self.switched.emit(up)

    def _pause(self, seconds: float) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing or self._kicked, seconds)
            self._kicked = False
