"""``ronda bench latency``: from the camera's picture to the screen, for Ronda and its peers on the same camera.

Every program shows one feed on a screen of its own; the counter in the picture is read from the screen the same way.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from console.base.errors import KnownError
from console.bench.camera_log import CameraLog
from console.bench.camera_process import CameraProcess, camera_process, stamping_cameras
from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleWish, running_console
from console.bench.counter_watch import CounterWatch, Seen
from console.bench.delivery import Delivery
from console.bench.figures import percentile, slope
from console.bench.players import PLAYERS, player
from console.bench.report import Row
from console.bench.virtual_screen import VirtualScreen
from console.demo.city_services import Step

SCREEN_PX = (660, 410)
"""Room for a tile of 640x360 with its title, so that the feed of 15 pictures a second is the right one."""
_FIND_S = 40.0
_QUIET_MOST_MS = 60.0
_RATIO_MOST = 0.7
_SETTLED_AFTER_S = 5.0
_FREEZE_MS = 500.0
_GROWTH_MS_A_MINUTE = 20.0


@dataclass(frozen=True)
class LatencyBench:
    """``jitter_ms`` 0 is the quiet loopback."""

    measure_s: float = 30.0
    settle_s: float = 8.0
    jitter_ms: float = 0.0
    burst_ms: float = 200.0
    peers: Sequence[str] = PLAYERS


@dataclass(frozen=True)
class Delay:
    """How long after the camera took it a picture was to be seen."""

    taken_s: float
    since_start_s: float
    """From the first picture that this viewer was sent."""
    seen_s: float
    ms: float


def bench_latency(wish: LatencyBench, on_step: Step) -> list[Row]:
    """A minute for each program. Raises KnownError when one does not come up or shows nothing."""
    burst_ms = wish.burst_ms if wish.jitter_ms else 0.0
    with bench_folder() as folder, camera_process(folder, wish.jitter_ms, burst_ms) as cameras:
        seen: dict[str, list[Seen]] = {}
        missing: list[Row] = []
        for program in ("ronda", *wish.peers):
            on_step(f"bench-step-{program if program != 'ronda' else 'console'}")
            try:
                with _shown(program, folder, cameras, wish) as screen:
                    watch = CounterWatch.found(screen.pixels, program, _FIND_S)
                    seen[program] = watch.follow(wish.settle_s + wish.measure_s)
            except KnownError as error:
                if error.code != "bench.no_peer":
                    raise
                missing.append(Row(f"{program}: not installed, not measured", math.nan, ""))
        log = cameras.log()
    delays = {program: delays_of(pictures, log) for program, pictures in seen.items()}
    rows = jitter_rows(wish, delays) if wish.jitter_ms else quiet_rows(wish, delays, log)
    return rows + missing


def _shown(
    program: str, folder: Path, cameras: CameraProcess, wish: LatencyBench
) -> AbstractContextManager[VirtualScreen]:
    camera = stamping_cameras(1)[0]
    if program == "ronda":
        return _ronda(folder, cameras, camera, _FIND_S + wish.settle_s + wish.measure_s)
    return player(program, cameras.url(camera))


@contextmanager
def _ronda(folder: Path, cameras: CameraProcess, camera: str, seconds: float) -> Iterator[VirtualScreen]:
    wish = ConsoleWish([camera], seconds, SCREEN_PX)
    with (
        bench_city(folder, cameras_at=cameras.base_url) as services,
        running_console(services, folder, wish) as console,
    ):
        yield console.screen


def delays_of(seen: Sequence[Seen], log: CameraLog) -> list[Delay]:
    """The first picture is left out: it may have been on the screen before the watch began."""
    found: list[Delay] = []
    for picture in seen[1:]:
        taken_ns = log.taken_ns(picture.clip, picture.frame, picture.at_ns)
        if taken_ns is not None:
            since_s = log.since_start_s(picture.clip, taken_ns)
            found.append(Delay(taken_ns / 1e9, since_s, picture.at_ns / 1e9, (picture.at_ns - taken_ns) / 1e6))
    return found


def _measured(wish: LatencyBench, delays: Sequence[Delay]) -> list[Delay]:
    begin_s = delays[0].seen_s + wish.settle_s if delays else time.monotonic()
    return [delay for delay in delays if delay.seen_s >= begin_s]


def quiet_rows(wish: LatencyBench, delays: dict[str, list[Delay]], log: CameraLog) -> list[Row]:
    rows: list[Row] = []
    p95: dict[str, float] = {}
    for program, all_delays in delays.items():
        found = _measured(wish, all_delays)
        values = [delay.ms for delay in found]
        p95[program] = percentile(values, 0.95)
        rows.append(Row(f"{program}: delay p50", percentile(values, 0.5), "ms"))
        rows.append(Row(f"{program}: delay p95", p95[program], "ms", _QUIET_MOST_MS if program == "ronda" else None))
        if found:
            taken = log.sent_between(round(found[0].taken_s * 1e9), round(found[-1].taken_s * 1e9))
            rows.append(Row(f"{program}: pictures seen of pictures taken", 100 * len(found) / max(1, taken), "%"))
    for peer in delays:
        if peer != "ronda":
            most = _RATIO_MOST if peer == "mpv" else None
            rows.append(Row(f"ronda / {peer}: delay p95", p95["ronda"] / max(0.1, p95[peer]), "ratio", most))
    return rows


def jitter_rows(wish: LatencyBench, delays: dict[str, list[Delay]]) -> list[Row]:
    rows: list[Row] = []
    for program, found in delays.items():
        own = program == "ronda"
        limit_ms = wish.jitter_ms + _QUIET_MOST_MS
        settled = [delay for delay in found if _is_settled(delay)]
        growth = slope([delay.seen_s for delay in settled], [delay.ms for delay in settled]).scaled(60)
        gaps_ms = [1000 * (after.seen_s - before.seen_s) for before, after in pairwise(found)]
        values = [delay.ms for delay in settled]
        rows += [
            Row(f"{program}: settled delay p50", percentile(values, 0.5), "ms"),
            Row(f"{program}: settled delay p95", percentile(values, 0.95), "ms", limit_ms if own else None),
            Row(f"{program}: longest gap between pictures", max(gaps_ms), "ms", _FREEZE_MS if own else None),
            Row(f"{program}: growth of the delay", growth.value, "ms/min", _GROWTH_MS_A_MINUTE if own else None),
            Row(f"{program}: growth of the delay, standard error", growth.error, "ms/min"),
            Row(f"{program}: longest time to settle", settling_s(found, limit_ms), "s", 5.0 if own else None),
        ]
    return rows


def _is_settled(delay: Delay) -> bool:
    """Five seconds after the start and after each burst; bursts come at a fixed beat from the first picture."""
    return delay.since_start_s % Delivery.BURST_EVERY_S >= _SETTLED_AFTER_S


def settling_s(delays: Sequence[Delay], limit_ms: float) -> float:
    """The longest stretch, start to end, in which nearly no picture (one in ten) was within the limit for a second."""
    longest_s, since_s = 0.0, None
    for index, delay in enumerate(delays):
        second = [later.ms for later in delays[index : index + 15]]
        if percentile(second, 0.9) > limit_ms:
            since_s = delay.seen_s if since_s is None else since_s
            longest_s = max(longest_s, delay.seen_s - since_s)
        else:
            since_s = None
    return longest_s
