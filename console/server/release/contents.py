"""What goes into the package of a release: the originals, the documents about them, and what was done with them until now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from console.domain.flag_state import FlagState
from console.exhibit.package import Exhibit, ExhibitFile
from console.exhibit.recorded import Recorded, statement_documents
from console.handoff.cap import write_cap
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Incident, place_words
from console.proof.chain_row import ChainEntry
from console.server.centre import Centre
from console.server.evidence_store import evidence_file
from console.server.flags import record_of as flag_record_of
from console.server.handoff.incidents import incident_of
from console.server.hold_rows import holds_of
from console.server.paper.minutes import Scene, handover_minute
from console.server.paper.sheet import moment
from console.server.release.provenance import provenance_of
from console.server.release.requests import record_of
from console.server.release.statements import captured_entries, recorded_of
from console.server.release.working import camera_words, clock_words, working_of
from console.server.tables import EVIDENCE
from console.wire.events import EvidenceBody
from console.wire.holds import HoldRecord
from console.wire.releases import ReleaseRecord

Custody = list[tuple[datetime, ChainEntry]]
_VERBS = {"request": "requested", "approve": "approved"}
"""Holds of releases from before are among those of their flags."""


def minute_of(connection: Connection, centre: Centre, record: ReleaseRecord) -> bytes:
    """The minute of the hand-over, as it lies in the package."""
    incident = _incident(connection, centre, record)
    bodies = [EvidenceBody.model_validate_json(row.body) for row in _rows(connection, record).values()]
    return handover_minute(record, scene_of(incident, bodies), centre.settings.issuer)


def exhibit_of(connection: Connection, centre: Centre, release_id: str) -> Exhibit:
    """Of an approved release; the same facts give the same documents, however often it is begun anew."""
    record = record_of(connection, release_id)
    incident = _incident(connection, centre, record)
    rows = _rows(connection, record)
    bodies = {key: EvidenceBody.model_validate_json(row.body) for key, row in rows.items()}
    issuer = centre.settings.issuer
    working = working_of(connection, centre, record, bodies)
    recorded = recorded_of(centre, record, rows)
    return Exhibit(
        number=record.number,
        files=tuple(
            ExhibitFile(evidence_file(centre, str(one.evidence_id)), one.name, one.sha256) for one in record.files
        ),
        documents={
            "metadata/incident.eido.json": _json(write_eido(incident, issuer).to_json()),
            "metadata/incident.cap.xml": write_cap(incident, issuer),
            "metadata/time.json": _json({one.name: _clocks(bodies[str(one.evidence_id)]) for one in record.files}),
            "metadata/gaps.json": _json({one.name: _footage(bodies[str(one.evidence_id)]) for one in record.files}),
            "metadata/request.json": _json(record.body.model_dump(mode="json")),
            "report/berita_acara.pdf": minute_of(connection, centre, record),
            **statement_documents(recorded),
        },
        custody=_custody(record, rows, recorded, holds_of(connection, str(record.flag_id))),
        info={
            "Source-Organization": issuer.agency,
            "External-Description": f"{incident.category} {incident.category_name}, {place_words(incident)}",
            "Internal-Sender-Identifier": record.flag_number,
            "Ronda-Letter": record.body.letter_number,
            "Ronda-Report": record.body.report_number,
        },
        working=working,
        provenance=provenance_of(record, bodies, camera_words(connection, bodies.values()), working, issuer),
    )


def _rows(connection: Connection, record: ReleaseRecord) -> dict[str, Any]:
    ids = [str(one.evidence_id) for one in record.files]
    return {
        row.id: row
        for row in connection.execute(select(EVIDENCE).where(EVIDENCE.c.id.in_(ids)).order_by(EVIDENCE.c.id))
    }


def _incident(connection: Connection, centre: Centre, record: ReleaseRecord) -> Incident:
    flag = flag_record_of(connection, record.flag_id)
    changed = flag.history[-1].at_utc if flag.history else flag.received_utc
    return incident_of(connection, flag, flag.stage or FlagState.SENT, centre.settings.public_url, changed)


def scene_of(incident: Incident, bodies: list[EvidenceBody]) -> Scene:
    return Scene(
        camera=f"{incident.camera_number} {incident.camera_name}",
        place=f"{place_words(incident)} ({incident.area_code})",
        at=moment(incident.at_utc),
        clocks=clock_words(bodies),
    )


def _clocks(body: EvidenceBody) -> dict[str, Any]:
    stated = None if body.clocks is None else body.clocks.model_dump(mode="json")
    times = body.model_dump(mode="json", include={"start_utc", "end_utc"})
    return {**times, "clocks": stated, "display_zone": "WIB (UTC+07:00)"}


def _footage(body: EvidenceBody) -> dict[str, Any] | None:
    """None from consoles of before, which told nothing of gaps."""
    return None if body.footage is None else body.footage.model_dump(mode="json")


def _custody(
    record: ReleaseRecord, rows: dict[str, Any], recorded: Sequence[Recorded], holds: Sequence[HoldRecord]
) -> Custody:
    body = record.body
    basis = {
        "letter_number": body.letter_number,
        "report_number": body.report_number,
        "requester_name": body.officer_name,
        "nrp": body.officer_number,
        "unit": body.unit,
    }
    found: Custody = list(captured_entries(recorded, {one.name: one.sha256 for one in record.files}))
    for one in record.files:
        row = rows[str(one.evidence_id)]
        entry = ChainEntry("ronda", "system", "", "hashed", f"data/{one.name}", sha256=one.sha256)
        found.append((row.completed_utc, entry))
    for step in record.history:
        verb = _VERBS.get(step.action)
        if verb is not None:
            entry = ChainEntry(step.actor, step.role, "", verb, record.number, reason=step.note, legal_basis=basis)
            found.append((step.at_utc, entry))
    for hold in holds:
        held = ChainEntry(hold.by, "", "", "legal_hold", record.flag_number, reason=hold.reason)
        found.append((hold.at_utc, held))
        if hold.ended_utc is not None:
            let_go = ChainEntry(hold.ended_by, "", "", "hold_lifted", record.flag_number, reason=hold.ended_why)
            found.append((hold.ended_utc, let_go))
    return sorted(found, key=lambda one: one[0])


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
