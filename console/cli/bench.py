"""``ronda bench NAME``: measures, prints a table for people or one JSON object."""

from __future__ import annotations

import argparse
import sys

from console.bench.report import as_json, as_table
from console.bench.wall import WallBench, bench_wall
from console.cli.sentences import text


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("bench", help="measure speed and memory on this machine")
    parser.add_argument("name", choices=("wall",), help="wall: N feeds on one screen, beside GStreamer and mpv")
    parser.add_argument("--tiles", type=int, default=64, metavar="N", help="1 to 64; default 64")
    parser.add_argument("--seconds", type=float, default=30.0, metavar="S", help="length of each measurement")
    parser.add_argument("--no-peers", action="store_true", help="Ronda alone")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    def tell(key: str, **params: str) -> None:
        sys.stderr.write(text(key, **params) + "\n")

    peers = () if arguments.no_peers else ("gstreamer", "mpv")
    rows = bench_wall(WallBench(tiles=arguments.tiles, measure_s=arguments.seconds, peers=peers), tell)
    sys.stdout.write((as_json if arguments.json else as_table)(arguments.name, rows) + "\n")
    return 0
