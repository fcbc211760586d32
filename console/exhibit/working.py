"""Working copies of a package: each recording once more as an MP4 that plays everywhere, while its original stays as it came."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from console.exhibit.boxes import NotBoxesError, boxes
from console.exhibit.export_file import ExportFacts, write_export
from console.exhibit.seal import Sealer

_FORMAT = "ONVIF Export File Format 26.06, RSASSA-PSS SHA-256"


class NoCopy(Enum):
    """Why a recording has no working copy."""

    CODEC = "codec"
    DAMAGED = "damaged"
    FAILED = "failed"


Remux = Callable[[Path, Path, datetime], NoCopy | None]
"""Puts the packets of a recording, which began at that time, into a new MP4 file; raises KnownError disk.*."""

_WORDS = {
    NoCopy.CODEC: (
        "Tanpa salinan kerja: cara kamera menyandikan gambar tidak dapat disimpan dalam MP4. Pakailah rekaman asli.",
        "No working copy: MP4 cannot hold pictures in the way that this camera encodes them. Use the original.",
    ),
    NoCopy.DAMAGED: (
        "Tanpa salinan kerja: rekaman asli rusak atau terpotong. Rekaman asli disertakan sebagaimana diterima.",
        "No working copy: the original is damaged or cut off. It is enclosed as it was received.",
    ),
    NoCopy.FAILED: (
        "Tanpa salinan kerja: pembuatannya gagal di pusat. Rekaman asli disertakan sebagaimana diterima.",
        "No working copy: the centre failed to make it. The original is enclosed as it was received.",
    ),
}


@dataclass(frozen=True)
class WorkingWish:
    """A copy that is wanted; names as below ``data/``."""

    original: str
    name: str
    facts: ExportFacts


@dataclass(frozen=True)
class Working:
    """All that are wanted, and how pictures come into another file: exhibit itself knows no codec."""

    remux: Remux
    wishes: tuple[WorkingWish, ...] = ()


def make_copies(part: Path, working: Working, sealer: Sealer, now_utc: datetime) -> dict[str, NoCopy | None]:
    """By the name of the original, None where the copy is there. Raises KnownError disk.*, OSError."""
    return {wish.original: _made(part, wish, working.remux, sealer, now_utc) for wish in working.wishes}


def _made(part: Path, wish: WorkingWish, remux: Remux, sealer: Sealer, now_utc: datetime) -> NoCopy | None:
    original, target = part / "data" / wish.original, part / "data" / wish.name
    if not _looks_like_mp4(original):
        return NoCopy.DAMAGED
    plain, sealed = part / ".plain.mp4", part / ".sealed.mp4"
    try:
        fault = remux(original, plain, wish.facts.start_utc)
        if fault is None:
            write_export(plain, sealed, wish.facts, sealer, now_utc)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sealed.replace(target)
    except NotBoxesError:
        return NoCopy.FAILED
    else:
        return fault
    finally:
        plain.unlink(missing_ok=True)
        sealed.unlink(missing_ok=True)


def _looks_like_mp4(path: Path) -> bool:
    """What is none needs no process of its own to find out."""
    with path.open("rb") as file:
        try:
            kinds = [one.kind for one in boxes(file, 0, file.seek(0, 2))]
        except NotBoxesError:
            return False
    return b"moov" in kinds


def copies_told(wishes: Iterable[WorkingWish], found: Mapping[str, NoCopy | None]) -> bytes:
    """The document about them: each original with its copy, or the reason why it has none, in both languages."""
    told = {f"data/{wish.original}": _told(wish, found[wish.original]) for wish in wishes}
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _told(wish: WorkingWish, fault: NoCopy | None) -> dict[str, str | None]:
    if fault is not None:
        indonesian, english = _WORDS[fault]
        return {"working": None, "reason": fault.value, "alasan": indonesian, "why": english}
    start = wish.facts.start_utc.isoformat()
    return {"working": f"data/{wish.name}", "format": _FORMAT, "start_utc": start, "statement": wish.facts.statement}
