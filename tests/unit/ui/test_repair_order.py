"""Repairs by owner, and how they are counted."""

from __future__ import annotations

from console.ui.repair_order import by_owner, owner_counts
from console.wire.repairs import RepairRecord
from tests.helpers.fake_repairs import repair
from tests.helpers.screen_fakes import START_UTC


def _of(owner_id: str, age_h: float) -> RepairRecord:
    return repair(f"Pos {owner_id}", age_h=age_h, owner="RT 3").model_copy(update={"owner_id": owner_id})


def test_owners_of_one_name_are_counted_apart_and_most_overdue_comes_first() -> None:
    rows = [_of("a", 1), _of("b", 100), _of("a", 2), _of("b", 90), _of("c", 100)]
    counts = owner_counts(rows, START_UTC)
    assert [(one.owner_id, counts[one.owner_id].overdue) for one in by_owner(rows, counts)] == [
        ("b", 2),
        ("b", 2),
        ("c", 1),
        ("a", 0),
        ("a", 0),
    ]
    assert counts["a"].repairs == 2
