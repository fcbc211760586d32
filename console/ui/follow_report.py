"""The path of who was followed as a table for spreadsheets: each camera with its times, and how far from the last; no Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from console.domain.camera import Camera, CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.follow_path import FollowPath, Leg
from console.domain.map_camera import is_place
from console.domain.whereabouts import Position, distance_m
from console.i18n.formats import Formats
from console.i18n.translator import Translator
from console.ui.spreadsheet import BOM, harmless

_COLUMNS = ("step", "number", "name", "place", "since", "until", "seconds", "metres", "since-utc", "until-utc")
_MEANS = ("times", "metres")


@dataclass(frozen=True)
class FollowReport:
    """``person`` has asked for it; ``entries`` are the cameras that the directory knows."""

    path: FollowPath
    entries: Mapping[CameraId, DirectoryEntry]
    person: str


def as_csv(translator: Translator, report: FollowReport) -> bytes:
    """What the words mean stands above the table; nothing in it is carried out by a spreadsheet."""
    text, formats, legs = translator.text, Formats.of(translator.language), report.path.legs
    since, until = formats.moment(legs[0].since_utc), formats.moment(legs[-1].until_utc or legs[-1].since_utc)
    above = (
        text("follow-csv-title"),
        text("follow-csv-span", since=since, until=until),
        text("follow-csv-by", person=report.person),
        *(text(f"follow-csv-means-{name}") for name in _MEANS),
    )
    out = io.StringIO()
    writer = csv.writer(out)
    for line in above:
        writer.writerow([harmless(line)])
    writer.writerow([])
    writer.writerow([text(f"follow-csv-{name}") for name in _COLUMNS])
    before: Camera | None = None
    for step, leg in enumerate(legs, start=1):
        entry = report.entries.get(leg.camera)
        writer.writerow([harmless(cell) for cell in _cells(formats, step, leg, entry, before)])
        before = entry.camera if entry is not None else None
    return (BOM + out.getvalue()).encode()


def _cells(
    formats: Formats, step: int, leg: Leg, entry: DirectoryEntry | None, before: Camera | None
) -> tuple[str, ...]:
    camera = entry.camera if entry is not None else None
    until = leg.until_utc
    return (
        str(step),
        "" if camera is None else str(camera.number),
        leg.camera if camera is None else camera.name,
        entry.place if entry is not None else "",
        formats.moment(leg.since_utc),
        "" if until is None else formats.moment(until),
        "" if until is None else str(round((until - leg.since_utc).total_seconds())),
        _metres(before, camera),
        _utc(leg.since_utc),
        "" if until is None else _utc(until),
    )


def _metres(before: Camera | None, camera: Camera | None) -> str:
    """Empty where one of the two has no place."""
    one, other = (None if camera is None else _position(camera) for camera in (before, camera))
    return "" if one is None or other is None else str(round(distance_m(one, other)))


def _position(camera: Camera) -> Position | None:
    if camera.latitude is None or camera.longitude is None or not is_place(camera.latitude, camera.longitude):
        return None
    return Position(camera.latitude, camera.longitude)


def _utc(at_utc: datetime) -> str:
    return at_utc.astimezone(UTC).isoformat(timespec="seconds")
