"""``ronda wall``: a computer that shows screens of a wall, as the centre wants them."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "wall",
        help="shows screens of a wall that supervisors steer",
        description="Signs in with the secret that “ronda centre wall add” has printed, and covers this machine's screens. "
        "The secret comes from a file that nobody else may read, never from the command line.",
    )
    parser.add_argument("--name", required=True, help="this machine's name, as it was added")
    parser.add_argument("--centre", required=True, metavar="URL", help="address of the centre")
    parser.add_argument("--wall", metavar="WALL", help="the wall that it shows; default: one named like the machine")
    parser.add_argument(
        "--secret-file", type=Path, metavar="FILE", help="mode 0600; default: wall-secret in the data folder"
    )
    parser.add_argument("--language", choices=("id", "en"), help="language of the screens; default: Indonesian")
    parser.add_argument("--windowed", metavar="WxH", help="windows of this size instead of whole screens, for trials")
    parser.add_argument("--metrics", metavar="FILE", type=Path, help="write what was measured as JSON at the end")
    parser.add_argument("--exit-after", metavar="S", type=float, help="end by itself after S seconds")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from console.media.births import early_nursery  # noqa: PLC0415 - nothing that other commands need

    nursery = early_nursery()
    from console.app.wall_machine import start_wall  # noqa: PLC0415 - Qt is loaded only by the commands that show windows
    from console.app.wall_options import WallOptions  # noqa: PLC0415

    return start_wall(WallOptions.from_arguments(arguments), nursery)
