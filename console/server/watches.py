"""What the centre looks at by itself once a second, each in a task and a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from console.base.errors import KnownError
from console.base.logs import logger

_LOG = logger("centre")
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class Watch:
    """``look`` blocks, on any thread. ``trouble`` is what is logged when it fails: once, until that has passed."""

    name: str
    look: Callable[[], None]
    trouble: str


class Watches:
    """All methods on the event loop."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = watches
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._keep_looking(watch), name=watch.name) for watch in self._watches]

    async def stop(self) -> None:
        """Returns when none of them looks any more."""
        self._stopping.set()
        await asyncio.gather(*self._tasks)

    async def _keep_looking(self, watch: Watch) -> None:
        failing = False
        while not self._stopping.is_set():
            try:
                await asyncio.to_thread(watch.look)
                failing = False
            except (KnownError, OSError) as error:
                if not failing:
                    _LOG.error("%s, trying again: %s", watch.trouble, error)
                failing = True
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _LOOK_EVERY_S)
