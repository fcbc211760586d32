"""The spool folder: names, digests, and writing that survives a power cut."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from console.base.folders import sync_folder
from console.base.os_errors import disk_errors
from console.domain.clock_offset import ClockOffset
from console.domain.footage import with_pictures
from console.domain.wall_plan import ClipInfo, StillInfo
from console.media.protocol.beside import facts_path
from console.wire.events import EvidenceBody, EvidenceKind
from console.wire.footage import MOST_SPANS, Clocks, Footage, PictureGap, UtcSpan

_SUFFIXES = {EvidenceKind.STILL: ".jpg", EvidenceKind.CLIP: ".mp4"}
_CONTENT_TYPES = {EvidenceKind.STILL: "image/jpeg", EvidenceKind.CLIP: "video/mp4"}


def spool_path(folder: Path, evidence_id: UUID, kind: EvidenceKind) -> Path:
    return folder / f"{evidence_id}{_SUFFIXES[kind]}"


def sealed(path: Path, info: ClipInfo | StillInfo, console: ClockOffset | None) -> EvidenceBody:
    """Size and SHA-256 of a complete file whose name is now on the disk for good. Raises KnownError disk.*."""
    kind = EvidenceKind.CLIP if isinstance(info, ClipInfo) else EvidenceKind.STILL
    first_s, last_s = _times(info)
    with disk_errors(path):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size_bytes = file.tell()
        sync_folder(path.parent)
    return EvidenceBody(
        kind=kind,
        camera_id=info.feed.camera_id,
        content_type=_CONTENT_TYPES[kind],
        size_bytes=size_bytes,
        sha256=digest,
        start_utc=_utc(first_s),
        end_utc=_utc(last_s),
        footage=_footage(info) if isinstance(info, ClipInfo) else None,
        clocks=_clocks(info.camera_ahead_s, console),
    )


def _clocks(camera_ahead_s: float | None, console: ClockOffset | None) -> Clocks:
    camera_ahead_ms = None if camera_ahead_s is None else _ms(camera_ahead_s)
    if console is None:
        return Clocks(camera_ahead_ms=camera_ahead_ms)
    return Clocks(
        camera_ahead_ms=camera_ahead_ms,
        console_ahead_ms=_ms(console.ahead_s),
        console_uncertainty_ms=_ms(console.uncertainty_s),
        console_measured_utc=console.measured_utc,
    )


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _footage(info: ClipInfo) -> Footage:
    spans = with_pictures(info.start_unix_s, info.end_unix_s, info.gaps)
    return Footage(
        feed=info.feed.quality_name,
        asked=_span(info.asked_start_unix_s, info.asked_end_unix_s),
        pictures=tuple(_span(*span) for span in spans[:MOST_SPANS]),
        gaps=tuple(
            PictureGap(start_utc=_utc(gap.start_unix_s), end_utc=_utc(gap.end_unix_s), reason=gap.reason.value)
            for gap in info.gaps[:MOST_SPANS]
        ),
    )


def _span(start_unix_s: float, end_unix_s: float) -> UtcSpan:
    return UtcSpan(start_utc=_utc(start_unix_s), end_utc=_utc(end_unix_s))


def _utc(unix_s: float) -> datetime:
    return datetime.fromtimestamp(unix_s, UTC)


def _times(info: ClipInfo | StillInfo) -> tuple[float, float]:
    return (info.start_unix_s, info.end_unix_s) if isinstance(info, ClipInfo) else (info.at_unix_s, info.at_unix_s)


def delete(path: Path) -> None:
    """And what is beside it; also when they are gone already. Raises KnownError disk.*."""
    with disk_errors(path):
        path.unlink(missing_ok=True)
        facts_path(path).unlink(missing_ok=True)


def forget_facts(path: Path) -> None:
    """What stands beside a file is in the database by now. Raises KnownError disk.*."""
    with disk_errors(path):
        facts_path(path).unlink(missing_ok=True)
