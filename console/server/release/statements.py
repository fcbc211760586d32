"""What the consoles signed of their recordings, and what it is worth by the city's authority as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.base.logs import logger
from console.exhibit.recorded import Recorded
from console.exhibit.statement_check import Standing, StatementFound, find_statement
from console.exhibit.trust import Authority, read_authority
from console.proof.chain_row import ChainEntry
from console.proof.statement import SignedStatement
from console.server.centre import Centre
from console.server.tables import EVIDENCE
from console.wire.events import EvidenceAnnouncement, EvidenceState
from console.wire.releases import RecordedFile, RecordedFiles, ReleaseRecord

_LOG = logger("centre.release")


def city_authority(centre: Centre) -> Authority | None:
    """Read each time: a new list of the revoked counts without a new start. None where the centre knows none."""
    path = centre.settings.authority_file
    try:
        return read_authority(path) if path.is_file() else None
    except (KnownError, OSError) as error:
        _LOG.warning("the city's authority cannot be read, signatures of consoles are not checked: %s", error)
        return None


def signed_of(row: Any) -> SignedStatement | None:
    """``row`` is one of the evidence."""
    statement = EvidenceAnnouncement.model_validate_json(row.body).statement
    if statement is None:
        return None
    return SignedStatement(statement.body, statement.signature, statement.certificates)


def found_of(row: Any, authority: Authority | None) -> StatementFound:
    sha256 = EvidenceAnnouncement.model_validate_json(row.body).sha256
    return find_statement(signed_of(row), sha256, authority, row.announced_utc)


def recorded_of(centre: Centre, record: ReleaseRecord, rows: Mapping[str, Any]) -> tuple[Recorded, ...]:
    """Of each file of a release; ``rows`` are those of the evidence, by id."""
    authority = city_authority(centre)
    found = []
    for one in record.files:
        row = rows[str(one.evidence_id)]
        found.append(Recorded(one.name, signed_of(row), found_of(row, authority), row.announced_utc))
    return tuple(found)


def captured_entries(recorded: Iterable[Recorded], digests: Mapping[str, str]) -> Iterator[tuple[datetime, ChainEntry]]:
    """The first line of custody of each file that a console of the city signed; ``digests`` by name."""
    for one in recorded:
        found = one.found
        if found.standing is Standing.SIGNED and found.signed_utc is not None:
            name = f"data/{one.original}"
            entry = ChainEntry(found.user, "", found.console, "captured", name, sha256=digests[one.original])
            yield found.signed_utc, entry


def recorded_files(connection: Connection, centre: Centre, flag_id: str) -> RecordedFiles:
    """Of the evidence of a flag that is whole here, in order of arrival."""
    authority = city_authority(centre)
    mine = (EVIDENCE.c.flag_id == flag_id) & (EVIDENCE.c.state == EvidenceState.COMPLETE.value)
    rows = connection.execute(select(EVIDENCE).where(mine).order_by(EVIDENCE.c.announced_utc, EVIDENCE.c.id))
    return RecordedFiles(files=tuple(_recorded(row, found_of(row, authority)) for row in rows))


def _recorded(row: Any, found: StatementFound) -> RecordedFile:
    body = EvidenceAnnouncement.model_validate_json(row.body)
    return RecordedFile(
        evidence_id=UUID(row.id),
        kind=body.kind.value,
        camera_id=body.camera_id,
        start_utc=body.start_utc,
        standing=found.standing.value,
        console=found.console,
        user=found.user,
        signed_utc=found.signed_utc,
        received_utc=row.announced_utc,
        revoked_utc=found.revoked_utc,
    )
