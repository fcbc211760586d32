"""Disturbances as a table for any spreadsheet, one row for each camera; nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from console.base.clock import WIB
from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.ui.spreadsheet import BOM, harmless
from console.wire.causes import CauseRecord

_COLUMNS = (
    "disturbance", "kind", "shared_id", "shared_name", "since_wib", "ended_wib", "cameras", "cameras_down",
    "camera_id", "camera_number", "camera_name", "camera_place", "camera_down_since_wib",
)  # fmt: skip


def causes_csv(causes: Sequence[CauseRecord], entries: Mapping[CameraId, DirectoryEntry]) -> str:
    """In their order; times in WIB, as the room reads them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for cause in causes:
        line = [
            str(cause.id),
            cause.kind.value,
            harmless(cause.name),
            harmless(cause.label),
            _time(cause.since_utc),
            _time(cause.closed_utc),
            len(cause.cameras),
            cause.down,
        ]
        for camera in cause.cameras:
            entry = entries.get(CameraId(camera.camera_id))
            told = (entry.camera.name, entry.place) if entry is not None else ("", "")
            number = entry.camera.number if entry is not None else ""
            cells = [harmless(camera.camera_id), number, *(harmless(one) for one in told), _time(camera.since_utc)]
            writer.writerow([*line, *cells])
    return BOM + out.getvalue()


def _time(at_utc: datetime | None) -> str:
    return "" if at_utc is None else at_utc.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
