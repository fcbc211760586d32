"""A hand-over note as a file to take along: paper or table; that it left the centre is in the audit."""

from __future__ import annotations

import hashlib
from uuid import UUID

from sqlalchemy import Connection

from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.handovers.reading import record_of, visible_handover
from console.server.handovers.table import handover_csv
from console.server.numbering import Event
from console.server.paper.handover_sheet import handover_sheet
from console.server.principal import Principal


def take_along(centre: Centre, principal: Principal, handover_id: UUID, *, as_table: bool) -> tuple[str, bytes]:
    """Name and content. Raises Refusal 404 ``handover.unknown``."""

    def work(connection: Connection) -> tuple[tuple[str, bytes], list[Event]]:
        record = record_of(connection, centre, principal, visible_handover(connection, principal, handover_id))
        content = handover_csv(record).encode() if as_table else handover_sheet(record, centre.settings.issuer)
        name = f"{record.summary.number}.{'csv' if as_table else 'pdf'}"
        digest = hashlib.sha256(content).hexdigest()
        now = centre.clock.now_utc()
        audit.record(connection, principal, AuditAct.DOCUMENT_TAKEN, [(str(handover_id), name)], now, digest)
        return (name, content), []

    return centre.write(work)
