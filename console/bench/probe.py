"""``ronda bench probe``: what it costs to ask cameras for one key picture each, living and dead ones, as the centre does it."""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from console.bench.report import Row
from console.demo.city_services import Step
from console.domain.camera import DirectoryStatus
from console.farm.city.cameras import city_cameras
from console.farm.process import FarmProcess

_MODULE = "console.media.worker.probe"
_CITY, _ROUND_S = 20_000, 6 * 3_600.0
_LIVE = "live"


@dataclass(frozen=True)
class ProbeBench:
    """``probes`` over ``cameras`` of the farm in turns; of each hundred some refuse, some take the call and are silent."""

    probes: int = 2_000
    cameras: int = 200
    refusing: int = 5
    silent: int = 5
    batch: int = 24
    at_once: int = 8
    wait_s: float = 10.0


@dataclass(frozen=True)
class _Run:
    codes: Counter[str]
    wall_s: float
    cpu_s: float
    slowest_s: float


def bench_probe(wish: ProbeBench, on_step: Step) -> list[Row]:
    """Some minutes. Raises KnownError when the farm does not come up."""
    with ExitStack() as opened:
        farm = opened.enter_context(FarmProcess())
        on_step("bench-step-probe", count=str(wish.probes))
        refusing = opened.enter_context(_nobody())
        silent = opened.enter_context(_silence())
        run = _run(wish, list(_urls(wish, farm, refusing, silent)))
    return _rows(wish, run)


def _urls(wish: ProbeBench, farm: FarmProcess, refusing: str, silent: str) -> Iterator[dict[str, str]]:
    well = [str(one.id) for one in city_cameras() if one.status is DirectoryStatus.ONLINE][: wish.cameras]
    login = {"user": farm.options.user, "password": farm.options.password.reveal()}
    for number in range(wish.probes):
        kind = number * 37 % 100  # spread, so that no batch has all of them
        if kind < wish.refusing:
            url = refusing
        elif kind < wish.refusing + wish.silent:
            url = silent
        else:
            url = f"{farm.base_url}/{well[number % len(well)]}/sub"
        yield {"url": url, **login}


@contextmanager
def _nobody() -> Iterator[str]:
    """A port that is taken and not listened to: who calls is refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"rtsp://127.0.0.1:{taken.getsockname()[1]}/cam"


@contextmanager
def _silence() -> Iterator[str]:
    """Takes every call and says nothing: waited for as long as a camera behind a hole in the network."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
        yield f"rtsp://127.0.0.1:{listener.getsockname()[1]}/cam"


def _run(wish: ProbeBench, cameras: list[dict[str, str]]) -> _Run:
    codes: Counter[str] = Counter()
    slowest_s = 0.0
    began_s, cpu_s = time.monotonic(), _children_cpu_s()
    for start in range(0, len(cameras), wish.batch):
        batch_s = time.monotonic()
        codes.update(_batch(wish, cameras[start : start + wish.batch]))
        slowest_s = max(slowest_s, time.monotonic() - batch_s)
    return _Run(codes, time.monotonic() - began_s, _children_cpu_s() - cpu_s, slowest_s)


def _batch(wish: ProbeBench, cameras: list[dict[str, str]]) -> list[str]:
    order = {"at_once": wish.at_once, "wait_s": wish.wait_s, "cameras": cameras}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018  asked for above, tells mypy
        try:
            child.stdin.write(json.dumps(order).encode() + b"\n")
            child.stdin.flush()
            # Its standard input stays open until it has answered: that it closes means that nobody waits any more.
            lines = [child.stdout.readline() for _ in cameras]
        finally:
            child.kill()
    return [json.loads(line)["code"] for line in lines if line]


def _children_cpu_s() -> float:
    """Of children that have ended; the farm, which goes on, is none of them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _rows(wish: ProbeBench, run: _Run) -> list[Row]:
    answered = sum(run.codes.values())
    failed = [Row(f"of them {code}", count, "probes") for code, count in sorted(run.codes.items()) if code != _LIVE]
    cpu_ms = run.cpu_s / max(1, answered) * 1000
    a_second = answered / run.wall_s
    expected = sum(number * 37 % 100 >= wish.refusing + wish.silent for number in range(wish.probes))
    return [
        Row("probes answered", answered, "probes", wish.probes, "at least"),
        Row("live", run.codes[_LIVE], "probes", expected, "at least"),
        *failed,
        Row("processor time a probe, the child's start included", round(cpu_ms, 2), "ms"),
        Row("wall time", round(run.wall_s, 1), "s"),
        Row("slowest batch", round(run.slowest_s, 1), "s"),
        Row(f"probes a second, {wish.at_once} at once", round(a_second, 2), "1/s", _CITY / _ROUND_S, "at least"),
        Row("20,000 cameras in 6 h: share of one core", round(_CITY * cpu_ms / 10 / _ROUND_S, 2), "%", 10.0),
        Row("20,000 cameras one batch after another", round(_CITY / a_second / 3600, 2), "h", 6.0),
    ]
