"""What waits for an evidence officer, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.domain.release_state import ReleaseState
from console.domain.release_wait import waits_for_officer

NOW_UTC = datetime(2026, 11, 23, 14, 14, 9, tzinfo=UTC)
_OWN = {ReleaseState.REQUESTED, ReleaseState.RECEIVED}


@pytest.mark.parametrize("state", [state for state in ReleaseState if state is not ReleaseState.RETAINED])
def test_a_decision_and_a_package_that_came_whole_wait(state: ReleaseState) -> None:
    assert waits_for_officer(state, None, NOW_UTC, held=False) is (state in _OWN)


@pytest.mark.parametrize(
    ("ends_s", "held", "waits"), [(-1, False, True), (0, False, True), (1, False, False), (-1, True, False)]
)
def test_what_is_put_away_waits_once_its_time_is_over_and_nothing_holds_it(
    ends_s: int, held: bool, waits: bool
) -> None:
    until = NOW_UTC + timedelta(seconds=ends_s)
    assert waits_for_officer(ReleaseState.RETAINED, until, NOW_UTC, held=held) is waits
