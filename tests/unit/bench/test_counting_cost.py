"""The cost of counting is told part by part, and the sum is that of the parts."""

from __future__ import annotations

import pytest

from console.bench.counting_cost import counting_rows


def test_the_parts_make_up_the_whole() -> None:
    feeds, *parts, whole = counting_rows(2)
    assert feeds.value == 2
    assert len(parts) == 4
    assert all(part.value > 0 for part in parts)
    # A second of it in milliseconds, as percent of a core.
    assert whole.value == pytest.approx(sum(part.value for part in parts) / 10)
    assert whole.target == 1.0
