"""Which working copies a release wants, and what each says of its camera and its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from console.exhibit.export_file import ExportFacts, Place
from console.exhibit.working import Working, WorkingWish
from console.server.centre import Centre
from console.server.paper.sheet import moment
from console.server.release.remuxing import remux
from console.server.tables import CAMERAS
from console.wire.events import EvidenceBody, EvidenceKind
from console.wire.releases import ReleaseFile, ReleaseRecord


def working_of(
    connection: Connection, centre: Centre, record: ReleaseRecord, bodies: Mapping[str, EvidenceBody]
) -> Working:
    """One for each clip; ``bodies`` by the id of the evidence."""
    clips = [one for one in record.files if bodies[str(one.evidence_id)].kind is EvidenceKind.CLIP]
    ids = {bodies[str(one.evidence_id)].camera_id for one in clips}
    rows: Any = connection.execute(select(CAMERAS).where(CAMERAS.c.id.in_(ids)))
    cameras = {row.id: row for row in rows}
    return Working(remux, tuple(_wish(centre, record, one, bodies[str(one.evidence_id)], cameras) for one in clips))


def _wish(
    centre: Centre, record: ReleaseRecord, file: ReleaseFile, body: EvidenceBody, cameras: Mapping[str, Any]
) -> WorkingWish:
    camera = cameras.get(body.camera_id)
    facts = ExportFacts(
        unit=f"Ronda, {centre.settings.issuer.agency}",
        unit_url=centre.settings.public_url,
        operator=record.approver,
        source=body.camera_id if camera is None else _words(camera),
        start_utc=body.start_utc,
        statement=_statement(record, file, body),
        place=None if camera is None else _place(camera),
    )
    return WorkingWish(file.name, file.name.replace("original/", "working/", 1), facts)


def camera_words(connection: Connection, bodies: Iterable[EvidenceBody]) -> dict[str, str]:
    """Number and name of each camera, by its id."""
    rows: Any = connection.execute(select(CAMERAS).where(CAMERAS.c.id.in_({body.camera_id for body in bodies})))
    return {row.id: _words(row) for row in rows}


def _words(camera: Any) -> str:
    return f"{camera.number} {camera.name}"


def _place(camera: Any) -> Place | None:
    if camera.latitude is None or camera.longitude is None:
        return None
    note = "letak kira-kira / approximate" if camera.approximate else "letak kamera / of the camera"
    return Place(camera.name, camera.latitude, camera.longitude, note)


def _statement(record: ReleaseRecord, file: ReleaseFile, body: EvidenceBody) -> str:
    return "\n".join(
        (
            f"{record.number} ({record.flag_number})",
            f"Asli / original: data/{file.name} SHA-256 {file.sha256}",
            f"{moment(body.start_utc)} – {moment(body.end_utc)}, menurut jam ruang pantau / by the room's clock",
            clock_words([body]),
        )
    )


def clock_words(bodies: list[EvidenceBody]) -> str:
    """How the clocks stood to each other, by the first file that knows."""
    stated = [one.clocks for one in bodies if one.clocks is not None]
    camera = [one.camera_ahead_ms for one in stated if one.camera_ahead_ms is not None]
    room = [one.console_ahead_ms for one in stated if one.console_ahead_ms is not None]
    said = (
        f"jam kamera {camera[0] / 1000:+.1f} detik terhadap ruang pantau" if camera else "jam kamera tidak diketahui",
        f"jam ruang pantau {room[0] / 1000:+.1f} detik terhadap pusat"
        if room
        else "jam ruang pantau belum dibandingkan",
    )
    return "; ".join(said)
