"""What the wall wants of the media engine: for each surface the feed and the size that it is shown at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

from console.domain.camera import FeedKey
from console.domain.footage import Gap
from console.domain.source_options import PLAIN_SOURCE, SourceOptions

SurfaceId = NewType("SurfaceId", str)


@dataclass(frozen=True)
class WantedSurface:
    """One tile's wish; pictures are fitted into the box, never cropped or stretched."""

    feed: FeedKey
    box_width_px: int
    box_height_px: int
    importance: int = field(default=0, compare=False)
    """Who gets a scarce connection: full screen before selected before larger tiles. Alone it changes nothing shown."""


WallPlan = dict[SurfaceId, WantedSurface]
"""Every surface of the machine that shows a feed; what is not in it is not wanted any more."""


@dataclass(frozen=True)
class KeepWish:
    """A feed that is likely needed next, to be connected without being shown; rank 0 is the likeliest."""

    feed: FeedKey
    rank: int


class LinkKind(Enum):
    """What feeds of several cameras share on their way."""

    RECORDER = "recorder"
    UPLINK = "uplink"


@dataclass(frozen=True)
class FeedLink:
    """A recorder or an uplink that serves only so many feeds at once to one console."""

    kind: LinkKind
    name: str
    most_feeds: int


@dataclass(frozen=True)
class FeedAddress:
    """Where and how to open a feed, from a stream ticket; the password is inside ``secret_url`` only in the worker."""

    url: str
    user: str
    password: str
    options: SourceOptions = PLAIN_SOURCE
    links: tuple[FeedLink, ...] = ()

    def __repr__(self) -> str:
        return "FeedAddress(***)"


@dataclass(frozen=True)
class ClipInfo:
    """A clip that lies complete on disk."""

    path: str
    start_unix_s: float
    """Wall time at which the first picture arrived."""
    end_unix_s: float
    packet_count: int
    codec: str
    feed: FeedKey
    """The one that was asked, or its camera's other one."""
    asked_start_unix_s: float
    asked_end_unix_s: float
    gaps: tuple[Gap, ...] = ()
    """Within what was asked for, in order of time."""
    camera_ahead_s: float | None = None
    """How far the clock that the camera states is ahead of ours, less the way of a picture; None when not known."""


@dataclass(frozen=True)
class StillInfo:
    """A still that lies complete on disk (JPEG)."""

    path: str
    width_px: int
    height_px: int
    at_unix_s: float
    feed: FeedKey
    """The one that was asked, or its camera's other one."""
    camera_ahead_s: float | None = None
    """As with a clip."""
