"""Watches players whose picture stands: what they decode is a sign of life, and those that hang are started anew."""

from __future__ import annotations

import time
from collections.abc import Callable

from console.domain.wall_plan import SurfaceId
from console.media.protocol.messages import DecoderChanged
from console.media.worker.decoder_health import DecoderHealth
from console.media.worker.outlet import Outlet
from console.media.worker.surfaces import Surfaces

LOOK_EVERY_S = 1.0
STANDS_AFTER_S = 1.5
"""A picture older than this is looked into; libVLC's statistics of a moving one need nobody's time."""
_RESTARTS_A_LOOK = 2
NOT_DECODED = "camera.not_decoded"


class DecoderWatch:
    """``tick`` from any thread, the rest on the command thread."""

    def __init__(
        self, surfaces: Surfaces, tell: Callable[[DecoderChanged], None], later: Callable[[Callable[[], None]], None]
    ) -> None:
        self._surfaces = surfaces
        self._tell = tell
        self._later = later
        self._health: dict[SurfaceId, DecoderHealth] = {}
        self._queued = False
        self._look_at_s = 0.0

    def tick(self) -> None:
        """Looks soon, if it is time and the last look is over."""
        now_s = time.monotonic()
        if not self._queued and now_s >= self._look_at_s:
            self._queued, self._look_at_s = True, now_s + LOOK_EVERY_S
            self._later(self._look)

    def _look(self) -> None:
        self._queued = False
        outlets = self._surfaces.playing()
        self._health = {surface: health for surface, health in self._health.items() if surface in outlets}
        hung = [surface for surface, outlet in outlets.items() if self._hangs(surface, outlet)]
        for surface in hung[:_RESTARTS_A_LOOK]:
            self._health[surface].restarted(time.monotonic())
            self._say(surface, NOT_DECODED)
            self._surfaces.start_anew(surface)

    def _hangs(self, surface: SurfaceId, outlet: Outlet) -> bool:
        now_ns = time.monotonic_ns()
        now_s = now_ns / 1e9
        health = self._health.setdefault(surface, DecoderHealth(now_s))
        before = health.in_trouble
        signs = outlet.player.signs(now_s)
        if signs.picture_s is not None and signs.picture_s < STANDS_AFTER_S:
            health.well(now_s)
        elif health.progressed(outlet.player.decoded_pictures(), now_s):
            outlet.player.note_decoded(now_ns)
        elif health.hung(signs, now_s):
            return True
        if before and not health.in_trouble:
            self._say(surface, "")
        return False

    def _say(self, surface: SurfaceId, reason: str) -> None:
        feed = self._surfaces.feed_of(surface)
        if feed is not None:
            self._tell(DecoderChanged(surface, feed, reason))
