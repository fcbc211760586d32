"""Calls at most once a window: the first call at once, the last one at the window's end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.qt.timer import Timer


class Throttle:
    """Calling it asks for one call of ``call``. Main thread only."""

    def __init__(self, parent: QObject, name: str, window_ms: int, call: Callable[[], None]) -> None:
        self._call = call
        self._asked_again = False
        self._timer = Timer(parent, name, window_ms, self._on_window_end, single_shot=True)

    @property
    def is_open(self) -> bool:
        """True within a window, while calls are gathered."""
        return self._timer.isActive()

    def __call__(self) -> None:
        if self._timer.isActive():
            self._asked_again = True
            return
        self._timer.start()
        self._call()

    def _on_window_end(self) -> None:
        if self._asked_again:
            self._asked_again = False
            self._timer.start()
            self._call()
