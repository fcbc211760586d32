"""How a camera is: what the centre believes, overruled by this console's own tiles."""

from __future__ import annotations

import pytest

from console.domain.camera import DirectoryStatus
from console.domain.condition import Condition, believed, overruled, shifted
from console.domain.feed_state import FeedState


@pytest.mark.parametrize(
    ("status", "ever_seen", "expected"),
    [
        (DirectoryStatus.ONLINE, False, Condition.WORKING),
        (DirectoryStatus.OFFLINE, False, Condition.OFFLINE),
        (DirectoryStatus.UNKNOWN, True, Condition.UNKNOWN),
        (DirectoryStatus.UNKNOWN, False, Condition.NEVER),
    ],
)
def test_what_the_centre_says(status: DirectoryStatus, ever_seen: bool, expected: Condition) -> None:
    assert believed(status, ever_seen=ever_seen) is expected


@pytest.mark.parametrize(
    ("told", "states", "expected"),
    [
        (Condition.OFFLINE, (FeedState.LIVE,), Condition.WORKING),
        (Condition.NEVER, (FeedState.SUSPECT,), Condition.WORKING),
        (Condition.WORKING, (FeedState.STALE,), Condition.STALE),
        (Condition.OFFLINE, (FeedState.SAME_PICTURE,), Condition.STALE),
        (Condition.WORKING, (FeedState.FAILED,), Condition.STALE),
        (Condition.WORKING, (FeedState.WAITING, FeedState.CONNECTING), Condition.STALE),
        (Condition.NEVER, (FeedState.FAILED,), Condition.NEVER),
        (Condition.WORKING, (FeedState.STALE, FeedState.LIVE), Condition.WORKING),
        (Condition.WORKING, (FeedState.CONNECTING,), Condition.WORKING),
        (Condition.OFFLINE, (FeedState.REPLAY,), Condition.OFFLINE),
        (Condition.UNKNOWN, (), Condition.UNKNOWN),
    ],
)
def test_what_is_seen_here_is_surer(told: Condition, states: tuple[FeedState, ...], expected: Condition) -> None:
    assert overruled(told, states) is expected


def test_shifts_never_count_below_zero() -> None:
    counts = shifted({Condition.WORKING: 1}, {Condition.WORKING: -2, Condition.STALE: 2})

    assert (counts[Condition.WORKING], counts[Condition.STALE], counts[Condition.NEVER]) == (0, 2, 0)
