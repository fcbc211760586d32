"""The spool folder: names, digests, and writing that survives a power cut."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from console.base.os_errors import disk_errors
from console.domain.wall_plan import ClipInfo, StillInfo
from console.media.protocol.beside import facts_path
from console.wire.events import EvidenceBody, EvidenceKind

_SUFFIXES = {EvidenceKind.STILL: ".jpg", EvidenceKind.CLIP: ".mp4"}
_CONTENT_TYPES = {EvidenceKind.STILL: "image/jpeg", EvidenceKind.CLIP: "video/mp4"}


def spool_path(folder: Path, evidence_id: UUID, kind: EvidenceKind) -> Path:
    return folder / f"{evidence_id}{_SUFFIXES[kind]}"


def sealed(path: Path, info: ClipInfo | StillInfo) -> EvidenceBody:
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
        start_utc=utc(first_s),
        end_utc=utc(last_s),
    )


def utc(unix_s: float) -> datetime:
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


def sync_folder(folder: Path) -> None:
    """Makes names in ``folder`` durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
