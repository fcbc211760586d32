"""One camera on its way to everybody who watches it: a child process, started again when it dies, hangs or loses the camera."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from console.base.backoff import Backoff
from console.base.clock import Clock
from console.base.logs import logger
from console.domain.live_frame import LiveFrame, LiveFrameKind
from console.server.live.relay_process import RelayProcess
from console.server.live.source import LiveSource
from console.server.live.viewer import Viewer

_LOG = logger("centre.live")
_BACKOFF = Backoff(first_s=1.0, most_s=15.0)
_OPENS_WITHIN_S = 20.0
"""A camera that asks for the login, or refuses the sound, is opened up to three times."""
_SILENT_FOR_S = 8.0
"""The child itself gives up a camera that is silent for 5 s: whoever says nothing for longer hangs."""
_STEADY_AFTER_S = 30.0
_MOST_GROUP_BYTES = 3 * 1024 * 1024
LOST = "live.relay_lost"


class Relay:
    """Runs while it has viewers; only the event loop touches it."""

    def __init__(self, source: LiveSource, clock: Clock, silent_for_s: float = _SILENT_FOR_S) -> None:
        self.source = source
        """Of the newest viewer: the login may have changed since."""
        self._clock = clock
        self._silent_for_s = silent_for_s
        self.viewers: set[Viewer] = set()
        self.process: RelayProcess | None = None
        self._head: LiveFrame | None = None
        self._group: list[LiveFrame] = []
        """The key picture that is newest and what builds on it: a viewer who comes later begins with it."""
        self._group_bytes = 0
        self._picture_s = 0.0
        self._trouble: LiveFrame | None = None
        self._failures = 0
        self._task: asyncio.Task[None] | None = None

    def join(self, viewer: Viewer) -> None:
        self.viewers.add(viewer)
        for frame in (self._head, *self._group, self._age(), self._trouble):
            if frame is not None:
                viewer.offer(frame)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="live relay")

    def leave(self, viewer: Viewer) -> None:
        self.viewers.discard(viewer)

    async def stop(self) -> None:
        """Returns when the child process is gone."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        try:
            await self._keep_going()
        except Exception:  # noqa: BLE001  the edge of this task: who watches must not wait for ever
            _LOG.exception("bug in the relay of a live picture")
            for viewer in tuple(self.viewers):
                viewer.end(LOST)

    async def _keep_going(self) -> None:
        while self.viewers:
            started_s = self._clock.monotonic_s()
            code = await self._one_process()
            if self._clock.monotonic_s() - started_s > _STEADY_AFTER_S:
                self._failures = 0
            self._failures += 1
            self._forget()
            self._trouble = LiveFrame(LiveFrameKind.TROUBLE, code.encode())
            self._tell(self._trouble)
            await asyncio.sleep(_BACKOFF.delay_s(self._failures))

    async def _one_process(self) -> str:
        """Until it ends; the code of why."""
        try:
            self.process = await RelayProcess.start(self.source)
        except OSError as error:
            _LOG.error("the relay of a live picture can't be started: %s", type(error).__name__)
            return LOST
        try:
            return await self._read(self.process)
        finally:
            # Shielded: whoever cancels this leaves no process behind.
            await asyncio.shield(self.process.end())
            self.process = None

    async def _read(self, process: RelayProcess) -> str:
        patience_s = _OPENS_WITHIN_S
        while True:
            try:
                frame = await process.frame(patience_s)
            except TimeoutError:
                _LOG.warning("the relay of a live picture hangs and is replaced")
                return LOST
            if frame is None:
                _LOG.warning("the relay of a live picture died and is replaced")
                return LOST
            if frame.kind is LiveFrameKind.TROUBLE:
                return frame.payload.decode()
            patience_s = self._silent_for_s
            self._keep(frame)
            self._tell(frame)

    def _keep(self, frame: LiveFrame) -> None:
        self._trouble = None
        self._picture_s = self._clock.monotonic_s()
        if frame.kind is LiveFrameKind.HEAD:
            self._forget()
            self._head = frame
            return
        if frame.kind is LiveFrameKind.KEY:
            self._group, self._group_bytes = [], 0
        elif not self._group:
            return
        self._group.append(frame)
        self._group_bytes += len(frame.payload)
        if self._group_bytes > _MOST_GROUP_BYTES:
            self._group, self._group_bytes = [], 0

    def _age(self) -> LiveFrame | None:
        """How old the newest picture is, in milliseconds: to who comes later it would seem new."""
        if not self._group:
            return None
        age_ms = round((self._clock.monotonic_s() - self._picture_s) * 1000)
        return LiveFrame(LiveFrameKind.BEAT, str(age_ms).encode())

    def _forget(self) -> None:
        self._head, self._group, self._group_bytes = None, [], 0

    def _tell(self, frame: LiveFrame) -> None:
        for viewer in tuple(self.viewers):
            viewer.offer(frame)
