"""The two signatures under a hand-over note: by the person's own sign-in, the password asked again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from console.domain.audit_act import AuditAct
from console.domain.handover import HandoverPart, signing_fault
from console.domain.release_change import is_confirmed
from console.server import audit
from console.server.centre import Centre
from console.server.handovers.reading import change_event, record_of, visible_handover
from console.server.handovers.tables import HANDOVER_SIGNATURES, HANDOVERS
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.release.confirmation import confirmed_utc, forget
from console.wire.handovers import HandoverRecord, SignatureBody

_STATUS = {"handover.not_signed": 409}


def sign_handover(centre: Centre, principal: Principal, handover_id: UUID, body: SignatureBody) -> HandoverRecord:
    """The first of each part stands; one's own again changes nothing.

    Raises Refusal 404 ``handover.unknown``, 403 ``handover.not_yours``, ``handover.own_note``, ``handover.confirm_again``, 409
    ``handover.not_signed``, ``handover.other_text``, ``handover.taken``.
    """

    def work(connection: Connection) -> tuple[HandoverRecord, list[Event]]:
        row = visible_handover(connection, principal, handover_id)
        mine = select(HANDOVER_SIGNATURES).where(HANDOVER_SIGNATURES.c.handover_id == row.id)
        signed = {HandoverPart(one.part): one.user_id for one in connection.execute(mine)}
        fault = signing_fault(body.part, signed, is_author=row.author_id == principal.user_id)
        if fault is not None:
            raise Refusal(_STATUS.get(fault, 403), fault)
        if body.sha256 != row.sha256:
            raise Refusal(409, "handover.other_text")
        if body.part in signed:
            if signed[body.part] != principal.user_id:
                raise Refusal(409, "handover.taken")
            return record_of(connection, centre, principal, row), []
        now = centre.clock.now_utc()
        if not is_confirmed(confirmed_utc(connection, principal), now):
            raise Refusal(403, "handover.confirm_again")
        forget(connection, principal)
        values = {
            "handover_id": row.id,
            "part": body.part.value,
            "user_id": principal.user_id,
            "signer": principal.display_name,
            "role": principal.role.value,
            "at_utc": now,
            "statement": None if body.statement is None else body.statement.model_dump_json(),
        }
        connection.execute(insert(HANDOVER_SIGNATURES).values(values))
        moment = {"gave_utc" if body.part is HandoverPart.GIVES else "took_utc": now}
        connection.execute(update(HANDOVERS).where(HANDOVERS.c.id == row.id).values(moment))
        subjects = [(row.id, f"{row.number} {body.part.value}")]
        audit.record(connection, principal, AuditAct.HANDOVER_SIGNED, subjects, now, row.sha256)
        # A supervisor looks for those that nobody took.
        fresh = visible_handover(connection, principal, handover_id)
        return record_of(connection, centre, principal, fresh), [change_event(now)]

    return centre.write(work)
