"""``ronda console``: the operator console, or a wall for scripts with ``--cameras`` and ``--exit-after``."""

from __future__ import annotations

import argparse
from pathlib import Path

from console.cli.console_key_parser import add_key_parser, add_key_passphrase_file
from console.cli.log_options import add_log_options


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "console",
        help="the operator console",
        description="Signs in at a centre and shows its cameras. Name and password come from the sign-in window, or from "
        "RONDA_USERNAME and RONDA_PASSWORD in the environment; never from the command line.",
    )
    parser.add_argument("--centre", metavar="URL", help="address of the centre; default: the last one used")
    parser.add_argument("--cameras", metavar="ID,ID,...", default="", help="cameras to put on the wall, in order")
    parser.add_argument("--layout", metavar="RxC", help="1x1 to 12x12, 1+5, 1+7, 1+12 or 2+8")
    parser.add_argument("--language", choices=("id", "en"), help="language of the screens; default: the last one used")
    parser.add_argument(
        "--exercise", action="store_true", help="practice: LATIHAN on everything, nothing reaches the police"
    )
    parser.add_argument("--fullscreen", action="store_true", help="the wall alone, on the whole screen")
    parser.add_argument("--size", metavar="WxH", help="window size in pixels, for screenshots")
    parser.add_argument("--screenshot", metavar="FILE", type=Path, help="write the window as PNG before the end")
    parser.add_argument(
        "--screenshots",
        metavar="DIR",
        type=Path,
        help="write pictures of the main views (wall, search, flag, languages)",
    )
    parser.add_argument("--metrics", metavar="FILE", type=Path, help="write what was measured as JSON at the end")
    parser.add_argument(
        "--rehearsal", metavar="FILE", type=Path, help="for benches: cameras to call up, and when, as JSON"
    )
    parser.add_argument("--exit-after", metavar="S", type=float, help="end by itself after S seconds")
    add_key_passphrase_file(parser)
    add_log_options(parser, "console")
    parser.set_defaults(run=run)
    add_key_parser(parser.add_subparsers(metavar="PART"))


def run(arguments: argparse.Namespace) -> int:
    from console.media.births import early_nursery  # noqa: PLC0415 - nothing that other commands need

    # Beside it on another processor: half a second less until the first picture.
    nursery = early_nursery()
    from console.app.options import ConsoleOptions  # noqa: PLC0415 - Qt is loaded only by the commands that show windows
    from console.app.start import start_console  # noqa: PLC0415

    return start_console(ConsoleOptions.from_arguments(arguments), nursery)
