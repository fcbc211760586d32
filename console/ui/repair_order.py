"""Repairs by owner: who is to be called first, and how many of theirs are overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.wire.repairs import RepairRecord


@dataclass(frozen=True)
class OwnerCount:
    """Of one owner, among those that are shown."""

    repairs: int = 0
    overdue: int = 0


def is_overdue(one: RepairRecord, now_utc: datetime) -> bool:
    return one.closed_utc is None and one.due_utc < now_utc


def owner_counts(repairs: Iterable[RepairRecord], now_utc: datetime) -> dict[str, OwnerCount]:
    """By the owner's id: two RTs may have one name."""
    found: dict[str, OwnerCount] = {}
    for one in repairs:
        known = found.get(one.owner_id, OwnerCount())
        found[one.owner_id] = OwnerCount(known.repairs + 1, known.overdue + is_overdue(one, now_utc))
    return found


def by_owner(repairs: Sequence[RepairRecord], counts: Mapping[str, OwnerCount]) -> list[RepairRecord]:
    """Whose most are overdue comes first, then whose most there are; of an owner in the order that they had."""

    def place(one: RepairRecord) -> tuple[int, int, str, str]:
        count = counts.get(one.owner_id, OwnerCount())
        return -count.overdue, -count.repairs, one.owner.casefold(), one.owner_id

    return sorted(repairs, key=place)
