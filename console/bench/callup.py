"""``ronda bench callup``: from the operator's call for a camera to its first picture on the screen.

Cold: cameras never shown before, so that somebody must wait for a key picture. Kept: cameras that were on the tile
a moment ago.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from console.bench.camera_log import CameraLog
from console.bench.camera_process import camera_process, stamping_cameras
from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleWish, running_console
from console.bench.counter_watch import CounterWatch, Seen
from console.bench.figures import percentile
from console.bench.latency import SCREEN_PX
from console.bench.report import Row
from console.demo.city_services import Step
from console.farm.catalogue import clip_of

_FIND_S = 40.0
_RETURN_TO = 3
"""Kept calls go round the last so many cameras, well within what is kept for a tile."""
_KEPT_MOST_MS = 100.0
_COLD_MOST_MS = 200.0
_MISSED_MS = 10_000.0
"""Told for a call whose picture never came."""


@dataclass(frozen=True)
class CallUpBench:
    """So many calls of each kind; seconds between two."""

    cold: int = 20
    kept: int = 20
    cold_every_s: float = 3.3
    kept_every_s: float = 2.7
    """Not in step with the key pictures, which come every second."""
    start_s: float = 12.0


@dataclass(frozen=True)
class Answer:
    """What came of one call."""

    camera: str
    ms: float
    connected_before: bool
    """No new connection was made for it."""
    key_wait_ms: float
    """From the call to the first key picture sent on a new connection; 0 when it was connected before."""


def bench_callup(wish: CallUpBench, on_step: Step) -> list[Row]:
    """Two minutes. Raises KnownError when a program does not come up."""
    steps = timetable(wish)
    end_s = steps[-1]["at_s"] + wish.cold_every_s + 2
    with bench_folder() as folder, camera_process(folder) as cameras:
        rehearsal = folder / "rehearsal.json"
        rehearsal.write_text(json.dumps(steps), encoding="utf-8")
        with bench_city(folder, on_step, cameras.base_url) as services:
            on_step("bench-step-callup")
            first = stamping_cameras(1)
            with running_console(services, folder, ConsoleWish(first, end_s, SCREEN_PX, rehearsal)) as console:
                watch = CounterWatch.found(console.screen.pixels, "ronda", _FIND_S)
                seen = watch.follow(end_s + _FIND_S, until=lambda: not console.runs())
                called: list[dict[str, Any]] = console.metrics()["called_up"]
        log = cameras.log()
    return _rows(wish, [answer_to(call, seen, log) for call in called])


def timetable(wish: CallUpBench) -> list[dict[str, Any]]:
    """Cold calls first; the kept ones return to the last cameras, never to the one on the tile."""
    cameras = stamping_cameras(1 + wish.cold)[1:]
    steps = [
        {"at_s": wish.start_s + number * wish.cold_every_s, "tile": 0, "camera": camera}
        for number, camera in enumerate(cameras)
    ]
    begin_s = wish.start_s + wish.cold * wish.cold_every_s
    recent = cameras[-_RETURN_TO:]
    for number in range(wish.kept):
        camera = recent[number % len(recent)]
        steps.append({"at_s": begin_s + number * wish.kept_every_s, "tile": 0, "camera": camera})
    return steps


def answer_to(call: dict[str, Any], seen: Sequence[Seen], log: CameraLog) -> Answer:
    """The first picture of the called camera after the call."""
    called_ns = round(call["at_s"] * 1e9)
    clip = clip_of(call["camera"], "sub").id
    came_ns = next((one.at_ns for one in seen if one.at_ns >= called_ns and one.clip == clip), None)
    if came_ns is None:
        return Answer(call["camera"], _MISSED_MS, connected_before=False, key_wait_ms=0.0)
    viewing = log.viewing(f"{call['camera']}/sub", called_ns, came_ns)
    waited_ms = max(0.0, (viewing.first_key_ns - called_ns) / 1e6) if viewing is not None else 0.0
    return Answer(call["camera"], (came_ns - called_ns) / 1e6, viewing is None, waited_ms)


def _rows(wish: CallUpBench, answers: Sequence[Answer]) -> list[Row]:
    cold, kept = answers[: wish.cold], answers[wish.cold :]
    beyond_ms = [answer.ms - answer.key_wait_ms for answer in cold]
    return [
        Row("cold: calls", len(cold), "calls"),
        Row("cold: call-up p50", percentile([answer.ms for answer in cold], 0.5), "ms"),
        Row("cold: call-up p95", percentile([answer.ms for answer in cold], 0.95), "ms"),
        Row("cold: wait for the key picture p95", percentile([answer.key_wait_ms for answer in cold], 0.95), "ms"),
        Row("cold: beyond the wait for the key picture p50", percentile(beyond_ms, 0.5), "ms"),
        Row("cold: beyond the wait for the key picture p95", percentile(beyond_ms, 0.95), "ms", _COLD_MOST_MS),
        Row("cold: feeds connected before the call", sum(answer.connected_before for answer in cold), "calls"),
        Row("kept: calls", len(kept), "calls"),
        Row("kept: feeds connected before the call", sum(one.connected_before for one in kept), "calls"),
        Row("kept: call-up p50", percentile([answer.ms for answer in kept], 0.5), "ms"),
        Row("kept: call-up p95", percentile([answer.ms for answer in kept], 0.95), "ms", _KEPT_MOST_MS),
    ]
