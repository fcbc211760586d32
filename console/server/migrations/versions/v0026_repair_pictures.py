"""Pictures of cameras before and after their repair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repair_pictures",
        sa.Column("repair_id", sa.String(length=36), nullable=False),
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("taken_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name=op.f("fk_repair_pictures_repair_id")),
        sa.PrimaryKeyConstraint("repair_id", "camera_id", "moment", name=op.f("pk_repair_pictures")),
    )
    # Every word of a console asks which of its cameras are being mended.
    op.create_index(op.f("ix_repair_cameras_camera_id"), "repair_cameras", ["camera_id"])
