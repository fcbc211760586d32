"""One legal hold, on the flag: those of releases become holds of their flags, each with who, when and why."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_HOLDS = sa.table(
    "legal_holds",
    *(sa.column(name, sa.Text) for name in ("id", "flag_id", "reason", "set_by", "ended_by", "ended_why")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("set_utc", "ended_utc")),
)
_RELEASES = sa.table("releases", sa.column("id", sa.Text), sa.column("flag_id", sa.Text))
_CHANGES = sa.table(
    "release_changes",
    *(sa.column(name, sa.Text) for name in ("release_id", "action", "actor", "note")),
    sa.column("seq", sa.Integer),
    sa.column("at_utc", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    connection = op.get_bind()
    steps = (
        sa.select(_RELEASES.c.flag_id, _CHANGES)
        .join(_CHANGES, _CHANGES.c.release_id == _RELEASES.c.id)
        .where(_CHANGES.c.action.in_(("hold", "lift_hold")))
        .order_by(_CHANGES.c.release_id, _CHANGES.c.seq)
    )
    # The steps themselves stay where they are, as does the audit: what was done was done.
    holds = list(_holds_of(connection.execute(steps).all()))
    if holds:
        connection.execute(_HOLDS.insert(), holds)
    op.drop_column("releases", "legal_hold")


def _holds_of(steps: Iterable[Any]) -> Iterable[dict[str, Any]]:
    """A hold begins with the first of its steps and ends with the one that lifted it."""
    standing: dict[str, dict[str, Any]] = {}
    for step in steps:
        if step.action == "hold":
            standing.setdefault(step.release_id, _begun(step))
        elif step.release_id in standing:
            ended = {"ended_by": step.actor, "ended_utc": step.at_utc, "ended_why": step.note}
            yield standing.pop(step.release_id) | ended
    yield from standing.values()


def _begun(step: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "flag_id": step.flag_id,
        "reason": step.note,
        "set_by": step.actor,
        "set_utc": step.at_utc,
        "ended_by": None,
        "ended_utc": None,
        "ended_why": None,
    }
