"""Signed statements of where every chain stood: each names the one before it, so that none can be left out unseen."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import Connection, func, insert, select

from console.proof.canonical import canonical, sha256_hex
from console.proof.chain_row import GENESIS, utc_text
from console.server.audit_tables import AUDIT, AUDIT_CHECKPOINTS
from console.server.centre import Centre
from console.server.numbering import Event
from console.wire.audit import AuditCheckpoint


def make_checkpoint(centre: Centre) -> AuditCheckpoint:
    """Signs and keeps the next one. Any thread; raises KnownError ``centre.storage``."""

    def work(connection: Connection) -> tuple[AuditCheckpoint, list[Event]]:
        now = centre.clock.now_utc()
        newest = select(AUDIT_CHECKPOINTS).order_by(AUDIT_CHECKPOINTS.c.number.desc()).limit(1)
        before = connection.execute(newest).first()
        number = 1 if before is None else int(before.number) + 1
        said = {
            "number": number,
            "at_utc": utc_text(now),
            "issuer": centre.settings.city_prefix,
            "prev": GENESIS if before is None else sha256_hex(before.body.encode()),
            "heads": _heads(connection),
        }
        body = canonical(said)
        signature = base64.b64encode(centre.keys.audit_key.sign(body)).decode()
        row = {"number": number, "at_utc": now, "body": body.decode(), "signature": signature}
        connection.execute(insert(AUDIT_CHECKPOINTS).values(row))
        return _message(centre, number, body.decode(), signature), []

    return centre.write(work)


def checkpoints(centre: Centre) -> list[AuditCheckpoint]:
    """All of them, oldest first."""
    with centre.database.read() as connection:
        rows = connection.execute(select(AUDIT_CHECKPOINTS).order_by(AUDIT_CHECKPOINTS.c.number)).all()
    return [_message(centre, int(row.number), row.body, row.signature) for row in rows]


def _message(centre: Centre, number: int, body: str, signature: str) -> AuditCheckpoint:
    return AuditCheckpoint(number=number, body=body, signature=signature, public_key=centre.keys.audit_public_key)


def _heads(connection: Connection) -> dict[str, Any]:
    last = (
        select(AUDIT.c.chain, func.max(AUDIT.c.seq).label("seq"))
        .where(AUDIT.c.chain.is_not(None))
        .group_by(AUDIT.c.chain)
        .subquery()
    )
    heads = select(AUDIT.c.chain, AUDIT.c.seq, AUDIT.c.hash).join(
        last, (last.c.chain == AUDIT.c.chain) & (last.c.seq == AUDIT.c.seq)
    )
    return {row.chain: {"seq": int(row.seq), "hash": row.hash} for row in connection.execute(heads)}
