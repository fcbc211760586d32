"""The sound of the one feed that is listened to, on its way to the loudspeaker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from console.base.errors import KnownError
from console.domain.camera import FeedKey
from console.media.protocol.messages import Event, ListenTo, SoundHeard
from console.media.worker.command_thread import CommandThread
from console.media.worker.libvlc import LibVlc
from console.media.worker.sound_player import SoundPlayer, sound_vlc

NO_DEVICE = "media.no_sound_device"

_GAP_S = 0.5
"""After so long a silence of the line libVLC's clock is too far behind: a new player is quicker in step."""
_LOOK_EVERY_S = 0.5
_TRY_AGAIN_S = 10.0


class Ear:
    """One a worker. ``listen`` and ``stop`` from any thread; ``hear`` from the feeds' threads, which it never blocks.

    libVLC is called on a thread of its own: a sound server that hangs must not take the pictures with it.
    """

    def __init__(
        self,
        tell: Callable[[Event], None],
        on_bug: Callable[[BaseException], None],
        new_vlc: Callable[[], LibVlc] = sound_vlc,
    ) -> None:
        self._tell = tell
        self._on_bug = on_bug
        self._new_vlc = new_vlc
        self._lock = threading.Lock()
        self._thread: CommandThread | None = None
        self._vlc: LibVlc | None = None
        self._player: SoundPlayer | None = None
        self._playing: FeedKey | None = None
        """Whose sound the player was made for."""
        self._changing = self._stale = False
        self._last_s = self._looked_s = self._not_before_s = 0.0
        self.feed: FeedKey | None = None
        self.volume_percent = 100

    def listen(self, wanted: ListenTo) -> None:
        """From now on this feed alone is heard; the same feed again only changes the volume."""
        self.volume_percent = wanted.volume_percent
        if wanted.feed != self.feed:
            with self._lock:
                self.feed, self._not_before_s = wanted.feed, 0.0
            self._change()

    def stop(self) -> None:
        """Silence; the packets are thrown away again."""
        with self._lock:
            self.feed = None
        self._change()

    def hear(self, feed: FeedKey, samples: bytes) -> None:
        """What the camera has just sent."""
        now_s = time.monotonic()
        with self._lock:
            if feed != self.feed or not samples or now_s < self._not_before_s:
                return
            gap_s, self._last_s = now_s - self._last_s, now_s
            if self._player is not None and self._playing == feed and gap_s < _GAP_S:
                self._player.offer(samples)
                look = now_s - self._looked_s >= _LOOK_EVERY_S
                self._looked_s = now_s if look else self._looked_s
            else:
                look, self._stale = False, self._player is not None
                self._change()
        if look:
            self._later(self._look)

    def _change(self) -> None:
        if not self._changing:
            self._changing = True
            self._later(self._change_player)

    def _later(self, call: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = CommandThread(self._on_bug)
        self._thread.run_later(call)

    def _change_player(self) -> None:
        """Ends what should not play any more; a feed that sends sound gets a new player."""
        self._changing = False
        with self._lock:
            if self._player is not None and self._playing == self.feed and not self._stale:
                return
            old, self._player, self._stale = self._player, None, False
        if old is not None:
            old.release()
        feed = self.feed
        recent = time.monotonic() - self._last_s < _GAP_S
        if feed is not None and recent and time.monotonic() >= self._not_before_s:
            self._start(feed)

    def _start(self, feed: FeedKey) -> None:
        try:
            self._vlc = self._vlc or self._new_vlc()
        except KnownError as error:
            self._give_up(feed, error.code)
            return
        player = SoundPlayer(self._vlc)
        with self._lock:
            self._player, self._playing = player, feed

    def _look(self) -> None:
        player, feed = self._player, self._playing
        if player is None or feed is None or feed != self.feed:
            return
        heard = player.is_heard()
        if heard:
            self._tell(SoundHeard(feed, ""))
        elif heard is False:
            self._stale = True
            self._give_up(feed, NO_DEVICE)
            self._change()

    def _give_up(self, feed: FeedKey, code: str) -> None:
        self._not_before_s = time.monotonic() + _TRY_AGAIN_S
        self._tell(SoundHeard(feed, code))
