"""What one worker shows: for each feed one player that draws and at most one that is about to, for all its surfaces."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from console.domain.camera import FeedKey
from console.domain.wall_plan import SurfaceId
from console.media.picture_memory import PictureFormat, SurfaceWriter
from console.media.protocol.messages import ShowSurface, SurfaceMemory
from console.media.worker.command_thread import CommandThread
from console.media.worker.endings import Endings
from console.media.worker.feed import Feed
from console.media.worker.fitting import fitted
from console.media.worker.hardware import HardwareTrial
from console.media.worker.libvlc import LibVlc
from console.media.worker.outlet import Outlet, StreamFormat
from console.media.worker.player import Player
from console.media.worker.turns import Turns

_SETTLE_S = 0.6
"""A window that is being dragged larger changes its size many times a second; only where it stays counts."""
_FED_WITHIN_S = 2.0
_NEAR = 2.0
"""A picture with up to so many times too few or too many pixels does until then."""


@dataclass
class _Screen:
    """One feed as this worker shows it: decoded once, at the size of its largest surface."""

    feed: FeedKey
    boxes: dict[SurfaceId, ShowSurface] = field(default_factory=dict)
    showing: Outlet | None = None
    coming: Outlet | None = None
    settles: int = 0


class Surfaces:
    """All methods on the command thread, the only one that calls libVLC."""

    def __init__(
        self,
        vlc: LibVlc,
        feeds: Mapping[FeedKey, Feed],
        announce: Callable[[SurfaceMemory, int], None],
        commands: CommandThread,
        on_picture: Callable[[], None],
        hardware: HardwareTrial,
    ) -> None:
        """``on_picture`` is called on libVLC's threads for every new picture."""
        self._vlc = vlc
        self._feeds = feeds
        self._announce = announce
        self._commands = commands
        self._on_picture = on_picture
        self._hardware = hardware
        self._screens: dict[FeedKey, _Screen] = {}
        self._endings = Endings(commands.run_later, lambda: self._turns.busy)
        self._turns = Turns(commands.run_after, self._endings.go_on)

    def show(self, wanted: ShowSurface) -> None:
        """Shows a feed, or shows it at another size; the old picture stays until the new one is there."""
        for other in [screen for screen in self._screens.values() if wanted.surface in screen.boxes]:
            if other.feed.camera_id != wanted.feed.camera_id:
                self._leave(other, wanted.surface)
        screen = self._screens.setdefault(wanted.feed, _Screen(wanted.feed))
        is_new = wanted.surface not in screen.boxes
        screen.boxes[wanted.surface] = wanted
        if is_new and screen.showing is not None:
            self._announce(SurfaceMemory(wanted.surface, wanted.feed), screen.showing.player.writer.fd)
        self._fit(screen)
        if screen.showing is not None:
            self._leave_others(screen)

    def format_changed(self, feed: FeedKey) -> None:
        """A feed's first key picture has come, or its stream has changed."""
        screen = self._screens.get(feed)
        if screen is not None:
            self._start_player(screen)

    def drop(self, surface: SurfaceId) -> None:
        """Stops showing a surface; the players end with the last one of their feed."""
        for screen in [screen for screen in self._screens.values() if surface in screen.boxes]:
            self._leave(screen, surface)

    def playing(self) -> dict[SurfaceId, Outlet]:
        """Everything that shows or is about to for the first time, by one surface of each feed."""
        newest = {next(iter(one.boxes)): one.showing or one.coming for one in self._screens.values() if one.boxes}
        return {surface: outlet for surface, outlet in newest.items() if outlet is not None}

    def start_anew(self, surface: SurfaceId) -> None:
        """Another player for what the surface shows; the old picture stays until that has one."""
        for screen in self._screens.values():
            if surface in screen.boxes:
                self._hardware.blame(screen.feed)
                self._start_player(screen)

    def feed_of(self, surface: SurfaceId) -> FeedKey | None:
        return next((screen.feed for screen in self._screens.values() if surface in screen.boxes), None)

    def _leave(self, screen: _Screen, surface: SurfaceId) -> None:
        del screen.boxes[surface]
        if screen.boxes:
            self._fit(screen)
            return
        del self._screens[screen.feed]
        self._turns.give_back(screen.feed)
        self._release(screen.feed, screen.coming)
        self._release(screen.feed, screen.showing)

    def _fit(self, screen: _Screen) -> None:
        """Sees to it that the pictures have the right size, at once where the present one is far off."""
        stream_format = _format_of(self._feeds, screen.feed)
        if stream_format is None:
            return
        size = _largest(screen, stream_format)
        newest = screen.coming or screen.showing
        if newest is None or newest.format != stream_format or not _near(newest.shown, size):
            self._start_player(screen)
        elif newest.shown != size:
            screen.settles += 1
            turn = screen.settles
            self._commands.run_after(_SETTLE_S, lambda: self._settle(screen, turn))

    def _settle(self, screen: _Screen, turn: int) -> None:
        stream_format = _format_of(self._feeds, screen.feed)
        if screen.settles != turn or self._screens.get(screen.feed) is not screen or stream_format is None:
            return
        newest = screen.coming or screen.showing
        if newest is None or newest.shown != _largest(screen, stream_format):
            self._start_player(screen)

    def _start_player(self, screen: _Screen) -> None:
        self._turns.take(screen.feed, lambda: self._begin_player(screen))

    def _begin_player(self, screen: _Screen) -> None:
        feed = self._feeds.get(screen.feed)
        stream_format = _format_of(self._feeds, screen.feed)
        if feed is None or stream_format is None:
            self._turns.give_back(screen.feed)
            return
        self._release(screen.feed, screen.coming)

        def on_first_picture(writer: SurfaceWriter) -> None:
            for wanted in tuple(screen.boxes.values()):
                self._announce(SurfaceMemory(wanted.surface, wanted.feed), writer.fd)
            self._commands.run_later(lambda: self._has_come(screen, outlet))

        shown = _largest(screen, stream_format)
        hardware = self._hardware.wanted(screen.feed)
        player = Player(self._vlc, stream_format.codec, shown, on_first_picture, self._on_picture, hardware=hardware)
        if screen.showing is not None:
            player.writer.inherit(screen.showing.player.writer)
        outlet = screen.coming = Outlet(stream_format, shown, player)
        # False when the stream has just changed again: format_changed is queued then and begins anew.
        if feed.attach(outlet):
            player.start()
            in_vain = lambda: screen.coming is outlet and _is_fed(outlet.player)  # noqa: E731
            self._hardware.watch(screen.feed, in_vain, lambda: self._start_player(screen))

    def _has_come(self, screen: _Screen, outlet: Outlet) -> None:
        if screen.coming is not outlet:
            return
        self._turns.give_back(screen.feed)
        before, screen.showing, screen.coming = screen.showing, outlet, None
        self._release(screen.feed, before)
        self._leave_others(screen)

    def _leave_others(self, shown: _Screen) -> None:
        """The other feed of a camera stayed on its surfaces until this one's first picture."""
        for other in [screen for screen in self._screens.values() if screen is not shown]:
            for surface in other.boxes.keys() & shown.boxes.keys():
                self._leave(other, surface)

    def _release(self, feed_key: FeedKey, outlet: Outlet | None) -> None:
        if outlet is None:
            return
        feed = self._feeds.get(feed_key)
        if feed is not None:
            feed.detach(outlet)
        self._endings.add(outlet.player)


def _format_of(feeds: Mapping[FeedKey, Feed], key: FeedKey) -> StreamFormat | None:
    feed = feeds.get(key)
    return feed.format() if feed is not None else None


def _is_fed(player: Player) -> bool:
    """Whether the camera has sent something of late."""
    packet_s = player.signs(time.monotonic()).packet_s
    return packet_s is not None and packet_s < _FED_WITHIN_S


def _largest(screen: _Screen, stream: StreamFormat) -> PictureFormat:
    fits = (
        fitted(stream.width_px, stream.height_px, box.box_width_px, box.box_height_px) for box in screen.boxes.values()
    )
    return max(fits, key=lambda size: size.width_px)


def _near(have: PictureFormat, want: PictureFormat) -> bool:
    return have.width_px <= want.width_px * _NEAR and want.width_px <= have.width_px * _NEAR
