"""The tables of the hand-off."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from console.server.tables import METADATA, UtcDateTime

FLAGS_KIND, REPAIRS_KIND = "flags", "repairs"
"""What a receiver gets."""

RECEIVERS = Table(
    "receivers",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("url", Text, nullable=False),
    # What it gets, as JSON lists; an empty list is no limit.
    Column("areas", Text, nullable=False),
    Column("categories", Text, nullable=False),
    Column("priorities", Text, nullable=False),
    # Certificates that its server may be signed by, PEM; NULL trusts what the machine trusts.
    Column("ca_pem", Text),
    Column("created_utc", UtcDateTime, nullable=False),
    Column("paused_until_utc", UtcDateTime),
    Column("disabled_utc", UtcDateTime),
    Column("disabled_why", String(24)),
    # Gets what is practice, and nothing else; the others never get that.
    Column("exercise", Boolean, nullable=False, server_default="0"),
    # Gets ``flags``, or ``repairs`` of these owners, as a JSON list; an empty one are all that no other receiver is of.
    Column("kind", String(8), nullable=False, server_default="flags"),
    Column("owners", Text, nullable=False, server_default="[]"),
)

# Keys outlive their successor for a while, so that either side may be the last to change.
RECEIVER_KEYS = Table(
    "receiver_keys",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("receiver", String(40), ForeignKey("receivers.name"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_utc", UtcDateTime, nullable=False),
    Column("expires_utc", UtcDateTime),
)

# One row for each message to one receiver, in the transaction of what it tells; the body never changes after that.
HANDOFF_OUTBOX = Table(
    "handoff_outbox",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("receiver", String(40), ForeignKey("receivers.name"), nullable=False),
    # What it is of: one of the two.
    Column("flag_id", String(36), ForeignKey("flags.id"), index=True),
    Column("repair_id", String(36), ForeignKey("repairs.id"), index=True),
    Column("seq", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("queued_utc", UtcDateTime, nullable=False),
    Column("due_utc", UtcDateTime, nullable=False),
    Column("last_fault", String(40), nullable=False),
    Column("delivered_utc", UtcDateTime),
    UniqueConstraint("receiver", "flag_id", "seq", name="uq_handoff_outbox_order"),
)
Index("ix_handoff_outbox_waiting", HANDOFF_OUTBOX.c.state, HANDOFF_OUTBOX.c.due_utc)

# Every answer that counted, so that the same message again changes nothing.
HANDOFF_ANSWERS = Table(
    "handoff_answers",
    METADATA,
    Column("receiver", String(40), ForeignKey("receivers.name"), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("body_hash", String(64), nullable=False),
    Column("flag_id", String(36), ForeignKey("flags.id"), index=True),
    Column("repair_id", String(36), ForeignKey("repairs.id"), index=True),
    Column("kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
)
