"""What a console's key signed beside a person's signature, and what that is worth by the city's authority as it stands now."""

from __future__ import annotations

from typing import Any

from console.domain.handover import HandoverPart
from console.exhibit.statement_check import Standing, StatementFound, find_statement
from console.proof.statement import HANDOVER_STATEMENT, SignedStatement
from console.server.centre import Centre
from console.server.release.statements import city_authority
from console.wire.events import EvidenceStatement
from console.wire.handovers import SignatureRecord


def signature_record(centre: Centre, row: Any) -> SignatureRecord:
    """``row`` is one of the signatures, with the ``sha256`` of its note."""
    found = _found(centre, row)
    return SignatureRecord(
        part=HandoverPart(row.part),
        by=row.signer,
        role=row.role,
        at_utc=row.at_utc,
        standing=found.standing.value,
        console=found.console,
    )


def _found(centre: Centre, row: Any) -> StatementFound:
    if row.statement is None:
        return StatementFound(Standing.NOT_SIGNED)
    told = EvidenceStatement.model_validate_json(row.statement)
    signed = SignedStatement(told.body, told.signature, told.certificates)
    return find_statement(signed, row.sha256, city_authority(centre), row.at_utc, HANDOVER_STATEMENT)
