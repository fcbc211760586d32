"""``ronda centre metrics-token``: the token that the IT staff's Prometheus reads a centre's meters with."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from console.cli.subparsers import SettingsFrom, Subparsers
from console.server.monitoring.token import forget_token, new_token

_PRIVATE = 0o077


def add_metrics_token_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    settings_from: SettingsFrom,
) -> None:
    """Registers the part; the centre need not run, and one that does follows at once."""
    parser = parts.add_parser(
        "metrics-token", help="a new token for /v1/metrics; prints it once, the one before is dead"
    )
    parser.add_argument("--remove", action="store_true", help="no token: /v1/metrics answers this machine alone")
    add_place(parser)
    parser.set_defaults(run=lambda arguments: _run(arguments, settings_from))


def _run(arguments: argparse.Namespace, settings_from: SettingsFrom) -> int:
    os.umask(_PRIVATE)
    folder = settings_from(arguments).data_folder
    if arguments.remove:
        forget_token(folder)
        sys.stdout.write("removed\n")
        return 0
    # The one time that it can be read: whoever sets up Prometheus needs it.
    sys.stdout.write(new_token(folder).reveal() + "\n")
    return 0
