"""A typed observer list without Qt: how a service tells others that something happened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Signal(Generic[T]):
    """Calls its listeners in the emitting thread, in order of connection; connect and emit from any thread."""

    def __init__(self) -> None:
        self._listeners: tuple[Callable[[T], None], ...] = ()
        self._lock = threading.Lock()

    def connect(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Adds ``listener``; the returned call takes it out again."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def disconnect() -> None:
            with self._lock:
                self._listeners = tuple(known for known in self._listeners if known is not listener)

        return disconnect

    def emit(self, value: T) -> None:
        for listener in self._listeners:
            listener(value)
