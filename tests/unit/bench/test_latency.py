"""Delays are taken between a picture's own two times; settling and growth are told as they were."""

from __future__ import annotations

import pytest

from console.bench.camera_log import CameraLog, Viewing
from console.bench.counter_watch import Seen
from console.bench.latency import Delay, LatencyBench, delays_of, jitter_rows, quiet_rows, settling_s

_MS = 1_000_000
_LOOP = 180
_CLIP = 11


def log_of(pictures: int) -> CameraLog:
    taken = [(number % _LOOP, 1_000 * _MS + number * 66 * _MS) for number in range(pictures)]
    return CameraLog([Viewing("traffic-001/sub", _CLIP, 0, 0, 0, taken)])


def seen_after(log: CameraLog, delay_ms: int) -> list[Seen]:
    return [Seen(at_ns + delay_ms * _MS, _CLIP, frame) for frame, at_ns in log.viewings[0].pictures]


def test_each_picture_is_matched_with_its_own_time_across_the_loop() -> None:
    log = log_of(2 * _LOOP + 30)
    assert {round(delay.ms, 6) for delay in delays_of(seen_after(log, 240), log)} == {240}


def test_the_log_survives_its_journey() -> None:
    log = log_of(40)
    assert CameraLog.from_json(log.to_json()).viewings == log.viewings


def test_rows_tell_the_ratio_to_mpv_and_the_share_of_pictures_seen() -> None:
    log = log_of(200)
    delays = {"ronda": delays_of(seen_after(log, 30)[::2], log), "mpv": delays_of(seen_after(log, 100), log)}
    rows = {row.what: row for row in quiet_rows(LatencyBench(settle_s=1), delays, log)}
    assert rows["ronda: delay p95"].value == pytest.approx(30)
    assert rows["ronda / mpv: delay p95"].value == pytest.approx(0.3)
    assert rows["ronda / mpv: delay p95"].holds is True
    assert rows["ronda: pictures seen of pictures taken"].value == pytest.approx(50, abs=1)
    assert rows["mpv: pictures seen of pictures taken"].value == pytest.approx(100)


def jittered(delay_ms: list[float]) -> list[Delay]:
    return [Delay(index / 15, index / 15, index / 15 + ms / 1000, ms) for index, ms in enumerate(delay_ms)]


def test_settling_is_the_longest_stretch_beyond_the_limit() -> None:
    assert settling_s(jittered([100.0] * 150), 140) == 0
    slow_start = jittered([400.0] * 45 + [100.0] * 150)
    assert settling_s(slow_start, 140) == pytest.approx(3.0, abs=0.5)
    never = jittered([400.0] * 150)
    assert settling_s(never, 140) == pytest.approx(10.0, abs=0.2)


def test_growing_delay_and_freeze_are_missed_targets() -> None:
    growing = jittered([50 + index / 5 for index in range(450)])
    rows = {row.what: row for row in jitter_rows(LatencyBench(jitter_ms=80), {"ronda": growing[:300] + growing[330:]})}
    assert rows["ronda: growth of the delay"].value == pytest.approx(180, rel=0.05)
    assert rows["ronda: growth of the delay"].holds is False
    assert rows["ronda: longest gap between pictures"].holds is False
    steady = {row.what: row for row in jitter_rows(LatencyBench(jitter_ms=80), {"ronda": jittered([100.0] * 450)})}
    assert all(row.holds is not False for row in steady.values())
