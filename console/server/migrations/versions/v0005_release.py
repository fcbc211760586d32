"""Releases of evidence: requests with their steps, links to packages, and passwords that were given again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _releases()
    _changes()
    _links()
    op.create_table(
        "confirmations",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_confirmations_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_confirmations")),
    )


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("flag_id", sa.String(length=36), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("requester", sa.Text(), nullable=False),
        sa.Column("requester_id", sa.String(length=36), nullable=True),
        sa.Column("requested_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approver", sa.Text(), nullable=False, server_default=""),
        sa.Column("approver_id", sa.String(length=36), nullable=True),
        sa.Column("approved_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("files", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("packed_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("package_bytes", sa.BigInteger(), nullable=True),
        sa.Column("package_sha256", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("fault", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("retention_until_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_releases_flag_id")),
        sa.ForeignKeyConstraint(["requester_id"], ["users.id"], name=op.f("fk_releases_requester_id")),
        sa.ForeignKeyConstraint(["approver_id"], ["users.id"], name=op.f("fk_releases_approver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("number", name=op.f("uq_releases_number")),
    )
    op.create_index("ix_releases_flag_id", "releases", ["flag_id"])
    op.create_index("ix_releases_state", "releases", ["state"])
    op.create_index("ix_releases_requested", "releases", ["requested_utc", "id"])


def _changes() -> None:
    op.create_table(
        "release_changes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("from_state", sa.String(length=16), nullable=False),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("minute_number", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_release_changes_release_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_release_changes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_changes")),
    )
    op.create_index("ix_release_changes_release_id", "release_changes", ["release_id"])


def _links() -> None:
    op.create_table(
        "release_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("release_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name=op.f("fk_release_links_release_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_release_links_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_release_links")),
    )
    op.create_index("ix_release_links_release_id", "release_links", ["release_id"])
