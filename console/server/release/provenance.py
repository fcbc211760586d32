"""Which files of a release have a C2PA sidecar, and what each claims."""

from __future__ import annotations

from collections.abc import Mapping

from console.exhibit.provenance import Provenance, SidecarWish
from console.exhibit.working import Working
from console.handoff.incident import Issuer
from console.wire.events import EvidenceBody, EvidenceKind
from console.wire.releases import ReleaseFile, ReleaseRecord


def provenance_of(
    record: ReleaseRecord,
    bodies: Mapping[str, EvidenceBody],
    cameras: Mapping[str, str],
    working: Working,
    issuer: Issuer,
) -> Provenance:
    """Of each still, and of each working copy; ``bodies`` by the id of the evidence, ``cameras`` by that of the camera."""
    copies = {wish.original: wish.name for wish in working.wishes}
    wishes = []
    for one in record.files:
        key = str(one.evidence_id)
        facts = _facts(record, one, bodies[key], cameras.get(bodies[key].camera_id, bodies[key].camera_id))
        if bodies[key].kind is EvidenceKind.STILL:
            wishes.append(SidecarWish(one.name, facts, bodies[key].start_utc))
        elif one.name in copies:
            wishes.append(SidecarWish(copies[one.name], facts, bodies[key].start_utc, one.name))
    return Provenance(f"{issuer.event_prefix}.evidence", tuple(wishes))


def _facts(record: ReleaseRecord, file: ReleaseFile, body: EvidenceBody, camera: str) -> dict[str, str]:
    return {
        "camera": camera,
        "flag": record.flag_number,
        "release": record.number,
        "start_utc": body.start_utc.isoformat(),
        "end_utc": body.end_utc.isoformat(),
        "clock": "jam ruang pantau / the room's clock; lihat / see data/metadata/time.json",
        "original": f"data/{file.name}",
        "original_sha256": file.sha256,
    }
