"""Files of evidence: announced, uploaded in pieces, hashed by the centre, and only then part of the flag."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, insert, select, update

from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.flags import (
    camera_in_scope,
    evidence_record,
    flag_event,
    record_of,
    visible_flag,
)
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import EVIDENCE, UPLOADS
from console.wire.events import EvidenceAnnouncement, EvidenceBody, EvidenceRecord, EvidenceState

CONTENT_TYPES = {"image/jpeg": "jpg", "image/png": "png", "video/mp4": "mp4"}
"""What may come in, because it is what an inbox may show; nothing here can carry a script."""
DELETED = "deleted"
"""The state of what is no longer here; it is told as the flag's ``evidence_deleted_utc``, not as a state of the wire."""
_HASH_PIECE_BYTES = 1024 * 1024


def announce(
    centre: Centre, principal: Principal, flag_id: UUID, evidence_id: UUID, body: EvidenceAnnouncement
) -> tuple[EvidenceRecord, bool]:
    """What its console signed of it is kept with it, whatever it is worth.

    Raises Refusal: 409 ``id_conflict``, 413 ``evidence.too_large``, 422 ``evidence.unknown_type``, and the flag's.
    """
    if body.size_bytes > centre.settings.limits.evidence_bytes:
        raise Refusal(413, "evidence.too_large")
    if body.content_type not in CONTENT_TYPES:
        raise Refusal(422, "evidence.unknown_type")

    def work(connection: Connection) -> tuple[tuple[EvidenceRecord, bool], list[Event]]:
        visible_flag(connection, principal, flag_id)
        known = connection.execute(select(EVIDENCE).where(EVIDENCE.c.id == str(evidence_id))).first()
        if known is not None:
            if known.flag_id != str(flag_id) or known.body_hash != body_hash(body, known.body):
                raise Refusal(409, "id_conflict")
            if known.state == DELETED:
                # It was complete once: whoever asks again has nothing more to send.
                return (_record(evidence_id, body, EvidenceState.COMPLETE), False), []
            return (evidence_record(known), False), []
        camera = camera_in_scope(connection, principal, body.camera_id)
        values = {
            "id": str(evidence_id),
            "flag_id": str(flag_id),
            "body": body.model_dump_json(),
            "body_hash": body_hash(body),
            "area_code": camera.area_code,
            "state": EvidenceState.ANNOUNCED.value,
            "announced_utc": centre.clock.now_utc(),
        }
        connection.execute(insert(EVIDENCE).values(values))
        event = flag_event(record_of(connection, flag_id))
        return (_record(evidence_id, body, EvidenceState.ANNOUNCED), True), [event]

    return centre.write(work)


def _record(evidence_id: UUID, body: EvidenceAnnouncement, state: EvidenceState) -> EvidenceRecord:
    """Without the statement: it would travel with every flag."""
    return EvidenceRecord(id=evidence_id, body=EvidenceBody(**body.model_dump(exclude={"statement"})), state=state)


def evidence_file(centre: Centre, evidence_id: str) -> Path:
    # The last two digits of a UUIDv7 are random; the first ones are its time and would fill one folder.
    return centre.settings.evidence_folder / evidence_id[-2:] / evidence_id


def upload_file(centre: Centre, upload_id: str) -> Path:
    return centre.settings.upload_folder / upload_id


def visible_evidence(connection: Connection, principal: Principal, evidence_id: UUID) -> Any:
    """The row. Raises Refusal 404 ``evidence.unknown``, also outside the scope."""
    row = connection.execute(select(EVIDENCE).where(EVIDENCE.c.id == str(evidence_id))).first()
    if row is None or not principal.sees(row.area_code):
        raise Refusal(404, "evidence.unknown")
    return row


def begin_upload(
    centre: Centre, principal: Principal, evidence_id: UUID, length_bytes: int, metadata: str
) -> tuple[str, list[Path]]:
    """A new upload's id, and the files of earlier tries that it replaces.

    Raises Refusal 409 ``evidence.already_complete``, 400 ``upload.wrong_length``.
    """

    def work(connection: Connection) -> tuple[tuple[str, list[Path]], list[Event]]:
        row = visible_evidence(connection, principal, evidence_id)
        if row.state in {EvidenceState.COMPLETE.value, DELETED}:
            raise Refusal(409, "evidence.already_complete")
        if length_bytes != EvidenceBody.model_validate_json(row.body).size_bytes:
            raise Refusal(400, "upload.wrong_length")
        mine = UPLOADS.c.evidence_id == row.id
        old = list(connection.execute(select(UPLOADS.c.id).where(mine)).scalars())
        connection.execute(delete(UPLOADS).where(mine))
        upload_id = str(uuid4())
        ends = centre.clock.now_utc() + timedelta(seconds=centre.settings.lifetimes.upload_s)
        connection.execute(
            insert(UPLOADS).values(
                id=upload_id, evidence_id=row.id, length_bytes=length_bytes, metadata=metadata, expires_utc=ends
            )
        )
        connection.execute(update(EVIDENCE).where(EVIDENCE.c.id == row.id).values(state=EvidenceState.ANNOUNCED.value))
        return (upload_id, [upload_file(centre, known) for known in old]), []

    return centre.write(work)


def finish_upload(centre: Centre, upload: Any) -> bool:
    """Hashes what arrived and keeps it, or throws it away as REJECTED; False then."""
    arrived = upload_file(centre, upload.id)
    with centre.database.read() as connection:
        row = connection.execute(select(EVIDENCE).where(EVIDENCE.c.id == upload.evidence_id)).one()
    body = EvidenceBody.model_validate_json(row.body)
    genuine = arrived.stat().st_size == body.size_bytes and _digest(arrived) == body.sha256
    if genuine:
        _keep(arrived, evidence_file(centre, row.id))
    else:
        arrived.unlink(missing_ok=True)

    def work(connection: Connection) -> tuple[None, list[Event]]:
        state = EvidenceState.COMPLETE if genuine else EvidenceState.REJECTED
        values = {"state": state.value, "completed_utc": centre.clock.now_utc() if genuine else None}
        connection.execute(update(EVIDENCE).where(EVIDENCE.c.id == row.id).values(values))
        connection.execute(delete(UPLOADS).where(UPLOADS.c.id == upload.id))
        return None, [flag_event(record_of(connection, UUID(row.flag_id)))]

    centre.write(work)
    return genuine


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_HASH_PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _keep(arrived: Path, home: Path) -> None:
    # On disk for good before the database says that it is there.
    with arrived.open("rb") as file:
        os.fsync(file.fileno())
    home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arrived.replace(home)
    if os.name == "posix":
        folder = os.open(home.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def upload_metadata(text: str) -> dict[str, str]:
    """The tus metadata as it was kept."""
    return {str(key): str(value) for key, value in json.loads(text).items()}
