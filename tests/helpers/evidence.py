"""What the tests of evidence have in common: two cameras, files that stand for captures, and what came of them."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from console.base.paths import Paths
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.event import EventEntry
from console.domain.wall_plan import ClipInfo, StillInfo, SurfaceId
from console.events.service import EventsService
from tests.helpers.clock import START_UTC

FEED = FeedKey.of(CameraId("cam-1"), FeedQuality.MAIN)
OTHER = FeedKey.of(CameraId("cam-2"), FeedQuality.SUB)
CLIP, STILL = b"clip of original packets", b"\xff\xd8 still"


class NoReplay:
    """Of a media engine that replays nothing."""

    def capture_still(self, surface: SurfaceId, path: Path) -> Future[StillInfo]:
        raise AssertionError(f"no replay on {surface} for {path.name}")


def clip_from(from_s: float) -> ClipInfo:
    """Twenty seconds, counted from the key press."""
    start_s = START_UTC.timestamp() + from_s
    return ClipInfo("", start_s, start_s + 20, 300, "h264", FEED, start_s, start_s + 20)


def only(events: EventsService) -> EventEntry:
    (entry,) = events.recent()
    return entry


def spool(paths: Paths) -> list[Path]:
    return sorted((paths.data_folder / "evidence").iterdir())
