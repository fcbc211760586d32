"""The centre's time in its answers, exact or in whole seconds, and nonsense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from requests.structures import CaseInsensitiveDict

from console.net.centre_clock import CentreClock

SENT = datetime(2026, 11, 23, 14, 0, 10, tzinfo=UTC)
RECEIVED = SENT + timedelta(seconds=0.2)


def noted(**headers: str) -> CentreClock:
    clock = CentreClock()
    clock.note(SENT, RECEIVED, CaseInsensitiveDict({name.replace("_", "-"): value for name, value in headers.items()}))
    return clock


def test_an_exact_time_leaves_only_the_way() -> None:
    offset = noted(ronda_time="2026-11-23T21:00:07.100+07:00", date="Mon, 23 Nov 2026 09:00:00 GMT").offset

    assert offset is not None
    assert offset.ahead_s == pytest.approx(3.0, abs=0.001)
    assert offset.uncertainty_s == pytest.approx(0.1, abs=0.001)
    assert offset.measured_utc == RECEIVED


def test_a_date_in_whole_seconds_leaves_two_more() -> None:
    offset = noted(date="Mon, 23 Nov 2026 14:00:09 GMT").offset

    assert offset is not None
    assert (offset.least_s, offset.most_s) == pytest.approx((-1.0, 1.2))


@pytest.mark.parametrize(
    "headers", [{}, {"ronda_time": "yesterday"}, {"ronda_time": "2026-11-23T14:00:00"}, {"date": "x"}]
)
def test_answers_without_a_time_tell_nothing(headers: dict[str, str]) -> None:
    assert noted(**headers).offset is None


def test_a_clock_that_was_set_back_while_waiting_tells_nothing() -> None:
    clock = CentreClock()
    clock.note(SENT, SENT - timedelta(seconds=5), {"Ronda-Time": "2026-11-23T14:00:07.100+00:00"})

    assert clock.offset is None
