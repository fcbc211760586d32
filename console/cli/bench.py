"""``ronda bench NAME``: measures, prints a table for people or one JSON object."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from console.bench.crash import CrashBench, bench_crash
from console.bench.report import Row, as_json, as_table
from console.bench.wall import WallBench, bench_wall
from console.cli.sentences import text
from console.demo.city_services import Step


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("bench", help="measure speed and memory on this machine")
    parser.add_argument(
        "name", choices=tuple(_BENCHES), help="wall: N feeds beside GStreamer and mpv; crash: workers killed"
    )
    parser.add_argument("--tiles", type=int, default=64, metavar="N", help="1 to 64; default 64")
    parser.add_argument("--seconds", type=float, default=30.0, metavar="S", help="length of each measurement")
    parser.add_argument("--no-peers", action="store_true", help="Ronda alone")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    def tell(key: str, **params: str) -> None:
        sys.stderr.write(text(key, **params) + "\n")

    rows = _BENCHES[arguments.name](arguments, tell)
    sys.stdout.write((as_json if arguments.json else as_table)(arguments.name, rows) + "\n")
    return 0


def _wall(arguments: argparse.Namespace, tell: Step) -> list[Row]:
    peers = () if arguments.no_peers else ("gstreamer", "mpv")
    return bench_wall(WallBench(tiles=arguments.tiles, measure_s=arguments.seconds, peers=peers), tell)


def _crash(_arguments: argparse.Namespace, tell: Step) -> list[Row]:
    return bench_crash(CrashBench(), tell)


_BENCHES: dict[str, Callable[[argparse.Namespace, Step], list[Row]]] = {"wall": _wall, "crash": _crash}
