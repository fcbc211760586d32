"""Where a feed's sound leaves the pictures; a feed that nobody listens to costs a comparison a packet."""

from __future__ import annotations

from collections.abc import Callable

from av.audio.stream import AudioStream
from av.packet import Packet

from console.domain.camera import FeedKey
from console.media.protocol.messages import Event, SoundFound
from console.media.worker.sound import Ear
from console.media.worker.sound_wave import SoundWave


class SoundTap:
    """One a feed, on the feed's thread: what the camera sends as sound goes to the ear, or nowhere."""

    def __init__(self, feed: FeedKey, ear: Ear, tell: Callable[[Event], None]) -> None:
        self._feed = feed
        self._ear = ear
        self._tell = tell
        self._stream: AudioStream | None = None
        self._wave: SoundWave | None = None

    def begin(self, stream: AudioStream | None) -> None:
        """A connection was made, with this stream of sound or none."""
        self._stream, self._wave = stream, None
        self._tell(SoundFound(self._feed, stream.codec_context.name if stream is not None else ""))

    def take(self, packet: Packet[AudioStream]) -> None:
        if self._ear.feed != self._feed:
            return
        if self._wave is None and self._stream is not None:
            self._wave = SoundWave(self._stream)
        if self._wave is not None:
            self._ear.hear(self._feed, self._wave.samples(packet, self._ear.volume_percent))
