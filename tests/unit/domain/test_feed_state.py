"""Freshness goes by the age of the last new picture, whatever the worker believes."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedReport, FeedState, SignsOfLife, freshness, shown_state
from console.domain.freshness_rule import FreshnessRules


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
    assert shown_state(FeedReport(reported), SignsOfLife(42.0)) is FeedState.STALE


@pytest.mark.parametrize("trouble", [FeedState.FAILED, FeedState.WAITING])
def test_trouble_shows_once_the_picture_is_old_or_never_came(trouble: FeedState) -> None:
    report = FeedReport(trouble, "camera.unauthorized", 4.0)
    assert shown_state(report, SignsOfLife(0.5)) is FeedState.LIVE
    assert shown_state(report, SignsOfLife(3.0)) is trouble
    assert shown_state(report, SignsOfLife()) is trouble


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        (SignsOfLife(2.9, 0.1, 0.1), FeedState.LIVE),
        (SignsOfLife(9.9, 0.1, 0.1), FeedState.SUSPECT),
        (SignsOfLife(10.0, 0.1, 0.1), FeedState.SAME_PICTURE),
        (SignsOfLife(10.0, 0.1, 3.0), FeedState.STALE),
        (SignsOfLife(10.0, 3.0, 0.1), FeedState.STALE),
        (SignsOfLife(10.0, 0.1, None), FeedState.STALE),
        (SignsOfLife(11.0, 4.0, 4.0, 4.0), FeedState.LIVE),
        (SignsOfLife(12.0, 4.0, 4.0, 4.0), FeedState.SUSPECT),
        (SignsOfLife(40.0, 4.0, 4.0, 4.0), FeedState.SAME_PICTURE),
        (SignsOfLife(40.0, 40.0, 40.0, 4.0), FeedState.STALE),
    ],
)
def test_signs_tell_a_repeated_picture_from_a_missing_one(signs: SignsOfLife, state: FeedState) -> None:
    assert shown_state(FeedReport(FeedState.LIVE), signs) is state


def test_a_kind_of_camera_may_have_more_time() -> None:
    rules = FreshnessRules.read(["river=5/20/60"])
    signs = SignsOfLife(30.0, 0.1, 0.1)
    assert shown_state(FeedReport(FeedState.LIVE), signs, rules.of("river")) is FeedState.SUSPECT
    assert shown_state(FeedReport(FeedState.LIVE), signs, rules.of("traffic")) is FeedState.SAME_PICTURE


@pytest.mark.parametrize(
    "line", ["river=inf/inf/inf", "river=61/180/600", "river=60/181/600", "river=60/180/601", "river=nan/10/10"]
)
def test_no_setting_turns_off_that_old_pictures_are_told(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        FreshnessRules.read([line])


def test_the_most_lenient_rule_is_read() -> None:
    rule = FreshnessRules.read(["river=60/180/600"]).of("river")
    assert freshness(180.0, rule) is FeedState.STALE


@pytest.mark.parametrize("line", ["river", "river=1/2", "=1/2/3", "river=5/2/9", "river=0/1/1", "river=a/b/c"])
def test_a_rule_that_makes_no_sense_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        FreshnessRules.read([line])
