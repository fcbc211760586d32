"""SIGINT and SIGTERM close the console in good order, at once even while Qt waits for something to happen."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Python runs signal handlers only between its own instructions: a byte on a socket wakes Qt so that it gets there."""

    def __init__(self, parent: QObject, on_interrupt: Callable[[], None]) -> None:
        self._on_interrupt = on_interrupt
        self._receiver, self._sender = socket.socketpair()
        self._receiver.setblocking(False)
        self._sender.setblocking(False)
        self._notifier = QSocketNotifier(self._receiver.fileno(), QSocketNotifier.Type.Read, parent)
        self._notifier.activated.connect(self._on_woken)
        self._old_wakeup_fd = signal.set_wakeup_fd(self._sender.fileno(), warn_on_full_buffer=False)
        self._old_handlers = {number: signal.signal(number, self._handle) for number in _SIGNALS}

    def close(self) -> None:
        """Puts the old handlers back."""
        signal.set_wakeup_fd(self._old_wakeup_fd)
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._receiver.close()
        self._sender.close()

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        self._on_interrupt()

    def _on_woken(self) -> None:
        self._receiver.recv(64)
