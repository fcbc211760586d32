"""The messages between console and media worker, as frozen dataclasses; the version is raised with every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from console.domain.camera import FeedKey
from console.domain.feed_pace import FeedPace
from console.domain.feed_state import FeedState
from console.domain.footage import Gap
from console.domain.replay import ReplayMove
from console.domain.source_options import PLAIN_SOURCE, SourceOptions
from console.domain.wall_plan import SurfaceId

VERSION = 6
HEARTBEAT_EVERY_S = 0.5
BEATS_A_COUNT = 2
"""Of feeds: once a second."""


@dataclass(frozen=True)
class OpenFeed:
    """Connect to a feed, or go on with a new address if it is open already."""

    feed: FeedKey
    url: str
    user: str = field(repr=False)
    password: str = field(repr=False)
    options: SourceOptions = PLAIN_SOURCE


@dataclass(frozen=True)
class CloseFeed:
    """Disconnect; its surfaces were dropped before."""

    feed: FeedKey


@dataclass(frozen=True)
class RetryFeed:
    """Try now instead of after the backoff."""

    feed: FeedKey


@dataclass(frozen=True)
class ShowSurface:
    """Show a feed of this worker on a surface, or show it at another size."""

    surface: SurfaceId
    feed: FeedKey
    box_width_px: int
    box_height_px: int


@dataclass(frozen=True)
class DropSurface:
    """Stop the surface's player."""

    surface: SurfaceId


@dataclass(frozen=True)
class SaveClip:
    """Write the feed's packets of a stretch (seconds of CLOCK_MONOTONIC) as MP4, once it is over or the feed is closed.

    Answered by ``ClipSaved`` or ``SaveFailed`` with the same number.
    """

    request: int
    feed: FeedKey
    from_s: float
    until_s: float
    or_older: bool
    """Where nothing came within it: the last pictures before it rather than none."""
    path: str


@dataclass(frozen=True)
class SaveStill:
    """Write the feed's newest picture as JPEG; answered by ``StillSaved`` or ``SaveFailed`` with the same number."""

    request: int
    feed: FeedKey
    at_s: float
    """The newest one of this moment of CLOCK_MONOTONIC, with what is known of it beside; 0 for now, and nothing beside."""
    path: str


@dataclass(frozen=True)
class SetRing:
    """How far back the packets of the worker's feeds are kept; whichever bound is reached first counts."""

    span_s: float = 120.0
    feed_bytes: int = 64 * 1024 * 1024
    worker_bytes: int = 128 * 1024 * 1024
    """Of all feeds together."""


@dataclass(frozen=True)
class StartReplay:
    """Show pictures of a feed again, in memory of their own; ``run`` tells it from replays before it."""

    surface: SurfaceId
    run: int
    feed: FeedKey
    box_width_px: int
    box_height_px: int
    seconds_back: float


@dataclass(frozen=True)
class ControlReplay:
    """Move in a replay; ignored when it has ended."""

    surface: SurfaceId
    run: int
    move: ReplayMove
    amount: float


@dataclass(frozen=True)
class SaveReplayStill:
    """Write the picture that the replay shows as JPEG; answered by ``StillSaved`` or ``SaveFailed``."""

    request: int
    surface: SurfaceId
    run: int
    path: str


@dataclass(frozen=True)
class StopReplay:
    """Back to live; answered by nothing."""

    surface: SurfaceId
    run: int


@dataclass(frozen=True)
class ListenTo:
    """Play the sound of this feed, and of no other; the same feed again changes the volume (0 to 100)."""

    feed: FeedKey
    volume_percent: int


@dataclass(frozen=True)
class StopListening:
    """Throw all sound away."""


@dataclass(frozen=True)
class GiveWay:
    """Decode only in the time that no other program wants, from now on and for good."""


@dataclass(frozen=True)
class DecodeWith:
    """Whether players may decode on the graphics card; those that play begin anew."""

    hardware: bool


@dataclass(frozen=True)
class SetPace:
    """Decode so many of the feed's pictures, until told otherwise; a feed that is opened begins whole."""

    feed: FeedKey
    pace: FeedPace


@dataclass(frozen=True)
class Quit:
    """End in good order."""


@dataclass(frozen=True)
class Ready:
    """The first message of nursery and worker: it can play. Its pidfd travels with it, which, unlike a number, can never
    come to mean another process.
    """

    version: int
    pid: int


@dataclass(frozen=True)
class NotReady:
    """The worker's only message when it cannot play at all (``worker.no_libvlc``, ``worker.no_plugins``)."""

    version: int
    code: str


@dataclass(frozen=True)
class Heartbeat:
    """Sent every ``HEARTBEAT_EVERY_S``; ``stuck_s`` is how long libVLC has been busy with one call."""

    stuck_s: float
    rss_bytes: int
    late_ms: float = 0.0
    """How much later than due this beat came."""
    waiting: int = 0
    """Messages not sent yet and calls of libVLC not made yet."""


@dataclass(frozen=True)
class FeedCounted:
    """Sent each second for each feed: the fields of ``FeedCounts``."""

    feed: FeedKey
    connections: int
    pictures: int
    payload_bytes: int
    key_pictures: int
    silences: int
    jitter_ms: float
    key_interval_s: float


@dataclass(frozen=True)
class FeedChanged:
    """A feed's phase as the worker sees it; ``retry_in_s`` counts from now."""

    feed: FeedKey
    state: FeedState
    reason: str
    retry_in_s: float


@dataclass(frozen=True)
class DecoderChanged:
    """A surface's decoder gave nothing though its camera sends, and was started anew; well again with an empty reason."""

    surface: SurfaceId
    feed: FeedKey
    reason: str


@dataclass(frozen=True)
class SurfaceMemory:
    """New picture memory whose first picture is in it; its file descriptor travels with the message."""

    surface: SurfaceId
    feed: FeedKey


@dataclass(frozen=True)
class ReplayMemory:
    """A replay's picture memory whose first picture is in it; its file descriptor travels with the message."""

    surface: SurfaceId
    run: int


@dataclass(frozen=True)
class ReplayAt:
    """The picture that is shown: when it came from the camera (seconds of CLOCK_MONOTONIC), and how it goes on."""

    surface: SurfaceId
    run: int
    arrival_s: float
    paused: bool
    speed: float


@dataclass(frozen=True)
class ReplayEnded:
    """The newest picture was reached; ``code`` is a known error's when there was nothing to show at all."""

    surface: SurfaceId
    run: int
    code: str


@dataclass(frozen=True)
class SoundFound:
    """A connection was made; ``codec`` is that of its sound, empty when the camera sends none."""

    feed: FeedKey
    codec: str


@dataclass(frozen=True)
class SoundHeard:
    """A sound device takes the sound of the feed; or it does not, and ``problem`` is the code of why."""

    feed: FeedKey
    problem: str


@dataclass(frozen=True)
class HardwareFailed:
    """The graphics card gave no picture of this feed in time; it is decoded by the processor from now on."""

    feed: FeedKey


@dataclass(frozen=True)
class ClipSaved:
    """The clip lies complete at the asked path, and what is known of it beside."""

    request: int
    start_unix_s: float
    end_unix_s: float
    asked_start_unix_s: float
    asked_end_unix_s: float
    packet_count: int
    codec: str
    gaps: tuple[Gap, ...] = ()
    camera_ahead_s: float | None = None
    """How far the clock that the camera states is ahead of ours, less the way of a picture; None when not known."""


@dataclass(frozen=True)
class StillSaved:
    """The still lies complete at the asked path."""

    request: int
    width_px: int
    height_px: int
    at_unix_s: float
    camera_ahead_s: float | None = None


@dataclass(frozen=True)
class SaveFailed:
    """Nothing lies at the asked path; ``code`` is a known error's."""

    request: int
    code: str


@dataclass(frozen=True)
class Trouble:
    """A bug inside the worker; ``where`` names the error's type and lines, never its text, which may hold a password."""

    where: str


ReplayCommand: TypeAlias = SetRing | StartReplay | ControlReplay | SaveReplayStill | StopReplay
ReplayEvent: TypeAlias = ReplayMemory | ReplayAt | ReplayEnded
SoundCommand: TypeAlias = ListenTo | StopListening
SoundEvent: TypeAlias = SoundFound | SoundHeard
Command: TypeAlias = (
    ReplayCommand
    | SoundCommand
    | DecodeWith
    | GiveWay
    | SetPace
    | OpenFeed
    | CloseFeed
    | RetryFeed
    | ShowSurface
    | DropSurface
    | SaveClip
    | SaveStill
    | Quit
)
Event: TypeAlias = (
    ReplayEvent
    | SoundEvent
    | HardwareFailed
    | Ready
    | NotReady
    | Heartbeat
    | FeedCounted
    | FeedChanged
    | DecoderChanged
    | SurfaceMemory
    | ClipSaved
    | StillSaved
    | SaveFailed
    | Trouble
)
Message: TypeAlias = Command | Event

CARRY_A_DESCRIPTOR = (Ready, SurfaceMemory, ReplayMemory)
