"""The files of a release: which originals go along and under which names, and where its package lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from console.base.os_errors import disk_errors
from console.server.centre import Centre
from console.server.evidence_store import CONTENT_TYPES
from console.server.tables import CAMERAS, EVIDENCE
from console.wire.events import EvidenceBody, EvidenceState
from console.wire.releases import ReleaseFile


def approved_files(connection: Connection, flag_id: str) -> tuple[ReleaseFile, ...]:
    """All that is complete now, in order of time."""
    mine = (EVIDENCE.c.flag_id == flag_id) & (EVIDENCE.c.state == EvidenceState.COMPLETE.value)
    rows = [
        (row.id, EvidenceBody.model_validate_json(row.body)) for row in connection.execute(select(EVIDENCE).where(mine))
    ]
    numbers = _camera_numbers(connection, {body.camera_id for _, body in rows})
    rows.sort(key=lambda row: (row[1].start_utc, row[0]))
    return tuple(
        ReleaseFile(
            evidence_id=UUID(evidence_id),
            name=_name(numbers.get(body.camera_id, "kamera"), evidence_id, body),
            sha256=body.sha256,
            size_bytes=body.size_bytes,
        )
        for evidence_id, body in rows
    )


def _camera_numbers(connection: Connection, ids: set[str]) -> dict[str, str]:
    rows: Any = connection.execute(select(CAMERAS.c.id, CAMERAS.c.number).where(CAMERAS.c.id.in_(ids)))
    return {row.id: str(row.number) for row in rows}


def _name(camera: str, evidence_id: str, body: EvidenceBody) -> str:
    """The end of the id tells two files of one second apart."""
    time = body.start_utc.strftime("%Y-%m-%dT%H%M%SZ")
    return f"original/{camera}/{time}_{body.kind.value}_{evidence_id[-4:]}.{CONTENT_TYPES[body.content_type]}"


def remove_package(centre: Centre, number: str) -> None:
    """Also what is not there any more. Raises KnownError disk.*."""
    path = package_file(centre, number)
    with disk_errors(path):
        path.unlink(missing_ok=True)


def package_file(centre: Centre, number: str) -> Path:
    return centre.settings.package_folder / f"{number}.zip"
