"""A shift ends at the next change, over midnight too."""

from __future__ import annotations

from datetime import datetime

import pytest

from console.base.clock import WIB
from console.domain.shift import shift_end_utc


@pytest.mark.parametrize(
    ("now", "end"),
    [("23T06:59", "23T07:00"), ("23T07:00", "23T15:00"), ("23T22:59", "23T23:00"), ("23T23:00", "24T07:00")],
)
def test_a_shift_ends_at_the_next_change(now: str, end: str) -> None:
    moments = [datetime.fromisoformat(f"2026-11-{moment}:00+07:00") for moment in (now, end)]
    assert shift_end_utc(moments[0]).astimezone(WIB) == moments[1]
