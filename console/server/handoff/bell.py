"""Rings when there is something to deliver: from any thread, heard by one event loop."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Bell:
    """``ring`` from any thread; the rest from the loop that called ``listen``."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._rung = asyncio.Event()

    def listen(self) -> None:
        self._loop = asyncio.get_running_loop()

    def ring(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, timeout_s: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), timeout_s)
        self._rung.clear()
