"""The tables of the audit: the lines of every chain, and the signed statements of where the chains stood."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

# The line is what is proven; the columns beside it are its parts, for searching. Rows from before there were chains have
# neither chain nor line.
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("at_utc", UtcDateTime, nullable=False, index=True),
    Column("user_id", String(36), nullable=False),
    Column("username", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("chain", String(36)),
    Column("seq", BigInteger),
    Column("hash", String(64)),
    Column("line", Text),
)
Index("uq_audit_line", AUDIT.c.chain, AUDIT.c.seq, unique=True)

AUDIT_CHECKPOINTS = Table(
    "audit_checkpoints",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at_utc", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
    Column("signature", String(128), nullable=False),
)
