"""Brings calls from any thread to the main thread, in order, without blocking the caller."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from console.base.observer import Signal as Observable

T = TypeVar("T")


class MainThreadRelay(QObject):
    """``post`` from any thread; the call runs on the thread that made the relay, which is the main thread.

    A call is dropped when the relay is destroyed before its turn.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        if shiboken6.isValid(self):
            self._posted.emit(call)

    @Slot(object)
    def _on_posted(self, call: Callable[[], None]) -> None:
        call()


def listen(observable: Observable[T], listener: Callable[[T], None], owner: QObject) -> None:
    """Calls ``listener`` on the main thread for every value, until ``owner`` is destroyed. Main thread only."""
    relay = MainThreadRelay(owner)
    disconnect = observable.connect(lambda value: relay.post(lambda: listener(value)))
    owner.destroyed.connect(disconnect)
