"""The rows of a life, a flag's or a release's: numbered in order, written once each, read back as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, func, select

from console.server.body_hash import body_hash
from console.server.problems import Refusal
from console.wire.events import FlagChangeBody
from console.wire.releases import ReleaseChangeBody

T = TypeVar("T")
_LEARNED = ("camera_id",)
"""Fields that steps have had only since there were rows of them."""


def next_seq(connection: Connection, owner: Column[Any], owner_id: str) -> int:
    """``owner`` is the column of the table of steps that names whose they are. Counts from 1."""
    last = connection.execute(select(func.max(owner.table.c.seq)).where(owner == owner_id)).scalar()
    return int(last or 0) + 1


def step_hash(body: FlagChangeBody | ReleaseChangeBody) -> str:
    """Of what says something: a step that was said before there were later fields is still the same one."""
    silent = {name for name in _LEARNED if not getattr(body, name, None)}
    return body_hash(body, body.model_dump_json(exclude=silent))


def was_said(
    connection: Connection, owner: Column[Any], owner_id: str, body: FlagChangeBody | ReleaseChangeBody
) -> bool:
    """Whether this very step is on record. Raises Refusal 409 ``id_conflict`` for another one under its id."""
    table = owner.table
    row = connection.execute(select(table).where(table.c.id == str(body.id))).first()
    if row is None:
        return False
    if getattr(row, owner.name) != owner_id or row.body_hash != step_hash(body):
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
