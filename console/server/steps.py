"""The rows of a life, a flag's or a release's: numbered in order, written once each, read back as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Connection, func, select

from console.server.problems import Refusal

T = TypeVar("T")


def next_seq(connection: Connection, owner: Column[Any], owner_id: str) -> int:
    """``owner`` is the column of the table of steps that names whose they are. Counts from 1."""
    last = connection.execute(select(func.max(owner.table.c.seq)).where(owner == owner_id)).scalar()
    return int(last or 0) + 1


def was_said(connection: Connection, owner: Column[Any], owner_id: str, step_id: UUID, digest: str) -> bool:
    """Whether this very step is on record. Raises Refusal 409 ``id_conflict`` for another one under its id."""
    table = owner.table
    row = connection.execute(select(table).where(table.c.id == str(step_id))).first()
    if row is None:
        return False
    if getattr(row, owner.name) != owner_id or row.body_hash != digest:
        raise Refusal(409, "id_conflict")
    return True


def histories(
    connection: Connection, owner: Column[Any], owner_ids: Sequence[str], record_of: Callable[[Any], T]
) -> dict[str, list[T]]:
    """Each one's steps, oldest first."""
    table = owner.table
    found: dict[str, list[T]] = {}
    for row in connection.execute(select(table).where(owner.in_(owner_ids)).order_by(owner, table.c.seq)):
        found.setdefault(getattr(row, owner.name), []).append(record_of(row))
    return found
