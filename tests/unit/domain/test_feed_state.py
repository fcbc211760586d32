"""Freshness goes by the age of the last new picture, whatever the worker believes."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedReport, FeedState, freshness, shown_state


@pytest.mark.parametrize(
    ("age_s", "state"),
    [
        (None, FeedState.CONNECTING),
        (0.0, FeedState.LIVE),
        (2.999, FeedState.LIVE),
        (3.0, FeedState.SUSPECT),
        (9.999, FeedState.SUSPECT),
        (10.0, FeedState.STALE),
        (86_400.0, FeedState.STALE),
    ],
)
def test_age_tells_fresh_suspect_and_stale(age_s: float | None, state: FeedState) -> None:
    assert freshness(age_s) is state


@pytest.mark.parametrize("reported", [FeedState.LIVE, FeedState.CONNECTING, FeedState.SUSPECT])
def test_a_worker_that_reports_live_over_an_old_picture_is_not_believed(reported: FeedState) -> None:
    assert shown_state(FeedReport(reported), 42.0) is FeedState.STALE


@pytest.mark.parametrize("trouble", [FeedState.FAILED, FeedState.WAITING])
def test_trouble_shows_once_the_picture_is_old_or_never_came(trouble: FeedState) -> None:
    report = FeedReport(trouble, "camera.unauthorized", 4.0)
    assert shown_state(report, 0.5) is FeedState.LIVE
    assert shown_state(report, 3.0) is trouble
    assert shown_state(report, None) is trouble
