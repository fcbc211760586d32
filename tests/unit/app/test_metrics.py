"""The metrics file: longest gaps are remembered, the file is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.app.metrics import LongestAges, collect, write_metrics
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId
from console.health.lag import LagStatistics
from console.media.metrics import EngineMetrics, SurfaceMetrics


def _surface(age_ms: float | None) -> SurfaceMetrics:
    return SurfaceMetrics(
        surface=SurfaceId("main:0"),
        camera=CameraId("cam-1"),
        quality_name="sub",
        state=FeedState.LIVE,
        reason="",
        frames_in=20,
        frames_shown=19,
        frames_dropped=0,
        age_ms=age_ms,
        packet_age_ms=10.0,
        fps=15.0,
        first_picture_ms=800.0,
        width_px=480,
        height_px=270,
    )


def test_the_longest_gap_is_kept_after_the_picture_came_back() -> None:
    ages = LongestAges()

    for age_ms in (None, 40.0, 2200.0, 30.0):
        ages.note([_surface(age_ms)])

    assert ages.of(_surface(30.0)) == 2200.0


def test_a_tile_that_never_had_a_picture_has_no_gap() -> None:
    ages = LongestAges()

    ages.note([_surface(None)])

    assert ages.of(_surface(None)) is None


def test_metrics_hold_tiles_processes_and_lag() -> None:
    lag = LagStatistics()
    for value in range(100):
        lag.add(float(value))
    engine = EngineMetrics((_surface(66.6),), (), None, 0)

    found = collect(engine, lag.summary(), LongestAges())

    assert found["tiles"][0] | {"camera": "cam-1", "state": "live", "frames": 19, "fps": 15.0} == found["tiles"][0]
    assert found["ui_lag_ms"]["p99"] == 98.0
    assert found["processes"][0]["pss_bytes"] > 0


def test_the_file_is_complete_json(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "metrics.json"

    write_metrics(file, {"tiles": []})

    assert json.loads(file.read_text(encoding="utf-8")) == {"tiles": []}
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_cannot_be_made_is_a_known_error(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("", encoding="utf-8")

    with pytest.raises(KnownError, match=r"disk\."):
        write_metrics(blocker / "metrics.json", {})
