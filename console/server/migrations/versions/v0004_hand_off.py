"""The hand-off: receivers with their keys, the outbox, the answers, and the EIDO type of each category."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("categories", sa.Column("eido_type", sa.Text(), nullable=False, server_default=""))
    _receivers()
    _outbox()
    _answers()


def _receivers() -> None:
    op.create_table(
        "receivers",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("priorities", sa.Text(), nullable=False),
        sa.Column("ca_pem", sa.Text(), nullable=True),
        sa.Column("created_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_why", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_receivers")),
    )
    op.create_table(
        "receiver_keys",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receiver", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["receiver"], ["receivers.name"], name=op.f("fk_receiver_keys_receiver")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receiver_keys")),
    )
    op.create_index("ix_receiver_keys_receiver", "receiver_keys", ["receiver"])


def _outbox() -> None:
    op.create_table(
        "handoff_outbox",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("receiver", sa.String(length=40), nullable=False),
        sa.Column("flag_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("queued_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_fault", sa.String(length=40), nullable=False),
        sa.Column("delivered_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["receiver"], ["receivers.name"], name=op.f("fk_handoff_outbox_receiver")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_handoff_outbox_flag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoff_outbox")),
        sa.UniqueConstraint("receiver", "flag_id", "seq", name="uq_handoff_outbox_order"),
    )
    op.create_index("ix_handoff_outbox_flag_id", "handoff_outbox", ["flag_id"])
    op.create_index("ix_handoff_outbox_waiting", "handoff_outbox", ["state", "due_utc"])


def _answers() -> None:
    op.create_table(
        "handoff_answers",
        sa.Column("receiver", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.String(length=128), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("flag_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["receiver"], ["receivers.name"], name=op.f("fk_handoff_answers_receiver")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_handoff_answers_flag_id")),
        sa.PrimaryKeyConstraint("receiver", "message_id", name=op.f("pk_handoff_answers")),
    )
    op.create_index("ix_handoff_answers_flag_id", "handoff_answers", ["flag_id"])
