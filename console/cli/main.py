"""The ``ronda`` command: one parser, one place where errors become sentences and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from console import __version__
from console.base.errors import KnownError
from console.base.logs import end_logs
from console.cli.log_options import begin_logs
from console.cli.sentences import sentence

EXIT_KNOWN_ERROR = 1
EXIT_INTERRUPTED = 130

_MODULES = {
    "console": "console_window",
    "wall": "wall",
    "demo": "demo",
    "centre": "centre",
    "audit": "audit",
    "police-gateway": "police_gateway",
    "evidence": "evidence",
    "farm": "farm",
    "city": "farm",
    "doctor": "doctor",
    "bench": "bench",
}
"""Which file of this package has which command. Only the one that is asked for is loaded: a console has no use for the
centre's libraries, which take a second and some 60 MB."""


def build_parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Knows the command that ``arguments`` name; all of them when they name none, or none that there is."""
    parser = argparse.ArgumentParser(prog="ronda", description="Operator console of a city's CCTV situation room.")
    parser.add_argument("--version", action="version", version=f"ronda {__version__}")
    parser.add_argument("--verbose", action="store_true", help="more lines on stderr")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    command = next((argument for argument in arguments if not argument.startswith("-")), "")
    wanted = [_MODULES[command]] if command in _MODULES else dict.fromkeys(_MODULES.values())
    for module in wanted:
        import_module(f"console.cli.{module}").add_parser(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 fine, 1 a known error told on stderr, 2 wrong arguments, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    parsed = build_parser(given).parse_args(given)
    begin_logs(parsed)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except KnownError as error:
        sys.stderr.write(f"ronda: {sentence(error)}\n")
        return EXIT_KNOWN_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    finally:
        end_logs()
