"""``ronda bench NAME``: measures, prints a table for people or one JSON object."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from console.base.errors import KnownError
from console.bench.callup import CallUpBench, bench_callup
from console.bench.churn import ChurnBench, bench_churn
from console.bench.crash import CrashBench, bench_crash
from console.bench.directory import DirectoryBench, bench_directory
from console.bench.flag import FlagBench, bench_flag
from console.bench.health import HealthBench, bench_health
from console.bench.latency import LatencyBench, bench_latency
from console.bench.probe import ProbeBench, bench_probe
from console.bench.report import Row, as_json, as_table
from console.bench.soak import SoakBench, bench_soak
from console.bench.steer import SteerBench, bench_steer
from console.bench.wall import WallBench, bench_wall
from console.cli.sentences import text
from console.demo.city_services import Step

_WHAT = (
    "wall: N feeds beside GStreamer and mpv; latency: camera to screen beside mpv, ffplay and GStreamer; "
    "callup: a call for a camera to its first picture; churn: the interface while cameras fail; "
    "flag: from Enter to the disk and the police inbox, then an outage of the centre; "
    "directory: first sync, changes, search, start, memory and map of a city's cameras; "
    "probe: one key picture each of living and dead cameras, as the centre asks for it; "
    "health: what counting costs, and with --minutes cameras that fail by a plan against the report of it; "
    "steer: a supervisor's commands and presets to the pictures on the four screens of a wall; "
    "crash, stop: workers killed or stopped; soak: growth over a long time"
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("bench", help="measure speed and memory on this machine")
    parser.add_argument("name", choices=tuple(_BENCHES), help=_WHAT)
    parser.add_argument("--tiles", type=int, metavar="N", help="1 to 144; default as the bench's own")
    parser.add_argument("--seconds", type=float, metavar="S", help="length of each measurement")
    parser.add_argument(
        "--minutes",
        type=float,
        metavar="M",
        help="soak: length, default 60; flag: how long the centre is away, default 0.5; health: length of the plan, default none",
    )
    parser.add_argument(
        "--calls",
        type=int,
        metavar="N",
        help="callup: calls of each kind, default 20; flag: flags, default 200; steer: commands, default 40; "
        "probe: probes, default 2000",
    )
    parser.add_argument(
        "--cameras",
        type=int,
        metavar="N",
        help="directory: of the city, default 20000; probe: of the farm, default 200",
    )
    parser.add_argument(
        "--machines", type=int, metavar="N", help="steer: programs that show the four screens, default 1"
    )
    parser.add_argument("--jitter", type=float, default=0.0, metavar="MS", help="latency: a network this uneven")
    parser.add_argument("--no-peers", action="store_true", help="Ronda alone")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    def tell(key: str, **params: str) -> None:
        sys.stderr.write(text(key, **params) + "\n")

    rows = _BENCHES[arguments.name](arguments, tell)
    sys.stdout.write((as_json if arguments.json else as_table)(arguments.name, rows) + "\n")
    return 0


def _given(**options: Any) -> dict[str, Any]:
    """Those that were given; a bench has its own default for the others."""
    return {name: value for name, value in options.items() if value is not None}


def _wall(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    peers = () if arguments.no_peers else None
    return bench_wall(WallBench(**_given(tiles=arguments.tiles, measure_s=arguments.seconds, peers=peers)), tell)


def _latency(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    peers = () if arguments.no_peers else None
    wish = LatencyBench(**_given(measure_s=arguments.seconds, jitter_ms=arguments.jitter, peers=peers))
    return bench_latency(wish, tell)


def _callup(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_callup(CallUpBench(**_given(cold=arguments.calls, kept=arguments.calls)), tell)


def _churn(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_churn(ChurnBench(**_given(tiles=arguments.tiles, measure_s=arguments.seconds)), tell)


def _soak(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_soak(SoakBench(**_given(tiles=arguments.tiles, minutes=arguments.minutes)), tell)


def _flag(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_flag(
        FlagBench(**_given(flags=arguments.calls, minutes=arguments.minutes, tiles=arguments.tiles)), tell
    )


def _directory(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_directory(DirectoryBench(**_given(cameras=arguments.cameras)), tell)


def _probe(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_probe(ProbeBench(**_given(probes=arguments.calls, cameras=arguments.cameras)), tell)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _health(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_health(HealthBench(**_given(tiles=arguments.tiles, minutes=_whole(arguments.minutes))), tell)


def _steer(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    wish = SteerBench(**_given(commands=arguments.calls, machines=arguments.machines))
    if wish.machines < 1 or wish.screens % wish.machines:
        raise KnownError("option.bad", option="--machines", value=str(wish.machines))
    return bench_steer(wish, tell)


def _crash(_arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_crash(CrashBench(), tell)


def _stop(_arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_crash(CrashBench(stop=True), tell)


_BENCHES: dict[str, Callable[[argparse.Namespace, Step], list[Row]]] = {
    "wall": _wall,
    "latency": _latency,
    "callup": _callup,
    "churn": _churn,
    "flag": _flag,
    "directory": _directory,
    "probe": _probe,
    "crash": _crash,
    "stop": _stop,
    "soak": _soak,
    "health": _health,
    "steer": _steer,
}
