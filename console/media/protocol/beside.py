"""What is known of a clip or a still, in a file beside it: a console that ends before it has noted it leaves it to the next."""

from __future__ import annotations

from pathlib import Path

from console.base.errors import BugError
from console.base.os_errors import disk_errors
from console.domain.wall_plan import ClipInfo, StillInfo
from console.media.protocol.coding import Decoder, encode
from console.media.protocol.messages import ClipSaved, SaveClip, SaveStill, StillSaved


def facts_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.facts")


def written(asked: SaveClip | SaveStill, saved: ClipSaved | StillSaved) -> bytes:
    """What was asked and what came of it, as they go over the wire."""
    return encode(asked) + encode(saved)


def facts_beside(path: Path) -> ClipInfo | StillInfo | None:
    """None when there are none that can be read. Raises KnownError disk.*."""
    with disk_errors(path):
        facts = facts_path(path)
        data = facts.read_bytes() if facts.is_file() else b""
    try:
        match Decoder().feed(data):
            case [SaveClip() as clip, ClipSaved() as saved]:
                return clip_info(clip, saved)
            case [SaveStill() as still, StillSaved() as saved]:
                return still_info(still, saved)
    except BugError:
        pass
    return None


def clip_info(asked: SaveClip, saved: ClipSaved) -> ClipInfo:
    return ClipInfo(
        asked.path,
        saved.start_unix_s,
        saved.end_unix_s,
        saved.packet_count,
        saved.codec,
        asked.feed,
        saved.asked_start_unix_s,
        saved.asked_end_unix_s,
        saved.gaps,
        saved.camera_ahead_s,
    )


def still_info(asked: SaveStill, saved: StillSaved) -> StillInfo:
    return StillInfo(asked.path, saved.width_px, saved.height_px, saved.at_unix_s, asked.feed, saved.camera_ahead_s)
