"""All relays of a centre: one for each camera that is watched, and no more than the machine bears."""

from __future__ import annotations

import asyncio

from console.base.clock import Clock
from console.server.live.relay import Relay
from console.server.live.source import LiveSource
from console.server.live.viewer import Viewer
from console.server.problems import Refusal
from console.server.settings import Limits

_LATER = {"Retry-After": "10"}


class Relays:
    """Only the event loop touches it."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._relays: dict[str, Relay] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def of(self, camera_id: str) -> Relay | None:
        return self._relays.get(camera_id)

    def watch(self, session_id: str, source: LiveSource) -> Viewer:
        """Raises Refusal 429 ``live.too_many_cameras``, ``live.too_many_views``."""
        mine = sum(viewer.session_id == session_id for relay in self._relays.values() for viewer in relay.viewers)
        if mine >= self._limits.live_views_per_session:
            raise Refusal(429, "live.too_many_views", headers=_LATER)
        relay = self._relays.get(source.camera_id)
        if relay is None:
            if len(self._relays) >= self._limits.live_cameras:
                raise Refusal(429, "live.too_many_cameras", headers=_LATER)
            relay = self._relays[source.camera_id] = Relay(source, self._clock, self._limits.live_silent_s)
        relay.source = source
        viewer = Viewer(session_id)
        relay.join(viewer)
        return viewer

    def leave(self, camera_id: str, viewer: Viewer) -> None:
        relay = self._relays.get(camera_id)
        if relay is None or viewer not in relay.viewers:
            return
        relay.leave(viewer)
        if not relay.viewers:
            del self._relays[camera_id]
            ending = asyncio.create_task(relay.stop(), name="live relay ends")
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    def close(self) -> None:
        """Ends all viewings; the centre stops."""
        for relay in self._relays.values():
            for viewer in relay.viewers:
                viewer.end("live.centre_stops")

    async def stop(self) -> None:
        for relay in list(self._relays.values()):
            await relay.stop()
        self._relays.clear()
        await asyncio.gather(*self._ending)
