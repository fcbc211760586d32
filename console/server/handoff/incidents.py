"""A flag's record as the incident that receivers are told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, select

from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagAction, FlagParty, FlagState
from console.handoff.incident import Incident, IncidentMedia
from console.server.tables import CAMERAS, CATEGORIES
from console.wire.events import EvidenceKind, EvidenceRecord, EvidenceState, FlagCamera, FlagRecord

_LABELS = {EvidenceKind.STILL: "Foto kejadian", EvidenceKind.CLIP: "Klip kejadian"}
_MARKED = "Salinan bertanda dari foto kejadian"
_ADDED_CAMERA = "Kamera tambahan: {}"
_ROOM = {FlagParty.OPERATOR.value, FlagParty.SUPERVISOR.value}


def stays_in_the_house(connection: Connection, category: str) -> bool:
    """True for categories that concern the city's own cameras; a category that we don't know is not held back."""
    row = connection.execute(select(CATEGORIES.c.eido_type).where(CATEGORIES.c.code == category)).first()
    return row is not None and not row.eido_type


def incident_of(
    connection: Connection, record: FlagRecord, stage: FlagState, public_url: str, changed_utc: datetime
) -> Incident:
    """``stage`` is the state to tell, which for a flag that was merely delivered is the one before."""
    kind = connection.execute(select(CATEGORIES).where(CATEGORIES.c.code == record.body.category)).first()
    camera = connection.execute(select(CAMERAS).where(CAMERAS.c.id == record.body.camera_id)).one()
    answer = record.acknowledgement
    officers = [change for change in record.history if change.officer_number]
    return Incident(
        flag_id=record.id,
        number=record.number,
        state=stage,
        category=record.body.category,
        category_name="" if kind is None else kind.name_id,
        eido_type="" if kind is None else kind.eido_type,
        priority=record.body.priority,
        note=record.body.note,
        camera_id=record.body.camera_id,
        camera_name=record.camera_name,
        camera_number=record.camera_number,
        area_code=record.area_code,
        place=record.place,
        operator=record.operator,
        recipient=record.body.recipient,
        at_utc=record.body.at_utc,
        changed_utc=changed_utc,
        latitude=camera.latitude,
        longitude=camera.longitude,
        media=tuple(_medium(record, file, public_url) for file in record.evidence if _is_told(file)),
        later_notes=tuple(_later_notes(record)),
        officer_name=officers[-1].officer_name if officers and answer else "",
        officer_number=officers[-1].officer_number if officers and answer else "",
        reason=_reason(record),
        exercise=record.exercise,
        more_cameras=tuple(f"{camera.number} {camera.name}" for camera in record.more_cameras),
    )


def _reason(record: FlagRecord) -> FlagReason | None:
    """Of the last change that gave one; a reason of a newer version's is none."""
    known = {reason.value: reason for reason in FlagReason}
    return known.get(record.history[-1].reason) if record.history else None


def _is_told(file: EvidenceRecord) -> bool:
    """What is kept back for its masks is told of by the masked picture beside it."""
    return file.state is EvidenceState.COMPLETE and not file.body.kept_back


def _later_notes(record: FlagRecord) -> Iterator[str]:
    """What the room wrote, and which cameras it added: a receiver is told of one before its pictures have come."""
    for change in record.history:
        if change.party in _ROOM and change.action == FlagAction.NOTE.value:
            yield change.note
        elif change.action == FlagAction.ADD_CAMERA.value:
            yield _ADDED_CAMERA.format(change.note)


def _medium(record: FlagRecord, file: EvidenceRecord, public_url: str) -> IncidentMedia:
    return IncidentMedia(
        id=file.id,
        uri=f"{public_url}/v1/flags/{record.id}/evidence/{file.id}/file",
        content_type=file.body.content_type,
        label=_label(record, file),
        sha256=file.body.sha256,
        size_bytes=file.body.size_bytes,
    )


def _label(record: FlagRecord, file: EvidenceRecord) -> str:
    """Names the camera where the flag has several."""
    label = _LABELS[file.body.kind] if file.body.marked is None else _MARKED
    if not record.more_cameras:
        return label
    first = FlagCamera(id=record.body.camera_id, number=record.camera_number, name=record.camera_name)
    camera = next((one for one in (first, *record.more_cameras) if one.id == file.body.camera_id), None)
    return label if camera is None else f"{label}, kamera {camera.number} {camera.name}"
