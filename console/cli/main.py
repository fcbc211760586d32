"""The ``ronda`` command: one parser, one place where errors become sentences and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from console import __version__
from console.base.errors import KnownError
from console.base.logs import set_up_logs
from console.cli import audit, bench, centre, console_window, demo, doctor, evidence, farm, police_gateway
from console.cli.sentences import sentence

EXIT_KNOWN_ERROR = 1
EXIT_INTERRUPTED = 130


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ronda", description="Operator console of a city's CCTV situation room.")
    parser.add_argument("--version", action="version", version=f"ronda {__version__}")
    parser.add_argument("--verbose", action="store_true", help="more lines on stderr")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for part in (console_window, demo, centre, audit, police_gateway, evidence, farm, doctor, bench):
        part.add_parser(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 fine, 1 a known error told on stderr, 2 wrong arguments, 130 interrupted."""
    parsed = build_parser().parse_args(arguments)
    set_up_logs(verbose=parsed.verbose)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except KnownError as error:
        sys.stderr.write(f"ronda: {sentence(error)}\n")
        return EXIT_KNOWN_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
