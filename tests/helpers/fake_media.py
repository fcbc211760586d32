"""Sound, decoding and load of a situation room without loudspeakers or graphics card: what a test asked for and answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.domain.camera import FeedKey
from console.media.sound import SoundStatus


@dataclass
class FakeSound:
    """``answers`` by feed; a feed without one has not been connected yet."""

    answers: dict[FeedKey, SoundStatus] = field(default_factory=dict)
    feed: FeedKey | None = None
    muted: bool = True
    percent: int = 0

    def listen(self, feed: FeedKey | None) -> None:
        self.feed = feed

    def volume(self, percent: int) -> None:
        self.percent = percent

    def mute(self, muted: bool) -> None:
        self.muted = muted

    def status(self) -> SoundStatus:
        return self.answers.get(self.feed, SoundStatus()) if self.feed is not None else SoundStatus()


@dataclass
class FakeDecoding:
    """``in_vain``: feeds that the graphics card could not decode."""

    in_vain: frozenset[FeedKey] = frozenset()

    def failed(self) -> frozenset[FeedKey]:
        return self.in_vain


@dataclass
class FakeLoad:
    """A machine that gives up what it is told."""

    given_up: frozenset[FeedKey] = frozenset()

    def slowed(self) -> frozenset[FeedKey]:
        return self.given_up
