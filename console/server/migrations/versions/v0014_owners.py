"""Owners of cameras, made of the texts that cameras have, with their terms; and what people also call a camera's place."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_CAMERAS = sa.table("cameras", sa.column("owner", sa.Text), sa.column("owner_id", sa.Text))
_OWNERS = sa.table("owners", *(sa.column(name, sa.Text) for name in ("id", "name", "kind", "contact", "former")))


def upgrade() -> None:
    op.add_column("cameras", sa.Column("aliases", sa.Text(), nullable=False, server_default=""))
    op.add_column("cameras", sa.Column("owner_id", sa.String(length=64), nullable=False, server_default=""))
    op.create_index("ix_cameras_owner_id", "cameras", ["owner_id"])
    op.create_table(
        "owners",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("former", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
    )
    for table, key in (("owner_terms", "owner_id"), ("camera_terms", "camera_id")):
        op.create_table(
            table,
            sa.Column(key, sa.String(length=64), nullable=False),
            sa.Column("roles", sa.Text(), nullable=True),
            sa.Column("hours", sa.String(length=16), nullable=True),
            sa.Column("retention_days", sa.Integer(), nullable=True),
            sa.Column("valid_until", sa.String(length=10), nullable=True),
            sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        )
    op.create_table(
        "terms_lifts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lifted_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_lifts")),
    )
    op.create_index("ix_terms_lifts_until", "terms_lifts", ["until_utc"])
    _owners_of_texts()


def _owners_of_texts() -> None:
    """Texts that differ in case or spaces alone are one owner, called as the first of them."""
    connection = op.get_bind()
    texts = sorted(connection.execute(sa.select(_CAMERAS.c.owner).distinct()).scalars())
    owners: dict[str, tuple[str, str]] = {}
    for text in texts:
        name = " ".join(text.split())
        if not name:
            continue
        if name.casefold() not in owners:
            owners[name.casefold()] = (_free_id(name, {one for one, _ in owners.values()}), name)
        owner_id, called = owners[name.casefold()]
        values = {"owner_id": owner_id, "owner": called}
        connection.execute(sa.update(_CAMERAS).where(_CAMERAS.c.owner == text).values(values))
    rows = [
        {"id": owner_id, "name": name, "kind": "other", "contact": "", "former": "[]"}
        for owner_id, name in owners.values()
    ]
    if rows:
        connection.execute(_OWNERS.insert(), rows)


def _free_id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:48].strip("-") or "pemilik"
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
