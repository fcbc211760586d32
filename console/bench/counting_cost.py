"""What it costs to count: processor time of each part of the health counters at a wall's own pace."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from console.bench.report import Row
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_counts import FeedCounts
from console.health.feed_meter import FeedMeter, FeedSums
from console.health.processes import process_sample
from console.media.protocol.coding import Decoder, encode
from console.media.protocol.messages import FeedCounted
from console.media.worker.access_units import AccessUnit
from console.media.worker.tally import FeedTally

_SECONDS = 60
_FPS = 15
_FEEDS_A_WORKER = 8
_PROCESSES_EVERY_S = 10.0
_MOST_SHARE = 1.0
"""Percent of a core."""
_BEGIN_UTC = datetime(2026, 1, 1, tzinfo=UTC)
_PICTURE = bytes(4000)


def counting_rows(feeds: int) -> list[Row]:
    """A minute of counting ``feeds`` of 15 pictures a second, as fast as it goes."""
    keys = [FeedKey.of(CameraId(f"kam-{number}"), FeedQuality.SUB) for number in range(feeds)]
    processes = 2 + -(-feeds // _FEEDS_A_WORKER)
    parts = {
        "counting each picture in the workers": _a_second(lambda: _tallies(feeds)),
        "the workers' messages, written and read": _a_second(lambda: _messages(keys)),
        "the meter's look": _a_second(lambda: _looks(keys)),
        f"{processes} processes with their memory": _processes(processes),
    }
    share = sum(parts.values()) / 10
    return [
        Row("feeds", feeds, "feeds"),
        *(Row(f"{what}, a second", milliseconds, "ms") for what, milliseconds in parts.items()),
        Row("counting, all parts together", share, "% core", _MOST_SHARE),
    ]


def _a_second(work: Callable[[], None]) -> float:
    """Milliseconds of processor time that a second of it takes."""
    began_s = time.process_time()
    work()
    return 1000 * (time.process_time() - began_s) / _SECONDS


def _tallies(feeds: int) -> None:
    tallies = [FeedTally() for _ in range(feeds)]
    for picture in range(_SECONDS * _FPS):
        at_s = picture / _FPS
        unit = AccessUnit(_PICTURE, at_s, at_s, round(1e9 * at_s), picture % _FPS == 0, 0)
        for tally in tallies:
            tally.add(unit)


def _messages(keys: list[FeedKey]) -> None:
    decoder = Decoder()
    for second in range(_SECONDS):
        for key in keys:
            decoder.feed(encode(FeedCounted(key, **vars(_counts(second)))))


def _looks(keys: list[FeedKey]) -> None:
    meter = FeedMeter()
    for second in range(_SECONDS):
        sums = FeedSums(_counts(second), owner=1, shown=_FPS * second, is_live=True, age_ms=66.0)
        meter.look(dict.fromkeys(keys, sums), _BEGIN_UTC + timedelta(seconds=second), float(second))


def _counts(second: int) -> FeedCounts:
    return FeedCounts(1, _FPS * second, len(_PICTURE) * _FPS * second, second, 0, 3.0, 1.0)


def _processes(count: int) -> float:
    """This process stands for each of them."""
    began_s = time.process_time()
    for _ in range(10):
        process_sample([os.getpid()] * count)
    return 100 * (time.process_time() - began_s) / _PROCESSES_EVERY_S
