"""A typed observer list without Qt: how a service tells others that something happened."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Signal(Generic[T]):
    """Calls its listeners in the emitting thread, in order of connection; connect and emit from any thread."""

    def __init__(self) -> None:
        self._connections: tuple[tuple[object, Callable[[T], None]], ...] = ()
        self._lock = threading.Lock()

    def connect(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Adds ``listener``; the returned call takes it out again."""
        # Its own mark for each connection: a listener connected twice is taken out once for each call.
        connection = (object(), listener)
        with self._lock:
            self._connections = (*self._connections, connection)

        def disconnect() -> None:
            with self._lock:
                self._connections = tuple(known for known in self._connections if known is not connection)

        return disconnect

    def emit(self, value: T) -> None:
        for _, listener in self._connections:
            listener(value)
