"""The sound of the machine: at most one camera is heard, and nobody needs to know in which worker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.domain.camera import FeedKey
from console.media.fleet import Fleet, Worker
from console.media.io_thread import IoThread
from console.media.protocol.messages import ListenTo, Message, SoundFound, SoundHeard, StopListening

LOUDEST_PERCENT = 100


@dataclass(frozen=True)
class SoundStatus:
    """How it is with the sound of the feed that is listened to."""

    has_audio: bool | None = None
    """None until the camera's connection stands."""
    heard: bool = False
    """A sound device takes it now."""
    problem: str = ""
    """Code of why it is not heard though it should be."""


class SoundDesk:
    """``listen``, ``volume``, ``mute`` and ``status`` from any thread, at once; the rest on the io thread. Begins muted."""

    def __init__(self, io: IoThread, fleet: Fleet) -> None:
        self._io = io
        self._fleet = fleet
        self._feed: FeedKey | None = None
        self._volume_percent = LOUDEST_PERCENT
        self._muted = True
        self._codecs: dict[FeedKey, str] = {}
        self._heard: tuple[FeedKey, SoundHeard] | None = None
        self._told: tuple[Worker, ListenTo] | None = None

    def listen(self, feed: FeedKey | None) -> None:
        """This feed is the one to be heard when not muted; it needs to be shown somewhere."""
        if feed != self._feed:
            self._feed = feed
            self._io.post(self.tick)

    def volume(self, percent: int) -> None:
        """0 to 100; 100 is as loud as the camera sends."""
        self._volume_percent = max(0, min(LOUDEST_PERCENT, percent))
        self._io.post(self.tick)

    def mute(self, muted: bool) -> None:
        """Muted sound is not even decoded."""
        self._muted = muted
        self._io.post(self.tick)

    def status(self) -> SoundStatus:
        feed, heard = self._feed, self._heard
        codec = self._codecs.get(feed) if feed is not None else None
        status = SoundStatus(has_audio=None if codec is None else bool(codec))
        if heard is None or heard[0] != feed or self._muted:
            return status
        return replace(status, heard=not heard[1].problem, problem=heard[1].problem)

    def tick(self) -> None:
        """Tells the worker that has the feed now, which after a worker's death is another one."""
        feed = self._feed
        home = self._fleet.home_of(feed) if feed is not None and not self._muted else None
        wanted = (home, ListenTo(feed, self._volume_percent)) if home is not None and feed is not None else None
        if wanted == self._told:
            return
        before, self._told = self._told, wanted
        if before is not None and (wanted is None or wanted[0] is not before[0]):
            self._heard = None
            self._fleet.tell(before[0], StopListening())
        if wanted is not None and not self._fleet.tell(*wanted):
            self._told = None

    def take(self, worker: Worker, message: Message, _fd: int) -> str:
        """A listener of the inbox."""
        if isinstance(message, SoundFound) and message.feed in worker.holding.feeds:
            self._codecs[message.feed] = message.codec
        elif isinstance(message, SoundHeard) and self._told is not None and worker is self._told[0]:
            self._heard = (message.feed, message)
        return ""
