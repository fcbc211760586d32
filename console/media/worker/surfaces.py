"""The surfaces of one worker: for each at most one player that shows and one that is about to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.domain.camera import FeedKey
from console.domain.wall_plan import SurfaceId
from console.media.picture_memory import SurfaceWriter
from console.media.protocol.messages import ShowSurface, SurfaceMemory
from console.media.worker.feed import Feed
from console.media.worker.fitting import fitted
from console.media.worker.libvlc import LibVlc
from console.media.worker.outlet import Outlet
from console.media.worker.player import Player
from console.media.worker.ts_pipe import TsPipe


@dataclass
class _Surface:
    wanted: ShowSurface
    showing: Outlet | None = None
    coming: Outlet | None = None


class Surfaces:
    """All methods on the command thread, the only one that calls libVLC."""

    def __init__(
        self,
        vlc: LibVlc,
        feeds: Mapping[FeedKey, Feed],
        announce: Callable[[SurfaceMemory, int], None],
        later: Callable[[Callable[[], None]], None],
    ) -> None:
        """``later`` queues a call for the command thread, from any thread."""
        self._vlc = vlc
        self._feeds = feeds
        self._announce = announce
        self._later = later
        self._surfaces: dict[SurfaceId, _Surface] = {}

    def show(self, wanted: ShowSurface) -> None:
        """Shows a feed, or shows it at another size; the old picture stays until the new one is there."""
        surface = self._surfaces.get(wanted.surface)
        if surface is not None and surface.wanted.feed != wanted.feed:
            self.drop(wanted.surface)
            surface = None
        if surface is None:
            surface = self._surfaces[wanted.surface] = _Surface(wanted)
        surface.wanted = wanted
        self._start_player(surface)

    def format_changed(self, feed: FeedKey) -> None:
        """A feed's first key picture has come, or its stream has changed."""
        for surface in self._surfaces.values():
            if surface.wanted.feed == feed:
                self._start_player(surface)

    def drop(self, surface_id: SurfaceId) -> None:
        """Stops the surface's players."""
        surface = self._surfaces.pop(surface_id, None)
        if surface is not None:
            self._release(surface.wanted.feed, surface.coming)
            self._release(surface.wanted.feed, surface.showing)

    def _start_player(self, surface: _Surface) -> None:
        feed = self._feeds.get(surface.wanted.feed)
        stream_format = feed.format() if feed is not None else None
        if feed is None or stream_format is None:
            return
        self._release(feed.key, surface.coming)
        wanted = surface.wanted
        shown = fitted(stream_format.width_px, stream_format.height_px, wanted.box_width_px, wanted.box_height_px)
        pipe = TsPipe(stream_format.codec)

        def on_first_picture(writer: SurfaceWriter) -> None:
            self._announce(SurfaceMemory(wanted.surface, wanted.feed), writer.fd)
            self._later(lambda: self._has_come(surface, outlet))

        player = Player(self._vlc, pipe.address, stream_format.caching_ms, shown, on_first_picture)
        outlet = surface.coming = Outlet(stream_format, pipe, player)
        # False when the stream has just changed again: format_changed is queued then and begins anew.
        if feed.attach(outlet):
            player.start()

    def _has_come(self, surface: _Surface, outlet: Outlet) -> None:
        if surface.coming is not outlet:
            return
        before, surface.showing, surface.coming = surface.showing, outlet, None
        self._release(surface.wanted.feed, before)

    def _release(self, feed_key: FeedKey, outlet: Outlet | None) -> None:
        if outlet is None:
            return
        feed = self._feeds.get(feed_key)
        if feed is not None:
            feed.detach(outlet)
        outlet.release()
