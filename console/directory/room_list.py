"""Keeps what holds for the cameras of the whole room: pushed by the centre, and asked whenever something may have been missed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.wire.push import PushKind

ASK_EVERY_S = 4.0
"""While nothing is pushed: a camera that is closed must be off every tile within five seconds."""
_log = logger("directory")
Told = TypeVar("Told")


class RoomList(Generic[Told]):
    """A thread that asks. ``changed`` comes from any thread."""

    def __init__(
        self,
        name: str,
        push: PushFeed,
        ask: Callable[[], Told],
        take: Callable[[Told], bool],
        tell: tuple[PushKind, Callable[[bytes], None]],
    ) -> None:
        """``take`` makes the centre's answer current, under the lock of ``apply``; True when it is news.

        ``tell``: the kind of push that concerns it, and who takes its data.
        """
        self.changed: Signal[None] = Signal()
        self._name = name
        self._push = push
        self._ask = ask
        self._take = take
        self._kind, self._tell = tell
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._pushed = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._connections = [push.pushed.connect(self._on_pushed), push.switched.connect(lambda _up: self.kick())]

    def start(self) -> None:
        self._thread.start()

    def apply(self, change: Callable[[], bool]) -> None:
        """Makes one change current that the centre's answer on its way may not know of; True when it is news."""
        with self._wake:
            self._pushed += 1
            is_news = change()
        if is_news:
            self.changed.emit(None)

    def kick(self) -> None:
        """The centre is asked soon."""
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def close(self) -> None:
        for disconnect in self._connections:
            disconnect()
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is self._kind:
            self._tell(event.data)
        elif event.kind is PushKind.RESET:
            self.kick()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing, None if self._push.up else ASK_EVERY_S)
                if self._closing:
                    return
                self._kicked = False
                pushed = self._pushed
            try:
                told = self._ask()
            except KnownError as error:
                _log.info("%s not told: %s", self._name, error.code)
                self._pause()
                continue
            self._answered(told, pushed)

    def _pause(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closing, ASK_EVERY_S)
            self._kicked = True

    def _answered(self, told: Told, pushed: int) -> None:
        with self._wake:
            if self._pushed != pushed:
                # Something came while we asked, which the answer may not know of yet.
                self._kicked = True
                return
            is_news = self._take(told)
        if is_news:
            self.changed.emit(None)
