"""What is said of flags that waited for the centre, by the numbers that it gave them."""

from __future__ import annotations

import pytest

from console.bench.outage import delivery_rows


@pytest.mark.parametrize(
    ("numbers", "there", "others", "out_of_order"),
    [
        ([41, 42, 43, 44], 4, 0, 0),
        ([42, 41, 43, 44], 4, 0, 1),
        ([41, 42, 44, 45], 4, 1, 0),
        ([41, 42, 43], 3, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_flags_that_are_missing_doubled_or_out_of_order_are_counted(
    numbers: list[int], there: int, others: int, out_of_order: int
) -> None:
    found = {row.what: row.value for row in delivery_rows(numbers, 4, 20.0)}
    assert found["at the centre with their clip"] == there
    assert found["other flags there from the same time"] == others
    assert found["out of order"] == out_of_order
