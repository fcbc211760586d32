"""A leak is a missed target of the soak, a level line is not."""

from __future__ import annotations

from console.bench.process_tree import TreeState
from console.bench.soak import soak_rows

_MIB = 2**20


def run_of(leak_mib_an_hour: float, handles_an_hour: float) -> list[tuple[float, TreeState]]:
    return [
        (
            10.0 * number,
            TreeState(
                round((300 + leak_mib_an_hour * number / 360) * _MIB), 60, round(handles_an_hour * number / 360), 4
            ),
        )
        for number in range(360)
    ]


def test_level_lines_hold() -> None:
    assert all(row.holds is not False for row in soak_rows(run_of(0, 0)))


def test_leaks_are_missed_targets() -> None:
    missed = [row.what for row in soak_rows(run_of(30, 50)) if row.holds is False]
    assert missed == ["memory (PSS): slope", "handles: slope"]
